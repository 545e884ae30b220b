// SPDX-License-Identifier: Apache-2.0
// A `{` that was forgotten or a `}` too many makes every later `}` close the wrong block, so what follows would be cut
// into the wrong declarations. Before cutting, indentation tells which brace it was; only where some `}` closes nothing
// at all, so that it never changes what a correct program means (language rule 1).
#pragma once

#include <string_view>
#include <vector>

#include "compiler/parse/token.h"

namespace lsq::parse {

struct MendedBraces {
  std::vector<Token> tokens;  // with the missing `{` (empty spans), without the `}` too many
  std::vector<Span> missing;  // where a `{` was added: empty spans behind the line that opens the block
  std::vector<Span> stray;    // what was taken out
};

// Linear. Unchanged where indentation gives no answer.
MendedBraces MendBraces(std::string_view text, std::vector<Token> tokens);

}  // namespace lsq::parse
