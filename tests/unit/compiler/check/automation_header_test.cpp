// SPDX-License-Identifier: Apache-2.0
// Triggers, schedules and header lines, by the ids of the domain.
#include <gtest/gtest.h>

#include "tests/unit/compiler/check/automation_codes.h"

namespace lsq::check {
namespace {

const Codes kNone;

TEST(Triggers, EachKindIsUnderstood) {
  for (const char* line :
       {"on new Lead", "on new Lead, including imports, bulk", "on new Account of type \"Customers\"", "on new Task",
        "on new Activity \"Call\" on Lead", "on new Activity on Opportunity", "on update of Lead.Score",
        "on update of [Lead.Score, Lead.City]", "on update of Lead",
        "on update of Lead.Stage from \"Prospect\" to \"Customer\"", "on update of Lead.Score crossing 50",
        "on Lead added to list \"Fresh\"", "on Task reminder", "on start of workday",
        "every hour at minute 30 for Lead where Lead.Score > 5", "every 2 days at 11:00 am for User",
        "every week on Monday, Thursday at 9:00 am for Opportunity",
        "every month on last day at 9:00 am for no entity"}) {
    EXPECT_EQ(Header(line), kNone) << line;
  }
}

TEST(Header, DatesAndSettling) {
  EXPECT_EQ(Header("on date Lead.Birthday, 3 days before at 9:00 am, every year"), kNone);
  EXPECT_EQ(Header("on date Lead.mx_End, at 9:00 am"), kNone);
  EXPECT_EQ(Header("on new Lead\n  settle 10 minutes"), kNone);
}

TEST(Triggers, OnADateNeedOne_B2) {
  EXPECT_EQ(Header("on date Lead.City, at 9:00 am"), Codes{"E_WRONG_TYPE"});
  EXPECT_EQ(Header("on date Lead.mx_End"), Codes{"E_NOT_SUPPORTED"});
  for (const char* offset : {"3 hours before", "-3 days before", "0 days after"}) {
    EXPECT_EQ(Header("on date Lead.Birthday, " + std::string(offset) + " at 9:00 am"), Codes{"E_BAD_NUMBER"}) << offset;
  }
  EXPECT_EQ(Header("on date Lead.Birthday, at 9:00 am, 3 days before at 9:00 am"), Codes{"E_CLAUSE_CONFLICT"});
}

TEST(Triggers, WatchTheirOwnRecord) {
  EXPECT_EQ(Header("on update of Lead.Owner.City"), Codes{"E_FIELD"});
  EXPECT_EQ(Header("on update of [Lead.City, Lead.Owner.City]"), Codes{"E_FIELD"});
  EXPECT_EQ(Header("on update of []"), Codes{"E_EMPTY_LIST"});
}

// It is understood, but not performed yet, so it is said.
TEST(Header, WhatComesLaterIsNotTakenInSilence) {
  EXPECT_EQ(Header("on new Lead", "send Lead to distribution engine"), Codes{"E_NOT_SUPPORTED"});
  EXPECT_EQ(Header("on new Lead", "split test \"S\", round robin {\n variant \"A\" { exit }\n}"),
            Codes{"E_NOT_SUPPORTED"});
  EXPECT_EQ(Header("on new Lead\n  quiet hours 9:00 pm to 8:00 am, defer"), Codes{"E_NOT_SUPPORTED"});
  EXPECT_EQ(Header("on new Lead\n  cap email 3 per Lead per week"), Codes{"E_NOT_SUPPORTED"});
  EXPECT_EQ(Header("on new Lead", "wait 2 business days"), Codes{"E_NOT_SUPPORTED"});
  EXPECT_EQ(CodesOf("template sms \"Due\" for Lead {\n  body text \"x\"\n}\n"), Codes{"E_NOT_SUPPORTED"});
}

TEST(Header, BelongsToNobody_C_ACT_8) {
  EXPECT_EQ(Header("on new Lead\n  when Lead.Owner is me"), Codes{"E_NO_RECORD"});
}

TEST(Triggers, MistakesInThem) {
  EXPECT_EQ(Header("on nwe Lead"), Codes{"E_UNKNOWN_TRIGGER"});
  EXPECT_EQ(Header("on nwe Lead\n  when Lead.Score > 1", "set Lead.City to \"x\""), Codes{"E_UNKNOWN_TRIGGER"});
  EXPECT_EQ(Header("on new Led"), Codes{"E_UNKNOWN_ENTITY"});
  EXPECT_EQ(Header("on new Ticket"), Codes{"E_TRIGGER_ENTITY"});
  EXPECT_EQ(Header("on new Lead, including import"), Codes{"E_CARD_SHAPE"});
  EXPECT_EQ(Header("on new Lead, quickly"), Codes{"E_UNKNOWN_CLAUSE"});
  EXPECT_EQ(Header("on new Lead, bulk, bulk"), Codes{"E_CLAUSE_TWICE"});
  EXPECT_EQ(Header("on update of Lead.Scor"), Codes{"E_UNKNOWN_FIELD"});
  EXPECT_EQ(Header("on update of Lead.City crossing 50"), Codes{"E_NOT_ORDERED"});
  EXPECT_EQ(Header("on update of Lead.Stage to \"Costumer\""), Codes{"E_UNKNOWN_OPTION"});
  EXPECT_EQ(Header("on new Lead\n  on new Account"), Codes{"E_TRIGGER_SUBJECTS"});
  EXPECT_EQ(Header("every hour for no entity\n  on new Lead"), Codes{"E_TRIGGER_SUBJECTS"});
  EXPECT_EQ(Header("on new Lead\n  every hour for no entity"), Codes{"E_TRIGGER_SUBJECTS"});
  EXPECT_EQ(Header("priority 10"), Codes{"E_NO_TRIGGER"});
  EXPECT_EQ(Header("new Lead\n  when Lead.Score > 1", "set Lead.City to \"x\""), Codes{"E_NO_TRIGGER"});
  EXPECT_EQ(CodesOf("automation \"A\" {\n  on new Lead\n}\n"), Codes{"E_NO_BODY"});
  EXPECT_EQ(CodesOf("automation \"A\" for Lead {\n  on new Lead\n}\n"), Codes{"E_AUTOMATION_FORM"});
  EXPECT_EQ(CodesOf("automation \" \" {\n  on new Lead\n  do { exit }\n}\n"), Codes{"E_AUTOMATION_FORM"});
  EXPECT_EQ(CodesOf("template email \"\" for Lead {\n  subject \"a\"\n  body text \"b\"\n}\n"),
            Codes{"E_TEMPLATE_FORM"});
  EXPECT_EQ(CodesOf("template \"Hi\" for Lead {\n  subject \"a\"\n  body text \"b\"\n}\n"), Codes{"E_TEMPLATE_FORM"});
}

TEST(Schedules, AreForLeadsUsersOpportunitiesAndNothing_SCH_3) {
  EXPECT_EQ(Header("every day at 9:00 am for Account"), Codes{"E_SCHEDULE_ENTITY"});
  EXPECT_EQ(Header("every day at 9:00 am for Task"), Codes{"E_SCHEDULE_ENTITY"});
}

TEST(Schedules, CriteriaAreAboutTheEntity_SCH_5) {
  EXPECT_EQ(Header("every day at 9:00 am for Opportunity where Opportunity.ProspectStage is \"Customer\""),
            Codes{"E_UNKNOWN_FIELD"});
}

TEST(Schedules, ForNoEntityHaveNeitherCriteriaNorNotification_SCH_10) {
  EXPECT_EQ(Header("every hour for no entity where 1 > 0"), Codes{"E_SCHEDULE_NONE_CRITERIA"});
  EXPECT_EQ(Header("every hour for no entity\n  when 1 > 0"), Codes{"E_SCHEDULE_NONE_CRITERIA"});
  EXPECT_EQ(Header("every hour for no entity\n  on failure { exit }"), Codes{"E_SCHEDULE_NONE_NOTIFY"});
}

TEST(Schedules, TellSomebodyOfFailures_SCH_6) {
  EXPECT_EQ(Header("every day at 9:00 am for Lead\n  on failure { notify user \"ops@acme.example\" }"), kNone);
}

TEST(Schedules, HaveAZoneAndCatchUp_C_SCH_8_C_SCH_9_C_SCH_11) {
  EXPECT_EQ(Header("every day at 9:00 am for Lead\n  timezone \"UTC\"\n  catch up once within 6 hours\n  no overlap"),
            kNone);
  EXPECT_EQ(Header("on new Lead\n  catch up once within 6 hours"), Codes{"E_POLICY_TRIGGER"});
}

TEST(Schedules, BareLateMonthDaysWarn_C_SCH_7) {
  EXPECT_EQ(Header("every month on day 31 at 9:00 am for Lead"), Codes{"W_MONTHDAY"});
  EXPECT_EQ(Header("every month on day 28 at 9:00 am for Lead"), kNone);
  EXPECT_EQ(Header("every month on day 31, or skip, at 9:00 am for Lead"), kNone);
}

TEST(Schedules, PartsThatDoNotFit) {
  for (const char* line :
       {"every 5 minutes for Lead", "every day at minute 30 for Lead", "every hour at 9:00 am for Lead",
        "every day on Monday for Lead", "every week on day 3 for Lead", "every month on day 32 for Lead",
        "every day at 9:00 am", "every day at noon for Lead"}) {
    EXPECT_EQ(Header(line), Codes{"E_SCHEDULE_FORM"}) << line;
  }
}

TEST(HeaderLines, AreThoseOfTheLibrary) {
  EXPECT_EQ(
      Header(
          "on new Lead\n  once per Lead in 30 days\n  priority 10\n  starts on 2026-01-01\n  ends on 2030-01-01, hard\n"
          "  exit when Lead.Stage is \"Customer\"\n  one at a time per Lead, queue\n"
          "  at most 3 runs per Lead per day\n  timezone \"Europe/London\""),
      kNone);
  EXPECT_EQ(Header("on new Lead\n  prioritise 10"), Codes{"E_UNKNOWN_HEADER"});
  EXPECT_EQ(Header("on new Lead\n  set Lead.Score to 1"), Codes{"E_UNKNOWN_HEADER"});
  EXPECT_EQ(Header("on new Lead\n  priority 1\n  priority 2"), Codes{"E_HEADER_TWICE"});
  EXPECT_EQ(Header("on new Lead\n  once per Account"), Codes{"E_POLICY_ENTITY"});
  EXPECT_EQ(Header("on new Lead\n  limit 100"), Codes{"E_POLICY_TRIGGER"});
  EXPECT_EQ(Header("every day at 9:00 am for Lead\n  limit 100"), kNone);
  EXPECT_EQ(Header("on new Lead\n  timezone \"Asia/Calcuta\""), Codes{"E_TZ_UNKNOWN"});
  EXPECT_EQ(Header("on new Lead\n  starts on 2027-01-02\n  ends on 2027-01-01"), Codes{"E_EMPTY_RANGE"});
  EXPECT_EQ(Header("on new Lead\n  ends on 2027-01-01\n  starts on 2027-01-01"), kNone);  // both days are included
}

TEST(HeaderLines, TakeNoMoreThanTheAccountAllows_SCH_7) {
  EXPECT_EQ(Header("every 2 days at 9:00 am for Lead\n  limit 25000"), kNone);
  EXPECT_EQ(Header("every 2 days at 9:00 am for Lead\n  limit 25001"), Codes{"W_OVER_LIMIT"});
  EXPECT_EQ(Header("every hour for Lead\n  limit 2501"), Codes{"W_OVER_LIMIT"});
  EXPECT_EQ(CodesOf("limits schedul { hourly: 3000 }\n"), Codes{"E_UNKNOWN_NAMED"});
  EXPECT_EQ(CodesOf("limits ours { parcels: 3 }\n"), Codes{});
  EXPECT_EQ(CodesOf("limits schedule { hourly: 3000 }\nautomation \"A\" {\n  every hour for Lead\n  limit 2501\n  do { "
                    "exit }\n}\n"),
            kNone);
}

TEST(Lists, WithAConditionAreThatCondition) {
  const auto on_list = [](const std::string& condition, const std::string& when) {
    return CodesOf("list \"P\" for Lead where " + condition + "\nautomation \"A\" {\n  on new Lead\n  when " + when +
                   "\n  do { exit }\n}\n");
  };
  EXPECT_EQ(on_list("Lead.City is \"Pune\" and Lead in list \"Fresh\"", "Lead in list \"P\""), kNone);
  EXPECT_EQ(on_list("Lead.City is \"Pune\"", "Lead not in list \"P\""), kNone);
  EXPECT_EQ(on_list("Lead.Ctiy is \"Pune\"", "Lead in list \"P\""), Codes{"E_UNKNOWN_FIELD"});  // once, where it stands
  EXPECT_EQ(on_list("Lead.Owner is me", "Lead in list \"P\""), Codes{"E_NO_RECORD"});
  EXPECT_EQ(on_list("Lead in list \"P\"", "Lead.Score > 1"), Codes{"E_NOT_SUPPORTED"});
  EXPECT_EQ(CodesOf("list \"P\" where Lead.City is \"Pune\"\n"), Codes{"E_DECLARATION_INCOMPLETE"});
  EXPECT_EQ(Header("on new Activity \"Call\" on Lead\n  when Lead in list \"Rich\""), kNone);
  EXPECT_EQ(Header("on new Opportunity\n  when Opportunity.Lead is filled and Opportunity.Lead in list \"Rich\""),
            kNone);
  EXPECT_EQ(Header("on new Opportunity\n  when Opportunity.Lead in list \"Rich\""), Codes{"E_NOT_SUPPORTED"});
  EXPECT_EQ(CodesOf("function f(a: Lead) returns Bool = a in list \"Rich\"\n"), Codes{"E_NOT_SUPPORTED"});
}

TEST(Cycles, AutomationsThatStartEachOther_C_TRG_10) {
  const auto sets = [](const std::string& name, const std::string& watched, const std::string& step,
                       const std::string& more = "") {
    return "automation \"" + name + "\" {\n  on update of " + watched + "\n" + more + "  do { " + step + " }\n}\n";
  };
  EXPECT_EQ(
      CodesOf(sets("A", "Lead.City", "set Lead.State to \"x\"") + sets("B", "Lead.State", "set Lead.City to \"y\"")),
      Codes{"W_CYCLE"});
  EXPECT_EQ(
      CodesOf(sets("A", "Lead.City", "set Lead.State to \"x\"") + sets("B", "Lead.State", "set Lead.Notes to \"y\"")),
      kNone);
  EXPECT_EQ(CodesOf(sets("A", "Lead.City", "set Lead.State to \"x\"", "  once per Lead\n") +
                    sets("B", "Lead.State", "set Lead.City to \"y\"")),
            kNone);
  EXPECT_EQ(CodesOf(sets("A", "Lead.Visits", "increase Lead.Visits by 1 from 0")), Codes{"W_CYCLE"});
  EXPECT_EQ(CodesOf(sets("A", "Lead.City", "set Lead.City to \"Pune\"")), kNone);  // the second save changes nothing
  EXPECT_EQ(CodesOf(sets("A", "Lead.Stage to \"Opportunity\"", "set Lead.Stage to \"Customer\"") +
                    sets("B", "Lead.Stage to \"Customer\"", "set Lead.Stage to \"Opportunity\"")),
            Codes{"W_CYCLE"});
  EXPECT_EQ(CodesOf(sets("A", "Lead.Stage to \"Opportunity\"", "set Lead.Stage to \"Customer\"")), kNone);
}

TEST(Projects, NamesAndEditions) {
  EXPECT_EQ(CodesOf("language 2026\n"), kNone);
  EXPECT_EQ(CodesOf("language 2027\n"), Codes{"E_EDITION"});
  EXPECT_EQ(CodesOf("automaton \"A\" { }\n"), Codes{"E_UNKNOWN_DECLARATION"});
  EXPECT_EQ(CodesOf("permission template \"T\" {\n  allow view Lead\n}\n"), Codes{"E_NOT_SUPPORTED"});
  EXPECT_EQ(CodesOf("prove nobody may export Lead\n"), Codes{"E_NOT_SUPPORTED"});
}

}  // namespace
}  // namespace lsq::check
