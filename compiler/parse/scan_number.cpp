// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/scan_number.h"

#include <algorithm>

#include "compiler/parse/characters.h"

namespace lsq::parse {

namespace {

class NumberScanner {
 public:
  explicit NumberScanner(std::string_view text) : text_(text) {}

  char Peek(size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  size_t Digits(size_t at) const {
    while (IsDigit(Peek(at))) ++at;
    return at;
  }
  size_t Blanks(size_t at) const {
    while (Peek(at) == ' ' || Peek(at) == '\t') ++at;
    return at;
  }
  size_t Name(size_t at) const {
    while (IsNamePart(Peek(at))) ++at;
    return at;
  }

  // Past `am` or `pm`, or `at` when there is none.
  size_t Meridiem(size_t at) const {
    const size_t word = Blanks(at);
    const bool found = (ToLower(Peek(word)) == 'a' || ToLower(Peek(word)) == 'p') && ToLower(Peek(word + 1)) == 'm';
    return found && !IsNamePart(Peek(word + 2)) ? word + 2 : at;
  }

  // 9:00  21:30:15  9:00 am; `at` when there is no clock time.
  size_t Clock(size_t at) const {
    const size_t hours = Digits(at);
    if (hours == at || Peek(hours) != ':' || !IsDigit(Peek(hours + 1))) return at;
    size_t end = Digits(hours + 1);
    if (Peek(end) == ':' && IsDigit(Peek(end + 1))) end = Digits(end + 1);
    return Meridiem(end);
  }

  // 2026-12-25, or with more or fewer digits of month and day, to be reported.
  size_t Date(size_t at) const {
    const size_t year = Digits(at);
    if (year - at != 4 || Peek(year) != '-') return at;
    const size_t month = Digits(year + 1);
    if (month == year + 1 || Peek(month) != '-') return at;
    const size_t day = Digits(month + 1);
    return day == month + 1 ? at : day;
  }

  ScannedNumber Plain(size_t at) const {
    size_t end = Digits(at);
    if (Peek(end) == '.' && IsDigit(Peek(end + 1))) end = Digits(end + 1);
    const bool second_point =
        Peek(end) == '.' && IsDigit(Peek(end + 1)) && text_.substr(at, end - at).find('.') != std::string_view::npos;
    if (Peek(end) == '%') return {TokenKind::Percentage, end + 1};
    if (second_point) {
      while (IsNamePart(Peek(end)) || (Peek(end) == '.' && IsDigit(Peek(end + 1)))) ++end;
      return {TokenKind::Number, end, true};
    }
    const size_t letters = Name(end);
    const std::string_view suffix = text_.substr(end, letters - end);
    const bool strange = std::any_of(suffix.begin(), suffix.end(), [](char c) { return !IsLetter(c); });
    return {TokenKind::Number, letters, strange};
  }

 private:
  std::string_view text_;
};

}  // namespace

ScannedNumber ScanNumber(std::string_view text, size_t at) {
  const NumberScanner scan(text);
  if (const size_t date = scan.Date(at); date != at) {
    const size_t blanks = scan.Blanks(date);
    const size_t clock = blanks == date ? date : scan.Clock(blanks);
    if (clock != blanks && clock != date) return {TokenKind::DateTime, clock};
    return {TokenKind::Date, date};
  }
  if (const size_t clock = scan.Clock(at); clock != at) return {TokenKind::Time, clock};
  const size_t digits = scan.Digits(at);
  if (const size_t end = scan.Meridiem(digits); digits - at <= 2 && end != digits) return {TokenKind::Time, end};
  return scan.Plain(at);
}

}  // namespace lsq::parse
