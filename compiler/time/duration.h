// SPDX-License-Identifier: Apache-2.0
// An amount of time as people say it. Its parts are kept apart because they are different things: an hour is 3600
// elapsed seconds, a day keeps the wall clock, a month has no length of its own, a business day needs a calendar
// (C-WAIT-1, C-SLA-1). So two durations can be equal, but in general neither is "less".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/base/result.h"

namespace lsq::time {

enum class Unit : uint8_t {
  kSecond,  // exact; a wait refuses it (WAIT-2)
  kMinute,
  kHour,
  kDay,  // calendar
  kWeek,
  kMonth,
  kYear,
  kBusinessMinute,  // open time of a business calendar
  kBusinessHour,
  kBusinessDay,
};

// `hour` and `hours`, `business day` and `business days`; lower case, one blank.
std::optional<Unit> ParseUnit(std::string_view word);
// "hour" for 1 and -1, else "hours".
std::string_view UnitWord(Unit unit, int64_t count);
bool IsElapsed(Unit unit);   // seconds, minutes, hours
bool IsCalendar(Unit unit);  // days to years
bool IsBusiness(Unit unit);

struct Duration {
  int64_t seconds = 0;           // elapsed
  int64_t months = 0;            // calendar; a year is 12
  int64_t days = 0;              // calendar; a week is 7
  int64_t business_days = 0;     // of a business calendar
  int64_t business_minutes = 0;  // open minutes of a business calendar

  bool operator==(const Duration&) const = default;
};

// The largest span anything may ask for, either way: the calendar has no more years.
inline constexpr int64_t kMaxDurationYears = 10'000;

// `duration_range` when |count| units exceed kMaxDurationYears.
Result<Duration> MakeDuration(int64_t count, Unit unit);
Result<Duration> Plus(const Duration& a, const Duration& b);
Duration Negate(const Duration& duration);

bool HasElapsedPart(const Duration& duration);
bool HasCalendarPart(const Duration& duration);
bool HasBusinessPart(const Duration& duration);

// "3 days", "1 year 2 months", "-48 hours", "1 hour 30 minutes", "2 business days", "0 minutes". Weeks print as days
// and every part carries its own sign, so ParseDuration(ToString(d)) is d.
std::string ToString(const Duration& duration);
// One or more `<integer> <unit>`, blanks between. `duration_format` or `duration_range`.
Result<Duration> ParseDuration(std::string_view text);

}  // namespace lsq::time
