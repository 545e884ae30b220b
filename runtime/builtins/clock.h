// SPDX-License-Identifier: Apache-2.0
// Elapsed time counted in numbers of hours or minutes.
#pragma once

#include <cstdint>

#include "compiler/base/result.h"
#include "compiler/number/decimal.h"
#include "compiler/time/civil.h"

namespace lsq::builtins {

// `count` x `unit_seconds` later on the UTC line, fractions down to microseconds (C-MM-10). `date_range` outside the
// calendar.
Result<time::Instant> PlusElapsed(time::Instant start, number::Decimal count, int64_t unit_seconds);

// How many units `to` is after `from`, with a fraction.
number::Decimal ElapsedBetween(time::Instant from, time::Instant to, int64_t unit_seconds);

}  // namespace lsq::builtins
