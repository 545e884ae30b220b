// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <vector>

#include "compiler/text/text.h"

namespace lsq::text {
namespace {

TEST(Blanks, AreWhiteSpaceOfUnicode15AndThreeInvisibleOnes_E_MM_6) {
  std::vector<char32_t> expected = {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680};
  for (char32_t c = 0x2000; c <= 0x200B; ++c) expected.push_back(c);
  for (const char32_t c : {0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF}) expected.push_back(c);
  std::vector<char32_t> found;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (IsBlankCodePoint(c)) found.push_back(c);
  }
  EXPECT_EQ(found, expected);
}

TEST(Blanks, TrimTakesThemFromBothEndsOnly) {
  EXPECT_EQ(Trim(" \t a b \r\n"), "a b");
  EXPECT_EQ(Trim("\u00A0\u3000é\u200B\uFEFF"), "é");
  EXPECT_EQ(TrimStart(" a "), "a ");
  EXPECT_EQ(TrimEnd(" a "), " a");
  EXPECT_EQ(Trim(""), "");
  EXPECT_EQ(Trim(" \u2003 "), "");
  EXPECT_EQ(Trim(" \x80 "), "\x80");  // a bad byte is not a blank
}

TEST(Blanks, ATextOfBlanksOnlyIsBlank_C_MM_3) {
  EXPECT_TRUE(IsBlank(""));
  EXPECT_TRUE(IsBlank("  "));
  EXPECT_TRUE(IsBlank("\u00A0\t\u200B"));
  EXPECT_FALSE(IsBlank(" 0 "));
  EXPECT_FALSE(IsBlank("false"));
}

}  // namespace
}  // namespace lsq::text
