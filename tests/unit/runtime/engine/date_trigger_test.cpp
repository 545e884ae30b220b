// SPDX-License-Identifier: Apache-2.0
// `on date`: birthdays, renewals, dates that move (C-SCH-12, E-SCH-3).
#include "tests/unit/runtime/engine/scenario.h"

namespace lsq::engine {
namespace {

Value Day(std::string_view date) {
  return Value(*time::ParseDate(date));
}
std::string OnDate(const std::string& line) {
  return "automation \"A\" { on date " + line + "\n do { set Lead.Tagline to \"x\" } }";
}

TEST(DateTrigger, FiresOnTheDayAtItsTimeAndShiftedByDays) {
  Scenario s(OnDate("Lead.Birthday, 3 days before at 9:00 am"));
  s.Given("Lead", "L1", {{"Birthday", Day("2026-03-08")}});
  s.Given("Lead", "L2", {{"Birthday", Day("2026-03-09")}});
  s.Given("Lead", "L3", {});
  s.Given("Lead", "L4", {{"Birthday", Day("2020-03-08")}});  // long past
  s.RunUntil("2026-03-20T00:00:00Z");
  EXPECT_EQ(s.Times("entered"), (Words{"2026-03-05T03:30:00Z", "2026-03-06T03:30:00Z"}));  // 9:00 in Kolkata
  EXPECT_EQ(s.Times("entered", "record"), (Words{"L1", "L2"}));
  EXPECT_EQ(s.Times("skipped").size(), 0u);
}

TEST(DateTrigger, ADateThatMovesIsArmedAnewCSCH12) {
  Scenario s(OnDate("Lead.Birthday, at 9:00 am"));
  s.Given("Lead", "L1", {{"Birthday", Day("2026-03-05")}});
  s.Update("2026-03-04T04:00:00Z", "L1", {{"Birthday", Day("2026-03-10")}});
  s.Update("2026-03-12T04:00:00Z", "L1", {{"Birthday", Day("2026-03-11")}});  // into the past: never
  s.RunUntil("2026-03-20T00:00:00Z");
  EXPECT_EQ(s.Times("entered"), Words{"2026-03-10T03:30:00Z"});
}

TEST(DateTrigger, EveryYearTheLeapDayIsThe28thCSCH12ESCH3) {
  Scenario s(OnDate("Lead.Birthday, at 9:00 am, every year"), "2027-01-01T00:00:00Z");
  s.Given("Lead", "L1", {{"Birthday", Day("2000-02-29")}});
  s.RunUntil("2028-12-31T00:00:00Z");
  EXPECT_EQ(s.Times("entered"), (Words{"2027-02-28T03:30:00Z", "2028-02-29T03:30:00Z"}));
}

TEST(DateTrigger, AShiftMayLeadIntoAnotherYear) {
  Scenario s(OnDate("Lead.Birthday, 5 days before at 9:00 am, every year"), "2026-12-01T00:00:00Z");
  s.Given("Lead", "L1", {{"Birthday", Day("1990-01-02")}});
  s.RunUntil("2027-01-31T00:00:00Z");
  EXPECT_EQ(s.Times("entered"), Words{"2026-12-28T03:30:00Z"});
}

TEST(DateTrigger, CriteriaAreJudgedOnTheDay) {
  Scenario s(OnDate("Lead.Birthday, at 9:00 am\n when Lead.mx_City is \"Pune\""));
  s.Given("Lead", "L1", {{"Birthday", Day("2026-03-05")}, {"mx_City", T("Pune")}});
  s.Given("Lead", "L2", {{"Birthday", Day("2026-03-05")}, {"mx_City", T("Goa")}});
  s.RunUntil("2026-03-20T00:00:00Z");
  EXPECT_EQ(s.Times("entered", "record"), Words{"L1"});
}

}  // namespace
}  // namespace lsq::engine
