// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "compiler/check/declare_library.h"
#include "compiler/check/declare_phrase.h"
#include "compiler/check/declare_types.h"

namespace lsq::check::declare {

namespace {

using schema::ActionDecl;
using schema::EffectClass;

constexpr uint32_t kMaxRetries = 100;
constexpr std::string_view kActionHelp =
    "the block of an action has the lines `available`, `returns`, `effect`, `clause`, `option`, `fields of`, "
    "`handles`, "
    "`merges`, `retries`, `phrase`, `later`, and `name: Type` for what is set by `name: value`";

class ActionReader {
 public:
  ActionReader(Target& target, const Source& source) : target_(target), source_(source) {}

  void Read(ItemReader& items, bool host);

 private:
  // What ends a phrase or clause of an `extern action`: its result and its retries.
  void ReadTail(ItemReader& items);
  void ReadHeadClause(const syntax::Clause& clause);
  void ReadLine(const Line& line);
  void ReadDetail(const Line& line, ItemReader& items);
  void AddClause(const Line& line, ItemReader& items, std::vector<schema::ClauseDecl>& to);
  void ReadEntry(const syntax::Stmt& stmt);
  void ReadFieldsOf(ItemReader& items);
  void ReadEffect(ItemReader& items);
  void ReadResult(ItemReader& items);
  void ReadRetries(ItemReader& items);
  void ExpectLineEnd(const ItemReader& items) {
    ExpectEnd(target_, source_, items, "an action", std::string(kActionHelp));
  }

  Target& target_;
  const Source& source_;
  ActionDecl decl_;
  std::vector<schema::Pattern> phrases_;
};

void ActionReader::ReadResult(ItemReader& items) {
  decl_.result = ReadType(target_, source_, items);
}

void ActionReader::ReadRetries(ItemReader& items) {
  const Span span = items.Here();
  const auto raw = items.TakeRaw();
  uint32_t count = 0;
  const bool number = raw && std::from_chars(raw->data(), raw->data() + raw->size(), count).ec == std::errc() &&
                      raw->find('.') == std::string::npos && count <= kMaxRetries;
  if (!number) {
    target_.sink.Report(kind::BadNumber, source_.At(span),
                        {"the number of retries", "a whole number up to " + std::to_string(kMaxRetries)});
    if (!items.AtEnd() && !raw) items.Skip();
    return;
  }
  decl_.retries = count;
}

void ActionReader::ReadTail(ItemReader& items) {
  while (!items.AtEnd()) {
    if (items.Take({"returns"})) {
      ReadResult(items);
    } else if (items.Take({"retries"})) {
      ReadRetries(items);
    } else {
      return ExpectLineEnd(items);
    }
  }
}

void ActionReader::ReadHeadClause(const syntax::Clause& clause) {
  if (auto native = ReadNative(source_, clause)) {
    decl_.native = std::move(*native);
    return;
  }
  ItemReader items(source_.tree, clause.items);
  if (items.Peek() != nullptr && items.Peek()->word != "returns" && items.Peek()->word != "retries") {
    auto read = ReadClause(target_, source_, items, decl_.params, {"returns", "retries"});
    if (!read) return;
    decl_.clauses.push_back(std::move(*read));
  }
  ReadTail(items);
}

void ActionReader::AddClause(const Line& line, ItemReader& items, std::vector<schema::ClauseDecl>& to) {
  auto clause = ReadClause(target_, source_, items, decl_.params);
  if (!clause) return;
  const ClauseFlags flags = ReadClauseFlags(target_, source_, line.card.clauses);
  clause->repeated = flags.repeated;
  clause->alternative = flags.alternative;
  clause->later = flags.later;
  clause->feature = flags.feature;
  clause->doc = line.doc;
  if (CheckPattern(target_, clause->pattern, decl_.params, clause->declared, {})) to.push_back(std::move(*clause));
}

// `owner: User or empty`, which may be left out and may be empty; `due: DateTime, optional`, which may be left out.
void ActionReader::ReadEntry(const syntax::Stmt& stmt) {
  const auto* entry = std::get_if<syntax::Entry>(&stmt.node);
  if (entry == nullptr) return ReportPart(target_, source_, stmt.span, "an action", std::string(kActionHelp));
  ItemReader items(source_.tree, entry->items);
  auto type = ReadParamType(target_, source_, items, decl_.params);
  if (!type) return;
  ExpectLineEnd(items);
  bool required = !type->type.optional && !type->optional;
  for (const syntax::Clause& clause : entry->clauses) {
    ItemReader word(source_.tree, clause.items);
    if (word.Take({"optional"})) required = false;
    ExpectLineEnd(word);
  }
  decl_.entries.push_back(static_cast<uint32_t>(decl_.params.size()));
  decl_.params.push_back({entry->name.text, std::move(*type), required, stmt.doc, source_.At(entry->name.span)});
}

// `fields of Task`, or of the record in a parameter: `fields of who`.
void ActionReader::ReadFieldsOf(ItemReader& items) {
  const auto name = items.TakeWord();
  if (!name) return;
  for (uint32_t i = 0; i < decl_.params.size(); ++i) {
    if (decl_.params[i].name == name->word) decl_.assigns_param = i;
  }
  if (decl_.assigns_param != schema::kNoParam) return;
  const auto entity = ReadEntityName(target_, source_, *name);
  if (!entity) return;
  decl_.assigns = *entity;
  for (const schema::Param& param : decl_.params) {
    const auto type_names = target_.catalog.entity(*entity).type_names;
    if (type_names && param.type.type == types::Name(*type_names)) decl_.records_type = true;
  }
}

void ActionReader::ReadEffect(ItemReader& items) {
  if (items.Take({"transaction"})) {
    decl_.effect = EffectClass::Transaction;
  } else if (items.Take({"keyed"})) {
    decl_.effect = EffectClass::Keyed;
  } else if (items.Take({"queryable"})) {
    decl_.effect = EffectClass::Queryable;
  } else if (!items.Take({"neither"})) {
    ReportPart(target_, source_, items.Here(), "an effect",
               "an effect is `transaction`, `keyed`, `queryable` or `neither`");
  }
}

void ActionReader::ReadLine(const Line& line) {
  ItemReader items(source_.tree, line.card.items);
  if (items.Take({"clause"})) return AddClause(line, items, decl_.clauses);
  if (items.Take({"option"})) return AddClause(line, items, decl_.options);
  if (items.Take({"available"})) {
    return ReadAvailability(target_, source_, items, line.card.clauses, decl_.available);
  }
  if (items.Take({"handles"}) || items.Take({"merges"})) {
    ItemReader again(source_.tree, line.card.items);
    auto& names = again.Take({"handles"}) ? decl_.handlers : decl_.merge_prefixes;
    for (Item& word : ReadWordList(target_, source_, items, line.card.clauses, "an action")) {
      names.push_back(std::move(word.word));
    }
    return;
  }
  ReadDetail(line, items);
}

void ActionReader::ReadDetail(const Line& line, ItemReader& items) {
  if (items.Take({"phrase"})) {
    if (auto pattern = ReadPattern(target_, source_, items, decl_.params)) phrases_.push_back(std::move(*pattern));
  } else if (items.Take({"returns"})) {
    ReadResult(items);
  } else if (items.Take({"retries"})) {
    ReadRetries(items);
  } else if (items.Take({"effect"})) {
    ReadEffect(items);
  } else if (items.Take({"fields", "of"})) {
    ReadFieldsOf(items);
  } else if (items.Take({"later"})) {
    decl_.later = true;
  }
  ExpectLineEnd(items);
  ReadClauseFlags(target_, source_, line.card.clauses);
}

void ActionReader::Read(ItemReader& items, bool host) {
  decl_.doc = source_.doc();
  decl_.declared = source_.At(items.Whole());
  decl_.host = host;
  auto pattern = ReadPattern(target_, source_, items, decl_.params, {"returns", "retries"});
  if (!pattern) return;
  phrases_.push_back(std::move(*pattern));
  ReadTail(items);
  for (const syntax::Clause& clause : source_.card().clauses) ReadHeadClause(clause);
  ForEachLine(
      source_, [this](const Line& line) { ReadLine(line); }, [this](const syntax::Stmt& stmt) { ReadEntry(stmt); });
  if (host && decl_.native.empty()) decl_.native = HostNative(phrases_.front());
  if (decl_.native.empty()) {
    target_.sink.Report(kind::DeclarationIncomplete, decl_.declared, {"the action", "native"})
        .Note("let the host perform it: `extern action`");
    return;
  }
  for (const schema::Pattern& phrase : phrases_) {
    if (!CheckPattern(target_, phrase, decl_.params, decl_.declared, PatternsOf(target_.library.actions()))) continue;
    decl_.pattern = phrase;
    target_.library.Add(decl_);
  }
}

}  // namespace

void ReadAction(Target& target, const Source& source, ItemReader& items, bool host) {
  ActionReader(target, source).Read(items, host);
}

}  // namespace lsq::check::declare
