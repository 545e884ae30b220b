// SPDX-License-Identifier: Apache-2.0
// An expression or a text by itself, about given records: what `lsq eval` runs.
#pragma once

#include <vector>

#include "compiler/check/template.h"

namespace lsq::check {

// What the result is wanted as. All but Value are a text, escaped for the medium.
enum class PrintAs : uint8_t { Value, Text, Html, Url, Json, Csv, Subject };

struct Standalone {
  program::Scope scope;
  std::vector<LocalId> records;  // in the order given
  program::ExprId root;          // of type Error when something was reported
};

// `records`: the entities of the records in scope, each under its name and aliases; the first is what merges of Owner
// and related records start from. `root` is an expression, or a TextExpr whose merges are live.
Standalone CheckStandalone(const syntax::Tree& tree, syntax::ExprId root, source::FileId file,
                           const std::vector<schema::EntityId>& records, PrintAs as, const ProjectContext& project);

}  // namespace lsq::check
