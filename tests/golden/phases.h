// SPDX-License-Identifier: Apache-2.0
// What the phases behind the checker make of a program, as text. Requires: a compilation without errors.
#pragma once

#include <string>

#include "compiler/driver/compile.h"

namespace lsq::golden {

std::string PrintIr(const driver::Compilation& compilation);
std::string PrintBytecode(const driver::Compilation& compilation);
// Every `test` block run: whether it passed, why not, the trace of its runs; then what none of them reached.
std::string PrintRuns(const driver::Compilation& compilation);

// A line of a trace as goldens keep it: without the digest of the program, which changes with the compiler.
std::string StableTraceLine(std::string line);

}  // namespace lsq::golden
