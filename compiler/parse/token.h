// SPDX-License-Identifier: Apache-2.0
// The tokens of a source text, before anything is known of their surroundings. Made by scanner.cpp, with
// grammar/LsqLexer.g4 as its oracle; read by chunks, brackets and classify.
#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/source/source.h"

namespace lsq::parse {

using source::Span;

enum class TokenKind : uint8_t {
  End,
  Name,
  Number,      // with letters glued to it: 24h
  Percentage,  // 15%
  Date,
  DateTime,
  Time,
  Text,
  BlockText,
  Merge,
  Comment,
  DocComment,
  LBrace,
  RBrace,
  LParen,
  RParen,
  LBrack,
  RBrack,
  Comma,
  Colon,
  Dot,
  Pipe,
  Assign,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Plus,
  Minus,
  Star,
  Slash,
  Percent,
  Semicolon,  // from here on: never right, but known from other languages
  AndAnd,
  OrOr,
  Bang,
  Skipped,  // a run of characters that no token starts with; also what lies too deep in brackets
};

// What is wrong with a token. It is reported where the token is read (report_tokens.h), not where it is scanned.
enum class Issue : uint8_t {
  None,
  UnclosedText,
  UnclosedBlockText,
  UnclosedMerge,
  SingleQuotes,  // a text in '…'
  CurlyQuotes,   // a text in “…”
  LookAlike,     // a character that looks like one of the language: – × ≥
  NonAsciiName,  // a name with other letters than a-z
  BadCharacter,  // no token starts so
  Nul,
  Control,
  Bidi,
  ByteOrderMark,
  InvalidUtf8,
  BlockComment,  // /* … */
  HashComment,   // # …
  MalformedNumber,
};

struct Token {
  TokenKind kind = TokenKind::End;
  Issue issue = Issue::None;
  bool line_start = false;  // nothing but blanks before it on its line
  bool glued = false;       // nothing at all between it and the token before
  uint32_t begin = 0;
  uint32_t end = 0;

  Span span() const { return {begin, end}; }
  bool comment() const { return kind == TokenKind::Comment || kind == TokenKind::DocComment; }
  bool text() const { return kind == TokenKind::Text || kind == TokenKind::BlockText; }
};

inline std::string_view Slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

inline bool IsOpener(TokenKind kind) {
  return kind == TokenKind::LBrace || kind == TokenKind::LParen || kind == TokenKind::LBrack;
}
inline bool IsCloser(TokenKind kind) {
  return kind == TokenKind::RBrace || kind == TokenKind::RParen || kind == TokenKind::RBrack;
}
inline TokenKind CloserOf(TokenKind opener) {
  return opener == TokenKind::LBrace ? TokenKind::RBrace
                                     : (opener == TokenKind::LParen ? TokenKind::RParen : TokenKind::RBrack);
}

}  // namespace lsq::parse
