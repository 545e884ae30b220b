// SPDX-License-Identifier: Apache-2.0
// Proves of a program what the interpreter relies on: registers, pools, slots and imports within bounds and of the
// types their instructions want, every register written before it is read on all ways, jumps forward and onto
// instructions, a return at the end of every way.
#pragma once

#include "compiler/base/result.h"
#include "compiler/bytecode/bytecode.h"

namespace lsq::bytecode {

// Error `bytecode_corrupt`: the first thing that does not hold, with function and word.
Status Verify(const Program& program);

}  // namespace lsq::bytecode
