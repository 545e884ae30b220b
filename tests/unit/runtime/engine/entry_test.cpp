// SPDX-License-Identifier: Apache-2.0
// Who enters, how often, beside whom, and what ends a run from outside: header lines by the ids of the domain.
#include "tests/unit/runtime/engine/scenario.h"

namespace lsq::engine {
namespace {

std::string OnCity(const std::string& header, const std::string& block) {
  return "automation \"A\" { on update of Lead.mx_City\n" + header + "\n do { " + block + " } }";
}

void Move(Scenario& s, std::string_view at, const std::string& city) {
  s.Update(at, "L1", {{"mx_City", T(city)}});
}

TEST(Entry, SeveralRunsOfARecordGoOnSideBySideCTRG1) {
  Scenario s(OnCity("", "wait 1 day\n set Lead.Tagline to \"x\""));
  s.Given("Lead", "L1", {});
  Move(s, "2026-03-02T04:00:00Z", "Goa");
  Move(s, "2026-03-02T05:00:00Z", "Pune");
  s.RunUntil("2026-03-04T00:00:00Z");
  EXPECT_EQ(s.Times("completed"), (Words{"2026-03-03T04:00:00Z", "2026-03-03T05:00:00Z"}));
}

TEST(Entry, OneAtATimeSkipsASecondCTRG1) {
  Scenario s(OnCity("one at a time per Lead, skip", "wait 1 day\n set Lead.Tagline to \"x\""));
  s.Given("Lead", "L1", {});
  Move(s, "2026-03-02T04:00:00Z", "Goa");
  Move(s, "2026-03-02T05:00:00Z", "Pune");
  Move(s, "2026-03-03T05:00:00Z", "Delhi");  // the first has ended
  s.RunUntil("2026-03-05T00:00:00Z");
  EXPECT_EQ(s.Times("entered"), (Words{"2026-03-02T04:00:00Z", "2026-03-03T05:00:00Z"}));
  EXPECT_EQ(s.Times("skipped", "reason"), Words{"one_at_a_time"});
}

TEST(Entry, OneAtATimeRestartsAndTheOldRunCleansUpCTRG1) {
  Scenario s(OnCity("one at a time per Lead, restart\n on cancel { set Lead.Notes to \"cancelled\" }",
                    "wait 1 day\n set Lead.Tagline to \"x\""));
  s.Given("Lead", "L1", {});
  Move(s, "2026-03-02T04:00:00Z", "Goa");
  Move(s, "2026-03-02T05:00:00Z", "Pune");
  s.RunUntil("2026-03-05T00:00:00Z");
  EXPECT_EQ(s.Times("exited", "reason"), Words{"restarted"});
  EXPECT_EQ(s.Times("completed"), Words{"2026-03-03T05:00:00Z"});
  EXPECT_EQ(s.Times("update"), (Words{"2026-03-02T05:00:00Z", "2026-03-03T05:00:00Z"}));
  EXPECT_EQ(s.Get("Lead", "L1").Get("Notes"), T("cancelled"));
  const auto runs = s.store->Runs("A", 9);
  ASSERT_EQ(runs->size(), 2u);
  EXPECT_EQ((*runs)[1].state, store::RunState::Exited);
}

TEST(Entry, OneAtATimeQueuesInTheOrderOfArrivalCTRG1) {
  Scenario s(OnCity("one at a time per Lead, queue", "wait 1 day\n set Lead.Tagline to \"x\""));
  s.Given("Lead", "L1", {});
  Move(s, "2026-03-02T04:00:00Z", "Goa");
  Move(s, "2026-03-02T05:00:00Z", "Pune");
  Move(s, "2026-03-02T06:00:00Z", "Delhi");
  s.RunUntil("2026-03-09T00:00:00Z");
  const Words begins = {"2026-03-02T04:00:00Z", "2026-03-03T04:00:00Z", "2026-03-04T04:00:00Z"};
  EXPECT_EQ(s.Times("entered"), begins);
  EXPECT_EQ(s.Times("completed").size(), 3u);
  EXPECT_TRUE(s.store->CheckIntegrity()->empty());
}

TEST(Entry, AtMostSoManyRunsInADayOfTheAccount) {
  Scenario s(OnCity("at most 2 runs per Lead per day", "set Lead.Tagline to \"x\""));
  s.Given("Lead", "L1", {});
  Move(s, "2026-03-02T04:00:00Z", "Goa");
  Move(s, "2026-03-02T05:00:00Z", "Pune");
  Move(s, "2026-03-02T18:29:00Z", "Delhi");
  Move(s, "2026-03-02T18:30:00Z", "Agra");  // midnight in Kolkata
  s.RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(s.Times("entered"), (Words{"2026-03-02T04:00:00Z", "2026-03-02T05:00:00Z", "2026-03-02T18:30:00Z"}));
  EXPECT_EQ(s.Times("skipped", "reason"), Words{"at_most"});
}

TEST(Entry, DaysOutsideStartsOnAndEndsOnLetNobodyInCWAIT15) {
  Scenario s(OnCity("starts on 2026-03-03\n ends on 2026-03-04", "wait 3 days\n set Lead.Tagline to \"x\""));
  s.Given("Lead", "L1", {});
  Move(s, "2026-03-02T18:29:59Z", "Goa");    // still the 2nd in Kolkata
  Move(s, "2026-03-02T18:30:00Z", "Pune");   // the 3rd
  Move(s, "2026-03-04T18:29:59Z", "Delhi");  // the 4th, included
  Move(s, "2026-03-04T18:30:00Z", "Agra");
  s.RunUntil("2026-03-10T00:00:00Z");
  EXPECT_EQ(s.Times("skipped", "reason"), (Words{"not_started", "ended"}));
  EXPECT_EQ(s.Times("completed").size(), 2u);  // those that wait finish
}

TEST(Entry, EndsHardEndsTheRunsThatGoOnCWAIT15) {
  Scenario s(OnCity("ends on 2026-03-03, hard", "wait 3 days\n set Lead.Tagline to \"x\""));
  s.Given("Lead", "L1", {});
  Move(s, "2026-03-02T04:00:00Z", "Goa");
  s.RunUntil("2026-03-10T00:00:00Z");
  EXPECT_EQ(s.Times("exited", "reason"), Words{"ended"});
  EXPECT_EQ(s.Times("exited"), Words{"2026-03-03T18:30:00Z"});  // the end of the 3rd in Kolkata
  EXPECT_EQ(s.Times("update"), Words{});
}

TEST(Entry, AnExitConditionEndsAWaitingRunAtOnceCTRG9) {
  Scenario s(OnCity("exit when Lead.ProspectStage is \"Customer\"", "wait 3 days\n set Lead.Tagline to \"x\""));
  s.Given("Lead", "L1", {{"ProspectStage", T("Prospect")}});
  Move(s, "2026-03-02T04:00:00Z", "Goa");
  s.Update("2026-03-02T05:00:00Z", "L1", {{"Score", N(3)}});
  s.Update("2026-03-02T06:00:00Z", "L1", {{"ProspectStage", T("Customer")}});
  s.RunUntil("2026-03-10T00:00:00Z");
  EXPECT_EQ(s.Story(), (Words{"entered", "waiting", "exited(exit_condition)"}));
  EXPECT_EQ(s.Times("exited"), Words{"2026-03-02T06:00:00Z"});
}

TEST(Entry, OfManySavesInARowTheLastCountsSettle) {
  Scenario s(OnCity("settle 10 minutes", "set Lead.Tagline to \"moved to @{Lead:mx_City,}\""));
  s.Given("Lead", "L1", {});
  Move(s, "2026-03-02T04:00:00Z", "Goa");
  Move(s, "2026-03-02T04:09:00Z", "Pune");
  s.Update("2026-03-02T04:18:00Z", "L1", {{"Score", N(1)}});  // any change puts it off
  Move(s, "2026-03-02T05:00:00Z", "Delhi");
  s.RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(s.Times("entered"), (Words{"2026-03-02T04:28:00Z", "2026-03-02T05:10:00Z"}));
  EXPECT_EQ(s.Get("Lead", "L1").Get("Tagline"), T("moved to Delhi"));
}

TEST(Entry, OnceIsForEverWhereNoPeriodIsSaidCTRG1) {
  Scenario s(OnCity("once per Lead", "set Lead.Tagline to \"x\""));
  s.Given("Lead", "L1", {});
  Move(s, "2026-03-02T04:00:00Z", "Goa");
  Move(s, "2027-03-02T04:00:00Z", "Pune");
  s.RunUntil("2027-03-03T00:00:00Z");
  EXPECT_EQ(s.Times("entered").size(), 1u);
}

TEST(Entry, ABulkOperationAboveTheLimitStartsNothingCTRG6) {
  Scenario s(R"(automation "A" { on update of Lead.mx_City, bulk
    do { set Lead.Tagline to "x" } })");
  s.Given("Lead", "L1", {});
  const auto bulk = [&](std::string_view at, int64_t records, const char* city) {
    Incoming event = s.Make(at, "update", "L1", {{"mx_City", T(city)}});
    event.bulk = true;
    event.bulk_records = records;
    s.Send(event);
  };
  bulk("2026-03-02T04:00:00Z", 10'000, "Goa");
  bulk("2026-03-02T05:00:00Z", 10'001, "Pune");
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Times("entered"), Words{"2026-03-02T04:00:00Z"});
  EXPECT_EQ(s.Times("skipped", "reason"), Words{"limit"});
  EXPECT_EQ(s.Get("Lead", "L1").Get("mx_City"), T("Pune"));
}

TEST(Entry, AWorkdayBeginsWhenTheHostSaysSo) {
  Scenario s(R"(automation "A" { on start of workday
    do { set User.City to "office" } })");
  s.Given("User", "U1", {{"FirstName", T("Asha")}});
  Incoming event = s.Make("2026-03-02T04:00:00Z", "start_of_workday", "");
  event.record = {"User", "U1"};
  s.Send(event);
  event = s.Make("2026-03-02T12:00:00Z", "end_of_workday", "");
  event.record = {"User", "U1"};
  s.Send(event);
  s.RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(s.Times("entered"), Words{"2026-03-02T04:00:00Z"});
  EXPECT_EQ(s.Get("User", "U1").Get("City"), T("office"));
}

// ---- Records that go

TEST(Entry, ADeletedRecordEndsWhatWaitsForIt) {
  Scenario s(R"(automation "Hot" { on new Lead
    do { wait until Lead.Score > 50
      set Lead.Tagline to "hot" } })");
  s.New("2026-03-02T04:00:00Z", "L1", {});
  s.Delete("2026-03-02T05:00:00Z", "L1");
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Story(), (Words{"entered", "waiting", "exited(gone)"}));
  EXPECT_EQ(s.Times("exited"), Words{"2026-03-02T05:00:00Z"});
  EXPECT_TRUE(s.store->CheckIntegrity()->empty());
  s.Update("2026-03-02T07:00:00Z", "L1", {{"Score", N(60)}});
  s.RunUntil("2026-03-02T08:00:00Z");
  EXPECT_EQ(s.Times("refused", "reason"), Words{"unknown_record"});
}

TEST(Entry, ALeadDeletedAfterTheSnapshotIsSkippedAloneCSCH3) {
  Scenario s(R"(automation "Morning" { every day at 11:00 am for Lead
    do { set Lead.Tagline to "x" } })");
  s.Given("Lead", "L1", {});
  s.Given("Lead", "L2", {});
  s.RunUntil("2026-03-02T05:29:59Z");
  ASSERT_TRUE(s.engine().RunToRest(At("2026-03-02T05:29:59Z")).ok());
  s.Delete("2026-03-02T05:30:00Z", "L1");
  // The snapshot is one event and its runs begin with the next: between them comes the one that deletes.
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Times("completed").size(), 1u);
  EXPECT_TRUE(s.Get("Lead", "L1").key.id.empty());
}

// ---- Schedules

constexpr const char* kMorning = R"(automation "Morning" { every day at 11:00 am for Lead
  do { set Lead.Tagline to "x" } })";
constexpr const char* kCatchUp = R"(automation "Morning" { every day at 11:00 am for Lead
  catch up once within 6 hours
  do { set Lead.Tagline to "x" } })";

TEST(Schedules, AMissedFiringIsToldAndNotMadeUpForCSCH8) {
  Scenario s(kMorning);
  s.Given("Lead", "L1", {});
  s.Reopen("2026-03-02T06:30:00Z");  // 11:00 in Kolkata was 05:30Z
  s.RunUntil("2026-03-02T12:00:00Z");
  EXPECT_EQ(s.Story(), Words{"skipped(missed)"});
  s.RunUntil("2026-03-03T12:00:00Z");
  EXPECT_EQ(s.Times("entered"), Words{"2026-03-03T05:30:00Z"});
}

TEST(Schedules, CatchUpMakesOneFiringGoodCSCH8) {
  Scenario s(kCatchUp);
  s.Given("Lead", "L1", {});
  s.Reopen("2026-03-02T06:30:00Z");
  s.RunUntil("2026-03-02T12:00:00Z");
  EXPECT_EQ(s.Times("entered"), Words{"2026-03-02T06:30:00Z"});
  s.Reopen("2026-03-06T07:00:00Z");  // three were missed: the last of them counts
  s.RunUntil("2026-03-06T12:00:00Z");
  EXPECT_EQ(s.Times("entered"), (Words{"2026-03-02T06:30:00Z", "2026-03-06T07:00:00Z"}));
  EXPECT_EQ(s.Times("skipped", "reason"), (Words{"missed", "missed", "missed"}));
}

TEST(Schedules, CatchUpIsTooLateAfterItsPeriodCSCH8) {
  Scenario s(kCatchUp);
  s.Given("Lead", "L1", {});
  s.Reopen("2026-03-02T11:30:01Z");  // six hours and a second
  s.RunUntil("2026-03-02T12:00:00Z");
  EXPECT_EQ(s.Story(), Words{"skipped(missed)"});
}

TEST(Schedules, NoOverlapSkipsAFiringWhileTheLastGoesOnCSCH9) {
  Scenario s(R"(automation "Morning" { every day at 11:00 am for Lead
    no overlap
    do { wait 30 hours
      set Lead.Tagline to "x" } })");
  s.Given("Lead", "L1", {});
  s.RunUntil("2026-03-05T00:00:00Z");
  EXPECT_EQ(s.Times("entered"), (Words{"2026-03-02T05:30:00Z", "2026-03-04T05:30:00Z"}));
  EXPECT_EQ(s.Times("skipped", "reason"), Words{"overlap"});
}

TEST(Schedules, NobodyMatchesAndNobodyIsToldCSCH2) {
  Scenario s(kMorning);
  s.RunUntil("2026-03-02T12:00:00Z");
  EXPECT_EQ(s.Story(), Words{"skipped(empty)"});
  EXPECT_TRUE(s.connector.attempts.empty());
}

}  // namespace
}  // namespace lsq::engine
