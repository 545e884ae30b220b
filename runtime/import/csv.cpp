// SPDX-License-Identifier: Apache-2.0
#include "runtime/import/csv.h"

#include <algorithm>

#include "compiler/text/text.h"

namespace lsq::import {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void Blame(CsvRow& row, std::string problem) {
  if (row.problem.empty()) row.problem = std::move(problem);
}

}  // namespace

bool CsvRow::blank() const {
  return problem.empty() &&
         std::all_of(cells.begin(), cells.end(), [](const std::string& c) { return text::IsBlank(c); });
}

CsvReader::CsvReader(std::string_view text) : text_(text) {
  if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
}

std::optional<CsvRow> CsvReader::Next() {
  if (at_ >= text_.size()) return std::nullopt;
  CsvRow row;
  row.line = line_;
  while (true) {
    ReadCell(row);
    if (at_ >= text_.size() || text_[at_] != ',') break;
    ++at_;
  }
  SkipLineEnd();
  return row;
}

void CsvReader::ReadCell(CsvRow& row) {
  std::string cell;
  if (at_ < text_.size() && text_[at_] == '"') {
    ReadQuoted(row, cell);
  }
  while (at_ < text_.size() && text_[at_] != ',' && !AtLineEnd()) {
    if (text_[at_] == '"') Blame(row, "a quote stands inside a cell that does not begin with one");
    cell.push_back(text_[at_++]);
  }
  row.cells.push_back(std::move(cell));
}

void CsvReader::ReadQuoted(CsvRow& row, std::string& cell) {
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == '"') {
      ++at_;
      if (at_ < text_.size() && text_[at_] == '"') {
        cell.push_back('"');
        continue;
      }
      if (at_ < text_.size() && text_[at_] != ',' && !AtLineEnd())
        Blame(row, "text follows the closing quote of a cell");
      return;
    }
    const bool line_end =
        text_[at_] == '\n' || (text_[at_] == '\r' && !(at_ + 1 < text_.size() && text_[at_ + 1] == '\n'));
    if (line_end) ++line_;
    cell.push_back(text_[at_]);
  }
  Blame(row, "a quoted cell is never closed: it takes the rest of the file, to line " + std::to_string(line_));
}

bool CsvReader::AtLineEnd() const {
  return text_[at_] == '\n' || text_[at_] == '\r';
}

void CsvReader::SkipLineEnd() {
  if (at_ >= text_.size()) return;
  if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  ++at_;
  ++line_;
}

}  // namespace lsq::import
