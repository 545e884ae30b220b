// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/layout.h"

#include <algorithm>
#include <array>

namespace lsq::parse {

namespace {

// Of conditions and arithmetic.
constexpr std::array<std::string_view, 9> kOperatorWords = {"and",     "or",       "not",     "is",     "in",
                                                            "between", "contains", "contain", "default"};
// Of statements and of phrases, where words may follow.
constexpr std::array<std::string_view, 5> kPhraseWords = {"be", "to", "with", "exactly", "from"};
constexpr std::array<std::string_view, 3> kLeadingWords = {"and", "or", "else"};
// Two words that are an operand, or start one: not a, if a, list of Text, last week.
constexpr std::array<std::string_view, 10> kOperandWords = {"not", "if",   "one",  "list", "all",
                                                            "any", "last", "this", "next", "empty"};
// Operands of one word: behind an operator they are what it lacks, although a block follows.
constexpr std::array<std::string_view, 6> kConstantWords = {"empty", "filled", "yes", "no", "me", "now"};
// A word behind a name that makes it an operand: Score is 5.
constexpr std::array<std::string_view, 16> kInfixWords = {
    "and",  "or",   "not",    "is",   "in",   "between", "contains", "default",
    "then", "else", "starts", "ends", "does", "has",     "exists",   "changed"};

template <size_t N>
bool IsOneOf(std::string_view text, const Token& token, const std::array<std::string_view, N>& words) {
  return token.kind == TokenKind::Name &&
         std::find(words.begin(), words.end(), Slice(text, token.span())) != words.end();
}

bool IsOperatorSign(TokenKind kind) {
  switch (kind) {
    case TokenKind::Equal:
    case TokenKind::NotEqual:
    case TokenKind::Less:
    case TokenKind::LessEqual:
    case TokenKind::Greater:
    case TokenKind::GreaterEqual:
    case TokenKind::Plus:
    case TokenKind::Minus:
    case TokenKind::Star:
    case TokenKind::Slash:
    case TokenKind::Percent:
    case TokenKind::AndAnd:
    case TokenKind::OrOr:
      return true;
    default:
      return false;
  }
}

// `once per Lead`, `do {`, `FirstName: Text`
bool StartsStatement(std::string_view text, const LineBreak& at, bool words) {
  if (at.first.kind != TokenKind::Name || at.second.line_start) return false;
  if (at.second.kind == TokenKind::Colon) return true;
  if (at.second.kind == TokenKind::LBrace) return !IsOneOf(text, at.first, kConstantWords);
  return words && at.second.kind == TokenKind::Name && !IsOneOf(text, at.first, kOperandWords) &&
         !IsOneOf(text, at.second, kInfixWords);
}

}  // namespace

bool LineGoesOn(std::string_view text, const LineBreak& at) {
  const bool leads = IsCloser(at.first.kind) || at.first.kind == TokenKind::AndAnd || at.first.kind == TokenKind::OrOr;
  if (leads || (IsOneOf(text, at.first, kLeadingWords) && at.second.kind != TokenKind::Colon)) return true;
  if (at.last.kind == TokenKind::Comma) return true;
  if (at.last.kind == TokenKind::Colon || at.last.kind == TokenKind::Assign) return !StartsStatement(text, at, false);
  const bool name = at.last.kind == TokenKind::Name && at.before_last.kind != TokenKind::Dot;
  if (name && IsOneOf(text, at.last, kPhraseWords)) return !StartsStatement(text, at, false);
  const bool joins = IsOperatorSign(at.last.kind) || (name && IsOneOf(text, at.last, kOperatorWords));
  return joins && !StartsStatement(text, at, true);
}

}  // namespace lsq::parse
