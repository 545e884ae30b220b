// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "compiler/parse/parse.h"
#include "compiler/parse/scanner.h"

namespace lsq::parse {

namespace {

constexpr std::array kNames = {
    "End",       "Name",    "Number",    "Percentage", "Date",         "DateTime", "Time",   "Text",
    "BlockText", "Merge",   "Comment",   "DocComment", "LBrace",       "RBrace",   "LParen", "RParen",
    "LBrack",    "RBrack",  "Comma",     "Colon",      "Dot",          "Pipe",     "Assign", "Equal",
    "NotEqual",  "Less",    "LessEqual", "Greater",    "GreaterEqual", "Plus",     "Minus",  "Star",
    "Slash",     "Percent", "Semicolon", "AndAnd",     "OrOr",         "Bang",     "Skipped"};
static_assert(kNames.size() == static_cast<size_t>(TokenKind::Skipped) + 1);

std::string Show(source::Position at) {
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

// Quotes, backslashes and line ends are escaped, so that a token is a line.
std::string Quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        out += c;
    }
  }
  return out + '"';
}

}  // namespace

std::string DumpTokens(const source::File& file) {
  std::string out;
  for (const Token& token : Scan(file.text())) {
    out += Show(file.PositionAt(token.begin)) + "-" + Show(file.PositionAt(token.end)) + " ";
    out += kNames[static_cast<size_t>(token.kind)];
    if (token.kind != TokenKind::End) out += " " + Quote(file.Slice(token.span()));
    out += '\n';
  }
  return out;
}

}  // namespace lsq::parse
