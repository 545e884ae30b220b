// SPDX-License-Identifier: Apache-2.0
// The natives of stdlib/date.lsq that work on instants, times of day, zones and durations.
#include <algorithm>

#include "compiler/time/arithmetic.h"
#include "runtime/builtins/clock.h"
#include "runtime/builtins/date_pattern.h"
#include "runtime/builtins/tables.h"
#include "runtime/builtins/time_arguments.h"

namespace lsq::builtins {
namespace {

using time::Instant;
using time::Zone;
using value::kMissingCell;
using value::ToCell;

constexpr int64_t kMinute = 60;
constexpr int64_t kHour = 3600;

Instant InstantAt(const Call& call, size_t index) {
  return value::AsInstant(call[index]);
}
time::LocalDateTime LocalAt(const Call& call, size_t index) {
  return call.context.account_zone.ToLocal(InstantAt(call, index));
}

// In the account's zone, or with a zone designator as it says.
Result<Instant> ParseAccountTime(const Call& call) {
  const std::string_view written = text::Trim(TextAt(call, 0));
  if (const auto instant = time::ParseInstant(written); instant.ok()) return *instant;
  LSQ_TRY(const time::LocalDateTime local, time::ParseLocalDateTime(written));
  return call.context.account_zone.ToInstant(local);
}

Cell OfText(const Call& call) {
  return CellOr(call, ParseAccountTime(call));
}
Cell TryOfText(const Call& call) {
  const auto instant = ParseAccountTime(call);
  return instant.ok() ? ToCell(*instant) : kMissingCell;
}
Cell OfParts(const Call& call) {
  return ToCell(call.context.account_zone.ToInstant({value::AsDate(call[0]), value::AsTime(call[1])}));
}
Cell OfPartsIn(const Call& call) {
  const auto zone = ZoneAt(call, 2);
  return zone ? ToCell(zone->ToInstant({value::AsDate(call[0]), value::AsTime(call[1])})) : kMissingCell;
}
Cell TryTimeOfText(const Call& call) {
  const auto time = time::ParseTimeOfDay(text::Trim(TextAt(call, 0)));
  return time.ok() ? ToCell(*time) : kMissingCell;
}

Cell DateOf(const Call& call) {
  return ToCell(LocalAt(call, 0).date);
}
Cell DateIn(const Call& call) {
  const auto zone = ZoneAt(call, 1);
  return zone ? ToCell(zone->ToLocal(InstantAt(call, 0)).date) : kMissingCell;
}
Cell TimeOf(const Call& call) {
  return ToCell(LocalAt(call, 0).time);
}
Cell TimeIn(const Call& call) {
  const auto zone = ZoneAt(call, 1);
  return zone ? ToCell(zone->ToLocal(InstantAt(call, 0)).time) : kMissingCell;
}

Cell Year(const Call& call) {
  return WholeNumber(time::ToYearMonthDay(LocalAt(call, 0).date).year);
}
Cell Month(const Call& call) {
  return WholeNumber(time::ToYearMonthDay(LocalAt(call, 0).date).month);
}
Cell Day(const Call& call) {
  return WholeNumber(time::ToYearMonthDay(LocalAt(call, 0).date).day);
}
Cell Weekday(const Call& call) {
  return ToCell(WeekdayName(LocalAt(call, 0).date));
}
Cell HourOf(time::TimeOfDay time) {
  return WholeNumber(time.seconds / kHour);
}
Cell MinuteOf(time::TimeOfDay time) {
  return WholeNumber(time.seconds % kHour / kMinute);
}
Cell Hour(const Call& call) {
  return HourOf(LocalAt(call, 0).time);
}
Cell HourOfTime(const Call& call) {
  return HourOf(value::AsTime(call[0]));
}
Cell Minute(const Call& call) {
  return MinuteOf(LocalAt(call, 0).time);
}
Cell MinuteOfTime(const Call& call) {
  return MinuteOf(value::AsTime(call[0]));
}

Cell AddCalendar(const Call& call, time::Unit unit) {
  const auto count = WholeAt(call, 1);
  if (!count) return kMissingCell;
  const auto duration = time::MakeDuration(*count, unit);
  if (!duration.ok()) return call.Fail(FaultCode(duration.error()), duration.error().message);
  return CellOr(call, time::Add(InstantAt(call, 0), *duration, call.context.account_zone));
}
Cell AddDays(const Call& call) {
  return AddCalendar(call, time::Unit::kDay);
}
Cell AddMonths(const Call& call) {
  return AddCalendar(call, time::Unit::kMonth);
}
Cell AddHours(const Call& call) {
  return CellOr(call, PlusElapsed(InstantAt(call, 0), NumberAt(call, 1), kHour));
}
Cell AddMinutes(const Call& call) {
  return CellOr(call, PlusElapsed(InstantAt(call, 0), NumberAt(call, 1), kMinute));
}
Cell HoursBetween(const Call& call) {
  return ToCell(ElapsedBetween(InstantAt(call, 0), InstantAt(call, 1), kHour));
}
Cell MinutesBetween(const Call& call) {
  return ToCell(ElapsedBetween(InstantAt(call, 0), InstantAt(call, 1), kMinute));
}
Cell StartOfDay(const Call& call) {
  return ToCell(time::StartOfDay(LocalAt(call, 0).date, call.context.account_zone));
}

Cell Format(const Call& call) {
  return TextOr(call, FormatPattern(TextAt(call, 1), LocalAt(call, 0), PatternOf::DateTime));
}
Cell FormatIn(const Call& call) {
  const auto zone = ZoneAt(call, 2);
  if (!zone) return kMissingCell;
  return TextOr(call, FormatPattern(TextAt(call, 1), zone->ToLocal(InstantAt(call, 0)), PatternOf::DateTime));
}

Cell ZoneExists(const Call& call) {
  return ToCell(call.context.tz.Find(text::Trim(TextAt(call, 0))).ok());
}

Cell InUnits(const Call& call, int64_t unit_seconds) {
  const time::Duration& duration = value::AsDuration(call[0]);
  if (time::HasCalendarPart(duration) || time::HasBusinessPart(duration)) {
    return call.Fail("F_TYPE_MISMATCH", time::ToString(duration) + " has no fixed length");
  }
  return Checked(call, number::Div(number::FromInt64(duration.seconds).value, number::FromInt64(unit_seconds).value));
}
Cell InMinutes(const Call& call) {
  return InUnits(call, kMinute);
}
Cell InHours(const Call& call) {
  return InUnits(call, kHour);
}

constexpr Native kNatives[] = {
    {"datetime.of_text", "Text -> DateTime", OfText},
    {"datetime.try_of_text", "Text -> DateTime or empty", TryOfText},
    {"datetime.of_parts", "Date, Time -> DateTime", OfParts},
    {"datetime.of_parts_in", "Date, Time, TimeZone -> DateTime", OfPartsIn},
    {"datetime.date", "DateTime -> Date", DateOf},
    {"datetime.date_in", "DateTime, TimeZone -> Date", DateIn},
    {"datetime.time", "DateTime -> Time", TimeOf},
    {"datetime.time_in", "DateTime, TimeZone -> Time", TimeIn},
    {"datetime.year", "DateTime -> Number", Year},
    {"datetime.month", "DateTime -> Number", Month},
    {"datetime.day", "DateTime -> Number", Day},
    {"datetime.weekday", "DateTime -> Text", Weekday},
    {"datetime.hour", "DateTime -> Number", Hour},
    {"datetime.minute", "DateTime -> Number", Minute},
    {"datetime.add_days", "DateTime, Number -> DateTime", AddDays},
    {"datetime.add_months", "DateTime, Number -> DateTime", AddMonths},
    {"datetime.add_hours", "DateTime, Number -> DateTime", AddHours},
    {"datetime.add_minutes", "DateTime, Number -> DateTime", AddMinutes},
    {"datetime.hours_between", "DateTime, DateTime -> Number", HoursBetween},
    {"datetime.minutes_between", "DateTime, DateTime -> Number", MinutesBetween},
    {"datetime.start_of_day", "DateTime -> DateTime", StartOfDay},
    {"datetime.format", "DateTime, Text -> Text", Format},
    {"datetime.format_in", "DateTime, Text, TimeZone -> Text", FormatIn},
    {"time.try_of_text", "Text -> Time or empty", TryTimeOfText},
    {"time.hour", "Time -> Number", HourOfTime},
    {"time.minute", "Time -> Number", MinuteOfTime},
    {"zone.exists", "Text -> Bool", ZoneExists},
    {"duration.in_minutes", "Duration -> Number", InMinutes},
    {"duration.in_hours", "Duration -> Number", InHours},
};

}  // namespace

std::span<const Native> InstantNatives() {
  return kNatives;
}

}  // namespace lsq::builtins
