// SPDX-License-Identifier: Apache-2.0
// What starts an automation: `on …` lines against the library's triggers (domain.md B2).
#include <algorithm>

#include "compiler/check/automation_walk.h"
#include "compiler/check/expr_internal.h"
#include "compiler/check/phrase_clauses.h"

namespace lsq::check {

using schema::ParamForm;
using schema::TriggerDecl;
using schema::TriggerTarget;
using types::Kind;

namespace {

constexpr std::string_view kUpdate = "update";
constexpr std::string_view kDate = "date";

std::string_view FirstWord(const syntax::Tree& tree, const Phrase& phrase) {
  if (phrase.atoms.empty()) return {};
  if (const auto* call = std::get_if<syntax::CallExpr>(&tree[phrase.atoms[0].expr].node)) return call->callee.text;
  return phrase.atoms[0].word;
}

// `Lead.Owner.City` in `Lead.Owner.City`, which is no field of the lead itself; invalid when all are its own.
syntax::ExprId FieldOfAnother(const syntax::Tree& tree, syntax::ExprId id) {
  const auto& node = tree[Unwrap(tree, id)].node;
  if (const auto* member = std::get_if<syntax::MemberExpr>(&node)) {
    const bool own = std::holds_alternative<syntax::NameExpr>(tree[Unwrap(tree, member->object)].node);
    return own ? syntax::ExprId() : id;
  }
  if (const auto* list = std::get_if<syntax::ListExpr>(&node)) {
    for (const syntax::ExprId element : list->elements) {
      if (const syntax::ExprId other = FieldOfAnother(tree, element); other.valid()) return other;
    }
  }
  return {};
}

// The entity's name in `Lead.Stage`, `[Lead.Stage, Lead.City]` or `Lead`.
const syntax::Word* EntityWord(const syntax::Tree& tree, syntax::ExprId id) {
  const auto& node = tree[Unwrap(tree, id)].node;
  if (const auto* name = std::get_if<syntax::NameExpr>(&node)) return &name->word;
  if (const auto* member = std::get_if<syntax::MemberExpr>(&node)) return EntityWord(tree, member->object);
  if (const auto* list = std::get_if<syntax::ListExpr>(&node); list != nullptr && !list->elements.empty()) {
    return EntityWord(tree, list->elements[0]);
  }
  return nullptr;
}

class TriggerChecker {
 public:
  TriggerChecker(Walk& walk, const syntax::Stmt& stmt)
      : walk_(walk), context_(walk.context), stmt_(stmt), card_(std::get<syntax::Card>(stmt.node)) {}

  void Check() {
    Phrase phrase = ReadPhrase(context_.tree, card_.items);
    const bool schedule = phrase.FirstWord() == "every";
    if (!schedule) {
      phrase.atoms.erase(phrase.atoms.begin());
      if (!phrase.atoms.empty()) {
        phrase.span = source::Span::Join(phrase.atoms.front().span, phrase.atoms.back().span);
      }
    }
    const std::string_view word = FirstWord(context_.tree, phrase);
    std::vector<const TriggerDecl*> decls;
    if (!word.empty()) decls = context_.library.TriggersStarting(word);
    if (schedule && !decls.empty()) return CheckSchedule(walk_, card_, *decls[0]);
    std::vector<Candidate> candidates;
    for (const TriggerDecl* decl : decls) candidates.push_back({&decl->pattern, &decl->params});
    if (candidates.empty()) return ReportUnknown(phrase, word);
    const auto match = MatchPhrase(context_, phrase, candidates);
    if (!match) {
      if (!ReportEntity(phrase, word)) ReportPhrase(context_, phrase, candidates);
      return;
    }
    if (phrase.binding != nullptr) {
      context_.sink.Report(kind::NoResult, context_.At(phrase.binding->span), {std::string(word)});
    }
    CheckMatched(*decls[match->candidate], *match, phrase);
  }

 private:
  void ReportUnknown(const Phrase& phrase, std::string_view word) {
    const source::Span span = phrase.atoms.empty() ? stmt_.span : phrase.atoms[0].span;
    auto report = context_.sink.Report(kind::UnknownTrigger, context_.At(span),
                                       {word.empty() ? std::string(context_.Source(span)) : std::string(word)});
    std::vector<std::string_view> words;
    std::string list;
    for (const std::string& head : context_.library.Heads(schema::DeclKind::Trigger)) {
      if (head == "every") continue;  // a line of its own: `every day at 9:00 am for Lead`
      words.push_back(std::string_view(head).substr(0, head.find(' ')));
      list += (list.empty() ? "`on " : ", `on ") + head + "`";
    }
    report.Note("there is " + list);
    SuggestNearest(report, context_.At(span), word, words);
  }

  // `on new Leed`: behind the word stands a name as of an entity, but there is none of that name.
  bool ReportEntity(const Phrase& phrase, std::string_view word) {
    if (word != "new" || phrase.atoms.size() != 2) return false;
    const auto* name = std::get_if<syntax::NameExpr>(&context_.tree[phrase.atoms[1].expr].node);
    if (name == nullptr || context_.catalog.FindEntity(name->word.text)) return false;
    FindEntity(context_, name->word);
    return true;
  }

  void CheckMatched(const TriggerDecl& decl, const PhraseMatch& match, const Phrase& phrase) {
    if (decl.later) {
      context_.sink.Report(kind::NotSupportedYet, context_.At(phrase.span), {"`on " + decl.pattern.Head() + "`"});
      return;
    }
    const TriggerTarget* target = FindTarget(decl, match);
    if (target == nullptr || !CheckOwnFields(decl, match) || !DeclareSubject(*target)) return;
    trigger_.native = decl.native;
    trigger_.group = target->group;
    trigger_.entity = target->subject;
    trigger_.at = context_.At(stmt_.span);
    std::vector<program::Argument> arguments;
    ClauseReader clauses(context_, "on " + decl.pattern.Head(), decl.params);
    for (const Filled& filled : match.filled) clauses.arguments().Add(filled, arguments);
    for (const syntax::Clause& clause : card_.clauses) {
      clauses.Read(ReadPhrase(context_.tree, clause.items), decl.clauses, {}, false, arguments);
    }
    if (decl.native == kDate) CheckTimeOfDay(arguments);
    Sort(decl, std::move(arguments));
    AddGroup(target->group);
    walk_.automation.triggers.push_back(std::move(trigger_));
  }

  // A record is watched, not what it leads to.
  bool CheckOwnFields(const TriggerDecl& decl, const PhraseMatch& match) {
    for (const Filled& filled : match.filled) {
      const ParamForm form = decl.params[filled.param].type.form;
      if (form != ParamForm::Field && form != ParamForm::Fields) continue;
      const syntax::ExprId other = FieldOfAnother(context_.tree, filled.value);
      if (!other.valid()) continue;
      const auto& member = std::get<syntax::MemberExpr>(context_.tree[Unwrap(context_.tree, other)].node);
      context_.sink.Report(kind::FieldWanted, context_.At(other), {std::string(context_.Source(other))})
          .Label(context_.At(member.object), "another record")
          .Note("a trigger is about fields of its own record; an automation on the other one can have this trigger");
      return false;
    }
    return true;
  }

  // The day of a date and time begins in one zone earlier than in another, so the time is said.
  void CheckTimeOfDay(const std::vector<program::Argument>& arguments) {
    const auto said = [&](std::string_view name) {
      return std::any_of(arguments.begin(), arguments.end(), [&](const auto& each) { return each.param == name; });
    };
    if (arguments.empty() || said("time") || !TypeOf(context_, arguments[0].value).Is(Kind::DateTime)) return;
    context_.sink.Report(kind::NotSupportedYet, context_.At(stmt_.span), {"`on date` of a date and time without `at`"})
        .Fix("say at what time", context_.At(source::Span{stmt_.span.end, stmt_.span.end}), ", at 9:00 am");
  }

  void AddGroup(const std::string& group) {
    if (std::find(walk_.groups.begin(), walk_.groups.end(), group) == walk_.groups.end()) walk_.groups.push_back(group);
  }

  // The target whose entity the phrase names; the first where it names none.
  const TriggerTarget* FindTarget(const TriggerDecl& decl, const PhraseMatch& match) {
    const syntax::Word* word = nullptr;
    for (const Filled& filled : match.filled) {
      const ParamForm form = decl.params[filled.param].type.form;
      const bool names = form == ParamForm::Entity || form == ParamForm::Field || form == ParamForm::Fields;
      if (names && word == nullptr) word = EntityWord(context_.tree, filled.value);
    }
    if (word == nullptr) return &decl.targets.front();
    const auto entity = FindEntity(context_, *word);
    if (!entity) return nullptr;
    for (const TriggerTarget& target : decl.targets) {
      if (target.entity == *entity) return &target;
    }
    std::string list;
    for (const TriggerTarget& target : decl.targets) {
      if (target.entity.valid()) list += (list.empty() ? "" : ", ") + context_.catalog.entity(target.entity).name;
    }
    context_.sink.Report(kind::TriggerEntity, context_.At(word->span), {"on " + decl.pattern.Head(), word->text})
        .Note("it is for " + list);
    return nullptr;
  }

  // The record of the runs, the same for all triggers.
  bool DeclareSubject(const TriggerTarget& target) {
    LocalId& subject = walk_.automation.subject;
    if (!walk_.automation.triggers.empty()) {
      const program::Trigger& first = walk_.automation.triggers.front();
      if (first.entity == target.subject) return true;
      const std::string before = first.entity.valid() ? context_.catalog.entity(first.entity).name : "no entity";
      context_.sink
          .Report(kind::TriggerSubjects, context_.At(stmt_.span),
                  {before, context_.catalog.entity(target.subject).name})
          .Label(first.at, "the first trigger");
      return false;
    }
    subject = DeclareRecord(context_, target.subject, context_.At(stmt_.span));
    context_.place.subject = subject;
    context_.place.trigger_group = target.group;
    if (target.entity != target.subject) BindRelated(target);
    return true;
  }

  // `on new Activity "Call" on Lead`: the lead is in scope, and is there, since the activity was posted on it.
  void BindRelated(const TriggerTarget& target) {
    const auto field = context_.catalog.FindField(target.subject, context_.catalog.entity(target.entity).name);
    if (!field || !context_.catalog.field(*field).type.Is(Kind::Record)) return;
    context_.place.related.push_back(*field);
    walk_.always.push_back({walk_.automation.subject, {*field}});
    context_.facts.Learn(walk_.always);
  }

  const schema::Param* ParamNamed(const TriggerDecl& decl, const std::string& name) const {
    for (const schema::Param& param : decl.params) {
      if (param.name == name) return &param;
    }
    return nullptr;
  }

  // Arguments of updates become watched fields; flags and record types have members of their own.
  void Sort(const TriggerDecl& decl, std::vector<program::Argument> arguments) {
    for (program::Argument& argument : arguments) {
      const schema::Param* param = ParamNamed(decl, argument.param);
      if (argument.param == "including_imports") {
        trigger_.on_import = true;
      } else if (argument.param == "bulk") {
        trigger_.on_bulk = true;
      } else if (decl.native == kUpdate && param != nullptr && SortUpdate(*param, argument)) {
        continue;
      } else {
        if (argument.param == "type") trigger_.record_type = ConstantText(argument.value);
        trigger_.arguments.push_back(std::move(argument));
      }
    }
  }

  bool SortUpdate(const schema::Param& param, const program::Argument& argument) {
    const program::Expr& value = context_.scope[argument.value];
    if (param.type.form == ParamForm::Field) {
      if (!value.type.IsError()) trigger_.watched.push_back({std::get<schema::FieldId>(value.payload), {}, {}, {}});
    } else if (param.type.form == ParamForm::Fields) {
      for (const ExprId field : value.args) {
        if (TypeOf(context_, field).IsError()) continue;
        trigger_.watched.push_back({std::get<schema::FieldId>(context_.scope[field].payload), {}, {}, {}});
      }
    } else if (param.type.form == ParamForm::Entity) {
      return true;  // every field
    } else if (!trigger_.watched.empty()) {
      program::WatchedField& watched = trigger_.watched.front();
      if (param.name == "limit" && !CheckCrossing(watched.field, argument)) return true;
      (param.name == "from" ? watched.from : param.name == "to" ? watched.to : watched.crossing) = argument.value;
    }
    return true;
  }

  bool CheckCrossing(schema::FieldId field, const program::Argument& argument) {
    const Type type = context_.catalog.field(field).type;
    if (type.Is(Kind::Number)) return true;
    context_.sink.Report(kind::NotOrdered, context_.scope[argument.value].at, {TypeWords(context_, type)})
        .Primary("only a number crosses one")
        .Label(context_.catalog.field(field).declared, FieldLabel(context_, field));
    return false;
  }

  std::string ConstantText(ExprId id) const {
    const program::Expr& value = context_.scope[id];
    if (value.op != program::Op::Const || value.type.IsError()) return {};
    const auto* text = std::get_if<std::string>(&std::get<program::Constant>(value.payload));
    return text == nullptr ? std::string() : *text;
  }

  Walk& walk_;
  Context& context_;
  const syntax::Stmt& stmt_;
  const syntax::Card& card_;
  program::Trigger trigger_;
};

// What all triggers say of the type of their records.
void LearnRecordType(Walk& walk) {
  const auto& triggers = walk.automation.triggers;
  if (triggers.empty() || !triggers[0].entity.valid()) return;
  const std::string& type = triggers[0].record_type;
  const bool typed = walk.context.catalog.entity(triggers[0].entity).type_names.has_value();
  const bool known = std::all_of(triggers.begin(), triggers.end(),
                                 [&](const program::Trigger& each) { return each.record_type == type; });
  if (typed && known) walk.context.place.record_types.push_back({walk.automation.subject, type});
}

}  // namespace

void CheckTriggers(Walk& walk, const std::vector<const syntax::Stmt*>& lines) {
  for (const syntax::Stmt* line : lines) TriggerChecker(walk, *line).Check();
  const auto& triggers = walk.automation.triggers;
  LearnRecordType(walk);
  const bool updates = !triggers.empty() && std::all_of(triggers.begin(), triggers.end(),
                                                        [](const auto& trigger) { return trigger.native == kUpdate; });
  if (updates) walk.context.place.updated = walk.automation.subject;
}

}  // namespace lsq::check
