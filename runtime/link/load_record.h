// SPDX-License-Identifier: Apache-2.0
// Stored values to cells and back: the one place where what is stored meets what a program assumes of it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/base/result.h"
#include "runtime/link/program.h"
#include "runtime/value/arena.h"
#include "runtime/value/loaded_record.h"
#include "runtime/value/record.h"
#include "runtime/value/value.h"

namespace lsq::link {

// A stored value that is not what the schema said: it counts as missing.
struct LoadNote {
  std::string field;
  std::string message;
  bool operator==(const LoadNote&) const = default;
};

// The triggering update, frozen when it happened (C-CON-1): fields not listed did not change.
struct FieldChange {
  value::Value before;
  value::Value after;
};
using ChangeSet = std::map<std::string, FieldChange, std::less<>>;

struct LoadRequest {
  uint32_t entity = 0;                    // import
  const value::Record* record = nullptr;  // lives as long as what is loaded from it
  const ChangeSet* changes = nullptr;     // the same
  std::vector<LoadNote>* notes = nullptr;
};

// The record as the program sees it. A field of a wrong type becomes missing, with a note (C-CON-11). A field counts as
// changed when its values differ, text by folded equality (C-TRG-3). Error: `F_MEMORY`.
Result<const value::LoadedRecord*> LoadRecord(const LoadedProgram& program, const LoadRequest& request,
                                              value::Arena& arena);

// A value as a cell of that type, for locals of a frame and arguments. Missing when it is of another type. Text and
// lists are not copied: `value` lives as long as the cell. Records are not made here, see LoadRecord. Error:
// `F_MEMORY`.
Result<Cell> ToCell(const LoadedProgram& program, const bytecode::CellType& type, const value::Value& value,
                    value::Arena& arena);

// The value a cell holds, owning itself.
value::Value ToValue(const LoadedProgram& program, const bytecode::CellType& type, Cell cell);

// The type of a cell that holds values of an IR type (numbers as computed ones).
bytecode::CellType CellTypeOf(const ir::Type& type);

}  // namespace lsq::link
