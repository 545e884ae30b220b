// SPDX-License-Identifier: Apache-2.0
// Comparisons. Both sides are brought to one type; a literal that is blank is missing (C-MM-3, C-CON-3).
#include "compiler/lower/expr_lowerer.h"
#include "compiler/text/text.h"

namespace lsq::lower {

using ir::Op;
using ir::Reg;
using program::Expr;
using program::ExprId;

namespace {

Op Strict(bool exact, Op folded, Op strict) {
  return exact ? strict : folded;
}

Op OpOf(const Expr& node) {
  using enum program::Op;
  switch (node.op) {
    case Equal:
      return Strict(node.exact, Op::Eq, Op::EqExact);
    case NotEqual:
      return Strict(node.exact, Op::Ne, Op::NeExact);
    case Less:
      return Op::Lt;
    case LessEqual:
      return Op::Le;
    case Greater:
      return Op::Gt;
    case GreaterEqual:
      return Op::Ge;
    case In:
      return Strict(node.exact, Op::In, Op::InExact);
    case NotIn:
      return Strict(node.exact, Op::NotIn, Op::NotInExact);
    case Between:
      return Op::Between;
    case NotBetween:
      return Op::NotBetween;
    case Contains:
      return Strict(node.exact, Op::Contains, Op::ContainsExact);
    case NotContains:
      return Strict(node.exact, Op::NotContains, Op::NotContainsExact);
    case StartsWith:
      return Strict(node.exact, Op::StartsWith, Op::StartsWithExact);
    case NotStartsWith:
      return Strict(node.exact, Op::NotStartsWith, Op::NotStartsWithExact);
    case EndsWith:
      return Strict(node.exact, Op::EndsWith, Op::EndsWithExact);
    case NotEndsWith:
      return Strict(node.exact, Op::NotEndsWith, Op::NotEndsWithExact);
    case HasAny:
      return Op::HasAny;
    case HasAll:
      return Op::HasAll;
    case HasNone:
      return Op::HasNone;
    case InWindow:
      return Op::InWindow;
    case NotInWindow:
      return Op::NotInWindow;
    default:
      LSQ_CHECK(false, "not a comparison");
      return Op::Eq;
  }
}

}  // namespace

const std::string* LiteralOf(const Expr& node) {
  if (node.op != program::Op::Const) return nullptr;
  return std::get_if<std::string>(&std::get<program::Constant>(node.payload));
}

Reg ExprLowerer::Operand(ExprId id, ir::Type type) {
  const std::string* literal = LiteralOf(expr(id));
  if (literal == nullptr || !text::IsBlank(*literal)) return ValueAs(id, type);
  return Constant(std::monostate{}, type, module_.imports.OriginOf(expr(id).at));
}

Reg ExprLowerer::Compare(const Expr& node) {
  const Op op = OpOf(node);
  const ExprId typed =
      expr(node.args[0]).type.Is(types::Kind::Empty) && node.args.size() > 1 ? node.args[1] : node.args[0];
  const ir::Type type = TypeOf(typed);
  const bool among = op == Op::In || op == Op::NotIn || op == Op::InExact || op == Op::NotInExact || op == Op::HasAny ||
                     op == Op::HasAll || op == Op::HasNone;
  std::vector<Reg> args;
  for (size_t i = 0; i < node.args.size(); ++i) {
    args.push_back(among && i == 1 ? Value(node.args[i]) : Operand(node.args[i], type));
  }
  uint32_t window = 0;
  if (const auto* span = std::get_if<program::Window>(&node.payload)) window = module_.imports.Window(*span);
  return Emit(node, op, type, std::move(args), window);
}

}  // namespace lsq::lower
