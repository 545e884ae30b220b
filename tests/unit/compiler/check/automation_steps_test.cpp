// SPDX-License-Identifier: Apache-2.0
// Steps: phrases of the library, what they set, merges, branches.
#include <gtest/gtest.h>

#include "tests/unit/compiler/check/automation_codes.h"

namespace lsq::check {
namespace {

const Codes kNone;

TEST(Actions, PhrasesAreMatched) {
  for (const char* step :
       {"send email \"Hi\" to Lead", "send email \"Hi\" to Lead as m\ncancel m", "notify user \"a@b.example\" \"x\"",
        "notify Lead.Owner default user \"a@b.example\" \"x\"", "add Lead to list \"Fresh\"",
        "update Lead { City: \"x\", Score: 1 }", "update Account of type \"Customers\" { Rank: 1 }",
        "increase Lead.Visits by 1 from 0", "post activity \"Call\" on Lead",
        "create task \"Call\" { due: now + 4 hours }", "send sms \"hello\" to Lead",
        "distribute Lead to users where User.City is Lead.City, round robin, otherwise nobody",
        "distribute Lead to users [\"A\", \"B\"], quota 3 per day for user \"A\", quota 4 per day for user \"B\"",
        "post to webhook \"crm\" as r {\nheader \"X-Key\" secret(\"crm\")\nheader \"X-Id\" \"7\"\nretry 3\non failure "
        "continue\n}"}) {
    EXPECT_EQ(Steps(step), kNone) << step;
  }
}

TEST(Actions, MistakesInPhrases) {
  EXPECT_EQ(Steps("sned email \"Hi\" to Lead"), Codes{"E_UNKNOWN_CARD"});
  EXPECT_EQ(Steps("send mail \"Hi\" to Lead"), Codes{"E_CARD_SHAPE"});
  EXPECT_EQ(Steps("send email \"Hi\""), Codes{"E_CARD_SHAPE"});
  EXPECT_EQ(Steps("send email \"Hi\" to Lead twice"), Codes{"E_CARD_SHAPE"});
  EXPECT_EQ(Steps("distribute Lead to group \"West\", round table"), Codes{"E_CARD_SHAPE"});
  EXPECT_EQ(Steps("distribute Lead to group \"West\", fairly"), Codes{"E_UNKNOWN_CLAUSE"});
  EXPECT_EQ(Steps("distribute Lead to group \"West\", sticky, sticky"), Codes{"E_CLAUSE_TWICE"});
  EXPECT_EQ(Steps("send email \"Hi\" to Lead {\nfrm user \"x\"\n}"), Codes{"E_UNKNOWN_LINE"});
  EXPECT_EQ(Steps("send email \"Hi\" to Lead {\non nothing { exit }\n}"), Codes{"E_UNKNOWN_HANDLER"});
  EXPECT_EQ(Steps("add Lead to list \"Fresh\" { City: \"x\" }"), Codes{"E_NO_FIELDS"});
  EXPECT_EQ(Steps("add Lead to list \"Fresh\" as x"), Codes{"E_NO_RESULT"});
  EXPECT_EQ(Steps("create appointment \"Visit\""), Codes{"E_ENTRY_MISSING"});
  EXPECT_EQ(Steps("update Lead { City: \"a\", City: \"b\" }"), Codes{"E_ENTRY_TWICE"});
  EXPECT_EQ(Steps("City: \"x\""), Codes{"E_NOT_A_STEP"});
  EXPECT_EQ(Steps("add Lead to list \"Rich\""), Codes{"E_DYNAMIC_LIST"});
}

TEST(Actions, UnknownWordsSuggestNearOnes) {
  const auto found = Compiled("automation \"A\" {\n  on new Lead\n  do { send mail \"Hi\" to Lead }\n}\n").diagnostics;
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].fixes.size(), 1u);
  EXPECT_EQ(found[0].fixes[0].edits[0].replacement, "email");
}

TEST(Actions, AreAvailableByTheGroupOfTheTrigger_ACC_4_AUP_3) {
  EXPECT_EQ(Steps("send email \"Hi\" to Lead", "on new Account"), Codes{"E_CARD_UNAVAILABLE"});
  EXPECT_EQ(Steps("update Account of type \"Customers\" { Rank: 1 }", "on new Account"), kNone);
  for (const char* trigger :
       {"on new Task", "on start of workday", "on new Opportunity", "on new Activity \"Call\" on Lead"}) {
    EXPECT_EQ(Steps("update Account of type \"Customers\" { Rank: 1 }", trigger), Codes{"E_CARD_UNAVAILABLE"})
        << trigger;
  }
}

TEST(Actions, AccountFieldsBelongToTheType_AUP_4) {
  EXPECT_EQ(Steps("update Account of type \"Customers\" { CollegeRank: 1 }"), Codes{"E_UNKNOWN_FIELD"});
  EXPECT_EQ(Steps("update Account of type \"Colleges\" { CollegeRank: 1 }"), kNone);
}

TEST(Fields, BelongToTheTypeThatTheTriggerNames_AUP_4) {
  const char* customers = "on new Account of type \"Customers\"";
  EXPECT_EQ(Steps("set Account.Rank to 1\nupdate Account { Rank: 2 }\nincrease Account.Rank by 1 from 0", customers),
            kNone);
  EXPECT_EQ(Steps("set Account.CollegeRank to 1", customers), Codes{"E_UNKNOWN_FIELD"});
  EXPECT_EQ(Steps("update Account { CollegeRank: 1 }", customers), Codes{"E_UNKNOWN_FIELD"});
  EXPECT_EQ(Steps("increase Account.CollegeRank by 1 from 0", customers), Codes{"E_UNKNOWN_FIELD"});
  EXPECT_EQ(Steps("if Account.CollegeRank > 1 { exit }", customers), Codes{"E_UNKNOWN_FIELD"});
  EXPECT_EQ(Steps("set Account.CollegeRank to 1", "on new Account"), kNone);  // any type
  EXPECT_EQ(
      Steps("set Account.Rank to 1", "on new Account of type \"Customers\"\n  on new Account of type \"Colleges\""),
      kNone);
}

// Both types have the field, of different types.
TEST(Fields, AreThoseOfTheTypeWhenTypesShareAName) {
  const std::string types =
      "activity type \"Demo\" { mx_Custom_1: Text }\nactivity type \"Call\" { mx_Custom_1: Number }\n";
  const auto with = [&](const std::string& type, const std::string& step) {
    return CodesOf(types + "automation \"A\" {\n  on new Activity \"" + type + "\" on Lead\n  do {\n" + step +
                   "\n}\n}\n");
  };
  EXPECT_EQ(with("Call", "set Activity.mx_Custom_1 to 5"), kNone);
  EXPECT_EQ(with("Demo", "set Activity.mx_Custom_1 to 5"), Codes{"E_TYPE"});
  EXPECT_EQ(with("Demo", "wait until activity \"Call\" where Activity.mx_Custom_1 > 5, at most 2 days\nexit"), kNone);
}

TEST(Actions, AccountFieldsTakeMergedValues_AUP_1) {
  EXPECT_EQ(Steps("update Account of type \"Customers\" { Stage: @{Lead:ProspectStage,}, City: \"@{Lead:City,x}\" }"),
            kNone);
  EXPECT_EQ(Steps("update Account of type \"Customers\" { Rank: @{Lead:City,} }"), Codes{"E_MERGE_CONVERT"});
}

TEST(Actions, FieldsThatCannotBeSet) {
  EXPECT_EQ(Steps("set Lead.CreatedOn to now"), Codes{"E_READ_ONLY"});
  EXPECT_EQ(Steps("update Lead { ProspectID: \"x\" }"), Codes{"E_READ_ONLY"});
  EXPECT_EQ(Steps("update Account of type \"Customers\" { AccountName: empty }"), Codes{"E_NEEDS_VALUE"});
  EXPECT_EQ(Steps("set Lead to 5"), Codes{"E_FIELD"});
}

TEST(Actions, AreDueAtADateThatIsThere_C_MM_7) {
  EXPECT_EQ(Steps("create task \"x\""), kNone);
  EXPECT_EQ(Steps("create task \"x\" { due: @{Lead:mx_End,}+24 }"), Codes{"E_MERGE_NODATE"});
  EXPECT_EQ(Steps("create task \"x\" { due: Lead.mx_End }"), Codes{"E_MERGE_NODATE"});
  EXPECT_EQ(Steps("if Lead.mx_End is filled { create task \"x\" { due: Lead.mx_End } }"), kNone);
  EXPECT_EQ(Steps("create task \"x\" { due: @{Lead:mx_End,2026-12-25 09:00:00}+24 }"), kNone);
}

TEST(Actions, WarnOfFeaturesThatNotEverybodyHas_QEM_7) {
  const std::string step = "send email \"Hi\" to Lead {\nattach \"x.pdf\"\n}";
  EXPECT_EQ(Steps(step), Codes{"W_FEATURE_OFF"});
  EXPECT_EQ(CodesOf("account feature \"attachments\"\nautomation \"A\" {\n  on new Lead\n  do {\n" + step + "\n}\n}\n"),
            kNone);
}

TEST(Actions, WarnOfTemplatesForCampaigns_QEM_9) {
  const auto send = [](const std::string& more) {
    return CodesOf("email template \"Gala\" for Lead" + more +
                   "\nautomation \"A\" {\n  on new Lead\n  do { send email \"Gala\" to Lead }\n}\n");
  };
  EXPECT_EQ(send(", editor visual"), Codes{"W_TEMPLATE_EDITOR"});
  EXPECT_EQ(send(""), kNone);
}

TEST(Actions, ListsNameSomething) {
  EXPECT_EQ(Steps("distribute Lead to users []"), Codes{"E_EMPTY_LIST"});
  EXPECT_EQ(Steps("send email \"Hi\" to Lead {\ncc []\n}"), Codes{"E_EMPTY_LIST"});
}

TEST(Actions, CountingNeedsAStart_C_ACT_7) {
  EXPECT_EQ(Steps("increase Lead.Visits by 1"), Codes{"E_INCREMENT_EMPTY"});
  EXPECT_EQ(Steps("if Lead.Visits is filled { increase Lead.Visits by 1 }"), kNone);
  EXPECT_EQ(Steps("increase Lead.City by 1 from 0"), Codes{"E_INCREMENT_TYPE"});
}

TEST(Actions, KeysAreNotWrittenDown_C_ACT_5) {
  EXPECT_EQ(Steps("post to webhook \"crm\" {\nheader \"X-Key\" \"hunter2\"\n}"), Codes{"E_SECRET_LITERAL"});
  EXPECT_EQ(Steps("set Lead.Notes to \"AKIAIOSFODNN7EXAMPLE\""), Codes{"E_SECRET_LITERAL"});
  EXPECT_EQ(Steps("set Lead.Notes to \"AKIA is a prefix\""), kNone);
}

// Else all leads that are alike in nothing would become one (C-MRG-8).
TEST(Searches, AskAboutWhatTheyLookFor) {
  EXPECT_EQ(Steps("if lead exists as match { exit }"), Codes{"E_SEARCH_ANY"});
  EXPECT_EQ(Steps("if lead exists as match where Lead.Phone is filled { exit }"), Codes{"E_SEARCH_ANY"});
  EXPECT_EQ(Steps("if lead exists as match where match.Account.City is Lead.City { exit }"), kNone);
  EXPECT_EQ(
      Steps("if not lead exists as match where match.Phone is Lead.Phone { exit } else { merge Lead into match }"),
      Codes{"E_NOT_A_VALUE"});
}

TEST(Merges, FollowASearch_MRG_1) {
  EXPECT_EQ(Steps("merge Lead into match"), Codes{"E_MERGE_NO_EXISTS"});
}

constexpr const char* kSearch = "if lead exists as match where match.Phone is Lead.Phone {\n";

TEST(Merges, StandOnItsYesPath_MRG_2) {
  const std::string search = kSearch;
  EXPECT_EQ(Steps(search + "merge Lead into match\n}"), kNone);
  EXPECT_EQ(Steps(search + "merge match into Lead\n}"), kNone);
  EXPECT_EQ(Steps(search + "exit\n} else {\nmerge Lead into match\n}"), Codes{"E_MERGE_NOT_YES"});
  EXPECT_EQ(Steps(search + "} else {\n}\nmerge Lead into match"), Codes{"E_MERGE_NOT_YES"});
  EXPECT_EQ(Steps(search + "merge Lead into Lead\n}"), Codes{"E_MERGE_NOT_YES"});
  EXPECT_EQ(Steps(search + "if lead exists as b where b.City is Lead.City {\nmerge match into b\n}\n}"),
            Codes{"E_MERGE_NOT_YES"});
  EXPECT_EQ(Steps(search + "wait 1 day\nif Lead.Score > 1 {\nmerge Lead into match\n}\n}"), kNone);
}

TEST(Merges, ConsumeTheMatch_C_MRG_9) {
  const std::string search = kSearch;
  EXPECT_EQ(Steps(search + "merge Lead into match\nmerge Lead into match\n}"), Codes{"E_MERGE_CONSUMED"});
  EXPECT_EQ(Steps(search + "if Lead.Score > 1 {\nmerge Lead into match\n}\nmerge Lead into match\n}"),
            Codes{"E_MERGE_CONSUMED"});
  EXPECT_EQ(Steps(search + "if Lead.Score > 1 {\nmerge Lead into match\n} else {\nmerge match into Lead\n}\n}"), kNone);
}

TEST(Merges, TellAWebhook_MRG_7) {
  const std::string search = kSearch;
  EXPECT_EQ(Steps(search + "merge Lead into match {\nthen post to webhook \"crm\"\n}\n}"), kNone);
  EXPECT_EQ(Steps(search + "merge Lead into match {\nthen post to webhook \"https://h.example\"\n}\n}"),
            Codes{"E_UNKNOWN_NAMED"});
}

TEST(Merges, FieldLists_MRG_5_MRG_6_C_MRG_3) {
  const auto merge = [](const std::string& line) {
    return Steps(kSearch + ("merge Lead into match {\n" + line + "\n}\n}"));
  };
  EXPECT_EQ(merge("overwrite empty fields"), kNone);
  EXPECT_EQ(merge("overwrite [Phone, mx_City]"), kNone);
  EXPECT_EQ(merge("overwrite []"), Codes{"E_MERGE_EMPTY_LIST"});
  EXPECT_EQ(merge("overwrite empty fields\noverwrite [Phone]"), Codes{"E_MERGE_MODES"});
  EXPECT_EQ(merge("append [Tagline, mx_Tags, Website] separated by \", \""), kNone);
  EXPECT_EQ(merge("append [Score]"), Codes{"E_APPEND_TYPE"});
  EXPECT_EQ(merge("append [EmailAddress]"), Codes{"E_APPEND_TYPE"});
  EXPECT_EQ(merge("append [Nonsense]"), Codes{"E_UNKNOWN_FIELD"});
}

TEST(Branches, SeveralArmsAreNotForAccounts_ACC_3) {
  EXPECT_EQ(Steps("if Account.City is \"A\" { exit } else if Account.City is \"B\" { exit }", "on new Account"),
            Codes{"E_MULTI_IF_ACCOUNT"});
  EXPECT_EQ(Steps("if Account.City is \"A\" { exit } else { if Account.City is \"B\" { exit } }", "on new Account"),
            kNone);
}

TEST(Branches, HaveOneConnective_C_CON_10) {
  EXPECT_EQ(Steps("if Lead.Score > 1 and Lead.Score < 9 or Lead.City is filled { exit }"), Codes{"E_MIXED_CONNECTIVE"});
  EXPECT_EQ(Steps("if (Lead.Score > 1 and Lead.Score < 9) or Lead.City is filled { exit }"), kNone);
}

TEST(Branches, CompareDatesInOneFormat_C_CON_11) {
  EXPECT_EQ(Steps("if Lead.mx_End > \"07/26/2018\" { exit }"), Codes{"E_DATE_FORMAT"});
}

TEST(Branches, AskForDataInOneWay_C_CON_6) {
  for (const auto& [asked, written] :
       std::vector<std::pair<std::string, std::string>>{{"Lead.City contains data", "is filled"},
                                                        {"Lead.City not contains data", "is empty"},
                                                        {"Lead.mx_End is defined", "is filled"},
                                                        {"Lead.mx_End is not defined", "is empty"}}) {
    const auto found =
        Compiled("automation \"A\" {\n  on new Lead\n  when " + asked + "\n  do { exit }\n}\n").diagnostics;
    ASSERT_EQ(found.size(), 1u) << asked;
    EXPECT_EQ(found[0].fixes.at(0).edits[0].replacement, written);
  }
}

TEST(Branches, WhatIsNeverReached) {
  EXPECT_EQ(Steps("exit\nset Lead.Score to 1"), Codes{"W_UNREACHABLE"});
  EXPECT_EQ(Steps("if Lead.Score > 1 { exit } else { exit }\nset Lead.Score to 1"), Codes{"W_UNREACHABLE"});
  EXPECT_EQ(Steps("if Lead.Score > 1 { exit }\nset Lead.Score to 1"), kNone);
  EXPECT_EQ(Steps("if Lead.Score > 1 { exit } else if Lead.Score > 1 { exit }"), Codes{"W_DEAD_BRANCH"});
}

TEST(Branches, NarrowTheirSteps) {
  EXPECT_EQ(Steps("if Lead.Owner is filled { notify Lead.Owner \"x\" }"), kNone);
  EXPECT_EQ(Steps("notify Lead.Owner \"x\""), Codes{"E_MAYBE_EMPTY"});
  EXPECT_EQ(Steps("if Lead.Owner is empty { exit }\nnotify Lead.Owner \"x\""), kNone);
  EXPECT_EQ(Steps("if Lead.Owner is filled {\nwait 1 day\nnotify Lead.Owner \"x\"\n}"), Codes{"E_MAYBE_EMPTY"});
}

TEST(Lets, AreUsedAndNamedOnce) {
  EXPECT_EQ(Steps("let a be 1"), Codes{"W_UNUSED"});
  EXPECT_EQ(Steps("let a be 1\nset Lead.Score to a"), kNone);
  EXPECT_EQ(Steps("let a be 1\nset Lead.Notes to \"@{a}\""), kNone);
  EXPECT_EQ(Steps("let Lead be 1"), Codes{"E_NAME_TAKEN"});
}

TEST(Activities, BringTheirLead) {
  const char* trigger = "on new Activity \"Call\" on Lead";
  EXPECT_EQ(Steps("add Lead to list \"Fresh\"\nset Lead.Score to 1", trigger), kNone);
  EXPECT_EQ(Steps("wait 1 day\nadd Lead to list \"Fresh\"", trigger), kNone);
  EXPECT_EQ(Steps("set Lead.Notes to \"@{Activity:Note,none}\"", trigger), kNone);
  EXPECT_EQ(Steps("set Lead.Notes to \"@{Activity:Note,none}\""), Codes{"E_MERGE_NO_ACTIVITY"});
}

}  // namespace
}  // namespace lsq::check
