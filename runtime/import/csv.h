// SPDX-License-Identifier: Apache-2.0
// CSV as RFC 4180 has it, and as people send it: UTF-8 with or without a byte order mark, CRLF, LF or lone CR at line
// ends (E-IMP-2), quoted cells with line ends inside. What is wrong with a row is said of that row, and reading goes
// on.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lsq::import {

struct CsvRow {
  size_t line = 1;  // of its first character, 1-based
  std::vector<std::string> cells;
  std::string
      problem;         // empty: none. A quote inside an unquoted cell, text after a closing quote, a quote never closed
  bool blank() const;  // nothing but commas and blanks: not a row, not counted (C-IMP-2)
};

// Reads row by row; `text` must outlive it. Linear in the text.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text);
  std::optional<CsvRow> Next();

 private:
  void ReadCell(CsvRow& row);
  void ReadQuoted(CsvRow& row, std::string& cell);
  bool AtLineEnd() const;
  void SkipLineEnd();

  std::string_view text_;
  size_t at_ = 0;
  size_t line_ = 1;
};

}  // namespace lsq::import
