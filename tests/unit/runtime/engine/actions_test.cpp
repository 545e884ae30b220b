// SPDX-License-Identifier: Apache-2.0
// Merges, distributions and webhooks as runs perform them.
#include "tests/unit/runtime/engine/scenario.h"

namespace lsq::engine {
namespace {

constexpr const char* kDedup = R"(
automation "Dedup" { on new Lead
  do { if lead exists as match where match.Phone is Lead.Phone {
      merge Lead into match {
        overwrite empty fields
        then post to webhook "hook"
      }
      set Lead.Tagline to "merged"
    } else { add Lead to list "Fresh" } } }
automation "Watch" { on update of Lead.mx_City
  do { set Lead.Notes to "seen" } }
)";

TEST(Actions, AMergeFillsGapsOfTheOldestMatchMRG5CMRG7) {
  Scenario s(kDedup);
  s.Given("Lead", "young", {{"Phone", T("1")}, {"CreatedOn", Value(At("2026-01-02T00:00:00Z"))}});
  s.Given("Lead", "old", {{"Phone", T("1")}, {"CreatedOn", Value(At("2026-01-01T00:00:00Z"))}, {"Score", N(2)}});
  s.New("2026-03-02T04:00:00Z", "L1", {{"Phone", T("1 ")}, {"mx_City", T("Pune")}, {"Score", N(3)}});
  s.RunUntil("2026-03-02T05:00:00Z");
  const value::Record survivor = s.Get("Lead", "L1");
  EXPECT_EQ(survivor.key.id, "old");  // C-MRG-1: the child is a pointer
  EXPECT_EQ(survivor.Get("mx_City"), T("Pune"));
  EXPECT_EQ(survivor.Get("Phone"), T("1"));
  EXPECT_EQ(survivor.Get("Score"), N(5));           // C-MRG-5
  EXPECT_EQ(survivor.Get("Tagline"), T("merged"));  // C-MRG-9
  EXPECT_EQ(survivor.Get("Notes"), T("seen"));      // C-MRG-12
  EXPECT_EQ(s.Times("entered", "automation"), (Words{"Dedup", "Watch"}));
  ASSERT_EQ(s.connector.attempts.size(), 1u);  // MRG-7
  EXPECT_EQ(s.connector.attempts[0].kind, "call_webhook");
}

TEST(Actions, ALeadWithoutAPhoneMatchesNobodyCMRG8) {
  Scenario s(kDedup);
  s.Given("Lead", "old", {{"FirstName", T("x")}});
  s.New("2026-03-02T04:00:00Z", "L1", {});
  s.RunUntil("2026-03-02T05:00:00Z");
  EXPECT_EQ(s.Story(), (Words{"entered", "not_found(operand_missing)", "add_to_list", "completed"}));
}

TEST(Actions, WhatHangsOnTheChildMovesCMRG6) {
  Scenario s(kDedup);
  s.Given("Lead", "old", {{"Phone", T("1")}});
  s.Given("Task", "T1", {{"ProspectID", T("L1")}, {"Subject", T("call")}});
  s.New("2026-03-02T04:00:00Z", "L1", {{"Phone", T("1")}});
  s.RunUntil("2026-03-02T05:00:00Z");
  EXPECT_EQ(s.Get("Task", "T1").Get("ProspectID"), T("old"));
}

TEST(Actions, AMergeThatWouldNotFitChangesNothingCMRG4) {
  Scenario s(R"(automation "Dedup" { on new Lead
    do { if lead exists as match where match.Phone is Lead.Phone {
      merge Lead into match { append [mx_City] separated by "; " } } } })");
  s.Given("Lead", "old", {{"Phone", T("1")}, {"mx_City", T("Thiruvananthapuram")}});
  s.New("2026-03-02T04:00:00Z", "L1", {{"Phone", T("1")}, {"mx_City", T("Pune")}});
  s.RunUntil("2026-03-02T05:00:00Z");
  EXPECT_EQ(s.Story().back(), "failed(F_MAXLENGTH)");
  EXPECT_EQ(s.Get("Lead", "old").Get("mx_City"), T("Thiruvananthapuram"));
  EXPECT_EQ(s.Get("Lead", "L1").key.id, "L1");
}

// ---- Distribution

void AddUsers(Scenario& s) {
  for (const char* id : {"U1", "U2", "U3"}) {
    s.Given("User", id,
            {{"FirstName", T(id)},
             {"EmailAddress", T(std::string(id) + "@x.example")},
             {"Role", T("Sales User")},
             {"City", T("Pune")},
             {"Team", T("Pool")},
             {"IsActive", B(id != std::string("U2"))},
             {"IsCheckedIn", B(true)},
             {"IsWorkingToday", B(true)}});
  }
}

TEST(Actions, ARoundRobinPassesOverWhoIsAwayCDIST1) {
  Scenario s(R"(automation "Share" { on new Lead
    do { distribute Lead to users where User.City is Lead.mx_City, round robin, otherwise nobody } })");
  AddUsers(s);
  for (const char* id : {"L1", "L2", "L3", "L4"}) s.New("2026-03-02T04:00:00Z", id, {{"mx_City", T(" pune")}});
  s.New("2026-03-02T05:00:00Z", "L5", {});  // C-DIST-7
  s.RunUntil("2026-03-02T06:00:00Z");
  Words owners;
  for (const char* id : {"L1", "L2", "L3", "L4"}) owners.push_back(*s.Get("Lead", id).Get("OwnerId").As<std::string>());
  EXPECT_EQ(owners, (Words{"U1", "U3", "U1", "U3"}));
  EXPECT_TRUE(s.Get("Lead", "L5").Get("OwnerId").missing());
}

TEST(Actions, AnOwnerSetByDistributeStartsNothingCTRG4) {
  Scenario s(R"(automation "Share" { on new Lead
    do { distribute Lead to group "Pool", round robin, otherwise nobody } }
automation "Owner" { on update of Lead.OwnerId
    do { set Lead.Notes to "x" } })");
  AddUsers(s);
  s.New("2026-03-02T04:00:00Z", "L1", {});
  s.RunUntil("2026-03-02T05:00:00Z");
  EXPECT_EQ(s.Get("Lead", "L1").Get("OwnerId"), T("U1"));
  EXPECT_EQ(s.Times("entered", "automation"), Words{"Share"});
}

// ---- Webhooks

constexpr const char* kHook = R"(automation "Hook" { on new Lead
  do { post to webhook "hook" as reply {
      body json """{"city": "@{Lead:mx_City,}"}"""
      retry 2
    }
    set Lead.Tagline to "@{Saved:reply.id,none}" } })";

TEST(Actions, AWebhookIsRepeatedWithItsKeyAndItsReplyReadCACT3) {
  Scenario s(kHook);
  using State = host::Outcome::State;
  s.connector.answers = {
      {State::Retry, "", "F_HTTP_503"}, {State::Retry, "", "F_HTTP_503"}, {State::Done, R"({"id":"42"})", ""}};
  s.New("2026-03-02T04:00:00Z", "L1", {{"mx_City", T("Pune \"A\"")}});
  s.RunUntil("2026-03-02T05:00:00Z");
  ASSERT_EQ(s.connector.attempts.size(), 3u);
  EXPECT_EQ(s.connector.attempts[0].key, s.connector.attempts[2].key);
  EXPECT_EQ(s.connector.attempts[0].body, s.connector.attempts[2].body);
  EXPECT_EQ(s.connector.attempts[1].at, At("2026-03-02T04:00:30Z"));
  EXPECT_EQ(s.connector.attempts[2].at, At("2026-03-02T04:02:30Z"));
  EXPECT_EQ(s.Get("Lead", "L1").Get("Tagline"), T("42"));
}

TEST(Actions, AWebhookThatNeverAnswersFailsTheRun) {
  Scenario s(kHook);
  using State = host::Outcome::State;
  for (int i = 0; i < 3; ++i) s.connector.answers.push_back({State::Retry, "", "F_HTTP_503"});
  s.New("2026-03-02T04:00:00Z", "L1", {});
  s.RunUntil("2026-03-02T05:00:00Z");
  EXPECT_EQ(s.connector.attempts.size(), 3u);
  EXPECT_EQ(s.Story().back(), "failed(F_HTTP_503)");
}

TEST(Actions, AUniqueValueThatIsTakenFailsTheStepThatWritesIt) {
  Scenario s(R"(automation "Mail" { on update of Lead.mx_City
    do { set Lead.Tagline to "kept"
      set Lead.EmailAddress to "taken@x.example" } })");
  s.Given("Lead", "L1", {});
  s.Given("Lead", "L2", {{"EmailAddress", T("taken@x.example")}});
  s.Update("2026-03-02T04:00:00Z", "L1", {{"mx_City", T("Goa")}});
  s.RunUntil("2026-03-02T05:00:00Z");
  EXPECT_EQ(s.Story().back(), "failed(F_UNIQUE)");
  EXPECT_EQ(s.Get("Lead", "L1").Get("Tagline"), T("kept"));
}

}  // namespace
}  // namespace lsq::engine
