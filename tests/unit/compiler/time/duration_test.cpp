// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/duration.h"

#include <gtest/gtest.h>

namespace lsq::time {
namespace {

constexpr Unit kAllUnits[] = {Unit::kSecond,       Unit::kMinute,     Unit::kHour, Unit::kDay,
                              Unit::kWeek,         Unit::kMonth,      Unit::kYear, Unit::kBusinessMinute,
                              Unit::kBusinessHour, Unit::kBusinessDay};

TEST(Unit, WordsRoundTrip_WAIT_2) {
  for (Unit unit : kAllUnits) {
    EXPECT_EQ(ParseUnit(UnitWord(unit, 1)), unit);
    EXPECT_EQ(ParseUnit(UnitWord(unit, 2)), unit);
    EXPECT_NE(UnitWord(unit, 1), UnitWord(unit, 0));
    EXPECT_EQ(IsElapsed(unit) + IsCalendar(unit) + IsBusiness(unit), 1);
  }
  EXPECT_EQ(ParseUnit("fortnight"), std::nullopt);
  EXPECT_EQ(ParseUnit("Days"), std::nullopt);
  EXPECT_TRUE(IsElapsed(Unit::kHour));
  EXPECT_TRUE(IsCalendar(Unit::kDay));
  EXPECT_TRUE(IsBusiness(Unit::kBusinessDay));
}

TEST(Duration, KeepsDifferentThingsApart_C_WAIT_1) {
  EXPECT_EQ(*MakeDuration(60, Unit::kMinute), *MakeDuration(1, Unit::kHour));
  EXPECT_EQ(*MakeDuration(1, Unit::kWeek), *MakeDuration(7, Unit::kDay));
  EXPECT_EQ(*MakeDuration(1, Unit::kYear), *MakeDuration(12, Unit::kMonth));
  EXPECT_NE(*MakeDuration(24, Unit::kHour), *MakeDuration(1, Unit::kDay));
  EXPECT_NE(*MakeDuration(30, Unit::kDay), *MakeDuration(1, Unit::kMonth));
  EXPECT_NE(*MakeDuration(1, Unit::kBusinessDay), *MakeDuration(1, Unit::kDay));
}

TEST(Duration, PrintsCanonically) {
  EXPECT_EQ(ToString(*MakeDuration(3, Unit::kDay)), "3 days");
  EXPECT_EQ(ToString(*MakeDuration(1, Unit::kMonth)), "1 month");
  EXPECT_EQ(ToString(*MakeDuration(14, Unit::kMonth)), "1 year 2 months");
  EXPECT_EQ(ToString(*MakeDuration(2, Unit::kWeek)), "14 days");
  EXPECT_EQ(ToString(*MakeDuration(-48, Unit::kHour)), "-48 hours");
  EXPECT_EQ(ToString(*MakeDuration(90, Unit::kMinute)), "1 hour 30 minutes");
  EXPECT_EQ(ToString(*MakeDuration(90, Unit::kBusinessMinute)), "1 business hour 30 business minutes");
  EXPECT_EQ(ToString(Duration{}), "0 minutes");
}

TEST(Duration, PrintingRoundTrips) {
  for (Unit a : kAllUnits) {
    for (Unit b : kAllUnits) {
      for (int64_t count : {-100, -1, 1, 7, 61}) {
        const Duration duration = *Plus(*MakeDuration(count, a), *MakeDuration(3, b));
        const auto parsed = ParseDuration(ToString(duration));
        ASSERT_TRUE(parsed.ok()) << ToString(duration);
        EXPECT_EQ(*parsed, duration) << ToString(duration);
      }
    }
  }
}

TEST(Duration, ParseRefusesOtherTexts) {
  for (std::string_view text :
       {"", "3", "days", "3 dayz", "3 days 4", "3.5 days", "three days", "3days", "1 business", "1 business month"}) {
    EXPECT_EQ(ParseDuration(text).error().code, "duration_format") << text;
  }
  EXPECT_EQ(*ParseDuration("1  day   2 hours"), *Plus(*MakeDuration(1, Unit::kDay), *MakeDuration(2, Unit::kHour)));
}

TEST(Duration, IsBounded) {
  for (Unit unit : kAllUnits) {
    EXPECT_EQ(MakeDuration(INT64_MAX, unit).error().code, "duration_range");
    EXPECT_EQ(MakeDuration(INT64_MIN, unit).error().code, "duration_range");
  }
  EXPECT_TRUE(MakeDuration(kMaxDurationYears, Unit::kYear).ok());
  EXPECT_FALSE(MakeDuration(kMaxDurationYears + 1, Unit::kYear).ok());
  const Duration most = *MakeDuration(kMaxDurationYears, Unit::kYear);
  EXPECT_EQ(Plus(most, *MakeDuration(1, Unit::kMonth)).error().code, "duration_range");
  EXPECT_EQ(*Plus(most, Negate(most)), Duration{});
}

TEST(Duration, KnowsItsParts) {
  EXPECT_TRUE(HasElapsedPart(*MakeDuration(1, Unit::kMinute)));
  EXPECT_TRUE(HasCalendarPart(*MakeDuration(1, Unit::kMonth)));
  EXPECT_TRUE(HasBusinessPart(*MakeDuration(1, Unit::kBusinessHour)));
  EXPECT_FALSE(HasElapsedPart(*MakeDuration(1, Unit::kDay)));
  EXPECT_FALSE(HasCalendarPart(*MakeDuration(1, Unit::kBusinessDay)));
  EXPECT_FALSE(HasBusinessPart(*MakeDuration(1, Unit::kHour)));
}

}  // namespace
}  // namespace lsq::time
