// SPDX-License-Identifier: Apache-2.0
// From IR to what the interpreter runs.
#pragma once

#include "compiler/base/result.h"
#include "compiler/bytecode/bytecode.h"
#include "compiler/ir/ir.h"

namespace lsq::emit_bytecode {

struct Options {
  // Tests of fields that jump, and texts printed straight into the output. Without it every value of the IR that is not
  // a constant is in a register of its own at some word (Function::sources): for traces, and to test the two against
  // each other.
  bool fuse = true;
};

// Requires: a module that passed ir::Verify. What it gives passes bytecode::Verify. Error `program_too_large`: one
// function needs more registers, constants or imports than 16 bits count.
Result<bytecode::Program> Emit(const ir::Module& module, Options options = {});

}  // namespace lsq::emit_bytecode
