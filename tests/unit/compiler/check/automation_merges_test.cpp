// SPDX-License-Identifier: Apache-2.0
// Mail merges where automations and mails have them, by the ids of the domain.
#include <gtest/gtest.h>

#include "tests/unit/compiler/check/automation_codes.h"

namespace lsq::check {
namespace {

const Codes kNone;

TEST(Merging, IsByContext_C_MM_1) {
  EXPECT_EQ(Steps("set Lead.Notes to \"Score @{Lead:Score,0}+24\""), kNone);  // text
  EXPECT_EQ(Steps("set Lead.City to @{Lead:State,}"), kNone);                 // a value
  EXPECT_EQ(Steps("wait until @{Lead:mx_End,}+24, if empty exit"), kNone);    // a date
  EXPECT_EQ(Steps("if Lead.City is @{Lead:State,} { exit }"), kNone);         // an operand
  EXPECT_EQ(Steps("set Lead.Score to @{Lead:City,}"), Codes{"E_MERGE_CONVERT"});
}

TEST(Merging, AllowsEverySpelling_C_MM_2) {
  for (const char* tag : {"@{Lead:FirstName}", "@{ Lead : FirstName ,}", "@{Lead:FirstName,}", "@<Lead:FirstName,>"}) {
    EXPECT_EQ(Steps("set Lead.Notes to \"Hi " + std::string(tag) + "!\""), Codes{"W_MERGE_NO_DEFAULT"}) << tag;
  }
  EXPECT_EQ(Steps("set Lead.Notes to \"@{Lead:FirstName,Dear, friend}\""), kNone);
  EXPECT_EQ(Steps("set Lead.Notes to \"@{Lead:FirstName,@{Lead:LastName,}}\""), Codes{"E_MERGE_NESTED"});
}

TEST(Merging, ReadsTheDefaultBeforeTheOffset_C_MM_9) {
  EXPECT_EQ(Steps("wait until @{Lead:mx_End,2027-01-01 00:00:00}+24"), kNone);
  EXPECT_EQ(Steps("wait until @{Lead:mx_End,2027-13-01}+24"), Codes{"E_MERGE_DEFAULT"});
  EXPECT_EQ(Steps("wait until @{Lead:mx_End,soon}+24"), Codes{"E_MERGE_DEFAULT"});
}

TEST(Merging, AddsWholeHoursOnce_C_MM_10) {
  EXPECT_EQ(Steps("wait until @{Lead:mx_End,} + 24, if empty exit"), kNone);
  EXPECT_EQ(Steps("wait until @{Lead:mx_End,}-48, if empty exit"), kNone);
  EXPECT_EQ(Steps("wait until @{Lead:mx_End,}+1.5, if empty exit"), Codes{"E_MERGE_OFFSET"});
  EXPECT_EQ(Steps("wait until @{Lead:mx_End,}+24+24, if empty exit"), Codes{"E_MERGE_OFFSET"});
}

TEST(Merging, AddsHoursToDatesOnly_C_MM_11_C_MM_12) {
  EXPECT_EQ(Steps("wait until @{Lead:Birthday,}+3, if empty exit"), kNone);
  EXPECT_EQ(Steps("wait until @{Lead:Score,}+24, if empty exit"), Codes{"E_MERGE_TYPE"});
}

TEST(Merging, NamesWhatIsThere_C_MM_13_MM_3_MM_4) {
  EXPECT_EQ(Steps("set Lead.Notes to \"@{Ticket:Subject,}\""), Codes{"E_MERGE_PREFIX"});
  EXPECT_EQ(Steps("set Lead.Notes to \"@{lead:City,x}\""), Codes{"E_MERGE_PREFIX"});  // E-MM-2
  EXPECT_EQ(Steps("set Lead.Notes to \"@{Account:AccountName,x}\""), kNone);
  const auto found =
      Compiled("automation \"A\" {\n  on new Lead\n  do { set Lead.Notes to \"@{Lead:mx_Cty,x}\" }\n}\n").diagnostics;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(std::string(found[0].kind->alias), "E_UNKNOWN_FIELD");
  EXPECT_EQ(found[0].fixes.at(0).edits[0].replacement, "mx_City");
  EXPECT_EQ(found[0].notes.size(), 1u);  // how a field is added
}

TEST(Merging, HasTheClock_MM_9_MM_10) {
  EXPECT_EQ(Steps("set Lead.Notes to \"@{DateTime:Account_Current_DateTime,}\""), kNone);
  EXPECT_EQ(Steps("wait until @{DateTime:UTC_Current_DateTime,}+24"), kNone);
  EXPECT_EQ(Steps("set Lead.Notes to \"@{DateTime:Current_DateTime,}\""), Codes{"E_UNKNOWN_FIELD"});
}

TEST(Merging, HasRepliesThatWereSavedBefore_B6) {
  EXPECT_EQ(Steps("post to webhook \"crm\" as reply\nset Lead.Notes to @{Saved:reply.id,}"), kNone);
  EXPECT_EQ(Steps("set Lead.Notes to @{Saved:reply.id,}\npost to webhook \"crm\" as reply"), Codes{"E_MERGE_PREFIX"});
}

TEST(Distribution, IsToUsersGroupsOrByProperties_DIST_1_DIST_2) {
  for (const char* target :
       {"user \"a\"", "users [\"a\", \"b\"]", "group \"West\"", "users where User.City is \"Pune\"",
        "users where User.City is @{Lead:mx_City,}", "users where User.Role is \"Sales User\""}) {
    EXPECT_EQ(Steps("distribute Lead to " + std::string(target) + ", round robin"), kNone) << target;
  }
}

TEST(Distribution, MergesSomePrefixes_DIST_3_DIST_4) {
  const auto by = [](const std::string& merge, const char* trigger = "on new Lead") {
    return Steps("distribute Lead to users where User.City is " + merge, trigger);
  };
  EXPECT_EQ(by("@{Owner:City,}"), kNone);
  EXPECT_EQ(by("@{Account:City,}"), Codes{"E_MERGE_PREFIX"});
  EXPECT_EQ(by("@{Task:Subject,}"), Codes{"E_MERGE_PREFIX"});
  EXPECT_EQ(by("@{Activity:Note,}"), Codes{"E_MERGE_NO_ACTIVITY"});
  EXPECT_EQ(by("@{Activity:Note,}", "on new Activity \"Call\" on Lead"), kNone);
  EXPECT_EQ(by("@{Form:Centre,}"), Codes{"E_NOT_SUPPORTED"});  // allowed here, but nothing has forms yet
}

TEST(Mails, HaveNoEmoji_EMO_1) {
  const auto mail = [](const std::string& subject, const std::string& body) {
    return CodesOf("template email \"T\" for Lead {\n  subject \"" + subject + "\"\n  body html \"<p>" + body +
                   "</p>\"\n}\n");
  };
  EXPECT_EQ(mail("Hi 🎉", "x"), Codes{"E_EMOJI"});
  EXPECT_EQ(mail("Hi", "&#x1F389;"), Codes{"E_EMOJI"});
  EXPECT_EQ(mail("Hi", "@{Lead:FirstName,friend 😀}"), Codes{"E_EMOJI"});
  EXPECT_EQ(mail("Price © 5", "1 ₹ ™"), kNone);
}

}  // namespace
}  // namespace lsq::check
