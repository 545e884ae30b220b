// SPDX-License-Identifier: Apache-2.0
// Points in time and on the calendar, without any zone: values, conversions, parsing and printing. No clock: "now" is
// always an argument. Calendar = proleptic Gregorian, years 0001..9999. Every function is pure and thread-safe.
//
// Error codes: `date_format` `time_format` `instant_format` (the text has another shape), `date_range` `time_range`
// (right shape, no such day or time). The message names the text and what is wrong with it.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/base/result.h"

namespace lsq::time {

inline constexpr int64_t kMicrosPerSecond = 1'000'000;
inline constexpr int32_t kSecondsPerDay = 86'400;

// A point on the UTC line, in microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
struct Instant {
  int64_t micros = 0;
  auto operator<=>(const Instant&) const = default;
};

constexpr Instant FromUnixSeconds(int64_t seconds) {
  return {seconds * kMicrosPerSecond};
}
// Rounds towards the past, so that it is right before 1970 too.
constexpr int64_t ToUnixSeconds(Instant instant) {
  const int64_t seconds = instant.micros / kMicrosPerSecond;
  return instant.micros % kMicrosPerSecond < 0 ? seconds - 1 : seconds;
}
// 0..999999: what ToUnixSeconds leaves over.
constexpr int64_t FractionMicros(Instant instant) {
  return instant.micros - ToUnixSeconds(instant) * kMicrosPerSecond;
}
constexpr Instant PlusMicros(Instant instant, int64_t micros) {
  return {instant.micros + micros};
}
constexpr Instant PlusSeconds(Instant instant, int64_t seconds) {
  return {instant.micros + seconds * kMicrosPerSecond};
}

// A day of the calendar, in days since 1970-01-01. Not an instant: it has no zone (language.md, rule 6).
struct Date {
  int32_t days = 0;
  auto operator<=>(const Date&) const = default;
};
inline constexpr Date kMinDate{-719'162};   // 0001-01-01
inline constexpr Date kMaxDate{2'932'896};  // 9999-12-31

// The UTC instants of kMinDate 00:00:00 and of the last microsecond of kMaxDate. Arithmetic that leaves them is an
// error.
inline constexpr Instant kMinInstant{int64_t{kMinDate.days} * kSecondsPerDay * kMicrosPerSecond};
inline constexpr Instant kMaxInstant{(int64_t{kMaxDate.days} + 1) * kSecondsPerDay * kMicrosPerSecond - 1};

// Seconds since midnight, 0..86399. Whole seconds: no rule is written finer; the fraction of an instant stays in the
// Instant and is carried by calendar arithmetic.
struct TimeOfDay {
  int32_t seconds = 0;
  auto operator<=>(const TimeOfDay&) const = default;
};
constexpr TimeOfDay At(int hour, int minute, int second = 0) {
  return {hour * 3600 + minute * 60 + second};
}

// What a wall clock and a wall calendar show.
struct LocalDateTime {
  Date date;
  TimeOfDay time;
  auto operator<=>(const LocalDateTime&) const = default;
};

// The wire's spelling of "no value" (0001-01-01 00:00:00); whether it counts as missing is the reader's decision.
inline constexpr LocalDateTime kMissingSentinel{kMinDate, {0}};

// ISO order: a week starts on Monday (C-SCH-10).
enum class Weekday : uint8_t { kMonday, kTuesday, kWednesday, kThursday, kFriday, kSaturday, kSunday };
inline constexpr int kDaysPerWeek = 7;

struct YearMonthDay {
  int32_t year = 1970;
  int32_t month = 1;  // 1..12
  int32_t day = 1;    // 1..31
  auto operator<=>(const YearMonthDay&) const = default;
};

bool IsLeapYear(int32_t year);
int32_t DaysInMonth(int32_t year, int32_t month);

YearMonthDay ToYearMonthDay(Date date);
Result<Date> MakeDate(int32_t year, int32_t month, int32_t day);
Weekday WeekdayOf(Date date);

// `date_range` when the result leaves the years 0001..9999.
Result<Date> AddDays(Date date, int64_t days);
// The same day of another month, clamped to that month's last day (C-WAIT-2): 01-31 + 1 month = 02-28.
Result<Date> AddMonths(Date date, int64_t months);

// The local second count, as if the wall clock showed UTC; and back.
constexpr int64_t ToCivilSeconds(LocalDateTime local) {
  return int64_t{local.date.days} * kSecondsPerDay + local.time.seconds;
}
constexpr LocalDateTime FromCivilSeconds(int64_t seconds) {
  const int64_t rest = seconds % kSecondsPerDay;
  const int64_t second = rest < 0 ? rest + kSecondsPerDay : rest;
  return {{static_cast<int32_t>((seconds - second) / kSecondsPerDay)}, {static_cast<int32_t>(second)}};
}

// `2026-12-25`
Result<Date> ParseDate(std::string_view text);
// `09:00` `9:00` `21:30:15` `9:00 am` `9 am` `12:30:00PM`. Not `24:00`.
Result<TimeOfDay> ParseTimeOfDay(std::string_view text);
// `2026-12-25 09:00`, `2026-12-25 09:00:00` (the wire), with `T` for the blank, and a fraction if it is zero.
Result<LocalDateTime> ParseLocalDateTime(std::string_view text);
// ISO 8601 with a zone designator: `2026-03-06T17:20:00Z`, `2026-03-06 22:50:00.125+05:30`. At most 6 digits of a
// fraction may be non-zero.
Result<Instant> ParseInstant(std::string_view text);
// `Monday`, `Mon`, in any case.
Result<Weekday> ParseWeekday(std::string_view text);

std::string ToString(Date date);             // 2026-12-25
std::string ToString(TimeOfDay time);        // 09:00:00
std::string ToString(LocalDateTime local);   // 2026-12-25 09:00:00, the wire format (C-MM-14)
std::string ToString(Instant instant);       // 2026-03-06T17:20:00Z, with .125 or .000001 when there is a fraction
std::string_view ToString(Weekday weekday);  // Monday

}  // namespace lsq::time
