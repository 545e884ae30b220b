// SPDX-License-Identifier: Apache-2.0
// Actions of the library: the phrase, its clauses, the lines of its block, its handlers.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "compiler/check/automation_walk.h"
#include "compiler/check/expr_internal.h"
#include "compiler/check/phrase_clauses.h"
#include "compiler/text/text.h"

namespace lsq::check {

using schema::ActionDecl;
using types::Kind;

namespace {

// What the walk must know of actions beyond their declaration: what they do to what holds here.
constexpr std::string_view kMerge = "merge";
constexpr std::string_view kSendEmail = "send_email";
constexpr std::string_view kUpdate = "update";
constexpr std::string_view kIncrease = "increase";
constexpr std::string_view kDecrease = "decrease";

void ReportUnknownAction(Context& context, const Phrase& phrase, const syntax::Stmt& stmt) {
  const std::string_view word = phrase.FirstWord();
  if (word.empty()) {
    context.sink.Report(kind::NotAStep, context.At(stmt.span));
    return;
  }
  auto report = context.sink.Report(kind::UnknownCard, context.At(phrase.span), {std::string(word)});
  std::vector<std::string_view> firsts = {"wait", "exit", "if", "let", "set"};
  for (const std::string& head : context.library.Heads(schema::DeclKind::Action)) {
    firsts.push_back(std::string_view(head).substr(0, head.find(' ')));
  }
  SuggestNearest(report, context.At(phrase.atoms[0].span), word, firsts);
}

class ActionChecker {
 public:
  ActionChecker(Walk& walk, const syntax::Stmt& stmt, const syntax::Card& card, const ActionDecl& decl)
      : walk_(walk),
        context_(walk.context),
        stmt_(stmt),
        card_(card),
        decl_(decl),
        clauses_(walk.context, decl.pattern.Head(), decl.params) {}

  void Check(const Phrase& phrase, const PhraseMatch& match, program::StepBlock& steps) {
    if (!CheckAvailable(walk_, decl_.available, decl_.pattern.Head(), context_.At(phrase.span))) return;
    if (decl_.later) {
      context_.sink.Report(kind::NotSupportedYet, context_.At(phrase.span), {"`" + decl_.pattern.Head() + "`"});
      return;
    }
    if (decl_.native == kMerge && !CheckMergeOperands(walk_, phrase, phrase.span)) return;
    step_.native = decl_.native;
    const std::vector<std::string> prefixes = std::exchange(context_.place.merge_prefixes, decl_.merge_prefixes);
    const std::string place = std::exchange(context_.place.place, decl_.native);
    for (const Filled& filled : match.filled) clauses_.arguments().Add(filled, step_.arguments);
    binding_ = phrase.binding;
    for (const syntax::Clause& clause : card_.clauses) {
      const Phrase said = ReadPhrase(context_.tree, clause.items);
      if (said.binding != nullptr) binding_ = said.binding;  // `push order 5 to erp, note "x" as pushed`
      clauses_.Read(said, decl_.clauses, decl_.options, false, step_.arguments);
    }
    if (card_.block.valid()) ReadBlock();
    context_.place.merge_prefixes = prefixes;
    context_.place.place = place;
    CheckEntries();
    CheckMeaning();
    CheckHandlers();
    BindResult();
    Finish(steps);
  }

 private:
  // ---- The block

  void ReadBlock() {
    FindEntity();
    for (const syntax::StmtId id : context_.tree[card_.block].statements) {
      const syntax::Stmt& line = context_.tree[id];
      if (const auto* card = std::get_if<syntax::Card>(&line.node)) {
        ReadLine(*card);
      } else if (const auto* entry = std::get_if<syntax::Entry>(&line.node)) {
        ReadEntry(*entry, line);
      } else if (!std::holds_alternative<syntax::ErrorStmt>(line.node)) {
        context_.sink
            .Report(kind::UnknownLine, context_.At(line.span),
                    {decl_.pattern.Head(), std::string(context_.Source(line.span).substr(0, 20))})
            .Note("steps stand behind it, not inside");
      }
    }
  }

  void ReadLine(const syntax::Card& card) {
    if (const auto handler = ReadHandler(context_, card)) return AddHandler(*handler);
    clauses_.Read(ReadPhrase(context_.tree, card.items), decl_.options, decl_.clauses, true, step_.arguments);
  }

  void AddHandler(const HandlerLine& handler) {
    if (std::find(decl_.handlers.begin(), decl_.handlers.end(), handler.name) == decl_.handlers.end()) {
      const Location at = context_.At(handler.name_span);
      auto report = context_.sink.Report(kind::UnknownHandler, at, {decl_.pattern.Head(), handler.name});
      std::vector<std::string_view> names(decl_.handlers.begin(), decl_.handlers.end());
      SuggestNearest(report, at, handler.name, names);
      return;
    }
    for (const HandlerLine& before : handlers_) {
      if (before.name != handler.name) continue;
      context_.sink.Report(kind::ClauseTwice, context_.At(handler.name_span), {"on " + handler.name})
          .Label(context_.At(before.name_span), "first here");
      return;
    }
    handlers_.push_back(handler);
  }

  // The entity whose fields the block sets.
  void FindEntity() {
    step_.entity = decl_.assigns;
    if (decl_.assigns_param != schema::kNoParam) {
      for (const program::Argument& argument : step_.arguments) {
        if (argument.param != decl_.params[decl_.assigns_param].name) continue;
        const Type type = TypeOf(context_, argument.value);
        if (type.Is(Kind::Record)) step_.entity = schema::EntityId{type.arg};
        record_type_ = RecordTypeOf(context_, argument.value);
        poisoned_ = poisoned_ || type.IsError();
      }
    }
    if (!decl_.records_type) return;
    for (const program::Argument& argument : step_.arguments) {
      const program::Expr& value = context_.scope[argument.value];
      if (argument.param != "type" || value.op != program::Op::Const || value.type.IsError()) continue;
      record_type_ = std::get<std::string>(std::get<program::Constant>(value.payload));
    }
  }

  void ReadEntry(const syntax::Entry& entry, const syntax::Stmt& line) {
    ReadPair(entry.name, entry.items, entry.init.valid() || entry.block.valid(), line);
    if (!entry.clauses.empty()) {
      context_.sink.Report(kind::EntryForm, context_.At(entry.clauses[0].span), {entry.name.text});
    }
  }

  void ReadPair(const syntax::Word& name, const std::vector<syntax::ExprId>& items, bool more,
                const syntax::Stmt& line) {
    const Location at = context_.At(name.span);
    if (items.size() != 1 || more) {
      context_.sink.Report(kind::EntryForm, context_.At(line.span), {name.text});
      return;
    }
    if (const auto before = entries_.find(name.text); before != entries_.end()) {
      context_.sink.Report(kind::EntryTwice, at, {name.text}).Label(before->second, "first here");
      return;
    }
    entries_.emplace(name.text, at);
    for (const uint32_t param : decl_.entries) {
      if (decl_.params[param].name == name.text) return clauses_.arguments().AddEntry(param, items[0], step_.arguments);
    }
    if (!step_.entity.valid()) {
      if (!poisoned_) ReportNoFields(name);
      return;
    }
    const auto field = FindField(context_, step_.entity, name, record_type_);
    if (!field) return;
    if (auto assignment = CheckAssignment(walk_, *field, at, items[0])) {
      step_.assignments.push_back(std::move(*assignment));
    }
  }

  void ReportNoFields(const syntax::Word& name) {
    const Location at = context_.At(name.span);
    auto report = context_.sink.Report(kind::NoFieldsHere, at, {decl_.pattern.Head()});
    std::vector<std::string_view> names;
    for (const uint32_t param : decl_.entries) names.push_back(decl_.params[param].name);
    SuggestNearest(report, at, name.text, names);
  }

  // ---- What is required

  void CheckEntries() {
    for (const uint32_t param : decl_.entries) {
      const schema::Param& declared = decl_.params[param];
      if (!declared.required || entries_.count(declared.name) > 0) continue;
      context_.sink.Report(kind::EntryMissing, context_.At(stmt_.span), {decl_.pattern.Head(), declared.name})
          .Label(declared.declared, "declared here")
          .Note("add a line `" + declared.name + ": …` in its block");
    }
    if (card_.else_block.valid()) {
      context_.sink
          .Report(kind::UnexpectedElse, context_.At(context_.tree[card_.else_block].span), {decl_.pattern.Head()})
          .Note("what happens when it fails stands in its block: `on failure { … }`");
    }
  }

  void CheckMeaning() {
    if (decl_.native == kMerge) CheckMergeStep(walk_, step_, context_.At(stmt_.span));
    if (decl_.native == kSendEmail) walk_.flow.mail_sent = true;
    if (decl_.native == kIncrease || decl_.native == kDecrease) TurnIntoUpdate();
    CheckNames();
    for (const program::Argument& argument : step_.arguments) {
      poisoned_ = poisoned_ || TypeOf(context_, argument.value).IsError();
    }
    if (decl_.native == kUpdate && step_.entity.valid()) {
      CheckMayChange(walk_, step_.entity, context_.At(context_.tree[card_.items.front()].span));
    }
    for (const program::Assignment& assignment : step_.assignments) ForgetAssigned(context_, assignment.field);
  }

  // Lists and templates are for records of one entity; nothing is added to a list that a condition fills.
  void CheckNames() {
    for (const program::Argument& argument : step_.arguments) {
      const program::Expr& value = context_.scope[argument.value];
      if (value.op != program::Op::Const || !value.type.Is(Kind::Name)) continue;
      const auto kind = static_cast<types::NameKind>(value.type.arg);
      const bool list = kind == types::NameKind::List;
      if (!list && kind != types::NameKind::EmailTemplate) continue;
      const auto& name = std::get<std::string>(std::get<program::Constant>(value.payload));
      const schema::Named* named = context_.catalog.FindName(kind, name);
      if (named == nullptr) continue;
      if (named->visual) ReportVisual(*named, value.at);
      if (list && named->dynamic) {
        context_.sink.Report(kind::DynamicList, value.at, {name}).Label(named->declared, "declared with a condition");
      } else {
        CheckHolds(*named, list, value.at);
      }
    }
  }

  // A mail to one person opens it in another editor, where it may break (QEM-9).
  void ReportVisual(const schema::Named& named, Location at) {
    auto report = context_.sink.Report(kind::TemplateEditor, at, {named.name});
    report.Note("in a mail to one person it may break; use one of the HTML or the rich-text editor");
    if (named.declared.file.valid()) report.Label(named.declared, "declared here");
  }

  void CheckHolds(const schema::Named& named, bool list, Location at) {
    const ExprId who = ArgumentOf("who");
    if (!named.entity.valid() || !who.valid()) return;
    const Type type = TypeOf(context_, who);
    if (!type.Is(Kind::Record) || type.arg == named.entity.index) return;
    const std::string& entity = context_.catalog.entity(named.entity).name;
    auto report =
        list ? context_.sink.Report(kind::ListOfOther, at, {named.name, entity, TypeWords(context_, type)})
             : context_.sink.Report(kind::TypeMismatch, at,
                                    {"the mail \"" + named.name + "\"", "about " + entity,
                                     std::string(context_.files[context_.file].Slice(context_.scope[who].at.span)),
                                     TypeWords(context_, type)});
    if (named.declared.file.valid()) report.Label(named.declared, "declared here");
  }

  ExprId ArgumentOf(std::string_view param) const {
    for (const program::Argument& argument : step_.arguments) {
      if (argument.param == param) return argument.value;
    }
    return {};
  }

  // `increase Lead.Visits by 1 from 0` sets the field to itself, or 0, plus 1 (C-ACT-7).
  void TurnIntoUpdate() {
    const ExprId place = ArgumentOf("field");
    const ExprId amount = ArgumentOf("amount");
    const ExprId start = ArgumentOf("start");
    if (TypeOf(context_, place).IsError() || TypeOf(context_, amount).IsError()) return;
    const auto field = std::get<schema::FieldId>(context_.scope[place].payload);
    const Location at = context_.scope[place].at;
    const schema::Field& declared = context_.catalog.field(field);
    if (declared.read_only) {
      context_.sink.Report(kind::ReadOnlyField, at, {FieldName(context_, field)})
          .Label(declared.declared, "declared here");
    } else if (!declared.type.Is(Kind::Number)) {
      context_.sink.Report(kind::IncrementType, at, {FieldName(context_, field), TypeWords(context_, declared.type)})
          .Label(declared.declared, "declared here");
      return;
    }
    ExprId value = place;
    if (TypeOf(context_, place).optional) {
      if (!start.valid()) {
        context_.sink.Report(kind::IncrementEmpty, at, {FieldName(context_, field)})
            .Fix("count from 0", context_.At(source::Span{stmt_.span.end, stmt_.span.end}), " from 0");
        return;
      }
      value = Make(context_, program::Op::Coalesce, types::kNumber, at, {place, start});
    }
    const program::Op op = decl_.native == kIncrease ? program::Op::Add : program::Op::Subtract;
    const ExprId sum = Make(context_, op, types::kNumber, context_.At(stmt_.span), {value, amount});
    const ExprId record = context_.scope[place].args[0];
    step_.native = kUpdate;
    step_.entity = declared.entity;
    step_.arguments = {{"record", record, {}}};
    step_.assignments = {{field, sum, at}};
  }

  // ---- Handlers, result

  // Each handler begins with what held before the step, and comes back behind it.
  void CheckHandlers() {
    const Flow before = walk_.Here();
    Flow after = before;
    for (const HandlerLine& handler : handlers_) {
      if (handler.continues) {
        step_.handlers.push_back({handler.name, {}});
        continue;
      }
      walk_.Go(before);
      step_.handlers.push_back({handler.name, CheckBlock(walk_, handler.block)});
      after = JoinFlows(after, walk_.Here());
    }
    walk_.Go(after);
  }

  void BindResult() {
    if (binding_ == nullptr) return;
    const Location at = context_.At(binding_->span);
    if (!decl_.result) {
      context_.sink.Report(kind::NoResult, at, {decl_.pattern.Head()});
      return;
    }
    if (const auto taken = context_.names.Find(binding_->text)) {
      context_.sink.Report(kind::NameTaken, at, {binding_->text}).Label(context_.scope[*taken].declared, "named here");
      return;
    }
    step_.result = Declare(context_, binding_->text, *decl_.result, at);
  }

  // An update without handlers is the simpler step.
  void Finish(program::StepBlock& steps) {
    const source::Span label =
        source::Span::Join(context_.tree[card_.items.front()].span, context_.tree[card_.items.back()].span);
    if (step_.native == kUpdate && step_.handlers.empty() && !step_.arguments.empty()) {
      program::SetStep set{step_.arguments[0].value, step_.entity, std::move(step_.assignments)};
      return AddStep(walk_, stmt_.span, label, std::move(set), steps);
    }
    AddStep(walk_, stmt_.span, label, std::move(step_), steps);
  }

  Walk& walk_;
  Context& context_;
  const syntax::Stmt& stmt_;
  const syntax::Card& card_;
  const ActionDecl& decl_;
  ClauseReader clauses_;
  program::ActionStep step_;
  const syntax::Word* binding_ = nullptr;  // `as welcome`
  std::string record_type_;                // whose fields the block may set (AUP-4); empty: those of every type
  std::vector<HandlerLine> handlers_;
  std::unordered_map<std::string, Location> entries_;
  bool poisoned_ = false;
};

}  // namespace

std::optional<HandlerLine> ReadHandler(const Context& context, const syntax::Card& card) {
  const Phrase phrase = ReadPhrase(context.tree, card.items);
  if (phrase.FirstWord() != "on" || phrase.atoms.size() < 2) return std::nullopt;
  HandlerLine handler;
  size_t end = phrase.atoms.size();
  handler.continues = !card.block.valid() && phrase.atoms.back().word == "continue";
  if (handler.continues) --end;
  if (end < 2 || (!handler.continues && !card.block.valid())) return std::nullopt;
  for (size_t i = 1; i < end; ++i) handler.name += (i == 1 ? "" : " ") + std::string(phrase.atoms[i].word);
  handler.name_span = source::Span::Join(phrase.atoms[1].span, phrase.atoms[end - 1].span);
  handler.block = card.block;
  return handler;
}

void CheckAction(Walk& walk, const syntax::Stmt& stmt, const syntax::Card& card, program::StepBlock& steps) {
  Context& context = walk.context;
  const Phrase phrase = ReadPhrase(context.tree, card.items);
  std::vector<const ActionDecl*> decls;
  std::vector<Candidate> candidates;
  if (!phrase.FirstWord().empty()) decls = context.library.ActionsStarting(phrase.FirstWord());
  for (const ActionDecl* decl : decls) candidates.push_back({&decl->pattern, &decl->params});
  if (candidates.empty()) return ReportUnknownAction(context, phrase, stmt);
  const auto match = MatchPhrase(context, phrase, candidates);
  if (!match) return ReportPhrase(context, phrase, candidates);
  ActionChecker(walk, stmt, card, *decls[match->candidate]).Check(phrase, *match, steps);
}

}  // namespace lsq::check
