// SPDX-License-Identifier: Apache-2.0
// Where a statement ends: at the line's end, unless the line or the next one says that it goes on (language rule 1).
// Purely a matter of tokens, so that the cutter of declarations and the classifier cannot disagree.
#pragma once

#include <string_view>

#include "compiler/parse/token.h"

namespace lsq::parse {

// The last token of a line with the one in front of it, and the first of the next line with the one behind it; comments
// left out.
struct LineBreak {
  const Token& before_last;
  const Token& last;
  const Token& first;
  const Token& second;
};

// A line goes on when it ends with a comma, a colon, `=`, an operator, or a word such as `and` or `is` that joins two
// things, and when the next one starts with `and or else ) ] }`. But an operator with nothing behind it does not
// swallow the next statement: a line that starts with two words, or a word and a brace or colon, is no operand.
bool LineGoesOn(std::string_view text, const LineBreak& at);

}  // namespace lsq::parse
