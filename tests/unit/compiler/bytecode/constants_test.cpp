// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "compiler/bytecode/bytecode.h"
#include "compiler/bytecode/operands.h"

namespace lsq::bytecode {
namespace {

void ExpectSet(const std::vector<int64_t>& members) {
  const IntSet set = MakeIntSet(members);
  std::set<int64_t> asked = {INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX};
  for (const int64_t member : members) asked.insert({member - 1, member, member + 1, member + 64});
  for (const int64_t value : asked) {
    const bool expected = std::find(members.begin(), members.end(), value) != members.end();
    EXPECT_EQ(set.Has(value), expected) << value;
  }
}

TEST(IntSetTest, HasItsMembersOnly) {
  ExpectSet({});
  ExpectSet({5});
  ExpectSet({3, 1, 2, 3});
  ExpectSet({0, 63, 64, 127, 128});
  ExpectSet({-1'000'000'000'000, 7, 900'000'000'000});
  ExpectSet({INT64_MAX - 64, -5});
}

TEST(IntSetTest, KeepsFarMembersAsValues) {
  EXPECT_TRUE(MakeIntSet({1, 2, 3}).values.empty());
  EXPECT_TRUE(MakeIntSet({1, 1'000'000}).bits.empty());
}

// C-CON-2: missing is outside every range that begins above the least integer.
TEST(RangeTest, IncludesBothEnds) {
  const Range range{-2, 4};
  for (const int64_t inside : {-2, 0, 2}) EXPECT_TRUE(range.Has(inside));
  for (const int64_t outside : {int64_t{-3}, int64_t{3}, INT64_MIN, INT64_MAX}) EXPECT_FALSE(range.Has(outside));
  const Range below{INT64_MIN + 1, static_cast<uint64_t>(49) - static_cast<uint64_t>(INT64_MIN + 1)};
  EXPECT_TRUE(below.Has(49) && below.Has(INT64_MIN + 1));
  EXPECT_FALSE(below.Has(50) || below.Has(INT64_MIN));
}

// What the verifier leans on: a slot's record is read before the slot, a destination comes before what is compared with
// it, and Args belong to instructions that count them.
TEST(OpcodesTest, RowsAreInOrder) {
  for (int i = 0; i < kOpCount; ++i) {
    const OpInfo& info = InfoOf(static_cast<Op>(i));
    bool dst = false, record = false;
    for (const Operand operand : info.operands) {
      dst |= operand >= Operand::Dst && operand <= Operand::DstMark;
      const bool same = operand == Operand::SrcSame || operand == Operand::SlotSame;
      EXPECT_TRUE(!same || dst) << info.text;
      const bool slot = operand >= Operand::Slot && operand <= Operand::SlotDec64;
      EXPECT_TRUE(!slot || record) << info.text;
      record |= operand == Operand::SrcRecord;
    }
  }
}

}  // namespace
}  // namespace lsq::bytecode
