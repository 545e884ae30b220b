// SPDX-License-Identifier: Apache-2.0
#include "compiler/emit_bytecode/pools.h"

#include <algorithm>

#include "compiler/text/text.h"

namespace lsq::emit_bytecode {

using bytecode::CellKind;

namespace {

template <typename T>
uint32_t Intern(std::vector<T>& list, T value) {
  const auto found = std::find(list.begin(), list.end(), value);
  if (found != list.end()) return static_cast<uint32_t>(found - list.begin());
  list.push_back(std::move(value));
  return static_cast<uint32_t>(list.size() - 1);
}

CellKind KindOf(ir::Kind kind) {
  static constexpr CellKind kKinds[] = {CellKind::Void,   CellKind::Bool,     CellKind::Number, CellKind::Text,
                                        CellKind::Date,   CellKind::DateTime, CellKind::Time,   CellKind::Duration,
                                        CellKind::Option, CellKind::Options,  CellKind::Record, CellKind::List,
                                        CellKind::Handle, CellKind::Reply};
  static_assert(std::size(kKinds) == static_cast<size_t>(ir::Kind::Reply) + 1);
  return kKinds[static_cast<size_t>(kind)];
}

}  // namespace

uint32_t Literals::Add(const std::string& text) {
  const auto [at, added] = ids_.try_emplace(text::Fold(text), static_cast<uint32_t>(list_.size() + 1));
  if (added) list_.push_back(at->first);
  return at->second;
}

uint32_t Literals::Find(const std::string& text) const {
  const auto found = ids_.find(text::Fold(text));
  return found == ids_.end() ? 0 : found->second;
}

uint32_t Pools::Text(const std::string& text) {
  const auto [at, added] = texts_.try_emplace(text, static_cast<uint32_t>(pool_.texts.size()));
  if (added) pool_.texts.push_back({text, 0});
  return at->second;
}

uint32_t Pools::Int(int64_t value) {
  const auto [at, added] = ints_.try_emplace(value, static_cast<uint32_t>(pool_.ints.size()));
  if (added) pool_.ints.push_back(value);
  return at->second;
}

uint32_t Pools::Local(const time::LocalDateTime& local) {
  pool_.ints.push_back(time::ToCivilSeconds(local));
  pool_.local_moments.push_back({static_cast<uint32_t>(pool_.ints.size() - 1)});
  return pool_.local_moments.back().index;
}

uint32_t Pools::Number(number::Decimal value) {
  const auto low = static_cast<uint64_t>(value.units);
  return Intern(pool_.numbers, {low, static_cast<int64_t>(value.units >> 64)});
}

uint32_t Pools::Duration(const time::Duration& value) {
  return Intern(pool_.durations,
                {value.seconds, value.months, value.days, value.business_days, value.business_minutes});
}

uint32_t Pools::Range(bytecode::Range range) {
  return Intern(pool_.ranges, range);
}

uint32_t Pools::Set(bytecode::IntSet set) {
  return Intern(pool_.sets, std::move(set));
}

uint32_t Pools::List(bytecode::ListConstant list) {
  return Intern(pool_.lists, std::move(list));
}

uint32_t Pools::Window(const ir::Window& window) {
  return Intern(pool_.windows, {static_cast<uint8_t>(window.span), static_cast<uint8_t>(window.unit), window.count});
}

bytecode::CellType CellTypeOf(const ir::Type& type) {
  const bool record = type.kind == ir::Kind::Record || type.element == ir::Kind::Record;
  return {KindOf(type.kind), KindOf(type.element), record ? type.entity : type.option_set};
}

std::optional<int64_t> IntegerOf(const ir::Constant& constant) {
  if (const auto* truth = std::get_if<bool>(&constant)) return *truth;
  if (const auto* date = std::get_if<time::Date>(&constant)) return date->days;
  if (const auto* instant = std::get_if<time::Instant>(&constant)) return instant->micros;
  if (const auto* at = std::get_if<time::TimeOfDay>(&constant)) return at->seconds;
  if (const auto* option = std::get_if<ir::OptionConstant>(&constant)) return option->index;
  return std::nullopt;
}

}  // namespace lsq::emit_bytecode
