// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/automation.h"

#include <algorithm>
#include <array>

#include "compiler/check/automation_walk.h"
#include "compiler/check/expr_internal.h"
#include "compiler/check/secrets.h"
#include "compiler/text/text.h"

namespace lsq::check {

namespace {

const syntax::Card* CardOf(const syntax::Tree& tree, syntax::StmtId id) {
  return std::get_if<syntax::Card>(&tree[id].node);
}

// The lines of an automation's block, by what they are.
class Header {
 public:
  Header(Walk& walk, const syntax::Tree& tree) : walk_(walk), context_(walk.context), tree_(tree) {}

  void Read(syntax::BlockId block) {
    for (const syntax::StmtId id : tree_[block].statements) Sort(tree_[id]);
  }

  void Check(Location name) {
    CheckTriggers(walk_, triggers_);
    if (triggers_.empty() && !tree_.has_errors) {
      context_.sink.Report(kind::NoTrigger, name, {walk_.automation.name})
          .Note("write `on new Lead`, `on update of Lead.ProspectStage` or `every day at 9:00 am for Lead`");
    }
    // Which record is meant is not known then, so every name in the rest would be a mistake that is none.
    if (walk_.automation.triggers.empty()) return;
    for (const syntax::Stmt* stmt : triggers_) AddCriteria(*stmt);
    if (when_ != nullptr) AddWhen(*when_);
    for (const syntax::Stmt* stmt : policies_) CheckPolicyLine(*stmt);
    CheckPeriod(walk_);
    if (body_ == nullptr && !tree_.has_errors) {
      context_.sink.Report(kind::NoBody, name, {walk_.automation.name}).Note("its steps stand in `do { … }`");
    } else if (body_ != nullptr) {
      walk_.automation.body = CheckBlock(walk_, std::get<syntax::Card>(body_->node).block);
    }
    for (const syntax::Stmt* stmt : handlers_) AddHandler(*stmt);
  }

 private:
  void Once(const syntax::Stmt*& slot, const syntax::Stmt& stmt, std::string_view word) {
    if (slot != nullptr) {
      context_.sink.Report(kind::HeaderTwice, context_.At(stmt.span), {std::string(word)})
          .Label(context_.At(slot->span), "first here");
      return;
    }
    slot = &stmt;
  }

  void Sort(const syntax::Stmt& stmt) {
    if (std::holds_alternative<syntax::ErrorStmt>(stmt.node)) return;
    const auto* card = std::get_if<syntax::Card>(&stmt.node);
    if (card == nullptr) {
      const std::string_view source = context_.Source(stmt.span);
      context_.sink
          .Report(kind::UnknownHeaderLine, context_.At(stmt.span),
                  {std::string(source.substr(0, source.find_first_of(" \n")))})
          .Note("steps stand in `do { … }`");
      return;
    }
    const Phrase phrase = ReadPhrase(tree_, card->items);
    const std::string_view word = phrase.FirstWord();
    if (word == "do" && card->block.valid()) {
      Once(body_, stmt, word);
    } else if (word == "when") {
      Once(when_, stmt, word);
    } else if (phrase.Starts({"on", "failure"}) || phrase.Starts({"on", "cancel"})) {
      handlers_.push_back(&stmt);
    } else if (word == "on" || word == "every") {
      triggers_.push_back(&stmt);
    } else {
      policies_.push_back(&stmt);
    }
  }

  // `when` and a schedule's `where` must both hold.
  void AddCriteria(const syntax::Stmt& stmt) {
    const syntax::ExprId where = ScheduleCriteria(tree_, std::get<syntax::Card>(stmt.node));
    if (where.valid() && walk_.automation.subject.valid()) AddCondition(where, walk_.automation.when);
  }

  void AddWhen(const syntax::Stmt& stmt) {
    const auto& card = std::get<syntax::Card>(stmt.node);
    if (card.items.size() != 2 || !card.clauses.empty()) {
      context_.sink.Report(kind::CardShape, context_.At(stmt.span), {"when"})
          .Note("it is written `when Lead.Score > 50`");
    } else if (ForNoEntity()) {
      context_.sink.Report(kind::ScheduleNoneCriteria, context_.At(stmt.span));
    } else {
      AddCondition(card.items[1], walk_.automation.when);
    }
  }

  bool ForNoEntity() const {
    const auto& triggers = walk_.automation.triggers;
    return std::any_of(triggers.begin(), triggers.end(),
                       [](const program::Trigger& trigger) { return trigger.schedule && !trigger.entity.valid(); });
  }

  void AddCondition(syntax::ExprId id, ExprId& slot) {
    const Condition condition = CheckCondition(context_, id);
    // Criteria are judged as of the event and the first steps run at once, so they tell what is filled (E-TRG-1).
    context_.facts.Learn(condition.learned.when_true);
    if (!slot.valid()) {
      slot = condition.expr;
    } else {
      slot = Make(context_, program::Op::And, types::kBool, context_.At(id), {slot, condition.expr});
    }
  }

  void CheckPolicyLine(const syntax::Stmt& stmt) {
    const auto& card = std::get<syntax::Card>(stmt.node);
    const Phrase phrase = ReadPhrase(tree_, card.items);
    if (phrase.Starts({"exit", "when"}) && card.items.size() == 3) {
      const Facts before = context_.facts;
      walk_.ForgetFacts();  // it is judged at any time, not only when the run begins
      walk_.automation.exit_when = CheckCondition(context_, card.items[2]).expr;
      context_.facts = before;
      return;
    }
    CheckPolicy(walk_, stmt, card);
  }

  void AddHandler(const syntax::Stmt& stmt) {
    const auto& card = std::get<syntax::Card>(stmt.node);
    const auto handler = ReadHandler(context_, card);
    if (!handler || !handler->block.valid()) {
      context_.sink.Report(kind::CardShape, context_.At(stmt.span), {"on failure"})
          .Note("it is written `on failure { notify user \"ops@example.com\" \"…\" }`");
    } else if (ForNoEntity() && handler->name == "failure") {
      context_.sink.Report(kind::ScheduleNoneNotify, context_.At(stmt.span))
          .Note("a schedule for no entity has nobody to tell about (SCH-10)");
    } else {
      walk_.ForgetFacts();
      walk_.flow = Flow{};
      walk_.automation.handlers.push_back({handler->name, CheckBlock(walk_, handler->block)});
    }
  }

  Walk& walk_;
  Context& context_;
  const syntax::Tree& tree_;
  std::vector<const syntax::Stmt*> triggers_, policies_, handlers_;
  const syntax::Stmt* when_ = nullptr;
  const syntax::Stmt* body_ = nullptr;
};

void ReportUnusedLets(const Context& context, const program::Automation& automation) {
  std::vector<bool> used(automation.scope.locals.size());
  for (const program::Expr& expr : automation.scope.exprs) {
    if (const auto* local = std::get_if<LocalId>(&expr.payload)) used[local->index] = true;
  }
  for (const program::StepBlock& block : automation.scope.blocks) {
    for (const program::Step& step : block.steps) {
      const auto* let = std::get_if<program::LetStep>(&step.node);
      if (let == nullptr || used[let->local.index]) continue;
      const program::Local& local = automation.scope[let->local];
      context.sink.Report(kind::UnusedLet, local.declared, {local.name});
    }
  }
}

}  // namespace

std::optional<DeclaredName> ReadDeclaredName(const DeclarationUnit& unit, std::string_view word) {
  const syntax::Tree& tree = *unit.tree;
  const syntax::Card* card = CardOf(tree, tree.root);
  if (card == nullptr || card->items.empty()) return std::nullopt;
  const auto* ref = std::get_if<syntax::RefExpr>(&tree[card->items[0]].node);
  if (ref == nullptr || ref->kind.text != word) return std::nullopt;
  const std::string* name = PlainText(tree, ref->name);
  if (name == nullptr) return std::nullopt;
  return DeclaredName{*name, {unit.file, tree[ref->name].span.Shifted(unit.offset)}};
}

bool IsAutomation(const syntax::Tree& tree) {
  const syntax::Card* card = CardOf(tree, tree.root);
  return card != nullptr && ReadPhrase(tree, card->items).FirstWord() == "automation";
}

Flow JoinFlows(const Flow& a, const Flow& b) {
  if (a.ended) return b;
  if (b.ended) return a;
  Flow both;
  both.facts = Facts::Meet(a.facts, b.facts);
  both.mail_sent = a.mail_sent && b.mail_sent;
  both.consumed = a.consumed;
  for (const auto& each : b.consumed) {
    if (std::find(both.consumed.begin(), both.consumed.end(), each) == both.consumed.end()) {
      both.consumed.push_back(each);
    }
  }
  return both;
}

std::optional<program::Automation> CheckAutomation(const DeclarationUnit& unit, const ProjectContext& project,
                                                   const CheckOptions& options) {
  const syntax::Tree& tree = *unit.tree;
  const auto& card = std::get<syntax::Card>(tree[tree.root].node);
  const auto name = ReadDeclaredName(unit, "automation");
  const bool unnamed = name && text::IsBlank(name->name);
  if (!name || unnamed || card.items.size() != 1 || !card.clauses.empty() || !card.block.valid()) {
    if (!tree.has_errors && name) {  // a missing name was said where names are read
      project.sink.Report(kind::AutomationForm, {unit.file, tree[card.items[0]].span.Shifted(unit.offset)})
          .Note("it is written `automation \"Welcome\" { on new Lead … do { … } }`");
    }
    return std::nullopt;
  }
  program::Automation automation;
  automation.name = name->name;
  automation.doc = tree[tree.root].doc;
  automation.at = name->at;
  Context context{project.catalog, project.library, project.files,    project.sink,      tree,
                  unit.file,       unit.offset,     automation.scope, project.functions, project.lists};
  Walk walk{context, automation, options, {}, {}, {}, {}};
  ReportSecrets(context);
  Header header(walk, tree);
  header.Read(card.block);
  header.Check(name->at);
  ReportUnusedLets(context, automation);
  return automation;
}

}  // namespace lsq::check
