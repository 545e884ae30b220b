// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/names.h"

#include <algorithm>

namespace lsq::check {

void Names::Bind(std::string name, program::LocalId local) {
  const auto [entry, fresh] = newest_.try_emplace(name, kNone);
  bindings_.push_back({std::move(name), local, fresh ? kNone : entry->second});
  entry->second = bindings_.size() - 1;
}

std::optional<program::LocalId> Names::Find(std::string_view name) const {
  const auto found = newest_.find(std::string(name));
  if (found == newest_.end()) return std::nullopt;
  return bindings_[found->second].local;
}

std::optional<program::LocalId> Names::FindHere(std::string_view name) const {
  const auto found = newest_.find(std::string(name));
  const size_t opened = scopes_.empty() ? 0 : scopes_.back();
  if (found == newest_.end() || found->second < opened) return std::nullopt;
  return bindings_[found->second].local;
}

std::vector<std::string_view> Names::All() const {
  std::vector<std::string_view> names;
  names.reserve(newest_.size());
  for (const auto& [name, index] : newest_) names.push_back(name);
  return names;
}

void Names::Close() {
  LSQ_CHECK(!scopes_.empty(), "more scopes closed than opened");
  for (const size_t opened = scopes_.back(); bindings_.size() > opened; bindings_.pop_back()) {
    const Binding& last = bindings_.back();
    if (last.hidden == kNone) {
      newest_.erase(last.name);
    } else {
      newest_[last.name] = last.hidden;
    }
  }
  scopes_.pop_back();
}

}  // namespace lsq::check
