// SPDX-License-Identifier: Apache-2.0
// Instants computed from instants, durations and zones: waits, field offsets, relative windows, anniversaries. One rule
// for local times that a clock change removed or repeated: Zone::Resolve. Results outside the years 0001..9999 are
// `date_range`.
#pragma once

#include "compiler/base/result.h"
#include "compiler/time/civil.h"
#include "compiler/time/duration.h"
#include "compiler/time/zone.h"

namespace lsq::time {

// Elapsed parts run on the UTC line; calendar parts keep the wall clock, months before days, a month end clamped from
// the day of `start` (C-WAIT-1, C-WAIT-2). Calendar first, then elapsed. A duration of business time is refused
// (`duration_business`): see BusinessCalendar.
Result<Instant> Add(Instant start, const Duration& duration, const Zone& zone);
// The same on a calendar day. `duration_range` when the duration has another part than days and months.
Result<Date> Add(Date start, const Duration& duration);
// @{field}+n: elapsed hours (C-MM-10). On a Date: from the start of that day in `zone` (C-MM-11).
Result<Instant> AddHours(Instant start, int64_t hours);
Result<Instant> AddHours(Date start, int64_t hours, const Zone& zone);
// Elapsed time from `a` to `b`, whole seconds towards the past.
Duration Between(Instant a, Instant b);

// The first instant at which the zone's calendar has reached `date`: midnight, or the end of the gap that swallowed it.
Instant StartOfDay(Date date, const Zone& zone);

// The earliest instant >= `earliest` that is that weekday and time (C-WAIT-3), or that time of any day. Every local
// date has exactly one such instant, and instants are compared (E-TIME-1).
Result<Instant> NextWeekdayTime(Instant earliest, Weekday weekday, TimeOfDay at, const Zone& zone);
Result<Instant> NextTimeOfDay(Instant earliest, TimeOfDay at, const Zone& zone);

// [begin, end)
struct Window {
  Instant begin;
  Instant end;
  bool operator==(const Window&) const = default;
  bool Contains(Instant instant) const { return begin <= instant && instant < end; }
};

// Both ends included.
struct DateRange {
  Date first;
  Date last;
  bool operator==(const DateRange&) const = default;
  bool Contains(Date date) const { return first <= date && date <= last; }
};

// Windows named by a calendar word (C-CON-8): the whole of the period, what is still to come of it included.
enum class Period : uint8_t { kDay, kWeek, kMonth, kQuarter, kYear };
// `offset` 0 = this, -1 = last (yesterday), 1 = next (tomorrow). Weeks run Monday to Sunday.
Result<DateRange> PeriodOf(Date today, Period period, int64_t offset);
Result<Window> PeriodOf(Instant now, Period period, int64_t offset, const Zone& zone);

// `last 7 days`, `next 2 weeks`, `last 3 months`: calendar days including today, so `last 1 day` is today, and the span
// of a longer unit begins the day after the same day n units ago. Only calendar parts; must be positive.
Result<DateRange> LastDates(Date today, const Duration& span);
Result<DateRange> NextDates(Date today, const Duration& span);
// For instants the side of `now` is cut off at `now`, which itself belongs to both. An elapsed span (`last 24 hours`)
// rolls: [now - span, now].
Result<Window> LastWindow(Instant now, const Duration& span, const Zone& zone);
Result<Window> NextWindow(Instant now, const Duration& span, const Zone& zone);
// From the start of the first day to the start of the day after the last.
Window ToWindow(const DateRange& range, const Zone& zone);

// C-SCH-12: the instant of a date trigger, `shift_days` after (before, if negative) the date.
struct DateTrigger {
  Date date;
  int64_t shift_days = 0;
  TimeOfDay at;
};
Result<Instant> OnDate(const DateTrigger& trigger, const Zone& zone);
// The same in `year`: anniversary first, 29 February -> 28 in common years, then the shift (E-SCH-3).
Result<Instant> OnAnniversary(const DateTrigger& trigger, int32_t year, const Zone& zone);
// The earliest yearly occurrence strictly after `after`; the year of the date does not matter.
Result<Instant> NextAnniversary(const DateTrigger& trigger, Instant after, const Zone& zone);

}  // namespace lsq::time
