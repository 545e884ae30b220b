// SPDX-License-Identifier: Apache-2.0
// Blocks of steps, and the statements that belong to the language itself: if, let, set, exit.
#include <algorithm>

#include "compiler/base/match.h"
#include "compiler/check/automation_walk.h"
#include "compiler/check/expr_internal.h"
#include "compiler/syntax/walk.h"
#include "compiler/text/text.h"

namespace lsq::check {

using types::Kind;

namespace {

// ---- if

void CheckStatementAvailable(Walk& walk, std::string_view native, const std::string& what, Location at,
                             const diagnostics::Kind& code = kind::CardUnavailable) {
  const schema::StatementDecl* decl = walk.context.library.FindStatement(native);
  if (decl != nullptr) CheckAvailable(walk, decl->available, what, at, code);
}

bool Reads(const program::Scope& scope, ExprId expr, LocalId local) {
  const program::Expr& node = scope[expr];
  if (const auto* read = std::get_if<LocalId>(&node.payload); read != nullptr && *read == local) return true;
  return std::any_of(node.args.begin(), node.args.end(), [&](ExprId each) { return Reads(scope, each, local); });
}

class IfChecker {
 public:
  IfChecker(Walk& walk, const syntax::Stmt& stmt, const syntax::If& node)
      : walk_(walk), context_(walk.context), stmt_(stmt), node_(node) {}

  // The arms from `first` on, which begin at `at`.
  void Check(size_t first, program::StepBlock& steps) {
    const auto* exists = ExistsOf(first);
    if (exists != nullptr) {
      CheckExists(first, *exists, steps);
    } else {
      CheckPlain(first, steps);
    }
  }

 private:
  const syntax::ExistsExpr* ExistsOf(size_t arm) const {
    const syntax::ExprId condition = Unwrap(context_.tree, node_.arms[arm].condition);
    return std::get_if<syntax::ExistsExpr>(&context_.tree[condition].node);
  }

  // What stands behind the arms before `next`: the rest of them as a block of its own, or the `else`.
  program::BlockId Rest(size_t next) {
    if (next == node_.arms.size())
      return node_.else_block.valid() ? CheckBlock(walk_, node_.else_block) : program::BlockId{};
    program::StepBlock rest;
    Check(next, rest);
    return walk_.automation.scope.blocks.Add(std::move(rest));
  }

  void CheckPlain(size_t first, program::StepBlock& steps) {
    program::IfStep step;
    std::optional<Flow> joined;
    size_t arm = first;
    for (; arm < node_.arms.size() && ExistsOf(arm) == nullptr; ++arm) {
      const syntax::IfArm& source = node_.arms[arm];
      ReportRepeated(first, arm);
      const Condition condition = CheckCondition(context_, source.condition);
      Flow otherwise = walk_.Here();
      context_.facts.Learn(condition.learned.when_true);
      const program::BlockId block = CheckBlock(walk_, source.block);
      joined = joined ? JoinFlows(*joined, walk_.Here()) : walk_.Here();
      otherwise.facts.Learn(condition.learned.when_false);
      walk_.Go(otherwise);
      step.arms.push_back({condition.expr, block});
    }
    step.otherwise = Rest(arm);
    walk_.Go(JoinFlows(*joined, walk_.Here()));
    AddStep(walk_, stmt_.span, context_.tree[node_.arms[first].condition].span, std::move(step), steps);
  }

  void CheckExists(size_t arm, const syntax::ExistsExpr& exists, program::StepBlock& steps) {
    const Location at = context_.At(node_.arms[arm].condition);
    CheckStatementAvailable(walk_, "if_exists", "if " + std::string(context_.Source(exists.entity.span)) + " exists",
                            at);
    program::IfExistsStep step;
    const auto entity = EntityOf(exists.entity);
    const Flow before = walk_.Here();
    if (entity) {
      step.entity = *entity;
      NameScope scope(context_.names);
      Bind(exists, step, at);
      Learned learned;
      if (exists.where.valid()) {
        const Condition where = CheckCondition(context_, exists.where);
        step.where = where.expr;
        learned = where.learned;
      }
      CheckCriteria(exists, step);
      walk_.searches.push_back({step.match, at});
      context_.facts.Learn(learned.when_true);
      step.then = CheckBlock(walk_, node_.arms[arm].block);
    }
    const Flow found = walk_.Here();
    walk_.Go(before);
    step.otherwise = Rest(arm + 1);
    walk_.Go(JoinFlows(found, walk_.Here()));
    if (entity) AddStep(walk_, stmt_.span, context_.tree[node_.arms[arm].condition].span, std::move(step), steps);
  }

  // Without a condition on it, whichever record is oldest would be found, and perhaps merged.
  void CheckCriteria(const syntax::ExistsExpr& exists, const program::IfExistsStep& step) {
    const bool known = step.where.valid() && TypeOf(context_, step.where).IsError();
    if (known || (step.where.valid() && Reads(context_.scope, step.where, step.match))) return;
    const std::string name = context_.scope[step.match].name;
    const std::string& entity = context_.catalog.entity(step.entity).name;
    context_.sink.Report(kind::SearchForAny, context_.At(exists.entity.span), {entity})
        .Note("ask about a field of the one that is looked for: `where " + name + ".… is …`");
  }

  // `lead exists`: the entity's name in any case.
  std::optional<schema::EntityId> EntityOf(const syntax::Word& word) {
    const schema::Catalog& catalog = context_.catalog;
    for (uint32_t i = 0; i < catalog.entity_count(); ++i) {
      const schema::EntityId id{i};
      const auto& entity = catalog.entity(id);
      if (text::EqualsFolded(entity.name, word.text)) return id;
      for (const std::string& alias : entity.aliases) {
        if (text::EqualsFolded(alias, word.text)) return id;
      }
    }
    return FindEntity(context_, word);
  }

  // The candidate under the name that `as` gives, else under its entity's.
  void Bind(const syntax::ExistsExpr& exists, program::IfExistsStep& step, Location at) {
    if (!exists.binding) {
      step.match = DeclareRecord(context_, step.entity, at);
      return;
    }
    const Location declared = context_.At(exists.binding->span);
    if (const auto taken = context_.names.Find(exists.binding->text)) {
      context_.sink.Report(kind::NameTaken, declared, {exists.binding->text})
          .Label(context_.scope[*taken].declared, "named here");
    }
    step.match = Declare(context_, exists.binding->text, types::Record(step.entity), declared);
  }

  // An arm whose condition stands above it already.
  void ReportRepeated(size_t first, size_t arm) {
    const syntax::ExprId condition = node_.arms[arm].condition;
    for (size_t before = first; before < arm; ++before) {
      if (!syntax::Equal(context_.tree, node_.arms[before].condition, context_.tree, condition)) continue;
      context_.sink.Report(kind::DeadBranch, context_.At(condition))
          .Label(context_.At(node_.arms[before].condition), "the same condition was tested here");
      return;
    }
  }

  Walk& walk_;
  Context& context_;
  const syntax::Stmt& stmt_;
  const syntax::If& node_;
};

// ---- let, exit

void CheckLet(Walk& walk, const syntax::Stmt& stmt, const syntax::Let& node, program::StepBlock& steps) {
  Context& context = walk.context;
  const ExprId value = CheckExpr(context, node.value);
  const Location declared = context.At(node.name.span);
  if (const auto taken = context.names.Find(node.name.text)) {
    context.sink.Report(kind::NameTaken, declared, {node.name.text})
        .Label(context.scope[*taken].declared, "named here");
    return;
  }
  const LocalId local = Declare(context, node.name.text, TypeOf(context, value), declared);
  AddStep(walk, stmt.span, stmt.span, program::LetStep{local, value}, steps);
}

// `exit` · `exit because "…"`.
void CheckExit(Walk& walk, const syntax::Stmt& stmt, const syntax::Card& card, program::StepBlock& steps) {
  Context& context = walk.context;
  const Phrase phrase = ReadPhrase(context.tree, card.items);
  program::ExitStep step;
  const bool because = phrase.atoms.size() == 3 && phrase.atoms[1].word == "because";
  if (because) {
    step.reason = CheckText(context, phrase.atoms[2].expr, {.what = "the reason"});
  } else if (phrase.atoms.size() != 1 || !card.clauses.empty() || card.block.valid()) {
    context.sink.Report(kind::CardShape, context.At(stmt.span), {"exit"})
        .Note("it is written `exit` or `exit because \"…\"`");
  }
  AddStep(walk, stmt.span, stmt.span, step, steps);
  walk.flow.ended = context.At(stmt.span);
}

void CheckCard(Walk& walk, const syntax::Stmt& stmt, const syntax::Card& card, bool step_follows,
               program::StepBlock& steps) {
  Context& context = walk.context;
  const Phrase phrase = ReadPhrase(context.tree, card.items);
  const std::string_view word = phrase.FirstWord();
  if (card.init.valid()) {
    context.sink.Report(kind::NotAStep, context.At(stmt.span)).Note("a field is changed by `set Lead.Score to …`");
    return;
  }
  if (word == "wait") return CheckWait(walk, stmt, card, step_follows, steps);
  if (word == "exit") return CheckExit(walk, stmt, card, steps);
  if (word == "split") {
    context.sink.Report(kind::NotSupportedYet, context.At(phrase.span), {"a split test"});
    return;
  }
  CheckAction(walk, stmt, card, steps);
}

void ReportNoStep(Context& context, const syntax::Stmt& stmt) {
  auto report = context.sink.Report(kind::NotAStep, context.At(stmt.span));
  if (const auto* entry = std::get_if<syntax::Entry>(&stmt.node)) {
    report.Note("a field is changed by `set Lead." + entry->name.text + " to …` or `update Lead { " + entry->name.text +
                ": … }`");
  }
}

void CheckStatement(Walk& walk, const syntax::Stmt& stmt, bool step_follows, program::StepBlock& steps) {
  Match(
      stmt.node,  //
      [&](const syntax::Card& card) { CheckCard(walk, stmt, card, step_follows, steps); },
      [&](const syntax::If& node) { CheckIf(walk, stmt, node, steps); },
      [&](const syntax::Let& node) { CheckLet(walk, stmt, node, steps); },
      [&](const syntax::Set& node) { CheckSet(walk, stmt, node, steps); }, [&](const syntax::ErrorStmt&) {},
      [&](const auto&) { ReportNoStep(walk.context, stmt); });
}

}  // namespace

void CheckIf(Walk& walk, const syntax::Stmt& stmt, const syntax::If& node, program::StepBlock& steps) {
  if (node.arms.size() > 1) {
    CheckStatementAvailable(walk, "multi_if", "else if", walk.context.At(node.arms[1].span), kind::MultiIfAccount);
  }
  IfChecker(walk, stmt, node).Check(0, steps);
}

program::BlockId CheckBlock(Walk& walk, syntax::BlockId id) {
  Context& context = walk.context;
  program::StepBlock block;
  NameScope scope(context.names);
  const auto& statements = context.tree[id].statements;
  for (size_t i = 0; i < statements.size(); ++i) {
    const syntax::Stmt& stmt = context.tree[statements[i]];
    if (walk.flow.ended) {
      context.sink.Report(kind::Unreachable, context.At(stmt.span)).Label(*walk.flow.ended, "the run ends here");
      const Flow ended = walk.Here();
      walk.flow.ended.reset();  // said once for the block; its steps are checked all the same
      for (size_t rest = i; rest < statements.size(); ++rest) {
        CheckStatement(walk, context.tree[statements[rest]], rest + 1 < statements.size(), block);
      }
      walk.Go(ended);
      break;
    }
    CheckStatement(walk, stmt, i + 1 < statements.size(), block);
  }
  return walk.automation.scope.blocks.Add(std::move(block));
}

void AddStep(Walk& walk, source::Span at, source::Span label, decltype(program::Step::node) node,
             program::StepBlock& steps) {
  std::string text(walk.context.Source(label));
  text.resize(std::min(text.size(), text.find('\n')));
  steps.steps.push_back({walk.context.At(at), std::move(text), std::move(node)});
}

bool CheckAvailable(Walk& walk, const schema::Availability& available, const std::string& what, Location at,
                    const diagnostics::Kind& code) {
  for (const std::string& group : walk.groups) {
    if (available.In(group)) continue;
    const std::string named = group == "none" ? "no entity" : group;
    std::vector<std::string> args = {what, named};
    if (&code == &kind::MultiIfAccount) args = {named};
    auto report = walk.context.sink.Report(code, at, std::move(args));
    if (!walk.automation.triggers.empty()) report.Label(walk.automation.triggers[0].at, "this trigger says so");
    if (&code == &kind::MultiIfAccount) {
      report.Note("nest the second question: `else { if … { } }`");
    } else {
      report.Note("it is available in automations on: " + available.ToString());
    }
    return false;
  }
  return true;
}

}  // namespace lsq::check
