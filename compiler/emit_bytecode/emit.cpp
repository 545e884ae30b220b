// SPDX-License-Identifier: Apache-2.0
#include "compiler/emit_bytecode/emit.h"

#include "compiler/emit_bytecode/function_emitter.h"

namespace lsq::emit_bytecode {
namespace {

std::vector<bytecode::CellType> CellTypesOf(const std::vector<ir::Type>& types) {
  std::vector<bytecode::CellType> result;
  for (const ir::Type& type : types) result.push_back(CellTypeOf(type));
  return result;
}

// A function too large for the short jumps and registers of field tests is made without them.
Result<bytecode::Function> EmitFunction(const ir::Module& module, const ir::Function& function, const SlotMap& slots,
                                        Literals& literals, bool fuse) {
  if (fuse) {
    if (auto code = FunctionEmitter(module, function, slots, literals, true).Run()) return std::move(*code);
  }
  if (auto code = FunctionEmitter(module, function, slots, literals, false).Run()) return std::move(*code);
  return Error{"program_too_large", "function " + function.name + " has more values or constants than code can name"};
}

}  // namespace

Result<bytecode::Program> Emit(const ir::Module& module, Options options) {
  bytecode::Program program;
  const SlotMap slots = MakeSlots(module);
  Literals literals;
  for (const ir::Function& function : module.functions) {
    LSQ_TRY(bytecode::Function code, EmitFunction(module, function, slots, literals, options.fuse));
    program.functions.push_back(std::move(code));
  }
  for (bytecode::Function& function : program.functions) {
    for (bytecode::TextConstant& text : function.constants.texts) text.literal = literals.Find(text.text);
  }
  program.slots = slots.slots;
  program.literals = literals.Take();
  program.option_sets = static_cast<uint32_t>(module.option_sets.size());
  for (const ir::NativeImport& native : module.natives) {
    program.natives.push_back({CellTypesOf(native.params), CellTypeOf(native.result)});
  }
  for (const ir::FieldImport& field : module.fields) {
    const bool relation = field.relation_entity != UINT32_MAX;
    program.relations.push_back(relation ? CellTypeOf(field.type) : bytecode::CellType{});
  }
  return program;
}

}  // namespace lsq::emit_bytecode
