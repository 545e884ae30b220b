// SPDX-License-Identifier: Apache-2.0
// How the core words are spelled: one table for the parser's tests, the formatter, the printer and messages.
#pragma once

#include <string>
#include <string_view>

#include "compiler/syntax/ast.h"

namespace lsq::syntax {

std::string_view SpellingOf(Constant constant);  // empty yes no me now
// The canonical spelling, without `exactly`: is, is not, does not contain, starts with, <=, default, +, …
std::string_view SpellingOf(BinaryOp op);
std::string_view SpellingOf(UnaryOp op);
std::string_view SpellingOf(Direction direction);  // last this next
std::string_view SpellingOf(ChangeKind kind);      // changed increased decreased crosses
// `hours`, `business days`; `hour`, `business day` when `one`.
std::string SpellingOf(Unit unit, bool one = false);

}  // namespace lsq::syntax
