// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/arithmetic.h"

#include <algorithm>

namespace lsq::time {
namespace {

constexpr int64_t kSecondsPerHour = 3600;

Error SpanError(std::string why) {
  return {"duration_range", std::move(why)};
}

Result<Instant> PlusElapsed(Instant start, int64_t seconds) {
  int64_t micros = 0;
  if (__builtin_mul_overflow(seconds, kMicrosPerSecond, &micros) ||
      __builtin_add_overflow(start.micros, micros, &micros) || Instant{micros} < kMinInstant ||
      Instant{micros} > kMaxInstant) {
    return Error{"date_range", ToString(start) + " moved by that much is outside the years 0001 to 9999"};
  }
  return Instant{micros};
}

Date MondayOf(Date date) {
  return {date.days - static_cast<int32_t>(WeekdayOf(date))};
}

// First day of the period that contains `date`.
Date FirstDayOf(Date date, Period period) {
  const YearMonthDay ymd = ToYearMonthDay(date);
  const int32_t months_in = period == Period::kYear      ? ymd.month - 1
                            : period == Period::kQuarter ? (ymd.month - 1) % 3
                                                         : 0;
  switch (period) {
    case Period::kDay:
      return date;
    case Period::kWeek:
      return MondayOf(date);
    default:
      return *MakeDate(ymd.year, ymd.month - months_in, 1);
  }
}

Result<Date> MovePeriods(Date first_day, Period period, int64_t count) {
  constexpr int64_t kFarthest = 12 * kMaxDurationYears;  // keeps the products below in range
  count = std::clamp(count, -kFarthest * 31, kFarthest * 31);
  switch (period) {
    case Period::kDay:
      return AddDays(first_day, count);
    case Period::kWeek:
      return AddDays(first_day, count * kDaysPerWeek);
    case Period::kMonth:
      return AddMonths(first_day, count);
    case Period::kQuarter:
      return AddMonths(first_day, count * 3);
    case Period::kYear:
      return AddMonths(first_day, count * 12);
  }
  return first_day;
}

Status CheckCalendarSpan(const Duration& span) {
  if (HasElapsedPart(span) || HasBusinessPart(span))
    return SpanError("a span of dates is in days, weeks, months or years");
  if (span.days < 0 || span.months < 0 || !HasCalendarPart(span)) return SpanError("a span is longer than nothing");
  return Ok();
}

bool IsRolling(const Duration& span) {
  return span.seconds > 0 && !HasCalendarPart(span) && !HasBusinessPart(span);
}

}  // namespace

Result<Instant> Add(Instant start, const Duration& duration, const Zone& zone) {
  if (HasBusinessPart(duration)) return Error{"duration_business", "business time needs a business calendar"};
  Instant moved = start;
  if (HasCalendarPart(duration)) {
    const LocalDateTime local = zone.ToLocal(start);
    LSQ_TRY(const Date month, AddMonths(local.date, duration.months));
    LSQ_TRY(const Date day, AddDays(month, duration.days));
    moved = PlusMicros(zone.ToInstant({day, local.time}), FractionMicros(start));
  }
  return PlusElapsed(moved, duration.seconds);
}

Result<Date> Add(Date start, const Duration& duration) {
  if (HasElapsedPart(duration) || HasBusinessPart(duration)) return SpanError("a Date moves by days, months or years");
  LSQ_TRY(const Date month, AddMonths(start, duration.months));
  return AddDays(month, duration.days);
}

Result<Instant> AddHours(Instant start, int64_t hours) {
  constexpr int64_t kMostHours = kMaxDurationYears * 366 * 24;
  return PlusElapsed(start, std::clamp(hours, -kMostHours, kMostHours) * kSecondsPerHour);
}

Result<Instant> AddHours(Date start, int64_t hours, const Zone& zone) {
  return AddHours(StartOfDay(start, zone), hours);
}

Duration Between(Instant a, Instant b) {
  Duration elapsed;
  elapsed.seconds = ToUnixSeconds({b.micros - a.micros});
  return elapsed;
}

Instant StartOfDay(Date date, const Zone& zone) {
  return zone.Resolve({date, {0}}).reached;
}

Result<Instant> NextWeekdayTime(Instant earliest, Weekday weekday, TimeOfDay at, const Zone& zone) {
  // From the day before, whose time a gap may have moved to today.
  LSQ_TRY(Date date, AddDays(zone.ToLocal(earliest).date, -1));
  while (true) {
    if (WeekdayOf(date) == weekday) {
      const Instant instant = zone.ToInstant({date, at});
      if (instant >= earliest) return instant;
    }
    LSQ_TRY(date, AddDays(date, 1));
  }
}

Result<Instant> NextTimeOfDay(Instant earliest, TimeOfDay at, const Zone& zone) {
  LSQ_TRY(Date date, AddDays(zone.ToLocal(earliest).date, -1));
  while (true) {
    const Instant instant = zone.ToInstant({date, at});
    if (instant >= earliest) return instant;
    LSQ_TRY(date, AddDays(date, 1));
  }
}

Result<DateRange> PeriodOf(Date today, Period period, int64_t offset) {
  LSQ_TRY(const Date first, MovePeriods(FirstDayOf(today, period), period, offset));
  LSQ_TRY(const Date next, MovePeriods(first, period, 1));
  return DateRange{first, {next.days - 1}};
}

Result<Window> PeriodOf(Instant now, Period period, int64_t offset, const Zone& zone) {
  LSQ_TRY(const DateRange dates, PeriodOf(zone.ToLocal(now).date, period, offset));
  return ToWindow(dates, zone);
}

Result<DateRange> LastDates(Date today, const Duration& span) {
  LSQ_TRY_DO(CheckCalendarSpan(span));
  LSQ_TRY(const Date before, Add(today, Negate(span)));
  return DateRange{{before.days + 1}, today};
}

Result<DateRange> NextDates(Date today, const Duration& span) {
  LSQ_TRY_DO(CheckCalendarSpan(span));
  LSQ_TRY(const Date behind, Add(today, span));
  return DateRange{today, {behind.days - 1}};
}

Result<Window> LastWindow(Instant now, const Duration& span, const Zone& zone) {
  const Instant end = PlusMicros(now, 1);  // `now` itself belongs to the window
  if (IsRolling(span)) {
    LSQ_TRY(const Instant begin, PlusElapsed(now, -span.seconds));
    return Window{begin, end};
  }
  LSQ_TRY(const DateRange dates, LastDates(zone.ToLocal(now).date, span));
  return Window{StartOfDay(dates.first, zone), end};
}

Result<Window> NextWindow(Instant now, const Duration& span, const Zone& zone) {
  if (IsRolling(span)) {
    LSQ_TRY(const Instant last, PlusElapsed(now, span.seconds));
    return Window{now, PlusMicros(last, 1)};
  }
  LSQ_TRY(const DateRange dates, NextDates(zone.ToLocal(now).date, span));
  return Window{now, ToWindow(dates, zone).end};
}

Window ToWindow(const DateRange& range, const Zone& zone) {
  return {StartOfDay(range.first, zone), StartOfDay({range.last.days + 1}, zone)};
}

Result<Instant> OnDate(const DateTrigger& trigger, const Zone& zone) {
  LSQ_TRY(const Date date, AddDays(trigger.date, trigger.shift_days));
  return zone.ToInstant({date, trigger.at});
}

Result<Instant> OnAnniversary(const DateTrigger& trigger, int32_t year, const Zone& zone) {
  const int64_t years = int64_t{year} - ToYearMonthDay(trigger.date).year;
  LSQ_TRY(const Date anniversary, AddMonths(trigger.date, years * 12));
  return OnDate({anniversary, trigger.shift_days, trigger.at}, zone);
}

Result<Instant> NextAnniversary(const DateTrigger& trigger, Instant after, const Zone& zone) {
  LSQ_TRY(const Date unshifted, AddDays(zone.ToLocal(after).date, -trigger.shift_days));
  for (int32_t year = std::max(ToYearMonthDay(unshifted).year - 1, 1);; ++year) {
    LSQ_TRY(const Instant instant, OnAnniversary(trigger, year, zone));
    if (instant > after) return instant;
  }
}

}  // namespace lsq::time
