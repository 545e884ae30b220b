// SPDX-License-Identifier: Apache-2.0
// Gaps and overlaps of decision tables, held against counting every combination.
#include "compiler/check/function_rows.h"

#include <gtest/gtest.h>

namespace lsq::check {
namespace {

AtomSet Cell(size_t size, uint64_t bits) {
  AtomSet set(size);
  for (size_t i = 0; i < size; ++i) {
    if ((bits >> i & 1) != 0) set.Add(i);
  }
  return set;
}

size_t RowsFor(const Rows& rows, const Combination& at) {
  size_t count = 0;
  for (const auto& row : rows) {
    bool fits = true;
    for (size_t c = 0; c < at.size(); ++c) fits = fits && row[c].Has(at[c]);
    count += fits ? 1 : 0;
  }
  return count;
}

// A small generator of its own, so that a failure can be repeated.
uint64_t Next(uint64_t& state) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return state >> 33;
}

TEST(FunctionRows, AgreeWithCountingAllCombinations) {
  const std::vector<size_t> sizes{3, 2, 4};
  uint64_t state = 7;
  size_t gaps = 0;
  size_t overlaps = 0;
  for (int round = 0; round < 3000; ++round) {
    Rows rows(1 + Next(state) % 7);
    for (auto& row : rows) {
      for (const size_t size : sizes) {
        const bool any = Next(state) % 3 == 0;
        row.push_back(any ? AtomSet(size, true) : Cell(size, Next(state)));
      }
    }
    bool gap = false;
    bool overlap = false;
    for (size_t i = 0; i < 24; ++i) {
      const size_t count = RowsFor(rows, {i % 3, i / 3 % 2, i / 6});
      gap = gap || count == 0;
      overlap = overlap || count > 1;
    }
    const Gap found = FindGap(rows, sizes);
    EXPECT_TRUE(found.complete);
    ASSERT_EQ(found.combination.has_value(), gap);
    EXPECT_EQ(gap ? RowsFor(rows, *found.combination) : 0, 0u);
    const auto pair = FindOverlap(rows);
    EXPECT_EQ(overlap, pair && RowsFor(rows, pair->combination) > 1);
    gaps += gap ? 1 : 0;
    overlaps += overlap ? 1 : 0;
  }
  EXPECT_GT(gaps, 100u);  // both kinds of tables were met
  EXPECT_LT(gaps, 2990u);
  EXPECT_GT(overlaps, 100u);
}

TEST(FunctionRows, ARowInsideAnotherIsFound) {
  const Rows rows{{Cell(3, 0b110), AtomSet(2, true)}, {Cell(3, 0b011), Cell(2, 1)}, {Cell(3, 0b100), Cell(2, 2)}};
  const auto covered = FindCovered(rows);
  ASSERT_TRUE(covered.has_value());
  EXPECT_EQ(covered->row, 2u);
  EXPECT_EQ(covered->by, std::vector<size_t>{0});
}

TEST(FunctionRows, SeveralRowsCoverOneTogether) {
  // Over columns of 2 and 3 values: a row for each half of the first column, then one within both.
  const auto set = [](size_t size, std::vector<size_t> atoms) {
    AtomSet made(size);
    for (const size_t atom : atoms) made.Add(atom);
    return made;
  };
  const AtomSet any(3, true);
  const Rows rows = {{set(2, {0}), any}, {set(2, {1}), set(3, {0, 1})}, {AtomSet(2, true), set(3, {1})}};
  const auto covered = FindCovered(rows);
  ASSERT_TRUE(covered.has_value());
  EXPECT_EQ(covered->row, 2u);
  EXPECT_EQ(covered->by, (std::vector<size_t>{0, 1}));
  EXPECT_FALSE(FindCovered({rows[0], rows[1], {AtomSet(2, true), set(3, {2})}}).has_value());
}

TEST(FunctionRows, ManyColumnsDoNotTakeForever) {
  // Twenty columns of yes and no; one row for each that is yes, and one for all no: complete, 2^20 combinations.
  const size_t columns = 20;
  Rows rows;
  for (size_t yes = 0; yes <= columns; ++yes) {
    rows.emplace_back();
    for (size_t c = 0; c < columns; ++c) {
      rows.back().push_back(c < yes ? Cell(2, 1) : c == yes ? Cell(2, 2) : AtomSet(2, true));
    }
  }
  const Gap gap = FindGap(rows, std::vector<size_t>(columns, 2));
  EXPECT_TRUE(gap.complete);
  EXPECT_FALSE(gap.combination.has_value());
}

}  // namespace
}  // namespace lsq::check
