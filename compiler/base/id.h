// SPDX-License-Identifier: Apache-2.0
// Typed indices into append-only stores: ids of different stores cannot be mixed up, and stay valid when a store grows.
// References into a Store die on Add; keep ids across calls, not references.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "compiler/base/check.h"

namespace lsq {

template <typename Tag>
struct Id {
  uint32_t index = UINT32_MAX;
  constexpr bool valid() const { return index != UINT32_MAX; }
  auto operator<=>(const Id&) const = default;
};

template <typename IdT, typename T>
class Store {
 public:
  IdT Add(T value) {
    values_.push_back(std::move(value));
    return IdT{static_cast<uint32_t>(values_.size() - 1)};
  }
  const T& operator[](IdT id) const {
    LSQ_CHECK(id.index < values_.size(), "id outside its store");
    return values_[id.index];
  }
  T& operator[](IdT id) {
    LSQ_CHECK(id.index < values_.size(), "id outside its store");
    return values_[id.index];
  }
  size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  bool operator==(const Store&) const = default;

 private:
  std::vector<T> values_;
};

// One fact per id of a store, dense; reading an id that was never set gives the default value.
template <typename IdT, typename T>
class SideTable {
 public:
  void Set(IdT id, T value) {
    if (id.index >= values_.size()) values_.resize(id.index + 1);
    values_[id.index] = std::move(value);
  }
  T Get(IdT id) const { return id.index < values_.size() ? values_[id.index] : T{}; }

 private:
  std::vector<T> values_;
};

}  // namespace lsq

template <typename Tag>
struct std::hash<lsq::Id<Tag>> {
  size_t operator()(lsq::Id<Tag> id) const noexcept { return std::hash<uint32_t>{}(id.index); }
};
