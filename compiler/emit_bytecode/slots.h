// SPDX-License-Identifier: Apache-2.0
// Which cell of a loaded record holds which field: those that some function reads, in the order of their imports.
// Private to emit_bytecode/.
#pragma once

#include <vector>

#include "compiler/bytecode/bytecode.h"
#include "compiler/ir/ir.h"

namespace lsq::emit_bytecode {

struct SlotMap {
  std::vector<std::vector<bytecode::Slot>> slots;  // by entity import
  std::vector<uint32_t> slot_of_field;             // by field import; meaningless for fields that are not read
};
SlotMap MakeSlots(const ir::Module& module);

// Whether a field's numbers fit 64 bits. One that declares no digits may hold 18 before the point and 9 behind it.
bool IsDec64(const ir::Type& type);

}  // namespace lsq::emit_bytecode
