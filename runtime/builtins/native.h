// SPDX-License-Identifier: Apache-2.0
// The bodies of the library's functions. stdlib/*.lsq declares them and C++ performs them; they meet by name (decision
// 22), and a test holds that each declaration has a body of its types and each body a declaration.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/bytecode/bytecode.h"
#include "compiler/time/zone.h"
#include "runtime/value/arena.h"
#include "runtime/value/cell.h"

namespace lsq::builtins {

using value::Arena;
using value::Cell;

// What one evaluation gives its natives, and where they leave why they failed.
struct Context {
  Arena& arena;
  time::Instant now{};
  const time::Zone& run_zone;
  const time::Zone& account_zone;
  const time::TzData& tz;
  uint64_t fuel = 0;
  // The first failure; empty while there is none.
  std::string fault_code;
  std::string fault_message;
};

// One call. Arguments are present: the interpreter gives missing for missing without calling. A body returns a cell of
// its result type, or the missing cell after Fail.
struct Call {
  Context& context;
  std::span<const Cell> args;
  std::span<const bytecode::CellType> types;  // of `args`

  Cell operator[](size_t index) const { return args[index]; }
  // Records the failure; returns the missing cell.
  Cell Fail(std::string_view code, std::string message) const;
  // For work that grows faster than its input: false, after Fail, when the fuel is spent.
  bool Spend(uint64_t units) const;
  // A text of this evaluation; fails when it is too long (limits::kTextBytes) or memory has run out.
  Cell MakeText(std::string_view text) const;
  // Memory for a list; empty after Fail.
  Cell* MakeCells(size_t count) const;
};

using Body = Cell (*)(const Call& call);

struct Native {
  std::string_view name;       // "text.upper"
  std::string_view signature;  // as declared: "Text, Number -> Text", "list of T -> T or empty"
  Body body;
  uint32_t revision = 1;  // of its meaning (architecture decision 2)
};

// All of them, sorted by name.
std::span<const Native> Natives();
const Native* FindNative(std::string_view name);

// Whether a call with these types is what the signature says; equal type variables stand for equal types.
bool Accepts(std::string_view signature, std::span<const bytecode::CellType> params, const bytecode::CellType& result);

}  // namespace lsq::builtins
