// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/texts.h"

#include <algorithm>
#include <array>
#include <vector>

namespace lsq::format {

namespace {

using syntax::Unit;

constexpr std::string_view kBlockQuotes = "\"\"\"";

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '~';
}

// Quotes stay around names in lower case: without them a word of the grammar would mean something else.
bool NeedsQuotes(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9') || name[0] == '~' || name.back() == '~') return true;
  if (std::count(name.begin(), name.end(), '~') > 1 || name.find("~0") != std::string_view::npos) return true;
  if (!std::all_of(name.begin(), name.end(), IsWordByte)) return true;
  return std::all_of(name.begin(), name.end(), [](char c) { return c < 'A' || c > 'Z'; });
}

// The text between `@<` and `>` as it must be between `@{` and `}`: `\>` is an escape only there, `\}` only here.
std::string WithBraceEscapes(std::string_view written) {
  std::string out;
  for (size_t i = 0; i < written.size(); ++i) {
    const bool escape = written[i] == '\\' && i + 1 < written.size();
    const char c = written[escape ? ++i : i];
    if (escape && c == '}') out += "\\\\";
    if ((escape && c != '>') || c == '}') out += '\\';
    out += c;
  }
  return out;
}

std::string WithoutCarriageReturns(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += '\n';
  }
  return out;
}

std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

// Takes as many blanks off every line but the first as stand before the closing quotes, and those behind the opening
// ones: none of them belongs to the value. What shares its line with the closing quotes has no indentation to take.
std::string Unindented(std::string_view literal) {
  const std::vector<std::string_view> lines = SplitLines(literal);
  const size_t indentation = lines.back().find_first_not_of(" \t");
  const bool alone = lines.size() > 1 && lines.back().substr(indentation) == kBlockQuotes;
  std::string out(lines.front());
  if (lines.size() > 1 && IsBlank(out.substr(kBlockQuotes.size()))) out = kBlockQuotes;
  for (size_t i = 1; i < lines.size(); ++i) {
    const size_t blanks = std::min(lines[i].find_first_not_of(" \t"), lines[i].size());
    out.append("\n").append(lines[i].substr(alone ? std::min(indentation, blanks) : 0));
  }
  return out;
}

std::string_view UnitName(Unit unit) {
  constexpr std::array<std::string_view, 10> kNames = {
      "second", "minute", "hour", "day", "week", "month", "year", "business day", "business hour", "business minute"};
  return kNames[static_cast<size_t>(unit)];
}

}  // namespace

std::string NameText(const SourceText& source, const syntax::Word& word) {
  return word.quoted ? std::string(source.Slice(word.span)) : word.text;
}

std::string MemberText(const SourceText& source, const syntax::Word& word) {
  return NeedsQuotes(word.text) ? NameText(source, word) : word.text;
}

std::string MergeText(const SourceText& source, const syntax::MergeExpr& merge) {
  std::string out = "@{";
  if (!merge.prefix.text.empty()) out += NameText(source, merge.prefix) + ":";
  out += NameText(source, merge.field);
  if (merge.fallback) {
    const std::string_view written = source.Slice(merge.fallback_span);
    out += ",";
    out += merge.angle ? WithBraceEscapes(written) : std::string(written);
  }
  return out + "}";
}

std::string TextLiteral(const SourceText& source, const syntax::Expr& expr, const syntax::TextExpr& text) {
  std::string out;
  uint32_t done = expr.span.begin;
  for (const syntax::TextPart& part : text.parts) {
    if (!part.hole.valid()) continue;
    out += source.Slice({done, part.span.begin});
    out += MergeText(source, std::get<syntax::MergeExpr>(source.tree[part.hole].node));
    done = part.span.end;
  }
  out += source.Slice({done, expr.span.end});
  return text.block ? Unindented(WithoutCarriageReturns(out)) : out;
}

std::string DurationText(const std::string& number, Unit unit) {
  return number + " " + std::string(UnitName(unit)) + (number == "1" ? "" : "s");
}

std::string WindowText(const syntax::WindowExpr& window) {
  constexpr std::array<std::string_view, 3> kDirections = {"last ", "this ", "next "};
  const std::string direction(kDirections[static_cast<size_t>(window.direction)]);
  if (window.count.empty()) return direction + std::string(UnitName(window.unit));
  return direction + DurationText(window.count, window.unit);
}

std::string MomentText(std::string_view written) {
  std::string out;
  for (const char c : written) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool blank = c == ' ' || c == '\t';
    const bool first_letter = letter && !out.empty() && out.back() >= '0' && out.back() <= '9';
    if ((blank || first_letter) && !out.ends_with(' ')) out += ' ';
    if (!blank) out += letter ? static_cast<char>(c | 0x20) : c;
  }
  return out;
}

}  // namespace lsq::format
