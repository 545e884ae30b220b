// SPDX-License-Identifier: Apache-2.0
#include "compiler/emit_bytecode/slots.h"

#include "compiler/emit_bytecode/pools.h"

namespace lsq::emit_bytecode {

bool IsDec64(const ir::Type& type) {
  return type.kind == ir::Kind::Number && type.scale < number::kScale;
}

SlotMap MakeSlots(const ir::Module& module) {
  std::vector<bool> read(module.fields.size(), false);
  for (const ir::Function& function : module.functions) {
    for (const ir::Inst& inst : function.insts) {
      const bool reads = inst.op == ir::Op::Field || inst.op == ir::Op::OldField || inst.op == ir::Op::IsChanged;
      if (reads) read[inst.imm] = true;
    }
  }
  SlotMap map{std::vector<std::vector<bytecode::Slot>>(module.entities.size()),
              std::vector<uint32_t>(module.fields.size(), UINT32_MAX)};
  for (uint32_t i = 0; i < module.fields.size(); ++i) {
    if (!read[i]) continue;
    const ir::FieldImport& field = module.fields[i];
    bytecode::Slot slot{i, CellTypeOf(field.type), 0, field.mandatory};
    if (IsDec64(field.type)) {
      slot.type.kind = bytecode::CellKind::Dec64;
      slot.scale = field.type.scale;
    }
    map.slot_of_field[i] = static_cast<uint32_t>(map.slots[field.entity].size());
    map.slots[field.entity].push_back(slot);
  }
  return map;
}

}  // namespace lsq::emit_bytecode
