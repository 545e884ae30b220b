// SPDX-License-Identifier: Apache-2.0
// Where a program decides, read from the checked program: every way of an `if`, a search, a wait, a choice in an
// expression and a row of a table, and every atomic condition. What was reached is told by coverage.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/driver/compile.h"
#include "compiler/source/source.h"

namespace lsq::project {

struct Way {
  uint32_t line = 0;
  std::string what;  // "else", "`Lead.Score > 50` is no", "timed out"
  uint64_t taken = 0;
};

// A choice in an expression is decided by its condition: `and`, `or` and `not` over points of Kind::Condition.
struct Formula {
  program::Op op = program::Op::Const;  // Const: an atom, or a constant
  size_t atom = 0;                      // point
  bool constant = false;                // holds when there is no atom
  bool is_constant = false;
  std::vector<Formula> parts;
};

struct Point {
  enum class Kind : uint8_t { Step, Choice, Condition } kind = Kind::Step;
  source::Location at;
  std::vector<Way> ways;  // of a condition and a choice: yes, no; of steps as run::Witness counts them; empty `what`:
                          // that way does not exist
  Formula formula;        // of choices
};

// In the order of files and lines; nothing of the standard library. Requires: a compilation without errors.
std::vector<Point> CoveragePoints(const driver::Compilation& compilation);

}  // namespace lsq::project
