// SPDX-License-Identifier: Apache-2.0
// Every escaper is one scan: runs of harmless bytes, found by a table, are appended whole; what is special is replaced.
#include "compiler/markup/escape.h"

#include <algorithm>
#include <array>

#include "compiler/base/check.h"
#include "compiler/markup/ascii.h"

namespace lsq::markup {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

using ByteSet = std::array<bool, 256>;

template <typename Predicate>
constexpr ByteSet BytesWhere(Predicate predicate) {
  ByteSet set{};
  for (int byte = 0; byte < 256; ++byte) set[byte] = predicate(static_cast<char>(byte));
  return set;
}

// RFC 3986.
constexpr bool IsUnreserved(char c) {
  return IsDigit(c) || IsLetter(c) || IsOneOf(c, "-._~");
}
// Those of RFC 3986 but ' ( ), which would end a string or a CSS url().
constexpr bool IsReserved(char c) {
  return IsOneOf(c, ":/?#[]@!$&*+,;=");
}

bool EqualsIgnoringCase(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) { return Lower(a) == b; });
}

// `replace(at)` appends what stands for the special byte at `at` and returns how many bytes of the value it took.
template <typename Replace>
void EscapeBytes(std::string_view value, const ByteSet& special, std::string& out, Replace replace) {
  size_t run = 0;
  for (size_t at = 0; at < value.size();) {
    if (!special[static_cast<uint8_t>(value[at])]) {
      ++at;
      continue;
    }
    out.append(value, run, at - run);
    at += replace(at);
    run = at;
  }
  out.append(value, run);
}

void AppendPercent(char byte, std::string& out) {
  const auto bits = static_cast<uint8_t>(byte);
  out += '%';
  out += kHexDigits[bits >> 4];
  out += kHexDigits[bits & 0x0F];
}

std::string_view HtmlReference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return "\xEF\xBF\xBD";  // NUL, which HTML cannot express
  }
}

void EscapeHtml(std::string_view value, std::string& out) {
  static constexpr ByteSet kSpecial = BytesWhere([](char c) { return c == '\0' || IsOneOf(c, "&<>\"'"); });
  EscapeBytes(value, kSpecial, out, [&](size_t at) {
    out += HtmlReference(value[at]);
    return 1;
  });
}

void EscapeUrlComponent(std::string_view value, std::string& out) {
  static constexpr ByteSet kSpecial = BytesWhere([](char c) { return !IsUnreserved(c); });
  EscapeBytes(value, kSpecial, out, [&](size_t at) {
    AppendPercent(value[at], out);
    return 1;
  });
}

void EscapeUrlOpaque(std::string_view value, std::string& out) {
  static constexpr ByteSet kSpecial = BytesWhere([](char c) { return !IsUnreserved(c) && !IsOneOf(c, "@+"); });
  EscapeBytes(value, kSpecial, out, [&](size_t at) {
    AppendPercent(value[at], out);
    return 1;
  });
}

std::string_view TrimUrl(std::string_view url) {
  const auto is_ignored = [](char c) { return c == ' ' || IsControl(c); };  // as browsers do
  while (!url.empty() && is_ignored(url.front())) url.remove_prefix(1);
  while (!url.empty() && is_ignored(url.back())) url.remove_suffix(1);
  return url;
}

bool IsPercentEncoded(std::string_view url, size_t at) {
  return at + 2 < url.size() && IsHexDigit(url[at + 1]) && IsHexDigit(url[at + 2]);
}

// What is encoded already stays so: the value is an address, not a part of one.
void EscapeUrlWhole(std::string_view value, std::string_view ampersand, std::string& out) {
  static constexpr ByteSet kSpecial =
      BytesWhere([](char c) { return c == '&' || !(IsUnreserved(c) || IsReserved(c)); });
  const std::string_view url = TrimUrl(value);
  if (!IsSafeUrl(url)) {
    out += kBlockedUrl;
    return;
  }
  EscapeBytes(url, kSpecial, out, [&](size_t at) {
    if (url[at] == '&') {
      out += ampersand;
    } else if (url[at] == '%' && IsPercentEncoded(url, at)) {
      out += '%';
    } else {
      AppendPercent(url[at], out);
    }
    return 1;
  });
}

void AppendJsonEscape(char c, std::string& out) {
  constexpr std::string_view kNamed = "\"\\\b\f\n\r\t";
  constexpr std::string_view kNames = "\"\\bfnrt";
  out += '\\';
  if (const size_t named = kNamed.find(c); named != std::string_view::npos) {
    out += kNames[named];
    return;
  }
  out += "u00";
  out += kHexDigits[static_cast<uint8_t>(c) >> 4];
  out += kHexDigits[static_cast<uint8_t>(c) & 0x0F];
}

void EscapeJsonString(std::string_view value, std::string& out) {
  static constexpr ByteSet kSpecial = BytesWhere([](char c) { return IsControl(c) || IsOneOf(c, "\"\\"); });
  EscapeBytes(value, kSpecial, out, [&](size_t at) {
    AppendJsonEscape(value[at], out);
    return 1;
  });
}

void EscapeJsonValue(std::string_view value, std::string& out) {
  out += '"';
  EscapeJsonString(value, out);
  out += '"';
}

void EscapeCsvCell(std::string_view value, std::string& out) {
  static constexpr ByteSet kQuote = BytesWhere([](char c) { return c == '"'; });
  constexpr std::string_view kFormulaStarts = "=+-@\t\r";
  const bool quoted = value.find_first_of(",\"\r\n") != std::string_view::npos;
  if (quoted) out += '"';
  // A spreadsheet shows the rest as text behind an apostrophe.
  if (!value.empty() && IsOneOf(value.front(), kFormulaStarts)) out += '\'';
  EscapeBytes(value, kQuote, out, [&](size_t) {
    out += "\"\"";
    return 1;
  });
  if (quoted) out += '"';
}

// Bytes of the control character or line end at the front: C0, DEL, C1 (U+0080..9F), U+2028, U+2029. 0 when none.
size_t ControlSize(std::string_view text) {
  if (text.empty()) return 0;
  if (IsControl(text[0]) || text[0] == '\x7F') return 1;
  if (text.size() >= 2 && text[0] == '\xC2' && static_cast<uint8_t>(text[1]) < 0xA0) return 2;
  return text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9") ? 3 : 0;
}

void EscapeHeaderText(std::string_view value, std::string& out) {
  static constexpr ByteSet kSuspect =
      BytesWhere([](char c) { return IsControl(c) || c == '\x7F' || c == '\xC2' || c == '\xE2'; });
  EscapeBytes(value, kSuspect, out, [&](size_t at) {
    size_t end = at;
    while (const size_t size = ControlSize(value.substr(end))) end += size;
    out += end == at ? value[at] : ' ';
    return std::max<size_t>(end - at, 1);
  });
}

}  // namespace

std::string_view ToString(Escaper escaper) {
  static constexpr std::array<std::string_view, kEscaperCount> kNames = {
      "none",       "html",        "html_url",   "url_whole", "url_component",
      "url_opaque", "json_string", "json_value", "csv_cell",  "header_text"};
  return kNames[static_cast<size_t>(escaper)];
}

bool IsSafeUrl(std::string_view url) {
  const std::string_view trimmed = TrimUrl(url);
  const size_t end = trimmed.find_first_of(":/?#");
  if (end == std::string_view::npos || trimmed[end] != ':') return true;
  const std::string_view scheme = trimmed.substr(0, end);
  constexpr std::array<std::string_view, 4> kSafe = {"http", "https", "mailto", "tel"};
  return std::any_of(kSafe.begin(), kSafe.end(), [&](auto safe) { return EqualsIgnoringCase(scheme, safe); });
}

void Escape(Escaper escaper, std::string_view value, std::string& out) {
  switch (escaper) {
    case Escaper::None:
      out += value;
      return;
    case Escaper::Html:
      return EscapeHtml(value, out);
    case Escaper::HtmlUrl:
      return EscapeUrlWhole(value, "&amp;", out);
    case Escaper::UrlWhole:
      return EscapeUrlWhole(value, "&", out);
    case Escaper::UrlComponent:
      return EscapeUrlComponent(value, out);
    case Escaper::UrlOpaque:
      return EscapeUrlOpaque(value, out);
    case Escaper::JsonString:
      return EscapeJsonString(value, out);
    case Escaper::JsonValue:
      return EscapeJsonValue(value, out);
    case Escaper::CsvCell:
      return EscapeCsvCell(value, out);
    case Escaper::HeaderText:
      return EscapeHeaderText(value, out);
  }
  LSQ_CHECK(false, "an escaper without code");
}

std::string Escaped(Escaper escaper, std::string_view value) {
  std::string out;
  Escape(escaper, value, out);
  return out;
}

}  // namespace lsq::markup
