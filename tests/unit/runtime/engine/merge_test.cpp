// SPDX-License-Identifier: Apache-2.0
// Merges of leads that have runs, marks and counts of their own (domain.md C4, E-MRG).
#include "tests/unit/runtime/engine/scenario.h"

namespace lsq::engine {
namespace {

// L1 is merged into the lead with its phone, which is `old`.
constexpr const char* kMerge = R"(
automation "Merge" { on update of Lead.Phone
  do { if lead exists as match where match.Phone is Lead.Phone {
      merge Lead into match { overwrite empty fields } } } }
)";

class Merged : public testing::Test {
 protected:
  void Play(const std::string& automation) {
    scenario_ = std::make_unique<Scenario>(automation + kMerge);
    s().Given("Lead", "old", {{"Phone", T("1")}, {"mx_City", T("Agra")}});
    s().Given("Lead", "L1", {});
  }
  Scenario& s() { return *scenario_; }
  void Merge(std::string_view at) { s().Update(at, "L1", {{"Phone", T("1")}}); }

 private:
  std::unique_ptr<Scenario> scenario_;
};

TEST_F(Merged, ARunThatWaitedForTheChildHearsTheSurvivorCMRG6EMRG2) {
  Play(R"(automation "Hot" { on update of Lead.mx_City
    do { wait until Lead.Score > 50, at most 30 days, else exit
      set Lead.Tagline to "hot" } })");
  s().Update("2026-03-02T04:00:00Z", "L1", {{"mx_City", T("Goa")}});
  Merge("2026-03-02T05:00:00Z");
  s().Update("2026-03-02T06:00:00Z", "old", {{"Score", N(60)}});
  s().RunUntil("2026-03-02T07:00:00Z");
  EXPECT_EQ(s().Times("resumed"), Words{"2026-03-02T06:00:00Z"});
  EXPECT_EQ(s().Get("Lead", "old").Get("Tagline"), T("hot"));
  EXPECT_TRUE(s().store->CheckIntegrity()->empty());
}

TEST_F(Merged, AnActivityOnTheSurvivorWakesTheChildsRunCMRG6) {
  Play(R"(automation "Demo" { on update of Lead.mx_City
    do { wait until activity "Demo", at most 30 days, else exit
      set Lead.Tagline to "seen" } })");
  s().Update("2026-03-02T04:00:00Z", "L1", {{"mx_City", T("Goa")}});
  Merge("2026-03-02T05:00:00Z");
  s().Send(s().Make("2026-03-02T06:00:00Z", "activity", "old", {}, "Demo"));
  s().RunUntil("2026-03-02T07:00:00Z");
  EXPECT_EQ(s().Get("Lead", "old").Get("Tagline"), T("seen"));
}

TEST_F(Merged, WhoEnteredOnceDoesNotEnterAgainUnderTheOtherNameEMRG2) {
  Play(R"(automation "Once" { on update of Lead.mx_City
    once per Lead in 2 days
    do { set Lead.Tagline to "x" } })");
  s().Update("2026-03-02T04:00:00Z", "L1", {{"mx_City", T("Goa")}});
  Merge("2026-03-02T05:00:00Z");
  s().Update("2026-03-03T04:00:00Z", "old", {{"mx_City", T("Pune")}});
  s().Update("2026-03-04T04:00:00Z", "old", {{"mx_City", T("Delhi")}});  // two days after the child entered
  s().RunUntil("2026-03-05T00:00:00Z");
  const auto lines = s().Lines();
  size_t entered = 0;
  for (const value::Json& line : lines) {
    entered += Scenario::Text(line, "event") == "entered" && Scenario::Text(line, "automation") == "Once";
  }
  EXPECT_EQ(entered, 2u);
  EXPECT_EQ(s().Times("skipped", "reason"), Words{"once"});
}

TEST_F(Merged, CountsOfAPeriodAreAddedEMRG2) {
  Play(R"(automation "Most" { on update of Lead.mx_City
    at most 2 runs per Lead per day
    do { set Lead.Tagline to "x" } })");
  s().Update("2026-03-02T04:00:00Z", "L1", {{"mx_City", T("Goa")}});
  s().Update("2026-03-02T04:01:00Z", "old", {{"mx_City", T("Goa")}});
  Merge("2026-03-02T05:00:00Z");
  s().Update("2026-03-02T06:00:00Z", "old", {{"mx_City", T("Pune")}});
  s().RunUntil("2026-03-02T07:00:00Z");
  EXPECT_EQ(s().Times("skipped", "reason"), Words{"at_most"});
}

TEST_F(Merged, WhereOneRunGoesOnAtATimeTheChildsEndsEMRG2) {
  Play(R"(automation "Long" { on update of Lead.mx_City
    one at a time per Lead, skip
    do { wait 3 days
      set Lead.Tagline to "x" } })");
  s().Update("2026-03-02T04:00:00Z", "L1", {{"mx_City", T("Goa")}});
  s().Update("2026-03-02T04:01:00Z", "old", {{"mx_City", T("Goa")}});
  Merge("2026-03-02T05:00:00Z");
  s().RunUntil("2026-03-08T00:00:00Z");
  EXPECT_EQ(s().Times("exited", "reason"), Words{"merged"});
  EXPECT_EQ(s().Times("exited", "record"), Words{"L1"});
  EXPECT_EQ(s().Times("update", "target"), Words{"old"});
}

TEST_F(Merged, TheChildsOnlyRunGoesOnForTheSurvivor) {
  Play(R"(automation "Long" { on update of Lead.mx_City
    one at a time per Lead, skip
    do { wait 3 days
      set Lead.Tagline to "x" } })");
  s().Update("2026-03-02T04:00:00Z", "L1", {{"mx_City", T("Goa")}});
  Merge("2026-03-02T05:00:00Z");
  s().Update("2026-03-02T06:00:00Z", "old", {{"mx_City", T("Pune")}});  // kept out by it
  s().RunUntil("2026-03-08T00:00:00Z");
  EXPECT_EQ(s().Times("skipped", "reason"), Words{"one_at_a_time"});
  EXPECT_EQ(s().Get("Lead", "old").Get("Tagline"), T("x"));
}

// ---- Matches that go away (C-MRG-10)

constexpr const char* kLate = R"(automation "Late" { on new Lead
  do { if lead exists as match where match.Phone is Lead.Phone {
      wait 1 hour
      merge Lead into match { overwrite empty fields } } } })";

TEST(LateMerge, FailsWhenTheMatchWasDeletedCMRG10) {
  Scenario s(kLate);
  s.Given("Lead", "old", {{"Phone", T("1")}});
  s.New("2026-03-02T04:00:00Z", "L1", {{"Phone", T("1")}});
  s.Delete("2026-03-02T04:30:00Z", "old");
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Story().back(), "failed(F_MATCH_GONE)");
}

TEST(LateMerge, FailsWhenTheMatchNoLongerMatchesCMRG10) {
  Scenario s(kLate);
  s.Given("Lead", "old", {{"Phone", T("1")}});
  s.New("2026-03-02T04:00:00Z", "L1", {{"Phone", T("1")}});
  s.Update("2026-03-02T04:30:00Z", "old", {{"Phone", T("2")}});
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Story().back(), "failed(F_MATCH_GONE)");
  EXPECT_EQ(s.Get("Lead", "L1").key.id, "L1");
}

TEST(LateMerge, OfTwoThatFoundEachOtherOneIsMergedAlreadyEMRG1) {
  Scenario s(kLate);
  s.New("2026-03-02T04:00:00Z", "L2", {{"Phone", T("1")}});
  s.New("2026-03-02T04:00:00Z", "L3", {{"Phone", T("1")}});
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Times("merge", "survivor"), Words{"L3"});
  EXPECT_EQ(s.Times("merged_already", "survivor"), Words{"L3"});
  EXPECT_EQ(s.Get("Lead", "L2").key.id, "L3");
  EXPECT_EQ(s.Times("completed").size(), 2u);
}

}  // namespace
}  // namespace lsq::engine
