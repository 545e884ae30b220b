// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/report_issue.h"

#include <array>
#include <cstdio>
#include <string>

#include "compiler/base/limits.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/scan_text.h"
#include "compiler/text/text.h"

namespace lsq::parse {

namespace {

std::string CodePointName(char32_t value) {
  std::array<char, 16> buffer;
  std::snprintf(buffer.data(), buffer.size(), "U+%04X", static_cast<unsigned>(value));
  return buffer.data();
}

std::string ByteName(char byte) {
  std::array<char, 8> buffer;
  std::snprintf(buffer.data(), buffer.size(), "0x%02X", static_cast<unsigned char>(byte));
  return buffer.data();
}

std::string QuotedLike(std::string_view inner) {
  std::string out = "\"";
  for (const char c : inner) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

void ReportUnclosedText(std::string_view text, Span span, Reporter& report) {
  auto builder = report.Report(kind::UnclosedText, {span.begin, span.begin + 1});
  builder.Primary("opened here");
  // A quote behind a backslash, or inside a tag that is open too, would not close it.
  const std::string closed = std::string(Slice(text, span)) + "\"";
  if (FindTextEnd(closed, 0) == closed.size()) builder.Fix("close it", Reporter::Place({span.end, span.end}), "\"");
}

void ReportForeignText(std::string_view text, Span span, const diagnostics::Kind& kind, Reporter& report) {
  const uint32_t open = text::DecodeAt(text, span.begin).size;
  const uint32_t close = text::DecodeBefore(text, span.end).size;
  const std::string right = QuotedLike(text.substr(span.begin + open, span.size() - open - close));
  report.Report(kind, span).Fix("write `" + right + "`", Reporter::Place(span), right);
}

void ReportLookAlike(std::string_view text, const Token& token, Reporter& report) {
  const char* right = "-";
  switch (token.kind) {
    case TokenKind::Star:
      right = "*";
      break;
    case TokenKind::Slash:
      right = "/";
      break;
    case TokenKind::LessEqual:
      right = "<=";
      break;
    case TokenKind::GreaterEqual:
      right = ">=";
      break;
    case TokenKind::NotEqual:
      right = "!=";
      break;
    case TokenKind::Comma:
      right = ",";
      break;
    case TokenKind::Colon:
      right = ":";
      break;
    case TokenKind::LParen:
      right = "(";
      break;
    case TokenKind::RParen:
      right = ")";
      break;
    case TokenKind::LBrace:
      right = "{";
      break;
    case TokenKind::RBrace:
      right = "}";
      break;
    case TokenKind::LBrack:
      right = "[";
      break;
    case TokenKind::RBrack:
      right = "]";
      break;
    default:
      break;
  }
  report.Report(kind::LookAlike, token.span(), {std::string(Slice(text, token.span())), right})
      .Fix(std::string("write `") + right + "`", Reporter::Place(token.span()), right);
}

void ReportComment(std::string_view text, const Token& token, Reporter& report) {
  const std::string_view written = Slice(text, token.span());
  if (token.issue == Issue::HashComment) {
    report.Report(kind::ForeignComment, {token.begin, token.begin + 1}, {"#"})
        .Fix("write `//`", Reporter::Place({token.begin, token.begin + 1}), "//");
    return;
  }
  auto builder = report.Report(kind::ForeignComment, {token.begin, token.begin + 2}, {"/*"});
  if (!written.ends_with("*/") || written.size() < 4) return void(builder.Note("it is never closed with `*/` either"));
  const std::string_view inner = written.substr(2, written.size() - 4);
  if (inner.find_first_of("\r\n") == std::string_view::npos) {
    if (token.end == text.size() || IsLineEnd(text[token.end]))
      builder.Fix("write `//`", Reporter::Place(token.span()), "//" + std::string(inner));
  }
}

// What nobody can see is named by its number.
void ReportUnknownCharacter(std::string_view text, Span span, text::CodePoint c, Reporter& report) {
  const bool blank = text::IsBlankCodePoint(c.value);
  const std::string shown =
      blank ? CodePointName(c.value) : std::string(Slice(text, {span.begin, span.begin + c.size}));
  auto builder = report.Report(kind::UnknownCharacter, span, {shown});
  if (blank) builder.Fix("write a plain blank", Reporter::Place({span.begin, span.begin + c.size}), " ");
}

void ReportCharacter(std::string_view text, Span span, Issue issue, Reporter& report) {
  const text::CodePoint c = text::DecodeAt(text, span.begin);
  switch (issue) {
    case Issue::Nul:
      report.Report(kind::NulCharacter, span);
      break;
    case Issue::Control:
      report.Report(kind::ControlCharacter, span, {CodePointName(c.value)});
      break;
    case Issue::Bidi:
      report.Report(kind::BidiControl, span, {CodePointName(c.value)}).Fix("remove it", Reporter::Place(span), "");
      break;
    case Issue::ByteOrderMark:
      report.Report(kind::ByteOrderMark, span).Fix("remove it", Reporter::Place(span), "");
      break;
    case Issue::InvalidUtf8:
      report.Report(kind::InvalidUtf8, span, {ByteName(text[span.begin])});
      break;
    default:
      ReportUnknownCharacter(text, span, c, report);
  }
}

// The fault of one code point inside a text or comment, where most characters are welcome.
Issue FaultOf(text::CodePoint c, std::string_view bytes) {
  if (c.value == 0) return Issue::Nul;
  if (c.value < 0x20 && c.value != '\t' && c.value != '\n' && c.value != '\r' && c.value != '\v' && c.value != '\f') {
    return Issue::Control;
  }
  if (c.value == 0x7F) return Issue::Control;
  if (c.value == text::kReplacement && c.size == 1) return Issue::InvalidUtf8;
  if (c.value == 0xFEFF) return Issue::ByteOrderMark;
  return text::FindBidiControl(bytes) ? Issue::Bidi : Issue::None;
}

bool Suspicious(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x7F || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r');
}

}  // namespace

void ReportIssue(std::string_view text, const Token& token, Reporter& report) {
  const Span span = token.span();
  const std::string written(Slice(text, {span.begin, std::min(span.end, span.begin + 60)}));
  switch (token.issue) {
    case Issue::None:
      return;
    case Issue::UnclosedText:
      return ReportUnclosedText(text, span, report);
    case Issue::UnclosedBlockText:
      report.Report(kind::UnclosedBlockText, {span.begin, span.begin + 3}).Primary("opened here");
      return;
    case Issue::UnclosedMerge:
      report.Report(kind::MergeUnclosed, {span.begin, span.begin + 2}, {text[span.begin + 1] == '{' ? "}" : ">"});
      return;
    case Issue::SingleQuotes:
      return ReportForeignText(text, span, kind::SingleQuotes, report);
    case Issue::CurlyQuotes:
      return ReportForeignText(text, span, kind::CurlyQuotes, report);
    case Issue::LookAlike:
      if (token.kind != TokenKind::Semicolon) ReportLookAlike(text, token, report);
      return;
    case Issue::NonAsciiName:
      report.Report(kind::NonAsciiName, span, {written});
      return;
    case Issue::BlockComment:
    case Issue::HashComment:
      return ReportComment(text, token, report);
    case Issue::MalformedNumber:
      report.Report(kind::MalformedNumber, span, {written});
      return;
    default:
      return ReportCharacter(text, span, token.issue, report);
  }
}

void CheckCharacters(std::string_view text, Span span, Reporter& report) {
  unsigned reported = 0;
  for (uint32_t i = span.begin; i < span.end;) {
    if (!Suspicious(text[i])) {
      ++i;
      continue;
    }
    const text::CodePoint c = text::DecodeAt(text, i);
    const Issue fault = FaultOf(c, text.substr(i, c.size));
    const unsigned bit = 1u << static_cast<unsigned>(fault);
    if (fault != Issue::None && (reported & bit) == 0) {
      reported |= bit;
      ReportCharacter(text, {i, i + c.size}, fault, report);
    }
    i += c.size;
  }
}

}  // namespace lsq::parse
