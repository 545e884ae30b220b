// SPDX-License-Identifier: Apache-2.0
// Is told how a program decided, by the very evaluation that decided: for the coverage of tests.
#pragma once

#include "compiler/ir/ir.h"
#include "runtime/vm/vm.h"

namespace lsq::run {

// The ways of a wait; those of a search are 0 when it found something and 1 when not; those of a branch are the indices
// of its arms, and behind the last the way on which none of them holds.
enum WaitWay : uint32_t { kHappened, kTimedOut, kEmpty, kPast };

// The values of the conditions arrive as vm::Observer says.
class Witness : public vm::Observer {
 public:
  virtual void OnWay(const ir::Module& module, const ir::Step& step, uint32_t way) = 0;
};

}  // namespace lsq::run
