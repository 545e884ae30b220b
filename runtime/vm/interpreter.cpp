// SPDX-License-Identifier: Apache-2.0
// The loop. One label per instruction and a jump from each to the next ("threaded code"), so that the processor learns
// what follows what. Bodies are a line or two; what needs more is in machine.cpp and its neighbours. Verified code
// needs no checks here (compiler/bytecode/verify.h); that it ends is known because every jump goes forward.
#include "compiler/number/dec64.h"
#include "compiler/time/arithmetic.h"
#include "runtime/builtins/compare.h"
#include "runtime/vm/machine.h"

namespace lsq::vm {
namespace {

using bytecode::Op;
using value::AsBool;
using value::AsNumber;
using value::AsRecord;
using value::AsText;
using value::kMissingCell;
using value::ToCell;

inline Cell FieldOf(Cell record, uint16_t slot) {
  const LoadedRecord* loaded = AsRecord(record);
  return loaded ? loaded->cells[slot] : kMissingCell;
}

inline Cell OldFieldOf(Cell record, uint16_t slot) {
  const LoadedRecord* loaded = AsRecord(record);
  return loaded ? loaded->before[slot] : kMissingCell;
}

inline Cell Dec64Cell(Cell cell, int scale) {
  return IsMissing(cell) ? cell : ToCell(number::FromDec64(cell.word1, scale));
}

inline bool IsChanged(Cell record, uint16_t slot) {
  const LoadedRecord* loaded = AsRecord(record);
  return loaded && loaded->changed && loaded->changed[slot];
}

inline size_t ArgWords(const Word* pc) {
  constexpr size_t kArgsPerWord = 3;
  return (pc->d + kArgsPerWord - 1) / kArgsPerWord;
}

// `kObserved` is known at compile time: without an observer nothing of it is left in the code.
template <bool kObserved>
Cell Loop(Machine& m, uint32_t function, Cell* r) {
  static const void* const kLabels[] = {
#define LSQ_BYTECODE_OP(name, text, a, b, c, d) &&Do##name,
#include "compiler/bytecode/opcodes.def"
#undef LSQ_BYTECODE_OP
  };
  const bytecode::Function& code = m.program.code().functions[function];
  const bytecode::Constants& constants = code.constants;
  const link::Pool& pool = m.program.PoolOf(function);
  const Word* const begin = code.code.data();
  const Word* pc = begin;

#define LSQ_DISPATCH() goto* kLabels[static_cast<uint8_t>(pc->op)]
// To the next instruction; `words` is how many this one has.
#define LSQ_NEXT(words) \
  do {                  \
    pc += (words);      \
    LSQ_DISPATCH();     \
  } while (false)
// Both ways of a test dispatch by themselves: the processor guesses the way and goes on, where a chosen `pc` would make
// it wait for the field.
#define LSQ_GOTO(target)   \
  do {                     \
    pc = begin + (target); \
    LSQ_DISPATCH();        \
  } while (false)
// The same from an instruction that wrote register b.
#define LSQ_WROTE(words)                                                                          \
  do {                                                                                            \
    if constexpr (kObserved) {                                                                    \
      m.ObserveValue(function, static_cast<size_t>(pc - begin), code.registers[pc->b], r[pc->b]); \
    }                                                                                             \
    LSQ_NEXT(words);                                                                              \
  } while (false)
#define LSQ_SET(expression)  \
  do {                       \
    r[pc->b] = (expression); \
    LSQ_WROTE(1);            \
  } while (false)
// For expressions that may fault.
#define LSQ_TRY_SET(words, expression) \
  do {                                 \
    r[pc->b] = (expression);           \
    if (m.fault) goto fault;           \
    LSQ_WROTE(words);                  \
  } while (false)
// An operand that is missing makes the result missing.
#define LSQ_UNLESS_MISSING(cell)                \
  do {                                          \
    if (IsMissing(cell)) LSQ_SET(kMissingCell); \
  } while (false)
#define LSQ_UNLESS_EITHER_MISSING()                                        \
  do {                                                                     \
    if (IsMissing(r[pc->c]) || IsMissing(r[pc->d])) LSQ_SET(kMissingCell); \
  } while (false)
// C-CON-2, C-CON-3, with x and y for the present operands.
#define LSQ_POSITIVE(test)                                     \
  do {                                                         \
    const Cell x = r[pc->c], y = r[pc->d];                     \
    LSQ_SET(ToCell(!IsMissing(x) && !IsMissing(y) && (test))); \
  } while (false)
#define LSQ_NEGATIVE(test)                                       \
  do {                                                           \
    const Cell x = r[pc->c], y = r[pc->d];                       \
    LSQ_SET(ToCell(!IsMissing(y) && (IsMissing(x) || !(test)))); \
  } while (false)
// x between low and high, whose registers are in the word behind.
#define LSQ_BETWEEN(test)                                              \
  do {                                                                 \
    const Cell x = r[pc->c], low = r[pc[1].b], high = r[pc[1].c];      \
    const bool known = !IsMissing(low) && !IsMissing(high);            \
    const bool negative = (pc->a & bytecode::kNegative) != 0;          \
    r[pc->b] = ToCell(known && (!IsMissing(x) && (test)) != negative); \
    LSQ_WROTE(2);                                                      \
  } while (false)
// x equals an element of a list.
#define LSQ_IN(test)                                                                       \
  do {                                                                                     \
    const Cell x = r[pc->c], list = r[pc->d];                                              \
    if (IsMissing(list)) LSQ_SET(ToCell(false));                                           \
    bool found = false;                                                                    \
    if (!IsMissing(x)) {                                                                   \
      for (const Cell y : value::AsList(list)) found = found || (!IsMissing(y) && (test)); \
    }                                                                                      \
    LSQ_SET(ToCell(found != ((pc->a & bytecode::kNegative) != 0)));                        \
  } while (false)
// A test of a field of the record in register a that jumps when `test` holds; `found` is the test without its negation.
#define LSQ_JUMP_IF(test, found)                                                 \
  do {                                                                           \
    const Cell field = FieldOf(r[pc->a], pc->b);                                 \
    const bool jump = (test);                                                    \
    if constexpr (kObserved) {                                                   \
      m.ObserveField(r[pc->a], code.registers[pc->a], pc->b);                    \
      m.ObserveTest(function, static_cast<size_t>(pc - begin), jump == (found)); \
    }                                                                            \
    if (jump) LSQ_GOTO(pc->d);                                                   \
    LSQ_NEXT(1);                                                                 \
  } while (false)
#define LSQ_APPENDED()       \
  do {                       \
    if (m.fault) goto fault; \
    LSQ_NEXT(1);             \
  } while (false)
#define LSQ_APPEND_VALUE()                               \
  do {                                                   \
    m.AppendValue(*pc, r[pc->c], code.registers[pc->c]); \
    LSQ_APPENDED();                                      \
  } while (false)

  LSQ_DISPATCH();

// ---- Loads
DoLoadMissing:
  LSQ_SET(kMissingCell);
DoLoadSmall:
  LSQ_SET(value::IntegerCell(pc->small()));
DoLoadInt:
  LSQ_SET(value::IntegerCell(constants.ints[pc->c]));
DoLoadNumber:
  LSQ_SET(pool.numbers[pc->c]);
DoLoadText:
  LSQ_SET(pool.texts[pc->c]);
DoLoadDuration:
  LSQ_SET(pool.durations[pc->c]);
DoLoadList:
  LSQ_SET(pool.lists[pc->c]);
DoLoadLocal:
  LSQ_SET(m.environment.locals[pc->c]);
DoMove:
  r[pc->b] = r[pc->c];
  LSQ_NEXT(1);
DoNow:
  LSQ_SET(ToCell(m.environment.now));
DoMe:
  LSQ_SET(ToCell(m.environment.me));

// ---- Records
DoLoadField:
  if constexpr (kObserved) m.ObserveField(r[pc->c], code.registers[pc->c], pc->d);
  LSQ_SET(FieldOf(r[pc->c], pc->d));
DoLoadDec64:
  if constexpr (kObserved) m.ObserveField(r[pc->c], code.registers[pc->c], pc->d);
  LSQ_SET(Dec64Cell(FieldOf(r[pc->c], pc->d), pc->a));
DoLoadOld:
  LSQ_SET(OldFieldOf(r[pc->c], pc->d));
DoLoadOldDec64:
  LSQ_SET(Dec64Cell(OldFieldOf(r[pc->c], pc->d), pc->a));
DoIsChanged:
  LSQ_SET(ToCell(IsChanged(r[pc->c], pc->d)));
DoRequireField:
  if (AsRecord(r[pc->c]) && IsMissing(FieldOf(r[pc->c], pc->d))) {
    m.RequireField(*AsRecord(r[pc->c]), pc->d);
    goto fault;
  }
  LSQ_NEXT(1);
DoRelated:
  LSQ_TRY_SET(1, m.Related(r[pc->c], pc->d));
DoMember:
  LSQ_TRY_SET(1, m.Member(r[pc->c], pool.texts[pc->d], code.registers[pc->b]));

// ---- Tests of fields
DoJumpIfInside:
  LSQ_JUMP_IF(constants.ranges[pc->c].Has(field.word1), true);
DoJumpIfOutside:
  LSQ_JUMP_IF(!constants.ranges[pc->c].Has(field.word1), false);
DoJumpIfLiteral:
  LSQ_JUMP_IF(value::LiteralOf(field) == pc->c, true);
DoJumpIfNotLiteral:
  LSQ_JUMP_IF(value::LiteralOf(field) != pc->c, false);
DoJumpIfInSet:
  LSQ_JUMP_IF(constants.sets[pc->c].Has(field.word1), true);
DoJumpIfNotInSet:
  LSQ_JUMP_IF(!constants.sets[pc->c].Has(field.word1), false);
DoJumpIfLiteralInSet:
  LSQ_JUMP_IF(constants.sets[pc->c].Has(value::LiteralOf(field)), true);
DoJumpIfLiteralNotInSet:
  LSQ_JUMP_IF(!constants.sets[pc->c].Has(value::LiteralOf(field)), false);
DoJumpIfEmpty:
  LSQ_JUMP_IF(IsMissing(field), true);
DoJumpIfFilled:
  LSQ_JUMP_IF(!IsMissing(field), false);

// ---- Control
DoJump:
  LSQ_GOTO(pc->target());
DoJumpIfTrue:
  if (AsBool(r[pc->b])) LSQ_GOTO(pc->target());
  LSQ_NEXT(1);
DoJumpIfFalse:
  if (!AsBool(r[pc->b])) LSQ_GOTO(pc->target());
  LSQ_NEXT(1);
DoReturn:
  return r[pc->b];
DoReturnTrue:
  return ToCell(true);
DoReturnFalse:
  return ToCell(false);

// ---- Calls and lists
DoCall:
  LSQ_TRY_SET(1 + ArgWords(pc), m.CallNative(pc, r));
DoCallFunction:
  LSQ_TRY_SET(1 + ArgWords(pc), m.CallFunction(pc, r));
DoMakeList:
  LSQ_TRY_SET(1 + ArgWords(pc), m.MakeList(pc, r));
DoArgs:
  LSQ_NEXT(1);  // stepped over by the instruction before

// ---- Logic
DoNot:
  LSQ_UNLESS_MISSING(r[pc->c]);
  LSQ_SET(ToCell(!AsBool(r[pc->c])));
DoIsMissing:
  LSQ_SET(ToCell(IsMissing(r[pc->c])));
DoIsBlank:
  LSQ_SET(ToCell(IsBlank(r[pc->c])));
DoCoalesce:
  LSQ_SET(IsMissing(r[pc->c]) ? r[pc->d] : r[pc->c]);
DoCoalesceText:
  LSQ_SET(IsBlank(r[pc->c]) ? r[pc->d] : r[pc->c]);

// ---- Comparisons
DoEqInteger:
  LSQ_POSITIVE(x.word1 == y.word1);
DoNeInteger:
  LSQ_NEGATIVE(x.word1 == y.word1);
DoLtInteger:
  LSQ_POSITIVE(x.word1 < y.word1);
DoLeInteger:
  LSQ_POSITIVE(x.word1 <= y.word1);
DoEqNumber:
  LSQ_POSITIVE(x == y);
DoNeNumber:
  LSQ_NEGATIVE(x == y);
DoLtNumber:
  LSQ_POSITIVE(AsNumber(x) < AsNumber(y));
DoLeNumber:
  LSQ_POSITIVE(AsNumber(x) <= AsNumber(y));
DoEqText:
  LSQ_POSITIVE(builtins::EqualText(x, y));
DoNeText:
  LSQ_NEGATIVE(builtins::EqualText(x, y));
DoEqTextExact:
  LSQ_POSITIVE(AsText(x) == AsText(y));
DoNeTextExact:
  LSQ_NEGATIVE(AsText(x) == AsText(y));
DoEqDuration:
  LSQ_POSITIVE(builtins::EqualDuration(x, y));
DoNeDuration:
  LSQ_NEGATIVE(builtins::EqualDuration(x, y));
DoLtDuration:
  LSQ_POSITIVE(builtins::CompareDuration(x, y) < 0);
DoLeDuration:
  LSQ_POSITIVE(builtins::CompareDuration(x, y) <= 0);
DoEqRecord:
  LSQ_POSITIVE(builtins::EqualRecord(x, y));
DoNeRecord:
  LSQ_NEGATIVE(builtins::EqualRecord(x, y));
DoEqOptions:
  LSQ_POSITIVE(builtins::EqualOptions(x, y));
DoNeOptions:
  LSQ_NEGATIVE(builtins::EqualOptions(x, y));
DoBetweenInteger:
  LSQ_BETWEEN(low.word1 <= x.word1 && x.word1 <= high.word1);
DoBetweenNumber:
  LSQ_BETWEEN(AsNumber(low) <= AsNumber(x) && AsNumber(x) <= AsNumber(high));
DoBetweenDuration:
  LSQ_BETWEEN(builtins::CompareDuration(low, x) <= 0 && builtins::CompareDuration(x, high) <= 0);
DoInIntegers:
  LSQ_IN(x.word1 == y.word1);
DoInNumbers:
  LSQ_IN(x == y);
DoInTexts:
  LSQ_SET(ToCell(InTexts(r[pc->c], r[pc->d], pc->a)));
DoInRecords:
  LSQ_SET(ToCell(InRecords(r[pc->c], r[pc->d], pc->a)));
DoContains:
  LSQ_SET(ToCell(ContainsText(r[pc->c], r[pc->d], pc->a)));
DoStartsWith:
  LSQ_SET(ToCell(StartsWithText(r[pc->c], r[pc->d], pc->a)));
DoEndsWith:
  LSQ_SET(ToCell(EndsWithText(r[pc->c], r[pc->d], pc->a)));
DoHasOptions:
  LSQ_SET(ToCell(HasOptions(r[pc->c], r[pc->d], static_cast<bytecode::Quantifier>(pc->a))));
DoHasTexts:
  LSQ_SET(ToCell(HasTexts(r[pc->c], r[pc->d], static_cast<bytecode::Quantifier>(pc->a))));
DoInWindowDate: {
  const bool in = !IsMissing(r[pc->c]) && m.InWindowDate(r[pc->c], constants.windows[pc->d]);
  LSQ_SET(ToCell(in != ((pc->a & bytecode::kNegative) != 0)));
}
DoInWindowDateTime: {
  const bool in = !IsMissing(r[pc->c]) && m.InWindowDateTime(r[pc->c], constants.windows[pc->d]);
  LSQ_SET(ToCell(in != ((pc->a & bytecode::kNegative) != 0)));
}
DoInNamedList:
  LSQ_TRY_SET(1, m.IsInNamedList(r[pc->c], pool.texts[pc->d], (pc->a & bytecode::kNegative) != 0));

// ---- Arithmetic
DoNeg:
  LSQ_UNLESS_MISSING(r[pc->c]);
  LSQ_SET(ToCell(number::Neg(AsNumber(r[pc->c]))));
DoAdd:
  LSQ_UNLESS_EITHER_MISSING();
  LSQ_TRY_SET(1, m.Checked(number::Add(AsNumber(r[pc->c]), AsNumber(r[pc->d]))));
DoSub:
  LSQ_UNLESS_EITHER_MISSING();
  LSQ_TRY_SET(1, m.Checked(number::Sub(AsNumber(r[pc->c]), AsNumber(r[pc->d]))));
DoMul:
  LSQ_UNLESS_EITHER_MISSING();
  LSQ_TRY_SET(1, m.Checked(number::Mul(AsNumber(r[pc->c]), AsNumber(r[pc->d]))));
DoDiv:
  LSQ_UNLESS_EITHER_MISSING();
  LSQ_TRY_SET(1, m.Checked(number::Div(AsNumber(r[pc->c]), AsNumber(r[pc->d]))));
DoRem:
  LSQ_UNLESS_EITHER_MISSING();
  LSQ_TRY_SET(1, m.Checked(number::Mod(AsNumber(r[pc->c]), AsNumber(r[pc->d]))));
DoAddToDate:
  LSQ_UNLESS_EITHER_MISSING();
  LSQ_TRY_SET(1, m.AddToDate(r[pc->c], r[pc->d], (pc->a & bytecode::kNegative) != 0));
DoAddToDateTime:
  LSQ_UNLESS_EITHER_MISSING();
  LSQ_TRY_SET(1, m.AddToDateTime(r[pc->c], r[pc->d], (pc->a & bytecode::kNegative) != 0));
DoAddHours:
  LSQ_UNLESS_EITHER_MISSING();
  LSQ_TRY_SET(1, m.AddHours(r[pc->c], r[pc->d]));
DoDateDifference:
  LSQ_UNLESS_EITHER_MISSING();
  LSQ_TRY_SET(1, m.NewDuration({.days = r[pc->c].word1 - r[pc->d].word1}));
DoDateTimeDifference:
  LSQ_UNLESS_EITHER_MISSING();
  LSQ_TRY_SET(1, m.NewDuration(time::Between(value::AsInstant(r[pc->d]), value::AsInstant(r[pc->c]))));
DoDateOf:
  LSQ_UNLESS_MISSING(r[pc->c]);
  LSQ_SET(ToCell(m.account_zone().ToLocal(value::AsInstant(r[pc->c])).date));
DoStartOfDay:
  LSQ_UNLESS_MISSING(r[pc->c]);
  LSQ_SET(ToCell(time::StartOfDay(value::AsDate(r[pc->c]), m.run_zone())));

// ---- Text
DoBeginText:
  r[pc->b] = value::IntegerCell(static_cast<int64_t>(m.output.size()));
  LSQ_NEXT(1);
DoEndText:
  LSQ_TRY_SET(1, m.EndText(r[pc->c]));
DoAppendConst:
  m.Append(markup::Escaper::None, AsText(pool.texts[pc->c]));
  LSQ_APPENDED();
DoAppendField: {
  if constexpr (kObserved) m.ObserveField(r[pc->b], code.registers[pc->b], pc->c);
  const Cell field = FieldOf(r[pc->b], pc->c);
  if (!IsMissing(field)) {
    m.Append(static_cast<markup::Escaper>(pc->a), AsText(field));
  } else if (pc->d != bytecode::kNoText) {
    m.Append(markup::Escaper::None, AsText(pool.texts[pc->d]));
  }
  LSQ_APPENDED();
}
DoAppendText:
  if (!IsMissing(r[pc->c])) m.Append(static_cast<markup::Escaper>(pc->a), AsText(r[pc->c]));
  LSQ_APPENDED();
DoAppendBool:
DoAppendNumber:
DoAppendDate:
DoAppendDateTime:
DoAppendTime:
DoAppendDuration:
DoAppendOption:
DoAppendOptions:
DoAppendList:
DoAppendRecord:
  LSQ_APPEND_VALUE();

fault:
  m.Locate(function, static_cast<size_t>(pc - begin));
  return kMissingCell;
}

}  // namespace

Cell Machine::Run(uint32_t function, std::span<const Cell> args) {
  constexpr size_t kSmallFrame = 64;  // registers of a function that lie on the stack
  const bytecode::Function& callee = program.code().functions[function];
  // There are no loops, so a function costs at most its size.
  if (fuel < callee.code.size()) return Raise("F_FUEL", "the evaluation takes too many steps");
  fuel -= callee.code.size();
  const size_t count = callee.registers.size();
  Cell small[kSmallFrame];
  Cell* registers = count <= kSmallFrame ? small : arena.Allocate<Cell>(count);
  if (!registers) return RaiseMemory();
  for (size_t i = 0; i < args.size(); ++i) registers[i] = args[i];
  return environment.observer ? Loop<true>(*this, function, registers) : Loop<false>(*this, function, registers);
}

}  // namespace lsq::vm
