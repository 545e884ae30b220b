// SPDX-License-Identifier: Apache-2.0
// Names of what IR consists of: in dumps, and in stored text, where they outlive the order of the enumerators. A name
// that was ever stored is never given another meaning.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "compiler/ir/ir.h"

namespace lsq::ir {

enum class Effect : uint8_t { Pure, Reads, Faults };

struct OpInfo {
  std::string_view text;
  int operands;  // -1: any number
  Effect effect;
};
const OpInfo& InfoOf(Op op);
inline constexpr int kOpCount = 0
#define LSQ_IR_OP(name, text, operands, effect) +1
#include "compiler/ir/ir_ops.def"
#undef LSQ_IR_OP
    ;

// The names of all enumerators, in order. Overloads are told apart by an enumerator of no importance.
std::span<const std::string_view> NamesOf(Op);
std::span<const std::string_view> NamesOf(Kind);
std::span<const std::string_view> NamesOf(Sink);
std::span<const std::string_view> NamesOf(WindowSpan);
std::span<const std::string_view> NamesOf(Otherwise);
std::span<const std::string_view> NamesOf(Terminator::Kind);
std::span<const std::string_view> NamesOf(time::Unit);
std::span<const std::string_view> NamesOf(time::Weekday);
std::span<const std::string_view> NamesOf(markup::Escaper);

template <typename E>
std::string_view NameOf(E value) {
  return NamesOf(value)[static_cast<size_t>(value)];
}
template <typename E>
std::optional<E> FromName(std::string_view name) {
  const auto names = NamesOf(E{});
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}
// Whether an enumerator exists: asked of values that came from outside.
template <typename E>
bool IsNamed(E value) {
  return static_cast<size_t>(value) < NamesOf(value).size();
}

}  // namespace lsq::ir
