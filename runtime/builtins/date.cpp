// SPDX-License-Identifier: Apache-2.0
// The natives of stdlib/date.lsq that work on days of the calendar.
#include <algorithm>

#include "compiler/text/text.h"
#include "compiler/time/arithmetic.h"
#include "runtime/builtins/date_pattern.h"
#include "runtime/builtins/tables.h"
#include "runtime/builtins/time_arguments.h"

namespace lsq::builtins {
namespace {

using time::Date;
using value::kMissingCell;
using value::ToCell;

constexpr int64_t kMonthsPerYear = 12;

Date DateAt(const Call& call, size_t index) {
  return value::AsDate(call[index]);
}

Cell Today(const Call& call) {
  return ToCell(call.context.account_zone.ToLocal(call.context.now).date);
}

Cell OfText(const Call& call) {
  return CellOr(call, time::ParseDate(text::Trim(TextAt(call, 0))));
}

Cell TryOfText(const Call& call) {
  const auto date = time::ParseDate(text::Trim(TextAt(call, 0)));
  return date.ok() ? ToCell(*date) : kMissingCell;
}

Cell OfParts(const Call& call) {
  const auto year = WholeAt(call, 0);
  const auto month = WholeAt(call, 1);
  const auto day = WholeAt(call, 2);
  if (!year || !month || !day) return kMissingCell;
  const auto part = [](int64_t value) { return static_cast<int32_t>(std::clamp<int64_t>(value, -1, 100'000)); };
  return CellOr(call, time::MakeDate(part(*year), part(*month), part(*day)));
}

Cell Year(const Call& call) {
  return WholeNumber(time::ToYearMonthDay(DateAt(call, 0)).year);
}
Cell Month(const Call& call) {
  return WholeNumber(time::ToYearMonthDay(DateAt(call, 0)).month);
}
Cell Day(const Call& call) {
  return WholeNumber(time::ToYearMonthDay(DateAt(call, 0)).day);
}
Cell Weekday(const Call& call) {
  return ToCell(WeekdayName(DateAt(call, 0)));
}
Cell WeekdayNumber(const Call& call) {
  return WholeNumber(static_cast<int64_t>(time::WeekdayOf(DateAt(call, 0))) + 1);
}
Cell IsWeekend(const Call& call) {
  return ToCell(time::WeekdayOf(DateAt(call, 0)) >= time::Weekday::kSaturday);
}

Cell AddDays(const Call& call) {
  const auto count = WholeAt(call, 1);
  return count ? CellOr(call, time::AddDays(DateAt(call, 0), *count)) : kMissingCell;
}
Cell AddMonths(const Call& call) {
  const auto count = WholeAt(call, 1);
  return count ? CellOr(call, time::AddMonths(DateAt(call, 0), *count)) : kMissingCell;
}
Cell AddYears(const Call& call) {
  const auto count = WholeAt(call, 1);
  if (!count) return kMissingCell;
  constexpr int64_t kMost = time::kMaxDurationYears;
  return CellOr(call, time::AddMonths(DateAt(call, 0), std::clamp(*count, -kMost, kMost) * kMonthsPerYear));
}

Cell DaysBetween(const Call& call) {
  return WholeNumber(int64_t{DateAt(call, 1).days} - DateAt(call, 0).days);
}

// The most months that can be added to `from` without going beyond `to`, which is not before it.
int64_t WholeMonths(Date from, Date to) {
  const auto a = time::ToYearMonthDay(from);
  const auto b = time::ToYearMonthDay(to);
  const int64_t months = (int64_t{b.year} - a.year) * kMonthsPerYear + b.month - a.month;
  const auto reached = time::AddMonths(from, months);
  return reached.ok() && *reached <= to ? months : months - 1;
}
int64_t SignedMonths(Date from, Date to) {
  return from <= to ? WholeMonths(from, to) : -WholeMonths(to, from);
}
Cell MonthsBetween(const Call& call) {
  return WholeNumber(SignedMonths(DateAt(call, 0), DateAt(call, 1)));
}
Cell YearsBetween(const Call& call) {
  return WholeNumber(SignedMonths(DateAt(call, 0), DateAt(call, 1)) / kMonthsPerYear);
}

Cell StartOfDay(const Call& call) {
  return ToCell(time::StartOfDay(DateAt(call, 0), call.context.account_zone));
}
Cell StartOfWeek(const Call& call) {
  return CellOr(call, time::AddDays(DateAt(call, 0), -static_cast<int64_t>(time::WeekdayOf(DateAt(call, 0)))));
}

Cell DayOfMonth(const Call& call, int32_t month, int32_t day) {
  return CellOr(call, time::MakeDate(time::ToYearMonthDay(DateAt(call, 0)).year, month, day));
}
Cell StartOfMonth(const Call& call) {
  return DayOfMonth(call, time::ToYearMonthDay(DateAt(call, 0)).month, 1);
}
Cell EndOfMonth(const Call& call) {
  const auto ymd = time::ToYearMonthDay(DateAt(call, 0));
  return DayOfMonth(call, ymd.month, time::DaysInMonth(ymd.year, ymd.month));
}
Cell StartOfYear(const Call& call) {
  return DayOfMonth(call, 1, 1);
}

Cell Format(const Call& call) {
  return TextOr(call, FormatPattern(TextAt(call, 1), {DateAt(call, 0), {0}}, PatternOf::Date));
}

constexpr Native kNatives[] = {
    {"date.today", "-> Date", Today},
    {"date.of_text", "Text -> Date", OfText},
    {"date.try_of_text", "Text -> Date or empty", TryOfText},
    {"date.of_parts", "Number, Number, Number -> Date", OfParts},
    {"date.year", "Date -> Number", Year},
    {"date.month", "Date -> Number", Month},
    {"date.day", "Date -> Number", Day},
    {"date.weekday", "Date -> Text", Weekday},
    {"date.weekday_number", "Date -> Number", WeekdayNumber},
    {"date.is_weekend", "Date -> Bool", IsWeekend},
    {"date.add_days", "Date, Number -> Date", AddDays},
    {"date.add_months", "Date, Number -> Date", AddMonths},
    {"date.add_years", "Date, Number -> Date", AddYears},
    {"date.days_between", "Date, Date -> Number", DaysBetween},
    {"date.months_between", "Date, Date -> Number", MonthsBetween},
    {"date.years_between", "Date, Date -> Number", YearsBetween},
    {"date.start_of_day", "Date -> DateTime", StartOfDay},
    {"date.start_of_week", "Date -> Date", StartOfWeek},
    {"date.start_of_month", "Date -> Date", StartOfMonth},
    {"date.end_of_month", "Date -> Date", EndOfMonth},
    {"date.start_of_year", "Date -> Date", StartOfYear},
    {"date.format", "Date, Text -> Text", Format},
};

}  // namespace

std::span<const Native> DateNatives() {
  return kNatives;
}

}  // namespace lsq::builtins
