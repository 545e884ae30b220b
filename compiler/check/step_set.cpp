// SPDX-License-Identifier: Apache-2.0
// Values that steps store in fields.
#include "compiler/check/automation_walk.h"
#include "compiler/check/expr_internal.h"
#include "compiler/check/phrase_argument.h"
#include "compiler/text/text.h"

namespace lsq::check {

using types::Kind;

namespace {

// Why a literal can never be stored in the field; empty when it can.
std::string Misfit(const schema::Field& field, const program::Constant& constant) {
  if (const auto* number = std::get_if<number::Decimal>(&constant); number != nullptr && field.type.Is(Kind::Number)) {
    number::Int128 step = number::kUnitsPerOne;
    for (int digit = 0; digit < field.scale; ++digit) step /= 10;
    if (number->units % step == 0) return {};
    return field.scale == 0 ? "it holds whole numbers"
                            : "it keeps " + std::to_string(field.scale) + " digits behind the point";
  }
  const auto* text = std::get_if<std::string>(&constant);
  if (text == nullptr || !field.type.Is(Kind::Text)) return {};
  const size_t length = text::Length(*text);
  if (field.max_length != 0 && length > field.max_length) {
    return "it holds at most " + std::to_string(field.max_length) + " characters, and these are " +
           std::to_string(length);
  }
  const bool email = static_cast<types::TextKind>(field.type.arg) == types::TextKind::Email;
  return email && text->find('@') == std::string::npos ? "it holds a mail address" : std::string();
}

// What no run could store is said before any run (F_MAXLENGTH).
void ReportMisfit(Context& context, schema::FieldId id, ExprId value, Location at) {
  const program::Expr& expr = context.scope[value];
  if (expr.op != program::Op::Const) return;
  const schema::Field& field = context.catalog.field(id);
  const std::string why = Misfit(field, std::get<program::Constant>(expr.payload));
  if (why.empty()) return;
  auto report = context.sink.Report(kind::DoesNotFit, at, {FieldName(context, id)});
  report.Primary(why);
  if (field.declared.file.valid()) report.Label(field.declared, FieldLabel(context, id));
}

}  // namespace

void CheckMayChange(Walk& walk, schema::EntityId entity, Location at) {
  const std::string& name = walk.context.catalog.entity(entity).name;
  const schema::StatementDecl* decl = walk.context.library.FindStatement("set_" + text::Fold(name));
  if (decl != nullptr) CheckAvailable(walk, decl->available, "a change of " + name, at);
}

void ForgetAssigned(Context& context, schema::FieldId id) {
  context.facts.ForgetField(id);
  const schema::Field& field = context.catalog.field(id);
  for (const schema::FieldId other : context.catalog.entity(field.entity).fields) {
    if (context.catalog.field(other).via == field.name) context.facts.ForgetField(other);
  }
  if (field.via.empty()) return;
  if (const auto via = context.catalog.FindField(field.entity, field.via)) context.facts.ForgetField(*via);
}

std::optional<program::Assignment> CheckAssignment(Walk& walk, schema::FieldId id, Location at, syntax::ExprId value) {
  Context& context = walk.context;
  const schema::Field& field = context.catalog.field(id);
  if (field.read_only) {
    auto report = context.sink.Report(kind::ReadOnlyField, at, {FieldName(context, id)});
    if (field.declared.file.valid()) report.Label(field.declared, "declared `read only`");
    return std::nullopt;
  }
  const ExprId checked = CheckExpr(context, value, ForField(context, id));
  ReportMisfit(context, id, checked, context.At(value));
  return program::Assignment{id, checked, at};
}

void CheckSet(Walk& walk, const syntax::Stmt& stmt, const syntax::Set& node, program::StepBlock& steps) {
  Context& context = walk.context;
  const auto place = CheckFieldPlace(context, node.target);
  if (!place) return;
  CheckMayChange(walk, context.catalog.field(place->field).entity, place->at);
  auto assignment = CheckAssignment(walk, place->field, place->at, node.value);
  if (!assignment) return;
  const auto target = PathOf(context, place->record);
  const bool filled = !TypeOf(context, assignment->value).optional;
  ForgetAssigned(context, place->field);
  if (target && filled) {
    Path path = *target;
    path.fields.push_back(place->field);
    context.facts.Learn({path});
  }
  program::SetStep step{place->record, context.catalog.field(place->field).entity, {}};
  step.assignments.push_back(std::move(*assignment));
  AddStep(walk, stmt.span, stmt.span, std::move(step), steps);
}

}  // namespace lsq::check
