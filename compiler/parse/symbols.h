// SPDX-License-Identifier: Apache-2.0
// A declaration as the parser reads it: tokens named by what they are in their surroundings, line ends made explicit.
// Made by classify.cpp; the names are those of grammar/LsqParser.g4, where they are explained.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/syntax/ast.h"

namespace lsq::parse {

using source::Span;

// clang-format off
#define LSQ_SYMBOLS(X) \
  X(NAME) X(CALLEE) X(REF) X(LABEL) X(MEMBER) X(ENTITY) X(INTRODUCER) X(CONSTANT) X(NUMBER) X(DURATION) \
  X(WINDOW) X(DATE) X(DATETIME) X(TIME) X(TEXT) X(MERGE) X(SKIPPED) X(IF) X(ELSE_IF) X(ELSE) X(LET) X(BE) \
  X(SET) X(TO) X(CONDITION_IF) X(THEN) X(OTHERWISE) X(EXISTS) X(AS) X(EXISTS_WHERE) X(WHERE) X(QUANTIFIER) \
  X(ONE_OF) X(LIST_OF) X(NOT) X(NEGATE) X(OR) X(AND) X(COMPARE) X(BETWEEN) X(BETWEEN_AND) X(CROSSES) \
  X(CHANGED) X(FROM) X(TO_VALUE) X(DEFAULT) X(PLUS) X(MINUS) X(STAR) X(SLASH) X(PERCENT) X(CELL_TEST) \
  X(LBRACE) X(RBRACE) X(SHAPE_OPEN) X(SHAPE_CLOSE) X(LPAREN) X(RPAREN) X(LBRACK) X(RBRACK) X(COMMA) X(COLON) \
  X(DOT) X(ASSIGN) X(PIPE) X(NEWLINE)
// clang-format on

enum class SymbolKind : uint8_t {
#define LSQ_SYMBOL(name) name,
  LSQ_SYMBOLS(LSQ_SYMBOL)
#undef LSQ_SYMBOL
      End,
};

struct Symbol {
  SymbolKind kind = SymbolKind::End;
  bool exactly = false;                        // of COMPARE
  bool wrong = false;                          // of COMPARE: reported, so its value is an error
  syntax::BinaryOp op = syntax::BinaryOp::Or;  // of COMPARE and CELL_TEST
  uint32_t begin = 0;
  uint32_t end = 0;
  bool between = false;  // of CELL_TEST: `between 1 and 5`

  Span span() const { return {begin, end}; }
};

// The `///` lines above a statement: without slashes, joined by \n.
struct Doc {
  size_t symbol = 0;  // the first of the statement
  std::string text;
};

struct Symbols {
  std::vector<Symbol> all;  // ends with End
  std::vector<Doc> docs;    // by symbol
  std::vector<syntax::Comment> comments;
};

}  // namespace lsq::parse
