// SPDX-License-Identifier: Apache-2.0
// Comparisons. Operands may be missing (C-CON-2, C-CON-3); kinds must agree: a dropdown with its values, a Date with a
// DateTime by its local date (C-CON-7), anything else with its own kind only.
#include "compiler/check/expr_internal.h"
#include "compiler/text/text.h"

namespace lsq::check {

using program::Op;
using types::Kind;

namespace {

Op ProgramOp(syntax::BinaryOp op) {
  using enum syntax::BinaryOp;
  switch (op) {
    case Is:
      return Op::Equal;
    case IsNot:
      return Op::NotEqual;
    case Less:
      return Op::Less;
    case LessEqual:
      return Op::LessEqual;
    case Greater:
      return Op::Greater;
    case GreaterEqual:
      return Op::GreaterEqual;
    case Contains:
      return Op::Contains;
    case NotContains:
      return Op::NotContains;
    case StartsWith:
      return Op::StartsWith;
    case NotStartsWith:
      return Op::NotStartsWith;
    case EndsWith:
      return Op::EndsWith;
    case NotEndsWith:
      return Op::NotEndsWith;
    default:
      LSQ_CHECK(false, "not a comparison");
      return Op::Equal;
  }
}

bool IsOrdering(Op op) {
  return op == Op::Less || op == Op::LessEqual || op == Op::Greater || op == Op::GreaterEqual || op == Op::Between ||
         op == Op::NotBetween;
}

bool IsTextSearch(Op op) {
  return op >= Op::Contains && op <= Op::NotEndsWith;
}

bool IsOrdered(Kind of) {
  return of == Kind::Number || of == Kind::Date || of == Kind::DateTime || of == Kind::Time || of == Kind::Duration;
}

// The calendar date of an instant, so that it can stand beside a Date (C-CON-7).
ExprId AsDate(Context& context, ExprId value) {
  const program::Expr& node = context.scope[value];
  if (node.op == Op::Const) {
    if (const auto* local = std::get_if<time::LocalDateTime>(&std::get<program::Constant>(node.payload))) {
      return MakeConstant(context, local->date, types::kDate, node.at);
    }
  }
  const Type date{Kind::Date, node.type.optional, 0};
  return Make(context, Op::DateOf, date, node.at, {value});
}

ExprId AsText(Context& context, ExprId value) {
  const program::Expr& node = context.scope[value];
  const Type text{Kind::Text, node.type.optional, 0};
  return Make(context, Op::TextOf, text, node.at, {value}, program::Sink::Machine);
}

// `Lead.Source is Lead.mx_City`: a dropdown is compared with other text by the text of its value.
void CompareAsText(Context& context, Operand& left, Operand& right) {
  for (Operand* side : {&left, &right}) {
    if (TypeOf(context, side->expr).Is(Kind::Option)) side->expr = AsText(context, side->expr);
  }
}

// An unnatural pair that still has one meaning. False: nothing was done.
bool Reconcile(Context& context, Operand& left, Operand& right) {
  const Type a = TypeOf(context, left.expr);
  const Type b = TypeOf(context, right.expr);
  if (a.Is(Kind::Date) && b.Is(Kind::DateTime)) {
    right.expr = AsDate(context, right.expr);
    return true;
  }
  if (a.Is(Kind::DateTime) && b.Is(Kind::Date)) {
    left.expr = AsDate(context, left.expr);
    return true;
  }
  const bool texts = (a.Is(Kind::Option) || a.Is(Kind::Text)) && (b.Is(Kind::Option) || b.Is(Kind::Text));
  if (!texts || (a.Is(Kind::Text) && b.Is(Kind::Text))) return false;
  CompareAsText(context, left, right);
  return true;
}

// Several values are searched, not equal to one: `has any`.
bool ReportOptionsCompared(Context& context, const Operand& left, const Operand& right) {
  if (!TypeOf(context, left.expr).Is(Kind::Options)) return false;
  auto report =
      context.sink.Report(kind::HasWanted, context.At(right.source), {std::string(context.Source(left.source))});
  report.Label(context.At(left.source), ExprLabel(context, left.expr, left.source));
  const Location all{context.file,
                     context.At({context.tree[left.source].span.end, context.tree[right.source].span.end}).span};
  const std::string value(context.Source(right.source));
  const bool list = std::holds_alternative<syntax::ListExpr>(context.tree[right.source].node);
  report.Fix("ask with `has any`", all, " has any " + (list ? value : "[" + value + "]"));
  return true;
}

// A day has no fixed number of hours, so `now - x > 3 days` would depend on the calendar (C-WAIT-1).
bool ReportCalendarDuration(Context& context, const Operand& left, const Operand& right, Op op) {
  if (!IsOrdering(op) || !TypeOf(context, left.expr).Is(Kind::Duration)) return false;
  const auto days_only = [&](const Operand& side) {
    const program::Expr& node = context.scope[side.expr];
    return node.op == Op::Difference && TypeOf(context, node.args[0]).Is(Kind::Date);
  };
  for (const auto& [side, other] : {std::pair{&right, &left}, {&left, &right}}) {
    const program::Expr& node = context.scope[side->expr];
    if (node.op != Op::Const || days_only(*other)) continue;
    const auto& duration = std::get<time::Duration>(std::get<program::Constant>(node.payload));
    if (!time::HasCalendarPart(duration) && !time::HasBusinessPart(duration)) continue;
    auto report = context.sink.Report(kind::CalendarDuration, context.At(side->source),
                                      {std::string(context.Source(side->source))});
    if (duration.months == 0 && duration.days != 0) {
      const std::string hours = std::to_string(duration.days * 24) + " hours";
      report.Fix("compare with `" + hours + "`", context.At(side->source), hours);
    }
    return true;
  }
  return false;
}

bool CheckOrdered(Context& context, const Operand& left, const Operand& right, Op op) {
  const Type type = TypeOf(context, left.expr);
  if (IsTextSearch(op) && !type.Is(Kind::Text)) {
    context.sink.Report(kind::NotSearchable, context.At(left.source), {DescribeExpr(context, left.expr, left.source)})
        .Primary(ExprLabel(context, left.expr, left.source));
    return false;
  }
  if (IsOrdering(op) && !IsOrdered(type.kind)) {
    context.sink.Report(kind::NotOrdered, context.At(left.source), {TypeWords(context, type)})
        .Primary(ExprLabel(context, left.expr, left.source));
    return false;
  }
  return !ReportCalendarDuration(context, left, right, op);
}

// What stands on the right of `is` without being a value.
std::optional<bool> AsksFilled(const Context& context, syntax::ExprId right) {
  const auto& node = context.tree[Unwrap(context.tree, right)].node;
  if (const auto* constant = std::get_if<syntax::ConstantExpr>(&node)) {
    if (constant->value == syntax::Constant::Empty) return false;
  }
  if (const auto* name = std::get_if<syntax::NameExpr>(&node)) {
    if (!name->word.quoted && name->word.text == "filled" && !context.names.Find("filled")) return true;
  }
  return std::nullopt;
}

// `welcome is opened` is something to wait for, and nothing that can be asked at a moment.
bool ReportEvent(Context& context, syntax::ExprId id, const Operand& left) {
  if (!TypeOf(context, left.expr).Is(Kind::Handle)) return false;
  auto report = context.sink.Report(kind::EventOutsideWait, context.At(id), {std::string(context.Source(left.source))});
  report.Note("`wait until " + std::string(context.Source(id)) + ", at most 3 days { … } else { … }` waits for it");
  return true;
}

bool ReportList(Context& context, const syntax::BinaryExpr& node, const Operand& left) {
  if (node.op != syntax::BinaryOp::Is && node.op != syntax::BinaryOp::IsNot) return false;
  if (!std::holds_alternative<syntax::ListExpr>(context.tree[Unwrap(context.tree, node.right)].node)) return false;
  if (TypeOf(context, left.expr).Is(Kind::List) || TypeOf(context, left.expr).Is(Kind::Options)) return false;
  const Location op = context.At(node.op_span);
  const char* in = node.op == syntax::BinaryOp::Is ? "in" : "not in";
  context.sink.Report(kind::InWanted, op, {}).Fix(std::string("use `") + in + "`", op, in);
  return true;
}

// A blank text counts as missing, and nothing equals what is missing (C-CON-3): `is empty` is meant.
bool ReportBlank(Context& context, const syntax::BinaryExpr& node) {
  if (node.op != syntax::BinaryOp::Is && node.op != syntax::BinaryOp::IsNot) return false;
  const std::string* text = PlainText(context.tree, node.right);
  if (text == nullptr || !text::IsBlank(*text)) return false;
  const Location test = context.At({node.op_span.begin, context.tree[node.right].span.end});
  const char* meant = node.op == syntax::BinaryOp::Is ? "is empty" : "is filled";
  context.sink.Report(kind::BlankCompared, context.At(node.right))
      .Fix(std::string("ask whether it ") + meant, test, meant);
  return true;
}

// What the CRM's cards call "contains data" and "is defined" (C-CON-6).
bool ReportPresence(Context& context, const syntax::BinaryExpr& node) {
  const auto* name = std::get_if<syntax::NameExpr>(&context.tree[node.right].node);
  if (name == nullptr || context.names.Find(name->word.text)) return false;
  const bool contains = node.op == syntax::BinaryOp::Contains || node.op == syntax::BinaryOp::NotContains;
  const bool is = node.op == syntax::BinaryOp::Is || node.op == syntax::BinaryOp::IsNot;
  if (!(contains && name->word.text == "data") && !(is && name->word.text == "defined")) return false;
  const bool negated = node.op == syntax::BinaryOp::NotContains || node.op == syntax::BinaryOp::IsNot;
  const std::string test = negated ? "is empty" : "is filled";
  const auto test_span = source::Span::Join(node.op_span, context.tree[node.right].span);
  context.sink.Report(kind::UnknownName, context.At(node.right), {name->word.text})
      .Fix("ask whether it has a value: `" + test + "`", context.At(test_span), test);
  return true;
}

}  // namespace

Operand CheckRightSide(Context& context, const Operand& left, syntax::ExprId right) {
  const Expected hint{.type = TypeOf(context, left.expr).Optional(), .merge = MergeContext::Criteria};
  return {CheckNode(context, right, hint), right};
}

bool Unify(Context& context, Operand& left, Operand& right, Op op) {
  const Type a = TypeOf(context, left.expr);
  const Type b = TypeOf(context, right.expr);
  if (a.IsError() || b.IsError()) return false;
  if (a.Is(Kind::Empty) || b.Is(Kind::Empty)) {
    context.sink.Report(kind::EmptyCompared, context.At((b.Is(Kind::Empty) ? right : left).source), {});
    return false;
  }
  if (ReportOptionsCompared(context, left, right)) return false;
  const bool textual = a.Is(Kind::Text) || a.Is(Kind::Option);
  if (IsTextSearch(op) && !textual) return CheckOrdered(context, left, right, op);  // a fix of the right side is none
  if (IsTextSearch(op) && (a.Is(Kind::Option) || b.Is(Kind::Option))) {
    CompareAsText(context, left, right);  // a part of a value's text is no value
  } else if (const auto coerced = Coerce(context, right, a)) {
    right.expr = *coerced;
  } else if (const auto swapped = b.Is(Kind::Option) || b.Is(Kind::Record) ? Coerce(context, left, b) : std::nullopt) {
    left.expr = *swapped;
  } else if (!Reconcile(context, left, right)) {
    ReportMismatch(context, left, right);
    return false;
  }
  if (TypeOf(context, left.expr).IsError() || TypeOf(context, right.expr).IsError()) return false;
  if (TypeOf(context, left.expr).kind != TypeOf(context, right.expr).kind) {
    ReportMismatch(context, left, right);
    return false;
  }
  return CheckOrdered(context, left, right, op);
}

ExprId CheckComparison(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node) {
  const Location at = context.At(id);
  Operand left{CheckNode(context, node.left, Expected::Anything()), node.left};
  if (node.op == syntax::BinaryOp::Is || node.op == syntax::BinaryOp::IsNot) {
    if (const auto filled = AsksFilled(context, node.right)) {
      const bool asks_filled = *filled == (node.op == syntax::BinaryOp::Is);
      if (TypeOf(context, left.expr).IsError()) return Poison(context, at);
      return Make(context, asks_filled ? Op::IsFilled : Op::IsEmpty, types::kBool, at, {left.expr});
    }
    if (ReportEvent(context, id, left)) return Poison(context, at);
    if (ReportList(context, node, left) || ReportBlank(context, node)) return Poison(context, at);
  }
  if (ReportPresence(context, node)) return Poison(context, at);
  Operand right = CheckRightSide(context, left, node.right);
  const Op op = ProgramOp(node.op);
  if (!Unify(context, left, right, op)) return Poison(context, at);
  if (node.exactly && !TypeOf(context, left.expr).Is(Kind::Text) && !TypeOf(context, left.expr).Is(Kind::Option)) {
    context.sink.Report(kind::ExactlyText, context.At(node.op_span), {TypeWords(context, TypeOf(context, left.expr))});
    return Poison(context, at);
  }
  const ExprId result = Make(context, op, types::kBool, at, {left.expr, right.expr});
  context.scope.exprs[result].exact = node.exactly;
  return result;
}

namespace {

// `between 50 and 5`: nothing does, so the condition would never be true.
bool ReportReversed(Context& context, const Operand& low, const Operand& high) {
  const program::Expr& from = context.scope[low.expr];
  const program::Expr& to = context.scope[high.expr];
  if (from.op != Op::Const || to.op != Op::Const || from.type.kind != to.type.kind) return false;
  const auto& a = std::get<program::Constant>(from.payload);
  const auto& b = std::get<program::Constant>(to.payload);
  const auto* number = std::get_if<number::Decimal>(&a);
  const auto* date = std::get_if<time::Date>(&a);
  const bool reversed = (number != nullptr && std::get<number::Decimal>(b).units < number->units) ||
                        (date != nullptr && std::get<time::Date>(b).days < date->days);
  if (!reversed) return false;
  const std::string first(context.Source(low.source)), second(context.Source(high.source));
  context.sink
      .Report(kind::EmptyRange, context.At({context.tree[low.source].span.begin, context.tree[high.source].span.end}),
              {first, second})
      .Fix("turn it round", {{context.At(low.source), second}, {context.At(high.source), first}});
  return true;
}

}  // namespace

ExprId CheckBetween(Context& context, syntax::ExprId id, const syntax::BetweenExpr& node) {
  const Location at = context.At(id);
  const Op op = node.negated ? Op::NotBetween : Op::Between;
  Operand value{CheckNode(context, node.value, Expected::Anything()), node.value};
  Operand low = CheckRightSide(context, value, node.low);
  Operand high = CheckRightSide(context, value, node.high);
  Operand again = value;  // a DateTime between two Dates is compared by its date, once
  if (!Unify(context, value, low, op) || !Unify(context, again, high, op)) return Poison(context, at);
  const Type wanted = TypeOf(context, value.expr);
  if (ReportReversed(context, low, high)) return Poison(context, at);
  const auto coerced = Coerce(context, high, wanted);
  if (wanted.kind != TypeOf(context, again.expr).kind || !coerced) {
    ReportMismatch(context, low, high);
    return Poison(context, at);
  }
  return Make(context, op, types::kBool, at, {value.expr, low.expr, *coerced});
}

}  // namespace lsq::check
