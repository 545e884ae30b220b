// SPDX-License-Identifier: Apache-2.0
// Which prefixes may be merged where (domain.md B6).
#include <gtest/gtest.h>

#include "tests/unit/compiler/check/checked.h"

namespace lsq::check {
namespace {

TEST(MergePlace, DIST_3_AnActionMayAllowFewerPrefixes) {
  Checking c;
  c.With("Task").place().merge_prefixes = {"Lead", "Activity", "Owner", "Form", "Process"};
  EXPECT_EQ(c.Value("@{Task:Subject,}"), "LSQ3040 `Task` cannot be merged here");
  EXPECT_EQ(
      c.reports().at(0).notes,
      std::vector<std::string>{"here one may merge Lead, Activity, Owner, Form, Process, as far as they are in scope"});
  EXPECT_EQ(c.Value("@{Lead:City,}"), "#0.City:Text?");
}

TEST(MergePlace, DIST_4_ActivitiesAreMergedInActivityAutomationsOnly) {
  Checking lead;
  lead.place().trigger_group = "lead";
  EXPECT_EQ(lead.Value("@{Activity:Note,}"), "LSQ3041 there is no activity here to merge from");
  Checking activity;
  activity.With("Activity").place().trigger_group = "activity";
  EXPECT_EQ(activity.Value("@{Activity:Note,}"), "#1.Note:Text?");
}

TEST(MergePlace, MM_3_PrefixesDependOnWhatStartedTheRun) {
  Checking c;
  c.With("Opportunity").place().trigger_group = "account";
  EXPECT_EQ(c.Value("@{Opportunity:Name,}"), "LSQ3040 `Opportunity` cannot be merged here");
  EXPECT_EQ(c.reports().at(0).notes,
            std::vector<std::string>{"it is available in automations on opportunity, activity, task"});
  c.place().trigger_group = "opportunity";
  EXPECT_EQ(c.Value("@{Opportunity:Name,}"), "#1.Name:Text?");
}

TEST(MergePlace, MM_8_FormFieldsBelongToForms) {
  Checking c;
  EXPECT_EQ(c.Value("@{Form:Centre,}"), "LSQ3040 `Form` cannot be merged here");
}

}  // namespace
}  // namespace lsq::check
