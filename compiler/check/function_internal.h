// SPDX-License-Identifier: Apache-2.0
// Reading functions and decision tables. Internal to function*.cpp.
#pragma once

#include "compiler/check/declare_types.h"
#include "compiler/check/expr_internal.h"
#include "compiler/check/function.h"

namespace lsq::check {

// A declaration whose signature was read and whose body is still to be checked.
struct FunctionSource {
  DeclarationUnit unit;
  program::FunctionId id;
};

// The rows of a table as written, and which column is what.
struct TableShape {
  const syntax::Row* header = nullptr;
  std::vector<const syntax::Row*> rows;  // each with as many cells as the header
  std::vector<size_t> inputs;            // the column of each parameter
  size_t result = 0;                     // the column of the result
};
bool IsTable(const syntax::Tree& tree);
// Reports and gives nothing when a column is missing or there is more than one for the result.
std::optional<TableShape> ReadTableShape(Sink& sink, const declare::Source& source,
                                         const std::vector<std::string>& inputs);

// What the head of a table says besides names: one row, or the first that fits; a value for when none does.
struct TablePolicy {
  bool one_row = false;
  bool first_row = false;
  syntax::ExprId otherwise;  // invalid when absent
};
// `table region_host by region, exactly one row { … }`. Types of inputs and of the result that are not written are read
// off the cells. Nothing when it was reported.
std::optional<FunctionSignature> ReadTableSignature(declare::Target& target, const declare::Source& source);
TablePolicy ReadTablePolicy(const declare::Source& source);  // of a head that was read without report

// The rows as one conditional over the parameters; reports gaps, overlaps and rows that are never reached.
ExprId CheckTableBody(Context& context, const FunctionSignature& signature);

}  // namespace lsq::check
