// SPDX-License-Identifier: Apache-2.0
#include "runtime/store_memory/memory_store.h"

#include "tests/harness/store_contract.h"

namespace lsq::store {

INSTANTIATE_TEST_SUITE_P(Memory, StoreContract, testing::Values(StoreFactory([] { return store_memory::Open(); })));

}  // namespace lsq::store
