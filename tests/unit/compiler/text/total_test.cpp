// SPDX-License-Identifier: Apache-2.0
// Data are validated where they enter; should something slip through, no function may read outside it or loop.
#include <gtest/gtest.h>

#include <iterator>
#include <random>
#include <vector>

#include "compiler/text/text.h"

namespace lsq::text {
namespace {

std::string RandomBytes(std::mt19937& random) {
  static constexpr std::string_view kPieces[] = {"a",           "Z", " ", "1", "\xF0\x9F\x98\x80", "\xEF\xB8\x8F",
                                                 "\xE2\x80\x8D"};
  std::string out;
  for (size_t n = random() % 12; n > 0; --n) {
    if (random() % 2) {
      out += kPieces[random() % std::size(kPieces)];
    } else {
      out += static_cast<char>(random());
    }
  }
  return out;
}

TEST(EveryFunction, IsTotalOnBytesThatAreNotUtf8) {
  std::mt19937 random(7);
  for (int round = 0; round < 10'000; ++round) {
    // Copied to the heap without slack, so that a sanitizer sees any read past the end.
    const std::string bytes = RandomBytes(random);
    const std::vector<char> exact(bytes.begin(), bytes.end());
    const std::string_view text(exact.data(), exact.size());
    for (const auto convert : {Fold, FoldNoTrim, NormalizeNfc, Upper, Lower, TitleCase}) {
      ASSERT_EQ(ValidateUtf8(convert(text)).has_value() && !ValidateUtf8(text), false);
    }
    ASSERT_LE(Trim(text).size(), text.size());
    ASSERT_LE(StripEmoji(text).text.size(), text.size());
    ASSERT_FALSE(FindEmoji(StripEmoji(text).text));
    ASSERT_TRUE(EqualsFolded(text, text));
    ASSERT_EQ(CompareFolded(text, text), std::strong_ordering::equal);
    ASSERT_TRUE(ContainsFolded(text, text) && StartsWithFolded(text, text) && EndsWithFolded(text, text));
    ASSERT_EQ(EditDistance(text, text, 0), 0u);
    ASSERT_GE(Utf16Length(text), Length(text));
  }
}

}  // namespace
}  // namespace lsq::text
