// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/runtime/builtins/call_native.h"

namespace lsq::builtins {
namespace {

// The account is in Kolkata; now is 2026-03-07 01:30 there.
class DateNativeTest : public NativeTest {};

TEST_F(DateNativeTest, TodayIsTheAccounts) {
  EXPECT_EQ(Date("date.today", {}), "2026-03-07");
}

TEST_F(DateNativeTest, TextSpellsADateOrFails) {
  EXPECT_EQ(Date("date.of_text", {T(" 2026-12-25 ")}), "2026-12-25");
  EXPECT_EQ(Date("date.of_text", {T("25/12/2026")}), "F_TYPE_MISMATCH");
  EXPECT_EQ(Date("date.try_of_text", {T("25/12/2026")}), "missing");
  EXPECT_EQ(Date("date.of_parts", {N("2024"), N("2"), N("29")}), "2024-02-29");
  EXPECT_EQ(Date("date.of_parts", {N("2026"), N("2"), N("29")}), "F_DATE_RANGE");
  EXPECT_EQ(Date("date.of_parts", {N("99999999999"), N("2"), N("29")}), "F_DATE_RANGE");
  EXPECT_EQ(Date("date.of_parts", {N("2026.5"), N("2"), N("2")}), "F_TYPE_MISMATCH");
}

TEST_F(DateNativeTest, PartsOfADate) {
  EXPECT_EQ(Number("date.year", {D("2026-03-06")}), "2026");
  EXPECT_EQ(Number("date.month", {D("2026-03-06")}), "3");
  EXPECT_EQ(Number("date.day", {D("2026-03-06")}), "6");
  EXPECT_EQ(Text("date.weekday", {D("2026-03-06")}), "Friday");
  EXPECT_EQ(Number("date.weekday_number", {D("2026-03-08")}), "7");
  EXPECT_TRUE(Yes("date.is_weekend", {D("2026-03-07")}));
  EXPECT_FALSE(Yes("date.is_weekend", {D("2026-03-06")}));
}

TEST_F(DateNativeTest, DaysMonthsYearsLater) {
  EXPECT_EQ(Date("date.add_days", {D("2026-02-28"), N("1")}), "2026-03-01");
  EXPECT_EQ(Date("date.add_months", {D("2026-01-31"), N("1")}), "2026-02-28");  // C-WAIT-2
  EXPECT_EQ(Date("date.add_years", {D("2024-02-29"), N("1")}), "2025-02-28");
  EXPECT_EQ(Date("date.add_days", {D("9999-12-31"), N("1")}), "F_DATE_RANGE");
  EXPECT_EQ(Date("date.add_years", {D("2024-02-29"), N("999999999999999999")}), "F_DATE_RANGE");
  EXPECT_EQ(Date("date.add_months", {D("2024-02-29"), N("-999999999999999999")}), "F_DATE_RANGE");
}

TEST_F(DateNativeTest, Between) {
  EXPECT_EQ(Number("date.days_between", {D("2026-03-01"), D("2026-02-28")}), "-1");
  EXPECT_EQ(Number("date.months_between", {D("2026-01-31"), D("2026-02-28")}), "1");
  EXPECT_EQ(Number("date.months_between", {D("2026-01-15"), D("2026-03-14")}), "1");
  EXPECT_EQ(Number("date.months_between", {D("2026-03-14"), D("2026-01-15")}), "-1");
  EXPECT_EQ(Number("date.years_between", {D("2000-03-08"), D("2026-03-07")}), "25");
  EXPECT_EQ(Number("date.years_between", {D("2004-02-29"), D("2025-02-28")}), "21");
  EXPECT_EQ(Number("datetime.hours_between", {At("2026-03-06T00:00:00Z"), At("2026-03-06T01:30:00Z")}), "1.5");
  EXPECT_EQ(Number("datetime.minutes_between", {At("2026-03-06T00:00:00Z"), At("2026-03-05T23:59:30Z")}), "-0.5");
}

TEST_F(DateNativeTest, EndsOfPeriods) {
  EXPECT_EQ(Date("date.start_of_week", {D("2026-03-08")}), "2026-03-02");
  EXPECT_EQ(Date("date.start_of_month", {D("2026-02-17")}), "2026-02-01");
  EXPECT_EQ(Date("date.end_of_month", {D("2024-02-17")}), "2024-02-29");
  EXPECT_EQ(Date("date.start_of_year", {D("2026-12-31")}), "2026-01-01");
  EXPECT_EQ(Instant("date.start_of_day", {D("2026-03-07")}), "2026-03-06T18:30:00Z");
  EXPECT_EQ(Instant("datetime.start_of_day", {At("2026-03-06T20:00:00Z")}), "2026-03-06T18:30:00Z");
}

TEST_F(DateNativeTest, InstantsAreReadOnTheAccountsClocks) {  // C-MM-17
  EXPECT_EQ(Instant("datetime.of_text", {T("2026-12-25 09:00:00")}), "2026-12-25T03:30:00Z");
  EXPECT_EQ(Instant("datetime.of_text", {T("2026-12-25T09:00:00Z")}), "2026-12-25T09:00:00Z");
  EXPECT_EQ(Instant("datetime.of_text", {T("tomorrow")}), "F_TYPE_MISMATCH");
  EXPECT_EQ(Instant("datetime.try_of_text", {T("tomorrow")}), "missing");
  EXPECT_EQ(Instant("datetime.of_parts", {D("2026-12-25"), Clock("9:00")}), "2026-12-25T03:30:00Z");
  const Cell york = T("America/New_York");
  EXPECT_EQ(Instant("datetime.of_parts_in", {D("2026-12-25"), Clock("9:00"), york}), "2026-12-25T14:00:00Z");
  EXPECT_EQ(Instant("datetime.of_parts_in", {D("2026-12-25"), Clock("9:00"), T("Mars")}), "F_TZ_UNKNOWN");
  EXPECT_EQ(Time("time.try_of_text", {T("9:00 pm")}), "21:00:00");
  EXPECT_EQ(Time("time.try_of_text", {T("25:00")}), "missing");
}

TEST_F(DateNativeTest, PartsOfAnInstant) {
  const Cell instant = At("2026-12-31T20:15:00Z");  // 2027-01-01 01:45 in Kolkata
  EXPECT_EQ(Date("datetime.date", {instant}), "2027-01-01");
  EXPECT_EQ(Date("datetime.date_in", {instant, T("UTC")}), "2026-12-31");
  EXPECT_EQ(Time("datetime.time", {instant}), "01:45:00");
  EXPECT_EQ(Time("datetime.time_in", {instant, T("Eastern Standard Time")}), "15:15:00");
  EXPECT_EQ(Number("datetime.year", {instant}), "2027");
  EXPECT_EQ(Number("datetime.month", {instant}), "1");
  EXPECT_EQ(Number("datetime.day", {instant}), "1");
  EXPECT_EQ(Number("datetime.hour", {instant}), "1");
  EXPECT_EQ(Number("datetime.minute", {instant}), "45");
  EXPECT_EQ(Text("datetime.weekday", {instant}), "Friday");
  EXPECT_EQ(Number("time.hour", {Clock("21:30")}), "21");
  EXPECT_EQ(Number("time.minute", {Clock("21:30")}), "30");
}

TEST_F(DateNativeTest, LaterInstants) {
  zone_ = *tz_.Find("America/New_York");
  const Cell before_change = At("2026-03-07T17:00:00Z");  // noon; the clock changes that night
  EXPECT_EQ(Instant("datetime.add_days", {before_change, N("1")}), "2026-03-08T16:00:00Z");
  EXPECT_EQ(Instant("datetime.add_hours", {before_change, N("24")}), "2026-03-08T17:00:00Z");  // C-MM-10
  EXPECT_EQ(Instant("datetime.add_hours", {before_change, N("-0.5")}), "2026-03-07T16:30:00Z");
  EXPECT_EQ(Instant("datetime.add_minutes", {before_change, N("90")}), "2026-03-07T18:30:00Z");
  EXPECT_EQ(Instant("datetime.add_months", {before_change, N("1")}), "2026-04-07T16:00:00Z");
  EXPECT_EQ(Instant("datetime.add_hours", {before_change, N("999999999999999999")}), "F_DATE_RANGE");
  EXPECT_EQ(Instant("datetime.add_days", {before_change, N("999999999999")}), "F_DATE_RANGE");
}

TEST_F(DateNativeTest, Patterns) {
  EXPECT_EQ(Text("date.format", {D("2026-12-05"), T("d MMMM yyyy")}), "5 December 2026");
  EXPECT_EQ(Text("date.format", {D("2026-12-05"), T("EEE, dd-MM-yy")}), "Sat, 05-12-26");
  EXPECT_EQ(Text("date.format", {D("2026-12-05"), T("'day' d 'o''clock' M MMM EEEE")}),
            "day 5 o'clock 12 Dec Saturday");
  EXPECT_EQ(Text("date.format", {D("2026-12-05"), T("HH")}), "F_TYPE_MISMATCH");
  EXPECT_EQ(Text("date.format", {D("2026-12-05"), T("'open")}), "F_TYPE_MISMATCH");
  const Cell instant = At("2026-03-06T18:35:09Z");  // 00:05:09 in Kolkata
  EXPECT_EQ(Text("datetime.format", {instant, T("h:mm a, HH:mm:ss H hh")}), "12:05 AM, 00:05:09 0 12");
  EXPECT_EQ(Text("datetime.format_in", {instant, T("d.M. H:mm a"), T("UTC")}), "6.3. 18:35 PM");
  EXPECT_EQ(Text("datetime.format_in", {instant, T("d"), T("+05:30")}), "F_TZ_UNKNOWN");  // E-TIME-2
}

TEST_F(DateNativeTest, ZonesAndDurations) {
  EXPECT_TRUE(Yes("zone.exists", {T("India Standard Time")}));
  EXPECT_FALSE(Yes("zone.exists", {T("+05:30")}));
  const time::Duration hours{.seconds = 5400}, days{.days = 1};
  EXPECT_EQ(Number("duration.in_hours", {value::ToCell(&hours)}), "1.5");
  EXPECT_EQ(Number("duration.in_minutes", {value::ToCell(&hours)}), "90");
  EXPECT_EQ(Number("duration.in_minutes", {value::ToCell(&days)}), "F_TYPE_MISMATCH");
}

}  // namespace
}  // namespace lsq::builtins
