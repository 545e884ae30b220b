// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <algorithm>
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

// Every assigned code point but the private ones, and some unassigned.
template <typename Check>
void ForEveryCharacter(Check check) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const auto type = u_charType(static_cast<UChar32>(c));
    if (type == U_SURROGATE || (c % 64 != 0 && (type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR))) continue;
    ASSERT_NO_FATAL_FAILURE(check(Utf8(c))) << "U+" << std::hex << uint32_t{c};
  }
}

// Texts rich in what folding and normalisation treat specially, mixed with ASCII and blanks.
std::string RandomText(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {"a",
                                                   "A",
                                                   "k",
                                                   "K",
                                                   "\u212A",
                                                   "s",
                                                   "S",
                                                   "ß",
                                                   "ẞ",
                                                   "ſ",
                                                   "i",
                                                   "I",
                                                   "ı",
                                                   "İ",
                                                   "é",
                                                   "e\u0301",
                                                   "E\u0301",
                                                   "Å",
                                                   "\u212B",
                                                   "σ",
                                                   "ς",
                                                   "Σ",
                                                   "ᾳ",
                                                   "ᾼ",
                                                   "\u0345",
                                                   "\u0301",
                                                   "\u0308",
                                                   "\u0331",
                                                   "ẖ",
                                                   "ǰ",
                                                   "ŉ",
                                                   "ﬁ",
                                                   "각",
                                                   "\u1100",
                                                   "\u1161",
                                                   "\u11A8",
                                                   " ",
                                                   "\u00A0",
                                                   "\u200B",
                                                   "1",
                                                   "_",
                                                   "Ω",
                                                   "\u2126",
                                                   "Ⅷ",
                                                   "ⓐ",
                                                   "Ａ",
                                                   "\u0131\u0307",
                                                   "ͅ",
                                                   "Ა",
                                                   "Ꮳ",
                                                   "ꭰ"};
  std::string out;
  for (size_t n = random() % 8; n > 0; --n) out += kPieces[random() % kPieces.size()];
  return out;
}

std::string RandomAscii(std::mt19937& random, size_t most) {
  std::string out(random() % (most + 1), '\0');
  for (char& c : out) c = static_cast<char>(random() % 3 ? "aAbB \t"[random() % 6] : random() % 128);
  return out;
}

TEST(Fold, TextEqualityTrimsComposesAndIgnoresCase_C_CON_4) {
  EXPECT_TRUE(EqualsFolded("bangalore ", "Bangalore"));
  EXPECT_TRUE(EqualsFolded("\u00A0Pune\u200B", "pUNE"));
  EXPECT_TRUE(EqualsFolded("Zoe\u0308", "ZOË"));
  EXPECT_TRUE(EqualsFolded("STRASSE", "straße"));
  EXPECT_TRUE(EqualsFolded("ΣΊΣΥΦΟΣ", "σίσυφος"));
  EXPECT_TRUE(EqualsFolded("ACME ", "Acme"));  // C-IMP-3
  EXPECT_TRUE(EqualsFolded("", "  "));
  EXPECT_FALSE(EqualsFolded("Pune", "Puné"));
  EXPECT_FALSE(EqualsFolded("a b", "ab"));
  EXPECT_FALSE(EqualsFolded("I", "ı"));  // no Turkic mappings, whatever the machine's locale
}

TEST(Fold, PublishedVectors) {
  EXPECT_EQ(Fold("\u212A"), "k");             // Kelvin sign
  EXPECT_EQ(Fold("\u212B"), "å");             // Ångström sign
  EXPECT_EQ(Fold("\u1E9E"), "ss");            // capital sharp s
  EXPECT_EQ(Fold("\u0130"), "i\u0307");       // capital I with dot, status F of CaseFolding.txt
  EXPECT_EQ(Fold("\uFB03"), "ffi");           // a ligature
  EXPECT_EQ(Fold("\u1F88"), "\u1F00\u03B9");  // capital alpha with psili and prosgegrammeni
  EXPECT_EQ(Fold("\u13A0"), "\u13A0");        // Cherokee folds to upper case
  EXPECT_EQ(Fold("\uAB70"), "\u13A0");
  EXPECT_EQ(Fold("\U00010400"), "\U00010428");  // Deseret
}

TEST(Fold, IsIdempotentAndNormalisedForEveryCodePoint) {
  ForEveryCharacter([](const std::string& text) {
    const std::string folded = Fold(text);
    ASSERT_EQ(Fold(folded), folded);
    ASSERT_EQ(NormalizeNfc(folded), folded);
    ASSERT_EQ(FoldNoTrim(FoldNoTrim(text)), FoldNoTrim(text));
  });
}

TEST(Fold, EveryCodePointEqualsItsCasesAndItsDecomposition) {
  ForEveryCharacter([](const std::string& text) {
    const char32_t c = DecodeAt(text, 0).value;
    // Two letters whose upper case folds otherwise by design of CaseFolding.txt (dotless i).
    if (c == 0x131) return;
    ASSERT_TRUE(EqualsFolded(text, Utf8(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT))) ||
                Length(Fold(text)) > 1);
    ASSERT_TRUE(EqualsFolded(text, Lower(text)));
    ASSERT_TRUE(EqualsFolded(text, Upper(text)));
    ASSERT_TRUE(EqualsFolded(text, NormalizeNfc(text)));
  });
}

TEST(Fold, IsIdempotentOnSequences) {
  std::mt19937 random(2);
  for (int round = 0; round < 50'000; ++round) {
    const std::string text = RandomText(random);
    const std::string folded = Fold(text);
    ASSERT_EQ(Fold(folded), folded) << text;
    ASSERT_EQ(NormalizeNfc(folded), folded) << text;
    ASSERT_EQ(Fold(NormalizeNfc(text)), folded) << text;
    ASSERT_EQ(Trim(folded), folded) << text;
    ASSERT_EQ(Fold(" " + text + "\t"), folded) << text;
  }
}

// Putting a sharp s behind an ASCII text and taking the two s off again sends it through ICU.
std::string FoldTheSlowWay(const std::string& ascii) {
  std::string folded = FoldNoTrim(ascii + "ß");
  folded.resize(folded.size() - 2);
  return folded;
}

TEST(Fold, AsciiPathEqualsTheSlowPath) {
  std::mt19937 random(3);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = RandomAscii(random, 20);
    ASSERT_EQ(FoldNoTrim(text), FoldTheSlowWay(text));
    ASSERT_EQ(Fold(text), Trim(FoldTheSlowWay(text)));
  }
}

TEST(Fold, ComparisonsAgreeWithTheFoldsTheyAreDefinedBy) {
  std::mt19937 random(4);
  for (int round = 0; round < 100'000; ++round) {
    const bool ascii = round % 2 == 0;
    const std::string a = ascii ? RandomAscii(random, 6) : RandomText(random);
    const std::string b = ascii ? RandomAscii(random, 3) : RandomText(random);
    ASSERT_EQ(EqualsFolded(a, b), Fold(a) == Fold(b)) << a << '|' << b;
    ASSERT_EQ(CompareFolded(a, b), Fold(a) <=> Fold(b)) << a << '|' << b;
    ASSERT_EQ(ContainsFolded(a, b), FoldNoTrim(a).find(FoldNoTrim(b)) != std::string::npos) << a << '|' << b;
    ASSERT_EQ(StartsWithFolded(a, b), FoldNoTrim(a).starts_with(FoldNoTrim(b))) << a << '|' << b;
    ASSERT_EQ(EndsWithFolded(a, b), FoldNoTrim(a).ends_with(FoldNoTrim(b))) << a << '|' << b;
  }
}

TEST(Fold, OrderIsByCodePointsAboveTheBasicPlaneToo) {
  // UTF-16 order would put U+1F600 before U+FFFD.
  EXPECT_EQ(CompareFolded("\uFFFD", "😀"), std::strong_ordering::less);
  EXPECT_EQ(CompareFolded("B", "a"), std::strong_ordering::greater);
  EXPECT_EQ(CompareFolded(" a", "A "), std::strong_ordering::equal);
  EXPECT_EQ(CompareFolded("a", "ab"), std::strong_ordering::less);
}

TEST(Search, IgnoresCaseAndKeepsBlanks_E_EXPR_1) {
  EXPECT_TRUE(ContainsFolded("Greater Noida", "NOIDA"));
  EXPECT_FALSE(ContainsFolded("Noida", "noida "));
  EXPECT_TRUE(ContainsFolded("anything", ""));
  EXPECT_TRUE(ContainsFolded("", ""));
  EXPECT_FALSE(ContainsFolded("", "a"));
  EXPECT_TRUE(ContainsFolded("Königstraße 4", "STRASSE"));
  EXPECT_FALSE(ContainsFolded("café", "cafe"));
  EXPECT_TRUE(StartsWithFolded("+91 98", "+91"));
  EXPECT_FALSE(StartsWithFolded(" Pune", "pune"));
  EXPECT_TRUE(EndsWithFolded("a@Example.COM", "@example.com"));
  EXPECT_FALSE(EndsWithFolded("b", "ab"));
}

TEST(Search, StaysLinearOnTextsMadeToBeSlow) {
  const std::string text = std::string(1 << 20, 'a');
  const std::string part = std::string(1 << 19, 'a') + "b";
  EXPECT_FALSE(Contains(text, part));  // a quadratic search would need hours
  EXPECT_FALSE(ContainsFolded(text, part));
  EXPECT_TRUE(ContainsFolded(text + "B", part));
}

TEST(Search, ExactFormComparesBytes) {
  EXPECT_TRUE(Contains("Pune", "une"));
  EXPECT_FALSE(Contains("Pune", "UNE"));
  EXPECT_FALSE(Contains("é", "e\u0301"));
  EXPECT_TRUE(Contains("", ""));
}

TEST(Case, UpperLowerAndTitle) {
  EXPECT_EQ(Upper("straße"), "STRASSE");
  EXPECT_EQ(Upper("istanbul"), "ISTANBUL");
  EXPECT_EQ(Lower("ISTANBUL"), "istanbul");
  EXPECT_EQ(Lower("ΟΔΟΣ"), "οδος");
  EXPECT_EQ(TitleCase("new DELHI"), "New Delhi");
  EXPECT_EQ(TitleCase("o'neil van-dyke"), "O'neil Van-Dyke");
  EXPECT_EQ(TitleCase("éric ǆ"), "Éric ǅ");
  EXPECT_EQ(TitleCase(""), "");
}

TEST(NormalForm, PublishedVectors) {
  EXPECT_EQ(NormalizeNfc("e\u0301"), "é");
  EXPECT_EQ(NormalizeNfc("\u1100\u1161\u11A8"), "각");
  EXPECT_EQ(NormalizeNfc("\u0958"), "\u0915\u093C");    // a composition exclusion
  EXPECT_EQ(NormalizeNfc("a\u0315\u0300"), "à\u0315");  // canonical order
  EXPECT_EQ(NormalizeNfc("plain"), "plain");
}

TEST(Unicode, VersionIsThatOfTheTables) {
  EXPECT_EQ(UnicodeVersion(), U_UNICODE_VERSION);
}

}  // namespace
}  // namespace lsq::text
