// SPDX-License-Identifier: Apache-2.0
// Holds a module to everything its readers rely on, so that text of any origin is safe once it passed.
//
// Imports name each other within bounds. Functions are in SSA form: blocks go forward (there are no loops), every
// register is defined before it is read on all paths, operands have the types their instruction wants. Functions may
// call each other in a circle: the interpreter bounds that. Steps go forward, so every run ends; functions they name
// exist, give what the step needs and read only locals of their automation.
#pragma once

#include "compiler/base/result.h"
#include "compiler/ir/ir.h"

namespace lsq::ir {

// Error `ir_corrupt`: the first thing that does not hold, with its place.
Status Verify(const Module& module);

}  // namespace lsq::ir
