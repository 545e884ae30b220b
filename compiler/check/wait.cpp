// SPDX-License-Identifier: Apache-2.0
// Waits (domain.md A3, C2): for an amount of time, until a date, until something happens, until a condition holds. Each
// says with clauses how else it can end (language rule 7).
#include "compiler/check/wait.h"

#include <algorithm>

#include "compiler/check/expr_internal.h"

namespace lsq::check {

using program::Otherwise;
using program::WaitStep;
using types::Kind;

namespace {

constexpr const char* kWaitForms =
    "it is written `wait 2 days`, `wait 1 day, then on Monday at 9:00 am`, `wait until 2026-12-25 09:00`, `wait until "
    "welcome is opened, at most 3 days` or `wait until Lead.Score > 50, at most 30 days, else exit`";

std::optional<Otherwise> OtherwiseNamed(std::string_view word) {
  if (word == "exit") return Otherwise::Exit;
  if (word == "continue") return Otherwise::Continue;
  if (word == "fail") return Otherwise::Fail;
  return std::nullopt;
}

class WaitChecker {
 public:
  WaitChecker(Walk& walk, const syntax::Stmt& stmt, const syntax::Card& card, bool step_follows)
      : walk_(walk), context_(walk.context), stmt_(stmt), card_(card), step_follows_(step_follows) {}

  void Check(program::StepBlock& steps) {
    const Phrase phrase = ReadPhrase(context_.tree, card_.items);
    CheckStatement("wait", "wait", phrase.span);
    if (phrase.binding != nullptr) {
      context_.sink.Report(kind::NoResult, context_.At(phrase.binding->span), {"wait"});
    }
    ReadClauses();  // first: they say whether a missing date is provided for
    const bool understood = phrase.atoms.size() > 2 && phrase.atoms[1].word == "until" ? Until(phrase) : For(phrase);
    if (!understood) return;
    CheckClausesFit();
    if (zone_.valid()) ReadZone();
    CheckBranches();
    AddStep(walk_, stmt_.span,
            source::Span::Join(context_.tree[card_.items.front()].span, context_.tree[card_.items.back()].span),
            std::move(step_), steps);
  }

 private:
  bool Refuse(source::Span span, std::string label = "") {
    context_.sink.Report(kind::WaitForm, context_.At(span)).Primary(std::move(label)).Note(kWaitForms);
    return false;
  }

  bool CheckStatement(std::string_view native, const std::string& what, source::Span span) {
    const schema::StatementDecl* decl = context_.library.FindStatement(native);
    return decl == nullptr || CheckAvailable(walk_, decl->available, what, context_.At(span));
  }

  ExprId CheckAmount(syntax::ExprId id) {
    if (const auto* duration = std::get_if<syntax::DurationExpr>(&context_.tree[id].node);
        duration != nullptr && duration->unit == syntax::Unit::Seconds) {
      context_.sink.Report(kind::WaitUnit, context_.At(id))
          .Note("minutes, hours, days, weeks, months and years")
          .Fix("wait for a minute", context_.At(id), "1 minute");
      return Poison(context_, context_.At(id));
    }
    const ExprId amount = CheckExpr(context_, id, Expected::Of(types::kDuration, "a wait"));
    ReportNoTime(context_, amount, "a wait");
    return amount;
  }

  // ---- What is waited for

  bool For(const Phrase& phrase) {
    if (phrase.atoms.size() < 2) return Refuse(phrase.span, "for how long, or until when");
    WaitStep::ForDuration until;
    until.duration = CheckAmount(phrase.atoms[1].expr);
    const std::vector<Atom> rest(phrase.atoms.begin() + static_cast<std::ptrdiff_t>(1 + phrase.atoms[1].width),
                                 phrase.atoms.end());
    if (!rest.empty() && (rest[0].word != "then" || !ReadThen(rest))) return Refuse(rest[0].span);
    until.weekday = weekday_;
    until.at = at_;
    step_.until = until;
    return true;
  }

  bool Until(const Phrase& phrase) {
    const syntax::ExprId id = phrase.atoms[2].expr;
    if (const auto weekday = WeekdayNamed(phrase.atoms[2].word)) return UntilWeekday(*weekday, phrase);
    if (IsEventWait(context_, id)) {
      const size_t rest = 2 + phrase.atoms[2].width;
      syntax::ExprId where;
      if (phrase.atoms.size() == rest + 2 && phrase.atoms[rest].word == "where") where = phrase.atoms[rest + 1].expr;
      return UntilEvents(id, where);
    }
    if (phrase.atoms.size() > 3) return Refuse(phrase.atoms[3].span, "nothing is expected here");
    if (const auto* time = std::get_if<syntax::TimeExpr>(&context_.tree[id].node)) {
      step_.until = WaitStep::ForDuration{NoTime(id), std::nullopt, time::TimeOfDay{time->seconds}};
      return true;
    }
    const bool comparison = IsComparison(id);
    if (!comparison && UntilInstant(id)) return true;
    return UntilCondition(id);
  }

  ExprId NoTime(syntax::ExprId at) {
    return MakeConstant(context_, time::Duration{}, types::kDuration, context_.At(at));
  }

  bool UntilWeekday(time::Weekday weekday, const Phrase& phrase) {
    WaitStep::ForDuration until{NoTime(phrase.atoms[2].expr), weekday, std::nullopt};
    if (phrase.atoms.size() == 5 && phrase.atoms[3].word == "at") {
      if (const auto* time = std::get_if<syntax::TimeExpr>(&context_.tree[phrase.atoms[4].expr].node)) {
        until.at = time::TimeOfDay{time->seconds};
      }
    }
    if (phrase.atoms.size() > 3 && !until.at) return Refuse(phrase.atoms[3].span);
    step_.until = until;
    return true;
  }

  bool IsComparison(syntax::ExprId id) const {
    const auto& node = context_.tree[Unwrap(context_.tree, id)].node;
    if (const auto* binary = std::get_if<syntax::BinaryExpr>(&node)) return binary->op < syntax::BinaryOp::Default;
    if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node)) return unary->op == syntax::UnaryOp::Not;
    return std::holds_alternative<syntax::BetweenExpr>(node) || std::holds_alternative<syntax::ChangeExpr>(node);
  }

  // False for what is no date but may be a condition: nothing was reported then.
  bool UntilInstant(syntax::ExprId id) {
    const Expected expected = Expected::Instant(if_empty_.has_value());
    const ExprId value = CheckNode(context_, id, expected);
    const Type type = TypeOf(context_, value);
    if (type.Is(Kind::Bool)) return false;
    WaitStep::UntilInstant until;
    until.instant = Convert(context_, value, id, expected);
    until.if_empty = if_empty_.value_or(Otherwise::Fail);
    until.if_past = if_past_.value_or(Otherwise::Continue);
    step_.until = until;
    ReportPast(id);
    return true;
  }

  // A day that was over when the program was checked (C-WAIT-4).
  void ReportPast(syntax::ExprId id) {
    if (!walk_.options.today || if_past_) return;
    const auto& node = context_.tree[Unwrap(context_.tree, id)].node;
    std::optional<int32_t> day;
    if (const auto* date = std::get_if<syntax::DateExpr>(&node)) day = date->days;
    if (const auto* date = std::get_if<syntax::DateTimeExpr>(&node)) day = date->days;
    if (!day || *day >= walk_.options.today->days - 1) return;  // it may still be that day somewhere
    context_.sink.Report(kind::WaitPast, context_.At(id), {std::string(context_.Source(id))});
  }

  bool UntilEvents(syntax::ExprId id, syntax::ExprId where) {
    auto events = CheckEvents(walk_, id, where);
    if (!events) return false;
    const bool activity = std::any_of(events->events.begin(), events->events.end(),
                                      [](const WaitStep::Event& event) { return event.name == "activity"; });
    CheckStatement(activity ? "wait_until_activity" : "wait_until_email",
                   activity ? "wait until activity" : "wait until", context_.tree[id].span);
    if (activity && !step_follows_ && !card_.block.valid() && !card_.else_block.valid()) {
      context_.sink.Report(kind::WaitNoStep, context_.At(stmt_.span))
          .Note("a wait for an activity is followed by what it waits for");
    }
    step_.until = std::move(*events);
    return true;
  }

  bool UntilCondition(syntax::ExprId id) {
    CheckStatement("wait_until_condition", "wait until", context_.tree[id].span);
    const Condition condition = CheckCondition(context_, id);
    learned_ = condition.learned.when_true;
    if (TypeOf(context_, condition.expr).IsError()) {
      step_.until = WaitStep::UntilCondition{condition.expr, {}};
      return true;
    }
    step_.until = WaitStep::UntilCondition{condition.expr, CheckWatched(context_, condition.expr)};
    return true;
  }

  // ---- Clauses

  void ReadClauses() {
    for (const syntax::Clause& clause : card_.clauses) {
      const Phrase said = ReadPhrase(context_.tree, clause.items);
      if (!ReadClause(said)) ReportClause(said);
    }
  }

  void ReportClause(const Phrase& said) {
    if (said.Starts({"if", "empty"})) if_empty_ = Otherwise::Fail;  // what then is said, though not understood
    const std::string head = HeadOf(said).empty() ? std::string(context_.Source(said.span)) : HeadOf(said);
    auto report = context_.sink.Report(kind::UnknownClause, context_.At(said.span), {"wait", head});
    report.Note(
        "there is `at most 3 days`, `else exit`, `if empty exit`, `if past exit`, `timezone \"UTC\"` and `then on "
        "Monday at 9:00 am`");
    if (!said.FirstWord().empty()) {
      SuggestNearest(report, context_.At(said.atoms[0].span), said.FirstWord(),
                     {"at", "else", "if", "timezone", "then"});
    }
  }

  bool ReadClause(const Phrase& said) {
    if (said.Starts({"at", "most"}) && said.atoms.size() == 3) {
      if (step_.at_most.valid()) ReportTwice(said);
      step_.at_most = CheckAmount(said.atoms[2].expr);
      return true;
    }
    if (said.Starts({"timezone"}) && said.atoms.size() == 2) {
      if (zone_.valid()) ReportTwice(said);
      zone_ = said.atoms[1].expr;
      return true;
    }
    if (said.Starts({"then"})) {
      if (weekday_ || at_) ReportTwice(said);
      return ReadThen(said.atoms);
    }
    if (said.Starts({"else"}) && said.atoms.size() == 2) return Choose(on_time_out_, said, 1);
    if (said.Starts({"if", "empty"}) && said.atoms.size() == 3) return Choose(if_empty_, said, 2);
    if (said.Starts({"if", "past"}) && said.atoms.size() == 3) return Choose(if_past_, said, 2);
    return false;
  }

  void ReportTwice(const Phrase& said) {
    context_.sink.Report(kind::ClauseTwice, context_.At(said.span), {std::string(context_.Source(said.span))});
  }

  bool Choose(std::optional<Otherwise>& slot, const Phrase& said, size_t atom) {
    const auto otherwise = OtherwiseNamed(said.atoms[atom].word);
    if (!otherwise) return false;
    if (slot) ReportTwice(said);
    slot = otherwise;
    clause_span_ = said.span;
    return true;
  }

  // `then on Monday at 9:00 am` · `then at 9:00 am`.
  bool ReadThen(const std::vector<Atom>& atoms) {
    size_t next = 1;
    if (next + 1 < atoms.size() && atoms[next].word == "on") {
      weekday_ = WeekdayNamed(atoms[next + 1].word);
      if (!weekday_) return false;
      next += 2;
    }
    if (next + 1 < atoms.size() && atoms[next].word == "at") {
      const auto* time = std::get_if<syntax::TimeExpr>(&context_.tree[atoms[next + 1].expr].node);
      if (time == nullptr) return false;
      at_ = time::TimeOfDay{time->seconds};
      next += 2;
    }
    return next == atoms.size() && next > 1;
  }

  void CheckClausesFit() {
    const bool instant = std::holds_alternative<WaitStep::UntilInstant>(step_.until);
    const bool lasts = std::holds_alternative<WaitStep::ForDuration>(step_.until);
    if (!instant && (if_empty_ || if_past_)) Refuse(*clause_span_, "only a date can be empty or past");
    if (!lasts && (weekday_ || at_)) Refuse(stmt_.span, "`then on …` follows an amount of time");
    const bool has_else = on_time_out_.has_value() || card_.else_block.valid();
    if (has_else && !step_.at_most.valid()) {
      const source::Span span = card_.else_block.valid() ? context_.tree[card_.else_block].span : *clause_span_;
      context_.sink.Report(kind::WaitElse, context_.At(span))
          .Note("it happens when the time is up: say how long, `, at most 3 days`");
    }
  }

  void ReadZone() {
    CheckStatement("wait_timezone", "wait with a time zone", context_.tree[zone_].span);
    const Zones zones = CheckZone(context_, zone_);
    step_.zone = zones.zone;
    step_.default_zone = zones.fallback;
  }

  // ---- What follows

  // `else exit` and `else continue` are choices, anything else is a block.
  std::optional<Otherwise> ElseChoice() const {
    if (!card_.else_block.valid()) return on_time_out_;
    const syntax::Block& block = context_.tree[card_.else_block];
    if (block.statements.size() != 1) return std::nullopt;
    const auto* card = std::get_if<syntax::Card>(&context_.tree[block.statements[0]].node);
    if (card == nullptr || card->items.size() != 1 || card->block.valid()) return std::nullopt;
    return OtherwiseNamed(syntax::WordOf(context_.tree, card->items[0]));
  }

  void CheckBranches() {
    walk_.ForgetFacts();
    const Flow waited = walk_.Here();
    context_.facts.Learn(learned_);
    if (card_.block.valid()) step_.block = CheckBlock(walk_, card_.block);
    Flow happened = walk_.Here();
    if (!step_.at_most.valid()) return walk_.Go(happened);
    walk_.Go(waited);
    const auto choice = ElseChoice();
    if (choice) {
      step_.on_time_out = *choice;
    } else if (card_.else_block.valid()) {
      step_.on_time_out = Otherwise::Block;
      step_.time_out_block = CheckBlock(walk_, card_.else_block);
    }
    Flow timed_out = walk_.Here();
    if (step_.on_time_out == Otherwise::Exit || step_.on_time_out == Otherwise::Fail) {
      timed_out.ended = context_.At(stmt_.span);
    }
    walk_.Go(JoinFlows(happened, timed_out));
  }

  Walk& walk_;
  Context& context_;
  const syntax::Stmt& stmt_;
  const syntax::Card& card_;
  bool step_follows_;
  WaitStep step_;
  std::optional<Otherwise> if_empty_, if_past_, on_time_out_;
  std::optional<source::Span> clause_span_;
  std::optional<time::Weekday> weekday_;
  std::optional<time::TimeOfDay> at_;
  syntax::ExprId zone_;
  std::vector<Path> learned_;
};

}  // namespace

void CheckWait(Walk& walk, const syntax::Stmt& stmt, const syntax::Card& card, bool step_follows,
               program::StepBlock& steps) {
  WaitChecker(walk, stmt, card, step_follows).Check(steps);
}

}  // namespace lsq::check
