// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/layout.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "compiler/format/format.h"

namespace lsq::format {
namespace {

// A line of `count` words of nine letters, each behind a gap.
Line Words(size_t count, Gap gap) {
  Line line;
  for (size_t i = 0; i < count; ++i) line.Add(gap, "abcdefghi");
  return line;
}

TEST(Layout, PiecesAreJoinedByTheirGaps) {
  Line line;
  line.Add(Gap::None, "f(");
  line.Add(Gap::None, "a");
  line.Append(",");
  line.Add(Gap::Break, "b");
  line.Add(Gap::None, ")");
  EXPECT_EQ(line.Render(2), "  f(a, b)");
  EXPECT_EQ(line.Width(), 7u);
}

TEST(Layout, ALongLineIsBrokenWhereItMayBe) {
  const std::string text = Words(12, Gap::Break).Render(2);
  ASSERT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  EXPECT_LE(text.find('\n'), kLineWidth);
  EXPECT_EQ(text.substr(text.find('\n')), "\n      abcdefghi abcdefghi abcdefghi");
}

TEST(Layout, ALineWithoutAPlaceToBreakStaysWhole) {
  EXPECT_EQ(Words(30, Gap::Blank).Render(0).find('\n'), std::string::npos);
}

TEST(Layout, AChunkMovesAsAWhole) {
  Line line = Words(9, Gap::Break);  // 89 columns
  line.Add(Gap::Break, "longer");
  line.Add(Gap::Blank, "than eleven");
  const std::string text = line.Render(0);
  EXPECT_NE(text.find("\n    longer than eleven"), std::string::npos) << text;
}

TEST(Layout, WidthCountsCodePoints) {
  EXPECT_EQ(WidthOf("é漢"), 2u);
}

TEST(Layout, TheBodyOfABlockTextIsIndentedBeneathItsStatement) {
  Line line;
  line.Add(Gap::None, "body");
  line.Add(Gap::Blank, "\"\"\"\n<p>\n\n  x\n\"\"\"");
  EXPECT_EQ(line.Render(2), "  body \"\"\"\n    <p>\n\n      x\n    \"\"\"");
  EXPECT_EQ(line.Width(), SIZE_MAX);
}

TEST(Layout, ABlockTextWhoseLastLineHoldsTextKeepsItsLines) {
  Line line;
  line.Add(Gap::None, "\"\"\"\n  a\n b\"\"\"");
  EXPECT_EQ(line.Render(4), "    \"\"\"\n  a\n b\"\"\"");
}

TEST(Layout, CommentsStayBetweenTheirPieces) {
  const source::File file("a", "on a, // first\n// second\nb");
  syntax::FileTree tree;
  tree.loose_comments = {{{6, 14}, false}, {{15, 24}, true}};
  Comments comments(file, tree);
  Line line(comments);
  line.Add(Gap::None, "on", 0);
  line.Add(Gap::Blank, "a", 3);
  line.Append(",");
  line.Add(Gap::Break, "b", 25);
  EXPECT_EQ(line.Render(0), "on a,  // first\n    // second\n    b");
  EXPECT_EQ(line.Width(), SIZE_MAX);
  EXPECT_EQ(comments.NextBefore(UINT32_MAX), nullptr);
}

}  // namespace
}  // namespace lsq::format
