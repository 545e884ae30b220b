// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "compiler/text/text.h"

namespace lsq::text {
namespace {

std::string Decoded(std::string_view html) {
  return DecodeNumericReferences(html).text;
}

TEST(NumericReferences, AreReplacedByWhatTheyStandFor) {
  EXPECT_EQ(Decoded("Hi &#x1F389;!"), "Hi 🎉!");
  EXPECT_EQ(Decoded("&#127881;&#X1f389"), "🎉🎉");
  EXPECT_EQ(Decoded("&#65x &#65;x"), "Ax Ax");
  EXPECT_EQ(Decoded("&#0;&#xD800;&#x110000;&#99999999999999999999;"), "\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(NumericReferences, OtherTextStays) {
  for (const char* text : {"", "Tom & Jerry", "&amp;", "&#;", "&#x;", "&#xg", "&#-5;", "&#+5;", "&", "&#", "é &# 5;"}) {
    EXPECT_EQ(Decoded(text), text);
  }
}

TEST(NumericReferences, AnEmojiInOneIsFoundWhereItIsWritten_EMO_1) {
  const std::string_view html = "<p>é &#x31;&#xFE0F;&#x20E3;</p>";
  const DecodedText decoded = DecodeNumericReferences(html);
  const auto emoji = FindEmoji(decoded.text);
  ASSERT_TRUE(emoji);
  const size_t begin = decoded.origins[emoji->begin];
  EXPECT_EQ(html.substr(begin, decoded.origins[emoji->end] - begin), "&#x31;&#xFE0F;&#x20E3;");
  EXPECT_EQ(decoded.origins.size(), decoded.text.size() + 1);
}

}  // namespace
}  // namespace lsq::text
