// SPDX-License-Identifier: Apache-2.0
// Tokens to symbols: decides where statements end and what each word is in its surroundings, with a look at the words
// next to it, so that the grammar needs one symbol of lookahead. What people write from habit (`&&`, `=`, `;`, 'text')
// is reported here with a fix and passed on as what was meant.
//
// Two readings of words. In a phrase, which is how every card starts, words are words and only arithmetic and `default`
// join operands. In a condition, which follows `if`, an introducer (where when until unless while expect), `be`, `to`,
// `Field:`, `=` and stands in all brackets, the words of logic are operators. The condition of an introducer ends where
// an operand follows an operand; the phrase goes on there.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/parse/reporter.h"
#include "compiler/parse/symbols.h"
#include "compiler/parse/token.h"

namespace lsq::parse {

enum class Start : uint8_t { Declaration, Expression };

// `tokens` have balanced brackets (brackets.h).
Symbols Classify(std::string_view text, const std::vector<Token>& tokens, Start start, Reporter& report);

}  // namespace lsq::parse
