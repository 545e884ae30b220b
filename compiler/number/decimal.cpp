// SPDX-License-Identifier: Apache-2.0
#include "compiler/number/decimal.h"

namespace lsq::number {
namespace {

// Magnitudes are unsigned: no negation can overflow, and clang needs no runtime support for their overflow checks.
__extension__ typedef unsigned __int128 Uint128;

constexpr Uint128 kOneMagnitude = kUnitsPerOne;
constexpr Uint128 kLimitMagnitude = static_cast<Uint128>(kUnitsLimit);

Uint128 Magnitude(Decimal x) {
  return static_cast<Uint128>(Abs(x).units);
}

Checked FromMagnitude(bool negative, Uint128 magnitude) {
  if (magnitude >= kLimitMagnitude) return {{}, Fault::Overflow};
  const Int128 units = static_cast<Int128>(magnitude);
  return {{negative ? -units : units}};
}

// `whole` + `rest`/`divisor`, a fraction below one, rounded to an integer. 2 * divisor fits.
Uint128 RoundFraction(Uint128 whole, Uint128 rest, Uint128 divisor, Ties ties) {
  const Uint128 twice = 2 * rest;
  if (twice < divisor) return whole;
  if (twice > divisor) return whole + 1;
  const bool up = ties == Ties::HalfUp || whole % 2 == 1;
  return whole + (up ? 1 : 0);
}

// Units of 10^exponent, 0 <= exponent <= 27.
Int128 PowerOfTen(int exponent) {
  Int128 power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

}  // namespace

std::optional<int64_t> ToInt64(Decimal x) {
  if (x.units % kUnitsPerOne != 0) return std::nullopt;
  return static_cast<int64_t>(x.units / kUnitsPerOne);
}

double ToDouble(Decimal x) {
  return static_cast<double>(x.units) / static_cast<double>(kUnitsPerOne);
}

// The product of two values in range has up to 180 bits. Instead of a 256-bit number, split a = high * 10^9 + low, so
// that a * b / 10^9 = high * b + low * b / 10^9: the first term is an integer, which overflows only if the result does,
// and low * b < 10^36 fits.
Checked Mul(Decimal a, Decimal b) {
  const bool negative = (a.units < 0) != (b.units < 0);
  const Uint128 left = Magnitude(a);
  const Uint128 right = Magnitude(b);
  Uint128 whole = 0;
  if (__builtin_mul_overflow(left / kOneMagnitude, right, &whole)) return {{}, Fault::Overflow};
  if (whole >= kLimitMagnitude) return {{}, Fault::Overflow};
  const Uint128 fraction = left % kOneMagnitude * right;
  whole += fraction / kOneMagnitude;
  return FromMagnitude(negative, RoundFraction(whole, fraction % kOneMagnitude, kOneMagnitude, Ties::HalfEven));
}

// The scaled dividend is below 10^36 and fits.
Checked Div(Decimal a, Decimal b) {
  if (b.units == 0) return {{}, Fault::DivisionByZero};
  const bool negative = (a.units < 0) != (b.units < 0);
  const Uint128 dividend = Magnitude(a) * kOneMagnitude;
  const Uint128 divisor = Magnitude(b);
  return FromMagnitude(negative, RoundFraction(dividend / divisor, dividend % divisor, divisor, Ties::HalfEven));
}

Checked Mod(Decimal a, Decimal b) {
  if (b.units == 0) return {{}, Fault::DivisionByZero};
  return {{a.units % b.units}};
}

Checked Round(Decimal x, int digits, Ties ties) {
  if (digits >= kScale) return {x};
  if (digits < -kIntegerDigits) return {};
  const Uint128 step = static_cast<Uint128>(PowerOfTen(kScale - digits));
  const Uint128 magnitude = Magnitude(x);
  const Uint128 steps = RoundFraction(magnitude / step, magnitude % step, step, ties);
  return FromMagnitude(x.units < 0, steps * step);
}

Decimal Trunc(Decimal x) {
  return {x.units - x.units % kUnitsPerOne};
}

Checked Floor(Decimal x) {
  const Decimal whole = Trunc(x);
  return whole > x ? Sub(whole, kOne) : Checked{whole};
}

Checked Ceil(Decimal x) {
  const Decimal whole = Trunc(x);
  return whole < x ? Add(whole, kOne) : Checked{whole};
}

std::array<char, kEncodedBytes> Encode(Decimal x) {
  constexpr Uint128 kSignBit = static_cast<Uint128>(1) << 127;
  Uint128 bits = static_cast<Uint128>(x.units) ^ kSignBit;
  std::array<char, kEncodedBytes> bytes;
  for (size_t i = kEncodedBytes; i-- > 0; bits >>= 8) bytes[i] = static_cast<char>(bits & 0xff);
  return bytes;
}

std::optional<Decimal> Decode(std::string_view bytes) {
  if (bytes.size() != kEncodedBytes) return std::nullopt;
  constexpr Uint128 kSignBit = static_cast<Uint128>(1) << 127;
  Uint128 bits = 0;
  for (const char byte : bytes) bits = bits << 8 | static_cast<unsigned char>(byte);
  const Checked decoded = FromUnits(static_cast<Int128>(bits ^ kSignBit));
  if (!decoded.ok()) return std::nullopt;
  return decoded.value;
}

}  // namespace lsq::number
