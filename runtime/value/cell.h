// SPDX-License-Identifier: Apache-2.0
// A value inside an evaluation: two words without a type, as compiler/bytecode/bytecode.h describes them. The register
// or the slot a cell is in says how to read it; reading it otherwise gives nonsense. Cells own nothing: what they point
// at is a constant of the program, a field of a loaded record or memory of an Arena.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "compiler/number/decimal.h"
#include "compiler/time/civil.h"
#include "compiler/time/duration.h"

namespace lsq::value {

struct LoadedRecord;

// Trivial on purpose: registers are not initialised.
struct Cell {
  uint64_t word0;
  int64_t word1;
  bool operator==(const Cell&) const = default;  // of the words, not of what they stand for
};
static_assert(sizeof(Cell) == 16);

inline constexpr Cell kMissingCell{0, INT64_MIN};
constexpr bool IsMissing(Cell cell) {
  return cell.word1 == INT64_MIN;
}

// ---- Integers: Bool Date DateTime Time Option -----------------------------------------------------------------------

constexpr Cell IntegerCell(int64_t value) {
  return {0, value};
}
constexpr Cell ToCell(bool value) {
  return {0, value};
}
constexpr Cell ToCell(time::Date value) {
  return {0, value.days};
}
constexpr Cell ToCell(time::Instant value) {
  return {0, value.micros};
}
constexpr Cell ToCell(time::TimeOfDay value) {
  return {0, value.seconds};
}
constexpr bool AsBool(Cell cell) {
  return cell.word1 == 1;  // missing is false
}
constexpr time::Date AsDate(Cell cell) {
  return {static_cast<int32_t>(cell.word1)};
}
constexpr time::Instant AsInstant(Cell cell) {
  return {cell.word1};
}
constexpr time::TimeOfDay AsTime(Cell cell) {
  return {static_cast<int32_t>(cell.word1)};
}

// ---- Numbers --------------------------------------------------------------------------------------------------------

constexpr Cell ToCell(number::Decimal value) {
  return {static_cast<uint64_t>(value.units), static_cast<int64_t>(value.units >> 64)};
}
constexpr number::Decimal AsNumber(Cell cell) {
  return {static_cast<number::Int128>(static_cast<unsigned __int128>(static_cast<uint64_t>(cell.word1)) << 64 |
                                      cell.word0)};
}

// ---- What is pointed at ---------------------------------------------------------------------------------------------

// `literal`: which of the program's literals its fold equals, from 1; 0 is none, or not looked up. At most 2^31-1
// bytes.
inline Cell ToCell(std::string_view text, uint32_t literal = 0) {
  return {reinterpret_cast<uint64_t>(text.data()),
          static_cast<int64_t>(static_cast<uint64_t>(text.size()) << 32 | literal)};
}
inline std::string_view AsText(Cell cell) {
  return {reinterpret_cast<const char*>(cell.word0), static_cast<uint64_t>(cell.word1) >> 32};
}
constexpr uint32_t LiteralOf(Cell cell) {
  return static_cast<uint32_t>(cell.word1);
}

inline Cell ToCell(std::span<const Cell> list) {
  return {reinterpret_cast<uint64_t>(list.data()), static_cast<int64_t>(list.size())};
}
inline std::span<const Cell> AsList(Cell cell) {
  return {reinterpret_cast<const Cell*>(cell.word0), static_cast<size_t>(cell.word1)};
}

// Of an option set: indices, ascending, without repetitions.
inline Cell ToCell(std::span<const uint32_t> options) {
  return {reinterpret_cast<uint64_t>(options.data()), static_cast<int64_t>(options.size())};
}
inline std::span<const uint32_t> AsOptions(Cell cell) {
  return {reinterpret_cast<const uint32_t*>(cell.word0), static_cast<size_t>(cell.word1)};
}

inline Cell ToCell(const time::Duration* duration) {
  return {reinterpret_cast<uint64_t>(duration), 0};
}
inline const time::Duration& AsDuration(Cell cell) {
  return *reinterpret_cast<const time::Duration*>(cell.word0);
}

// Null is the missing record.
inline Cell ToCell(const LoadedRecord* record) {
  return record ? Cell{reinterpret_cast<uint64_t>(record), 0} : kMissingCell;
}
// Null when missing.
inline const LoadedRecord* AsRecord(Cell cell) {
  return reinterpret_cast<const LoadedRecord*>(cell.word0);
}

// A handle's key or a saved reply's JSON.
struct Opaque {
  std::string_view text;
};
inline Cell ToCell(const Opaque* opaque) {
  return {reinterpret_cast<uint64_t>(opaque), 0};
}
inline std::string_view AsOpaque(Cell cell) {
  return reinterpret_cast<const Opaque*>(cell.word0)->text;
}

}  // namespace lsq::value
