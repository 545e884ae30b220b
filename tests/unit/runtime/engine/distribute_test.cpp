// SPDX-License-Identifier: Apache-2.0
// Distribution with quotas, stickiness and defaults (domain.md C9).
#include "tests/unit/runtime/engine/scenario.h"

namespace lsq::engine {
namespace {

class Distribute : public testing::Test {
 protected:
  void Play(const std::string& clauses) {
    scenario_ = std::make_unique<Scenario>(
        "automation \"Share\" { on new Lead\n do { distribute Lead to group \"Pool\"" + clauses + " } }");
    for (const char* id : {"U1", "U2", "U3"}) {
      s().Given("User", id,
                {{"FirstName", T(id)},
                 {"EmailAddress", T(std::string(id) + "@x.example")},
                 {"Role", T("Sales User")},
                 {"Team", T(id == std::string("U3") ? "Reserve" : "Pool")},
                 {"IsActive", B(true)},
                 {"IsCheckedIn", B(true)},
                 {"IsWorkingToday", B(true)}});
    }
  }
  Scenario& s() { return *scenario_; }
  std::string OwnerOf(const std::string& lead) {
    const auto owner = s().Get("Lead", lead).Get("OwnerId");
    const auto* text = owner.As<std::string>();
    return text ? *text : "nobody";
  }
  Words Owners(const Words& leads) {
    Words owners;
    for (const std::string& lead : leads) owners.push_back(OwnerOf(lead));
    return owners;
  }

 private:
  std::unique_ptr<Scenario> scenario_;
};

TEST_F(Distribute, AQuotaOfADayIsKeptByLeadsThatArriveTogetherCDIST5) {
  Play(", quota 1 per day, otherwise nobody");
  for (const char* id : {"L1", "L2", "L3"}) s().New("2026-03-02T04:00:00Z", id, {});
  s().New("2026-03-02T18:30:00Z", "L4", {});  // the next day in Kolkata
  s().RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(Owners({"L1", "L2", "L3", "L4"}), (Words{"U1", "U2", "nobody", "U1"}));
}

TEST_F(Distribute, AWeekBeginsOnMondayCDIST5) {
  Play(", quota 1 per week, otherwise nobody");
  for (const char* id : {"L1", "L2"}) s().New("2026-03-03T04:00:00Z", id, {});
  s().New("2026-03-08T18:29:00Z", "L3", {});  // Sunday
  s().New("2026-03-08T18:30:00Z", "L4", {});  // Monday in Kolkata
  s().RunUntil("2026-03-09T00:00:00Z");
  EXPECT_EQ(Owners({"L1", "L2", "L3", "L4"}), (Words{"U1", "U2", "nobody", "U1"}));
}

TEST_F(Distribute, AQuotaOfOneUserLeavesTheOthersTheirsCDIST5) {
  Play(", quota 3 per day, quota 1 per day for user \"U1@x.example\", otherwise nobody");
  const Words leads = {"L1", "L2", "L3", "L4", "L5"};
  for (const std::string& id : leads) s().New("2026-03-02T04:00:00Z", id, {});
  s().RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(Owners(leads), (Words{"U1", "U2", "U2", "U2", "nobody"}));
}

TEST_F(Distribute, AnOwnerWhoCouldBeChosenStaysWhereItIsStickyCDIST6) {
  Play(", round robin, sticky, otherwise nobody");
  s().New("2026-03-02T04:00:00Z", "L1", {{"OwnerId", T("U2")}});
  s().New("2026-03-02T05:00:00Z", "L2", {{"OwnerId", T("U3")}});  // not of the group
  s().RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(Owners({"L1", "L2"}), (Words{"U2", "U1"}));
}

TEST_F(Distribute, WithoutStickyTheOwnerChangesCDIST6) {
  Play(", round robin, otherwise nobody");
  s().New("2026-03-02T04:00:00Z", "L1", {{"OwnerId", T("U2")}});
  s().RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(OwnerOf("L1"), "U1");
}

TEST_F(Distribute, WhenNobodyCanTheDefaultTakesItCDIST3) {
  Play(", quota 1 per day, otherwise to user \"U3@x.example\"");
  const Words leads = {"L1", "L2", "L3"};
  for (const std::string& id : leads) s().New("2026-03-02T04:00:00Z", id, {});
  s().RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(Owners(leads), (Words{"U1", "U2", "U3"}));
}

TEST_F(Distribute, TwoLeadsAtTheSameInstantGoToTwoUsersCDIST8) {
  Play(", round robin, otherwise nobody");
  for (const char* id : {"L1", "L2", "L3"}) s().New("2026-03-02T04:00:00Z", id, {});
  s().RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(Owners({"L1", "L2", "L3"}), (Words{"U1", "U2", "U1"}));
  EXPECT_GT(s().engine().counts().conflicts, 0u);  // they took the same turn, and one looked again
}

}  // namespace
}  // namespace lsq::engine
