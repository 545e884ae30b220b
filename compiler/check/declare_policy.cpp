// SPDX-License-Identifier: Apache-2.0
// Header policies, the language's own statements, merge prefixes and limits.
#include <algorithm>

#include "compiler/check/declare_library.h"
#include "compiler/check/declare_phrase.h"
#include "compiler/check/declare_types.h"
#include "compiler/number/decimal.h"
#include "compiler/text/text.h"

namespace lsq::check::declare {

namespace {

using schema::MergePrefixDecl;
using schema::PolicyDecl;
using schema::StatementDecl;

constexpr std::string_view kPolicyHelp =
    "the block of a policy has the lines `available`, `clause`, `with`, `phrase` and `later`";
constexpr std::string_view kStatementHelp = "the block of a statement has the lines `available` and `later`";
constexpr std::string_view kPrefixHelp =
    "the block of a merge prefix has the lines `entity`, `from`, `available`, `only in` and `later`";

void ReadPolicyLine(Target& target, const Source& source, const Line& line, PolicyDecl& decl,
                    std::vector<schema::Pattern>& phrases) {
  ItemReader items(source.tree, line.card.items);
  if (items.Take({"available"})) return ReadAvailability(target, source, items, line.card.clauses, decl.available);
  if (items.Take({"with"})) {
    for (Item& word : ReadWordList(target, source, items, line.card.clauses, "a policy")) {
      decl.triggers.push_back(std::move(word.word));
    }
    return;
  }
  if (items.Take({"clause"})) {
    auto clause = ReadClause(target, source, items, decl.params);
    if (!clause) return;
    const ClauseFlags flags = ReadClauseFlags(target, source, line.card.clauses);
    clause->later = flags.later;
    clause->alternative = flags.alternative;
    clause->doc = line.doc;
    decl.clauses.push_back(std::move(*clause));
    return;
  }
  if (items.Take({"phrase"})) {
    if (auto pattern = ReadPattern(target, source, items, decl.params)) phrases.push_back(std::move(*pattern));
  } else if (items.Take({"later"})) {
    decl.later = true;
  }
  ExpectEnd(target, source, items, "a policy", std::string(kPolicyHelp));
}

void ReadPrefixLine(Target& target, const Source& source, const Line& line, MergePrefixDecl& decl) {
  using From = MergePrefixDecl::Source;
  ItemReader items(source.tree, line.card.items);
  if (items.Take({"available"})) return ReadAvailability(target, source, items, line.card.clauses, decl.available);
  if (items.Take({"only", "in"})) {
    for (Item& word : ReadWordList(target, source, items, line.card.clauses, "a merge prefix")) {
      decl.places.push_back(std::move(word.word));
    }
    return;
  }
  if (items.Take({"entity"})) {
    const auto name = items.TakeWord();
    if (name) decl.entity = ReadEntityName(target, source, *name).value_or(schema::EntityId{});
  } else if (items.Take({"from", "owner"})) {
    decl.source = From::Owner;
  } else if (items.Take({"from", "sender"})) {
    decl.source = From::Sender;
  } else if (items.Take({"from", "clock"})) {
    decl.source = From::Clock;
  } else if (items.Take({"from", "saved"})) {
    decl.source = From::Saved;
  } else if (items.Take({"from", "place"})) {
    decl.source = From::Place;
  } else if (items.Take({"later"})) {
    decl.later = true;
  }
  ExpectEnd(target, source, items, "a merge prefix", std::string(kPrefixHelp));
}

// A count or a size: not negative, at most what a Number holds.
std::optional<number::Decimal> ReadLimit(ItemReader& items) {
  const auto raw = items.TakeRaw();
  if (!raw || !items.AtEnd()) return std::nullopt;
  const number::Parsed parsed = number::Parse(*raw);
  return parsed.ok() ? std::optional(parsed.value) : std::nullopt;
}

}  // namespace

void ReadPolicy(Target& target, const Source& source, ItemReader& items) {
  PolicyDecl decl;
  decl.doc = source.doc();
  decl.declared = source.At(items.Whole());
  std::vector<schema::Pattern> phrases;
  auto pattern = ReadPattern(target, source, items, decl.params);
  if (!pattern) return;
  phrases.push_back(std::move(*pattern));
  for (const syntax::Clause& clause : source.card().clauses) {
    if (auto native = ReadNative(source, clause)) decl.native = std::move(*native);
  }
  ForEachLine(
      source, [&](const Line& line) { ReadPolicyLine(target, source, line, decl, phrases); },
      [&](const syntax::Stmt& stmt) { ReportPart(target, source, stmt.span, "a policy", std::string(kPolicyHelp)); });
  if (decl.native.empty()) {
    target.sink.Report(kind::DeclarationIncomplete, decl.declared, {"the policy", "native"});
    return;
  }
  for (const schema::Pattern& phrase : phrases) {
    if (!CheckPattern(target, phrase, decl.params, decl.declared, PatternsOf(target.library.policies()))) continue;
    decl.pattern = phrase;
    target.library.Add(decl);
  }
}

void ReadStatement(Target& target, const Source& source, ItemReader& items) {
  StatementDecl decl;
  decl.doc = source.doc();
  decl.declared = source.At(items.Here());
  const auto native = items.TakeText();
  if (!native) return ReportPart(target, source, items.Here(), "a statement", "`statement \"multi_if\" { … }`");
  decl.native = *native;
  ForEachLine(
      source,
      [&](const Line& line) {
        ItemReader words(source.tree, line.card.items);
        if (words.Take({"available"})) {
          return ReadAvailability(target, source, words, line.card.clauses, decl.available);
        }
        if (words.Take({"later"})) decl.later = true;
        ExpectEnd(target, source, words, "a statement", std::string(kStatementHelp));
      },
      [&](const syntax::Stmt& stmt) {
        ReportPart(target, source, stmt.span, "a statement", std::string(kStatementHelp));
      });
  if (const StatementDecl* other = target.library.FindStatement(decl.native)) {
    target.sink.Report(kind::DeclaredTwice, decl.declared, {"the statement " + Quoted(decl.native)})
        .Label(other->declared, "also declared here");
    return;
  }
  target.library.Add(std::move(decl));
}

void ReadMergePrefix(Target& target, const Source& source, ItemReader& items) {
  MergePrefixDecl decl;
  decl.doc = source.doc();
  decl.declared = source.At(items.Here());
  const auto name = items.TakeWord();
  if (!name) return ReportPart(target, source, items.Here(), "a merge prefix", "`merge prefix Lead { entity Lead }`");
  decl.name = name->word;
  ExpectEnd(target, source, items, "a merge prefix", std::string(kPrefixHelp));
  ForEachLine(
      source, [&](const Line& line) { ReadPrefixLine(target, source, line, decl); },
      [&](const syntax::Stmt& stmt) {
        ReportPart(target, source, stmt.span, "a merge prefix", std::string(kPrefixHelp));
      });
  if (const MergePrefixDecl* other = target.library.FindMergePrefix(decl.name)) {
    target.sink.Report(kind::DeclaredTwice, decl.declared, {"the merge prefix " + Quoted(decl.name)})
        .Label(other->declared, "also declared here");
    return;
  }
  target.library.Add(std::move(decl));
}

namespace {

void ReportUnknownLimit(Target& target, const Source& source, const syntax::Entry& entry, const std::string& name) {
  std::vector<std::string_view> names;
  for (const auto& [known, limit] : target.catalog.limits) names.push_back(known);
  std::sort(names.begin(), names.end());
  const Location at = source.At(entry.name.span);
  auto report = target.sink.Report(kind::UnknownNamed, at, {"limit", name});
  if (const auto near = text::Nearest(name, names)) report.Note("did you mean `" + std::string(*near) + "`?");
}

// A project may have limits of its own, but not under a name that is nearly the library's.
bool ReportUnknownGroup(Target& target, const Source& source, const Item& group) {
  const auto& heads = target.library.Heads(schema::DeclKind::Limits);
  const std::vector<std::string_view> known(heads.begin(), heads.end());
  const auto near = text::Nearest(group.word, known);
  if (!near || *near == group.word) return false;
  const Location at = source.At(group.span);
  target.sink.Report(kind::UnknownNamed, at, {"group of limits", group.word})
      .Fix("did you mean `" + std::string(*near) + "`?", at, std::string(*near));
  return true;
}

}  // namespace

void ReadLimits(Target& target, const Source& source, ItemReader& items) {
  const auto group = items.TakeWord();
  if (!group || !items.AtEnd()) {
    return ReportPart(target, source, items.Here(), "limits", "`limits schedule { daily: 25000 }`");
  }
  const auto report = [&](Span span) {
    ReportPart(target, source, span, "limits", "`limits schedule { daily: 25000 }`");
  };
  if (ReportUnknownGroup(target, source, *group)) return;
  // The library declares each group once and whole; who declares one again raises limits that are there.
  const bool known = std::any_of(target.catalog.limits.begin(), target.catalog.limits.end(),
                                 [&](const auto& limit) { return limit.first.starts_with(group->word + "."); });
  ForEachLine(
      source, [&](const Line& line) { report(line.span); },
      [&](const syntax::Stmt& stmt) {
        const auto* entry = std::get_if<syntax::Entry>(&stmt.node);
        if (entry == nullptr) return report(stmt.span);
        ItemReader value(source.tree, entry->items);
        const std::string name = group->word + "." + entry->name.text;
        if (known && target.catalog.limits.count(name) == 0) return ReportUnknownLimit(target, source, *entry, name);
        const auto limit = ReadLimit(value);
        if (!limit) {
          target.sink.Report(kind::BadNumber, source.At(stmt.span), {"the limit " + Quoted(name), "a plain number"});
          return;
        }
        target.catalog.limits[name] = *limit;
      });
  target.library.Know(schema::DeclKind::Limits, group->word);
}

}  // namespace lsq::check::declare
