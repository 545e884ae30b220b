// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/next_firings.h"

#include <gtest/gtest.h>

namespace lsq::project {
namespace {

driver::Compilation Project(const std::string& trigger, const std::string& zone = "America/New_York") {
  const driver::Input input{"a.lsq", "account timezone \"" + zone + "\"\nautomation \"A\" {\n  " + trigger +
                                         "\n  do { post to webhook \"hook\" }\n}\nwebhook \"hook\"\n" +
                                         "automation \"On demand\" { on new Lead\n do { set Lead.Score to 1 } }\n"};
  return driver::Compile(std::span(&input, 1));
}

using Lines = std::vector<std::string>;
Lines Next(const driver::Compilation& project, std::string_view from, size_t count, std::string_view automation = "") {
  const auto firings = NextFirings(project, automation, *time::ParseInstant(from), count);
  if (!firings.ok()) return {firings.error().code + ": " + firings.error().message};
  Lines lines;
  for (const Firing& firing : *firings) {
    lines.push_back(time::ToString(firing.at) + " " + time::ToString(firing.local) +
                    (firing.note.empty() ? "" : ": " + firing.note));
  }
  return lines;
}

TEST(NextFirings, SayWhatAChangeOfTheClockDoes_C_SCH_5) {
  const auto project = Project("every day at 2:30 am for no entity");
  EXPECT_EQ(Next(project, "2026-03-07T12:00:00Z", 2),
            (Lines{"2026-03-08T07:30:00Z 2026-03-08 03:30:00: 02:30:00 does not exist on this day: the clock is set "
                   "forward over it",
                   "2026-03-09T06:30:00Z 2026-03-09 02:30:00"}));
  EXPECT_EQ(Next(Project("every day at 1:30 am for no entity"), "2026-10-31T12:00:00Z", 2),
            (Lines{"2026-11-01T05:30:00Z 2026-11-01 01:30:00: 01:30:00 comes twice on this day: it fires the first "
                   "time",
                   "2026-11-02T06:30:00Z 2026-11-02 01:30:00"}));
}

TEST(NextFirings, CountElapsedHours_C_SCH_6) {
  EXPECT_EQ(Next(Project("every hour at minute 30 for no entity"), "2026-11-01T04:45:00Z", 3),
            (Lines{"2026-11-01T05:30:00Z 2026-11-01 01:30:00",
                   "2026-11-01T06:30:00Z 2026-11-01 01:30:00: the clock was set back since the firing before",
                   "2026-11-01T07:30:00Z 2026-11-01 02:30:00"}));
}

TEST(NextFirings, SayWhatAShortMonthDoes_C_SCH_7) {
  EXPECT_EQ(Next(Project("every month on day 31 at 9:00 am for no entity", "UTC"), "2026-01-15T00:00:00Z", 3),
            (Lines{"2026-01-31T09:00:00Z 2026-01-31 09:00:00",
                   "2026-02-28T09:00:00Z 2026-02-28 09:00:00: February has 28 days",
                   "2026-03-31T09:00:00Z 2026-03-31 09:00:00"}));
  EXPECT_EQ(Next(Project("every month on last day at 9:00 am for no entity", "UTC"), "2026-02-01T00:00:00Z", 1),
            (Lines{"2026-02-28T09:00:00Z 2026-02-28 09:00:00"}));
}

TEST(NextFirings, KeepToTheFirstAndLastDayAndTheZoneOfTheHeader) {
  const auto project =
      Project("every 2 days at 11:00 am for no entity\n  starts on 2026-03-01\n  ends on 2026-03-04\n", "Asia/Kolkata");
  EXPECT_EQ(Next(project, "2026-01-01T00:00:00Z", 9),
            (Lines{"2026-03-01T05:30:00Z 2026-03-01 11:00:00", "2026-03-03T05:30:00Z 2026-03-03 11:00:00"}));
}

TEST(NextFirings, RefuseWhatHasNone) {
  const auto project = Project("every day at 9:00 am for no entity");
  EXPECT_EQ(Next(project, "2026-01-01T00:00:00Z", 1, "On demnd"),
            (Lines{"no_automation: there is no automation \"On demnd\"; did you mean \"On demand\"?"}));
  EXPECT_EQ(Next(project, "2026-01-01T00:00:00Z", 1, "On demand")[0].substr(0, 12), "no_schedule:");
  EXPECT_EQ(Next(Project("every dya for no entity"), "2026-01-01T00:00:00Z", 1)[0].substr(0, 8), "project:");
}

}  // namespace
}  // namespace lsq::project
