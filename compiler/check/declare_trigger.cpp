// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/check/declare_library.h"
#include "compiler/check/declare_phrase.h"
#include "compiler/check/declare_types.h"

namespace lsq::check::declare {

namespace {

using schema::TriggerDecl;
using schema::TriggerTarget;

constexpr std::string_view kTriggerHelp =
    "the block of a trigger has the lines `for Lead, group lead`, `clause`, `phrase` and `later`";

class TriggerReader {
 public:
  TriggerReader(Target& target, const Source& source) : target_(target), source_(source) {}

  void Read(ItemReader& items, bool host);

 private:
  void ReadHostTargets(ItemReader& items);
  void ReadLine(const Line& line);
  void ReadTarget(ItemReader& items, const std::vector<syntax::Clause>& clauses);
  void ReadTargetClause(const syntax::Clause& clause, TriggerTarget& to);
  void AddClause(const Line& line, ItemReader& items);
  void AddAll();

  Target& target_;
  const Source& source_;
  TriggerDecl decl_;
  std::vector<schema::Pattern> phrases_;
};

// The group of a trigger that a host declares: that of its entity.
std::string GroupOf(const schema::Entity& entity) {
  std::string group = entity.name;
  for (char& c : group) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return group;
}

// `on Lead` behind the phrase of an `extern trigger`.
void TriggerReader::ReadHostTargets(ItemReader& items) {
  if (!items.Take({"on"})) return;
  const auto name = items.TakeWord();
  if (!name) return;
  if (const auto entity = ReadEntityName(target_, source_, *name)) {
    decl_.targets.push_back({*entity, *entity, GroupOf(target_.catalog.entity(*entity))});
  }
}

void TriggerReader::ReadTargetClause(const syntax::Clause& clause, TriggerTarget& to) {
  ItemReader items(source_.tree, clause.items);
  if (items.Take({"group"})) {
    if (const auto group = items.TakeWord()) to.group = group->word;
  } else if (items.Take({"subject"})) {
    if (const auto name = items.TakeWord()) to.subject = ReadEntityName(target_, source_, *name).value_or(to.subject);
  }
  ExpectEnd(target_, source_, items, "a trigger", "`for Lead, group activity, subject Activity`");
}

// After `for`: `Lead, group activity, subject Activity` · `no entity, group none`.
void TriggerReader::ReadTarget(ItemReader& items, const std::vector<syntax::Clause>& clauses) {
  TriggerTarget to;
  if (!items.Take({"no", "entity"})) {
    const auto name = items.TakeWord();
    const auto entity = name ? ReadEntityName(target_, source_, *name) : std::nullopt;
    if (!entity) return;
    to.entity = to.subject = *entity;
  }
  ExpectEnd(target_, source_, items, "a trigger", std::string(kTriggerHelp));
  for (const syntax::Clause& clause : clauses) ReadTargetClause(clause, to);
  if (to.group.empty()) {
    target_.sink.Report(kind::DeclarationIncomplete, source_.At(items.Whole()), {"a trigger's `for` line", "group"});
    return;
  }
  decl_.targets.push_back(std::move(to));
}

void TriggerReader::AddClause(const Line& line, ItemReader& items) {
  auto clause = ReadClause(target_, source_, items, decl_.params);
  if (!clause) return;
  const ClauseFlags flags = ReadClauseFlags(target_, source_, line.card.clauses);
  clause->repeated = flags.repeated;
  clause->alternative = flags.alternative;
  clause->later = flags.later;
  clause->doc = line.doc;
  decl_.clauses.push_back(std::move(*clause));
}

void TriggerReader::ReadLine(const Line& line) {
  ItemReader items(source_.tree, line.card.items);
  if (items.Take({"for"})) return ReadTarget(items, line.card.clauses);
  if (items.Take({"clause"})) return AddClause(line, items);
  if (items.Take({"phrase"})) {
    if (auto pattern = ReadPattern(target_, source_, items, decl_.params)) phrases_.push_back(std::move(*pattern));
  } else if (items.Take({"later"})) {
    decl_.later = true;
  }
  ExpectEnd(target_, source_, items, "a trigger", std::string(kTriggerHelp));
}

void TriggerReader::AddAll() {
  for (const schema::Pattern& phrase : phrases_) {
    if (!CheckPattern(target_, phrase, decl_.params, decl_.declared, PatternsOf(target_.library.triggers()))) continue;
    decl_.pattern = phrase;
    target_.library.Add(decl_);
  }
}

void TriggerReader::Read(ItemReader& items, bool host) {
  decl_.doc = source_.doc();
  decl_.declared = source_.At(items.Whole());
  decl_.host = host;
  auto pattern = host ? ReadPattern(target_, source_, items, decl_.params, {"on"})
                      : ReadPattern(target_, source_, items, decl_.params);
  if (!pattern) return;
  phrases_.push_back(std::move(*pattern));
  if (host) ReadHostTargets(items);
  ExpectEnd(target_, source_, items, "a trigger", "a host's trigger ends with `on Lead`");
  for (const syntax::Clause& clause : source_.card().clauses) {
    if (auto native = ReadNative(source_, clause)) decl_.native = std::move(*native);
  }
  ForEachLine(
      source_, [this](const Line& line) { ReadLine(line); },
      [this](const syntax::Stmt& stmt) {
        ReportPart(target_, source_, stmt.span, "a trigger", std::string(kTriggerHelp));
      });
  if (host && decl_.native.empty()) decl_.native = HostNative(phrases_.front());
  if (decl_.native.empty() || decl_.targets.empty()) {
    const char* missing = decl_.native.empty() ? "native" : "entity that it is for";
    target_.sink.Report(kind::DeclarationIncomplete, decl_.declared, {"the trigger", missing})
        .Note("a host's trigger is written `extern trigger form_submitted(form: Text) on Lead`");
    return;
  }
  AddAll();
}

}  // namespace

void ReadTrigger(Target& target, const Source& source, ItemReader& items, bool host) {
  TriggerReader(target, source).Read(items, host);
}

}  // namespace lsq::check::declare
