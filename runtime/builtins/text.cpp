// SPDX-License-Identifier: Apache-2.0
// The natives of stdlib/text.lsq that take texts apart and change them. Characters are code points. Pieces of a text
// are views into it.
#include "compiler/text/text.h"

#include <algorithm>

#include "compiler/base/limits.h"
#include "compiler/markup/escape.h"
#include "runtime/builtins/tables.h"
#include "runtime/builtins/text_shape.h"

namespace lsq::builtins {
namespace {

using value::kMissingCell;
using value::ToCell;

Cell Upper(const Call& call) {
  return call.MakeText(text::Upper(TextAt(call, 0)));
}
Cell Lower(const Call& call) {
  return call.MakeText(text::Lower(TextAt(call, 0)));
}
Cell Title(const Call& call) {
  return call.MakeText(text::TitleCase(TextAt(call, 0)));
}
Cell Trim(const Call& call) {
  return ToCell(text::Trim(TextAt(call, 0)));
}

Cell Squeeze(const Call& call) {
  std::string out;
  std::string_view rest = TextAt(call, 0);
  for (std::string_view word = TakeWord(rest); !word.empty(); word = TakeWord(rest)) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return call.MakeText(out);
}

Cell Length(const Call& call) {
  return WholeNumber(static_cast<int64_t>(text::Length(TextAt(call, 0))));
}

Cell Left(const Call& call) {
  const auto count = CountAt(call, 1);
  return count ? ToCell(text::SubstringCodePoints(TextAt(call, 0), 0, *count)) : kMissingCell;
}

Cell Right(const Call& call) {
  const auto count = CountAt(call, 1);
  if (!count) return kMissingCell;
  const size_t length = text::Length(TextAt(call, 0));
  const size_t kept = std::min(*count, length);
  return ToCell(text::SubstringCodePoints(TextAt(call, 0), length - kept, kept));
}

// What would stand before position 1 counts, so `middle(x, 0, 2)` is the first character.
Cell Middle(const Call& call) {
  const auto start = WholeAt(call, 1);
  const auto count = WholeAt(call, 2);
  if (!start || !count) return kMissingCell;
  constexpr int64_t kFar = limits::kTextBytes + 1;
  const int64_t begin = std::clamp<int64_t>(*start, -kFar, kFar) - 1;
  const int64_t end = begin + std::clamp<int64_t>(*count, 0, 3 * kFar);
  const int64_t first = std::max<int64_t>(begin, 0);
  const size_t size = end > first ? static_cast<size_t>(end - first) : 0;
  return ToCell(text::SubstringCodePoints(TextAt(call, 0), static_cast<size_t>(first), size));
}

Cell Replace(const Call& call) {
  std::string_view rest = TextAt(call, 0);
  const std::string_view old = TextAt(call, 1);
  if (old.empty()) return call[0];
  std::string out;
  for (size_t found = Find(rest, old); found != std::string_view::npos; found = Find(rest, old)) {
    out.append(rest.substr(0, found)).append(TextAt(call, 2));
    rest.remove_prefix(found + old.size());
    if (out.size() > limits::kTextBytes) break;  // MakeText says so
  }
  return call.MakeText(out.append(rest));
}

Cell IndexOf(const Call& call) {
  const std::string_view value = TextAt(call, 0);
  const auto found = FindFolded(value, TextAt(call, 1));
  return found ? WholeNumber(static_cast<int64_t>(text::Length(value.substr(0, found->begin))) + 1) : kMissingCell;
}

Cell Before(const Call& call) {
  const auto found = FindFolded(TextAt(call, 0), TextAt(call, 1));
  return found ? ToCell(TextAt(call, 0).substr(0, found->begin)) : call[0];
}

Cell After(const Call& call) {
  const std::string_view value = TextAt(call, 0);
  const auto found = FindFolded(value, TextAt(call, 1));
  return ToCell(value.substr(found ? found->end : value.size()));
}

size_t CountPieces(std::string_view value, std::string_view separator) {
  if (separator.empty()) return text::Length(value);
  size_t count = 1;
  for (size_t at = Find(value, separator); at != std::string_view::npos; at = Find(value, separator)) {
    value.remove_prefix(at + separator.size());
    ++count;
  }
  return count;
}

Cell Split(const Call& call) {
  std::string_view rest = TextAt(call, 0);
  const std::string_view separator = TextAt(call, 1);
  const size_t count = CountPieces(rest, separator);
  Cell* pieces = call.MakeCells(count);
  if (!pieces) return kMissingCell;
  for (size_t i = 0; i < count; ++i) {
    const size_t size = separator.empty() ? text::DecodeAt(rest, 0).size : Find(rest, separator);
    const std::string_view piece = rest.substr(0, size);
    pieces[i] = ToCell(piece);
    rest.remove_prefix(std::min(rest.size(), piece.size() + separator.size()));
  }
  return ToCell(std::span<const Cell>(pieces, count));
}

Cell FirstWord(const Call& call) {
  std::string_view rest = TextAt(call, 0);
  return ToCell(TakeWord(rest));
}

Cell LastWord(const Call& call) {
  std::string_view rest = TextAt(call, 0);
  std::string_view last = TakeWord(rest);
  for (std::string_view word = last; !word.empty(); word = TakeWord(rest)) last = word;
  return ToCell(last);
}

Cell Initials(const Call& call) {
  std::string out;
  std::string_view rest = TextAt(call, 0);
  for (std::string_view word = TakeWord(rest); !word.empty(); word = TakeWord(rest)) {
    out += text::Upper(word.substr(0, text::DecodeAt(word, 0).size));
  }
  return call.MakeText(out);
}

Cell Digits(const Call& call) {
  std::string out;
  for (const char c : TextAt(call, 0)) {
    if (c >= '0' && c <= '9') out += c;
  }
  return call.MakeText(out);
}

// By doubling; longer than any text may be when that is too many.
std::string Repeated(std::string_view value, size_t count) {
  if (value.empty() || count == 0) return {};
  const size_t size = value.size() * std::min(count, limits::kTextBytes / value.size() + 1);
  std::string out(value);
  while (out.size() <= size / 2) out += out;
  return out.append(out, 0, size - out.size());
}

// `count` characters of `fill` again and again.
std::string Filling(std::string_view fill, size_t count) {
  const size_t length = text::Length(fill);
  return Repeated(fill, count / length).append(text::SubstringCodePoints(fill, 0, count % length));
}

Cell Pad(const Call& call, bool left) {
  const auto width = CountAt(call, 1);
  if (!width) return kMissingCell;
  const std::string_view value = TextAt(call, 0);
  const size_t length = text::Length(value);
  if (TextAt(call, 2).empty() || length >= *width) return call[0];
  const std::string filling = Filling(TextAt(call, 2), *width - length);
  return call.MakeText(left ? filling + std::string(value) : std::string(value) + filling);
}
Cell PadLeft(const Call& call) {
  return Pad(call, /*left=*/true);
}
Cell PadRight(const Call& call) {
  return Pad(call, /*left=*/false);
}

Cell Repeat(const Call& call) {
  const auto count = CountAt(call, 1);
  if (!count) return kMissingCell;
  return call.MakeText(Repeated(TextAt(call, 0), *count));
}

Cell Matches(const Call& call) {
  const std::string value = text::Fold(TextAt(call, 0));
  const std::string pattern = text::Fold(TextAt(call, 1));
  const auto matches = MatchesPattern(value, pattern, [&call](uint64_t steps) { return call.Spend(steps); });
  return matches ? ToCell(*matches) : kMissingCell;
}

Cell IsEmail(const Call& call) {
  return ToCell(IsMailAddress(text::Trim(TextAt(call, 0))));
}

// E-SMS-1.
Cell HasCountryCode(const Call& call) {
  std::string_view number = text::Trim(TextAt(call, 0));
  const size_t prefix = number.starts_with("+") ? 1 : number.starts_with("00") ? 2 : 0;
  return ToCell(prefix > 0 && number.size() > prefix && number[prefix] >= '0' && number[prefix] <= '9');
}

Cell UrlEncode(const Call& call) {
  return call.MakeText(markup::Escaped(markup::Escaper::UrlComponent, TextAt(call, 0)));
}

constexpr Native kNatives[] = {
    {"text.upper", "Text -> Text", Upper},
    {"text.lower", "Text -> Text", Lower},
    {"text.title", "Text -> Text", Title},
    {"text.trim", "Text -> Text", Trim},
    {"text.squeeze", "Text -> Text", Squeeze},
    {"text.length", "Text -> Number", Length},
    {"text.left", "Text, Number -> Text", Left},
    {"text.right", "Text, Number -> Text", Right},
    {"text.middle", "Text, Number, Number -> Text", Middle},
    {"text.replace", "Text, Text, Text -> Text", Replace},
    {"text.index_of", "Text, Text -> Number or empty", IndexOf},
    {"text.before", "Text, Text -> Text", Before},
    {"text.after", "Text, Text -> Text", After},
    {"text.split", "Text, Text -> list of Text", Split},
    {"text.first_word", "Text -> Text", FirstWord},
    {"text.last_word", "Text -> Text", LastWord},
    {"text.initials", "Text -> Text", Initials},
    {"text.digits", "Text -> Text", Digits},
    {"text.pad_left", "Text, Number, Text -> Text", PadLeft},
    {"text.pad_right", "Text, Number, Text -> Text", PadRight},
    {"text.repeat", "Text, Number -> Text", Repeat},
    {"text.matches", "Text, Text -> Bool", Matches},
    {"text.is_email", "Text -> Bool", IsEmail},
    {"text.has_country_code", "Text -> Bool", HasCountryCode},
    {"text.url_encode", "Text -> Text", UrlEncode},
};

}  // namespace

std::span<const Native> TextNatives() {
  return kNatives;
}

}  // namespace lsq::builtins
