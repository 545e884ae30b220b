// SPDX-License-Identifier: Apache-2.0
// One evaluation under way, and the instructions too rare or too long for the interpreter's loop. Private to this
// folder.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/markup/escape.h"
#include "compiler/number/decimal.h"
#include "runtime/value/print.h"
#include "runtime/vm/vm.h"

namespace lsq::vm {

using bytecode::Word;

class Machine {
 public:
  Machine(const LoadedProgram& program, const Environment& environment, Arena& arena)
      : program(program), environment(environment), arena(arena), output(arena.output()), fuel(environment.fuel) {}

  const LoadedProgram& program;
  const Environment& environment;
  Arena& arena;
  std::string& output;
  uint64_t fuel;
  uint32_t depth = 0;
  std::unique_ptr<Fault> fault;

  const time::Zone& run_zone() const { return environment.run_zone ? *environment.run_zone : program.account_zone(); }
  const time::Zone& account_zone() const { return program.account_zone(); }

  // ---- Failing. What follows a failure is that the loop leaves the function.

  Cell Raise(std::string_view code, std::string_view message);
  Cell RaiseMemory();
  // Says where, unless a called function said it already.
  void Locate(uint32_t function, size_t word);

  // ---- Functions and natives. `pc` is at the call; its arguments follow.

  Cell Run(uint32_t function, std::span<const Cell> args);  // interpreter.cpp
  Cell CallNative(const Word* pc, const Cell* registers);
  Cell CallHost(const builtins::HostNative& native, const Word* pc, const Cell* registers);
  Cell ReadUser(uint32_t native, std::span<const Cell> args);
  Cell CallFunction(const Word* pc, const Cell* registers);
  Cell MakeList(const Word* pc, const Cell* registers);

  // ---- Records

  Cell Related(Cell record, uint32_t field);
  Cell Member(Cell opaque, Cell path, const bytecode::CellType& type);
  Cell IsInNamedList(Cell record, Cell list, bool negative);
  void RequireField(const LoadedRecord& record, uint16_t slot);

  // ---- Arithmetic; operands are present.

  Cell Checked(number::Checked result);
  Cell AddToDate(Cell date, Cell duration, bool negative);
  Cell AddToDateTime(Cell instant, Cell duration, bool negative);
  Cell AddHours(Cell instant, Cell hours);
  Cell NewDuration(const time::Duration& duration);
  bool InWindowDate(Cell date, const bytecode::Window& window);
  bool InWindowDateTime(Cell instant, const bytecode::Window& window);

  // ---- Text. Missing cells print nothing.

  Cell EndText(Cell mark);
  // Faults when the text under way becomes too long.
  void Append(markup::Escaper escaper, std::string_view text);
  // Any value, as the word's sink and escaper want it.
  void AppendValue(const Word& word, Cell cell, const bytecode::CellType& type);

  // ---- What the observer is told. Only called when there is one.

  void ObserveField(Cell record, const bytecode::CellType& type, uint16_t slot);
  void ObserveValue(uint32_t function, size_t word, const bytecode::CellType& type, Cell cell);
  // Of an instruction that tests and jumps; `found` is what the test found.
  void ObserveTest(uint32_t function, size_t word, bool found);

 private:
  Cell KeepValue(const bytecode::CellType& type, const value::Value& value);
  template <typename T>
  Cell CellOr(const Result<T>& result);
  void Print(std::string& out, const bytecode::CellType& type, Cell cell, value::Sink sink) const;

  // Records that relations led to, so that asking twice reads once.
  std::vector<std::pair<value::RecordKey, const LoadedRecord*>> related_;
};

// Operators of conditions on cells (operators.cpp). A missing left side makes a comparison false and its negative true
// (C-CON-2), a missing right side both false (C-CON-3).
bool InTexts(Cell text, Cell list, uint8_t flags);
bool InRecords(Cell record, Cell list, uint8_t flags);
bool ContainsText(Cell text, Cell part, uint8_t flags);
bool StartsWithText(Cell text, Cell prefix, uint8_t flags);
bool EndsWithText(Cell text, Cell suffix, uint8_t flags);
bool HasOptions(Cell options, Cell list, bytecode::Quantifier quantifier);
bool HasTexts(Cell texts, Cell list, bytecode::Quantifier quantifier);
bool IsBlank(Cell text);

}  // namespace lsq::vm
