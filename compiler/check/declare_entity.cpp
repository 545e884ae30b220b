// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "compiler/check/declare_schema.h"
#include "compiler/check/declare_types.h"
#include "compiler/text/text.h"

namespace lsq::check::declare {

namespace {

using schema::Entity;
using schema::EntityId;
using schema::OptionSet;

constexpr std::string_view kEntityHelp =
    "after a comma: `also Prospect`, `key LeadId`, `label \"Lead\"`, `types AccountType`, `formerly Enquiry`, "
    "`hosted`, "
    "`pseudo`";

void ReportTwice(Target& target, Location at, std::string what, Location other) {
  auto report = target.sink.Report(kind::DeclaredTwice, at, {std::move(what)});
  LabelOther(report, other, "also declared here");
}

void ReadAlias(Target& target, const Source& source, EntityId id, ItemReader& items) {
  const auto alias = items.TakeWord();
  if (!alias) return;
  const auto other = target.catalog.FindEntity(alias->word);
  if (other == id) return;
  if (other) {
    return ReportTwice(target, source.At(alias->span), "the entity " + Quoted(alias->word),
                       target.catalog.entity(*other).declared);
  }
  target.catalog.AddAlias(id, alias->word);
  target.library.Know(schema::DeclKind::Entity, alias->word);
}

void ReadRecordTypes(const Source& source, Target& target, EntityId id, ItemReader& items) {
  const Span span = items.Here();
  const auto word = items.TakeWord();
  const auto type = word ? types::FindNamedType(word->word) : std::nullopt;
  if (!type || !type->Is(types::Kind::Name)) {
    return ReportPart(target, source, span, "an entity", "`types` is followed by AccountType, ActivityType …");
  }
  target.catalog.entity(id).type_names = static_cast<types::NameKind>(type->arg);
}

void ReadEntityClause(Target& target, const Source& source, EntityId id, const syntax::Clause& clause) {
  ItemReader items(source.tree, clause.items);
  Entity& entity = target.catalog.entity(id);
  if (items.Take({"also"})) {
    ReadAlias(target, source, id, items);
  } else if (items.Take({"key"})) {
    if (const auto key = items.TakeWord()) entity.key = key->word;
  } else if (items.Take({"label"})) {
    entity.label = items.TakeText().value_or(entity.label);
  } else if (items.Take({"types"})) {
    ReadRecordTypes(source, target, id, items);
  } else if (items.Take({"formerly"})) {
    if (const auto name = items.TakeWord()) entity.stable_id = schema::StableId(name->word);
  } else if (items.Take({"hosted"})) {
    entity.hosted = true;
  } else if (items.Take({"pseudo"})) {
    entity.pseudo = true;
  }
  ExpectEnd(target, source, items, "an entity", std::string(kEntityHelp));
}

bool HasOption(const OptionSet& set, std::string_view value) {
  for (const schema::Option& option : set.options) {
    if (text::Fold(option.value) == text::Fold(value)) return true;
  }
  return false;
}

void AddOption(Target& target, OptionSet& set, std::string value, uint32_t stable_id, Location at) {
  if (HasOption(set, value)) {
    target.sink.Report(kind::OptionTwice, at, {"\"" + value + "\""});
    return;
  }
  const auto same = std::find_if(set.options.begin(), set.options.end(),
                                 [&](const schema::Option& option) { return option.stable_id == stable_id; });
  if (same != set.options.end()) {
    target.sink.Report(kind::StableIdTaken, at, {Quoted(value), Quoted(same->value), std::to_string(stable_id)})
        .Note("the number is what is stored: each value has its own");
  }
  set.options.push_back({std::move(value), stable_id});
}

// `Urgent = 1`: the number is the option's stable id.
uint32_t StableIdOf(Target& target, const Source& source, const syntax::Entry& entry) {
  if (!entry.init.valid()) return schema::StableId(entry.name.text);
  uint32_t id = 0;
  const auto* number = std::get_if<syntax::NumberExpr>(&source.tree[entry.init].node);
  const auto read = [&](const std::string& raw) {
    const auto result = std::from_chars(raw.data(), raw.data() + raw.size(), id);
    return result.ec == std::errc() && result.ptr == raw.data() + raw.size();
  };
  if (number == nullptr || !number->suffix.empty() || number->percent || !read(number->raw)) {
    target.sink.Report(kind::BadNumber, source.At(source.tree[entry.init].span),
                       {"the number of " + Quoted(entry.name.text), "a whole number"});
  }
  return id;
}

// The head of an enum; an empty name when it was reported.
OptionSet ReadEnumHead(Target& target, const Source& source, ItemReader& items) {
  OptionSet set;
  const auto name = items.TakeWord();
  if (!name) {
    ReportPart(target, source, items.Here(), "an enum", "`enum Severity { Urgent = 1, High = 2 }`");
    return set;
  }
  for (const syntax::Clause& clause : source.card().clauses) {
    ItemReader words(source.tree, clause.items);
    set.open = words.Take({"open"}) || set.open;
    ExpectEnd(target, source, words, "an enum", "after a comma: `open`, when any text may be a value too");
  }
  if (const auto other = target.catalog.FindOptionSet(name->word)) {
    ReportTwice(target, source.At(name->span), "the enum " + Quoted(name->word),
                target.catalog.options(*other).declared);
    return set;
  }
  set.name = name->word;
  set.declared = source.At(name->span);
  target.library.Know(schema::DeclKind::Enum, set.name);
  return set;
}

}  // namespace

void LabelOther(Sink::Builder& report, Location declared, std::string text) {
  if (declared.file.valid()) report.Label(declared, std::move(text));
}

std::optional<EntityId> ReadEntityHead(Target& target, const Source& source, ItemReader& items) {
  const auto name = items.TakeWord();
  if (!name) {
    ReportPart(target, source, items.Here(), "an entity", "`entity Shop { Name: Text }`");
    return std::nullopt;
  }
  ExpectEnd(target, source, items, "an entity", std::string(kEntityHelp));
  auto id = target.catalog.FindEntity(name->word);
  if (id && id->index >= target.first_entity) {
    ReportTwice(target, source.At(name->span), "the entity " + Quoted(name->word), target.catalog.entity(*id).declared);
    return std::nullopt;
  }
  if (!id) {
    Entity entity;
    entity.name = entity.label = name->word;
    entity.doc = source.doc();
    entity.stable_id = schema::StableId(name->word);
    entity.declared = source.At(name->span);
    id = target.catalog.AddEntity(std::move(entity));
    target.library.Know(schema::DeclKind::Entity, name->word);
  }
  for (const syntax::Clause& clause : source.card().clauses) ReadEntityClause(target, source, *id, clause);
  return id;
}

void ReadEnum(Target& target, const Source& source, ItemReader& items) {
  OptionSet set = ReadEnumHead(target, source, items);
  ExpectEnd(target, source, items, "an enum", "`enum Severity { Urgent = 1, High = 2 }`");
  if (set.name.empty()) return;
  const syntax::BlockId block = source.card().block;
  if (block.valid()) {
    for (const syntax::StmtId id : source.tree[block].statements) {
      const syntax::Stmt& stmt = source.tree[id];
      const auto* entry = std::get_if<syntax::Entry>(&stmt.node);
      if (entry != nullptr) {
        AddOption(target, set, entry->name.text, StableIdOf(target, source, *entry), source.At(entry->name.span));
      } else if (!std::holds_alternative<syntax::ErrorStmt>(stmt.node)) {
        ReportPart(target, source, stmt.span, "an enum", "its lines are `Urgent = 1`");
      }
    }
  }
  target.catalog.AddOptionSet(std::move(set));
}

// `dropdown Cities ["Pune", "Mumbai"]`: an enum whose numbers do not matter.
void ReadDropdown(Target& target, const Source& source, ItemReader& items) {
  OptionSet set = ReadEnumHead(target, source, items);
  const Span span = items.Here();
  const auto* list = items.TakeNode<syntax::ListExpr>();
  if (list == nullptr)
    return ReportPart(target, source, span, "a dropdown", "`dropdown Cities [\"Pune\", \"Mumbai\"]`");
  for (const ExprId element : list->elements) {
    const auto value = PlainText(source.tree, element);
    if (!value) {
      ReportPart(target, source, source.tree[element].span, "a dropdown", "its options are texts");
      continue;
    }
    AddOption(target, set, *value, schema::StableId(*value), source.At(source.tree[element].span));
  }
  if (!set.name.empty()) target.catalog.AddOptionSet(std::move(set));
}

}  // namespace lsq::check::declare
