// SPDX-License-Identifier: Apache-2.0
// Questions about the types of registers.
#pragma once

#include "compiler/ir/ir.h"

namespace lsq::ir {

// What an instruction's register holds: Inst::type is about the operands of some.
Type ResultOf(const Inst& inst);

// Whether two types are kept alike in a register: digits of numbers do not matter there.
bool SameRegister(const Type& a, const Type& b);

// Of a list's elements; and of a list of such elements, which must not be lists themselves.
Type ElementOf(const Type& list);
Type ListOf(const Type& element);

}  // namespace lsq::ir
