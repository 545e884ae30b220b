// SPDX-License-Identifier: Apache-2.0
// `a default b` and `if c then a else b`: two results that must become one type.
#include "compiler/check/expr_internal.h"

namespace lsq::check {

using program::Op;
using types::Kind;

std::optional<Type> Join(Context& context, Operand& a, Operand& b) {
  const Type first = TypeOf(context, a.expr);
  const Type second = TypeOf(context, b.expr);
  if (first.IsError() || second.IsError()) return types::kError;
  const bool optional = first.optional || second.optional;
  const auto with_absence = [&](Type type) { return optional ? type.Optional() : type.Required(); };
  if (first.Is(Kind::Empty)) return with_absence(second);
  if (second.Is(Kind::Empty)) return with_absence(first);
  if (first.kind == second.kind && first.arg == second.arg) return with_absence(first);
  if (first.Is(Kind::Text) && second.Is(Kind::Text)) {  // Email and Phone are both text
    if (!IsAssignable(context, first.Required(), types::kText)) return std::nullopt;
    if (!IsAssignable(context, second.Required(), types::kText)) return std::nullopt;
    return with_absence(types::kText);
  }
  if (first.Is(Kind::Number) && second.Is(Kind::Number)) return with_absence(types::kNumber);
  if (const auto as_first = Coerce(context, b, first)) {
    b.expr = *as_first;
    return TypeOf(context, b.expr).IsError() ? types::kError : with_absence(first);
  }
  if (const auto as_second = Coerce(context, a, second)) {
    a.expr = *as_second;
    return TypeOf(context, a.expr).IsError() ? types::kError : with_absence(second);
  }
  return std::nullopt;
}

namespace {

// A text that is no value of the dropdown: then both are text, `Lead.Source default "unknown"`.
void AsTextUnlessValue(Context& context, Operand& value, const Operand& fallback) {
  const Type type = TypeOf(context, value.expr);
  const std::string* text = PlainText(context.tree, fallback.source);
  if (!type.Is(Kind::Option) || text == nullptr) return;
  if (context.catalog.FindOption(types::OptionSetId{type.arg}, *text)) return;
  const Type as_text{Kind::Text, type.optional, 0};
  value.expr = Make(context, Op::TextOf, as_text, context.At(value.source), {value.expr}, program::Sink::Machine);
}

void WarnUselessDefault(Context& context, const syntax::BinaryExpr& node, const Operand& value) {
  const uint32_t end = context.tree[node.left].span.end;
  const Location rest = context.At({end, context.tree[node.right].span.end});
  context.sink.Report(kind::UselessDefault, context.At(node.right), {std::string(context.Source(node.left))})
      .Label(context.At(node.left), ExprLabel(context, value.expr, value.source))
      .Fix("remove the default", rest, "");
}

}  // namespace

ExprId CheckDefault(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node, const Expected& hint) {
  const Location at = context.At(id);
  Operand value{CheckNode(context, node.left, hint), node.left};
  Expected wanted = hint;
  if (!TypeOf(context, value.expr).IsError()) wanted.type = TypeOf(context, value.expr);
  Operand fallback{CheckNode(context, node.right, wanted), node.right};
  const Type before = TypeOf(context, value.expr);
  if (before.IsError() || TypeOf(context, fallback.expr).IsError()) return Poison(context, at);
  AsTextUnlessValue(context, value, fallback);
  const auto joined = Join(context, value, fallback);
  if (!joined) {
    ReportMismatch(context, value, fallback);
    return Poison(context, at);
  }
  if (joined->IsError()) return Poison(context, at);
  if (!before.optional) {
    WarnUselessDefault(context, node, value);
    return value.expr;
  }
  const bool optional = TypeOf(context, fallback.expr).optional;
  const Type type = optional ? joined->Optional() : joined->Required();
  return Make(context, Op::Coalesce, type, at, {value.expr, fallback.expr});
}

ExprId CheckConditional(Context& context, syntax::ExprId id, const syntax::ConditionalExpr& node,
                        const Expected& hint) {
  const Location at = context.At(id);
  const Condition condition = CheckCondition(context, node.condition);
  const Facts before = context.facts;
  context.facts.Learn(condition.learned.when_true);
  Operand then{CheckNode(context, node.then, hint), node.then};
  context.facts = before;
  context.facts.Learn(condition.learned.when_false);
  Operand otherwise{CheckNode(context, node.otherwise, hint), node.otherwise};
  context.facts = before;
  if (TypeOf(context, condition.expr).IsError()) return Poison(context, at);
  const bool typed = !hint.type.IsError();
  if (typed) {  // both are literals of what is wanted, rather than of each other
    then.expr = Convert(context, then.expr, node.then, hint);
    otherwise.expr = Convert(context, otherwise.expr, node.otherwise, hint);
  }
  const auto joined = Join(context, then, otherwise);
  if (!joined) {
    ReportMismatch(context, then, otherwise);
    return Poison(context, at);
  }
  if (joined->IsError()) return Poison(context, at);
  return Make(context, Op::If, *joined, at, {condition.expr, then.expr, otherwise.expr});
}

}  // namespace lsq::check
