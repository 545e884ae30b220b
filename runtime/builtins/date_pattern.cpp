// SPDX-License-Identifier: Apache-2.0
#include "runtime/builtins/date_pattern.h"

#include <array>
#include <iterator>

namespace lsq::builtins {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr size_t kShortName = 3;
constexpr int kNoon = 12;

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void AppendPadded(std::string& out, int value, size_t width) {
  const std::string digits = std::to_string(value);
  out.append(width > digits.size() ? width - digits.size() : 0, '0').append(digits);
}

struct Parts {
  time::YearMonthDay day;
  std::string_view weekday;
  int hour, minute, second;
};

// One field, such as `MMM`; false when there is none of that spelling.
using Write = void (*)(const Parts& parts, std::string& out);
struct Field {
  std::string_view letters;
  PatternOf of;
  Write write;
};
constexpr Field kFields[] = {
    {"yyyy", PatternOf::Date, [](const Parts& p, std::string& out) { AppendPadded(out, p.day.year, 4); }},
    {"yy", PatternOf::Date, [](const Parts& p, std::string& out) { AppendPadded(out, p.day.year % 100, 2); }},
    {"MMMM", PatternOf::Date, [](const Parts& p, std::string& out) { out += kMonths[p.day.month - 1]; }},
    {"MMM", PatternOf::Date,
     [](const Parts& p, std::string& out) { out += kMonths[p.day.month - 1].substr(0, kShortName); }},
    {"MM", PatternOf::Date, [](const Parts& p, std::string& out) { AppendPadded(out, p.day.month, 2); }},
    {"M", PatternOf::Date, [](const Parts& p, std::string& out) { AppendPadded(out, p.day.month, 1); }},
    {"dd", PatternOf::Date, [](const Parts& p, std::string& out) { AppendPadded(out, p.day.day, 2); }},
    {"d", PatternOf::Date, [](const Parts& p, std::string& out) { AppendPadded(out, p.day.day, 1); }},
    {"EEEE", PatternOf::Date, [](const Parts& p, std::string& out) { out += p.weekday; }},
    {"EEE", PatternOf::Date, [](const Parts& p, std::string& out) { out += p.weekday.substr(0, kShortName); }},
    {"HH", PatternOf::DateTime, [](const Parts& p, std::string& out) { AppendPadded(out, p.hour, 2); }},
    {"H", PatternOf::DateTime, [](const Parts& p, std::string& out) { AppendPadded(out, p.hour, 1); }},
    {"hh", PatternOf::DateTime,
     [](const Parts& p, std::string& out) { AppendPadded(out, (p.hour + kNoon - 1) % kNoon + 1, 2); }},
    {"h", PatternOf::DateTime,
     [](const Parts& p, std::string& out) { AppendPadded(out, (p.hour + kNoon - 1) % kNoon + 1, 1); }},
    {"mm", PatternOf::DateTime, [](const Parts& p, std::string& out) { AppendPadded(out, p.minute, 2); }},
    {"ss", PatternOf::DateTime, [](const Parts& p, std::string& out) { AppendPadded(out, p.second, 2); }},
    {"a", PatternOf::DateTime, [](const Parts& p, std::string& out) { out += p.hour < kNoon ? "AM" : "PM"; }},
};

// Takes a run of one letter off the pattern and writes what it stands for.
Status WriteField(std::string_view& pattern, const Parts& parts, PatternOf kind, std::string& out) {
  const size_t end = std::min(pattern.find_first_not_of(pattern[0]), pattern.size());
  const std::string_view letters = pattern.substr(0, end);
  pattern.remove_prefix(end);
  for (const Field& field : kFields) {
    if (field.letters != letters || (field.of == PatternOf::DateTime && kind == PatternOf::Date)) continue;
    field.write(parts, out);
    return Ok();
  }
  return Error{"date_pattern", "`" + std::string(letters) + "` is no part of a date pattern; text stands between '"};
}

// Takes a text between apostrophes off the pattern; two of them are one.
Status WriteQuoted(std::string_view& pattern, std::string& out) {
  if (pattern.starts_with("''")) {
    out += '\'';
    pattern.remove_prefix(2);
    return Ok();
  }
  for (size_t at = 1; at < pattern.size(); ++at) {
    if (pattern[at] != '\'') {
      out += pattern[at];
    } else if (pattern.substr(at + 1).starts_with('\'')) {
      out += pattern[at++];
    } else {
      pattern.remove_prefix(at + 1);
      return Ok();
    }
  }
  return Error{"date_pattern", "a ' in the date pattern is not closed"};
}

}  // namespace

std::string_view WeekdayName(time::Date date) {
  return time::ToString(time::WeekdayOf(date));
}

Result<std::string> FormatPattern(std::string_view pattern, time::LocalDateTime local, PatternOf kind) {
  constexpr int kMinute = 60;
  const int minutes = local.time.seconds / kMinute;
  const Parts parts{.day = time::ToYearMonthDay(local.date),
                    .weekday = WeekdayName(local.date),
                    .hour = minutes / kMinute,
                    .minute = minutes % kMinute,
                    .second = local.time.seconds % kMinute};
  std::string out;
  while (!pattern.empty()) {
    if (pattern[0] == '\'') {
      LSQ_TRY_DO(WriteQuoted(pattern, out));
    } else if (IsLetter(pattern[0])) {
      LSQ_TRY_DO(WriteField(pattern, parts, kind, out));
    } else {
      out += pattern[0];
      pattern.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace lsq::builtins
