// SPDX-License-Identifier: Apache-2.0
// The rows of a decision table, their columns aligned.
#pragma once

#include <vector>

#include "compiler/format/layout.h"
#include "compiler/format/texts.h"

namespace lsq::format {

// The column widths of the rows among statements that stand together; a row may have more or fewer cells than others.
class Table {
 public:
  Table(const SourceText& source, const std::vector<syntax::StmtId>& statements);

  void AddRow(const SourceText& source, const syntax::Row& row, Line& line) const;

 private:
  std::vector<size_t> widths_;  // code points
};

}  // namespace lsq::format
