// SPDX-License-Identifier: Apache-2.0
// Text functions are total, and agree with each other on every sequence of bytes; on valid UTF-8 they promise more.
#include "compiler/text/text.h"

#include "tests/fuzz/fuzz.h"

namespace lsq::fuzz {
namespace {

void CheckAnyBytes(std::string_view input) {
  const std::string fold = text::Fold(input);
  LSQ_CHECK(text::EqualsFolded(input, fold), "a text equals its fold");
  LSQ_CHECK(text::CompareFolded(input, fold) == std::strong_ordering::equal, "order agrees with equality");

  const auto half = input.substr(0, input.size() / 2);
  const bool has_half = text::FoldNoTrim(input).find(text::FoldNoTrim(half)) != std::string::npos;
  LSQ_CHECK(text::EqualsFolded(half, input) == (text::Fold(half) == fold), "the fast comparison agrees with the fold");
  LSQ_CHECK(text::ContainsFolded(input, half) == has_half, "the search agrees with the fold");

  LSQ_CHECK(text::StripEmoji(input).stripped == text::FindEmoji(input).has_value(), "stripped says there was one");
  LSQ_CHECK(text::OffsetOfUtf16(input, text::Utf16Length(input)) == input.size(), "UTF-16 columns reach the end");
  LSQ_CHECK(text::SubstringCodePoints(input, 0, text::Length(input)).size() == input.size(), "length covers the text");
}

// Not promised for broken bytes: taking something out can join them to a character.
void CheckValidText(std::string_view input) {
  const std::string fold = text::Fold(input);
  LSQ_CHECK(!text::ValidateUtf8(fold), "folding keeps UTF-8 valid");
  LSQ_CHECK(text::Fold(fold) == fold, "folding twice is folding once");
  LSQ_CHECK(!text::FindEmoji(text::StripEmoji(input).text), "no emoji is left");
  const std::string nfc = text::NormalizeNfc(input);
  LSQ_CHECK(text::NormalizeNfc(nfc) == nfc, "normal form is stable");
}

}  // namespace

void Check(std::string_view input) {
  CheckAnyBytes(input);
  if (!text::ValidateUtf8(input)) CheckValidText(input);
}

}  // namespace lsq::fuzz
