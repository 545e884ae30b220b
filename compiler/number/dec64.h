// SPDX-License-Identifier: Apache-2.0
// dec64(scale): how a schema's Number field is kept when its digits fit, an int64_t counting 10^-scale (architecture
// decision 12). It holds up to 18 digits, `scale` of them after the point, so every dec64 is also a Decimal. Two values
// of one scale compare as integers; a constant is brought to the field's scale once, at compile time.
#pragma once

#include <cstdint>

#include "compiler/number/decimal.h"

namespace lsq::number {

inline constexpr int kMaxScale = kScale;
// 10^18: the first magnitude that is not a dec64 of any scale.
inline constexpr int64_t kDec64Limit = 1'000'000'000'000'000'000;

// True for an int64_t that may be a dec64; to be asked of bytes that come from outside (a store, a host).
constexpr bool IsDec64(int64_t scaled) {
  return -kDec64Limit < scaled && scaled < kDec64Limit;
}

// Below, 0 <= scale <= kMaxScale; another scale is a programming error.

// True if `x` is a dec64(scale) exactly: in range, and without further fractional digits.
bool FitsDec64(Decimal x, int scale);

struct [[nodiscard]] Dec64 {
  int64_t scaled = 0;         // 0 if there is a fault
  Fault fault = Fault::None;  // Overflow: more than 18 digits at this scale
  bool inexact = false;       // further fractional digits, rounded half to even

  constexpr bool ok() const { return fault == Fault::None; }
  constexpr bool operator==(const Dec64&) const = default;
};
Dec64 ToDec64(Decimal x, int scale);

// Exact. `scaled` satisfies IsDec64.
Decimal FromDec64(int64_t scaled, int scale);

enum class Comparison : uint8_t { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

template <typename T>
constexpr bool Holds(const T& left, Comparison comparison, const T& right) {
  switch (comparison) {
    case Comparison::Equal:
      return left == right;
    case Comparison::NotEqual:
      return left != right;
    case Comparison::Less:
      return left < right;
    case Comparison::LessOrEqual:
      return left <= right;
    case Comparison::Greater:
      return left > right;
    case Comparison::GreaterOrEqual:
      return left >= right;
  }
  return false;
}

// Compares fields of different scales, exactly and without a fault.
std::strong_ordering CompareDec64(int64_t left, int left_scale, int64_t right, int right_scale);

// A test of a dec64 against a constant. The two that do not depend on the field keep this shape too, so that the code
// that runs it has no further case; a caller that cares compares with them.
struct FieldTest {
  Comparison comparison;
  int64_t constant;
  constexpr bool operator==(const FieldTest&) const = default;
};
inline constexpr FieldTest kAlways{Comparison::GreaterOrEqual, INT64_MIN};
inline constexpr FieldTest kNever{Comparison::Less, INT64_MIN};

// The test of a dec64(scale) that says the same as `field comparison constant` for every value of the field:
// `field > 50.5` at scale 0 is `field > 50`, `field is 50.5` is kNever.
FieldTest RescaleForCompare(Comparison comparison, Decimal constant, int scale);

}  // namespace lsq::number
