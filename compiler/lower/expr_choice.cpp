// SPDX-License-Identifier: Apache-2.0
// Conditions and what chooses between values: branches, joined by phis.
#include "compiler/lower/expr_lowerer.h"

namespace lsq::lower {

using ir::Op;
using ir::Reg;
using program::Expr;
using program::ExprId;

void ExprLowerer::Connective(const Expr& node, bool conjunction, Block then, Block otherwise) {
  for (size_t i = 0; i < node.args.size(); ++i) {
    if (i + 1 == node.args.size()) return Condition(node.args[i], then, otherwise);
    const Block next = build_.NewBlock();
    conjunction ? Condition(node.args[i], next, otherwise) : Condition(node.args[i], then, next);
    build_.Continue(next);
  }
}

void ExprLowerer::ChooseCondition(const Expr& node, Block then, Block otherwise) {
  const Block yes = build_.NewBlock();
  const Block no = build_.NewBlock();
  Condition(node.args[0], yes, no);
  build_.Continue(yes);
  Condition(node.args[1], then, otherwise);
  build_.Continue(no);
  Condition(node.args[2], then, otherwise);
}

// Another value than before; of two missing ones neither is (C-TRG-3).
void ExprLowerer::Changed(const Expr& node, Block then, Block otherwise) {
  const ir::Type type = TypeOf(node.args[1]);
  const ir::Type kBool{ir::Kind::Bool};
  const Reg before = ValueAs(node.args[0], type);
  const Reg after = ValueAs(node.args[1], type);
  const Reg was_missing = Emit(node, Op::IsMissing, kBool, {before});
  const Reg is_missing = Emit(node, Op::IsMissing, kBool, {after});
  const Block alike = build_.NewBlock();
  const Block present = build_.NewBlock();
  build_.Branch(Emit(node, Op::Ne, kBool, {was_missing, is_missing}), then, alike);
  build_.Continue(alike);
  build_.Branch(is_missing, otherwise, present);
  build_.Continue(present);
  build_.Branch(Emit(node, Op::Ne, type, {after, before}), then, otherwise);
}

// A missing Bool does not hold, and its negation does (C-CON-2).
void ExprLowerer::Condition(ExprId id, Block then, Block otherwise) {
  const Expr& node = expr(id);
  switch (node.op) {
    case program::Op::And:
      return Connective(node, /*conjunction=*/true, then, otherwise);
    case program::Op::Or:
      return Connective(node, /*conjunction=*/false, then, otherwise);
    case program::Op::Not:
      return Condition(node.args[0], otherwise, then);
    case program::Op::If:
      return ChooseCondition(node, then, otherwise);
    case program::Op::Changed:
      return Changed(node, then, otherwise);
    case program::Op::IsFilled:
      return build_.Branch(Emit(node, Op::IsMissing, {ir::Kind::Bool}, Args(node), ir::kAskedWhetherFilled), otherwise,
                           then);
    case program::Op::Const:
      if (const auto* known = std::get_if<bool>(&std::get<program::Constant>(node.payload))) {
        return build_.Jump(*known ? then : otherwise);
      }
      return build_.Jump(otherwise);
    default:
      return build_.Branch(Value(id), then, otherwise);
  }
}

Reg ExprLowerer::Materialise(ExprId id) {
  const ir::Origin origin = module_.imports.OriginOf(expr(id).at);
  const Block yes = build_.NewBlock();
  const Block no = build_.NewBlock();
  const Block join = build_.NewBlock();
  Condition(id, yes, no);
  build_.Continue(yes);
  const Reg when_true = Constant(true, {ir::Kind::Bool}, origin);
  build_.Jump(join);
  build_.Continue(no);
  const Reg when_false = Constant(false, {ir::Kind::Bool}, origin);
  build_.Jump(join);
  build_.Continue(join);
  return build_.AddPhi({ir::Kind::Bool}, {{yes, when_true}, {no, when_false}}, origin);
}

Reg ExprLowerer::Choose(const Expr& node) {
  const ir::Type type = module_.imports.TypeOf(node.type);
  const Block yes = build_.NewBlock();
  const Block no = build_.NewBlock();
  const Block join = build_.NewBlock();
  Condition(node.args[0], yes, no);
  build_.Continue(yes);
  const Reg then = ValueAs(node.args[1], type);
  const Block after_then = build_.current();
  build_.Jump(join);
  build_.Continue(no);
  const Reg otherwise = ValueAs(node.args[2], type);
  const Block after_otherwise = build_.current();
  build_.Jump(join);
  build_.Continue(join);
  return build_.AddPhi(type, {{after_then, then}, {after_otherwise, otherwise}}, module_.imports.OriginOf(node.at));
}

// A constant second operand costs nothing to have ready; any other is evaluated only when the first is missing.
Reg ExprLowerer::Coalesce(const Expr& node) {
  const ir::Type type = module_.imports.TypeOf(node.type);
  const Reg first = ValueAs(node.args[0], type);
  if (expr(node.args[1]).op == program::Op::Const) {
    return Emit(node, Op::Coalesce, type, {first, ValueAs(node.args[1], type)});
  }
  const Block missing = build_.NewBlock();
  const Block join = build_.NewBlock();
  const Reg is_missing = Emit(node, Op::IsMissing, {ir::Kind::Bool}, {first});
  const Block after_first = build_.current();
  build_.Branch(is_missing, missing, join);
  build_.Continue(missing);
  const Reg second = ValueAs(node.args[1], type);
  const Block after_second = build_.current();
  build_.Jump(join);
  build_.Continue(join);
  return build_.AddPhi(type, {{after_first, first}, {after_second, second}}, module_.imports.OriginOf(node.at));
}

}  // namespace lsq::lower
