// SPDX-License-Identifier: Apache-2.0
#include "runtime/engine/date_trigger.h"

#include <algorithm>

namespace lsq::engine {

namespace {

time::Duration Negative(const time::Duration& duration) {
  return {.seconds = -duration.seconds, .months = -duration.months, .days = -duration.days};
}

bool IsShifted(time::Date date, const time::Duration& offset, time::Date today) {
  const auto shifted = time::Add(date, offset);
  return shifted.ok() && *shifted == today;
}

}  // namespace

DateTrigger ReadDateTrigger(const match::Published& published, const ir::Trigger& trigger) {
  DateTrigger date;
  const auto argument = [&](std::string_view param) {
    return match::ArgumentOf(*published.program, trigger.arguments, param);
  };
  for (const ir::Argument& each : trigger.arguments) {
    if (each.param == "field") date.field = each.value;
  }
  const value::Value at = argument("time");
  const value::Value offset = argument("offset");
  if (const auto* time = at.As<time::TimeOfDay>()) date.at = *time;
  if (const auto* duration = offset.As<time::Duration>()) date.offset = *duration;
  if (!argument("before_at").missing()) date.offset = Negative(date.offset);
  date.yearly = !argument("every_year").missing();
  return date;
}

bool FallsOn(const DateTrigger& trigger, const value::Value& value, time::Date today, const time::Zone& zone) {
  const auto* instant = value.As<time::Instant>();
  const auto* day = value.As<time::Date>();
  if (!instant && !day) return false;
  const time::Date date = day ? *day : zone.ToLocal(*instant).date;
  if (!trigger.yearly) return IsShifted(date, trigger.offset, today);
  const time::YearMonthDay parts = time::ToYearMonthDay(date);
  const int32_t this_year = time::ToYearMonthDay(today).year;
  for (int32_t year = this_year - 1; year <= this_year + 1; ++year) {  // the shift may lead into another year
    const auto anniversary =
        time::MakeDate(year, parts.month, std::min(parts.day, time::DaysInMonth(year, parts.month)));
    if (anniversary.ok() && IsShifted(*anniversary, trigger.offset, today)) return true;
  }
  return false;
}

}  // namespace lsq::engine
