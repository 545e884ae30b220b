// SPDX-License-Identifier: Apache-2.0
// Source text as a terminal shows it: what a line looks like once nothing in it can move the cursor or reorder what
// stands beside it, and in which column each of its bytes ends up.
//
// Widths are an approximation on purpose: East Asian wide characters and emoji count 2, combining marks and joiners 0,
// everything else 1; a sequence of joined emoji counts its parts. Terminals disagree about more than that anyway.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lsq::diagnostics {

inline constexpr size_t kTabWidth = 4;  // blanks a tab is drawn as, wherever it stands

// One character as drawn: `text` is printable UTF-8 taking `width` columns.
struct Glyph {
  size_t offset = 0;  // of its first byte in the line
  std::string text;
  size_t width = 0;
};

// The glyphs of `line` in order. Control, bidirectional and invisible characters become escapes such as \u{202E}, bytes
// that are no UTF-8 become \x{FF}, a tab becomes blanks. Total; any bytes are accepted.
std::vector<Glyph> Glyphs(std::string_view line);

// `text` as one line that is safe to print, with the same escapes; a line end is escaped too.
std::string Printable(std::string_view text);

// Columns that `text` takes when printed by Printable.
size_t DisplayWidth(std::string_view text);

}  // namespace lsq::diagnostics
