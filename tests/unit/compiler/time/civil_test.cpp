// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/civil.h"

#include <gtest/gtest.h>

namespace lsq::time {
namespace {

Date D(std::string_view text) {
  return *ParseDate(text);
}

TEST(Civil, EveryDayOfTheCalendarInOrder) {
  Date date = kMinDate;
  int weekday = 0;  // 0001-01-01 was a Monday
  for (int year = 1; year <= 9999; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= DaysInMonth(year, month); ++day, ++date.days, weekday = (weekday + 1) % 7) {
        if (*MakeDate(year, month, day) != date || ToYearMonthDay(date) != YearMonthDay{year, month, day} ||
            static_cast<int>(WeekdayOf(date)) != weekday) {
          FAIL() << year << "-" << month << "-" << day;
        }
      }
    }
  }
  EXPECT_EQ(date.days, kMaxDate.days + 1);
}

TEST(Civil, LeapYears) {
  EXPECT_TRUE(IsLeapYear(2000));
  EXPECT_TRUE(IsLeapYear(2028));
  EXPECT_FALSE(IsLeapYear(1900));
  EXPECT_FALSE(IsLeapYear(2100));
}

TEST(Civil, KnownWeekdays) {
  EXPECT_EQ(WeekdayOf(D("1970-01-01")), Weekday::kThursday);
  EXPECT_EQ(WeekdayOf(D("2026-03-06")), Weekday::kFriday);
  EXPECT_EQ(WeekdayOf(D("1969-12-31")), Weekday::kWednesday);
}

TEST(Civil, AddMonthsClampsFromTheAnchor_C_WAIT_2) {
  EXPECT_EQ(*AddMonths(D("2026-01-31"), 1), D("2026-02-28"));
  EXPECT_EQ(*AddMonths(D("2026-01-31"), 2), D("2026-03-31"));
  EXPECT_EQ(*AddMonths(D("2028-02-29"), 12), D("2029-02-28"));
  EXPECT_EQ(*AddMonths(D("2026-03-31"), -1), D("2026-02-28"));
  EXPECT_EQ(*AddMonths(D("2026-01-15"), -1), D("2025-12-15"));
  EXPECT_EQ(*AddMonths(D("2026-12-15"), 1), D("2027-01-15"));
}

TEST(Civil, ArithmeticStaysInTheCalendar) {
  EXPECT_EQ(*AddDays(kMinDate, kMaxDate.days - kMinDate.days), kMaxDate);
  EXPECT_EQ(AddDays(kMaxDate, 1).error().code, "date_range");
  EXPECT_EQ(AddDays(kMinDate, -1).error().code, "date_range");
  EXPECT_EQ(AddDays(kMinDate, INT64_MAX).error().code, "date_range");
  EXPECT_EQ(AddMonths(kMaxDate, 1).error().code, "date_range");
  EXPECT_EQ(AddMonths(kMinDate, -1).error().code, "date_range");
  EXPECT_EQ(AddMonths(kMinDate, INT64_MIN).error().code, "date_range");
  EXPECT_EQ(*AddMonths(kMinDate, 12 * 9999 - 1), D("9999-12-01"));
}

TEST(Civil, CivilSecondsRoundTripBeforeAndAfter1970) {
  for (int64_t second :
       {int64_t{-1}, int64_t{0}, int64_t{-86'400}, int64_t{-86'401}, int64_t{86'399}, int64_t{1} << 37}) {
    EXPECT_EQ(ToCivilSeconds(FromCivilSeconds(second)), second);
  }
  EXPECT_EQ(ToString(FromCivilSeconds(-1)), "1969-12-31 23:59:59");
}

TEST(Civil, UnixSecondsRoundTowardsThePast) {
  EXPECT_EQ(ToUnixSeconds({-1}), -1);
  EXPECT_EQ(FractionMicros({-1}), 999'999);
  EXPECT_EQ(ToUnixSeconds({-1'000'000}), -1);
  EXPECT_EQ(FractionMicros({-1'000'000}), 0);
  EXPECT_EQ(ToUnixSeconds({1'999'999}), 1);
}

TEST(ParseDate, StrictShape) {
  EXPECT_EQ(ToString(D("2026-12-25")), "2026-12-25");
  EXPECT_EQ(D("0001-01-01"), kMinDate);
  EXPECT_EQ(D("9999-12-31"), kMaxDate);
  for (std::string_view text : {"", "2026", "2026-12", "2026-1-25", "26-12-25", "07/26/2018", " 2026-12-25",
                                "2026-12-25 ", "2026-12-255", "+026-12-25", "2026-12-2x", "2026--2-25"}) {
    EXPECT_EQ(ParseDate(text).error().code, "date_format") << text;
  }
}

TEST(ParseDate, SaysWhatIsWrong) {
  EXPECT_EQ(ParseDate("2026-02-30").error().code, "date_range");
  EXPECT_EQ(ParseDate("2026-02-30").error().message, "\"2026-02-30\": there is no day 30: that month has 28");
  EXPECT_EQ(ParseDate("2026-13-01").error().message, "\"2026-13-01\": there is no month 13");
  EXPECT_EQ(ParseDate("2026-00-01").error().code, "date_range");
  EXPECT_EQ(ParseDate("2026-01-00").error().code, "date_range");
  EXPECT_EQ(ParseDate("0000-01-01").error().code, "date_range");
  EXPECT_EQ(ParseDate("2100-02-29").error().code, "date_range");
  EXPECT_TRUE(ParseDate("2000-02-29").ok());
}

TEST(ParseTimeOfDay, Spellings) {
  const std::pair<std::string_view, TimeOfDay> kGood[] = {
      {"09:00", At(9, 0)},        {"9:00", At(9, 0)},       {"21:30:15", At(21, 30, 15)}, {"9:00 am", At(9, 0)},
      {"9:00am", At(9, 0)},       {"9 PM", At(21, 0)},      {"12:00 am", At(0, 0)},       {"12:30 pm", At(12, 30)},
      {"12:30:00PM", At(12, 30)}, {"11:59 pm", At(23, 59)}, {"00:00", At(0, 0)},          {"23:59:59", At(23, 59, 59)},
  };
  for (const auto& [text, time] : kGood) EXPECT_EQ(*ParseTimeOfDay(text), time) << text;
}

TEST(ParseTimeOfDay, Refusals) {
  for (std::string_view text :
       {"", "9", "9:0", "9:00 xm", "9:00  am", "9:00 am ", "am", "9:00:0", "009:00", "-9:00", "9.00"}) {
    EXPECT_EQ(ParseTimeOfDay(text).error().code, "time_format") << text;
  }
  for (std::string_view text : {"24:00", "25:00", "9:60", "9:00:60", "13:00 pm", "0:30 am", "13 pm"}) {
    EXPECT_EQ(ParseTimeOfDay(text).error().code, "time_range") << text;
  }
}

TEST(ParseLocalDateTime, WireAndSourceForms_C_MM_14) {
  const LocalDateTime local{D("2026-12-25"), At(9, 0)};
  for (std::string_view text :
       {"2026-12-25 09:00", "2026-12-25 09:00:00", "2026-12-25T09:00:00", "2026-12-25 09:00:00.000"}) {
    EXPECT_EQ(*ParseLocalDateTime(text), local) << text;
  }
  EXPECT_EQ(ToString(local), "2026-12-25 09:00:00");
  EXPECT_EQ(*ParseLocalDateTime("0001-01-01 00:00:00"), kMissingSentinel);
  for (std::string_view text : {"2026-12-25", "2026-12-25 9:00", "2026-12-25  09:00", "2026-12-25 09:00:00.5",
                                "2026-12-25 09:00:00Z", "2026-12-25 09:00 am", "2026-12-25 09:00:00."}) {
    EXPECT_EQ(ParseLocalDateTime(text).error().code, "date_format") << text;
  }
  EXPECT_EQ(ParseLocalDateTime("2026-02-30 09:00").error().code, "date_range");
  EXPECT_EQ(ParseLocalDateTime("2026-02-28 24:00").error().code, "time_range");
}

TEST(ParseInstant, Iso8601WithAZone) {
  const Instant instant = FromUnixSeconds(1'772'817'600);
  for (std::string_view text :
       {"2026-03-06T17:20:00Z", "2026-03-06T17:20Z", "2026-03-06t17:20:00z", "2026-03-06T22:50:00+05:30",
        "2026-03-06 22:50:00+0530", "2026-03-06T12:20:00-05", "2026-03-06T17:20:00.000000000Z"}) {
    ASSERT_TRUE(ParseInstant(text).ok()) << text;
    EXPECT_EQ(*ParseInstant(text), instant) << text;
  }
  EXPECT_EQ(*ParseInstant("2026-03-06T17:20:00.5Z"), PlusMicros(instant, 500'000));
  EXPECT_EQ(*ParseInstant("2026-03-06T17:20:00.000001Z"), PlusMicros(instant, 1));
  EXPECT_EQ(*ParseInstant("1969-12-31T23:59:59.999999Z"), Instant{-1});
}

TEST(ParseInstant, Refusals) {
  for (std::string_view text :
       {"", "2026-03-06", "2026-03-06T17:20:00", "2026-03-06T17:20:00 Z", "2026-03-06T17:20:00+",
        "2026-03-06T17:20:00+5", "2026-03-06T17:20:00+24:00", "2026-03-06T17:20:00+05:60", "2026-03-06T17:20:00.Z",
        "2026-03-06T17:20:00.0000001Z", "2026-03-06T17:20:00Zx"}) {
    EXPECT_EQ(ParseInstant(text).error().code, "instant_format") << text;
  }
  EXPECT_EQ(ParseInstant("2026-02-30T00:00:00Z").error().code, "date_range");
  EXPECT_EQ(ParseInstant("0001-01-01T00:00:00+01:00").error().code, "date_range");
  EXPECT_EQ(ParseInstant("9999-12-31T23:59:59-00:01").error().code, "date_range");
  EXPECT_EQ(ParseInstant("2026-03-06T17:20:60Z").error().code, "time_range");
}

TEST(ParseInstant, PrintingRoundTrips) {
  for (Instant instant : {kMinInstant, kMaxInstant, Instant{0}, Instant{-1}, Instant{1'772'817'600'120'000}}) {
    EXPECT_EQ(*ParseInstant(ToString(instant)), instant) << ToString(instant);
  }
  EXPECT_EQ(ToString(Instant{1'772'817'600'120'000}), "2026-03-06T17:20:00.12Z");
  EXPECT_EQ(ToString(kMaxInstant), "9999-12-31T23:59:59.999999Z");
}

TEST(ParseWeekday, FullAndShortNames) {
  EXPECT_EQ(*ParseWeekday("Monday"), Weekday::kMonday);
  EXPECT_EQ(*ParseWeekday("sun"), Weekday::kSunday);
  EXPECT_FALSE(ParseWeekday("Mond").ok());
  EXPECT_EQ(ToString(Weekday::kWednesday), "Wednesday");
}

}  // namespace
}  // namespace lsq::time
