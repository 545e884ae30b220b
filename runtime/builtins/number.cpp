// SPDX-License-Identifier: Apache-2.0
// The natives of stdlib/number.lsq.
#include <algorithm>

#include "compiler/text/text.h"
#include "runtime/builtins/fault.h"
#include "runtime/builtins/tables.h"

namespace lsq::builtins {
namespace {

using number::Decimal;
using value::ToCell;

Cell RoundTo(const Call& call, number::Ties ties) {
  const auto places = WholeAt(call, 1);
  if (!places) return value::kMissingCell;
  return Checked(call,
                 number::Round(NumberAt(call, 0), static_cast<int>(std::clamp<int64_t>(*places, -100, 100)), ties));
}

Cell Round(const Call& call) {
  return Checked(call, number::Round(NumberAt(call, 0), 0));
}
Cell RoundHalfEven(const Call& call) {
  return RoundTo(call, number::Ties::HalfEven);
}
Cell RoundHalfUp(const Call& call) {
  return RoundTo(call, number::Ties::HalfUp);
}
Cell Floor(const Call& call) {
  return Checked(call, number::Floor(NumberAt(call, 0)));
}
Cell Ceil(const Call& call) {
  return Checked(call, number::Ceil(NumberAt(call, 0)));
}
Cell Truncate(const Call& call) {
  return ToCell(number::Trunc(NumberAt(call, 0)));
}
Cell Abs(const Call& call) {
  return ToCell(number::Abs(NumberAt(call, 0)));
}
Cell Sign(const Call& call) {
  const Decimal x = NumberAt(call, 0);
  return WholeNumber((x > number::kZero) - (x < number::kZero));
}
Cell Min(const Call& call) {
  return ToCell(std::min(NumberAt(call, 0), NumberAt(call, 1)));
}
Cell Max(const Call& call) {
  return ToCell(std::max(NumberAt(call, 0), NumberAt(call, 1)));
}

// The low end wins over the high one when they are the wrong way round.
Cell Clamp(const Call& call) {
  return ToCell(std::max(NumberAt(call, 1), std::min(NumberAt(call, 0), NumberAt(call, 2))));
}

// By squaring, from the left, so that nothing larger than the result is made.
Cell Power(const Call& call) {
  const auto exponent = WholeAt(call, 1);
  if (!exponent) return value::kMissingCell;
  if (*exponent < 0) return call.Fail("F_TYPE_MISMATCH", "the exponent " + std::to_string(*exponent) + " is negative");
  number::Checked result{number::kOne};
  for (int bit = 63; bit >= 0 && result.ok(); --bit) {
    result = number::Mul(result.value, result.value);
    if (result.ok() && (*exponent >> bit & 1) != 0) result = number::Mul(result.value, NumberAt(call, 0));
  }
  return Checked(call, result);
}

Cell TryOfText(const Call& call) {
  const number::Parsed parsed = number::Parse(text::Trim(TextAt(call, 0)));
  return parsed.ok() ? ToCell(parsed.value) : value::kMissingCell;
}

Cell OfText(const Call& call) {
  const std::string_view written = text::Trim(TextAt(call, 0));
  const number::Parsed parsed = number::Parse(written);
  if (parsed.ok()) return ToCell(parsed.value);
  if (parsed.error == number::ParseError::OutOfRange) return Checked(call, {{}, number::Fault::Overflow});
  return call.Fail("F_TYPE_MISMATCH", "`" + std::string(written.substr(0, 100)) + "` is not a number");
}

constexpr Native kNatives[] = {
    {"number.round", "Number -> Number", Round},
    {"number.round_to", "Number, Number -> Number", RoundHalfEven},
    {"number.round_half_up", "Number, Number -> Number", RoundHalfUp},
    {"number.floor", "Number -> Number", Floor},
    {"number.ceil", "Number -> Number", Ceil},
    {"number.truncate", "Number -> Number", Truncate},
    {"number.abs", "Number -> Number", Abs},
    {"number.sign", "Number -> Number", Sign},
    {"number.min", "Number, Number -> Number", Min},
    {"number.max", "Number, Number -> Number", Max},
    {"number.clamp", "Number, Number, Number -> Number", Clamp},
    {"number.power", "Number, Number -> Number", Power},
    {"number.of_text", "Text -> Number", OfText},
    {"number.try_of_text", "Text -> Number or empty", TryOfText},
};

}  // namespace

std::span<const Native> NumberNatives() {
  return kNatives;
}

}  // namespace lsq::builtins
