// SPDX-License-Identifier: Apache-2.0
// Finding words, parts and shapes in texts. Private to this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "compiler/text/text.h"

namespace lsq::builtins {

// The next word, separated by blanks, taken off `rest`; empty when there is none.
std::string_view TakeWord(std::string_view& rest);

// string_view::find, linear in the worst case.
size_t Find(std::string_view text, std::string_view part);

// The first place where the fold of `part` begins, in bytes of `text` (E-EXPR-1).
std::optional<text::ByteSpan> FindFolded(std::string_view text, std::string_view part);

// Whether all of `text` has the shape of `pattern`: `*` any characters, `?` one. Both were folded. Nothing when `spend`
// refuses.
std::optional<bool> MatchesPattern(std::string_view text, std::string_view pattern,
                                   const std::function<bool(uint64_t steps)>& spend);

bool IsMailAddress(std::string_view text);

}  // namespace lsq::builtins
