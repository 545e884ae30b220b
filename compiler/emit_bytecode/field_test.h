// SPDX-License-Identifier: Apache-2.0
// Tests of one field that are one instruction. Private to emit_bytecode/.
#pragma once

#include <optional>

#include "compiler/emit_bytecode/pools.h"

namespace lsq::emit_bytecode {

struct FieldTest {
  bytecode::Op when_true;   // the instruction that jumps when the test holds,
  bytecode::Op when_false;  // and when it does not
  ir::Reg field;            // the Field instruction
  uint32_t constant = 0;    // what the test's row calls its constant
};

// The test that says the same as `inst`, a condition, for every record; nothing when there is none. May add constants.
// Fields compared with literals become ranges, literal ids or sets, so that missing needs no case of its own:
// `Score < 50` is "inside [least + 1, 49]" and missing is the least of all (C-CON-2).
std::optional<FieldTest> FieldTestOf(const ir::Module& module, const ir::Function& function, const ir::Inst& inst,
                                     Pools& pools, Literals& literals);

}  // namespace lsq::emit_bytecode
