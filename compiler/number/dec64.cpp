// SPDX-License-Identifier: Apache-2.0
#include "compiler/number/dec64.h"

#include <algorithm>

#include "compiler/base/check.h"

namespace lsq::number {
namespace {

// Decimal units in one step of `scale`.
int64_t UnitsPerStep(int scale) {
  LSQ_CHECK(0 <= scale && scale <= kMaxScale, "scale of a dec64");
  int64_t units = 1;
  for (int i = scale; i < kMaxScale; ++i) units *= 10;
  return units;
}

bool IsDec64Steps(Int128 steps) {
  return -kDec64Limit < steps && steps < kDec64Limit;
}

struct Floored {
  Int128 steps;
  bool exact;
};

Floored FloorToStep(Decimal x, int scale) {
  const int64_t step = UnitsPerStep(scale);
  const Int128 rest = x.units % step;
  return {x.units / step - (rest < 0 ? 1 : 0), rest == 0};
}

}  // namespace

bool FitsDec64(Decimal x, int scale) {
  const Floored floored = FloorToStep(x, scale);
  return floored.exact && IsDec64Steps(floored.steps);
}

Dec64 ToDec64(Decimal x, int scale) {
  const int64_t step = UnitsPerStep(scale);
  const Checked rounded = Round(x, scale);
  if (!rounded.ok()) return {.fault = rounded.fault};
  const Int128 steps = rounded.value.units / step;
  if (!IsDec64Steps(steps)) return {.fault = Fault::Overflow};
  return {.scaled = static_cast<int64_t>(steps), .inexact = rounded.value != x};
}

Decimal FromDec64(int64_t scaled, int scale) {
  LSQ_CHECK(IsDec64(scaled), "more than 18 digits in a dec64");
  return {static_cast<Int128>(scaled) * UnitsPerStep(scale)};
}

std::strong_ordering CompareDec64(int64_t left, int left_scale, int64_t right, int right_scale) {
  if (left_scale == right_scale) return left <=> right;
  return FromDec64(left, left_scale) <=> FromDec64(right, right_scale);
}

// With f the constant rounded down to the field's scale, no field lies strictly between f and the constant. So a
// constant between two steps compares like f, f itself counting as below it. A constant beyond every field does so too.
FieldTest RescaleForCompare(Comparison comparison, Decimal constant, int scale) {
  const Floored floored = FloorToStep(constant, scale);
  const int64_t steps = static_cast<int64_t>(std::clamp<Int128>(floored.steps, -kDec64Limit, kDec64Limit));
  if (floored.exact && IsDec64(steps)) return {comparison, steps};
  switch (comparison) {
    case Comparison::Equal:
      return kNever;
    case Comparison::NotEqual:
      return kAlways;
    case Comparison::Less:
    case Comparison::LessOrEqual:
      if (steps == kDec64Limit) return kAlways;
      if (steps == -kDec64Limit) return kNever;
      return {Comparison::LessOrEqual, steps};
    case Comparison::Greater:
    case Comparison::GreaterOrEqual:
      if (steps == kDec64Limit) return kNever;
      if (steps == -kDec64Limit) return kAlways;
      return {Comparison::Greater, steps};
  }
  return kNever;
}

}  // namespace lsq::number
