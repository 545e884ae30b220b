// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/civil.h"

#include <algorithm>

namespace lsq::time {
namespace {

constexpr int32_t kMinYear = 1;
constexpr int32_t kMaxYear = 9999;
constexpr int64_t kDaysPerEra = 146'097;  // 400 years
// Day number of 0000-03-01 counted back from 1970-01-01: years that begin in March put the leap day last.
constexpr int64_t kEpochShift = 719'468;

// Any year and month 1..12; 64 bits so that callers may check the range afterwards.
int64_t DayNumber(int64_t year, int32_t month, int32_t day) {
  const int64_t y = month <= 2 ? year - 1 : year;
  const int64_t era = (y >= 0 ? y : y - 399) / 400;
  const int64_t year_of_era = y - era * 400;
  const int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysPerEra + day_of_era - kEpochShift;
}

Error OutOfRange(const std::string& what) {
  return {"date_range", what + " is outside the years 0001 to 9999"};
}

}  // namespace

bool IsLeapYear(int32_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t DaysInMonth(int32_t year, int32_t month) {
  static constexpr int32_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  LSQ_CHECK(month >= 1 && month <= 12, "month number");
  return month == 2 && IsLeapYear(year) ? 29 : kDays[month - 1];
}

YearMonthDay ToYearMonthDay(Date date) {
  const int64_t shifted = int64_t{date.days} + kEpochShift;
  const int64_t era = (shifted >= 0 ? shifted : shifted - (kDaysPerEra - 1)) / kDaysPerEra;
  const int64_t day_of_era = shifted - era * kDaysPerEra;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t march_month = (5 * day_of_year + 2) / 153;
  YearMonthDay result;
  result.day = static_cast<int32_t>(day_of_year - (153 * march_month + 2) / 5 + 1);
  result.month = static_cast<int32_t>(march_month < 10 ? march_month + 3 : march_month - 9);
  result.year = static_cast<int32_t>(year_of_era + era * 400 + (result.month <= 2 ? 1 : 0));
  return result;
}

Result<Date> MakeDate(int32_t year, int32_t month, int32_t day) {
  if (year < kMinYear || year > kMaxYear) return OutOfRange("the year " + std::to_string(year));
  if (month < 1 || month > 12) return Error{"date_range", "there is no month " + std::to_string(month)};
  const int32_t last = DaysInMonth(year, month);
  if (day < 1 || day > last) {
    return Error{"date_range", "there is no day " + std::to_string(day) + ": that month has " + std::to_string(last)};
  }
  return Date{static_cast<int32_t>(DayNumber(year, month, day))};
}

Weekday WeekdayOf(Date date) {
  const int64_t since_thursday = int64_t{date.days} % kDaysPerWeek;  // 1970-01-01 was a Thursday
  return static_cast<Weekday>((since_thursday + kDaysPerWeek + 3) % kDaysPerWeek);
}

Result<Date> AddDays(Date date, int64_t days) {
  const int64_t span = int64_t{kMaxDate.days} - kMinDate.days;
  const int64_t sum = date.days + std::clamp(days, -4 * span, 4 * span);
  if (sum < kMinDate.days || sum > kMaxDate.days) return OutOfRange(ToString(date) + " moved by that many days");
  return Date{static_cast<int32_t>(sum)};
}

Result<Date> AddMonths(Date date, int64_t months) {
  const YearMonthDay start = ToYearMonthDay(date);
  const int64_t span = 12 * (kMaxYear + 1);
  const int64_t index = int64_t{start.year} * 12 + (start.month - 1) + std::clamp(months, -4 * span, 4 * span);
  if (index < 12 * kMinYear || index >= 12 * (kMaxYear + 1)) {
    return OutOfRange(ToString(date) + " moved by that many months");
  }
  const int32_t year = static_cast<int32_t>(index / 12);
  const int32_t month = static_cast<int32_t>(index % 12) + 1;
  return MakeDate(year, month, std::min(start.day, DaysInMonth(year, month)));
}

}  // namespace lsq::time
