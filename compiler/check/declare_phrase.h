// SPDX-License-Identifier: Apache-2.0
// Phrases with holes, and the lines that the blocks of library declarations have in common. Internal to declare_*.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/declare_items.h"

namespace lsq::check::declare {

// Reads words and holes up to the end or to one of `stops`; the holes' parameters are added to `params`, or are those
// of the same name that are there. Nothing after a report.
std::optional<schema::Pattern> ReadPattern(Target& target, const Source& source, ItemReader& items,
                                           std::vector<schema::Param>& params,
                                           std::initializer_list<std::string_view> stops = {});

// The rest of `clause round robin` or `option header (name: Text) (value: Text), repeated`, or a clause in the head of
// an `extern action`, where `tail` says that `returns …` and `retries …` end it.
std::optional<schema::ClauseDecl> ReadClause(Target& target, const Source& source, ItemReader& items,
                                             std::vector<schema::Param>& params,
                                             std::initializer_list<std::string_view> stops = {});

// The comma clauses of a line, each of which is one of these words or `feature attachments`; reports others.
struct ClauseFlags {
  bool repeated = false;
  bool alternative = false;
  bool later = false;
  std::string feature;
};
ClauseFlags ReadClauseFlags(Target& target, const Source& source, const std::vector<syntax::Clause>& clauses);

// The words of `lead, opportunity` after what was read of a line: the rest of its phrase and its clauses.
std::vector<Item> ReadWordList(Target& target, const Source& source, ItemReader& items,
                               const std::vector<syntax::Clause>& clauses, std::string what);

// After `available`: `in lead, opportunity` or `except account`.
void ReadAvailability(Target& target, const Source& source, ItemReader& items,
                      const std::vector<syntax::Clause>& clauses, schema::Availability& available);

// `, native "send_email"`; nothing when the clause is another one.
std::optional<std::string> ReadNative(const Source& source, const syntax::Clause& clause);

// "extern.push_order_to_erp": what a host implements the pattern under.
std::string HostNative(const schema::Pattern& pattern);

// Reports a pattern that no card could begin, or that `others` have already; true when it may be added.
struct OtherPattern {
  const schema::Pattern* pattern;
  const std::vector<schema::Param>* params;
  Location declared;
};
bool CheckPattern(Target& target, const schema::Pattern& pattern, const std::vector<schema::Param>& params, Location at,
                  const std::vector<OtherPattern>& others);

// All patterns of declarations of one kind.
template <typename Decl>
std::vector<OtherPattern> PatternsOf(const std::vector<Decl>& decls) {
  std::vector<OtherPattern> patterns;
  for (const Decl& decl : decls) patterns.push_back({&decl.pattern, &decl.params, decl.declared});
  return patterns;
}

}  // namespace lsq::check::declare
