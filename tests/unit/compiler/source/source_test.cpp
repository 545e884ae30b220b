// SPDX-License-Identifier: Apache-2.0
#include "compiler/source/source.h"

#include <gtest/gtest.h>

namespace lsq::source {
namespace {

TEST(File, LinesEndWithAnyLineEnd) {
  const File file("a.lsq", "one\ntwo\r\nthree\rfour");
  ASSERT_EQ(file.LineCount(), 4u);
  EXPECT_EQ(file.LineText(1), "one");
  EXPECT_EQ(file.LineText(2), "two");
  EXPECT_EQ(file.LineText(3), "three");
  EXPECT_EQ(file.LineText(4), "four");
}

TEST(File, ALineEndAtTheEndStartsAnEmptyLine) {
  EXPECT_EQ(File("a", "x\n").LineCount(), 2u);
  EXPECT_EQ(File("a", "x\n").LineText(2), "");
  EXPECT_EQ(File("a", "").LineCount(), 1u);
  EXPECT_EQ(File("a", "").LineText(1), "");
}

TEST(File, ColumnsCountCodePoints) {
  const File file("a.lsq", "é漢x\ny");
  EXPECT_EQ(file.PositionAt(0), (Position{1, 1}));
  EXPECT_EQ(file.PositionAt(2), (Position{1, 2}));
  EXPECT_EQ(file.PositionAt(5), (Position{1, 3}));
  EXPECT_EQ(file.PositionAt(6), (Position{1, 4}));  // the line end itself
  EXPECT_EQ(file.PositionAt(7), (Position{2, 1}));
}

TEST(File, OffsetsBeyondTheTextAreItsEnd) {
  EXPECT_EQ(File("a", "ab").PositionAt(99), (Position{1, 3}));
}

TEST(File, ColumnsOfLongLinesAreCountedInBlocks) {
  std::string text = "first\n";
  for (int i = 0; i < 3000; ++i) text += "aé漢";
  const File file("a.lsq", text + "\nlast");
  for (uint32_t i = 0; i < 3000; ++i) {
    EXPECT_EQ(file.PositionAt(6 + 6 * i), (Position{2, 3 * i + 1}));
    EXPECT_EQ(file.PositionAt(6 + 6 * i + 3), (Position{2, 3 * i + 3}));
  }
  EXPECT_EQ(file.PositionAt(6 + 18000 + 1), (Position{3, 1}));
}

// Once 100 s for a line of 200 kB: each position counted its line from the start.
TEST(File, PositionsInALongLineCostTheSameAsInShortOnes) {
  const File file("a.lsq", std::string(8u << 20, 'x'));
  uint64_t sum = 0;
  for (uint32_t offset = 0; offset < file.text().size(); offset += 64) sum += file.PositionAt(offset).column;
  EXPECT_GT(sum, 0u);
}

TEST(File, EveryOffsetIsInTheLineThatHoldsIt) {
  const File file("a", "ab\r\n\r\ncd\r\re\n");
  for (uint32_t offset = 0; offset <= file.text().size(); ++offset) {
    const Position at = file.PositionAt(offset);
    EXPECT_LE(file.LineStart(at.line), offset);
    if (at.line < file.LineCount()) {
      EXPECT_LT(offset, file.LineStart(at.line + 1));
    }
  }
}

TEST(Span, JoinAndShift) {
  EXPECT_EQ(Span::Join({3, 5}, {1, 4}), (Span{1, 5}));
  EXPECT_EQ((Span{1, 4}.Shifted(10)), (Span{11, 14}));
  EXPECT_EQ((Span{1, 4}.size()), 3u);
}

TEST(Files, KeepTheirIds) {
  Files files;
  const FileId a = files.Add("a", "1");
  const FileId b = files.Add("b", "2");
  EXPECT_EQ(files[a].path(), "a");
  EXPECT_EQ(files[b].text(), "2");
  EXPECT_EQ(files.size(), 2u);
}

}  // namespace
}  // namespace lsq::source
