// SPDX-License-Identifier: Apache-2.0
// The store as ordered maps: the model the other stores are held to, and the one tests and simulations run on.
//
// Deterministic. Faults are injected through `Faults`: a commit that fails as if the disk had, before or after its
// effects became durable.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "runtime/store/store.h"

namespace lsq::store_memory {

// Counted over commits, 1 is the next one; 0 is never.
struct Faults {
  uint64_t fail_commit = 0;     // this commit fails and leaves nothing
  uint64_t lose_answer_of = 0;  // this commit is durable but answers with an error
};

std::unique_ptr<store::Store> Open(std::shared_ptr<Faults> faults = nullptr);

}  // namespace lsq::store_memory
