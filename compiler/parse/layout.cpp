// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/layout.h"

#include <algorithm>
#include <array>

namespace lsq::parse {

namespace {

constexpr std::array<std::string_view, 13> kJoiningWords = {
    "and", "or", "not", "is", "in", "between", "contains", "default", "be", "to", "with", "exactly", "from"};
constexpr std::array<std::string_view, 3> kLeadingWords = {"and", "or", "else"};

template <size_t N>
bool Contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool GoesOnAfter(std::string_view text, const Token& before, const Token& last) {
  switch (last.kind) {
    case TokenKind::Comma:
    case TokenKind::Colon:
    case TokenKind::Assign:
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
    case TokenKind::Name:
      return before.kind != TokenKind::Dot && Contains(kJoiningWords, Slice(text, last.span()));
    default:
      return false;
  }
}

bool GoesOnBefore(std::string_view text, const Token& first) {
  if (IsCloser(first.kind) || first.kind == TokenKind::AndAnd || first.kind == TokenKind::OrOr) return true;
  return first.kind == TokenKind::Name && Contains(kLeadingWords, Slice(text, first.span()));
}

}  // namespace lsq::parse
