// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/usetiter.h>

#include <random>
#include <vector>

#include "compiler/text/text.h"

namespace lsq::text {
namespace {

// One emoji, the whole of it, found between two letters.
void ExpectWholeEmoji(const std::string& emoji) {
  const std::string text = "A" + emoji + "B";
  EXPECT_EQ(FindEmoji(text), (ByteSpan{1, 1 + emoji.size()})) << emoji;
  EXPECT_EQ(StripEmoji(text), (StrippedText{"AB", true})) << emoji;
  EXPECT_EQ(FindEmoji(emoji), (ByteSpan{0, emoji.size()})) << emoji;
}

TEST(Emoji, SequencesAreFoundWhole_C_EMO_1) {
  const std::vector<std::string> emoji = {
      "😀",
      "🎉",
      "⌚",       // in the basic plane, presented as emoji
      "©\uFE0F",  // text by itself, asked to be an emoji
      "❤\uFE0F",
      "1\uFE0F\u20E3",  // keycap
      "1\u20E3",        // keycap without the selector
      "#\uFE0F\u20E3",
      "👍🏽",                        // with a skin tone
      "☝🏽",                         // a skin tone turns a text character into an emoji
      "🇮🇳",                          // a pair of regional indicators
      "🇮",                           // half a flag
      "👨\u200D👩\u200D👧\u200D👦",  // a family
      "❤\uFE0F\u200D🔥",
      "❤\u200D🔥",  // the same without the selector
      "🏳\uFE0F\u200D🌈",
      "👩🏽\u200D⚕\uFE0F",
      "🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F",  // the flag of Scotland
      "😀\uFE0E",  // asked to be text, yet it is an emoji by its property
      "👩\u200D",  // a joiner with nothing to join
  };
  for (const std::string& one : emoji) ExpectWholeEmoji(one);
}

TEST(Emoji, TextIsLeftAlone_C_EMO_1) {
  for (const std::string text : {"", "1", "#5 * 3", "Price © 5", "®", "™", "₹ 500", "©\uFE0E", "❤", "☎", "é",
                                 "क्\u200Dष", "می\u200Cخواهم", "→", "\u200D", "12:30", "\U000E0067"}) {
    EXPECT_EQ(FindEmoji(text), std::nullopt) << text;
    EXPECT_EQ(StripEmoji(text), (StrippedText{text, false})) << text;
  }
}

TEST(Emoji, TwoFlagsAreTwoEmoji) {
  const std::string flags = "🇮🇳🇺🇸";
  EXPECT_EQ(FindEmoji(flags), (ByteSpan{0, 8}));
  EXPECT_EQ(FindEmoji(flags, 8), (ByteSpan{8, 16}));
  EXPECT_EQ(FindEmoji(flags, 16), std::nullopt);
}

TEST(Emoji, AStraySelectorIsTakenWithoutTheLetterBeforeIt) {
  EXPECT_EQ(FindEmoji("e\uFE0Fx"), (ByteSpan{1, 4}));
  EXPECT_EQ(StripEmoji("Zoe\uFE0F"), (StrippedText{"Zoe", true}));
}

TEST(Emoji, StrippingJoinsWhatWasAround_C_MM_20_E_MM_7) {
  EXPECT_EQ(StripEmoji("A😀B").text, "AB");
  EXPECT_EQ(StripEmoji("Zoë😀").text, "Zoë");
  EXPECT_EQ(StripEmoji("A 😀 B").text, "A B");
  EXPECT_EQ(StripEmoji("A 😀 🎉 B").text, "A B");
  EXPECT_EQ(StripEmoji("A 😀🎉 B").text, "A B");
  EXPECT_EQ(StripEmoji("A  😀B  C").text, "A  B  C");  // blanks that were double before
  EXPECT_EQ(StripEmoji("😀 A").text, " A");            // around the value nothing is trimmed
  EXPECT_EQ(StripEmoji("A 😀").text, "A ");
  EXPECT_EQ(StripEmoji("A 😀\nB").text, "A \nB");
  EXPECT_EQ(StripEmoji("😀"), (StrippedText{"", true}));
}

TEST(Emoji, EveryCodePointIsJudgedByItsProperty) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if ((c >= 0xD800 && c <= 0xDFFF) || c == 0xFE0F) continue;
    std::string text;
    AppendUtf8(c, text);
    ASSERT_EQ(FindEmoji(text).has_value(), u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EMOJI_PRESENTATION) != 0)
        << std::hex << uint32_t{c};
    // Whatever stands before U+FE0F, the pair is noticed.
    ASSERT_TRUE(FindEmoji(text + "\uFE0F").has_value()) << std::hex << uint32_t{c};
  }
}

TEST(Emoji, EverySequenceThatUnicodeRecommendsIsOneEmoji) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeSet recommended(icu::UnicodeString("[:RGI_Emoji:]"), error);  // what emoji-test.txt lists
  ASSERT_TRUE(U_SUCCESS(error)) << u_errorName(error);
  size_t seen = 0;
  for (icu::UnicodeSetIterator each(recommended); each.next(); ++seen) {
    std::string emoji;
    ExpectWholeEmoji(each.getString().toUTF8String(emoji));
  }
  EXPECT_GT(seen, 3000u);
}

TEST(Emoji, NothingIsLeftToFindAfterStripping) {
  const std::vector<std::string> pieces = {"a", "1", " ", "😀", "\uFE0F",     "\u200D", "\u20E3", "🏽",
                                           "☝", "🇮", "❤", "©",  "\U000E0067", "\uFE0E", "क",      "#"};
  std::mt19937 random(5);
  for (int round = 0; round < 50'000; ++round) {
    std::string text;
    for (size_t n = random() % 9; n > 0; --n) text += pieces[random() % pieces.size()];
    const StrippedText once = StripEmoji(text);
    ASSERT_EQ(once.stripped, FindEmoji(text).has_value()) << text;
    ASSERT_EQ(FindEmoji(once.text), std::nullopt) << text << " -> " << once.text;
  }
}

}  // namespace
}  // namespace lsq::text
