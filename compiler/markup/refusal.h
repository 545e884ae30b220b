// SPDX-License-Identifier: Apache-2.0
// What a context answers: an escaper, or the reason why a place may not hold data.
#pragma once

#include <cstddef>
#include <string_view>
#include <variant>

#include "compiler/markup/escape.h"

namespace lsq::markup {

// Both parts live as long as the program. `where` completes "a value stands …" or "the text ends …"; `why` is a clause.
struct Refusal {
  std::string_view where;  // "inside a tag name"
  std::string_view why;    // "what a tag is may not depend on data"
  bool operator==(const Refusal&) const = default;
};

using Decision = std::variant<Escaper, Refusal>;

// A literal that is wrong by itself, at a byte of the chunk that was fed.
struct Problem {
  size_t offset = 0;
  Refusal refusal;
  bool operator==(const Problem&) const = default;
};

}  // namespace lsq::markup
