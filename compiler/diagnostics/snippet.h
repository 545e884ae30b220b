// SPDX-License-Identifier: Apache-2.0
// Source lines behind a gutter, with marks and their labels drawn beneath.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/palette.h"

namespace lsq::diagnostics {

inline constexpr size_t kSourceWidth = 110;  // columns of one source line; a longer one is cut around its marks

// One place of a line to underline: bytes within the line, `end` past the line's end meaning up to it. An empty range
// is drawn one column wide.
struct Mark {
  size_t begin = 0;
  size_t end = 0;
  bool primary = false;
  std::string text;  // may be empty
};

// Draws one snippet. All lines it gives end in \n and have no blanks at their end.
class Snippet {
 public:
  // `digits`: width of the line numbers. `primary`: the role of primary marks.
  Snippet(size_t digits, bool color, Role primary) : digits_(digits), color_(color), primary_(primary) {}

  std::string Arrow(std::string_view arrow, std::string_view place) const;  // `  --> file:3:7`
  std::string Bar() const;                                                  // `   |`
  std::string Skipped() const;                                              // `...`
  // ` 7 |   when Lead.Score > "50"` and what its marks need beneath. `sign` stands for the bar: `-` before a line that
  // a fix removes.
  std::string Line(uint32_t number, std::string_view text, std::vector<Mark> marks = {}, char sign = '|') const;

 private:
  std::string Gutter(std::string_view number, char sign) const;
  std::string Row(std::string_view content) const;

  size_t digits_;
  bool color_;
  Role primary_;
};

}  // namespace lsq::diagnostics
