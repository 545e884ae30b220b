// SPDX-License-Identifier: Apache-2.0
// The natives of stdlib/text.lsq that write values as text.
#include "compiler/time/civil.h"

#include "runtime/builtins/tables.h"
#include "runtime/value/print.h"

namespace lsq::builtins {
namespace {

Cell OfNumber(const Call& call) {
  return call.MakeText(number::Print(NumberAt(call, 0)));
}
Cell OfDate(const Call& call) {
  return call.MakeText(time::ToString(value::AsDate(call[0])));
}
Cell OfDateTime(const Call& call) {
  return call.MakeText(time::ToString(call.context.account_zone.ToLocal(value::AsInstant(call[0]))));
}
Cell OfTime(const Call& call) {
  return call.MakeText(time::ToString(value::AsTime(call[0])));
}
Cell OfBool(const Call& call) {
  return value::ToCell(value::BoolText(value::AsBool(call[0]), value::Sink::Prose));
}

// Commas between groups of digits: the last group has 3, each before it `size`.
std::string Grouped(std::string_view digits, size_t size) {
  constexpr size_t kLast = 3;
  std::string out;
  for (size_t at = 0; at < digits.size(); ++at) {
    const size_t rest = digits.size() - at;
    if (at > 0 && rest >= kLast && (rest - kLast) % size == 0) out += ',';
    out += digits[at];
  }
  return out;
}

Cell Format(const Call& call, size_t group) {
  const auto places = WholeAt(call, 1);
  if (!places) return value::kMissingCell;
  if (*places < 0 || *places > number::kScale) {
    return call.Fail("F_TYPE_MISMATCH", "a number has 0 to 9 digits after the point, not " + std::to_string(*places));
  }
  const number::Checked rounded = number::Round(NumberAt(call, 0), static_cast<int>(*places));
  if (!rounded.ok()) return Checked(call, rounded);
  const std::string printed = number::Print(number::Abs(rounded.value));
  const size_t point = printed.find('.');
  std::string fraction = point == std::string::npos ? "" : printed.substr(point + 1);
  fraction.resize(static_cast<size_t>(*places), '0');
  std::string out = rounded.value < number::kZero ? "-" : "";
  out += Grouped(printed.substr(0, point), group);
  if (!fraction.empty()) out.append(".").append(fraction);
  return call.MakeText(out);
}
Cell FormatNumber(const Call& call) {
  constexpr size_t kThousands = 3;
  return Format(call, kThousands);
}
Cell FormatLakhs(const Call& call) {
  constexpr size_t kHundreds = 2;
  return Format(call, kHundreds);
}

constexpr Native kNatives[] = {
    {"text.of_number", "Number -> Text", OfNumber},
    {"text.of_date", "Date -> Text", OfDate},
    {"text.of_datetime", "DateTime -> Text", OfDateTime},
    {"text.of_time", "Time -> Text", OfTime},
    {"text.of_bool", "Bool -> Text", OfBool},
    {"text.format_number", "Number, Number -> Text", FormatNumber},
    {"text.format_lakhs", "Number, Number -> Text", FormatLakhs},
};

}  // namespace

std::span<const Native> FormatNatives() {
  return kNatives;
}

}  // namespace lsq::builtins
