// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/recurrence.h"

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/base/match.h"
#include "compiler/time/arithmetic.h"

namespace lsq::time {
namespace {

constexpr int32_t kMostEvery = 10'000;
constexpr int64_t kMicrosPerHour = 3600 * kMicrosPerSecond;

Error BadRule(std::string why) {
  return {"schedule", std::move(why)};
}

Error Never() {
  return {"schedule_never", "the schedule has no further occurrence"};
}

Status CheckEvery(int32_t every) {
  if (every >= 1 && every <= kMostEvery) return Ok();
  return BadRule("a schedule repeats every 1 to " + std::to_string(kMostEvery) + " units");
}

Status CheckTime(TimeOfDay at) {
  if (at.seconds >= 0 && at.seconds < kSecondsPerDay) return Ok();
  return BadRule("the time of day is outside 00:00:00 to 23:59:59");
}

int64_t MonthIndex(Date date) {
  const YearMonthDay ymd = ToYearMonthDay(date);
  return int64_t{ymd.year} * 12 + ymd.month - 1;
}

Date MondayOf(Date date) {
  return {date.days - static_cast<int32_t>(WeekdayOf(date))};
}

// A rule by dates cuts time into periods, counted from the anchor's, and names the dates of period k. The first number
// below is the period that contains `date`.
int64_t PeriodContaining(const Daily& rule, Date anchor, Date date) {
  return (int64_t{date.days} - anchor.days) / rule.every;
}
int64_t PeriodContaining(const Weekly& rule, Date anchor, Date date) {
  return (int64_t{date.days} - MondayOf(anchor).days) / kDaysPerWeek / rule.every;
}
int64_t PeriodContaining(const Monthly& rule, Date anchor, Date date) {
  return (MonthIndex(date) - MonthIndex(anchor)) / rule.every;
}

// `date_range` when period k lies beyond the calendar.
Result<std::vector<Date>> DatesOf(const Daily& rule, Date anchor, int64_t k) {
  LSQ_TRY(const Date date, AddDays(anchor, k * rule.every));
  return std::vector<Date>{date};
}

Result<std::vector<Date>> DatesOf(const Weekly& rule, Date anchor, int64_t k) {
  LSQ_TRY(const Date sunday, AddDays(MondayOf(anchor), k * rule.every * kDaysPerWeek + 6));
  const WeekdaySet days = rule.days.bits != 0 ? rule.days : WeekdaySet::Of({WeekdayOf(anchor)});
  std::vector<Date> dates;
  for (int32_t day = sunday.days - 6; day <= sunday.days; ++day) {
    if (days.Contains(WeekdayOf({day}))) dates.push_back({day});
  }
  return dates;
}

Result<std::vector<Date>> DatesOf(const Monthly& rule, Date anchor, int64_t k) {
  const YearMonthDay start = ToYearMonthDay(anchor);
  LSQ_TRY(const Date first, AddMonths({anchor.days - start.day + 1}, k * rule.every));
  const YearMonthDay month = ToYearMonthDay(first);
  const int32_t length = DaysInMonth(month.year, month.month);
  const int32_t day = rule.day == kAnchorDay ? start.day : rule.day;
  if (day > length && day != kLastDay && rule.short_month == ShortMonth::kSkip) return std::vector<Date>{};
  return std::vector<Date>{{first.days + std::min(day, length) - 1}};
}

// Periods are visited from the one before `after`, whose last firing a gap may have moved to today, until one fires
// later or the calendar ends.
template <typename Rule>
Result<Instant> NextByDate(const Rule& rule, const Schedule& schedule, Instant after) {
  const Date yesterday{schedule.zone.ToLocal(after).date.days - 1};
  const Date from = std::max(yesterday, schedule.anchor);
  for (int64_t k = PeriodContaining(rule, schedule.anchor, from);; ++k) {
    const Result<std::vector<Date>> dates = DatesOf(rule, schedule.anchor, k);
    if (!dates.ok()) return Never();
    for (const Date date : *dates) {
      const Instant instant = schedule.zone.ToInstant({date, rule.at});
      if (date >= schedule.anchor && instant > after) return instant;
    }
  }
}

Result<Instant> NextHourly(const Hourly& rule, const Schedule& schedule, Instant after) {
  const Instant first = PlusSeconds(StartOfDay(schedule.anchor, schedule.zone), rule.minute * 60);
  if (after < first) return first;
  const int64_t step = rule.every * kMicrosPerHour;
  const int64_t k = (after.micros - first.micros) / step + 1;
  const Instant next = PlusMicros(first, k * step);
  if (next > kMaxInstant) return Never();
  return next;
}

}  // namespace

Status Validate(const RecurrenceRule& rule) {
  LSQ_TRY_DO(std::visit([](const auto& any) { return CheckEvery(any.every); }, rule));
  if (const Hourly* hourly = std::get_if<Hourly>(&rule)) {
    if (hourly->minute < 0 || hourly->minute > 59) return BadRule("a minute is 0 to 59");
    return Ok();
  }
  if (const Weekly* weekly = std::get_if<Weekly>(&rule); weekly && weekly->days.bits >= 1u << kDaysPerWeek) {
    return BadRule("a week has seven days");
  }
  if (const Monthly* monthly = std::get_if<Monthly>(&rule); monthly && (monthly->day < 0 || monthly->day > kLastDay)) {
    return BadRule("a day of the month is 1 to 31");
  }
  return Match(rule, [](const Hourly&) { return Ok(); }, [](const auto& by_date) { return CheckTime(by_date.at); });
}

Result<Instant> NextFiring(const Schedule& schedule, Instant after) {
  LSQ_TRY_DO(Validate(schedule.rule));
  after = std::clamp(after, kMinInstant, kMaxInstant);
  return Match(
      schedule.rule, [&](const Hourly& rule) { return NextHourly(rule, schedule, after); },
      [&](const auto& rule) { return NextByDate(rule, schedule, after); });
}

}  // namespace lsq::time
