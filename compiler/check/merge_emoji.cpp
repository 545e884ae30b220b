// SPDX-License-Identifier: Apache-2.0
// Emoji are lost in live mails, and the text behind them with them (EMO-1, EMO-2): a literal that has one is refused.
#include <algorithm>

#include "compiler/check/merge.h"
#include "compiler/text/text.h"

namespace lsq::check {

namespace {

constexpr char32_t kLastCodePoint = 0x10FFFF;

// `&#x1F389;` or `&#127881;` at the start of `text`: the code point and the length of the reference.
struct Reference {
  char32_t code_point;
  size_t size;
};
std::optional<Reference> ReadReference(std::string_view text) {
  if (!text.starts_with("&#")) return std::nullopt;
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  char32_t value = 0;
  size_t at = hex ? 3 : 2;
  const size_t first = at;
  for (; at < text.size() && value <= kLastCodePoint; ++at) {
    const char c = text[at];
    const int digit = c >= '0' && c <= '9'          ? c - '0'
                      : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                    : -1;
    if (digit < 0) break;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
  }
  if (at == first || value > kLastCodePoint) return std::nullopt;
  if (at < text.size() && text[at] == ';') ++at;
  return Reference{value, at};
}

// The text with its numeric references read, and for each byte of the result the byte of `text` it came from.
struct Decoded {
  std::string text;
  std::vector<size_t> origin;
};
Decoded Decode(std::string_view text) {
  Decoded decoded;
  for (size_t at = 0; at < text.size();) {
    size_t size = 1;
    const size_t before = decoded.text.size();
    if (const auto reference = text[at] == '&' ? ReadReference(text.substr(at)) : std::nullopt) {
      text::AppendUtf8(reference->code_point, decoded.text);
      size = reference->size;
    } else {
      decoded.text += text[at];
    }
    decoded.origin.insert(decoded.origin.end(), decoded.text.size() - before, at);
    at += size;
  }
  decoded.origin.push_back(text.size());
  return decoded;
}

}  // namespace

namespace {

// The emoji that stands at bytes `begin` to `end` of `literal`.
void ReportOne(Context& context, Location at, std::string_view literal, size_t begin, size_t end) {
  const size_t column = text::Length(literal.substr(0, begin)) + 1;
  // As written, escapes such as \n are longer than in the literal; then the mark covers the whole literal.
  const bool plain = at.span.size() == literal.size();
  const Location where =
      plain ? Location{at.file,
                       {at.span.begin + static_cast<uint32_t>(begin), at.span.begin + static_cast<uint32_t>(end)}}
            : at;
  auto report = context.sink.Report(kind::Emoji, where, {std::to_string(column)});
  report.Note("a live mail loses it, and what stands behind it may be lost with it");
  if (plain) report.Fix("remove it", where, "");
}

}  // namespace

void ReportEmoji(Context& context, Location at, std::string_view literal) {
  if (text::IsAscii(literal) && literal.find("&#") == std::string_view::npos) return;
  const Decoded decoded = Decode(literal);
  for (size_t from = 0;;) {
    const auto found = text::FindEmoji(std::string_view(decoded.text).substr(from));
    if (!found) return;
    const size_t begin = decoded.origin[from + found->begin];
    from += found->end;
    ReportOne(context, at, literal, begin, std::max(decoded.origin[from], begin + 1));
  }
}

}  // namespace lsq::check
