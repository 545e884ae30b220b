// SPDX-License-Identifier: Apache-2.0
// Where a statement ends: at the line's end, unless the line or the next one says that it goes on (language rule 1).
// Purely a matter of tokens, so that the cutter of declarations and the classifier cannot disagree.
#pragma once

#include <string_view>

#include "compiler/parse/token.h"

namespace lsq::parse {

// Whether a line that ends with `last` (`before` is the token in front of it) goes on: after a comma, a colon, `=`, an
// operator, or a word such as `and` or `is` that joins two things. A name behind a dot is no such word.
bool GoesOnAfter(std::string_view text, const Token& before, const Token& last);

// Whether a line that starts with `first` belongs to the line above: `and or else ) ] }`.
bool GoesOnBefore(std::string_view text, const Token& first);

}  // namespace lsq::parse
