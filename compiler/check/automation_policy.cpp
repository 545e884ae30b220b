// SPDX-License-Identifier: Apache-2.0
// Header lines of the library: `once per Lead in 30 days`, `priority 10`, `limit 25000`.
#include <algorithm>

#include "compiler/check/automation_walk.h"
#include "compiler/check/expr_internal.h"
#include "compiler/check/phrase_clauses.h"

namespace lsq::check {

using schema::PolicyDecl;

namespace {

constexpr std::string_view kTimeZone = "timezone";
constexpr std::string_view kAtMostRuns = "at_most_runs";
constexpr std::string_view kLimit = "limit";
constexpr std::string_view kStartsOn = "starts_on";
constexpr std::string_view kEndsOn = "ends_on";

void ReportUnknownLine(Context& context, const Phrase& phrase, source::Span line) {
  const std::string_view word = phrase.FirstWord();
  auto report = context.sink.Report(kind::UnknownHeaderLine, context.At(phrase.atoms.empty() ? line : phrase.span),
                                    {word.empty() ? std::string(context.Source(line)) : std::string(word)});
  if (!context.library.ActionsStarting(word).empty()) {
    report.Note("steps stand in `do { … }`");
    return;
  }
  std::vector<std::string_view> words = {"on", "every", "when", "do", "exit"};
  for (const std::string& head : context.library.Heads(schema::DeclKind::Policy)) {
    words.push_back(std::string_view(head).substr(0, head.find(' ')));
  }
  if (!word.empty()) SuggestNearest(report, context.At(phrase.atoms[0].span), word, words);
}

// `per Lead` must name what the runs are about.
void CheckEntities(Walk& walk, const PolicyDecl& decl, const program::Policy& policy) {
  const Context& context = walk.context;
  if (!walk.automation.subject.valid()) return;
  const Type subject = context.scope[walk.automation.subject].type;
  const std::string& about = context.catalog.entity(schema::EntityId{subject.arg}).name;
  for (const program::Argument& argument : policy.arguments) {
    for (const schema::Param& param : decl.params) {
      if (param.name != argument.param || param.type.form != schema::ParamForm::Entity) continue;
      const program::Expr& value = context.scope[argument.value];
      const auto& named = std::get<std::string>(std::get<program::Constant>(value.payload));
      if (named == about) continue;
      context.sink.Report(kind::PolicyEntity, value.at, {decl.pattern.Head(), named, about})
          .Fix("write `" + about + "`", value.at, about);
    }
  }
}

template <typename T>
const T* ConstantOf(const Context& context, const program::Policy& policy) {
  if (policy.arguments.empty()) return nullptr;
  const program::Expr& value = context.scope[policy.arguments[0].value];
  if (value.op != program::Op::Const || value.type.IsError()) return nullptr;
  return std::get_if<T>(&std::get<program::Constant>(value.payload));
}

std::string_view LimitOf(time::Unit interval) {
  switch (interval) {
    case time::Unit::kHour:
      return "schedule.hourly";
    case time::Unit::kWeek:
      return "schedule.weekly";
    case time::Unit::kMonth:
      return "schedule.monthly";
    default:
      return "schedule.daily";
  }
}

// A header may take fewer records than the account allows; more are for the account to grant (SCH-7).
void CheckLimit(const Walk& walk, const program::Policy& policy) {
  const auto* count = ConstantOf<number::Decimal>(walk.context, policy);
  for (const program::Trigger& trigger : walk.automation.triggers) {
    if (count == nullptr || !trigger.schedule) continue;
    const std::string name(LimitOf(trigger.schedule->unit));
    const auto& limits = walk.context.catalog.limits;
    const auto limit = limits.find(name);
    if (limit == limits.end() || *count <= limit->second) continue;
    const size_t dot = name.find('.');
    const std::string most = number::Print(limit->second), wanted = number::Print(*count);
    walk.context.sink.Report(kind::OverLimit, policy.at, {most, wanted})
        .Label(trigger.at, "`" + name + "`")
        .Note("when it allows more, say so: `limits " + name.substr(0, dot) + " { " + name.substr(dot + 1) + ": " +
              wanted + " }`");
  }
}

bool GoesWithTriggers(const Walk& walk, const PolicyDecl& decl) {
  if (decl.triggers.empty()) return true;
  return std::all_of(
      walk.automation.triggers.begin(), walk.automation.triggers.end(), [&](const program::Trigger& trigger) {
        return std::find(decl.triggers.begin(), decl.triggers.end(), trigger.native) != decl.triggers.end();
      });
}

}  // namespace

void CheckPeriod(const Walk& walk) {
  const time::Date* from = nullptr;
  const time::Date* to = nullptr;
  Location at;
  for (const program::Policy& policy : walk.automation.policies) {
    if (policy.native == kStartsOn) from = ConstantOf<time::Date>(walk.context, policy);
    if (policy.native == kEndsOn) {
      to = ConstantOf<time::Date>(walk.context, policy);
      at = policy.at;
    }
  }
  if (from == nullptr || to == nullptr || from->days <= to->days) return;
  walk.context.sink.Report(kind::EmptyRange, at, {time::ToString(*from), time::ToString(*to)});
}

void CheckPolicy(Walk& walk, const syntax::Stmt& line, const syntax::Card& card) {
  Context& context = walk.context;
  const Phrase phrase = ReadPhrase(context.tree, card.items);
  std::vector<const PolicyDecl*> decls;
  std::vector<Candidate> candidates;
  if (!phrase.FirstWord().empty()) decls = context.library.PoliciesStarting(phrase.FirstWord());
  for (const PolicyDecl* decl : decls) candidates.push_back({&decl->pattern, &decl->params});
  if (candidates.empty()) return ReportUnknownLine(context, phrase, line.span);
  const auto match = MatchPhrase(context, phrase, candidates);
  if (!match) return ReportPhrase(context, phrase, candidates);
  const PolicyDecl& decl = *decls[match->candidate];
  const Location at = context.At(phrase.span);
  if (decl.later) {
    context.sink.Report(kind::NotSupportedYet, at, {"`" + decl.pattern.Head() + "`"});
    return;
  }
  if (!CheckAvailable(walk, decl.available, decl.pattern.Head(), at)) return;
  if (!GoesWithTriggers(walk, decl)) {
    context.sink.Report(kind::PolicyTrigger, at, {decl.pattern.Head()})
        .Label(walk.automation.triggers.front().at, "the automation starts here")
        .Note("it is for schedules: `every day at 9:00 am for Lead`");
    return;
  }
  if (phrase.binding != nullptr) {
    context.sink.Report(kind::NoResult, context.At(phrase.binding->span), {decl.pattern.Head()});
  }
  for (const program::Policy& before : walk.automation.policies) {
    if (before.native != decl.native || decl.native == kAtMostRuns) continue;
    context.sink.Report(kind::HeaderTwice, at, {decl.pattern.Head()}).Label(before.at, "first here");
    return;
  }
  program::Policy policy{decl.native, {}, at};
  ClauseReader clauses(context, decl.pattern.Head(), decl.params);
  for (const Filled& filled : match->filled) clauses.arguments().Add(filled, policy.arguments);
  for (const syntax::Clause& clause : card.clauses) {
    clauses.Read(ReadPhrase(context.tree, clause.items), decl.clauses, {}, false, policy.arguments);
  }
  for (const program::Argument& argument : policy.arguments) ReportNoTime(context, argument.value, "a period");
  CheckEntities(walk, decl, policy);
  if (decl.native == kLimit) CheckLimit(walk, policy);
  if (decl.native == kTimeZone && !match->filled.empty()) CheckZone(context, match->filled[0].value);
  walk.automation.policies.push_back(std::move(policy));
}

}  // namespace lsq::check
