// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/expr.h"

#include "compiler/base/match.h"
#include "compiler/check/expr_internal.h"
#include "compiler/check/merge.h"

namespace lsq::check {

namespace {

// Parts of phrases and conditions that stand for no value by themselves.
ExprId RefuseNonValue(Context& context, syntax::ExprId id, std::string_view what) {
  context.sink.Report(kind::NotAValue, context.At(id), {std::string(what)});
  return Poison(context, context.At(id));
}

ExprId RefuseSearch(Context& context, syntax::ExprId id) {
  context.sink.Report(kind::NotAValue, context.At(id), {"a search for a record"})
      .Note("it is the whole question of an `if`; what to do when there is none stands in the `else`");
  return Poison(context, context.At(id));
}

ExprId CheckBinary(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node, const Expected& hint) {
  using enum syntax::BinaryOp;
  switch (node.op) {
    case Or:
    case And:
      return CheckConnective(context, id, node);
    case In:
    case NotIn:
      return CheckIn(context, id, node);
    case HasAny:
    case HasAll:
    case HasNone:
      return CheckHas(context, id, node);
    case Default:
      return CheckDefault(context, id, node, hint);
    case Add:
    case Subtract:
    case Multiply:
    case Divide:
    case Remainder:
      return CheckArithmetic(context, id, node, hint);
    default:
      return CheckComparison(context, id, node);
  }
}

}  // namespace

ExprId CheckNode(Context& context, syntax::ExprId id, const Expected& hint) {
  return Match(
      context.tree[id].node,  //
      [&](const syntax::ConstantExpr& e) { return CheckConstant(context, id, e); },
      [&](const syntax::NameExpr& e) { return CheckName(context, id, e, hint); },
      [&](const syntax::NumberExpr& e) { return CheckNumber(context, id, e); },
      [&](const syntax::DurationExpr& e) { return CheckDuration(context, id, e); },
      [&](const syntax::DateExpr&) { return CheckDate(context, id); },
      [&](const syntax::DateTimeExpr&) { return CheckDate(context, id); },
      [&](const syntax::TimeExpr&) { return CheckDate(context, id); },
      [&](const syntax::MergeExpr& e) { return CheckMerge(context, id, e, hint); },
      [&](const syntax::TextExpr& e) { return CheckTextValue(context, id, e, hint); },
      [&](const syntax::ListExpr& e) { return CheckList(context, id, e, hint); },
      [&](const syntax::MemberExpr& e) { return CheckMember(context, id, e); },
      [&](const syntax::CallExpr& e) { return CheckCall(context, id, e, hint); },
      [&](const syntax::RefExpr& e) { return CheckRef(context, id, e); },
      [&](const syntax::UnaryExpr& e) {
        return e.op == syntax::UnaryOp::Not ? CheckNot(context, id, e) : CheckNegate(context, id, e);
      },
      [&](const syntax::BinaryExpr& e) { return CheckBinary(context, id, e, hint); },
      [&](const syntax::BetweenExpr& e) {
        return e.value.valid() ? CheckBetween(context, id, e)
                               : RefuseNonValue(context, id, "the test of a table's cell");
      },
      [&](const syntax::ChangeExpr& e) { return CheckChange(context, id, e); },
      [&](const syntax::ConditionalExpr& e) { return CheckConditional(context, id, e, hint); },
      [&](const syntax::ParenExpr& e) { return CheckNode(context, e.inner, hint); },
      [&](const syntax::ErrorExpr&) { return Poison(context, context.At(id)); },
      [&](const syntax::WindowExpr&) { return RefuseNonValue(context, id, "a span of days"); },
      [&](const syntax::QuantifiedExpr&) { return RefuseNonValue(context, id, "a choice of events"); },
      [&](const syntax::FilteredExpr&) { return RefuseNonValue(context, id, "an event with a condition"); },
      [&](const syntax::ExistsExpr&) { return RefuseSearch(context, id); },
      [&](const syntax::CellTestExpr&) { return RefuseNonValue(context, id, "the test of a table's cell"); },
      [&](const syntax::ParamsExpr&) { return RefuseNonValue(context, id, "a list of parameters"); },
      [&](const syntax::ShapeExpr&) { return RefuseNonValue(context, id, "the shape of a result"); },
      [&](const syntax::OneOfExpr&) { return RefuseNonValue(context, id, "a type"); },
      [&](const syntax::ListOfExpr&) { return RefuseNonValue(context, id, "a type"); });
}

ExprId CheckExpr(Context& context, syntax::ExprId id, const Expected& expected) {
  return Convert(context, CheckNode(context, id, expected), id, expected);
}

}  // namespace lsq::check
