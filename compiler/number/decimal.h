// SPDX-License-Identifier: Apache-2.0
// The language's Number: an exact decimal of 18 integer and 9 fractional digits (language.md rule 5, architecture
// decision 12). A Decimal is a plain value: no allocation, no locale, no floating point; every function is pure and
// thread-safe. What needs more than 9 fractional digits is rounded half to even; what needs more than 18 integer digits
// is Fault::Overflow. Nothing wraps and there is no negative zero.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lsq::number {

__extension__ typedef __int128 Int128;

inline constexpr int kScale = 9;                        // fractional digits
inline constexpr int kIntegerDigits = 18;               // digits before the point
inline constexpr int64_t kUnitsPerOne = 1'000'000'000;  // 10^kScale
// 10^27: the first magnitude, in units, that is too large.
inline constexpr Int128 kUnitsLimit = static_cast<Int128>(1'000'000'000'000'000'000) * kUnitsPerOne;

struct Decimal {
  Int128 units = 0;  // value * 10^9, always within (-kUnitsLimit, kUnitsLimit)

  constexpr auto operator<=>(const Decimal&) const = default;
};

inline constexpr Decimal kZero{};
inline constexpr Decimal kOne{kUnitsPerOne};

enum class Fault : uint8_t { None, Overflow, DivisionByZero };

// A value, or why there is none (`value` is then 0).
struct [[nodiscard]] Checked {
  Decimal value{};
  Fault fault = Fault::None;

  constexpr bool ok() const { return fault == Fault::None; }
  constexpr bool operator==(const Checked&) const = default;
};

// From a count of 10^-9. Fault: Overflow.
constexpr Checked FromUnits(Int128 units) {
  const bool in_range = -kUnitsLimit < units && units < kUnitsLimit;
  return in_range ? Checked{{units}} : Checked{{}, Fault::Overflow};
}

// Faults: Overflow from 10^18 on, though int64_t goes a little further.
constexpr Checked FromInt64(int64_t value) {
  return FromUnits(static_cast<Int128>(value) * kUnitsPerOne);
}

// The same number as an int64_t, or nothing if it has a fractional part.
std::optional<int64_t> ToInt64(Decimal x);

// For people's eyes (charts, progress bars); never compute with it.
double ToDouble(Decimal x);

// Arithmetic. Faults: Overflow; Div and Mod also DivisionByZero. Sums and remainders are exact, products and quotients
// are rounded once, half to even. The sum of two values in range cannot overflow Int128, so the check may follow it.
constexpr Checked Add(Decimal a, Decimal b) {
  return FromUnits(a.units + b.units);
}
constexpr Checked Sub(Decimal a, Decimal b) {
  return FromUnits(a.units - b.units);
}
constexpr Decimal Neg(Decimal x) {
  return {-x.units};
}
constexpr Decimal Abs(Decimal x) {
  return {x.units < 0 ? -x.units : x.units};
}
Checked Mul(Decimal a, Decimal b);
Checked Div(Decimal a, Decimal b);
Checked Mod(Decimal a, Decimal b);  // the remainder has the sign of `a`; a is b * Trunc(a / b) + Mod(a, b)

// HalfUp is the commercial rule: a tie goes away from zero, 2.5 to 3 and -2.5 to -3.
enum class Ties : uint8_t { HalfEven, HalfUp };

// Rounds to `digits` places after the point; negative places round to tens, hundreds and so on. Any `digits` is valid:
// from 9 on nothing changes, below -18 the result is 0. Fault: Overflow, near the ends of the range.
Checked Round(Decimal x, int digits, Ties ties = Ties::HalfEven);
Checked Floor(Decimal x);
Checked Ceil(Decimal x);
Decimal Trunc(Decimal x);

enum class ParseError : uint8_t { None, NotANumber, OutOfRange };

struct [[nodiscard]] Parsed {
  Decimal value{};                      // 0 if there is an error
  ParseError error = ParseError::None;  // OutOfRange: a number, but of more than 18 integer digits
  bool inexact = false;                 // more than 9 fractional digits, rounded half to even

  constexpr bool ok() const { return error == ParseError::None; }
};

// Reads the text of a number in source, CSV or JSON: [+-] digits [. digits] [(e|E) [+-] digits], ASCII only and nothing
// around it. Leading zeros are allowed; grouping, `.5`, `5.`, NaN and Infinity are not. Linear in the text's size for
// any exponent.
Parsed Parse(std::string_view text);

// The shortest text that Parse reads back as the same value: no exponent, no grouping, no trailing zeros, never "-0"
// (C-MM-14).
std::string Print(Decimal x);
void AppendTo(std::string& out, Decimal x);

// 16 bytes whose bytewise (memcmp) order is the order of the values: big-endian units with the sign bit flipped.
inline constexpr size_t kEncodedBytes = 16;
std::array<char, kEncodedBytes> Encode(Decimal x);
// Nothing if the bytes are not what Encode writes: another size, or a value out of range.
std::optional<Decimal> Decode(std::string_view bytes);

}  // namespace lsq::number
