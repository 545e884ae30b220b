// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/calendar.h"

#include <gtest/gtest.h>

#include <random>

namespace lsq::time {
namespace {

constexpr int32_t kHour = 3600;

Zone In(std::string_view name) {
  return *BuiltinTzData().Find(name);
}
Duration Of(std::string_view text) {
  return *ParseDuration(text);
}

// Hours in whole hours: one pair for Monday to Friday, one for the weekend.
WeeklyHours Week(std::vector<OpeningHours> workdays, std::vector<OpeningHours> weekend = {}) {
  WeeklyHours weekly;
  for (size_t day = 0; day < weekly.size(); ++day) {
    weekly[day] = day < 5 ? workdays : weekend;
    for (OpeningHours& hours : weekly[day]) hours = {hours.open * kHour, hours.close * kHour};
  }
  return weekly;
}

BusinessCalendar Make(std::string_view zone, const WeeklyHours& weekly, std::vector<Date> holidays = {}) {
  return *BusinessCalendar::Make(In(zone), weekly, std::move(holidays));
}

// SLA-2, the customer's calendar of the SLA vectors, SLA-3/4, and that of SLA-V9.
const BusinessCalendar kApac = Make("Asia/Kolkata", Week({{8, 23}}, {{9, 21}}));
const BusinessCalendar kCustomer = Make("Asia/Kolkata", Week({{9, 18}}));
const BusinessCalendar kRoundTheClock = Make("Asia/Kolkata", Week({{0, 24}}));
const BusinessCalendar kNineToFive = Make("Asia/Kolkata", Week({{9, 17}}));

Instant Local(const BusinessCalendar& calendar, std::string_view text) {
  return calendar.zone().ToInstant(*ParseLocalDateTime(text));
}
std::string Show(const BusinessCalendar& calendar, const Result<Instant>& instant) {
  return instant.ok() ? ToString(calendar.zone().ToLocal(*instant)) : instant.error().code;
}
std::string AfterMinutes(const BusinessCalendar& calendar, std::string_view start, int64_t minutes) {
  return Show(calendar, calendar.AddBusinessSeconds(Local(calendar, start), minutes * 60));
}
std::string AfterDays(const BusinessCalendar& calendar, std::string_view start, int64_t days) {
  return Show(calendar, calendar.AddBusinessDays(Local(calendar, start), days));
}
bool OpenAt(const BusinessCalendar& calendar, std::string_view text) {
  return calendar.IsOpen(Local(calendar, text));
}

TEST(BusinessCalendar, HoursAreHalfOpen_SLA_2) {
  EXPECT_FALSE(OpenAt(kApac, "2026-03-09 07:59:59"));
  EXPECT_TRUE(OpenAt(kApac, "2026-03-09 08:00"));
  EXPECT_TRUE(OpenAt(kApac, "2026-03-09 22:59:59"));
  EXPECT_FALSE(OpenAt(kApac, "2026-03-09 23:00"));
  EXPECT_TRUE(OpenAt(kApac, "2026-03-08 20:59"));
}

TEST(BusinessCalendar, RoundTheClockWeekdays_SLA_3_SLA_4) {
  EXPECT_FALSE(OpenAt(kRoundTheClock, "2026-03-07 00:00"));
  EXPECT_TRUE(OpenAt(kRoundTheClock, "2026-03-06 23:59"));
  EXPECT_TRUE(OpenAt(kRoundTheClock, "2026-03-09 00:00"));
}

TEST(SlaVectors, V1ToV9) {
  EXPECT_EQ(AfterMinutes(kApac, "2026-03-06 22:50", 30), "2026-03-07 09:20:00");               // SLA-V1
  EXPECT_EQ(AfterMinutes(kApac, "2026-03-06 22:50", 6 * 60), "2026-03-07 14:50:00");           // SLA-V1
  EXPECT_EQ(AfterMinutes(kApac, "2026-03-06 22:50", 15), "2026-03-07 09:05:00");               // SLA-V2
  EXPECT_EQ(AfterMinutes(kApac, "2026-03-06 22:50", 4 * 60), "2026-03-07 12:50:00");           // SLA-V2
  EXPECT_EQ(AfterMinutes(kApac, "2026-03-04 15:00", 2 * 60), "2026-03-04 17:00:00");           // SLA-V3
  EXPECT_EQ(AfterDays(kCustomer, "2026-03-04 15:00", 1), "2026-03-05 15:00:00");               // SLA-V3, SLA-16
  EXPECT_EQ(AfterMinutes(kApac, "2026-03-06 17:00", 4 * 60), "2026-03-06 21:00:00");           // SLA-V4
  EXPECT_EQ(AfterDays(kCustomer, "2026-03-06 17:00", 2), "2026-03-10 17:00:00");               // SLA-V4
  EXPECT_EQ(AfterMinutes(kApac, "2026-03-07 10:00", 8 * 60), "2026-03-07 18:00:00");           // SLA-V5
  EXPECT_EQ(AfterDays(kCustomer, "2026-03-07 10:00", 3), "2026-03-11 18:00:00");               // SLA-V5
  EXPECT_EQ(AfterMinutes(kApac, "2026-03-08 15:00", 60), "2026-03-08 16:00:00");               // SLA-V6
  EXPECT_EQ(AfterMinutes(kApac, "2026-03-08 15:00", 8 * 60), "2026-03-09 10:00:00");           // SLA-V6
  EXPECT_EQ(AfterMinutes(kApac, "2026-03-06 09:00", 2 * 60), "2026-03-06 11:00:00");           // SLA-V7
  EXPECT_EQ(AfterDays(kCustomer, "2026-03-06 09:00", 1), "2026-03-06 18:00:00");               // SLA-V7
  EXPECT_EQ(AfterMinutes(kRoundTheClock, "2026-03-06 20:00", 8 * 60), "2026-03-09 04:00:00");  // SLA-V8
  EXPECT_EQ(AfterMinutes(kNineToFive, "2026-03-04 16:00", 3 * 60), "2026-03-05 11:00:00");     // SLA-V9
  EXPECT_EQ(AfterMinutes(kApac, "2026-03-09 10:00", 15), "2026-03-09 10:15:00");               // SLA-12
}

TEST(BusinessCalendar, ATargetAtClosingIsDueThen_C_SLA_2) {
  EXPECT_EQ(AfterMinutes(kNineToFive, "2026-03-06 16:00", 60), "2026-03-06 17:00:00");
  EXPECT_EQ(AfterMinutes(kNineToFive, "2026-03-06 17:00", 60), "2026-03-09 10:00:00");
  EXPECT_EQ(AfterMinutes(kNineToFive, "2026-03-06 17:00", 0), "2026-03-09 09:00:00");
}

TEST(BusinessCalendar, ADayIsAsLongAsTheOneTheClockStartsOn_C_SLA_3_E_SLA_1) {
  const BusinessCalendar half_saturday = [] {
    WeeklyHours weekly = Week({{9, 18}});
    weekly[static_cast<size_t>(Weekday::kSaturday)] = {{9 * kHour, 13 * kHour}};
    return Make("Asia/Kolkata", weekly);
  }();
  EXPECT_EQ(AfterDays(half_saturday, "2026-03-07 10:00", 1), "2026-03-09 10:00:00");  // 4 h: 3 on Saturday, 1 on Monday
  EXPECT_EQ(AfterDays(half_saturday, "2026-03-06 19:00", 1), "2026-03-07 13:00:00");  // raised after Friday's closing
  EXPECT_EQ(AfterDays(half_saturday, "2026-03-06 15:00", 1), "2026-03-09 11:00:00");  // 9 h: 3 + 4 + 2
}

TEST(BusinessCalendar, AClockChangeCountsAsItIs_E_SLA_2) {
  const BusinessCalendar every_day = Make("America/New_York", Week({{0, 24}}, {{0, 24}}));
  EXPECT_EQ(every_day.OpenSecondsOn(*ParseDate("2026-03-08")), 23 * kHour);
  EXPECT_EQ(every_day.OpenSecondsOn(*ParseDate("2026-11-01")), 25 * kHour);
  EXPECT_EQ(AfterDays(every_day, "2026-03-08 00:00", 1), "2026-03-09 00:00:00");
  EXPECT_EQ(AfterDays(every_day, "2026-11-01 00:00", 1), "2026-11-02 00:00:00");
  const BusinessCalendar night = Make("America/New_York", Week({}, {{1, 3}}));
  EXPECT_EQ(night.OpenSecondsOn(*ParseDate("2026-03-08")), kHour);
  EXPECT_EQ(night.OpenSecondsOn(*ParseDate("2026-11-01")), 3 * kHour);
}

TEST(BusinessCalendar, OpeningInsideAGapIsTheEndOfTheGap) {
  WeeklyHours weekly;
  weekly[static_cast<size_t>(Weekday::kSunday)] = {{2 * kHour + 1800, 5 * kHour}};
  const BusinessCalendar calendar = Make("America/New_York", weekly);
  EXPECT_EQ(Show(calendar, calendar.NextOpen(Local(calendar, "2026-03-08 00:00"))), "2026-03-08 03:00:00");
  EXPECT_TRUE(OpenAt(calendar, "2026-03-08 03:15"));
}

TEST(BusinessCalendar, HolidaysAreClosed) {
  const BusinessCalendar calendar = Make("Asia/Kolkata", Week({{9, 18}}), {*ParseDate("2026-12-25")});
  EXPECT_FALSE(OpenAt(calendar, "2026-12-25 10:00"));
  EXPECT_EQ(Show(calendar, calendar.NextOpen(Local(calendar, "2026-12-24 18:00"))), "2026-12-28 09:00:00");
  EXPECT_EQ(AfterMinutes(calendar, "2026-12-24 17:00", 120), "2026-12-28 10:00:00");
  EXPECT_TRUE(calendar.HoursOn(*ParseDate("2026-12-25")).empty());
}

TEST(BusinessCalendar, SeveralHoursADay) {
  const BusinessCalendar calendar = Make("Asia/Kolkata", Week({{14, 18}, {9, 13}}));
  EXPECT_FALSE(OpenAt(calendar, "2026-03-06 13:00"));
  EXPECT_EQ(AfterMinutes(calendar, "2026-03-06 12:00", 120), "2026-03-06 15:00:00");
  EXPECT_EQ(AfterDays(calendar, "2026-03-06 12:00", 1), "2026-03-09 12:00:00");  // 8 h: 1 + 4 + 3
}

TEST(BusinessCalendar, TouchingHoursAreJoined) {
  const BusinessCalendar calendar = Make("Asia/Kolkata", Week({{13, 18}, {9, 13}, {10, 12}}));
  EXPECT_EQ(calendar.HoursOn(*ParseDate("2026-03-06")).size(), 1u);
  EXPECT_EQ(calendar.OpenSecondsOn(*ParseDate("2026-03-06")), 9 * kHour);
}

TEST(BusinessCalendar, RefusesHoursThatMakeNoCalendar) {
  const auto code = [](const WeeklyHours& weekly) { return BusinessCalendar::Make(Zone(), weekly, {}).error().code; };
  EXPECT_EQ(code({}), "calendar");
  EXPECT_EQ(code(Week({{18, 9}})), "calendar");
  EXPECT_EQ(code(Week({{9, 9}})), "calendar");
  EXPECT_EQ(code(Week({{9, 25}})), "calendar");
  EXPECT_EQ(code(Week({{-1, 9}})), "calendar");
}

TEST(BusinessCalendar, NeverHangs) {
  std::vector<Date> closed;
  WeeklyHours weekly;
  weekly[static_cast<size_t>(Weekday::kSunday)] = {{9 * kHour, 17 * kHour}};
  for (int32_t day = 0; day <= BusinessCalendar::kSearchDays + 14; ++day) closed.push_back({day});
  const BusinessCalendar calendar = *BusinessCalendar::Make(Zone(), weekly, closed);
  EXPECT_EQ(calendar.NextOpen({0}).error().code, "calendar_search");
  EXPECT_EQ(calendar.AddBusinessSeconds({0}, 1).error().code, "calendar_search");
  EXPECT_EQ(calendar.AddBusinessDays({0}, 1).error().code, "calendar_search");
  EXPECT_EQ(calendar.WaitBusinessDays({0}, 1).error().code, "calendar_search");
  EXPECT_EQ(calendar.BusinessSecondsBetween({0}, FromUnixSeconds(1'000'000)).value(), 0);
  EXPECT_EQ(kCustomer.AddBusinessSeconds({0}, INT64_MAX).error().code, "calendar_search");
  EXPECT_EQ(kCustomer.AddBusinessDays({0}, INT64_MAX).error().code, "calendar_search");
  EXPECT_EQ(kCustomer.WaitBusinessDays({0}, INT64_MAX).error().code, "calendar_search");
  EXPECT_EQ(kCustomer.BusinessSecondsBetween(kMinInstant, kMaxInstant).error().code, "calendar_search");
  EXPECT_EQ(kCustomer.AddBusinessSeconds({0}, -1).error().code, "duration_range");
  EXPECT_EQ(kCustomer.AddBusinessDays({0}, -1).error().code, "duration_range");
  EXPECT_EQ(kCustomer.WaitBusinessDays({0}, -1).error().code, "duration_range");
}

TEST(Wait, BusinessDaysKeepTheLocalTime) {
  const auto wait = [](std::string_view start, std::string_view duration) {
    return Show(kCustomer, kCustomer.Wait(Local(kCustomer, start), Of(duration)));
  };
  EXPECT_EQ(wait("2026-03-04 15:00", "1 business day"), "2026-03-05 15:00:00");
  EXPECT_EQ(wait("2026-03-06 09:00", "1 business day"), "2026-03-09 09:00:00");
  EXPECT_EQ(wait("2026-03-06 15:00", "3 business days"), "2026-03-11 15:00:00");
  EXPECT_EQ(wait("2026-03-07 15:00", "1 business day"), "2026-03-10 09:00:00");  // begins Monday 09:00
  EXPECT_EQ(wait("2026-03-06 15:00", "4 business hours"), "2026-03-09 10:00:00");
  EXPECT_EQ(wait("2026-03-06 15:00", "2 days"), "2026-03-08 15:00:00");
  EXPECT_EQ(wait("2026-03-06 15:00", "1 day 1 business day 1 business hour"), "2026-03-10 10:00:00");
}

TEST(Laws, ElapsedBusinessTimeInvertsTheTarget) {
  const BusinessCalendar kCalendars[] = {
      kApac,
      kCustomer,
      kRoundTheClock,
      Make("America/New_York", Week({{0, 24}}, {{1, 3}})),
      Make("Africa/Cairo", Week({{9, 13}, {14, 18}}, {{0, 2}}), {*ParseDate("2026-04-24")}),
      Make("Pacific/Apia", Week({{0, 24}}, {{0, 24}}))};
  std::mt19937_64 random(4);
  for (const BusinessCalendar& calendar : kCalendars) {
    for (int i = 0; i < 500; ++i) {
      const Instant start{static_cast<int64_t>(random() % 2'000'000'000) * kMicrosPerSecond + 250'000};
      const int64_t seconds = static_cast<int64_t>(random() % 2'000'000);
      const Instant due = *calendar.AddBusinessSeconds(start, seconds);
      ASSERT_EQ(*calendar.BusinessSecondsBetween(start, due), seconds);
      ASSERT_EQ(*calendar.BusinessSecondsBetween(due, start), -seconds);
      ASSERT_GE(due, *calendar.NextOpen(start));
      ASSERT_TRUE(seconds == 0 || calendar.IsOpen(PlusMicros(due, -1)));
      ASSERT_GE(*calendar.AddBusinessSeconds(start, seconds + 1), due);
    }
  }
}

TEST(Laws, NextOpenIsOpenAndEarliest) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 1'000; ++i) {
    const Instant start = FromUnixSeconds(static_cast<int64_t>(random() % 2'000'000'000));
    const Instant open = *kApac.NextOpen(start);
    ASSERT_TRUE(kApac.IsOpen(open));
    ASSERT_EQ(kApac.IsOpen(start), open == start);
    ASSERT_EQ(*kApac.BusinessSecondsBetween(start, open), 0);
  }
}

}  // namespace
}  // namespace lsq::time
