// SPDX-License-Identifier: Apache-2.0
// Tests of what the triggering update did (C-TRG-3, C-TRG-5, C-TRG-8): only where every run starts with an update.
#include "compiler/check/expr_internal.h"

namespace lsq::check {

using program::Op;
using types::Kind;

namespace {

struct ChangedField {
  Operand now;
  ExprId record;
  schema::FieldId field;
};

// The operand of a change test: a field of the updated record itself.
std::optional<ChangedField> ReadChanged(Context& context, syntax::ExprId operand, std::string_view test) {
  const ExprId now = CheckNode(context, operand, Expected::Anything());
  const program::Expr& node = context.scope[now];
  if (node.type.IsError()) return std::nullopt;
  if (!context.place.updated.valid()) {
    auto report = context.sink.Report(kind::ChangeOutsideUpdate, context.At(operand), {std::string(test)});
    report.Note("only a run that an update started knows what was there before: `on update of …`");
    return std::nullopt;
  }
  if (node.op == Op::Field || node.op == Op::Related) {
    const program::Expr& record = context.scope[node.args[0]];
    if (record.op == Op::Local && std::get<LocalId>(record.payload) == context.place.updated) {
      return ChangedField{{now, operand}, node.args[0], std::get<schema::FieldId>(node.payload)};
    }
  }
  const std::string updated = context.scope[context.place.updated].name;
  context.sink.Report(kind::ChangeNotField, context.At(operand), {std::string(test), updated});
  return std::nullopt;
}

ExprId OldValue(Context& context, const ChangedField& changed, Location at) {
  const Type type = context.catalog.field(changed.field).type.Optional();
  return Make(context, Op::OldField, type, at, {changed.record}, changed.field);
}

ExprId IsChanged(Context& context, const ChangedField& changed, Location at) {
  return Make(context, Op::IsChanged, types::kBool, at, {changed.record}, changed.field);
}

ExprId And(Context& context, ExprId a, ExprId b, Location at) {
  return Make(context, Op::And, types::kBool, at, {a, b});
}

// `value op operand`, checked as a comparison would be; Error when it was reported.
ExprId Compared(Context& context, Op op, ExprId value, syntax::ExprId source, syntax::ExprId operand) {
  Operand left{value, source};
  Operand right = CheckRightSide(context, left, operand);
  const Location at = context.At(operand);
  if (!Unify(context, left, right, op)) return Poison(context, at);
  return Make(context, op, types::kBool, at, {left.expr, right.expr});
}

ExprId CheckChanged(Context& context, syntax::ExprId id, const syntax::ChangeExpr& node, const ChangedField& changed) {
  const Location at = context.At(id);
  ExprId result = IsChanged(context, changed, at);
  if (node.from.valid()) {
    const ExprId old = OldValue(context, changed, context.At(node.from));
    const ExprId from = Compared(context, Op::Equal, old, node.operand, node.from);
    if (TypeOf(context, from).IsError()) return Poison(context, at);
    result = And(context, result, from, at);
  }
  if (node.to.valid()) {
    const ExprId to = Compared(context, Op::Equal, changed.now.expr, node.operand, node.to);
    if (TypeOf(context, to).IsError()) return Poison(context, at);
    result = And(context, result, to, at);
  }
  return result;
}

// Old below or at the limit, new above it (C-TRG-8).
ExprId CheckCrosses(Context& context, syntax::ExprId id, const syntax::ChangeExpr& node, const ChangedField& changed) {
  const Location at = context.At(id);
  const ExprId old = OldValue(context, changed, at);
  const ExprId before = Compared(context, Op::LessEqual, old, node.operand, node.to);
  if (TypeOf(context, before).IsError()) return Poison(context, at);
  const ExprId after = Compared(context, Op::Greater, changed.now.expr, node.operand, node.to);
  return And(context, before, after, at);
}

}  // namespace

ExprId CheckChange(Context& context, syntax::ExprId id, const syntax::ChangeExpr& node) {
  static constexpr std::string_view kWords[] = {"changed", "increased", "decreased", "crosses"};
  const Location at = context.At(id);
  const auto changed = ReadChanged(context, node.operand, kWords[static_cast<size_t>(node.kind)]);
  if (!changed) return Poison(context, at);
  if (node.kind == syntax::ChangeKind::Changed) return CheckChanged(context, id, node, *changed);
  const Type type = TypeOf(context, changed->now.expr);
  if (!type.Is(Kind::Number) && !type.Is(Kind::Date) && !type.Is(Kind::DateTime)) {
    context.sink.Report(kind::NotOrdered, context.At(node.operand), {TypeWords(context, type)})
        .Primary(ExprLabel(context, changed->now.expr, node.operand));
    return Poison(context, at);
  }
  if (node.kind == syntax::ChangeKind::Crosses) return CheckCrosses(context, id, node, *changed);
  const Op op = node.kind == syntax::ChangeKind::Increased ? Op::Greater : Op::Less;
  const ExprId old = OldValue(context, *changed, at);
  const ExprId moved = Make(context, op, types::kBool, at, {changed->now.expr, old});
  return And(context, IsChanged(context, *changed, at), moved, at);
}

ExprId CheckOld(Context& context, syntax::ExprId id, const syntax::CallExpr& node) {
  const Location at = context.At(id);
  if (node.arguments.size() != 1 || node.arguments[0].name) {
    context.sink.Report(kind::ArgumentCount, at, {"old", "one argument", std::to_string(node.arguments.size())});
    return Poison(context, at);
  }
  const auto changed = ReadChanged(context, node.arguments[0].value, "old");
  return changed ? OldValue(context, *changed, at) : Poison(context, at);
}

}  // namespace lsq::check
