// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "compiler/parse/parse.h"
#include "compiler/parse/scanner.h"
#include "compiler/syntax/printer.h"

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

}  // namespace

std::string DumpTokens(const source::File& file) {
  std::string out;
  for (const Token& token : Scan(file.text())) {
    out += Show(file.PositionAt(token.begin)) + "-" + Show(file.PositionAt(token.end)) + " ";
    out += kNames[static_cast<size_t>(token.kind)];
    if (token.kind != TokenKind::End) out += " " + syntax::Quote(file.Slice(token.span()));
    out += '\n';
  }
  return out;
}

}  // namespace lsq::parse
