// SPDX-License-Identifier: Apache-2.0
#include "runtime/store_memory/memory_store.h"

#include "tests/harness/store_contract.h"

namespace lsq::store {

INSTANTIATE_TEST_SUITE_P(Memory, StoreContract, testing::Values(StoreFactory([] { return store_memory::Open(); })));

TEST(MemoryFaults, AFailedCommitLeavesNothing) {
  auto faults = std::make_shared<store_memory::Faults>();
  auto store = store_memory::Open(faults);
  faults->fail_commit = 2;
  EXPECT_TRUE(store->Commit({Delta{.writes = {Create("L1", {})}}}).ok());
  EXPECT_FALSE(store->Commit({Delta{.writes = {Create("L2", {})}}}).ok());
  EXPECT_EQ(store->Count("Lead").value(), 1u);
  EXPECT_TRUE(store->Commit({Delta{.writes = {Create("L2", {})}}}).ok());
}

TEST(MemoryFaults, ALostAnswerIsDurable) {
  auto faults = std::make_shared<store_memory::Faults>();
  auto store = store_memory::Open(faults);
  faults->lose_answer_of = 1;
  EXPECT_FALSE(store->Commit({Delta{.writes = {Create("L1", {})}}}).ok());
  EXPECT_EQ(store->Count("Lead").value(), 1u);
}

}  // namespace lsq::store
