// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/recurrence.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "compiler/time/arithmetic.h"

namespace lsq::time {
namespace {

Zone In(std::string_view name) {
  return *BuiltinTzData().Find(name);
}
Date D(std::string_view text) {
  return *ParseDate(text);
}
Schedule Make(RecurrenceRule rule, std::string_view anchor, std::string_view zone) {
  return {rule, D(anchor), In(zone)};
}

// Firings in (after, end), as the schedule's clock shows them.
std::vector<Instant> Instants(const Schedule& schedule, std::string_view after, std::string_view end) {
  Instant now = schedule.zone.ToInstant(*ParseLocalDateTime(after));
  const Instant stop = schedule.zone.ToInstant(*ParseLocalDateTime(end));
  std::vector<Instant> firings;
  for (auto next = NextFiring(schedule, now); next.ok() && *next < stop; next = NextFiring(schedule, now)) {
    firings.push_back(now = *next);
  }
  return firings;
}
std::vector<std::string> Firings(const Schedule& schedule, std::string_view after, std::string_view end) {
  std::vector<std::string> shown;
  for (Instant instant : Instants(schedule, after, end)) shown.push_back(ToString(schedule.zone.ToLocal(instant)));
  return shown;
}
using Texts = std::vector<std::string>;

TEST(Daily, EveryTwoDaysFromTheAnchor_SCH_4_C_SCH_4) {
  const Schedule schedule = Make(Daily{2, At(11, 0)}, "2026-03-01", "Asia/Kolkata");
  EXPECT_EQ(Firings(schedule, "2026-03-01 00:00", "2026-03-06 00:00"),
            (Texts{"2026-03-01 11:00:00", "2026-03-03 11:00:00", "2026-03-05 11:00:00"}));
  EXPECT_EQ(Firings(schedule, "2026-03-01 14:00", "2026-03-06 00:00"),  // published after that day's time
            (Texts{"2026-03-03 11:00:00", "2026-03-05 11:00:00"}));
  EXPECT_EQ(Firings(schedule, "2020-01-01 00:00", "2026-03-02 00:00"), (Texts{"2026-03-01 11:00:00"}));
  EXPECT_EQ(Firings(schedule, "2026-03-03 11:00", "2026-03-06 00:00"), (Texts{"2026-03-05 11:00:00"}));
}

TEST(Daily, OneFiringInGapAndOverlap_C_SCH_5) {
  const Schedule half_past_two = Make(Daily{1, At(2, 30)}, "2026-01-01", "America/New_York");
  EXPECT_EQ(Firings(half_past_two, "2026-03-07 12:00", "2026-03-09 12:00"),
            (Texts{"2026-03-08 03:30:00", "2026-03-09 02:30:00"}));
  EXPECT_EQ(ToString(Instants(half_past_two, "2026-03-07 12:00", "2026-03-09 00:00")[0]), "2026-03-08T07:30:00Z");
  const Schedule half_past_one = Make(Daily{1, At(1, 30)}, "2026-01-01", "America/New_York");
  const auto autumn = Instants(half_past_one, "2026-10-31 12:00", "2026-11-02 00:00");
  ASSERT_EQ(autumn.size(), 1u);
  EXPECT_EQ(ToString(autumn[0]), "2026-11-01T05:30:00Z");
  const Schedule midnight = Make(Daily{1, At(0, 0)}, "2026-01-01", "Africa/Cairo");
  EXPECT_EQ(Firings(midnight, "2026-04-23 12:00", "2026-04-25 12:00"),
            (Texts{"2026-04-24 01:00:00", "2026-04-25 00:00:00"}));
}

TEST(Daily, ASkippedDateCollapsesIntoTheNext_E_SCH_4) {
  EXPECT_EQ(Firings(Make(Daily{1, At(9, 0)}, "2011-12-01", "Pacific/Apia"), "2011-12-28 12:00", "2012-01-02 00:00"),
            (Texts{"2011-12-29 09:00:00", "2011-12-31 09:00:00", "2012-01-01 09:00:00"}));
  EXPECT_EQ(Firings(Make(Daily{2, At(9, 0)}, "2011-12-28", "Pacific/Apia"), "2011-12-28 12:00", "2012-01-02 00:00"),
            (Texts{"2011-12-31 09:00:00", "2012-01-01 09:00:00"}));
  EXPECT_EQ(Firings(Make(Daily{2, At(9, 0)}, "2011-12-28", "Pacific/Apia"), "2011-12-31 08:00", "2012-01-01 00:00"),
            (Texts{"2011-12-31 09:00:00"}));
}

TEST(Daily, AFiringShiftedPastMidnightIsNotLost_C_SCH_5) {
  // Toronto's clock went from 1919-03-30 23:30 to 1919-03-31 00:30.
  EXPECT_EQ(
      Firings(Make(Daily{1, At(23, 45)}, "1919-03-28", "America/Toronto"), "1919-03-31 00:35", "1919-04-01 00:00"),
      (Texts{"1919-03-31 00:45:00", "1919-03-31 23:45:00"}));
}

TEST(Daily, ExactlyOneFiringPerLocalDateForAYear_C_SCH_5) {
  for (std::string_view zone :
       {"America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "Europe/London", "Asia/Kolkata"}) {
    for (TimeOfDay at : {At(0, 0), At(0, 30), At(1, 30), At(2, 0), At(2, 30), At(23, 59, 59)}) {
      const Schedule schedule = Make(Daily{1, at}, "2025-06-01", zone);
      std::map<Date, int> per_date;
      for (Instant instant : Instants(schedule, "2025-12-31 23:59:59", "2027-01-01 00:00")) {
        ++per_date[schedule.zone.ToLocal(instant).date];
      }
      EXPECT_EQ(per_date.size(), 365u) << zone;
      for (const auto& [date, count] : per_date) EXPECT_EQ(count, 1) << zone << ToString(date);
    }
  }
}

TEST(Hourly, EveryElapsedHour_C_SCH_6) {
  const Schedule schedule = Make(Hourly{1, 30}, "2026-01-01", "America/New_York");
  EXPECT_EQ(Instants(schedule, "2026-11-01 00:00", "2026-11-02 00:00").size(), 25u);
  EXPECT_EQ(Instants(schedule, "2026-03-08 00:00", "2026-03-09 00:00").size(), 23u);
  EXPECT_EQ(Instants(schedule, "2026-06-01 00:00", "2026-06-02 00:00").size(), 24u);
  EXPECT_EQ(Firings(schedule, "2026-06-01 00:00", "2026-06-01 02:00"),
            (Texts{"2026-06-01 00:30:00", "2026-06-01 01:30:00"}));
}

TEST(Hourly, StepsFromTheLocalStartOfTheAnchor_E_SCH_1) {
  EXPECT_EQ(Firings(Make(Hourly{5, 15}, "2026-03-01", "Asia/Kolkata"), "2026-02-27 00:00", "2026-03-02 02:00"),
            (Texts{"2026-03-01 00:15:00", "2026-03-01 05:15:00", "2026-03-01 10:15:00", "2026-03-01 15:15:00",
                   "2026-03-01 20:15:00", "2026-03-02 01:15:00"}));
}

TEST(Hourly, TheChainGoesOnOverAHalfHourChange_E_SCH_2) {
  EXPECT_EQ(Firings(Make(Hourly{1, 0}, "2026-10-01", "Australia/Lord_Howe"), "2026-10-04 00:30", "2026-10-04 04:00"),
            (Texts{"2026-10-04 01:00:00", "2026-10-04 02:30:00", "2026-10-04 03:30:00"}));
}

TEST(Weekly, ASetOfDays_C_SCH_10) {
  const WeekdaySet days = WeekdaySet::Of({Weekday::kMonday, Weekday::kThursday});
  EXPECT_EQ(
      Firings(Make(Weekly{1, days, At(9, 0)}, "2026-03-04", "Asia/Kolkata"), "2026-03-01 00:00", "2026-03-13 00:00"),
      (Texts{"2026-03-05 09:00:00", "2026-03-09 09:00:00", "2026-03-12 09:00:00"}));
}

TEST(Weekly, EveryTwoWeeksFromTheMondayOfTheAnchor_C_SCH_10) {
  const WeekdaySet days = WeekdaySet::Of({Weekday::kMonday, Weekday::kSunday});
  EXPECT_EQ(
      Firings(Make(Weekly{2, days, At(9, 0)}, "2026-03-04", "Asia/Kolkata"), "2026-03-01 00:00", "2026-03-31 00:00"),
      (Texts{"2026-03-08 09:00:00", "2026-03-16 09:00:00", "2026-03-22 09:00:00", "2026-03-30 09:00:00"}));
}

TEST(Weekly, WithoutDaysItIsTheAnchorsDay) {
  EXPECT_EQ(
      Firings(Make(Weekly{1, {}, At(9, 0)}, "2026-03-04", "Asia/Kolkata"), "2026-03-01 00:00", "2026-03-13 00:00"),
      (Texts{"2026-03-04 09:00:00", "2026-03-11 09:00:00"}));
}

Texts MonthDays(const Monthly& rule, std::string_view anchor, std::string_view end) {
  Texts days;
  for (const std::string& shown : Firings(Make(rule, anchor, "Asia/Kolkata"), "2025-12-31 12:00", end)) {
    days.push_back(shown.substr(5, 5));
  }
  return days;
}

TEST(Monthly, ClampsFromTheAnchorDay_C_SCH_7) {
  EXPECT_EQ(MonthDays({1, 31, ShortMonth::kClamp, At(9, 0)}, "2026-01-01", "2026-05-01 00:00"),
            (Texts{"01-31", "02-28", "03-31", "04-30"}));
  EXPECT_EQ(MonthDays({1, kAnchorDay, ShortMonth::kClamp, At(9, 0)}, "2026-01-30", "2026-05-01 00:00"),
            (Texts{"01-30", "02-28", "03-30", "04-30"}));
}

TEST(Monthly, OrSkips_C_SCH_7) {
  EXPECT_EQ(MonthDays({1, 31, ShortMonth::kSkip, At(9, 0)}, "2026-01-01", "2027-01-01 00:00"),
            (Texts{"01-31", "03-31", "05-31", "07-31", "08-31", "10-31", "12-31"}));
}

TEST(Monthly, OrTakesTheLastDay_C_SCH_7) {
  EXPECT_EQ(MonthDays({1, kLastDay, ShortMonth::kSkip, At(9, 0)}, "2026-01-01", "2026-05-01 00:00"),
            (Texts{"01-31", "02-28", "03-31", "04-30"}));
}

TEST(Monthly, EverySeveralMonthsAndNotBeforeTheAnchor_C_SCH_4) {
  EXPECT_EQ(MonthDays({3, 10, ShortMonth::kClamp, At(9, 0)}, "2026-01-15", "2026-12-01 00:00"),
            (Texts{"04-10", "07-10", "10-10"}));
  EXPECT_EQ(MonthDays({12, 29, ShortMonth::kSkip, At(9, 0)}, "2026-02-01", "2033-01-01 00:00"),
            (Texts{"02-29", "02-29"}));
}

TEST(Schedule, NeverEndsTheSearch) {
  EXPECT_EQ(NextFiring(Make(Monthly{12, 31, ShortMonth::kSkip, At(9, 0)}, "2026-02-01", "UTC"), {0}).error().code,
            "schedule_never");
  EXPECT_EQ(NextFiring(Make(Daily{1, At(9, 0)}, "2026-02-01", "UTC"), kMaxInstant).error().code, "schedule_never");
  EXPECT_EQ(NextFiring(Make(Hourly{1, 0}, "2026-02-01", "UTC"), kMaxInstant).error().code, "schedule_never");
  EXPECT_TRUE(NextFiring(Make(Daily{1, At(9, 0)}, "2026-02-01", "UTC"), {INT64_MIN}).ok());
}

TEST(Schedule, RefusesRulesOutOfRange) {
  const RecurrenceRule kBad[] = {Hourly{0, 0},
                                 Hourly{1, 60},
                                 Hourly{1, -1},
                                 Daily{-1, At(9, 0)},
                                 Daily{1, {kSecondsPerDay}},
                                 Daily{10'001, At(9, 0)},
                                 Weekly{1, {128}, At(9, 0)},
                                 Weekly{1, {}, {-1}},
                                 Monthly{1, 33, ShortMonth::kClamp, At(9, 0)},
                                 Monthly{1, -1, ShortMonth::kClamp, At(9, 0)},
                                 Monthly{1, 1, ShortMonth::kClamp, {kSecondsPerDay}}};
  for (const RecurrenceRule& rule : kBad) {
    EXPECT_EQ(Validate(rule).error().code, "schedule") << rule.index();
    EXPECT_EQ(NextFiring({rule, D("2026-01-01"), Zone()}, {0}).error().code, "schedule");
  }
}

TEST(Laws, NextIsLaterAndHasNothingBefore) {
  std::mt19937_64 random(6);
  const RecurrenceRule kRules[] = {Hourly{3, 20},
                                   Daily{1, At(2, 30)},
                                   Daily{5, At(0, 0)},
                                   Weekly{2, WeekdaySet::Of({Weekday::kSunday, Weekday::kFriday}), At(1, 30)},
                                   Monthly{1, 31, ShortMonth::kClamp, At(2, 15)},
                                   Monthly{2, 31, ShortMonth::kSkip, At(2, 15)}};
  for (std::string_view zone : {"America/New_York", "Pacific/Apia", "Africa/Cairo", "Australia/Lord_Howe"}) {
    for (const RecurrenceRule& rule : kRules) {
      const Schedule schedule = Make(rule, "2011-01-31", zone);
      for (int i = 0; i < 200; ++i) {
        const Instant after = FromUnixSeconds(1'290'000'000 + static_cast<int64_t>(random() % 600'000'000));
        const Instant next = *NextFiring(schedule, after);
        ASSERT_GT(next, after);
        ASSERT_GE(next, StartOfDay(schedule.anchor, schedule.zone));
        const Instant between{after.micros + (next.micros - after.micros) / 2};
        ASSERT_EQ(*NextFiring(schedule, between), next);
        ASSERT_EQ(*NextFiring(schedule, PlusMicros(next, -1)), next);
      }
    }
  }
}

}  // namespace
}  // namespace lsq::time
