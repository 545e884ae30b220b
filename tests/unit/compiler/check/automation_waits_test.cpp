// SPDX-License-Identifier: Apache-2.0
// Waits and tests, by the ids of the domain.
#include <gtest/gtest.h>

#include "tests/unit/compiler/check/automation_codes.h"

namespace lsq::check {
namespace {

const Codes kNone;

TEST(Waits, EachFormIsUnderstood) {
  for (const char* step :
       {"wait 2 weeks", "wait 1 month, then on Monday at 9:00 am", "wait 1 day, then at 9:00 am",
        "wait until 2026-12-25 09:00", "wait until 2026-12-25", "wait until 9:00 am", "wait until Monday at 9:00 am",
        "wait until @{Lead:mx_End,}-48, if empty exit, if past exit", "wait until Lead.mx_End, if empty continue",
        "wait until @{Lead:mx_End,2026-12-25 09:00:00}+24", "wait until Lead.Score > 50, at most 30 days, else exit",
        "wait until Lead.Score > 50", "wait until Lead.Account.Stage is \"Customer\"",
        "wait until any of (activity \"Demo\", activity \"Call\" where Activity.Note is filled), at most 2 days, else "
        "continue\nexit"}) {
    EXPECT_EQ(Steps(step), kNone) << step;
  }
}

TEST(Waits, ForSecondsAreRefused_WAIT_2) {
  EXPECT_EQ(Steps("wait 30 seconds"), Codes{"E_WAIT_UNIT"});
  EXPECT_EQ(Steps("wait until Lead.Score > 5, at most 30 seconds"), Codes{"E_WAIT_UNIT"});
}

TEST(Waits, ForMailsFollowTheirSending_WAIT_6_WAIT_7) {
  EXPECT_EQ(Steps("wait until opened, at most 1 day"), Codes{"E_WAITUNTIL_NO_EMAIL"});
  EXPECT_EQ(Steps("wait until welcome is opened, at most 1 day"), Codes{"E_WAITUNTIL_NO_EMAIL"});
  const std::string send = "send email \"Hi\" to Lead as welcome\n";
  EXPECT_EQ(Steps(send + "wait until welcome is opened, at most 1 day, else exit"), kNone);
  EXPECT_EQ(Steps(send + "wait until offer is opened, at most 1 day"), Codes{"E_UNKNOWN_EMAIL"});
  EXPECT_EQ(Steps(send + "wait until welcome is openned, at most 1 day"), Codes{"E_UNKNOWN_EVENT"});
  EXPECT_EQ(Steps("if Lead.Score > 1 {\n" + send + "}\nwait until welcome is opened, at most 1 day"),
            Codes{"E_WAITUNTIL_NO_EMAIL"});
}

TEST(Waits, GroupsHoldSomething_WAIT_9) {
  EXPECT_EQ(Steps("wait until any of (), at most 1 day\nexit"), Codes{"E_EMPTY_GROUP"});
  const std::string send = "send email \"Hi\" to Lead as m\n";
  EXPECT_EQ(Steps(send + "wait until all of (m is opened, m is clicked), at most 3 days { exit } else exit"), kNone);
  EXPECT_EQ(Steps(send + "wait until all of (m is opened, Lead.Score > 1)"), Codes{"E_WAIT_FORM"});
}

TEST(Waits, ForActivitiesAreFollowedByAStep_B3) {
  EXPECT_EQ(Steps("wait until activity \"Demo\", at most 2 days"), Codes{"E_WAIT_NO_STEP"});
  EXPECT_EQ(Steps("wait until activity \"Demo\", at most 2 days\nexit"), kNone);
}

TEST(Waits, TimeZonesHaveDefaults_WAIT_11) {
  EXPECT_EQ(Steps("wait 1 day, timezone Lead.TimeZone"), Codes{"E_TZ_NO_DEFAULT"});
  EXPECT_EQ(Steps("wait 1 day, timezone @{Lead:TimeZone,}"), Codes{"E_TZ_NO_DEFAULT"});
  EXPECT_EQ(Steps("wait 1 day, timezone @{Lead:TimeZone,UTC}"), kNone);
  EXPECT_EQ(Steps("wait 1 day, timezone Lead.TimeZone default \"UTC\""), kNone);
  EXPECT_EQ(Steps("wait 1 day, timezone \"India Standard Time\""), kNone);
  EXPECT_EQ(Steps("wait 1 day, timezone \"Asia/Kolkatta\""), Codes{"E_TZ_UNKNOWN"});
  EXPECT_EQ(Steps("wait 1 day, timezone \"+05:30\""), Codes{"E_TZ_UNKNOWN"});
}

TEST(Waits, WithATimeZoneAreNotForNoEntity_WAIT_12) {
  const char* none = "every day at 9:00 am for no entity";
  EXPECT_EQ(Steps("wait 1 day, timezone \"UTC\"", none), Codes{"E_CARD_UNAVAILABLE"});
  EXPECT_EQ(Steps("wait 1 day", none), kNone);
}

TEST(Waits, OffsetsAreHours_WAIT_14) {
  EXPECT_EQ(Steps("wait until @{Lead:mx_End,}+1d, if empty exit"), Codes{"E_MERGE_UNIT"});
  EXPECT_EQ(Steps("wait until @{Lead:Phone,}+24, if empty exit"), Codes{"E_MERGE_TYPE"});
}

TEST(Waits, ForMissingDatesSayWhatThen_C_MM_7) {
  EXPECT_EQ(Steps("wait until @{Lead:mx_End,}"), Codes{"E_MERGE_NODATE"});
  EXPECT_EQ(Steps("wait until @{Lead:mx_End,}, if empty fail"), kNone);
}

TEST(Waits, ForThePastWarn_C_WAIT_4) {
  EXPECT_EQ(Steps("wait until 2020-01-01 09:00"), Codes{"W_WAIT_PAST"});
}

TEST(Waits, ForConditionsThatSomethingChanges) {
  EXPECT_EQ(Steps("wait until Lead.mx_End < now"), Codes{"E_WAIT_CLOCK"});
  EXPECT_EQ(Steps("wait until Lead.CreatedOn in last 3 days"), Codes{"E_WAIT_CLOCK"});
  EXPECT_EQ(Steps("wait until 1 > 2"), Codes{"E_WAIT_CONSTANT"});
  EXPECT_EQ(Steps("wait until Lead.Account.Owner.City is \"Pune\""), Codes{"E_WAIT_HOPS"});
}

TEST(Waits, ElseNeedsATime) {
  EXPECT_EQ(Steps("wait until Lead.Score > 5, else exit"), Codes{"E_WAIT_ELSE"});
  EXPECT_EQ(Steps("wait until Lead.Score > 5, if empty exit"), Codes{"E_WAIT_FORM"});
  EXPECT_EQ(Steps("wait until Lead.Score > 5, at most 3 days { exit } else { exit }\nset Lead.Score to 1"),
            Codes{"W_UNREACHABLE"});
  EXPECT_EQ(Steps("wait 1 day, soon"), Codes{"E_UNKNOWN_CLAUSE"});
  EXPECT_EQ(Steps("wait until Lead.mx_End, if empty"), Codes{"E_UNKNOWN_CLAUSE"});
  EXPECT_EQ(Steps("wait 1 day, then on Monday at 9:00 am, then at 10:00 am"), Codes{"E_CLAUSE_TWICE"});
  EXPECT_EQ(Steps("wait"), Codes{"E_WAIT_FORM"});
}

TEST(Waits, WatchWhatTheyRead) {
  const auto compiled = Compiled(
      "automation \"A\" {\n  on new Lead\n  do { wait until Lead.Account.Stage is \"Customer\" or Lead.Score > 5 "
      "}\n}\n");
  ASSERT_FALSE(compiled.has_errors);
  const program::Automation& automation = compiled.program.automations.at(0);
  const auto& wait = std::get<program::WaitStep>(automation.scope[automation.body].steps.at(0).node);
  std::vector<std::string> watched;
  for (const auto field : std::get<program::WaitStep::UntilCondition>(wait.until).watched) {
    watched.push_back(compiled.program.catalog.field(field).name);
  }
  EXPECT_EQ(watched, (std::vector<std::string>{"Stage", "Account", "Score"}));
}

TEST(Tests, LinesAreUnderstood) {
  EXPECT_EQ(
      CodesOf("test \"t\" {\n  given Lead { FirstName: \"Asha\" }\n  given Lead as other { Score: 1 }\n"
              "  at 2026-03-06 17:00, timezone \"Asia/Kolkata\"\n  event new Lead\n  after 2 hours, event welcome is "
              "opened\n"
              "  event update of Lead { Score: 51 }\n  event activity \"Call\" on Lead { Note: \"x\" }\n"
              "  expect Lead.Score is 51\n  expect emails [\"Welcome\"]\n  expect no emails\n  expect run completed\n"
              "  expect run failed because F_MAXLENGTH\n  expect error LSQ2104 in \"file.lsq\"\n}\n"),
      kNone);
}

TEST(Tests, MistakesInThem) {
  const auto line = [](const std::string& text) {
    return CodesOf("test \"t\" {\n  given Lead { Score: 1 }\n  " + text + "\n}\n");
  };
  EXPECT_EQ(line("assert Lead.Score is 1"), Codes{"E_TEST_LINE"});
  EXPECT_EQ(line("given Lead { Score: 2 }"), Codes{"E_NAME_TAKEN"});
  EXPECT_EQ(line("given Led"), Codes{"E_UNKNOWN_ENTITY"});
  EXPECT_EQ(line("event Lead"), Codes{"E_TEST_EVENT"});
  EXPECT_EQ(line("expect run finished"), Codes{"E_RUN_STATE"});
  EXPECT_EQ(line("expect error LSQ9999"), Codes{"E_TEST_EXPECT"});
  EXPECT_EQ(line("at 2026-03-06 17:00, timezone \"Mars\""), Codes{"E_TZ_UNKNOWN"});
  EXPECT_EQ(CodesOf("test \"t\" {\n}\ntest \"t\" {\n}\n"), Codes{"E_TEST_TWICE"});
}

}  // namespace
}  // namespace lsq::check
