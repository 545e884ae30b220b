// SPDX-License-Identifier: Apache-2.0
// The hand-written scanner gives the tokens that grammar/LsqLexer.g4 defines: on programs, and on every mutation of
// them that has no error.
#include <LsqLexer.h>
#include <antlr4-runtime.h>

#include <random>

#include "compiler/parse/scanner.h"
#include "parse_support.h"

namespace lsq::parse::test {
namespace {

using grammar::LsqLexer;

// As `kind@begin-end `, blanks left out.
std::string ByOracle(const std::string& text) {
  antlr4::ANTLRInputStream input(text);
  LsqLexer lexer(&input);
  lexer.removeErrorListeners();
  // ANTLR counts code points.
  std::vector<size_t> offsets;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) offsets.push_back(i);
  }
  offsets.push_back(text.size());
  std::string out;
  for (auto token = lexer.nextToken(); token->getType() != antlr4::Token::EOF; token = lexer.nextToken()) {
    if (token->getType() == LsqLexer::BLANKS) continue;
    out += std::string(lexer.getVocabulary().getSymbolicName(token->getType())) + "@" +
           std::to_string(offsets[token->getStartIndex()]) + "-" + std::to_string(offsets[token->getStopIndex() + 1]) +
           " ";
  }
  return out;
}

std::string NameOf(TokenKind kind) {
  static const std::pair<TokenKind, const char*> kNames[] = {{TokenKind::Name, "NAME"},
                                                             {TokenKind::Number, "NUMBER"},
                                                             {TokenKind::Percentage, "PERCENTAGE"},
                                                             {TokenKind::Date, "DATE"},
                                                             {TokenKind::DateTime, "DATETIME"},
                                                             {TokenKind::Time, "TIME"},
                                                             {TokenKind::Text, "TEXT"},
                                                             {TokenKind::BlockText, "BLOCK_TEXT"},
                                                             {TokenKind::Merge, "MERGE"},
                                                             {TokenKind::Comment, "COMMENT"},
                                                             {TokenKind::DocComment, "COMMENT"},
                                                             {TokenKind::LBrace, "LBRACE"},
                                                             {TokenKind::RBrace, "RBRACE"},
                                                             {TokenKind::LParen, "LPAREN"},
                                                             {TokenKind::RParen, "RPAREN"},
                                                             {TokenKind::LBrack, "LBRACK"},
                                                             {TokenKind::RBrack, "RBRACK"},
                                                             {TokenKind::Comma, "COMMA"},
                                                             {TokenKind::Colon, "COLON"},
                                                             {TokenKind::Dot, "DOT"},
                                                             {TokenKind::Pipe, "PIPE"},
                                                             {TokenKind::Assign, "ASSIGN"},
                                                             {TokenKind::Equal, "EQUAL"},
                                                             {TokenKind::NotEqual, "NOT_EQUAL"},
                                                             {TokenKind::Less, "LESS"},
                                                             {TokenKind::LessEqual, "LESS_EQUAL"},
                                                             {TokenKind::Greater, "GREATER"},
                                                             {TokenKind::GreaterEqual, "GREATER_EQUAL"},
                                                             {TokenKind::Plus, "PLUS"},
                                                             {TokenKind::Minus, "MINUS"},
                                                             {TokenKind::Star, "STAR"},
                                                             {TokenKind::Slash, "SLASH"},
                                                             {TokenKind::Percent, "PERCENT"}};
  for (const auto& [known, name] : kNames) {
    if (known == kind) return name;
  }
  return "?";
}

std::string ByScanner(const std::string& text) {
  std::string out;
  for (const Token& token : Scan(text)) {
    if (token.kind == TokenKind::End) break;
    out += NameOf(token.kind) + "@" + std::to_string(token.begin) + "-" + std::to_string(token.end) + " ";
  }
  return out;
}

bool HasTokenErrors(const std::string& text) {
  for (const auto& diagnostic : Parse(text).diagnostics) {
    const int number = diagnostic.kind->number;
    if (number < 1200 || number >= 3000) return true;
  }
  return false;
}

TEST(LexerOracle, ProgramsHaveTheSameTokens) {
  for (const std::string& text : Programs()) EXPECT_EQ(ByScanner(text), ByOracle(text));
}

TEST(LexerOracle, SmallTextsHaveTheSameTokens) {
  for (const std::string text :
       {"a~b", "24h 1.5 15% 10%3 10 % 3", "2026-01-01 9:00 am 9 am 9am 9 amx 12:00:01pm", "2026-01-01 9",
        "@{a} @{a\\}b} @<Lead:X,a\\>b>", "\"@@{a\\\"\" \"@@@{a}\" \"@\" \"a@b\"", "\"@{a,\"b\"}\"", "== = != <= < >= >",
        "\"\"\"a\"b\"\"\" \"\"", "// a\n/// b\n/ /", "a.b:c|d"}) {
    EXPECT_EQ(ByScanner(text), ByOracle(text)) << text;
  }
}

TEST(LexerOracle, MutatedProgramsHaveTheSameTokens) {
  constexpr std::string_view kLetters = "ab1:.-%@{}<>\"\\,~/ \n";
  std::mt19937 random(7);
  int compared = 0;
  for (const std::string& program : Programs()) {
    for (int i = 0; i < 60; ++i) {
      const size_t cut = random() % program.size();
      std::string text = program.substr(cut, 400);
      for (int edits = 0; edits < 3; ++edits) text[random() % text.size()] = kLetters[random() % kLetters.size()];
      if (HasTokenErrors(text)) continue;
      ++compared;
      ASSERT_EQ(ByScanner(text), ByOracle(text)) << text;
    }
  }
  EXPECT_GT(compared, 100);
}

}  // namespace
}  // namespace lsq::parse::test
