// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/table.h"

#include <algorithm>

#include "compiler/format/expressions.h"

namespace lsq::format {

namespace {

// The cell's phrase in one line.
std::string CellText(const SourceText& source, const syntax::Clause& cell) {
  Line line;
  AddItems(source, cell.items, Gap::None, line);
  return line.Joined();
}

}  // namespace

Table::Table(const SourceText& source, const std::vector<syntax::StmtId>& statements) {
  for (const syntax::StmtId id : statements) {
    const auto* row = std::get_if<syntax::Row>(&source.tree[id].node);
    if (row == nullptr) continue;
    widths_.resize(std::max(widths_.size(), row->cells.size()));
    for (size_t i = 0; i < row->cells.size(); ++i) {
      widths_[i] = std::max(widths_[i], WidthOf(CellText(source, row->cells[i])));
    }
  }
}

void Table::AddRow(const SourceText& source, const syntax::Row& row, Line& line) const {
  std::string text = "|";
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const std::string cell = CellText(source, row.cells[i]);
    text.append(" ").append(cell).append(widths_[i] - WidthOf(cell), ' ').append(" |");
  }
  line.Add(Gap::None, std::move(text));
}

}  // namespace lsq::format
