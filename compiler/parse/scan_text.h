// SPDX-License-Identifier: Apache-2.0
// Where texts and merge tags end. Shared by the scanner and by the reader of a text's parts, which must agree.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lsq::parse {

struct TagEnd {
  size_t end = 0;       // past the closing brace, or where the tag was given up
  bool closed = false;  // false: the line ended, or the text's quote came first
};

// Whether a merge tag opens at `at`: `@{`, or `@<` when a prefix and a colon follow, because `@<b>` is markup.
bool OpensTag(std::string_view text, size_t at);

// `at` is where the tag opens. Tags stay on one line. `quoted`: within "…", where a tag that never closes, or that
// another tag follows after a quote, was probably meant to end at that quote.
TagEnd FindTagEnd(std::string_view text, size_t at, bool quoted);

// From the opening quotes at `at`; past the closing ones. Nothing when they are missing on the line (in the whole rest,
// for a block text).
std::optional<size_t> FindTextEnd(std::string_view text, size_t at);
std::optional<size_t> FindBlockTextEnd(std::string_view text, size_t at);

}  // namespace lsq::parse
