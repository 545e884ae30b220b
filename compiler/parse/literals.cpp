// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/literals.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>

#include "compiler/number/decimal.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/token.h"
#include "compiler/parse/words.h"
#include "compiler/time/civil.h"

namespace lsq::parse {

namespace {

using syntax::Expr;

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

size_t CountDigits(std::string_view text) {
  size_t count = 0;
  while (count < text.size() && IsDigit(text[count])) ++count;
  return count;
}

// At most nine digits count, so that it cannot overflow; longer numbers are out of every range used here.
int ToInt(std::string_view digits) {
  return digits.size() > 9 ? 999'999'999 : std::atoi(std::string(digits).c_str());
}

// Takes digits and one separator behind them, if it is there.
int TakeInt(std::string_view& text, std::string_view* written = nullptr) {
  const size_t count = CountDigits(text);
  const std::string_view digits = text.substr(0, count);
  if (written != nullptr) *written = digits;
  text.remove_prefix(count < text.size() ? count + 1 : count);
  return ToInt(digits);
}

std::string Pad(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::optional<std::string> WhyNoDate(int year, int month, int day) {
  if (year < 1) return "years start at 0001";
  if (month < 1 || month > 12) return "a month is 01 to 12";
  const int days = time::DaysInMonth(year, month);
  if (day >= 1 && day <= days) return std::nullopt;
  const bool february = month == 2;
  return std::string(kMonths[static_cast<size_t>(month - 1)]) + (february ? " " + std::to_string(year) : "") + " has " +
         std::to_string(days) + " days";
}

std::optional<int32_t> DateValue(std::string_view text, Span span, Reporter& report) {
  const std::string_view written = Slice(text, span);
  std::string_view rest = written, month_digits, day_digits;
  const int year = TakeInt(rest), month = TakeInt(rest, &month_digits), day = TakeInt(rest, &day_digits);
  if (const auto why = WhyNoDate(year, month, day)) {
    report.Report(kind::NoSuchDate, span, {std::string(written), *why});
    return std::nullopt;
  }
  if (month_digits.size() != 2 || day_digits.size() != 2) {
    const std::string right = std::string(written.substr(0, 4)) + "-" + Pad(month) + "-" + Pad(day);
    report.Report(kind::NoSuchDate, span, {std::string(written), "month and day have two digits"})
        .Fix("write `" + right + "`", Reporter::Place(span), right);
    return std::nullopt;
  }
  return time::MakeDate(year, month, day).value().days;
}

struct Clock {
  int hour = 0, minute = 0, second = 0;
  bool two_digits = true;  // of minutes and seconds
  char meridiem = 0;       // 'a', 'p' or none
};

Clock ReadClock(std::string_view text) {
  Clock clock;
  const size_t letters = text.find_first_of("aApP");
  if (letters != std::string_view::npos) clock.meridiem = ToLower(text[letters]);
  std::string_view rest = text.substr(0, letters);
  while (!rest.empty() && IsBlank(rest.back())) rest.remove_suffix(1);
  std::string_view written;
  clock.hour = TakeInt(rest);
  for (int* part : {&clock.minute, &clock.second}) {
    if (rest.empty()) break;
    *part = TakeInt(rest, &written);
    clock.two_digits = clock.two_digits && written.size() == 2;
  }
  return clock;
}

std::optional<std::string> WhyNoTime(const Clock& clock) {
  if (clock.meridiem != 0 && (clock.hour < 1 || clock.hour > 12)) return "with am or pm, hours are 1 to 12";
  if (clock.hour == 24) return "midnight is 0:00";
  if (clock.hour > 23) return "hours are 0 to 23";
  if (!clock.two_digits) return "minutes and seconds have two digits";
  if (clock.minute > 59) return "minutes are 00 to 59";
  if (clock.second > 59) return "seconds are 00 to 59";
  return std::nullopt;
}

std::optional<int32_t> TimeValue(std::string_view text, Span span, Reporter& report) {
  const Clock clock = ReadClock(Slice(text, span));
  if (const auto why = WhyNoTime(clock)) {
    report.Report(kind::NoSuchTime, span, {std::string(Slice(text, span)), *why});
    return std::nullopt;
  }
  int hour = clock.hour;
  if (clock.meridiem != 0) hour = hour % 12 + (clock.meridiem == 'p' ? 12 : 0);
  return hour * 3600 + clock.minute * 60 + clock.second;
}

}  // namespace

Expr ReadNumber(std::string_view text, Span span, Reporter& report) {
  const std::string_view written = Slice(text, span);
  syntax::NumberExpr number;
  const size_t end = std::min(written.find_first_not_of("0123456789."), written.size());
  number.raw = std::string(written.substr(0, end));
  number.percent = written.ends_with('%');
  if (!number.percent) number.suffix = std::string(written.substr(end));
  const number::ParseError error = number::Parse(number.raw).error;
  if (error == number::ParseError::OutOfRange) report.Report(kind::NumberOutOfRange, span);
  // A malformed number was reported when it was scanned.
  const bool letters = std::all_of(number.suffix.begin(), number.suffix.end(), IsLetter);
  if (error != number::ParseError::None || !letters) return {span, syntax::ErrorExpr{}};
  return {span, std::move(number)};
}

Expr ReadDuration(std::string_view text, Span span, Reporter& report) {
  const std::string_view written = Slice(text, span);
  const size_t digits = written.find_first_not_of("0123456789.");
  const size_t last = written.find_last_of(" \t");
  const std::string_view unit_word =
      written.substr(last == std::string_view::npos || last < digits ? digits : last + 1);
  const size_t word = written.find_first_not_of(" \t", digits);
  const bool business = written.substr(word).starts_with("business") && unit_word != "business";
  const std::string raw(written.substr(0, digits));
  const auto unit = UnitOf(unit_word, business);
  if (number::Parse(raw).error == number::ParseError::OutOfRange) {
    report.Report(kind::NumberOutOfRange, {span.begin, span.begin + static_cast<uint32_t>(digits)});
    return {span, syntax::ErrorExpr{}};
  }
  if (!unit) return {span, syntax::ErrorExpr{}};
  return {span, syntax::DurationExpr{raw, *unit, {span.begin + static_cast<uint32_t>(word), span.end}}};
}

Expr ReadWindow(std::string_view text, Span span) {
  const std::string_view written = Slice(text, span);
  const auto direction = DirectionOf(written.substr(0, 4));
  const size_t digits = written.find_first_of("0123456789");
  const std::string count =
      digits == std::string_view::npos ? "" : std::string(written.substr(digits, CountDigits(written.substr(digits))));
  size_t unit = written.size();
  while (unit > 0 && IsNamePart(written[unit - 1])) --unit;
  const auto unit_value = UnitOf(written.substr(unit));
  if (!direction || !unit_value) return {span, syntax::ErrorExpr{}};
  return {span, syntax::WindowExpr{*direction, count, *unit_value}};
}

Expr ReadDate(std::string_view text, Span span, Reporter& report) {
  const auto days = DateValue(text, span, report);
  if (!days) return {span, syntax::ErrorExpr{}};
  return {span, syntax::DateExpr{*days}};
}

Expr ReadDateTime(std::string_view text, Span span, Reporter& report) {
  const std::string_view written = Slice(text, span);
  const uint32_t blank = span.begin + static_cast<uint32_t>(written.find_first_of(" \t"));
  const uint32_t clock = span.begin + static_cast<uint32_t>(written.find_first_not_of(" \t", blank - span.begin));
  const auto days = DateValue(text, {span.begin, blank}, report);
  const auto seconds = TimeValue(text, {clock, span.end}, report);
  if (!days || !seconds) return {span, syntax::ErrorExpr{}};
  return {span, syntax::DateTimeExpr{*days, *seconds}};
}

Expr ReadTime(std::string_view text, Span span, Reporter& report) {
  const auto seconds = TimeValue(text, span, report);
  if (!seconds) return {span, syntax::ErrorExpr{}};
  return {span, syntax::TimeExpr{*seconds}};
}

}  // namespace lsq::parse
