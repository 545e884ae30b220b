// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/comments.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace lsq::format {
namespace {

syntax::FileTree Loose(std::vector<syntax::Comment> comments) {
  syntax::FileTree tree;
  tree.loose_comments = std::move(comments);
  return tree;
}

TEST(Comments, AreHandedOutOnceInOrderWithoutBlanksAtTheirEnd) {
  const source::File file("a", "// one  \r\n// two");
  Comments comments(file, Loose({{{10, 16}, true}, {{0, 8}, true}}));
  ASSERT_NE(comments.NextBefore(1), nullptr);
  EXPECT_EQ(comments.NextBefore(1)->text, "// one");
  comments.Take();
  EXPECT_EQ(comments.EndOfTaken(3), 6u);
  EXPECT_EQ(comments.EndOfTaken(9), 9u);
  EXPECT_EQ(comments.NextBefore(10), nullptr);
  EXPECT_EQ(comments.NextBefore(11)->text, "// two");
  comments.Take();
  EXPECT_EQ(comments.NextBefore(UINT32_MAX), nullptr);
}

TEST(Comments, OfADeclarationAreShiftedToTheFile) {
  const source::File file("a", "\n\nx // y");
  auto declaration = std::make_shared<syntax::Tree>();
  declaration->comments = {{{2, 6}, false}};
  syntax::FileTree tree;
  tree.declarations.push_back({2, 6, declaration});
  const Comments comments(file, tree);
  ASSERT_NE(comments.NextBefore(5), nullptr);
  EXPECT_EQ(comments.NextBefore(5)->text, "// y");
  EXPECT_TRUE(comments.AnyIn({3, 5}));
  EXPECT_FALSE(comments.AnyIn({5, 8}));
}

TEST(Comments, InLineOnlyBehindAndBeforeTheNextLineEnd) {
  const source::File file("a", "x // y\nz");
  const Comments comments(file, Loose({{{2, 6}, false}}));
  EXPECT_NE(comments.NextInLine(1, UINT32_MAX), nullptr);
  EXPECT_EQ(comments.NextInLine(1, 2), nullptr);
  EXPECT_EQ(comments.NextInLine(4, UINT32_MAX), nullptr);
}

TEST(Comments, LineEndsOfAnyKindAreCounted) {
  const source::File file("a", "\r\n\n\r\r\n");
  const Comments comments(file, {});
  EXPECT_EQ(comments.LineEnds({0, 6}), 4u);
}

TEST(Comments, ABlankLineHoldsNothingButBlanks) {
  const source::File file("a", "a\r\n \t\r\nb\n}\nc\n");
  const Comments comments(file, {});
  EXPECT_TRUE(comments.BlankLine({1, 7}));
  EXPECT_FALSE(comments.BlankLine({1, 3}));
  EXPECT_FALSE(comments.BlankLine({8, 13}));
  EXPECT_FALSE(comments.BlankLine({7, 1}));
}

}  // namespace
}  // namespace lsq::format
