// SPDX-License-Identifier: Apache-2.0
// Readers of the library's declarations, one per kind; each adds what it understood. Internal to declare_*.cpp.
#pragma once

#include "compiler/check/declare_items.h"

namespace lsq::check::declare {

// `items` stand behind the word that says the kind, and behind `extern` when `host`.
void ReadFunction(Target& target, const Source& source, ItemReader& items, bool host);
void ReadAction(Target& target, const Source& source, ItemReader& items, bool host);
void ReadTrigger(Target& target, const Source& source, ItemReader& items, bool host);
void ReadPolicy(Target& target, const Source& source, ItemReader& items);
void ReadStatement(Target& target, const Source& source, ItemReader& items);
void ReadMergePrefix(Target& target, const Source& source, ItemReader& items);
void ReadLimits(Target& target, const Source& source, ItemReader& items);

// The statements of a declaration's block that are cards; others are given to `other`, or reported.
struct Line {
  const syntax::Card& card;
  const std::string& doc;
  Span span;
};

template <typename OnCard, typename OnOther>
void ForEachLine(const Source& source, OnCard on_card, OnOther on_other) {
  const syntax::BlockId block = source.card().block;
  if (!block.valid()) return;
  for (const syntax::StmtId id : source.tree[block].statements) {
    const syntax::Stmt& stmt = source.tree[id];
    if (const auto* card = std::get_if<syntax::Card>(&stmt.node)) {
      on_card(Line{*card, stmt.doc, stmt.span});
    } else if (!std::holds_alternative<syntax::ErrorStmt>(stmt.node)) {
      on_other(stmt);
    }
  }
}

}  // namespace lsq::check::declare
