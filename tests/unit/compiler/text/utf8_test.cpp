// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "compiler/text/text.h"

namespace lsq::text {
namespace {

std::string Utf8(char32_t code_point) {
  std::string out;
  AppendUtf8(code_point, out);
  return out;
}

bool IsScalar(char32_t c) {
  return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

TEST(Utf8, EveryScalarSurvivesEncodingAndDecoding) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (!IsScalar(c)) continue;
    const std::string bytes = Utf8(c);
    const CodePoint expected{c, static_cast<uint32_t>(bytes.size())};
    ASSERT_EQ(DecodeAt(bytes, 0), expected) << std::hex << uint32_t{c};
    ASSERT_EQ(DecodeBefore(bytes, bytes.size()), expected) << std::hex << uint32_t{c};
    ASSERT_EQ(ValidateUtf8(bytes), std::nullopt) << std::hex << uint32_t{c};
  }
}

TEST(Utf8, ValuesThatAreNoScalarsAreAppendedAsReplacement) {
  for (const char32_t c : {0xD800u, 0xDFFFu, 0x110000u, 0xFFFFFFFFu}) EXPECT_EQ(Utf8(c), "\xEF\xBF\xBD");
}

// An independent statement of validity: table 3-7 of the Unicode standard, row by row.
bool ValidByTable(const std::string& s) {
  struct Row {
    uint8_t first_low, first_high, second_low, second_high;
    size_t size;
  };
  static constexpr Row kRows[] = {
      {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
      {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
      {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
  for (const Row& row : kRows) {
    const auto byte = [&](size_t i) { return static_cast<uint8_t>(s[i]); };
    if (byte(0) < row.first_low || byte(0) > row.first_high) continue;
    if (s.size() != row.size) return false;
    if (row.size > 1 && (byte(1) < row.second_low || byte(1) > row.second_high)) return false;
    for (size_t i = 2; i < row.size; ++i) {
      if (byte(i) < 0x80 || byte(i) > 0xBF) return false;
    }
    return true;
  }
  return false;
}

TEST(Utf8, EveryPairAndEdgeTripleOfBytesIsJudgedAsTheStandardSays) {
  const std::vector<int> edges = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
                                  0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
  // Each text has the length that its first byte announces, so it is one sequence or none.
  const auto check = [](const std::string& s) {
    if (ValidateUtf8(s).has_value() == ValidByTable(s)) ADD_FAILURE() << testing::PrintToString(s);
  };
  for (int a = 0x80; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      if (a < 0xE0) check({char(a), char(b)});
      for (const int c : edges) {
        if (a >= 0xE0 && a < 0xF0) check({char(a), char(b), char(c)});
        for (const int d : edges) {
          if (a >= 0xF0) check({char(a), char(b), char(c), char(d)});
        }
      }
    }
  }
}

TEST(Utf8, ValidateGivesTheOffsetOfTheFirstBadByte) {
  EXPECT_EQ(ValidateUtf8(""), std::nullopt);
  EXPECT_EQ(ValidateUtf8("a\xC3\xA9\xF0\x9F\x98\x80"), std::nullopt);
  EXPECT_EQ(ValidateUtf8("12345678901\xFF"), 11u);
  EXPECT_EQ(ValidateUtf8("\xC0\xAF"), 0u);          // overlong '/'
  EXPECT_EQ(ValidateUtf8("ab\xED\xA0\x80"), 2u);    // a surrogate
  EXPECT_EQ(ValidateUtf8("\xC3\xA9\xE2\x82"), 2u);  // cut short
  EXPECT_EQ(ValidateUtf8("\xF4\x90\x80\x80"), 0u);  // U+110000
  EXPECT_EQ(ValidateUtf8(std::string_view("\0", 1)), std::nullopt);
}

TEST(Utf8, BadBytesAreReadAsOneReplacementEach) {
  EXPECT_EQ(DecodeAt("\xE2\x82", 0), (CodePoint{kReplacement, 1}));
  EXPECT_EQ(DecodeBefore("a\x80\x80\x80\x80\x80", 6), (CodePoint{kReplacement, 1}));
  EXPECT_EQ(Length("\xE2\x82z"), 3u);
}

TEST(Utf8, LengthAndSubstringCountCodePoints_E_EXPR_2) {
  const std::string_view text = "aé₹😀z";
  EXPECT_EQ(Length(text), 5u);
  EXPECT_EQ(Length(""), 0u);
  EXPECT_EQ(SubstringCodePoints(text, 1, 3), "é₹😀");
  EXPECT_EQ(SubstringCodePoints(text, 4, 10), "z");
  EXPECT_EQ(SubstringCodePoints(text, 5, 1), "");
  EXPECT_EQ(SubstringCodePoints(text, 9, SIZE_MAX), "");
  EXPECT_EQ(SubstringCodePoints(text, 0, SIZE_MAX), text);
}

TEST(Utf8, Utf16OffsetsAreInverseToLengths) {
  const std::string_view text = "aé₹😀z";
  EXPECT_EQ(Utf16Length(text), 6u);
  for (size_t at = 0; at < text.size(); at += DecodeAt(text, at).size) {
    EXPECT_EQ(OffsetOfUtf16(text, Utf16Length(text.substr(0, at))), at);
  }
  EXPECT_EQ(OffsetOfUtf16(text, 4), 6u);  // the second half of the pair belongs to its code point
  EXPECT_EQ(OffsetOfUtf16(text, 99), text.size());
}

TEST(Utf8, RandomBytesAreWalkedTheSameLengthForwardsWithoutLeavingTheText) {
  std::mt19937 random(1);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(random() % 24, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % 4 ? random() % 128 + 128 : random());
    size_t at = 0;
    bool bad = false;
    while (at < bytes.size()) {
      const CodePoint found = DecodeAt(bytes, at);
      std::string again = Utf8(found.value);
      bad = bad || bytes.compare(at, found.size, again) != 0;
      at += found.size;
    }
    ASSERT_EQ(at, bytes.size());
    ASSERT_EQ(bad, ValidateUtf8(bytes).has_value());
    for (size_t end = bytes.size(); end > 0;) end -= DecodeBefore(bytes, end).size;
  }
}

TEST(RefusedCharacters, NulAndBomAreFoundWhereTheyAre_E_MM_5) {
  using namespace std::string_view_literals;
  EXPECT_EQ(FindNul("ab\0c"sv), (FoundCodePoint{2, 0}));
  EXPECT_EQ(FindNul("ab"), std::nullopt);
  EXPECT_EQ(FindBom("\xEF\xBB\xBFrule"), (FoundCodePoint{0, 0xFEFF}));
  EXPECT_EQ(FindBom("é\xEF\xBB\xBF"), (FoundCodePoint{2, 0xFEFF}));
  EXPECT_EQ(FindBom("é"), std::nullopt);
}

TEST(RefusedCharacters, BidiControlsAreFoundAndNothingElseIs) {
  std::vector<char32_t> found;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (IsScalar(c) && FindBidiControl("x" + Utf8(c))) found.push_back(c);
  }
  EXPECT_EQ(found, (std::vector<char32_t>{0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066,
                                          0x2067, 0x2068, 0x2069}));
  EXPECT_EQ(FindBidiControl("שלום\xE2\x80\xAE"), (FoundCodePoint{8, 0x202E}));
}

}  // namespace
}  // namespace lsq::text
