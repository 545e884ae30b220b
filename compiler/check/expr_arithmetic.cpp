// SPDX-License-Identifier: Apache-2.0
// Arithmetic: Numbers among themselves, durations on dates, the difference of two dates. Operands need a value (rule
// 4).
// `@{…}+24` where a date is wanted is the one sum that counts hours (C-MM-10): merge.h.
#include <algorithm>
#include <iterator>

#include "compiler/check/expr_internal.h"
#include "compiler/check/merge.h"

namespace lsq::check {

using program::Op;
using types::Kind;

namespace {

std::string_view Symbol(syntax::BinaryOp op) {
  using enum syntax::BinaryOp;
  switch (op) {
    case Add:
      return "+";
    case Subtract:
      return "-";
    case Multiply:
      return "*";
    case Divide:
      return "/";
    default:
      return "%";
  }
}

Op NumberOp(syntax::BinaryOp op) {
  using enum syntax::BinaryOp;
  switch (op) {
    case Add:
      return Op::Add;
    case Subtract:
      return Op::Subtract;
    case Multiply:
      return Op::Multiply;
    case Divide:
      return Op::Divide;
    default:
      return Op::Remainder;
  }
}

bool IsDateLike(Type type) {
  return type.Is(Kind::Date) || type.Is(Kind::DateTime);
}

// The operation that a pair of kinds has; nothing when it has none.
struct Operation {
  Op op;
  Type type;
};
std::optional<Operation> FindOperation(syntax::BinaryOp op, Type a, Type b) {
  if (a.Is(Kind::Number) && b.Is(Kind::Number)) return Operation{NumberOp(op), types::kNumber};
  const bool add = op == syntax::BinaryOp::Add;
  if (!add && op != syntax::BinaryOp::Subtract) return std::nullopt;
  if (IsDateLike(a) && b.Is(Kind::Duration)) {
    return Operation{add ? Op::AddDuration : Op::SubtractDuration, a.Required()};
  }
  if (!add && IsDateLike(a) && a.kind == b.kind) return Operation{Op::Difference, types::kDuration};
  return std::nullopt;
}

bool IsTextual(Type type) {
  return type.Is(Kind::Text) || type.Is(Kind::Option);
}

// What one side of `+` looks like inside a text; nothing when it cannot stand there.
std::optional<std::string> AsTextPart(const Context& context, syntax::ExprId source) {
  source = Unwrap(context.tree, source);
  const auto& node = context.tree[source].node;
  if (const auto* text = std::get_if<syntax::TextExpr>(&node); text != nullptr && !text->block) {
    const std::string_view written = context.Source(source);
    return std::string(written.substr(1, written.size() - 2));
  }
  if (std::holds_alternative<syntax::MergeExpr>(node)) return std::string(context.Source(source));
  if (const auto* name = std::get_if<syntax::NameExpr>(&node)) return "@{" + name->word.text + "}";
  if (const auto* member = std::get_if<syntax::MemberExpr>(&node)) {
    const auto* root = std::get_if<syntax::NameExpr>(&context.tree[member->object].node);
    if (root != nullptr) return "@{" + root->word.text + ":" + member->member.text + ",}";
  }
  if (const auto* sum = std::get_if<syntax::BinaryExpr>(&node); sum != nullptr && sum->op == syntax::BinaryOp::Add) {
    const auto left = AsTextPart(context, sum->left);
    const auto right = AsTextPart(context, sum->right);
    if (left && right) return *left + *right;
  }
  return std::nullopt;
}

// Whether a text literal is among the operands of a chain of `+`: then the whole chain was meant to be one text.
bool JoinsText(const syntax::Tree& tree, syntax::ExprId id) {
  for (;;) {
    const auto* sum = std::get_if<syntax::BinaryExpr>(&tree[id].node);
    if (sum == nullptr || sum->op != syntax::BinaryOp::Add) break;
    if (std::holds_alternative<syntax::TextExpr>(tree[sum->right].node)) return true;
    id = sum->left;
  }
  return std::holds_alternative<syntax::TextExpr>(tree[id].node);
}

void ReportTextPlus(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node) {
  auto report = context.sink.Report(kind::TextPlus, context.At(node.op_span), {});
  report.Note("a merge puts a value into a text: `\"Hi @{Lead:FirstName,there}\"`");
  if (const auto joined = AsTextPart(context, id)) report.Fix("write one text", context.At(id), "\"" + *joined + "\"");
}

// A day has no hours: what is later than a date by hours is no date.
bool IsDateWithHours(const Context& context, const Operand& left, const Operand& right) {
  const program::Expr& duration = context.scope[right.expr];
  if (!TypeOf(context, left.expr).Is(Kind::Date) || duration.op != Op::Const) return false;
  const auto* constant = std::get_if<time::Duration>(&std::get<program::Constant>(duration.payload));
  return constant != nullptr && time::HasElapsedPart(*constant);
}

void ReportOperands(Context& context, const syntax::BinaryExpr& node, const Operand& left, const Operand& right) {
  auto report = context.sink.Report(kind::WrongOperands, context.At(node.op_span),
                                    {std::string(Symbol(node.op)), DescribeExpr(context, left.expr, left.source),
                                     DescribeExpr(context, right.expr, right.source)});
  report.Label(context.At(left.source), ExprLabel(context, left.expr, left.source));
  report.Label(context.At(right.source), ExprLabel(context, right.expr, right.source));
  const Type a = TypeOf(context, left.expr);
  const Type b = TypeOf(context, right.expr);
  if (IsDateLike(a) && b.Is(Kind::Number)) {
    const std::string count(context.Source(right.source));
    report.Note("a bare number is never a duration: write its unit");
    if (std::holds_alternative<syntax::NumberExpr>(context.tree[right.source].node)) {
      const char* unit = a.Is(Kind::Date) ? " days" : " hours";
      report.Fix("add" + std::string(unit), context.At(right.source), count + unit);
    }
  } else if (a.Is(Kind::Date) && b.Is(Kind::Duration)) {
    report.Note("a date has no hours: `start_of_day(…)` makes a date with a time of it");
  } else if (IsDateLike(a) && IsDateLike(b)) {
    report.Note("two dates have a difference: `later - earlier`, both with a time or both without");
  } else if (a.Is(Kind::Text) && b.Is(Kind::Number)) {
    report.Note("`number(…)` reads the number that a text spells");
  }
}

// A literal zero divides nothing: said now, not when the rule runs.
bool ReportZeroDivisor(Context& context, const syntax::BinaryExpr& node, const Operand& right) {
  if (node.op != syntax::BinaryOp::Divide && node.op != syntax::BinaryOp::Remainder) return false;
  const program::Expr& divisor = context.scope[right.expr];
  if (divisor.op != Op::Const) return false;
  if (std::get<number::Decimal>(std::get<program::Constant>(divisor.payload)) != number::kZero) return false;
  context.sink.Report(kind::DivisionByZero, context.At(right.source), {});
  return true;
}

bool NeedsValues(Context& context, const syntax::BinaryExpr& node, const Operand& left, const Operand& right) {
  bool good = true;
  for (const Operand* side : {&left, &right}) {
    if (!TypeOf(context, side->expr).optional) continue;
    ReportMaybeEmpty(context, *side, "`" + std::string(Symbol(node.op)) + "`");
    good = false;
  }
  return good;
}

}  // namespace

ExprId CheckArithmetic(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node, const Expected& hint) {
  if (IsMergeOffset(context, id, hint)) return CheckMergeOffset(context, id, hint);
  const Location at = context.At(id);
  if (node.op == syntax::BinaryOp::Add && JoinsText(context.tree, id)) {
    ReportTextPlus(context, id, node);
    return Poison(context, at);
  }
  const Operand left{CheckNode(context, node.left, Expected::Anything()), node.left};
  const Operand right{CheckNode(context, node.right, Expected::Anything()), node.right};
  const Type a = TypeOf(context, left.expr);
  const Type b = TypeOf(context, right.expr);
  if (a.IsError() || b.IsError()) return Poison(context, at);
  const auto operation = FindOperation(node.op, a, b);
  if (!operation || IsDateWithHours(context, left, right)) {
    if (node.op == syntax::BinaryOp::Add && (IsTextual(a) || IsTextual(b))) {
      ReportTextPlus(context, id, node);
    } else {
      ReportOperands(context, node, left, right);
    }
    return Poison(context, at);
  }
  if (!NeedsValues(context, node, left, right) || ReportZeroDivisor(context, node, right)) return Poison(context, at);
  return Make(context, operation->op, operation->type, at, {left.expr, right.expr});
}

void ReportNoTime(Context& context, ExprId id, const std::string& what) {
  const program::Expr& expr = context.scope[id];
  if (expr.op != Op::Const) return;
  const auto* duration = std::get_if<time::Duration>(&std::get<program::Constant>(expr.payload));
  if (duration == nullptr) return;
  const int64_t parts[] = {duration->seconds, duration->months, duration->days, duration->business_days,
                           duration->business_minutes};
  const bool back = std::any_of(std::begin(parts), std::end(parts), [](int64_t part) { return part < 0; });
  if (!back && *duration != time::Duration{}) return;
  context.sink.Report(kind::BadNumber, expr.at, {what, "longer than nothing"});
}

ExprId CheckNegate(Context& context, syntax::ExprId id, const syntax::UnaryExpr& node) {
  const Location at = context.At(id);
  const Operand operand{CheckNode(context, node.operand, Expected::Anything()), node.operand};
  const Type type = TypeOf(context, operand.expr);
  if (type.IsError()) return Poison(context, at);
  const program::Expr& value = context.scope[operand.expr];
  if (value.op == Op::Const) {  // `-5` and `-3 days` are literals
    const program::Constant constant = std::get<program::Constant>(value.payload);
    if (const auto* number = std::get_if<number::Decimal>(&constant)) {
      return MakeConstant(context, number::Neg(*number), type, at);
    }
    if (const auto* duration = std::get_if<time::Duration>(&constant)) {
      return MakeConstant(context, time::Negate(*duration), type, at);
    }
  }
  if (!type.Is(Kind::Number)) {
    ReportWrongType(context, operand, Expected::Of(types::kNumber, "the operand of `-`"));
    return Poison(context, at);
  }
  if (type.optional) {
    ReportMaybeEmpty(context, operand, "`-`");
    return Poison(context, at);
  }
  return Make(context, Op::Negate, types::kNumber, at, {operand.expr});
}

}  // namespace lsq::check
