// SPDX-License-Identifier: Apache-2.0
// Numbers, dates and windows of time.
#include "compiler/time/arithmetic.h"

#include "runtime/builtins/clock.h"
#include "runtime/builtins/fault.h"
#include "runtime/vm/machine.h"

namespace lsq::vm {
namespace {

using time::Duration;
using time::Period;
using Span = time::DateRange;

time::Duration Signed(Cell duration, bool negative) {
  return negative ? time::Negate(value::AsDuration(duration)) : value::AsDuration(duration);
}

enum class Side : uint8_t { Last, This, Next };  // bytecode::Window::span

constexpr int64_t OffsetOf(Side side) {
  return side == Side::Last ? -1 : side == Side::This ? 0 : 1;
}

Period PeriodOf(time::Unit unit) {
  switch (unit) {
    case time::Unit::kWeek:
      return Period::kWeek;
    case time::Unit::kMonth:
      return Period::kMonth;
    case time::Unit::kYear:
      return Period::kYear;
    default:
      return Period::kDay;
  }
}

struct Named {
  Side side;
  time::Unit unit;
  uint32_t count;
  explicit Named(const bytecode::Window& window)
      : side(static_cast<Side>(window.span)), unit(static_cast<time::Unit>(window.unit)), count(window.count) {}
  // `last week`, `this month`: a whole period of the calendar.
  bool calendar() const { return (count == 0 || side == Side::This) && !time::IsElapsed(unit); }
  // `last 7 days`; a period without a count is one.
  Result<Duration> length() const { return time::MakeDuration(count == 0 ? 1 : count, unit); }
};

Result<Span> DatesOf(const Named& window, time::Date today) {
  if (window.calendar()) return time::PeriodOf(today, PeriodOf(window.unit), OffsetOf(window.side));
  LSQ_TRY(const Duration length, window.length());
  return window.side == Side::Next ? time::NextDates(today, length) : time::LastDates(today, length);
}

// The hour, minute or second the clock shows.
time::Window ThisUnit(time::Instant now, int64_t unit_seconds, const time::Zone& zone) {
  const int64_t micros = unit_seconds * time::kMicrosPerSecond;
  const int64_t local = now.micros + zone.OffsetAt(now) * time::kMicrosPerSecond - time::kMinInstant.micros;
  const time::Instant begin{now.micros - local % micros};
  return {begin, time::PlusMicros(begin, micros)};
}

Result<time::Window> InstantsOf(const Named& window, time::Instant now, const time::Zone& zone) {
  if (window.calendar()) return time::PeriodOf(now, PeriodOf(window.unit), OffsetOf(window.side), zone);
  LSQ_TRY(const Duration length, window.length());
  if (window.side == Side::This) return ThisUnit(now, length.seconds, zone);
  return window.side == Side::Next ? time::NextWindow(now, length, zone) : time::LastWindow(now, length, zone);
}

}  // namespace

template <typename T>
Cell Machine::CellOr(const Result<T>& result) {
  if (result.ok()) return value::ToCell(*result);
  return Raise(builtins::FaultCode(result.error()), result.error().message);
}

Cell Machine::Checked(number::Checked result) {
  if (result.ok()) return value::ToCell(result.value);
  return Raise(builtins::FaultCode(result.fault), builtins::FaultMessage(result.fault));
}

Cell Machine::AddToDate(Cell date, Cell duration, bool negative) {
  return CellOr(time::Add(value::AsDate(date), Signed(duration, negative)));
}

Cell Machine::AddToDateTime(Cell instant, Cell duration, bool negative) {
  return CellOr(time::Add(value::AsInstant(instant), Signed(duration, negative), run_zone()));
}

Cell Machine::AddHours(Cell instant, Cell hours) {
  constexpr int64_t kHour = 3600;
  return CellOr(builtins::PlusElapsed(value::AsInstant(instant), value::AsNumber(hours), kHour));
}

Cell Machine::NewDuration(const Duration& duration) {
  const Duration* kept = arena.New(duration);
  return kept ? value::ToCell(kept) : RaiseMemory();
}

// A window that leaves the calendar holds nothing.
bool Machine::InWindowDate(Cell date, const bytecode::Window& window) {
  const auto dates = DatesOf(Named(window), account_zone().ToLocal(environment.now).date);
  return dates.ok() && dates->Contains(value::AsDate(date));
}

bool Machine::InWindowDateTime(Cell instant, const bytecode::Window& window) {
  const auto span = InstantsOf(Named(window), environment.now, account_zone());
  return span.ok() && span->Contains(value::AsInstant(instant));
}

}  // namespace lsq::vm
