// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/arithmetic.h"

#include <gtest/gtest.h>

#include <random>

namespace lsq::time {
namespace {

Zone In(std::string_view name) {
  return *BuiltinTzData().Find(name);
}
Instant I(std::string_view text) {
  return *ParseInstant(text);
}
Date D(std::string_view text) {
  return *ParseDate(text);
}
Instant Local(const Zone& zone, std::string_view text) {
  return zone.ToInstant(*ParseLocalDateTime(text));
}
Duration Of(std::string_view text) {
  return *ParseDuration(text);
}
std::string Show(const Zone& zone, Result<Instant> instant) {
  return instant.ok() ? ToString(zone.ToLocal(*instant)) : instant.error().code;
}
// `text` in the zone plus the duration, as the zone's clock shows it.
std::string After(const Zone& zone, std::string_view text, std::string_view duration) {
  return Show(zone, Add(Local(zone, text), Of(duration), zone));
}

const Zone kNewYork = In("America/New_York");
const Zone kKolkata = In("Asia/Kolkata");
const Zone kLordHowe = In("Australia/Lord_Howe");
const Zone kCairo = In("Africa/Cairo");
const Zone kApia = In("Pacific/Apia");

TEST(Add, HoursElapseDaysKeepTheWallClock_C_WAIT_1) {
  EXPECT_EQ(After(kNewYork, "2026-03-07 12:00", "1 day"), "2026-03-08 12:00:00");
  EXPECT_EQ(After(kNewYork, "2026-03-07 12:00", "24 hours"), "2026-03-08 13:00:00");
  EXPECT_EQ(After(kNewYork, "2026-03-07 12:00", "1440 minutes"), "2026-03-08 13:00:00");
  EXPECT_EQ(After(kNewYork, "2026-03-07 12:00", "1 week"), "2026-03-14 12:00:00");
  EXPECT_EQ(After(kNewYork, "2026-10-31 12:00", "1 day"), "2026-11-01 12:00:00");
  EXPECT_EQ(After(kNewYork, "2026-10-31 12:00", "24 hours"), "2026-11-01 11:00:00");
}

TEST(Add, MonthsClampFromTheAnchor_C_WAIT_2) {
  EXPECT_EQ(After(kKolkata, "2026-01-31 10:00", "1 month"), "2026-02-28 10:00:00");
  EXPECT_EQ(After(kKolkata, "2026-01-31 10:00", "2 months"), "2026-03-31 10:00:00");
  EXPECT_EQ(After(kKolkata, "2028-02-29 10:00", "1 year"), "2029-02-28 10:00:00");
  EXPECT_EQ(After(kKolkata, "2026-01-31 10:00", "1 month 1 day"), "2026-03-01 10:00:00");
}

TEST(Add, LandsInGapsAndOverlapsByTheOneRule_C_WAIT_5_C_WAIT_6) {
  EXPECT_EQ(After(kNewYork, "2026-03-07 02:30", "1 day"), "2026-03-08 03:30:00");
  EXPECT_EQ(ToString(*Add(Local(kNewYork, "2026-10-31 01:30"), Of("1 day"), kNewYork)), "2026-11-01T05:30:00Z");
  EXPECT_EQ(After(kLordHowe, "2026-10-03 02:15", "1 day"), "2026-10-04 02:45:00");
  EXPECT_EQ(After(kApia, "2011-12-29 09:00", "1 day"), "2011-12-31 09:00:00");
}

TEST(Add, NothingAddedStaysInTheSecondHourOfAnOverlap) {
  const Instant second_pass = I("2026-11-01T06:30:00Z");
  EXPECT_EQ(*Add(second_pass, Duration{}, kNewYork), second_pass);
}

TEST(Add, CarriesTheFractionOfASecond) {
  EXPECT_EQ(ToString(*Add(I("2026-03-07T17:00:00.123456Z"), Of("1 day"), kNewYork)), "2026-03-08T16:00:00.123456Z");
  EXPECT_EQ(ToString(*Add(I("1969-12-30T17:00:00.5Z"), Of("1 day"), Zone())), "1969-12-31T17:00:00.5Z");
}

TEST(Add, RefusesWhatItCannotDo) {
  EXPECT_EQ(Add(Instant{0}, Of("1 business day"), kNewYork).error().code, "duration_business");
  EXPECT_EQ(Add(kMaxInstant, Of("1 minute"), Zone()).error().code, "date_range");
  EXPECT_EQ(Add(kMinInstant, Of("-1 minutes"), Zone()).error().code, "date_range");
  EXPECT_EQ(Add(I("9999-01-01T00:00:00Z"), Of("1 year"), Zone()).error().code, "date_range");
  EXPECT_EQ(Add(D("2026-01-01"), Of("24 hours")).error().code, "duration_range");
  EXPECT_EQ(*Add(D("2026-01-31"), Of("1 month")), D("2026-02-28"));
}

TEST(AddHours, ElapsedTimeOnTheUtcLine_C_MM_10_WAIT_14) {
  EXPECT_EQ(Show(kNewYork, AddHours(Local(kNewYork, "2026-10-31 12:00"), 24)), "2026-11-01 11:00:00");
  EXPECT_EQ(ToString(*AddHours(Local(kNewYork, "2026-03-07 12:00"), 24)), "2026-03-08T17:00:00Z");
  EXPECT_EQ(Show(kKolkata, AddHours(Local(kKolkata, "2026-03-07 12:00"), -48)), "2026-03-05 12:00:00");
  EXPECT_EQ(AddHours(Instant{0}, INT64_MAX).error().code, "date_range");
  EXPECT_EQ(AddHours(Instant{0}, INT64_MIN).error().code, "date_range");
}

TEST(AddHours, ADateBeginsAtItsLocalStart_C_MM_11) {
  EXPECT_EQ(Show(kNewYork, AddHours(D("2026-03-08"), 3, kNewYork)), "2026-03-08 04:00:00");
  EXPECT_EQ(Show(kCairo, AddHours(D("2026-04-24"), 1, kCairo)), "2026-04-24 02:00:00");
}

TEST(StartOfDay, IsTheFirstMomentOfTheDate) {
  EXPECT_EQ(Show(kCairo, StartOfDay(D("2026-04-24"), kCairo)), "2026-04-24 01:00:00");
  EXPECT_EQ(StartOfDay(D("2011-12-30"), kApia), StartOfDay(D("2011-12-31"), kApia));
  const Zone toronto = In("America/Toronto");  // 1919-03-30 23:30 became 1919-03-31 00:30
  EXPECT_EQ(Show(toronto, StartOfDay(D("1919-03-31"), toronto)), "1919-03-31 00:30:00");
}

TEST(NextWeekdayTime, EqualityCounts_C_WAIT_3) {
  const auto next = [](std::string_view earliest) {
    return Show(kNewYork, NextWeekdayTime(Local(kNewYork, earliest), Weekday::kMonday, At(9, 0), kNewYork));
  };
  EXPECT_EQ(next("2026-03-09 09:00"), "2026-03-09 09:00:00");
  EXPECT_EQ(next("2026-03-09 09:01"), "2026-03-16 09:00:00");
  EXPECT_EQ(next("2026-03-09 08:59:59"), "2026-03-09 09:00:00");
}

TEST(NextWeekdayTime, AfterADuration_WAIT_3) {
  const Instant t0 = *Add(Local(kKolkata, "2026-03-03 10:00"), Of("1 day"), kKolkata);  // Tuesday
  EXPECT_EQ(Show(kKolkata, NextWeekdayTime(t0, Weekday::kMonday, At(9, 0), kKolkata)), "2026-03-09 09:00:00");
}

TEST(NextWeekdayTime, InstantsAreComparedInGapsAndOverlaps_E_TIME_1) {
  const Instant after_gap = I("2026-03-08T07:10:00Z");  // 03:10 EDT on the gap Sunday
  EXPECT_EQ(Show(kNewYork, NextWeekdayTime(after_gap, Weekday::kSunday, At(2, 30), kNewYork)), "2026-03-08 03:30:00");
  const Instant second_hour = I("2026-11-01T06:10:00Z");  // 01:10 EST, the second time
  EXPECT_EQ(Show(kNewYork, NextWeekdayTime(second_hour, Weekday::kSunday, At(1, 30), kNewYork)), "2026-11-08 01:30:00");
  const Instant first_hour = I("2026-11-01T05:10:00Z");  // 01:10 EDT
  EXPECT_EQ(ToString(*NextWeekdayTime(first_hour, Weekday::kSunday, At(1, 30), kNewYork)), "2026-11-01T05:30:00Z");
}

TEST(NextWeekdayTime, ASkippedDateCollapsesIntoTheNext) {
  const Instant late = Local(kApia, "2011-12-31 08:00");
  EXPECT_EQ(Show(kApia, NextWeekdayTime(late, Weekday::kFriday, At(9, 0), kApia)), "2011-12-31 09:00:00");
}

TEST(NextTimeOfDay, TodayOrTomorrow_WAIT_10) {
  EXPECT_EQ(ToString(*NextTimeOfDay(I("2026-03-06T03:00:00Z"), At(9, 0), kKolkata)), "2026-03-06T03:30:00Z");
  EXPECT_EQ(ToString(*NextTimeOfDay(I("2026-03-06T03:30:00Z"), At(9, 0), kKolkata)), "2026-03-06T03:30:00Z");
  EXPECT_EQ(ToString(*NextTimeOfDay(I("2026-03-06T03:30:00.000001Z"), At(9, 0), kKolkata)), "2026-03-07T03:30:00Z");
  EXPECT_EQ(ToString(*NextTimeOfDay(I("2026-03-08T07:10:00Z"), At(2, 30), kNewYork)), "2026-03-08T07:30:00Z");
  EXPECT_EQ(NextTimeOfDay(kMaxInstant, At(9, 0), Zone()).error().code, "date_range");
}

TEST(WaitUntil, ASpecificTimeAccountsForDaylightSaving_WAIT_5) {
  EXPECT_EQ(ToString(Local(kNewYork, "2026-03-08 09:00")), "2026-03-08T13:00:00Z");
}

std::string ShowDates(const Result<DateRange>& range) {
  return range.ok() ? ToString(range->first) + ".." + ToString(range->last) : range.error().code;
}

TEST(Windows, CalendarPeriods_C_CON_8) {
  const Date friday = D("2026-03-06");
  EXPECT_EQ(ShowDates(PeriodOf(friday, Period::kDay, 0)), "2026-03-06..2026-03-06");
  EXPECT_EQ(ShowDates(PeriodOf(friday, Period::kDay, -1)), "2026-03-05..2026-03-05");
  EXPECT_EQ(ShowDates(PeriodOf(friday, Period::kWeek, 0)), "2026-03-02..2026-03-08");
  EXPECT_EQ(ShowDates(PeriodOf(friday, Period::kWeek, -1)), "2026-02-23..2026-03-01");
  EXPECT_EQ(ShowDates(PeriodOf(friday, Period::kMonth, 0)), "2026-03-01..2026-03-31");
  EXPECT_EQ(ShowDates(PeriodOf(friday, Period::kMonth, -1)), "2026-02-01..2026-02-28");
  EXPECT_EQ(ShowDates(PeriodOf(friday, Period::kQuarter, 0)), "2026-01-01..2026-03-31");
  EXPECT_EQ(ShowDates(PeriodOf(friday, Period::kQuarter, 1)), "2026-04-01..2026-06-30");
  EXPECT_EQ(ShowDates(PeriodOf(friday, Period::kYear, -1)), "2025-01-01..2025-12-31");
  EXPECT_EQ(ShowDates(PeriodOf(D("2026-03-08"), Period::kWeek, 0)), "2026-03-02..2026-03-08");
  EXPECT_EQ(ShowDates(PeriodOf(D("2026-03-09"), Period::kWeek, -1)), "2026-03-02..2026-03-08");
  EXPECT_EQ(ShowDates(PeriodOf(friday, Period::kYear, INT64_MAX)), "date_range");
  EXPECT_EQ(ShowDates(PeriodOf(friday, Period::kWeek, INT64_MIN)), "date_range");
}

TEST(Windows, LastDaysIncludeToday_C_CON_8) {
  const Instant now = Local(kKolkata, "2026-03-06 14:00");
  const Window window = *LastWindow(now, Of("7 days"), kKolkata);
  EXPECT_EQ(Show(kKolkata, window.begin), "2026-02-28 00:00:00");
  EXPECT_TRUE(window.Contains(now));
  EXPECT_FALSE(window.Contains(PlusMicros(now, 1)));
  EXPECT_TRUE(window.Contains(Local(kKolkata, "2026-02-28 00:00")));
  EXPECT_FALSE(window.Contains(PlusMicros(window.begin, -1)));
  EXPECT_EQ(ShowDates(LastDates(D("2026-03-06"), Of("1 day"))), "2026-03-06..2026-03-06");
  EXPECT_EQ(ShowDates(LastDates(D("2026-03-06"), Of("2 weeks"))), "2026-02-21..2026-03-06");
  EXPECT_EQ(ShowDates(LastDates(D("2026-03-31"), Of("1 month"))), "2026-03-01..2026-03-31");
  EXPECT_EQ(ShowDates(NextDates(D("2026-03-06"), Of("7 days"))), "2026-03-06..2026-03-12");
}

TEST(Windows, HoursRoll_C_CON_8) {
  const Instant now = Local(kNewYork, "2026-03-08 12:00");
  const Window window = *LastWindow(now, Of("24 hours"), kNewYork);
  EXPECT_EQ(Show(kNewYork, window.begin), "2026-03-07 11:00:00");
  EXPECT_TRUE(window.Contains(now));
  EXPECT_EQ(NextWindow(now, Of("24 hours"), kNewYork)->begin, now);
}

TEST(Windows, RefuseOtherSpans) {
  for (std::string_view span : {"0 days", "-1 days", "-1 hours", "1 day 1 hour", "1 business day"}) {
    EXPECT_EQ(LastWindow(Instant{0}, Of(span), Zone()).error().code, "duration_range") << span;
    EXPECT_EQ(NextWindow(Instant{0}, Of(span), Zone()).error().code, "duration_range") << span;
  }
}

TEST(Windows, PeriodsTileTheTimeLine) {
  for (const Zone& zone : {kNewYork, kCairo, kApia, kLordHowe, kKolkata}) {
    for (Period period : {Period::kDay, Period::kWeek, Period::kMonth, Period::kQuarter, Period::kYear}) {
      const Instant now = I("2011-12-20T12:00:00Z");
      for (int64_t offset = -20; offset < 20; ++offset) {
        EXPECT_EQ(PeriodOf(now, period, offset, zone)->end, PeriodOf(now, period, offset + 1, zone)->begin);
      }
      EXPECT_TRUE(PeriodOf(now, period, 0, zone)->Contains(now));
    }
  }
}

TEST(Anniversary, LeapBirthdays_C_SCH_12) {
  const DateTrigger birthday{D("2000-02-29"), 0, At(9, 0)};
  EXPECT_EQ(Show(kKolkata, NextAnniversary(birthday, Local(kKolkata, "2026-06-01 00:00"), kKolkata)),
            "2027-02-28 09:00:00");
  EXPECT_EQ(Show(kKolkata, NextAnniversary(birthday, Local(kKolkata, "2027-02-28 09:00"), kKolkata)),
            "2028-02-29 09:00:00");
}

TEST(Anniversary, ComesBeforeTheShift_E_SCH_3) {
  const DateTrigger three_before{D("2000-02-29"), -3, At(9, 0)};
  EXPECT_EQ(Show(kKolkata, OnAnniversary(three_before, 2027, kKolkata)), "2027-02-25 09:00:00");
  EXPECT_EQ(Show(kKolkata, OnAnniversary(three_before, 2028, kKolkata)), "2028-02-26 09:00:00");
  const DateTrigger after_new_year{D("1990-12-31"), 2, At(9, 0)};
  EXPECT_EQ(Show(kKolkata, NextAnniversary(after_new_year, Local(kKolkata, "2026-01-01 00:00"), kKolkata)),
            "2026-01-02 09:00:00");
  const DateTrigger before_new_year{D("1990-01-01"), -2, At(9, 0)};
  EXPECT_EQ(Show(kKolkata, NextAnniversary(before_new_year, Local(kKolkata, "2025-12-30 09:00"), kKolkata)),
            "2026-12-30 09:00:00");
}

TEST(Anniversary, OnceOnADate_C_SCH_12) {
  EXPECT_EQ(Show(kKolkata, OnDate({D("2026-03-10"), -3, At(9, 0)}, kKolkata)), "2026-03-07 09:00:00");
  EXPECT_EQ(OnDate({kMaxDate, 1, At(9, 0)}, kKolkata).error().code, "date_range");
}

TEST(Laws, AddingHoursIsAGroup) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2'000; ++i) {
    const Instant start = FromUnixSeconds(static_cast<int64_t>(random() % 4'000'000'000));
    const int64_t a = static_cast<int64_t>(random() % 20'000) - 10'000;
    const int64_t b = static_cast<int64_t>(random() % 20'000) - 10'000;
    EXPECT_EQ(*AddHours(*AddHours(start, a), b), *AddHours(start, a + b));
    EXPECT_EQ(Between(start, *AddHours(start, a)).seconds, a * 3600);
  }
}

TEST(Laws, CalendarArithmeticKeepsOrderAndWallClock) {
  std::mt19937_64 random(2);
  for (const Zone& zone : {kNewYork, kCairo, kApia, kLordHowe, kKolkata}) {
    for (int i = 0; i < 2'000; ++i) {
      const Instant start = FromUnixSeconds(static_cast<int64_t>(random() % 4'000'000'000));
      Duration days;
      days.days = static_cast<int64_t>(random() % 800) + 1;
      const Instant moved = *Add(start, days, zone);
      EXPECT_GT(moved, start);
      const LocalDateTime wanted{*AddDays(zone.ToLocal(start).date, days.days), zone.ToLocal(start).time};
      EXPECT_EQ(moved, zone.ToInstant(wanted));
      Duration longer = days;
      ++longer.days;
      EXPECT_GE(*Add(start, longer, zone), moved);  // equal where the zone skipped a day
    }
  }
}

TEST(Laws, TheNextTimeIsTheEarliest) {
  std::mt19937_64 random(3);
  for (const Zone& zone : {kNewYork, kCairo, kApia, kLordHowe, kKolkata}) {
    for (int i = 0; i < 2'000; ++i) {
      const Instant earliest = FromUnixSeconds(static_cast<int64_t>(random() % 4'000'000'000));
      const TimeOfDay at{static_cast<int32_t>(random() % kSecondsPerDay)};
      const Weekday weekday = static_cast<Weekday>(random() % 7);
      const Instant next = *NextWeekdayTime(earliest, weekday, at, zone);
      EXPECT_GE(next, earliest);
      EXPECT_EQ(*NextWeekdayTime(next, weekday, at, zone), next);
      EXPECT_LE(*NextTimeOfDay(earliest, at, zone), next);
      EXPECT_LE(next.micros - earliest.micros, 8 * int64_t{kSecondsPerDay} * kMicrosPerSecond);
    }
  }
}

}  // namespace
}  // namespace lsq::time
