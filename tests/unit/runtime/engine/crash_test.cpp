// SPDX-License-Identifier: Apache-2.0
// The engine is killed at every commit of a scenario, once before it is durable and once after, and opened again: the
// trace and what reached the world are those of a run that nobody disturbed (architecture decision 1).
#include <set>

#include "tests/unit/runtime/engine/crash_scenario.h"

namespace lsq::engine {
namespace {

struct Result {
  std::string trace;
  std::set<std::string> effects;
  uint64_t commits = 0;
  std::string visits;
};

// The whole scenario; after every failure the process is another one, and whoever delivers events delivers them again.
Result Play(uint32_t group, const std::function<void(store_memory::Faults&)>& inject) {
  Scenario s(kProject);
  s.group = group;
  s.Reopen();
  const std::vector<Incoming> events = EventsOf(s);
  inject(*s.faults);
  uint64_t commits = 0;
  for (int processes = 0; processes < 4; ++processes) {
    if (!s.open()) s.Reopen();
    if (s.open() && s.engine().Submit(events).ok() && s.engine().RunUntil(At(kEnd)).ok()) {
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

void Nothing(store_memory::Faults&) {}

// Groups of Deltas that become durable together: each step alone, few, as it is by default.
class Crash : public testing::TestWithParam<uint32_t> {
 protected:
  void ExpectSame(const std::function<void(store_memory::Faults&)>& inject, uint64_t at) {
    const Result after = Play(GetParam(), inject);
    EXPECT_EQ(after.trace, undisturbed_.trace) << "commit " << at;
    EXPECT_EQ(after.effects, undisturbed_.effects) << "commit " << at;
    EXPECT_EQ(after.visits, undisturbed_.visits) << "commit " << at;
  }
  const Result undisturbed_ = Play(GetParam(), Nothing);
};
INSTANTIATE_TEST_SUITE_P(Groups, Crash, testing::Values(1u, 3u, Options{}.group));

TEST(CrashScenario, TwoRunsOfItAreTheSameHoweverMuchIsCommittedAtOnce) {
  const Result first = Play(1, Nothing);
  EXPECT_EQ(first.trace, Play(1, Nothing).trace);
  EXPECT_EQ(first.trace, Play(1024, Nothing).trace);
  EXPECT_GT(first.commits, 15u);
  EXPECT_LT(Play(1024, Nothing).commits, first.commits / 2);
  EXPECT_GE(first.effects.size(), 4u);
}

TEST_P(Crash, AFailureAtAnyCommitChangesNothing) {
  for (uint64_t at = 1; at <= undisturbed_.commits; ++at) {
    ExpectSame([at](store_memory::Faults& faults) { faults.fail_commit = at; }, at);
  }
}

TEST_P(Crash, AnAnswerLostAfterAnyCommitChangesNothing) {
  for (uint64_t at = 1; at <= undisturbed_.commits; ++at) {
    ExpectSame([at](store_memory::Faults& faults) { faults.lose_answer_of = at; }, at);
  }
}

TEST(CrashScenario, WhatMayLeaveAtMostOnceIsUnknownWhenItsOutcomeWasLost) {
  Scenario s(R"(automation "Mail" { on new Lead
    do { send email "Hello" to Lead {
      deliver at most once
      on unknown outcome { set Lead.Tagline to "unknown" } } } }
template email "Hello" for Lead { subject "Hi"
  body text "Welcome" })");
  s.New("2026-03-02T04:00:00Z", "L1", {{"EmailAddress", T("a@x.example")}});
  s.faults->fail_commit = 2;  // of the attempt, and of its outcome
  EXPECT_FALSE(s.engine().RunUntil(At("2026-03-02T05:00:00Z")).ok());
  EXPECT_EQ(s.connector.attempts.size(), 1u);
  s.Reopen();
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.connector.attempts.size(), 1u);
  EXPECT_EQ(s.Get("Lead", "L1").Get("Tagline"), T("unknown"));
}

}  // namespace
}  // namespace lsq::engine
