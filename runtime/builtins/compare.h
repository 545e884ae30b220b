// SPDX-License-Identifier: Apache-2.0
// Equality and order of cells of one kind, as the language means them: text by its fold (C-CON-4), numbers exactly.
#pragma once

#include <compare>

#include "compiler/bytecode/bytecode.h"
#include "runtime/value/cell.h"

namespace lsq::builtins {

using value::Cell;

// Below, both cells are present.

// By literal ids where both have one, else by folding.
bool EqualText(Cell a, Cell b);
bool EqualRecord(Cell a, Cell b);
bool EqualOptions(Cell a, Cell b);
bool EqualDuration(Cell a, Cell b);
// By length, a day as 24 hours and a month as 30 days; durations that are equal so need not be equal.
std::strong_ordering CompareDuration(Cell a, Cell b);

// Two missing cells are equal, a missing and a present one are not. `element` is the kind of a list's elements.
bool Equal(bytecode::CellKind kind, bytecode::CellKind element, Cell a, Cell b);
// Of kinds with an order; missing comes last. Kinds without one are all equivalent.
std::weak_ordering Compare(bytecode::CellKind kind, Cell a, Cell b);

}  // namespace lsq::builtins
