// SPDX-License-Identifier: Apache-2.0
// What expressions read of a record.
#include <algorithm>

#include "compiler/lower/automation.h"

namespace lsq::lower {

using program::Expr;
using program::ExprId;
using program::LocalId;
using program::Op;

namespace {

bool IsLocal(const program::Scope& scope, ExprId id, LocalId local) {
  const Expr& node = scope[id];
  return node.op == Op::Local && std::get<LocalId>(node.payload) == local;
}

bool Mentions(const program::Scope& scope, ExprId id, LocalId local) {
  if (IsLocal(scope, id, local)) return true;
  const std::vector<ExprId>& args = scope[id].args;
  return std::any_of(args.begin(), args.end(), [&](ExprId arg) { return Mentions(scope, arg, local); });
}

// A field of the candidate that is compared as it is stored.
bool IsFieldOf(const program::Scope& scope, ExprId id, LocalId candidate) {
  return scope[id].op == Op::Field && IsLocal(scope, scope[id].args[0], candidate);
}

void AddKeys(const program::Scope& scope, LocalId candidate, ExprId id, std::vector<KeyExpr>& keys) {
  const Expr& node = scope[id];
  if (node.op == Op::And) {
    for (const ExprId arg : node.args) AddKeys(scope, candidate, arg, keys);
  }
  if (node.op != Op::Equal) return;
  for (const auto& [field, value] : {std::pair{node.args[0], node.args[1]}, {node.args[1], node.args[0]}}) {
    if (!IsFieldOf(scope, field, candidate) || Mentions(scope, value, candidate)) continue;
    keys.push_back({std::get<schema::FieldId>(scope[field].payload), value});
    return;
  }
}

void AddFields(const program::Scope& scope, LocalId record, ExprId id, std::vector<schema::FieldId>& fields) {
  const Expr& node = scope[id];
  const bool reads = node.op == Op::Field || node.op == Op::Related;
  if (reads && IsLocal(scope, node.args[0], record)) {
    const auto field = std::get<schema::FieldId>(node.payload);
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
  }
  for (const ExprId arg : node.args) AddFields(scope, record, arg, fields);
}

}  // namespace

std::vector<KeyExpr> FindKeys(const program::Scope& scope, LocalId candidate, ExprId where) {
  std::vector<KeyExpr> keys;
  if (where.valid()) AddKeys(scope, candidate, where, keys);
  return keys;
}

std::vector<schema::FieldId> FieldsRead(const program::Scope& scope, LocalId record, ExprId expr) {
  std::vector<schema::FieldId> fields;
  AddFields(scope, record, expr, fields);
  return fields;
}

}  // namespace lsq::lower
