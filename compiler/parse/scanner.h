// SPDX-License-Identifier: Apache-2.0
// Source text to tokens. Total: every text gives tokens that cover all of it but blanks, in linear time; what is wrong
// with a token is noted on it. Whitespace between tokens is blank, tab, line end (LF, CRLF, CR), form feed.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/parse/token.h"

namespace lsq::parse {

// Comments included, one End token last. A byte order mark is skipped at the very start only.
std::vector<Token> Scan(std::string_view text);

// A line in column 0 that starts with one of these words is taken for a declaration when brackets or quotes do not
// balance. Serves recovery only: the language has no list of declarations.
bool StartsDeclaration(std::string_view text, uint32_t line_start);

}  // namespace lsq::parse
