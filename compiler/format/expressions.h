// SPDX-License-Identifier: Apache-2.0
// Expressions and phrases as pieces of a line.
#pragma once

#include <vector>

#include "compiler/format/layout.h"
#include "compiler/format/texts.h"

namespace lsq::format {

// Adds `id` to `line`; `gap` stands before its first piece.
void AddExpr(const SourceText& source, syntax::ExprId id, Gap gap, Line& line);

// A phrase: its items with blanks between.
void AddItems(const SourceText& source, const std::vector<syntax::ExprId>& items, Gap gap, Line& line);

// `, round robin, at most 3 days`
void AddClauses(const SourceText& source, const std::vector<syntax::Clause>& clauses, Line& line);

}  // namespace lsq::format
