// SPDX-License-Identifier: Apache-2.0
// How a value is written into text of some medium so that it stays data (C-MM-15, E-ESC-1).
//
// context.h decides at compile time which escaper each hole of a template needs; the interpreter applies it per record.
// Values and results are UTF-8. Escaping never allocates beyond the output and never fails.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lsq::markup {

enum class Escaper : uint8_t {
  None,          // plain text, and values that are already in the form of their medium (a number in JSON or CSV)
  Html,          // text, <title>, <textarea>, quoted attributes: & < > " ' as character references, NUL as U+FFFD
  HtmlUrl,       // a whole address in a quoted attribute: UrlWhole, then &
  UrlWhole,      // a whole address: kBlockedUrl unless IsSafeUrl; what may not stand in an address is percent-encoded
  UrlComponent,  // a part of an address, also in attributes and form bodies: all but letters, digits and -._~ encoded
  UrlOpaque,     // behind mailto: and tel: the same, but @ and + stay, for the programs that do not decode them
  JsonString,    // inside the quotes of a JSON string (RFC 8259)
  JsonValue,     // a text as a whole JSON value: with quotes
  CsvCell,       // a text as a cell: neutralised when it begins with = + - @ TAB CR, quoted as RFC 4180 says
  HeaderText,    // a mail header such as the subject: each run of control characters and line ends is one blank
};
inline constexpr int kEscaperCount = 10;

// "html", "url_component", …: for dumps.
std::string_view ToString(Escaper escaper);

// Appends `value` escaped.
void Escape(Escaper escaper, std::string_view value, std::string& out);
std::string Escaped(Escaper escaper, std::string_view value);

// Stands for an address that was not safe: a link that goes nowhere.
inline constexpr std::string_view kBlockedUrl = "#";
// Whether an address that is wholly data may be linked: its scheme is http, https, mailto or tel, or it has none.
bool IsSafeUrl(std::string_view url);

}  // namespace lsq::markup
