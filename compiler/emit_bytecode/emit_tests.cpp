// SPDX-License-Identifier: Apache-2.0
// Comparisons whose value is needed, or that no single instruction on a field can make.
#include "compiler/emit_bytecode/function_emitter.h"

namespace lsq::emit_bytecode {

using bytecode::kExact;
using bytecode::kNegative;
using bytecode::Op;
using ir::Kind;
using ir::Reg;

namespace {

struct Comparisons {
  Op eq, ne, lt, le;
};
// Kinds without an order repeat what they have: IR never asks them.
Comparisons ComparisonsOf(Kind kind) {
  switch (kind) {
    case Kind::Number:
      return {Op::EqNumber, Op::NeNumber, Op::LtNumber, Op::LeNumber};
    case Kind::Text:
      return {Op::EqText, Op::NeText, Op::EqText, Op::EqText};
    case Kind::Duration:
      return {Op::EqDuration, Op::NeDuration, Op::LtDuration, Op::LeDuration};
    case Kind::Record:
      return {Op::EqRecord, Op::NeRecord, Op::EqRecord, Op::EqRecord};
    case Kind::Options:
      return {Op::EqOptions, Op::NeOptions, Op::EqOptions, Op::EqOptions};
    default:
      return {Op::EqInteger, Op::NeInteger, Op::LtInteger, Op::LeInteger};
  }
}

}  // namespace

// `a > b` is `b < a`: both are false when a side is missing.
void FunctionEmitter::EmitOrder(Reg reg, Op op, bool swapped) {
  const Register left = Use(inst(reg).args[swapped ? 1 : 0]);
  const Register right = Use(inst(reg).args[swapped ? 0 : 1]);
  Emit(op, 0, Define(reg), left, right);
}

void FunctionEmitter::EmitBetween(Reg reg, bool negative) {
  const Kind kind = inst(reg).type.kind;
  const Op op = kind == Kind::Number     ? Op::BetweenNumber
                : kind == Kind::Duration ? Op::BetweenDuration
                                         : Op::BetweenInteger;
  const Register value = Use(inst(reg).args[0]);
  const Register low = Use(inst(reg).args[1]);
  const Register high = Use(inst(reg).args[2]);
  Emit(op, negative ? kNegative : 0, Define(reg), value);
  EmitArgs({low, high});
}

void FunctionEmitter::EmitIn(Reg reg, uint8_t flags) {
  switch (inst(reg).type.kind) {
    case Kind::Number:
      return EmitBinary(reg, Op::InNumbers, flags);
    case Kind::Text:
      return EmitBinary(reg, Op::InTexts, flags);
    case Kind::Record:
      return EmitBinary(reg, Op::InRecords, flags);
    default:
      return EmitBinary(reg, Op::InIntegers, flags);
  }
}

void FunctionEmitter::EmitHas(Reg reg, bytecode::Quantifier quantifier) {
  const bool options = inst(reg).type.kind == Kind::Options;
  EmitBinary(reg, options ? Op::HasOptions : Op::HasTexts, static_cast<uint8_t>(quantifier));
}

void FunctionEmitter::EmitWindow(Reg reg, bool negative) {
  const Op op = inst(reg).type.kind == Kind::Date ? Op::InWindowDate : Op::InWindowDateTime;
  const Register value = Use(inst(reg).args[0]);
  Emit(op, negative ? kNegative : 0, Define(reg), value, Narrow(pools_.Window(module_.windows[inst(reg).imm])));
}

void FunctionEmitter::EmitNamedList(Reg reg, bool negative) {
  const Register record = Use(inst(reg).args[0]);
  const uint16_t name = Narrow(pools_.Text(std::get<std::string>(module_.constants[inst(reg).imm])));
  Emit(Op::InNamedList, negative ? kNegative : 0, Define(reg), record, name);
}

void FunctionEmitter::EmitSearch(Reg reg) {
  static constexpr struct {
    ir::Op from;
    Op op;
    uint8_t flags;
  } kSearches[] = {
      {ir::Op::Contains, Op::Contains, 0},
      {ir::Op::NotContains, Op::Contains, kNegative},
      {ir::Op::StartsWith, Op::StartsWith, 0},
      {ir::Op::NotStartsWith, Op::StartsWith, kNegative},
      {ir::Op::EndsWith, Op::EndsWith, 0},
      {ir::Op::NotEndsWith, Op::EndsWith, kNegative},
      {ir::Op::ContainsExact, Op::Contains, kExact},
      {ir::Op::NotContainsExact, Op::Contains, kExact | kNegative},
      {ir::Op::StartsWithExact, Op::StartsWith, kExact},
      {ir::Op::NotStartsWithExact, Op::StartsWith, kExact | kNegative},
      {ir::Op::EndsWithExact, Op::EndsWith, kExact},
      {ir::Op::NotEndsWithExact, Op::EndsWith, kExact | kNegative},
  };
  for (const auto& search : kSearches) {
    if (search.from == inst(reg).op) return EmitBinary(reg, search.op, search.flags);
  }
  LSQ_CHECK(false, "not a test");
}

void FunctionEmitter::EmitTestValue(Reg reg) {
  const Comparisons of = ComparisonsOf(inst(reg).type.kind);
  switch (inst(reg).op) {
    case ir::Op::Eq:
      return EmitBinary(reg, of.eq);
    case ir::Op::Ne:
      return EmitBinary(reg, of.ne);
    case ir::Op::EqExact:
      return EmitBinary(reg, Op::EqTextExact);
    case ir::Op::NeExact:
      return EmitBinary(reg, Op::NeTextExact);
    case ir::Op::Lt:
      return EmitOrder(reg, of.lt, false);
    case ir::Op::Le:
      return EmitOrder(reg, of.le, false);
    case ir::Op::Gt:
      return EmitOrder(reg, of.lt, true);
    case ir::Op::Ge:
      return EmitOrder(reg, of.le, true);
    case ir::Op::In:
      return EmitIn(reg, 0);
    case ir::Op::NotIn:
      return EmitIn(reg, kNegative);
    case ir::Op::InExact:
      return EmitIn(reg, kExact);
    case ir::Op::NotInExact:
      return EmitIn(reg, kExact | kNegative);
    case ir::Op::Between:
      return EmitBetween(reg, false);
    case ir::Op::NotBetween:
      return EmitBetween(reg, true);
    case ir::Op::HasAny:
      return EmitHas(reg, bytecode::Quantifier::Any);
    case ir::Op::HasAll:
      return EmitHas(reg, bytecode::Quantifier::All);
    case ir::Op::HasNone:
      return EmitHas(reg, bytecode::Quantifier::None);
    case ir::Op::InWindow:
      return EmitWindow(reg, false);
    case ir::Op::NotInWindow:
      return EmitWindow(reg, true);
    case ir::Op::InNamedList:
      return EmitNamedList(reg, false);
    case ir::Op::NotInNamedList:
      return EmitNamedList(reg, true);
    default:
      return EmitSearch(reg);
  }
}

}  // namespace lsq::emit_bytecode
