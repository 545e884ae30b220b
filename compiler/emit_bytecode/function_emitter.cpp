// SPDX-License-Identifier: Apache-2.0
// Registers, words and control flow.
#include "compiler/emit_bytecode/function_emitter.h"

#include <algorithm>

#include "compiler/ir/types.h"

namespace lsq::emit_bytecode {

using bytecode::CellType;
using ir::Reg;

std::optional<bytecode::Function> FunctionEmitter::Run() {
  out_.name = function_.name;
  out_.params = static_cast<uint32_t>(function_.params.size());
  out_.result = CellTypeOf(function_.result);
  registers_.resize(function_.insts.size());
  for (const ir::Type& param : function_.params) NewRegister(CellTypeOf(param));
  LoadLocals();
  uint32_t place = 0;
  for (uint32_t block = 0; block < function_.blocks.size(); ++block) {
    block_starts_.push_back(out_.code.size());
    for (const Reg reg : function_.blocks[block].insts) {
      source_ = reg;
      if (!plan_.IsPart(reg)) EmitInst(reg);
      GiveBack(place++);
    }
    EmitEnd(block);
    GiveBack(place++);
  }
  PatchJumps();
  if (!fits_) return std::nullopt;
  out_.constants = pools_.Take();
  return std::move(out_);
}

ir::Type FunctionEmitter::TypeOf(Reg reg) const {
  return ir::ResultOf(inst(reg));
}

// ---- Registers ------------------------------------------------------------------------------------------------------

FunctionEmitter::Register FunctionEmitter::NewRegister(const CellType& type) {
  for (auto& [of, list] : free_) {
    if (of != type || list.empty()) continue;
    const Register reg = list.back();
    list.pop_back();
    return reg;
  }
  out_.registers.push_back(type);
  return Narrow(out_.registers.size() - 1);
}

FunctionEmitter::Register FunctionEmitter::Temporary(const CellType& type) {
  temporaries_.push_back(NewRegister(type));
  return temporaries_.back();
}

FunctionEmitter::Register FunctionEmitter::Define(Reg reg) {
  if (!registers_[reg]) registers_[reg] = NewRegister(CellTypeOf(TypeOf(reg)));
  return *registers_[reg];
}

FunctionEmitter::Register FunctionEmitter::Use(Reg reg) {
  if (inst(reg).op != ir::Op::Const) return registers_[reg].value();
  const Register into = Temporary(CellTypeOf(inst(reg).type));
  LoadConstant(module_.constants[inst(reg).imm], into);
  return into;
}

void FunctionEmitter::GiveBack(uint32_t place) {
  for (const Reg reg : plan_.DyingAt(place)) temporaries_.push_back(registers_[reg].value());
  for (const Register reg : temporaries_) {
    const CellType& type = out_.registers[reg];
    auto at = std::find_if(free_.begin(), free_.end(), [&](const auto& entry) { return entry.first == type; });
    if (at == free_.end()) at = free_.insert(at, {type, {}});
    at->second.push_back(reg);
  }
  temporaries_.clear();
}

// ---- Words ----------------------------------------------------------------------------------------------------------

uint16_t FunctionEmitter::Narrow(uint64_t index) {
  if (index >= UINT16_MAX) fits_ = false;  // the largest stands for "none" in some places
  return static_cast<uint16_t>(index);
}

bytecode::Word& FunctionEmitter::Emit(Op op, uint8_t a, uint16_t b, uint16_t c, uint16_t d) {
  out_.code.push_back({op, a, b, c, d});
  out_.sources.push_back(source_);
  return out_.code.back();
}

void FunctionEmitter::EmitArgs(const std::vector<Register>& args) {
  const auto at = [&](size_t i) { return i < args.size() ? args[i] : Register{0}; };
  for (size_t i = 0; i < args.size(); i += 3) Emit(Op::Args, 0, at(i), at(i + 1), at(i + 2));
}

uint16_t FunctionEmitter::SlotOf(uint32_t field) {
  return Narrow(slots_.slot_of_field[field]);
}

// ---- Structure ------------------------------------------------------------------------------------------------------

// Locals do not change while a function runs, so each is loaded once, in front.
void FunctionEmitter::LoadLocals() {
  std::unordered_map<uint32_t, Register> loaded;
  for (uint32_t i = 0; i < out_.params; ++i) loaded[i] = static_cast<Register>(i);
  for (Reg reg = 0; reg < function_.insts.size(); ++reg) {
    if (inst(reg).op != ir::Op::Local || plan_.IsPart(reg)) continue;
    const auto [at, added] = loaded.try_emplace(inst(reg).imm, Register{0});
    if (added) {
      at->second = NewRegister(CellTypeOf(inst(reg).type));
      source_ = reg;
      Emit(Op::LoadLocal, 0, at->second, Narrow(inst(reg).imm));
      out_.frame_locals = std::max(out_.frame_locals, inst(reg).imm + 1);
    }
    registers_[reg] = at->second;
  }
}

void FunctionEmitter::EmitEnd(uint32_t block) {
  const ir::Terminator& end = function_.blocks[block].end;
  if (end.value != ir::kNoReg) source_ = end.value;
  if (end.kind == ir::Terminator::Kind::Return) return EmitReturn(end.value);
  EmitPhiMoves(block);
  if (end.kind == ir::Terminator::Kind::Jump) return EmitJump(block, end.target);
  if (end.otherwise == block + 1) return EmitTest(end.value, true, end.target);
  EmitTest(end.value, false, end.otherwise);
  EmitJump(block, end.target);
}

void FunctionEmitter::EmitReturn(Reg value) {
  if (inst(value).op == ir::Op::Const) {
    const auto* truth = std::get_if<bool>(&module_.constants[inst(value).imm]);
    if (truth != nullptr) {
      Emit(*truth ? Op::ReturnTrue : Op::ReturnFalse);
      return;
    }
  }
  const Register from = Use(value);
  Emit(Op::Return, 0, from);
}

void FunctionEmitter::EmitJump(uint32_t from, uint32_t target) {
  if (target == from + 1) return;
  jumps_.push_back({out_.code.size(), target, true});
  Emit(Op::Jump);
}

void FunctionEmitter::EmitTest(Reg condition, bool sense, uint32_t target) {
  const FieldTest* test = plan_.TestOf(condition);
  if (test == nullptr) {
    const Register value = Use(condition);
    jumps_.push_back({out_.code.size(), target, true});
    Emit(sense ? Op::JumpIfTrue : Op::JumpIfFalse, 0, value);
    return;
  }
  const ir::Inst& field = inst(test->field);
  const Register record = Use(field.args[0]);
  if (record > UINT8_MAX) fits_ = false;
  jumps_.push_back({out_.code.size(), target, false});
  Emit(sense ? test->when_true : test->when_false, static_cast<uint8_t>(record), SlotOf(field.imm),
       Narrow(test->constant));
}

// A phi has a register of its own, so writing it early harms nobody, also where this block may go elsewhere.
void FunctionEmitter::EmitPhiMoves(uint32_t block) {
  ForPhiSources(function_, block, [&](Reg phi, Reg source) {
    const Register into = Define(phi);
    if (inst(source).op == ir::Op::Const) return LoadConstant(module_.constants[inst(source).imm], into);
    Emit(Op::Move, 0, into, registers_[source].value());
  });
}

void FunctionEmitter::PatchJumps() {
  for (const JumpTo& jump : jumps_) {
    const size_t target = block_starts_[jump.block];
    bytecode::Word& word = out_.code[jump.word];
    if (jump.is_long) {
      word.c = static_cast<uint16_t>(target);
      word.d = static_cast<uint16_t>(target >> 16);
    } else {
      word.d = Narrow(target);
    }
  }
}

}  // namespace lsq::emit_bytecode
