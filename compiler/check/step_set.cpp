// SPDX-License-Identifier: Apache-2.0
// Values that steps store in fields.
#include "compiler/check/automation_walk.h"
#include "compiler/check/expr_internal.h"
#include "compiler/check/phrase_argument.h"

namespace lsq::check {

std::optional<program::Assignment> CheckAssignment(Walk& walk, schema::FieldId id, Location at, syntax::ExprId value) {
  Context& context = walk.context;
  const schema::Field& field = context.catalog.field(id);
  if (field.read_only) {
    auto report = context.sink.Report(kind::ReadOnlyField, at, {FieldName(context, id)});
    if (field.declared.file.valid()) report.Label(field.declared, "declared `read only`");
    return std::nullopt;
  }
  const ExprId checked = CheckExpr(context, value, ForField(context, id));
  return program::Assignment{id, checked, at};
}

void CheckSet(Walk& walk, const syntax::Stmt& stmt, const syntax::Set& node, program::StepBlock& steps) {
  Context& context = walk.context;
  const auto place = CheckFieldPlace(context, node.target);
  if (!place) return;
  auto assignment = CheckAssignment(walk, place->field, place->at, node.value);
  if (!assignment) return;
  const auto target = PathOf(context, place->record);
  const bool filled = !TypeOf(context, assignment->value).optional;
  context.facts.ForgetField(place->field);
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
