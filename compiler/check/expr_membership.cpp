// SPDX-License-Identifier: Apache-2.0
// `in`: among values, among the records of a named list, within a span of days; `has any / all / none` of a
// multi-select.
#include "compiler/check/expr_internal.h"
#include "compiler/check/lists.h"

namespace lsq::check {

using program::Op;
using types::Kind;

namespace {

std::optional<program::Window> ReadWindow(Context& context, syntax::ExprId id, const syntax::WindowExpr& node) {
  program::Window window;
  using enum syntax::Direction;
  window.span = node.direction == Last   ? program::Window::Span::Last
                : node.direction == This ? program::Window::Span::This
                                         : program::Window::Span::Next;
  using enum syntax::Unit;
  switch (node.unit) {
    case Hours:
      window.unit = time::Unit::kHour;
      break;
    case Days:
      window.unit = time::Unit::kDay;
      break;
    case Weeks:
      window.unit = time::Unit::kWeek;
      break;
    case Months:
      window.unit = time::Unit::kMonth;
      break;
    case Years:
      window.unit = time::Unit::kYear;
      break;
    default:
      context.sink.Report(kind::WindowUnit, context.At(id), {std::string(context.Source(id))});
      return std::nullopt;
  }
  const number::Parsed count = node.count.empty() ? number::Parsed{number::kOne} : number::Parse(node.count);
  const auto whole = count.ok() ? number::ToInt64(count.value) : std::nullopt;
  constexpr int64_t kMost = 100'000;
  if (!whole || *whole < 1 || *whole > kMost) {
    context.sink.Report(kind::WindowCount, context.At(id), {std::string(context.Source(id))});
    return std::nullopt;
  }
  window.count = node.count.empty() ? 0 : static_cast<uint32_t>(*whole);
  return window;
}

ExprId CheckInWindow(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node, const Operand& value,
                     const syntax::WindowExpr& span) {
  const Location at = context.At(id);
  const auto window = ReadWindow(context, node.right, span);
  const Type type = TypeOf(context, value.expr);
  if (!window || type.IsError()) return Poison(context, at);
  const bool hours_of_date = type.Is(Kind::Date) && window->unit == time::Unit::kHour;
  if ((!type.Is(Kind::Date) && !type.Is(Kind::DateTime)) || hours_of_date) {
    const std::string found = DescribeExpr(context, value.expr, value.source);
    context.sink
        .Report(kind::WindowNeedsDate, context.At(value.source),
                {hours_of_date ? found + ", which has no hours" : found})
        .Primary(ExprLabel(context, value.expr, value.source));
    return Poison(context, at);
  }
  const Op op = node.op == syntax::BinaryOp::In ? Op::InWindow : Op::NotInWindow;
  return Make(context, op, types::kBool, at, {value.expr}, *window);
}

// Who is on a list with a condition is who meets it.
ExprId CheckInDynamicList(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node, const Operand& value,
                          const schema::Named& list) {
  const auto condition =
      context.lists != nullptr ? context.lists->ConditionOf(context, list, value.expr) : std::nullopt;
  if (!condition) {
    context.sink.Report(kind::NotSupportedYet, context.At(id), {"asking here for a list that a condition fills"})
        .Label(list.declared, "the condition is declared here")
        .Note("an automation asks for it about a record that is there, at most one relation away");
    return Poison(context, context.At(id));
  }
  if (node.op == syntax::BinaryOp::In || TypeOf(context, *condition).IsError()) return *condition;
  return Make(context, Op::Not, types::kBool, context.At(id), {*condition});
}

// `Lead in list "Fresh"`.
ExprId CheckInNamedList(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node, const Operand& value,
                        const syntax::RefExpr& ref) {
  const Location at = context.At(id);
  const ExprId list = CheckRef(context, node.right, ref);
  const Type type = TypeOf(context, value.expr);
  if (type.IsError() || TypeOf(context, list).IsError()) return Poison(context, at);
  if (!type.Is(Kind::Record)) {
    auto report = context.sink.Report(kind::ListNeedsRecord, context.At(value.source),
                                      {DescribeExpr(context, value.expr, value.source)});
    report.Primary(ExprLabel(context, value.expr, value.source));
    return Poison(context, at);
  }
  const program::Constant name = std::get<program::Constant>(context.scope[list].payload);
  const schema::Named* named = context.catalog.FindName(types::NameKind::List, std::get<std::string>(name));
  if (named != nullptr && named->entity.valid() && named->entity.index != type.arg) {
    auto report =
        context.sink.Report(kind::ListOfOther, context.At(node.right),
                            {named->name, context.catalog.entity(named->entity).name, TypeWords(context, type)});
    if (named->declared.file.valid()) report.Label(named->declared, "declared here");
    return Poison(context, at);
  }
  if (named != nullptr && named->dynamic && named->declared.file.valid()) {
    return CheckInDynamicList(context, id, node, value, *named);
  }
  const Op op = node.op == syntax::BinaryOp::In ? Op::InNamedList : Op::NotInNamedList;
  return Make(context, op, types::kBool, at, {value.expr}, name);
}

// Every element is compared with the left side, as `is` would.
ExprId CheckInElements(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node, Operand value,
                       const syntax::ListExpr& list) {
  const Location at = context.At(id);
  if (list.elements.empty()) {
    context.sink.Report(kind::EmptyList, context.At(node.right), {});
    return Poison(context, at);
  }
  program::Expr elements{.op = Op::List, .at = context.At(node.right)};
  bool good = !TypeOf(context, value.expr).IsError();
  Type element;
  for (const syntax::ExprId source : list.elements) {
    Operand each = CheckRightSide(context, value, source);
    Operand compared = value;
    if (!Unify(context, compared, each, Op::Equal)) {
      good = false;
    } else if (elements.args.empty()) {
      value = compared;  // its date, when the first element is a Date
      element = TypeOf(context, each.expr);
    } else if (element.kind != TypeOf(context, each.expr).kind) {
      ReportMismatch(context, {elements.args.front(), list.elements.front()}, each);
      good = false;
    }
    if (good) elements.args.push_back(each.expr);
  }
  if (!good) return Poison(context, at);
  elements.type = context.catalog.type_store().List(element.Required());
  const Op op = node.op == syntax::BinaryOp::In ? Op::In : Op::NotIn;
  const ExprId right = Add(context, std::move(elements));
  const ExprId result = Make(context, op, types::kBool, at, {value.expr, right});
  context.scope.exprs[result].exact = node.exactly;
  return result;
}

}  // namespace

ExprId CheckIn(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node) {
  const Location at = context.At(id);
  const Operand value{CheckNode(context, node.left, Expected::Anything()), node.left};
  const auto& right = context.tree[Unwrap(context.tree, node.right)].node;
  if (const auto* window = std::get_if<syntax::WindowExpr>(&right)) {
    return CheckInWindow(context, id, node, value, *window);
  }
  if (const auto* ref = std::get_if<syntax::RefExpr>(&right)) {
    if (ref->kind.text == WordFor(types::NameKind::List)) return CheckInNamedList(context, id, node, value, *ref);
  }
  if (const auto* list = std::get_if<syntax::ListExpr>(&right)) {
    return CheckInElements(context, id, node, value, *list);
  }
  const Operand list{CheckNode(context, node.right, Expected::Anything()), node.right};
  const Type type = TypeOf(context, list.expr);
  if (type.IsError() || TypeOf(context, value.expr).IsError()) return Poison(context, at);
  const Op op = node.op == syntax::BinaryOp::In ? Op::In : Op::NotIn;
  if (type.Is(Kind::List)) {
    const Type element = context.catalog.type_store().Element(type.Required());
    const auto same = Coerce(context, value, element);
    if (same && !TypeOf(context, *same).IsError()) return Make(context, op, types::kBool, at, {*same, list.expr});
    if (!same) ReportWrongType(context, value, Expected::Of(element.Optional()));
    return Poison(context, at);
  }
  auto report =
      context.sink.Report(kind::ListWanted, context.At(node.right), {DescribeExpr(context, list.expr, list.source)});
  const std::string source(context.Source(node.right));
  if (PlainText(context.tree, node.right) != nullptr)
    report.Fix("write a list", context.At(node.right), "[" + source + "]");
  return Poison(context, at);
}

ExprId CheckHas(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node) {
  const Location at = context.At(id);
  const Operand value{CheckNode(context, node.left, Expected::Anything()), node.left};
  const Type type = TypeOf(context, value.expr);
  if (type.IsError()) return Poison(context, at);
  if (!type.Is(Kind::Options)) {
    context.sink.Report(kind::HasNeedsSeveral, context.At(node.left), {DescribeExpr(context, value.expr, node.left)})
        .Primary(ExprLabel(context, value.expr, node.left))
        .Fix("use `in`", context.At(node.op_span), node.op == syntax::BinaryOp::HasNone ? "not in" : "in");
    return Poison(context, at);
  }
  const Type several = type.Required();
  const bool list = std::holds_alternative<syntax::ListExpr>(context.tree[Unwrap(context.tree, node.right)].node);
  Expected wanted{.type = list ? several : types::Option(types::OptionSetId{type.arg}),
                  .merge = MergeContext::Criteria};
  ExprId right = CheckExpr(context, node.right, wanted);
  if (TypeOf(context, right).IsError()) return Poison(context, at);
  if (!list) right = Make(context, Op::List, several, context.At(node.right), {right});
  const Op op = node.op == syntax::BinaryOp::HasAny   ? Op::HasAny
                : node.op == syntax::BinaryOp::HasAll ? Op::HasAll
                                                      : Op::HasNone;
  return Make(context, op, types::kBool, at, {value.expr, right});
}

}  // namespace lsq::check
