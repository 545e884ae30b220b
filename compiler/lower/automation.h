// SPDX-License-Identifier: Apache-2.0
// Automations and templates. Private to lower/.
#pragma once

#include "compiler/lower/expr.h"

namespace lsq::lower {

ir::Automation LowerAutomation(Module& module, const program::Automation& automation);
ir::EmailTemplate LowerEmailTemplate(Module& module, const program::EmailTemplate& email);

// Conjuncts of `where` that say `candidate.field is <value that does not mention the candidate>`.
struct KeyExpr {
  schema::FieldId field;
  program::ExprId value;
  bool operator==(const KeyExpr&) const = default;
};
std::vector<KeyExpr> FindKeys(const program::Scope& scope, program::LocalId candidate, program::ExprId where);

// The fields of `record` that `expr` reads, in order of their first mention (C-WAIT-7).
std::vector<schema::FieldId> FieldsRead(const program::Scope& scope, program::LocalId record, program::ExprId expr);

// Whether a step runs in a transaction of its own (architecture decision 3): it touches other records than the run's,
// or shared counters, or waits.
bool IsIsolated(const program::Automation& automation, const program::Step& step);

}  // namespace lsq::lower
