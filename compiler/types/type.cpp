// SPDX-License-Identifier: Apache-2.0
#include "compiler/types/type.h"

#include <algorithm>
#include <array>

namespace lsq::types {

namespace {

template <typename T>
uint32_t Intern(std::vector<T>& store, T value) {
  const auto found = std::find(store.begin(), store.end(), value);
  if (found != store.end()) return static_cast<uint32_t>(found - store.begin());
  store.push_back(std::move(value));
  return static_cast<uint32_t>(store.size() - 1);
}

}  // namespace

std::string_view WordFor(NameKind kind) {
  static constexpr std::array<std::string_view, 18> kWords = {
      "user",      "role",     "group",    "team",       "list",         "email",
      "sms",       "webhook",  "lapp",     "activity",   "account type", "opportunity type",
      "task type", "calendar", "campaign", "automation", "table",        "form"};
  return kWords.at(static_cast<size_t>(kind));
}

Type TypeStore::List(Type element) {
  return {Kind::List, false, Intern(elements_, element)};
}

Type TypeStore::Element(Type list) const {
  LSQ_CHECK(list.Is(Kind::List), "element of something that is no list");
  return elements_.at(list.arg);
}

Type TypeStore::Shape(std::vector<ShapeMember> members) {
  return {Kind::Shape, false, Intern(shapes_, std::move(members))};
}

const std::vector<ShapeMember>& TypeStore::Members(Type shape) const {
  LSQ_CHECK(shape.Is(Kind::Shape), "members of something that is no shape");
  return shapes_.at(shape.arg);
}

}  // namespace lsq::types
