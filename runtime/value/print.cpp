// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/print.h"

#include "compiler/base/match.h"

namespace lsq::value {

std::string_view BoolText(bool value, Sink sink) {
  switch (sink) {
    case Sink::Prose:
      return value ? "Yes" : "No";
    case Sink::Machine:
      return value ? "1" : "0";
    case Sink::Json:
      return value ? "true" : "false";
  }
  return {};
}

void AppendTo(std::string& out, const Value& value, Sink sink, const time::Zone& zone) {
  Match(
      value.variant(), [](const Missing&) {}, [&](bool yes) { out += BoolText(yes, sink); },
      [&](const number::Decimal& number) { number::AppendTo(out, number); },
      [&](const std::string& text) { out += text; },
      [&](const time::Instant& instant) { out += time::ToString(zone.ToLocal(instant)); },
      [&](const RecordRef& record) { out += record.id; },
      [&](const List& list) {
        bool first = true;
        for (const Value& element : list) {
          if (!first) out += kListSeparator;
          first = false;
          AppendTo(out, element, sink, zone);
        }
      },
      [&](const auto& other) { out += time::ToString(other); });
}

std::string ToText(const Value& value, Sink sink, const time::Zone& zone) {
  std::string out;
  AppendTo(out, value, sink, zone);
  return out;
}

}  // namespace lsq::value
