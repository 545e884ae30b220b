// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/cell.h"

#include <gtest/gtest.h>

#include "runtime/value/arena.h"

namespace lsq::value {
namespace {

TEST(CellTest, NumbersKeepAllDigitsAndTheirSign) {
  for (const char* digits : {"0", "-0.000000001", "999999999999999999.999999999", "-999999999999999999.999999999"}) {
    const number::Decimal number = number::Parse(digits).value;
    const Cell cell = ToCell(number);
    EXPECT_FALSE(IsMissing(cell)) << digits;
    EXPECT_EQ(AsNumber(cell), number) << digits;
  }
}

TEST(CellTest, TextsKnowTheirLengthAndLiteral) {
  const Cell cell = ToCell(std::string_view("Pune"), 7);
  EXPECT_EQ(AsText(cell), "Pune");
  EXPECT_EQ(LiteralOf(cell), 7u);
  EXPECT_EQ(LiteralOf(kMissingCell), 0u);
  EXPECT_FALSE(IsMissing(ToCell(std::string_view(""))));
}

TEST(CellTest, TheMissingRecordIsNull) {
  EXPECT_TRUE(IsMissing(ToCell(static_cast<const LoadedRecord*>(nullptr))));
  EXPECT_EQ(AsRecord(kMissingCell), nullptr);
  EXPECT_FALSE(AsBool(kMissingCell));
}

TEST(ArenaTest, GivesMemoryUpToItsLimit) {
  Arena arena(1000);
  EXPECT_NE(arena.Allocate(500), nullptr);
  EXPECT_NE(arena.Allocate(480), nullptr);
  EXPECT_EQ(arena.Allocate(32), nullptr);
  EXPECT_EQ(arena.Allocate<Cell>(SIZE_MAX), nullptr);
  arena.Reset();
  EXPECT_NE(arena.Allocate(900), nullptr);
}

TEST(ArenaTest, NothingHasAPlaceToo) {
  Arena arena;
  EXPECT_NE(arena.Allocate(0), nullptr);
  EXPECT_NE(arena.Copy("").data(), nullptr);
}

TEST(ArenaTest, PiecesDoNotOverlap) {
  Arena arena(1 << 20);
  std::vector<std::string_view> texts;
  for (int round = 0; round < 3; ++round) {
    texts.clear();
    arena.Reset();
    for (size_t i = 0; i < 500; ++i) texts.push_back(arena.Copy(std::string(i, static_cast<char>('a' + i % 26))));
    for (size_t i = 0; i < texts.size(); ++i) {
      ASSERT_EQ(texts[i], std::string(i, static_cast<char>('a' + i % 26)));
    }
  }
  EXPECT_GE(arena.used(), 500u * 499 / 2);
}

TEST(ArenaTest, LimitHoldsAcrossBlocksAndResets) {
  Arena arena(100'000);
  for (int round = 0; round < 3; ++round) {
    arena.Reset();
    size_t given = 0;
    while (arena.Allocate(1000 + static_cast<size_t>(round) * 100)) given += 1000 + static_cast<size_t>(round) * 100;
    EXPECT_GT(given, 60'000u);
    EXPECT_LE(given, 100'000u);
  }
}

}  // namespace
}  // namespace lsq::value
