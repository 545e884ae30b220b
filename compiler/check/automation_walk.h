// SPDX-License-Identifier: Apache-2.0
// One automation being checked, and what holds at the place that the walk over its steps has reached. Internal to
// automation*.cpp, trigger*.cpp, step_*.cpp and wait*.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/check/expr.h"
#include "compiler/check/phrase.h"
#include "compiler/program/program.h"
#include "compiler/schema/library.h"

namespace lsq::check {

// What holds here besides names: a value, copied before a branch and joined behind it.
struct Flow {
  Facts facts;
  std::optional<Location> ended;                       // by the `exit` there: what follows is never reached
  bool mail_sent = false;                              // on every way to here
  std::vector<std::pair<LocalId, Location>> consumed;  // matches that some way to here merged
};

// A lead that `if lead exists` looked for, so that a merge in the wrong place can be told from one without any.
struct Search {
  LocalId match;
  Location at;
};

struct Walk {
  Context& context;
  program::Automation& automation;
  const CheckOptions& options;
  std::vector<std::string> groups;  // of the triggers, without repetition; empty after mistakes there
  std::vector<Path> always;         // filled whatever happens: the lead of the activity that started the run
  Flow flow;
  std::vector<Search> searches;

  Flow Here() const {
    Flow here = flow;
    here.facts = context.facts;
    return here;
  }
  void Go(const Flow& to) {
    flow = to;
    context.facts = to.facts;
  }
  // After a wait, records are read again (C-CON-1): what was known of them is not known any more.
  void ForgetFacts() {
    context.facts.ForgetFields();
    context.facts.Learn(always);
  }
};
// What holds where both ways meet; a way that ended does not arrive.
Flow JoinFlows(const Flow& a, const Flow& b);

// ---- automation_header.cpp, trigger.cpp

// Reads `on …` and `every …` into walk.automation.triggers, declares the records of the runs.
void CheckTriggers(Walk& walk, const std::vector<const syntax::Stmt*>& lines);
// A header line of the library: `once per Lead`, `priority 10`.
void CheckPolicy(Walk& walk, const syntax::Stmt& line, const syntax::Card& card);
// Reports `ends on` before `starts on`, once all header lines are read.
void CheckPeriod(const Walk& walk);
// Where a schedule's criteria stand: `every day for Lead where …`; invalid without.
syntax::ExprId ScheduleCriteria(const syntax::Tree& tree, const syntax::Card& card);
// Monday or Mon … Sunday or Sun.
std::optional<time::Weekday> WeekdayNamed(std::string_view word);
// The parts of `every 2 days at 11:00 am for Lead where …`.
void CheckSchedule(Walk& walk, const syntax::Card& card, const schema::TriggerDecl& decl);

// ---- steps

program::BlockId CheckBlock(Walk& walk, syntax::BlockId id);
// Both may be given as an `else` of one statement: `else exit`.
void CheckAction(Walk& walk, const syntax::Stmt& stmt, const syntax::Card& card, program::StepBlock& steps);
void CheckWait(Walk& walk, const syntax::Stmt& stmt, const syntax::Card& card, bool step_follows,
               program::StepBlock& steps);
void CheckIf(Walk& walk, const syntax::Stmt& stmt, const syntax::If& node, program::StepBlock& steps);
void CheckSet(Walk& walk, const syntax::Stmt& stmt, const syntax::Set& node, program::StepBlock& steps);

// Where the fields of some entities may not be changed (AUP-3): the library's statement `set_account` says so for
// Account.
void CheckMayChange(Walk& walk, schema::EntityId entity, Location at);
// What was assigned is not known any more, nor what leads through it: with OwnerId, Owner.
void ForgetAssigned(Context& context, schema::FieldId field);

// A value for a field, or nothing after a report: read-only fields, mandatory ones that would become empty.
std::optional<program::Assignment> CheckAssignment(Walk& walk, schema::FieldId field, Location at,
                                                   syntax::ExprId value);

// step_merge.cpp: reports a merge that no search leads to; true when the operands may be checked.
bool CheckMergeOperands(Walk& walk, const Phrase& phrase, source::Span card);
// What the filled holes and options of a merge must fulfil; marks the match as merged.
void CheckMergeStep(Walk& walk, const program::ActionStep& step, Location at);

// Reports when `what` cannot be used under one of the triggers; true when it can.
bool CheckAvailable(Walk& walk, const schema::Availability& available, const std::string& what, Location at,
                    const diagnostics::Kind& kind = diagnostics::kind::CardUnavailable);
// Adds a step; its label is the source of `label`.
void AddStep(Walk& walk, source::Span at, source::Span label, decltype(program::Step::node) node,
             program::StepBlock& steps);
// The handler blocks of a step or an automation: `on failure { … }`, `on failure continue`.
struct HandlerLine {
  std::string name;
  source::Span name_span;
  bool continues = false;
  syntax::BlockId block;
};
std::optional<HandlerLine> ReadHandler(const Context& context, const syntax::Card& card);

// ---- zones

struct Zones {
  ExprId zone, fallback;  // each may be invalid
};
// `timezone Z` or `timezone Z default "…"`.
Zones CheckZone(Context& context, syntax::ExprId zone);
// A literal name of a time zone, which exists; else reported with a near one (C-WAIT-14).
bool CheckZoneName(Sink& sink, const std::string& name, Location at);

}  // namespace lsq::check
