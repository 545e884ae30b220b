// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/runtime/builtins/call_native.h"

namespace lsq::builtins {
namespace {

class TextNativeTest : public NativeTest {};

TEST_F(TextNativeTest, CaseFollowsUnicode) {
  EXPECT_EQ(Text("text.upper", {T("straße")}), "STRASSE");
  EXPECT_EQ(Text("text.lower", {T("PUNE")}), "pune");
  EXPECT_EQ(Text("text.title", {T("new DELHI")}), "New Delhi");
}

TEST_F(TextNativeTest, BlanksOfUnicodeCount) {
  EXPECT_EQ(Text("text.trim", {T("\xC2\xA0 Pune ")}), "Pune");
  EXPECT_EQ(Text("text.squeeze", {T("  New \t\xC2\xA0 Delhi ")}), "New Delhi");
}

TEST_F(TextNativeTest, PositionsCountCodePoints) {  // E-EXPR-2
  EXPECT_EQ(Number("text.length", {T("पुणे")}), "4");
  EXPECT_EQ(Text("text.left", {T("éa😀b"), N("3")}), "éa😀");
  EXPECT_EQ(Text("text.left", {T("ab"), N("9")}), "ab");
  EXPECT_EQ(Text("text.left", {T("ab"), N("-1")}), "");
  EXPECT_EQ(Text("text.right", {T("éa😀b"), N("2")}), "😀b");
  EXPECT_EQ(Text("text.middle", {T("Bangalore"), N("4"), N("3")}), "gal");
  EXPECT_EQ(Text("text.middle", {T("abc"), N("0"), N("2")}), "a");
  EXPECT_EQ(Text("text.middle", {T("abc"), N("3"), N("99999999999999")}), "c");
  EXPECT_EQ(Text("text.left", {T("ab"), N("1.5")}), "F_TYPE_MISMATCH");
}

TEST_F(TextNativeTest, ReplaceTellsCapitalsApart) {
  EXPECT_EQ(Text("text.replace", {T("a-A-a"), T("a"), T("xy")}), "xy-A-xy");
  EXPECT_EQ(Text("text.replace", {T("abc"), T(""), T("x")}), "abc");
  const std::string many(100'000, 'a');
  EXPECT_EQ(Text("text.replace", {T(many), T("a"), T(many)}), "F_TEXT_TOO_LONG");
}

TEST_F(TextNativeTest, FindingIgnoresCase) {  // E-EXPR-1
  EXPECT_EQ(Number("text.index_of", {T("Bangalore"), T("GAL")}), "4");
  EXPECT_EQ(Number("text.index_of", {T("Bangalore"), T("x")}), "missing");
  EXPECT_EQ(Number("text.index_of", {T("éé Straße"), T("STRASSE")}), "4");
  EXPECT_EQ(Number("text.index_of", {T("İx"), T("X")}), "2");
  EXPECT_EQ(Text("text.before", {T("asha@Example.com"), T("@EXAMPLE")}), "asha");
  EXPECT_EQ(Text("text.before", {T("asha"), T("@")}), "asha");
  EXPECT_EQ(Text("text.after", {T("Maßstab 5"), T("SS")}), "stab 5");
  EXPECT_EQ(Text("text.after", {T("asha"), T("@")}), "");
}

TEST_F(TextNativeTest, SplitKeepsBlankPieces) {
  EXPECT_EQ(Texts("text.split", {T("a,,b,"), T(",")}), (std::vector<std::string>{"a", "", "b", ""}));
  EXPECT_EQ(Texts("text.split", {T("aé😀"), T("")}), (std::vector<std::string>{"a", "é", "😀"}));
  EXPECT_EQ(Texts("text.split", {T("a"), T("--")}), (std::vector<std::string>{"a"}));
}

TEST_F(TextNativeTest, WordsOfNames) {
  EXPECT_EQ(Text("text.first_word", {T(" Asha  Rao ")}), "Asha");
  EXPECT_EQ(Text("text.last_word", {T(" Asha  Rao ")}), "Rao");
  EXPECT_EQ(Text("text.first_word", {T("  ")}), "");
  EXPECT_EQ(Text("text.initials", {T("asha élodie rao")}), "AÉR");
  EXPECT_EQ(Text("text.digits", {T("+91 98-450")}), "9198450");
}

TEST_F(TextNativeTest, FillingAndRepeating) {
  EXPECT_EQ(Text("text.pad_left", {T("7"), N("3"), T("0")}), "007");
  EXPECT_EQ(Text("text.pad_left", {T("7"), N("4"), T("ab")}), "aba7");
  EXPECT_EQ(Text("text.pad_right", {T("é"), N("3"), T(".")}), "é..");
  EXPECT_EQ(Text("text.pad_right", {T("abcd"), N("3"), T(".")}), "abcd");
  EXPECT_EQ(Text("text.pad_left", {T("7"), N("3"), T("")}), "7");
  EXPECT_EQ(Text("text.repeat", {T("ab"), N("3")}), "ababab");
  EXPECT_EQ(Text("text.repeat", {T("ab"), N("0")}), "");
  EXPECT_EQ(Text("text.repeat", {T("ab"), N("100000000")}), "F_TEXT_TOO_LONG");
  EXPECT_EQ(Text("text.pad_left", {T("a"), N("999999999999"), T("é")}), "F_TEXT_TOO_LONG");
}

TEST_F(TextNativeTest, PatternsMatchTheWholeText) {
  EXPECT_TRUE(Yes("text.matches", {T("Invoice-17.pdf"), T("invoice-*.PDF")}));
  EXPECT_TRUE(Yes("text.matches", {T("aXb"), T("a?b")}));
  EXPECT_TRUE(Yes("text.matches", {T("a😀b"), T("a?b")}));
  EXPECT_FALSE(Yes("text.matches", {T("ab"), T("a?b")}));
  EXPECT_TRUE(Yes("text.matches", {T("abcabd"), T("*ab?")}));
  EXPECT_FALSE(Yes("text.matches", {T("abc"), T("ab")}));
  EXPECT_TRUE(Yes("text.matches", {T("ab"), T("ab***")}));
  EXPECT_TRUE(Yes("text.matches", {T("पुणे"), T("*णे")}));
}

TEST_F(TextNativeTest, AHostilePatternCostsFuelNotTime) {  // decision 19
  const std::string text(1 << 20, 'a');
  EXPECT_EQ(Text("text.matches", {T(text), T("*" + std::string(1 << 19, 'a') + "b")}), "F_FUEL");
  EXPECT_TRUE(Yes("text.matches", {T(text), T("*a")}));
}

TEST_F(TextNativeTest, MailAddresses) {
  for (const char* good : {"a@b.co", " asha.rao+x@mail.example.com ", "o'neil@x.museum", "ü@exämple.de"}) {
    EXPECT_TRUE(Yes("text.is_email", {T(good)})) << good;
  }
  for (const char* bad : {"", "a", "@b.co", "a@b", "a@@b.co", ".a@b.co", "a..b@c.de", "a@b.c", "a@-b.co", "a@b..co",
                          "a b@c.de", "a@b.12", "a@b.co."}) {
    EXPECT_FALSE(Yes("text.is_email", {T(bad)})) << bad;
  }
}

TEST_F(TextNativeTest, CountryCodes) {  // E-SMS-1
  for (const char* with : {"+91-98450", " 0091 98450"}) EXPECT_TRUE(Yes("text.has_country_code", {T(with)})) << with;
  for (const char* without : {"98450", "0 98450", "+", "00", "+-9"}) {
    EXPECT_FALSE(Yes("text.has_country_code", {T(without)})) << without;
  }
}

TEST_F(TextNativeTest, PartsOfAddresses) {
  EXPECT_EQ(Text("text.url_encode", {T("New Delhi&x=1")}), "New%20Delhi%26x%3D1");
}

TEST_F(TextNativeTest, ValuesAsText) {  // C-MM-14
  EXPECT_EQ(Text("text.of_number", {N("1234.50")}), "1234.5");
  EXPECT_EQ(Text("text.of_date", {D("2026-12-25")}), "2026-12-25");
  EXPECT_EQ(Text("text.of_datetime", {At("2026-03-06T17:20:00Z")}), "2026-03-06 22:50:00");
  EXPECT_EQ(Text("text.of_time", {Clock("9:00 am")}), "09:00:00");
  EXPECT_EQ(Text("text.of_bool", {value::ToCell(true)}), "Yes");
}

TEST_F(TextNativeTest, GroupsOfDigits) {
  EXPECT_EQ(Text("text.format_number", {N("1234567.5"), N("2")}), "1,234,567.50");
  EXPECT_EQ(Text("text.format_lakhs", {N("1234567.5"), N("2")}), "12,34,567.50");
  EXPECT_EQ(Text("text.format_lakhs", {N("12345678901"), N("0")}), "12,34,56,78,901");
  EXPECT_EQ(Text("text.format_number", {N("999"), N("0")}), "999");
  EXPECT_EQ(Text("text.format_number", {N("1000"), N("0")}), "1,000");
  EXPECT_EQ(Text("text.format_lakhs", {N("100000"), N("0")}), "1,00,000");
  EXPECT_EQ(Text("text.format_number", {N("-1234.005"), N("2")}), "-1,234.00");
  EXPECT_EQ(Text("text.format_number", {N("-0.001"), N("2")}), "0.00");
  EXPECT_EQ(Text("text.format_number", {N("1"), N("10")}), "F_TYPE_MISMATCH");
}

TEST_F(TextNativeTest, ASecretIsItsNameUntilItIsSent) {
  EXPECT_EQ(Text("host.secret", {T("crm")}),
            "\xEF\xB7\x90"
            "crm"
            "\xEF\xB7\x91");
  EXPECT_EQ(Text("host.secret", {T("\xEF\xB7\x90"
                                   "x")}),
            "F_TYPE_MISMATCH");
}

}  // namespace
}  // namespace lsq::builtins
