// SPDX-License-Identifier: Apache-2.0
// The engine is killed at every commit of a scenario, once before it is durable and once after, and opened again: the
// trace and what reached the world are those of a run that nobody disturbed (architecture decision 1).
#include <set>

#include "tests/unit/runtime/engine/scenario.h"

namespace lsq::engine {
namespace {

constexpr const char* kProject = R"(
automation "Welcome" { on new Lead
  do { send email "Hello" to Lead as hello
    wait until hello is opened, at most 1 day { set Lead.ProspectStage to "Opportunity" }
    else { create task "Call @{Lead:FirstName,}" { due: now + 4 hours } } }
}
automation "Dedup" { on new Lead
  do { if lead exists as match where match.Phone is Lead.Phone {
      merge Lead into match { overwrite empty fields } }
    post to webhook "hook" }
}
automation "Daily" { every day at 11:00 am for Lead
  do { increase Lead.Visits by 1 from 0 }
}
template email "Hello" for Lead { subject "Hi"
  body text "Welcome" }
)";

struct Result {
  std::string trace;
  std::set<std::string> effects;
  uint64_t commits = 0;
  std::string visits;
};

// The whole scenario; after every failure the process is another one, and whoever delivers events delivers them again.
Result Play(const std::function<void(store_memory::Faults&)>& inject) {
  Scenario s(kProject);
  std::vector<Incoming> events;
  events.push_back(s.Make("2026-03-02T04:00:00Z", "new", "L1",
                          {{"FirstName", T("Asha")}, {"EmailAddress", T("a@x.example")}, {"Phone", T("1")}}));
  events.push_back(
      s.Make("2026-03-02T04:10:00Z", "new", "L2", {{"EmailAddress", T("b@x.example")}, {"Phone", T("1")}}));
  events.push_back(s.Make("2026-03-02T07:00:00Z", "email_opened", "L1", {}, "Hello"));
  inject(*s.faults);
  uint64_t commits = 0;
  for (int processes = 0; processes < 4; ++processes) {
    if (!s.open()) s.Reopen();
    if (s.open() && s.engine().Submit(events).ok() && s.engine().RunUntil(At("2026-03-04T06:00:00Z")).ok()) {
      commits = s.engine().counts().commits;
      break;
    }
    s.Reopen();
  }
  Result result{s.Trace(), {}, commits, PrintFields(s.Get("Lead", "L1").fields)};
  for (const host::Outgoing& each : s.connector.attempts) result.effects.insert(each.key + " " + each.body);
  EXPECT_TRUE(s.store->CheckIntegrity()->empty());
  return result;
}

TEST(Crash, TwoRunsOfAScenarioAreTheSame) {
  const auto nothing = [](store_memory::Faults&) {};
  const Result first = Play(nothing);
  EXPECT_EQ(first.trace, Play(nothing).trace);
  EXPECT_GT(first.commits, 15u);
  EXPECT_GE(first.effects.size(), 4u);
}

TEST(Crash, AFailureAtAnyCommitChangesNothing) {
  const Result undisturbed = Play([](store_memory::Faults&) {});
  for (uint64_t at = 1; at <= undisturbed.commits; ++at) {
    const Result after = Play([at](store_memory::Faults& faults) { faults.fail_commit = at; });
    EXPECT_EQ(after.trace, undisturbed.trace) << "commit " << at;
    EXPECT_EQ(after.effects, undisturbed.effects) << "commit " << at;
    EXPECT_EQ(after.visits, undisturbed.visits) << "commit " << at;
  }
}

TEST(Crash, AnAnswerLostAfterAnyCommitChangesNothing) {
  const Result undisturbed = Play([](store_memory::Faults&) {});
  for (uint64_t at = 1; at <= undisturbed.commits; ++at) {
    const Result after = Play([at](store_memory::Faults& faults) { faults.lose_answer_of = at; });
    EXPECT_EQ(after.trace, undisturbed.trace) << "commit " << at;
    EXPECT_EQ(after.effects, undisturbed.effects) << "commit " << at;
    EXPECT_EQ(after.visits, undisturbed.visits) << "commit " << at;
  }
}

TEST(Crash, WhatMayLeaveAtMostOnceIsUnknownWhenItsOutcomeWasLost) {
  Scenario s(R"(automation "Mail" { on new Lead
    do { send email "Hello" to Lead {
      deliver at most once
      on unknown outcome { set Lead.Tagline to "unknown" } } } }
template email "Hello" for Lead { subject "Hi"
  body text "Welcome" })");
  s.New("2026-03-02T04:00:00Z", "L1", {{"EmailAddress", T("a@x.example")}});
  s.faults->fail_commit = 4;  // of admission, segment, attempting and outcome
  EXPECT_FALSE(s.engine().RunUntil(At("2026-03-02T05:00:00Z")).ok());
  EXPECT_EQ(s.connector.attempts.size(), 1u);
  s.Reopen();
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.connector.attempts.size(), 1u);
  EXPECT_EQ(s.Get("Lead", "L1").Get("Tagline"), T("unknown"));
}

}  // namespace
}  // namespace lsq::engine
