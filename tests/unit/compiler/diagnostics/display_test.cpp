// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/display.h"

#include <gtest/gtest.h>

namespace lsq::diagnostics {
namespace {

TEST(Display, WidthsOfWideCombiningAndPlainCharacters) {
  EXPECT_EQ(DisplayWidth("abc"), 3u);
  EXPECT_EQ(DisplayWidth("é"), 1u);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1u);
  EXPECT_EQ(DisplayWidth("漢字"), 4u);
  EXPECT_EQ(DisplayWidth("😀"), 2u);
  EXPECT_EQ(DisplayWidth("क्"), 1u);
  EXPECT_EQ(DisplayWidth("\t"), kTabWidth);
}

TEST(Display, EveryControlCharacterIsEscaped) {
  for (int c = 0; c < 0x20; ++c) {
    if (c == '\t') continue;
    const std::string text = Printable(std::string(1, static_cast<char>(c)));
    EXPECT_TRUE(text.starts_with("\\u{")) << c;
  }
  EXPECT_EQ(Printable("\x7f"), "\\u{7F}");
  EXPECT_EQ(Printable("\xC2\x9B"), "\\u{9B}");  // a one-character escape sequence introducer
  EXPECT_EQ(Printable("a\nb"), "a\\u{A}b");
}

TEST(Display, BytesThatAreNoUtf8AreEscapedOneByOne) {
  EXPECT_EQ(Printable("\xFF"), "\\x{FF}");
  EXPECT_EQ(Printable("\xC0\xAF"), "\\x{C0}\\x{AF}");                        // overlong
  EXPECT_EQ(Printable("\xE2\x82"), "\\x{E2}\\x{82}");                        // cut off
  EXPECT_EQ(Printable("\xF4\x90\x80\x80"), "\\x{F4}\\x{90}\\x{80}\\x{80}");  // beyond U+10FFFF
  EXPECT_EQ(Printable("\xED\xA0\x80"), "\\u{D800}");                         // a surrogate
}

TEST(Display, GlyphsCoverEveryByteInOrder) {
  const std::string line = "a\té漢\xFF\u202E";
  size_t at = 0;
  for (const Glyph& glyph : Glyphs(line)) {
    EXPECT_GE(glyph.offset, at);
    at = glyph.offset + 1;
  }
  EXPECT_EQ(Glyphs(line).size(), 6u);
}

}  // namespace
}  // namespace lsq::diagnostics
