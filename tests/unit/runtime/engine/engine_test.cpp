// SPDX-License-Identifier: Apache-2.0
// Events in, effects out: triggers, entry rules, waits and failures by the ids of the domain.
#include "tests/unit/runtime/engine/scenario.h"

namespace lsq::engine {
namespace {

constexpr const char* kWelcome = R"(
automation "Welcome" {
  on new Lead
  when Lead.Source is "Web"
  do {
    send email "Hello" to Lead as hello
    wait until hello is opened, at most 1 day {
      set Lead.ProspectStage to "Opportunity"
    } else exit
  }
}
template email "Hello" for Lead { subject "Hi @{Lead:FirstName,there}"
  body text "Welcome" }
)";

Fields Asha() {
  return {{"FirstName", T("Asha")}, {"EmailAddress", T("asha@x.example")}, {"Source", T("Web")}};
}

TEST(Engine, AnOpenedMailPromotesTheLeadWAIT13) {
  Scenario s(kWelcome);
  s.New("2026-03-02T04:00:00Z", "L1", Asha());
  s.Send(s.Make("2026-03-02T05:00:00Z", "email_opened", "L1", {}, "Hello"));
  s.RunUntil("2026-03-04T00:00:00Z");
  EXPECT_EQ(s.Story(), (Words{"entered", "send_email", "waiting", "resumed", "update", "completed"}));
  EXPECT_EQ(s.Times("update"), Words{"2026-03-02T05:00:00Z"});
  EXPECT_EQ(s.Get("Lead", "L1").Get("ProspectStage"), T("Opportunity"));
  ASSERT_EQ(s.connector.attempts.size(), 1u);
  EXPECT_NE(s.connector.attempts[0].body.find("Hi Asha"), std::string::npos);
}

TEST(Engine, AMailNeverOpenedExitsWhenTheTimeIsUpWAIT8) {
  Scenario s(kWelcome);
  s.New("2026-03-02T04:00:00Z", "L1", Asha());
  s.RunUntil("2026-03-04T00:00:00Z");
  EXPECT_EQ(s.Story(), (Words{"entered", "send_email", "waiting", "resumed(timeout)", "exited(timeout)"}));
  EXPECT_EQ(s.Times("exited"), Words{"2026-03-03T04:00:00Z"});
}

TEST(Engine, AnEventAtTheVeryTimeOutWinsCWAIT11) {
  Scenario s(kWelcome);
  s.New("2026-03-02T04:00:00Z", "L1", Asha());
  s.Send(s.Make("2026-03-03T04:00:00Z", "email_opened", "L1", {}, "Hello"));
  s.RunUntil("2026-03-04T00:00:00Z");
  EXPECT_EQ(s.Story().back(), "completed");
}

TEST(Engine, ARedeliveredEventStartsNothing) {
  Scenario s(kWelcome);
  const Incoming event = s.Make("2026-03-02T04:00:00Z", "new", "L1", Asha());
  s.Send(event);
  s.RunUntil("2026-03-02T06:00:00Z");
  s.Send(event);
  s.RunUntil("2026-03-02T07:00:00Z");
  EXPECT_EQ(s.Times("entered").size(), 1u);
}

TEST(Engine, CriteriaDecideWhoEntersETRG1) {
  Scenario s(kWelcome);
  Fields fields = Asha();
  fields["Source"] = T("Fair");
  s.New("2026-03-02T04:00:00Z", "L1", fields);
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Story(), Words{});
}

TEST(Engine, AnInvalidAddressFailsTheRunCACT1) {
  Scenario s(kWelcome);
  Fields fields = Asha();
  fields["EmailAddress"] = T("asha at x");
  s.New("2026-03-02T04:00:00Z", "L1", fields);
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Story(), (Words{"entered", "failed(F_EMAIL_INVALID)"}));
  EXPECT_TRUE(s.connector.attempts.empty());
}

TEST(Engine, WhoWantsNoMailGetsNoneCACT2) {
  Scenario s(kWelcome);
  Fields fields = Asha();
  fields["DoNotEmail"] = B(true);
  s.New("2026-03-02T04:00:00Z", "L1", fields);
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Story(), (Words{"entered", "failed(F_DO_NOT_EMAIL)"}));
}

// ---- Triggers

constexpr const char* kCity = R"(
automation "City" { on update of Lead.mx_City
  do { set Lead.Tagline to "moved" } }
)";

TEST(Engine, AnUpdateThatChangesNothingStartsNothingCTRG3) {
  Scenario s(kCity);
  s.Given("Lead", "L1", {{"mx_City", T("Pune")}});
  s.Update("2026-03-02T04:00:00Z", "L1", {{"mx_City", T(" pune ")}});
  s.Update("2026-03-02T05:00:00Z", "L1", {{"Phone", T("1")}});
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Story(), Words{});
  s.Update("2026-03-02T07:00:00Z", "L1", {{"mx_City", T("Goa")}});
  s.RunUntil("2026-03-02T08:00:00Z");
  EXPECT_EQ(s.Story(), (Words{"entered", "update", "completed"}));
}

TEST(Engine, CrossingIsStrictCTRG8) {
  Scenario s(R"(automation "Hot" { on update of Lead.Score crossing 50
    do { set Lead.Tagline to "hot" } })");
  s.Given("Lead", "L1", {{"Score", N(50)}});
  s.Update("2026-03-02T04:00:00Z", "L1", {{"Score", N(49)}});
  s.Update("2026-03-02T04:01:00Z", "L1", {{"Score", N(50)}});
  s.Update("2026-03-02T04:02:00Z", "L1", {{"Score", N(51)}});
  s.Update("2026-03-02T04:03:00Z", "L1", {{"Score", N(60)}});
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Times("entered"), Words{"2026-03-02T04:02:00Z"});
}

TEST(Engine, The51stEntryOfADayIsSkippedAndToldOnceCTRG2) {
  Scenario s(kCity);
  s.Given("Lead", "L1", {{"mx_City", T("Pune")}});
  for (int i = 0; i < 53; ++i) {
    const std::string minute = (i < 10 ? "0" : "") + std::to_string(i);
    s.Update("2026-03-02T04:" + minute + ":00Z", "L1", {{"mx_City", T("City " + std::to_string(i))}});
  }
  s.Update("2026-03-02T18:30:00Z", "L1", {{"mx_City", T("Next day")}});  // midnight in Kolkata
  s.RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(s.Times("entered").size(), 51u);
  EXPECT_EQ(s.Times("skipped", "reason"), (Words{"loop_guard", "loop_guard", "loop_guard"}));
  EXPECT_EQ(s.connector.attempts.size(), 1u);
}

TEST(Engine, ImportsStartOnlyWhatSaysSoCTRG6) {
  Scenario s(kWelcome);
  Incoming event = s.Make("2026-03-02T04:00:00Z", "new", "L1", Asha());
  event.import = true;
  s.Send(event);
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Story(), Words{});
}

TEST(Engine, PriorityThenNameOrdersAutomationsCTRG7) {
  Scenario s(R"(
automation "B" { on update of Lead.mx_City
  do { set Lead.Tagline to "b" } }
automation "A" { on update of Lead.mx_City
  do { set Lead.Tagline to "a" } }
automation "C" { on update of Lead.mx_City
  priority 1
  do { set Lead.Tagline to "c" } }
)");
  s.Given("Lead", "L1", {});
  s.Update("2026-03-02T04:00:00Z", "L1", {{"mx_City", T("Goa")}});
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Times("entered", "automation"), (Words{"C", "A", "B"}));
}

TEST(Engine, OncePerPeriodLetsARecordInAgainAfterItCTRG1) {
  Scenario s(R"(automation "Once" { on update of Lead.mx_City
    once per Lead in 1 day
    do { set Lead.Tagline to "x" } })");
  s.Given("Lead", "L1", {});
  s.Update("2026-03-02T04:00:00Z", "L1", {{"mx_City", T("Goa")}});
  s.Update("2026-03-02T05:00:00Z", "L1", {{"mx_City", T("Pune")}});
  s.Update("2026-03-03T05:00:00Z", "L1", {{"mx_City", T("Delhi")}});
  s.RunUntil("2026-03-04T00:00:00Z");
  EXPECT_EQ(s.Times("entered").size(), 2u);
  EXPECT_EQ(s.Times("skipped", "reason"), Words{"once"});
}

// ---- Waits

TEST(Engine, AWaitOfDaysKeepsTheClocksOfTheZoneCWAIT1) {
  Scenario s(R"(automation "Wait" { on update of Lead.mx_City
    do { wait 1 day, timezone "America/New_York"
      set Lead.Tagline to "x" } })");
  s.Given("Lead", "L1", {});
  s.Update("2026-03-07T17:00:00Z", "L1", {{"mx_City", T("Goa")}});  // noon in New York, the day before the change
  s.RunUntil("2026-03-09T00:00:00Z");
  EXPECT_EQ(s.Times("update"), Words{"2026-03-08T16:00:00Z"});
}

TEST(Engine, ADateThatMovesMovesTheWaitCWAIT7) {
  Scenario s(R"(automation "Renew" { on new Lead
    do { wait until @{Lead:mx_End,}+24, if empty exit
      set Lead.Tagline to "x" } })");
  s.New("2026-03-02T04:00:00Z", "L1", {{"mx_End", Value(At("2026-03-05T00:00:00Z"))}});
  s.Update("2026-03-03T04:00:00Z", "L1", {{"mx_End", Value(At("2026-03-07T00:00:00Z"))}});
  s.RunUntil("2026-03-10T00:00:00Z");
  EXPECT_EQ(s.Times("waiting", "until"), (Words{"2026-03-06T00:00:00Z", "2026-03-08T00:00:00Z"}));
  EXPECT_EQ(s.Times("update"), Words{"2026-03-08T00:00:00Z"});
}

TEST(Engine, ADateThatIsEmptyExitsWhereTheWaitSaysSoCMM7) {
  Scenario s(R"(automation "Renew" { on new Lead
    do { wait until @{Lead:mx_End,}+24, if empty exit
      set Lead.Tagline to "x" } })");
  s.New("2026-03-02T04:00:00Z", "L1", {});
  s.RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(s.Story(), (Words{"entered", "exited(no_date)"}));
}

TEST(Engine, AConditionWakesTheRunWhenItComesTrueWAIT1) {
  Scenario s(R"(automation "Score" { on new Lead
    do { wait until Lead.Score > 50, at most 30 days, else exit
      set Lead.Tagline to "hot" } })");
  s.New("2026-03-02T04:00:00Z", "L1", {{"Score", N(1)}});
  s.Update("2026-03-02T05:00:00Z", "L1", {{"Score", N(40)}});
  s.Update("2026-03-02T06:00:00Z", "L1", {{"Score", N(51)}});
  s.RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(s.Story(), (Words{"entered", "waiting", "resumed", "update", "completed"}));
  EXPECT_EQ(s.Times("resumed"), Words{"2026-03-02T06:00:00Z"});
}

TEST(Engine, OnlyActivitiesSinceTheWaitBeganCountCWAIT10) {
  Scenario s(R"(automation "Demo" { on new Lead
    do { wait 1 hour
      wait until any of (activity "Demo", activity "Outbound Call"), at most 2 days, else exit
      set Lead.Tagline to "x" } })");
  s.New("2026-03-02T04:00:00Z", "L1", {});
  s.Send(s.Make("2026-03-02T04:30:00Z", "activity", "L1", {}, "Demo"));
  s.Send(s.Make("2026-03-02T07:00:00Z", "activity", "L1", {{"ActivityEvent", N(22)}}));
  s.RunUntil("2026-03-05T00:00:00Z");
  EXPECT_EQ(s.Times("update"), Words{"2026-03-02T07:00:00Z"});
}

TEST(Engine, ARunAboutAnActivityWaitsForOthersOnItsLead) {
  Scenario s(R"(automation "Demo" { on new Activity "Outbound Call" on Lead
    do { wait until activity "Demo", at most 2 days, else exit
      set Lead.Tagline to "x" } })");
  s.Given("Lead", "L1", {});
  s.Send(s.Make("2026-03-02T04:30:00Z", "activity", "L1", {}, "Outbound Call"));
  s.Send(s.Make("2026-03-02T07:00:00Z", "activity", "L1", {}, "Demo"));
  s.RunUntil("2026-03-05T00:00:00Z");
  EXPECT_EQ(s.Times("update"), Words{"2026-03-02T07:00:00Z"});
}

TEST(Engine, RunsStayOnTheVersionTheyBeganWithCWAIT8) {
  const auto source = [](const char* days) {
    return std::string("automation \"Wait\" { on new Lead\n do { wait ") + days +
           " days\n set Lead.Tagline to \"x\" } }\n";
  };
  Scenario s(source("5"));
  s.New("2026-03-02T04:00:00Z", "L1", {});
  s.RunUntil("2026-03-03T00:00:00Z");
  s.Publish(source("7"));
  s.New("2026-03-03T04:00:00Z", "L2", {});
  s.RunUntil("2026-03-20T00:00:00Z");
  EXPECT_EQ(s.Times("update"), (Words{"2026-03-07T04:00:00Z", "2026-03-10T04:00:00Z"}));
}

// ---- Schedules

TEST(Engine, EverySecondMorningFromTheDayOfPublicationCSCH4) {
  Scenario s(R"(automation "Morning" { every 2 days at 11:00 am for Lead where Lead.mx_City is "Pune"
    do { set Lead.Tagline to "x" } })",
             "2026-03-01T08:30:00Z");  // 14:00 in Kolkata
  s.Given("Lead", "L1", {{"mx_City", T("Pune")}});
  s.Given("Lead", "L2", {{"mx_City", T("Goa")}});
  s.RunUntil("2026-03-06T00:00:00Z");
  EXPECT_EQ(s.Times("entered"), (Words{"2026-03-03T05:30:00Z", "2026-03-05T05:30:00Z"}));
}

TEST(Engine, OneRecordTooManyAndNobodyEntersSCH8) {
  Scenario s(R"(automation "Morning" { every day at 11:00 am for Lead
    limit 2
    on failure { notify user "ops@x.example" "too many" }
    do { set Lead.Tagline to "x" } })");
  s.Given("User", "U1",
          {{"FirstName", T("Ops")},
           {"EmailAddress", T("ops@x.example")},
           {"IsActive", B(true)},
           {"Role", T("Admin")},
           {"IsCheckedIn", B(true)},
           {"IsWorkingToday", B(true)}});
  for (const char* id : {"L1", "L2"}) s.Given("Lead", id, {});
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Times("entered").size(), 2u);
  s.Given("Lead", "L3", {});
  s.RunUntil("2026-03-03T06:00:00Z");
  EXPECT_EQ(s.Times("entered").size(), 2u);
  EXPECT_EQ(s.Times("skipped", "reason"), Words{"limit"});
  EXPECT_EQ(s.connector.attempts.size(), 1u);
}

}  // namespace
}  // namespace lsq::engine
