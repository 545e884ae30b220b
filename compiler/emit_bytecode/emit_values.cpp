// SPDX-License-Identifier: Apache-2.0
// Constants, records, calls, arithmetic.
#include "compiler/base/match.h"
#include "compiler/emit_bytecode/function_emitter.h"
#include "compiler/ir/types.h"

namespace lsq::emit_bytecode {

using ir::Reg;

void FunctionEmitter::LoadConstant(const ir::Constant& constant, Register into) {
  if (const auto integer = IntegerOf(constant)) {
    if (*integer == static_cast<int32_t>(*integer)) {
      const auto bits = static_cast<uint32_t>(*integer);
      Emit(Op::LoadSmall, 0, into, static_cast<uint16_t>(bits), static_cast<uint16_t>(bits >> 16));
    } else {
      Emit(Op::LoadInt, 0, into, Narrow(pools_.Int(*integer)));
    }
  } else if (const auto* number = std::get_if<number::Decimal>(&constant)) {
    Emit(Op::LoadNumber, 0, into, Narrow(pools_.Number(*number)));
  } else if (const auto* text = std::get_if<std::string>(&constant)) {
    Emit(Op::LoadText, 0, into, Narrow(pools_.Text(*text)));
  } else if (const auto* local = std::get_if<time::LocalDateTime>(&constant)) {
    Emit(Op::LoadInt, 0, into, Narrow(pools_.Local(*local)));
  } else if (const auto* duration = std::get_if<time::Duration>(&constant)) {
    Emit(Op::LoadDuration, 0, into, Narrow(pools_.Duration(*duration)));
  } else {
    Emit(Op::LoadMissing, 0, into);
  }
}

void FunctionEmitter::EmitUnary(Reg reg, Op op) {
  const Register from = Use(inst(reg).args[0]);
  Emit(op, 0, Define(reg), from);
}

void FunctionEmitter::EmitBinary(Reg reg, Op op, uint8_t a) {
  const Register left = Use(inst(reg).args[0]);
  const Register right = Use(inst(reg).args[1]);
  Emit(op, a, Define(reg), left, right);
}

// ---- Records --------------------------------------------------------------------------------------------------------

void FunctionEmitter::EmitRecordRead(Reg reg) {
  const ir::Inst& read = inst(reg);
  const Register record = Use(read.args[0]);
  const Register into = Define(reg);
  if (read.op == ir::Op::Related) {
    Emit(Op::Related, 0, into, record, Narrow(read.imm));
    return;
  }
  const uint16_t slot = SlotOf(read.imm);
  if (read.op == ir::Op::IsChanged) {
    Emit(Op::IsChanged, 0, into, record, slot);
    return;
  }
  const bool old = read.op == ir::Op::OldField;
  if (!old && module_.fields[read.imm].mandatory && plan_.NeedsValue(reg)) Emit(Op::RequireField, 0, 0, record, slot);
  const ir::Type& type = module_.fields[read.imm].type;
  if (IsDec64(type)) {
    Emit(old ? Op::LoadOldDec64 : Op::LoadDec64, type.scale, into, record, slot);
  } else {
    Emit(old ? Op::LoadOld : Op::LoadField, 0, into, record, slot);
  }
}

// ---- Logic ----------------------------------------------------------------------------------------------------------

// Texts of records are never blank; computed ones may be, and count as missing then (C-MM-3).
bool FunctionEmitter::MayBeBlank(Reg reg) const {
  return TypeOf(reg).kind == ir::Kind::Text && inst(reg).op != ir::Op::Field && inst(reg).op != ir::Op::OldField;
}

void FunctionEmitter::EmitLogic(Reg reg) {
  const bool blank = MayBeBlank(inst(reg).args[0]);
  switch (inst(reg).op) {
    case ir::Op::Not:
      return EmitUnary(reg, Op::Not);
    case ir::Op::IsMissing:
      return EmitUnary(reg, blank ? Op::IsBlank : Op::IsMissing);
    default:
      return EmitBinary(reg, blank ? Op::CoalesceText : Op::Coalesce);
  }
}

// ---- Lists and calls ------------------------------------------------------------------------------------------------

std::optional<uint32_t> FunctionEmitter::ConstantItem(const ir::Constant& constant) {
  if (const auto* number = std::get_if<number::Decimal>(&constant)) return pools_.Number(*number);
  if (const auto* text = std::get_if<std::string>(&constant)) return pools_.Text(*text);
  if (const auto* local = std::get_if<time::LocalDateTime>(&constant)) return pools_.Local(*local);
  if (const auto* duration = std::get_if<time::Duration>(&constant)) return pools_.Duration(*duration);
  const auto integer = IntegerOf(constant);
  return integer ? std::optional(pools_.Int(*integer)) : std::nullopt;
}

void FunctionEmitter::EmitList(Reg reg) {
  bytecode::ListConstant list{CellTypeOf(inst(reg).type), {}};
  for (const Reg arg : inst(reg).args) {
    if (inst(arg).op != ir::Op::Const) return EmitCall(reg, Op::MakeList);
    const auto item = ConstantItem(module_.constants[inst(arg).imm]);
    if (!item) return EmitCall(reg, Op::MakeList);
    list.items.push_back(*item);
  }
  Emit(Op::LoadList, 0, Define(reg), Narrow(pools_.List(std::move(list))));
}

void FunctionEmitter::EmitCall(Reg reg, Op op) {
  std::vector<Register> args;
  for (const Reg arg : inst(reg).args) args.push_back(Use(arg));
  const uint16_t callee = op == Op::MakeList ? 0 : Narrow(inst(reg).imm);
  Emit(op, 0, Define(reg), callee, Narrow(args.size()));
  EmitArgs(args);
}

// ---- Numbers and times ----------------------------------------------------------------------------------------------

void FunctionEmitter::EmitNumbers(Reg reg) {
  switch (inst(reg).op) {
    case ir::Op::Neg:
      return EmitUnary(reg, Op::Neg);
    case ir::Op::Add:
      return EmitBinary(reg, Op::Add);
    case ir::Op::Sub:
      return EmitBinary(reg, Op::Sub);
    case ir::Op::Mul:
      return EmitBinary(reg, Op::Mul);
    case ir::Op::Div:
      return EmitBinary(reg, Op::Div);
    default:
      return EmitBinary(reg, Op::Rem);
  }
}

void FunctionEmitter::EmitTime(Reg reg) {
  const bool date = TypeOf(inst(reg).args[0]).kind == ir::Kind::Date;
  switch (inst(reg).op) {
    case ir::Op::AddDuration:
      return EmitBinary(reg, date ? Op::AddToDate : Op::AddToDateTime);
    case ir::Op::SubDuration:
      return EmitBinary(reg, date ? Op::AddToDate : Op::AddToDateTime, bytecode::kNegative);
    case ir::Op::AddHours:
      return EmitBinary(reg, Op::AddHours);
    case ir::Op::Difference:
      return EmitBinary(reg, date ? Op::DateDifference : Op::DateTimeDifference);
    case ir::Op::DateOf:
      return EmitUnary(reg, Op::DateOf);
    default:
      return EmitUnary(reg, Op::StartOfDay);
  }
}

// ---- Which group ----------------------------------------------------------------------------------------------------

void FunctionEmitter::EmitInst(Reg reg) {
  const ir::Op op = inst(reg).op;
  switch (op) {
    case ir::Op::Const:
    case ir::Op::Local:
    case ir::Op::Phi:
      return;  // loaded where used, in front, and where it comes from
    case ir::Op::Field:
    case ir::Op::OldField:
    case ir::Op::IsChanged:
    case ir::Op::Related:
      return EmitRecordRead(reg);
    case ir::Op::Member: {
      const Register from = Use(inst(reg).args[0]);
      Emit(Op::Member, 0, Define(reg), from,
           Narrow(pools_.Text(std::get<std::string>(module_.constants[inst(reg).imm]))));
      return;
    }
    case ir::Op::Now:
    case ir::Op::Me:
      Emit(op == ir::Op::Now ? Op::Now : Op::Me, 0, Define(reg));
      return;
    case ir::Op::List:
      return EmitList(reg);
    case ir::Op::Not:
    case ir::Op::IsMissing:
    case ir::Op::Coalesce:
      return EmitLogic(reg);
    case ir::Op::TextOf:
    case ir::Op::Join:
    case ir::Op::Escape:
      return EmitText(reg);
    case ir::Op::Call:
      return EmitCall(reg, Op::Call);
    case ir::Op::CallFunction:
      return EmitCall(reg, Op::CallFunction);
    default:
      break;
  }
  if (op < ir::Op::Neg) return EmitTestValue(reg);
  return op < ir::Op::AddDuration ? EmitNumbers(reg) : EmitTime(reg);
}

}  // namespace lsq::emit_bytecode
