// SPDX-License-Identifier: Apache-2.0
// Blocks of steps as a graph. Private to lower/.
#pragma once

#include <string>
#include <vector>

#include "compiler/lower/automation.h"

namespace lsq::lower {

// Fills steps, entry and handlers of `result`. Steps are numbered in source order, so every way leads to a higher
// number.
void LowerSteps(Module& module, const program::Automation& automation, ir::Automation& result);

std::vector<ir::Argument> LowerArguments(Module& module, const program::Scope& scope,
                                         const std::vector<program::Argument>& arguments, const std::string& name);

}  // namespace lsq::lower
