// SPDX-License-Identifier: Apache-2.0
// Numbers as text. Reading works on the digits, not on a value being accumulated, so that an exponent of any size costs
// nothing and the only rounding is the one at the ninth place.
#include <algorithm>

#include "compiler/number/decimal.h"

namespace lsq::number {
namespace {

constexpr int64_t kMaxUnitDigits = kIntegerDigits + kScale;

bool IsDigit(char c) {
  return '0' <= c && c <= '9';
}

// Moves the leading digits of `text` out of it.
std::string_view TakeDigits(std::string_view& text) {
  const size_t size = std::find_if_not(text.begin(), text.end(), IsDigit) - text.begin();
  const std::string_view digits = text.substr(0, size);
  text.remove_prefix(size);
  return digits;
}

bool TakeOne(std::string_view& text, std::string_view of) {
  if (text.empty() || of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

bool TakeSign(std::string_view& text) {
  const bool negative = text.starts_with('-');
  TakeOne(text, "+-");
  return negative;
}

struct Literal {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  int64_t exponent = 0;  // saturates far beyond any text's number of digits

  int64_t size() const { return static_cast<int64_t>(whole.size() + fraction.size()); }
  int Digit(int64_t i) const {
    const size_t at = static_cast<size_t>(i);
    return (at < whole.size() ? whole[at] : fraction[at - whole.size()]) - '0';
  }
};

std::optional<int64_t> ReadExponent(std::string_view& text) {
  constexpr int64_t kSaturated = INT64_MAX / 100;
  const bool negative = TakeSign(text);
  const std::string_view digits = TakeDigits(text);
  if (digits.empty()) return std::nullopt;
  int64_t exponent = 0;
  for (const char c : digits) exponent = std::min(exponent * 10 + (c - '0'), kSaturated);
  return negative ? -exponent : exponent;
}

std::optional<Literal> ReadLiteral(std::string_view text) {
  Literal literal;
  literal.negative = TakeSign(text);
  literal.whole = TakeDigits(text);
  if (literal.whole.empty()) return std::nullopt;
  if (TakeOne(text, ".")) {
    literal.fraction = TakeDigits(text);
    if (literal.fraction.empty()) return std::nullopt;
  }
  if (TakeOne(text, "eE")) {
    const std::optional<int64_t> exponent = ReadExponent(text);
    if (!exponent) return std::nullopt;
    literal.exponent = *exponent;
  }
  if (!text.empty()) return std::nullopt;
  return literal;
}

bool AnyDigit(const Literal& literal, int64_t from) {
  for (int64_t i = from; i < literal.size(); ++i) {
    if (literal.Digit(i) != 0) return true;
  }
  return false;
}

// True if the digits from `from` on, of which the first is worth tenths of a unit, round the units up.
bool RoundsUp(const Literal& literal, int64_t from, bool odd_units) {
  const int tenths = literal.Digit(from);
  if (tenths != 5) return tenths > 5;
  return odd_units || AnyDigit(literal, from + 1);
}

Parsed Convert(const Literal& literal) {
  const int64_t size = literal.size();
  int64_t first = 0;
  while (first < size && literal.Digit(first) == 0) ++first;
  if (first == size) return {};

  // The digits before `end`, some of them perhaps beyond the text, count whole units.
  const int64_t end = static_cast<int64_t>(literal.whole.size()) + literal.exponent + kScale;
  if (end < first) return {.inexact = true};
  if (end - first > kMaxUnitDigits) return {.error = ParseError::OutOfRange};

  Int128 units = 0;
  for (int64_t i = first; i < end; ++i) units = units * 10 + (i < size ? literal.Digit(i) : 0);
  const bool inexact = end < size && AnyDigit(literal, end);
  if (inexact && RoundsUp(literal, end, units % 2 == 1)) ++units;
  const Checked checked = FromUnits(literal.negative ? -units : units);
  if (!checked.ok()) return {.error = ParseError::OutOfRange};
  return {.value = checked.value, .inexact = inexact};
}

}  // namespace

Parsed Parse(std::string_view text) {
  const std::optional<Literal> literal = ReadLiteral(text);
  return literal ? Convert(*literal) : Parsed{.error = ParseError::NotANumber};
}

void AppendTo(std::string& out, Decimal x) {
  const Int128 magnitude = Abs(x).units;
  const std::string whole = std::to_string(static_cast<int64_t>(magnitude / kUnitsPerOne));
  int64_t fraction = static_cast<int64_t>(magnitude % kUnitsPerOne);
  if (x.units < 0) out += '-';
  out += whole;
  if (fraction == 0) return;
  std::array<char, kScale> digits;
  for (size_t i = digits.size(); i-- > 0; fraction /= 10) digits[i] = static_cast<char>('0' + fraction % 10);
  const std::string_view all(digits.data(), digits.size());
  out += '.';
  out += all.substr(0, all.find_last_not_of('0') + 1);
}

std::string Print(Decimal x) {
  std::string out;
  AppendTo(out, x);
  return out;
}

}  // namespace lsq::number
