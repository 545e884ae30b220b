// SPDX-License-Identifier: Apache-2.0
// Builders of the checked program's expressions, and what narrowing reads from them.
#include "compiler/check/expr.h"

namespace lsq::check {

using program::Op;

ExprId Add(Context& context, program::Expr expr) {
  return context.scope.exprs.Add(std::move(expr));
}

ExprId Poison(Context& context, Location at) {
  return Add(context, {.type = types::kError, .at = at, .payload = program::Constant{program::Missing{}}});
}

ExprId MakeConstant(Context& context, program::Constant value, Type type, Location at) {
  return Add(context, {.type = type, .at = at, .payload = std::move(value)});
}

ExprId MakeLocal(Context& context, LocalId local, Location at) {
  Type type = context.scope[local].type;
  if (type.optional && context.facts.IsFilled({local, {}})) type = type.Required();
  return Add(context, {.op = Op::Local, .type = type, .at = at, .payload = local});
}

ExprId MakeField(Context& context, ExprId record, schema::FieldId field, Location at) {
  const schema::Field& described = context.catalog.field(field);
  const bool relation = described.type.Is(types::Kind::Record);
  Type type = described.type;
  type.optional = type.optional || context.scope[record].type.optional;
  const ExprId id = Add(
      context, {.op = relation ? Op::Related : Op::Field, .type = type, .at = at, .args = {record}, .payload = field});
  if (type.optional && !context.facts.empty()) {
    const auto path = PathOf(context, id);
    if (path && context.facts.IsFilled(*path)) context.scope.exprs[id].type = type.Required();
  }
  return id;
}

std::optional<Path> PathOf(const Context& context, ExprId id) {
  Path path;
  for (;;) {
    const program::Expr& node = context.scope[id];
    if (node.op == Op::Local) {
      path.root = std::get<LocalId>(node.payload);
      return Path{path.root, {path.fields.rbegin(), path.fields.rend()}};
    }
    if (node.op != Op::Field && node.op != Op::Related) return std::nullopt;
    path.fields.push_back(std::get<schema::FieldId>(node.payload));
    id = node.args[0];
  }
}

}  // namespace lsq::check
