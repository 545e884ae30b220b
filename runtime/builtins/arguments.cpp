// SPDX-License-Identifier: Apache-2.0
// What natives need of their arguments, and elapsed time.
#include <algorithm>

#include "compiler/base/limits.h"
#include "runtime/builtins/clock.h"
#include "runtime/builtins/fault.h"
#include "runtime/builtins/tables.h"

namespace lsq::builtins {

Cell Checked(const Call& call, number::Checked result) {
  if (result.ok()) return value::ToCell(result.value);
  return call.Fail(FaultCode(result.fault), std::string(FaultMessage(result.fault)));
}

std::optional<int64_t> WholeAt(const Call& call, size_t index) {
  const auto whole = number::ToInt64(NumberAt(call, index));
  if (!whole) call.Fail("F_TYPE_MISMATCH", number::Print(NumberAt(call, index)) + " is not a whole number");
  return whole;
}

std::optional<size_t> CountAt(const Call& call, size_t index) {
  const auto whole = WholeAt(call, index);
  if (!whole) return std::nullopt;
  return static_cast<size_t>(std::clamp<int64_t>(*whole, 0, limits::kTextBytes + 1));
}

Result<time::Instant> PlusElapsed(time::Instant start, number::Decimal count, int64_t unit_seconds) {
  constexpr int64_t kNanosPerMicro = 1000;
  const number::Checked seconds = number::Mul(count, number::FromInt64(unit_seconds).value);
  const number::Int128 micros = seconds.value.units / kNanosPerMicro + start.micros;
  if (!seconds.ok() || micros < time::kMinInstant.micros || micros > time::kMaxInstant.micros) {
    return Error{"date_range", time::ToString(start) + " moved by that much is outside the years 0001 to 9999"};
  }
  return time::Instant{static_cast<int64_t>(micros)};
}

number::Decimal ElapsedBetween(time::Instant from, time::Instant to, int64_t unit_seconds) {
  constexpr int64_t kNanosPerMicro = 1000;
  const number::Decimal seconds{static_cast<number::Int128>(to.micros - from.micros) * kNanosPerMicro};
  return number::Div(seconds, number::FromInt64(unit_seconds).value).value;  // less than the whole calendar: in range
}

}  // namespace lsq::builtins
