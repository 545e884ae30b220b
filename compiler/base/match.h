// SPDX-License-Identifier: Apache-2.0
// Taking a std::variant apart case by case; a missing case does not compile.
#pragma once

#include <utility>
#include <variant>

namespace lsq {

template <typename... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <typename... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

template <typename V, typename... Fs>
decltype(auto) Match(V&& value, Fs&&... cases) {
  return std::visit(Overloaded{std::forward<Fs>(cases)...}, std::forward<V>(value));
}

}  // namespace lsq
