// SPDX-License-Identifier: Apache-2.0
// What the interpreter runs: register code for the functions of one ir::Module, and the constants it names.
//
// A cache made by emit_bytecode from IR, never the durable form. Instructions are 64-bit words with typed opcodes
// (opcodes.def); there are no loops, so every jump goes forward and a function ends after at most code.size() words.
// Verify (verify.h) proves everything the interpreter relies on; the interpreter checks nothing again.
//
// Cells. A register and a field of a loaded record are cells of 16 bytes, two 64-bit words, untyped: the register's
// type says how to read them. Missing is the same for every kind: word 0 is 0 and word 1 is INT64_MIN, and a cell is
// missing exactly when its word 1 is INT64_MIN.
//
//   Bool Date DateTime Time Option   word 1 the integer: 0/1, days, microseconds, seconds, index into its option set
//   Dec64 (record fields only)       word 1 the count of 10^-scale
//   Number                           the 128-bit count of 10^-9, low word first
//   Text                             word 0 const char*; word 1 literal id (low half), length in bytes (high half)
//   Options                          word 0 const uint32_t*, ascending indices; word 1 their number
//   List                             word 0 const cell*; word 1 the number of elements
//   Duration Record Handle Reply     word 0 a pointer; word 1 is 0
//   Mark                             word 1 a length of the output buffer
//
// A text's literal id says which of Program::literals its fold equals (1 is the first; 0: none, or not looked up). A
// record's texts are looked up once, when it is loaded, so `Lead.City is "Pune"` compares two integers (C-CON-4).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lsq::bytecode {

// ---- Types ----------------------------------------------------------------------------------------------------------

enum class CellKind : uint8_t {
  Void,
  Bool,
  Number,
  Dec64,
  Text,
  Date,
  DateTime,
  Time,
  Duration,
  Option,
  Options,
  Record,
  List,
  Handle,
  Reply,
  Mark,  // of a text being built
};
inline constexpr int kCellKinds = 16;

// Kinds whose whole value is the integer in word 1.
constexpr bool IsInteger(CellKind kind) {
  return kind == CellKind::Bool || kind == CellKind::Date || kind == CellKind::DateTime || kind == CellKind::Time ||
         kind == CellKind::Option || kind == CellKind::Dec64;
}

inline constexpr uint32_t kNoImport = UINT32_MAX;
struct CellType {
  CellKind kind = CellKind::Void;
  CellKind element = CellKind::Void;  // of lists
  uint32_t import = kNoImport;        // of Option and Options (also as elements): the option set; of Record: the entity
  bool operator==(const CellType&) const = default;
};

// ---- Instructions ---------------------------------------------------------------------------------------------------

enum class Op : uint8_t {
#define LSQ_BYTECODE_OP(name, text, a, b, c, d) name,
#include "compiler/bytecode/opcodes.def"
#undef LSQ_BYTECODE_OP
};
inline constexpr int kOpCount = 0
#define LSQ_BYTECODE_OP(name, text, a, b, c, d) +1
#include "compiler/bytecode/opcodes.def"
#undef LSQ_BYTECODE_OP
    ;

// One word. What a, b, c and d mean is in the opcode's row.
struct Word {
  Op op;
  uint8_t a = 0;
  uint16_t b = 0;
  uint16_t c = 0;
  uint16_t d = 0;
  constexpr uint32_t target() const { return c | static_cast<uint32_t>(d) << 16; }  // of long jumps
  constexpr int32_t small() const { return static_cast<int32_t>(target()); }        // of LoadSmall
  bool operator==(const Word&) const = default;
};
static_assert(sizeof(Word) == 8);

// Bits of `a` in comparisons that have them.
inline constexpr uint8_t kNegative = 1;  // the complement for a present right side (C-CON-2)
inline constexpr uint8_t kExact = 2;     // text byte for byte

// `a` of HasOptions and HasTexts.
enum class Quantifier : uint8_t { Any, All, None };

// `b` of the Append instructions that print values: how Bool and dates look (C-MM-14, E-MM-10).
enum class Sink : uint8_t { Prose, Machine, Json };

inline constexpr uint16_t kNoText = UINT16_MAX;       // AppendField without a fallback
inline constexpr uint16_t kNoOptionSet = UINT16_MAX;  // AppendList of other elements

// ---- Constants ------------------------------------------------------------------------------------------------------

struct TextConstant {
  std::string text;
  uint32_t literal = 0;  // id of its fold among Program::literals
  bool operator==(const TextConstant&) const = default;
};
// An Int128 count of 10^-9.
struct NumberConstant {
  uint64_t low = 0;
  int64_t high = 0;
  bool operator==(const NumberConstant&) const = default;
};
struct DurationConstant {  // time::Duration
  int64_t seconds = 0, months = 0, days = 0, business_days = 0, business_minutes = 0;
  bool operator==(const DurationConstant&) const = default;
};
// A wall-clock time without a zone: `ints[index]` is its civil second count until link replaces it by the instant (in
// microseconds) at which the account's clocks show it.
struct LocalMoment {
  uint32_t index = 0;
  bool operator==(const LocalMoment&) const = default;
};
// [low, low + width]. Says every comparison of a field with constants: with missing as INT64_MIN, `<` begins one above.
struct Range {
  int64_t low = 0;
  uint64_t width = 0;
  constexpr bool Has(int64_t value) const { return static_cast<uint64_t>(value) - static_cast<uint64_t>(low) <= width; }
  bool operator==(const Range&) const = default;
};
// Integers: a bit set from `base` on when they lie close together, else ascending values.
struct IntSet {
  int64_t base = 0;
  std::vector<uint64_t> bits;
  std::vector<int64_t> values;
  bool Has(int64_t value) const {
    const uint64_t at = static_cast<uint64_t>(value) - static_cast<uint64_t>(base);
    if (at < bits.size() * 64) return (bits[at / 64] >> (at % 64) & 1) != 0;
    return !values.empty() && HasValue(value);
  }
  bool operator==(const IntSet&) const = default;

 private:
  bool HasValue(int64_t value) const;
};
IntSet MakeIntSet(std::vector<int64_t> values);

// `type.element` says the pool: Text texts, Number numbers, Duration durations, integers `ints`.
struct ListConstant {
  CellType type;
  std::vector<uint32_t> items;
  bool operator==(const ListConstant&) const = default;
};
struct Window {        // C-CON-8
  uint8_t span = 0;    // last, this, next
  uint8_t unit = 0;    // time::Unit
  uint32_t count = 0;  // 0: the calendar word without a number
  bool operator==(const Window&) const = default;
};

// Those of one function, so that 16 bits name each however large the program is.
struct Constants {
  std::vector<TextConstant> texts;
  std::vector<int64_t> ints;
  std::vector<LocalMoment> local_moments;
  std::vector<NumberConstant> numbers;
  std::vector<DurationConstant> durations;
  std::vector<Range> ranges;
  std::vector<IntSet> sets;
  std::vector<ListConstant> lists;
  std::vector<Window> windows;
  bool operator==(const Constants&) const = default;
};

// ---- Functions and programs -----------------------------------------------------------------------------------------

// Registers are typed. At entry the first `params` are filled by the caller and the others hold anything: every one is
// written before it is read. CallFunction puts the arguments there; a function called by the host has no params and
// reads the locals of its frame. Functions may call each other in a circle: the interpreter bounds the depth.
struct Function {
  std::string name;
  uint32_t params = 0;
  uint32_t frame_locals = 0;  // one more than the highest local it loads
  CellType result;
  std::vector<CellType> registers;
  Constants constants;
  std::vector<Word> code;
  std::vector<uint32_t> sources;  // per word: the ir instruction it comes from, for faults and traces
  bool operator==(const Function&) const = default;
};

// A cell of a loaded record.
struct Slot {
  uint32_t field = 0;  // import
  CellType type;       // Dec64 for numbers whose declared digits fit it
  uint8_t scale = 0;   // of Dec64
  bool mandatory = false;
  bool operator==(const Slot&) const = default;
};

// Of a native import, to hold calls to it.
struct Signature {
  std::vector<CellType> params;
  CellType result;
  bool operator==(const Signature&) const = default;
};

struct Program {
  std::vector<Function> functions;       // by ir function
  std::vector<std::vector<Slot>> slots;  // by entity import: how link lays out its records for this program
  std::vector<Signature> natives;        // by native import
  std::vector<CellType> relations;       // by field import: the record it leads to; Void for other fields
  uint32_t option_sets = 0;              // number of imports
  std::vector<std::string> literals;     // folded, no duplicates; the id is the index + 1
  bool operator==(const Program&) const = default;
};

}  // namespace lsq::bytecode
