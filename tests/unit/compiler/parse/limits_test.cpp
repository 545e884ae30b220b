// SPDX-License-Identifier: Apache-2.0
// What is too much is reported once and cannot hang or crash the parser.
#include "parse_support.h"

namespace lsq::parse::test {
namespace {

constexpr size_t kMany = 100'000;    // nesting
constexpr size_t kHostile = 20'000;  // what a quadratic pass would not survive

TEST(Limits, NestingIsRefusedBeforeItIsEntered) {
  EXPECT_EQ(Parse("x {\n when " + Repeat("(", 63) + "1" + Repeat(")", 63) + "\n}").Codes(), "");
  EXPECT_EQ(Parse("x {\n when " + Repeat("(", 64) + "1" + Repeat(")", 64) + "\n}").Codes(), "LSQ1008");
  for (const std::string& text : {"x " + Repeat("{", kMany), "x " + Repeat("{([", kMany / 3),
                                  "x {\n when " + Repeat("[(", kMany) + Repeat(")]", kMany) + "\n}"}) {
    EXPECT_EQ(Parse(text).Codes(), "LSQ1008");
  }
}

TEST(Limits, ChainsWithoutBracketsAreLimitedToo) {
  const auto in = [](const std::string& statement) { return Parse("x {\n" + statement + "\n}").Codes(); };
  EXPECT_EQ(in("when " + Repeat("-", kMany) + "1"), "LSQ1008");
  EXPECT_EQ(in("when " + Repeat("not ", kMany) + "a"), "LSQ1008");
  EXPECT_EQ(in("f: " + Repeat("list of ", kMany) + "Text"), "LSQ1008");
  EXPECT_EQ(in("when a" + Repeat(".b", kMany)), "LSQ1009");
  EXPECT_EQ(in("when a" + Repeat(" and b", kMany)), "LSQ1009");
  EXPECT_EQ(in("when a" + Repeat(" + b", kMany)), "LSQ1009");
  EXPECT_EQ(in("when " + Repeat("a exists where ", 1000) + "b"), "LSQ1008");
  EXPECT_EQ(in("let a be " + Repeat("if a then b else ", 1000) + "c"), "LSQ1008");
  EXPECT_EQ(in("when a" + Repeat(" and b", 999)), "");
  EXPECT_EQ(in("if a { }" + Repeat(" else if b { }", 10'000)), "");  // arms stand side by side
}

TEST(Limits, SizesAreReportedWithoutReading) {
  EXPECT_EQ(Parse(std::string(50u << 20, 'x')).Codes(), "LSQ1006");
  Options options;
  options.declaration_bytes = 20;
  const Parsed parsed = Parse("a { b c d e f g h i j }\nok { }\n", nullptr, options);
  EXPECT_EQ(parsed.Codes(), "LSQ1007");
  EXPECT_EQ(parsed.tree.declarations.size(), 2u);
  EXPECT_EQ(Parse("enum " + Repeat("n", 200)).Codes(), "");
  EXPECT_EQ(Parse("enum " + Repeat("n", 201)).Codes(), "LSQ1010");
}

TEST(Limits, AFileInUtf16IsOneMistake) {
  EXPECT_EQ(Parse("\xFF\xFE" + std::string("x\0 \0{\0}\0", 8)).Codes(), "LSQ1012");
  EXPECT_EQ(Parse("\xFE\xFF" + std::string("\0x\0 \0{\0}", 8)).Codes(), "LSQ1012");
  EXPECT_EQ(Parse(std::string("x\0 \0{\0}\0", 8)).Codes(), "LSQ1012");
  EXPECT_EQ(Parse(std::string("\0\0x", 3)).Codes(), "LSQ1002");
}

TEST(Limits, ErrorsBeyondTheFirstHundredAreCounted) {
  const Parsed parsed = Parse(Repeat("x {\n  when\n}\n", 5'000));
  ASSERT_EQ(parsed.diagnostics.size(), 101u);
  EXPECT_EQ(parsed.diagnostics.back().kind->number, 1011);
  EXPECT_EQ(parsed.diagnostics.back().args, std::vector<std::string>{"4900"});
}

TEST(Limits, HostileTextsTakeLinearTime) {
  const std::string texts[] = {
      "x \"" + Repeat("@{", kHostile),
      "x \"" + Repeat("@{@{}", kHostile) + "\"",
      "x \"\"\"" + Repeat("@{", kHostile),
      "x \"\"\"" + Repeat("\n@{a", kHostile),
      Repeat("\"", kHostile + 1),
      "x a,\n" + Repeat("// c\n", kHostile) + "and b",
      "x a\n" + Repeat("// c\n", kHostile) + "and b",
      Repeat("a {\n b (\n", kHostile / 2),
      Repeat("automation \"A\" {\n", kHostile / 4),
      Repeat(";", kHostile),
      "x " + Repeat("}])", kHostile),
      "x {\n when [a " + Repeat(",", kHostile) + "]\n}",
      Repeat("'", kHostile),
      Repeat("“", kHostile / 2),
      "x {\n" + Repeat("| a | b\n", kHostile) + "}",
  };
  for (const std::string& text : texts) EXPECT_FALSE(Parse(text).tree.declarations.empty());
}

}  // namespace
}  // namespace lsq::parse::test
