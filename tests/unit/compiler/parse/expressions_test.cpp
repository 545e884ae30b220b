// SPDX-License-Identifier: Apache-2.0
#include "parse_support.h"

namespace lsq::parse::test {
namespace {

TEST(Precedence, FromLooseToTight) {
  EXPECT_EQ(ExpressionTree("a default 1 + 2 * -b.c is d"),
            "binary is\n  binary default\n    name a\n    binary +\n      number 1\n      binary *\n        number 2\n"
            "        negate\n          member c\n            name b\n  name d\n");
  EXPECT_EQ(ExpressionTree("not a is b and c"),
            "binary and\n  not\n    binary is\n      name a\n      name b\n  name c\n");
  EXPECT_EQ(ExpressionTree("a - b - c"), "binary -\n  binary -\n    name a\n    name b\n  name c\n");
  EXPECT_EQ(ExpressionTree("(a and b) or c"),
            "binary or\n  paren\n    binary and\n      name a\n      name b\n  name c\n");
}

TEST(Comparisons, EverySpelling) {
  const std::pair<const char*, const char*> cases[] = {{"is", "is"},
                                                       {"==", "is"},
                                                       {"is not", "is not"},
                                                       {"!=", "is not"},
                                                       {"<", "<"},
                                                       {"<=", "<="},
                                                       {">", ">"},
                                                       {">=", ">="},
                                                       {"in", "in"},
                                                       {"not in", "not in"},
                                                       {"contains", "contains"},
                                                       {"does not contain", "does not contain"},
                                                       {"not contains", "does not contain"},
                                                       {"starts with", "starts with"},
                                                       {"does not start with", "does not start with"},
                                                       {"ends with", "ends with"},
                                                       {"does not end with", "does not end with"},
                                                       {"has any", "has any"},
                                                       {"has all", "has all"},
                                                       {"has none", "has none"},
                                                       {"is exactly", "is exactly"},
                                                       {"is not exactly", "is not exactly"},
                                                       {"contains exactly", "contains exactly"},
                                                       {"starts with exactly", "starts with exactly"}};
  for (const auto& [spelling, shown] : cases) {
    EXPECT_EQ(ExpressionTree("a " + std::string(spelling) + " b"),
              "binary " + std::string(shown) + "\n  name a\n  name b\n")
        << spelling;
  }
}

TEST(Comparisons, BetweenAndChanges) {
  EXPECT_EQ(ExpressionTree("a not between 1 and 2 and b"),
            "binary and\n  not between\n    name a\n    number 1\n    number 2\n  name b\n");
  EXPECT_EQ(ExpressionTree("Lead.Stage changed from \"A\" to \"B\""),
            "change changed\n  member Stage\n    name Lead\n  from\n    text\n      literal \"A\"\n  to\n    text\n"
            "      literal \"B\"\n");
  EXPECT_EQ(ExpressionTree("a increased or b crosses 50"),
            "binary or\n  change increased\n    name a\n  change crosses\n    name b\n    to\n      number 50\n");
}

TEST(Operands, Literals) {
  EXPECT_EQ(ExpressionTree("2026-12-25"), "date 20812\n");
  EXPECT_EQ(ExpressionTree("1970-01-02 09:00"), "datetime 1 32400\n");
  EXPECT_EQ(ExpressionTree("12:30 am"), "time 1800\n");
  EXPECT_EQ(ExpressionTree("9:00 pm"), "time 75600\n");
  EXPECT_EQ(ExpressionTree("21:30:15"), "time 77415\n");
  EXPECT_EQ(ExpressionTree("15%"), "number 15%\n");
  EXPECT_EQ(ExpressionTree("10 % 3"), "binary %\n  number 10\n  number 3\n");
  EXPECT_EQ(ExpressionTree("2 business days"), "duration 2 business days\n");
  EXPECT_EQ(ExpressionTree("30 seconds"), "duration 30 seconds\n");  // refused by the checker, WAIT-2
  EXPECT_EQ(ExpressionTree("@{Lead:End,}+1d"),                       // likewise, WAIT-14
            "binary +\n  merge Lead:End default \"\"\n  number 1 suffix d\n");
  EXPECT_EQ(ExpressionTree("a in last 7 days"), "binary in\n  name a\n  window last 7 days\n");
  EXPECT_EQ(ExpressionTree("a not in this month"), "binary not in\n  name a\n  window this month\n");
}

TEST(Operands, FormsWithBrackets) {
  EXPECT_EQ(ExpressionTree("lookup(\"C\", Centre: a).Id"),
            "member Id\n  call lookup\n    text\n      literal \"C\"\n    argument Centre\n      name a\n");
  EXPECT_EQ(ExpressionTree("any of (activity \"D\", activity \"C\" where x is filled)"),
            "any-of\n  ref activity\n    text\n      literal \"D\"\n  filtered\n    ref activity\n      text\n"
            "        literal \"C\"\n    binary is\n      name x\n      name filled\n");
  EXPECT_EQ(
      ExpressionTree("lead exists as m where m.A is b and c"),
      "exists lead as m\n  binary and\n    binary is\n      member A\n        name m\n      name b\n    name c\n");
  EXPECT_EQ(ExpressionTree("if a then b else if c then d else e"),
            "conditional\n  name a\n  name b\n  conditional\n    name c\n    name d\n    name e\n");
  EXPECT_EQ(ExpressionTree("list of Text"), "list-of\n  name Text\n");
}

TEST(Operands, AnyWordIsAFieldBehindADot) {
  for (const char* word : {"Stage", "when", "is", "and", "empty", "in", "default", "if", "not", "to"}) {
    EXPECT_EQ(ExpressionTree("Lead." + std::string(word) + " is 1"),
              "binary is\n  member " + std::string(word) + "\n    name Lead\n  number 1\n");
  }
  EXPECT_EQ(ExpressionTree("Lead.\"Preferred time\""), "member \"Preferred time\"\n  name Lead\n");
}

std::string TextOf(std::string_view text) {
  return ExpressionTree(text);
}

TEST(Texts, EscapesOutsideTags) {
  EXPECT_EQ(TextOf(R"("a\"\\\n\t\u{20B9}")"), "text\n  literal \"a\\\"\\\\\\n\\t₹\"\n");
  EXPECT_EQ(TextOf("\"\""), "text\n");
}

TEST(Texts, MergeTags) {  // domain B6, C-MM-2, E-MM-1 … E-MM-4
  const std::pair<const char*, const char*> cases[] = {
      {"@{Lead:FirstName}", "merge Lead:FirstName\n"},
      {"@{Lead:ProspectID ,}", "merge Lead:ProspectID default \"\"\n"},
      {"@{ Lead : FirstName , Dear, friend}", "merge Lead:FirstName default \" Dear, friend\"\n"},
      {"@{Lead:mx_Address~City,x}", "merge Lead:mx_Address~City default \"x\"\n"},
      {"@{total}", "merge total\n"},
      {"@{Saved:reply.id,}", "merge Saved:reply.id default \"\"\n"},
      {R"(@{Lead:X,a\}b\,c\\d\e})", "merge Lead:X default \"a}b,c\\\\d\\\\e\"\n"},
      {R"(@<Lead:X,a}b\>c>)", "merge Lead:X default \"a}b>c\"\n"},
  };
  for (const auto& [tag, shown] : cases) {
    EXPECT_EQ(ExpressionTree(tag), shown) << tag;
    EXPECT_EQ(ExpressionTree("\"" + std::string(tag) + "\""), "text\n  " + std::string(shown)) << tag;
  }
}

TEST(Texts, TagsAreScannedBeforeTheClosingQuote) {
  EXPECT_EQ(TextOf("\"Hi @{Lead:Name,\"friend\"}!\""),
            "text\n  literal \"Hi \"\n  merge Lead:Name default \"\\\"friend\\\"\"\n  literal \"!\"\n");
}

TEST(Texts, SignsThatAreNoTags) {
  EXPECT_EQ(TextOf("\"@@{Lead:X} a@b <@<b>x</b>> @\""), "text\n  literal \"@{Lead:X} a@b <@<b>x</b>> @\"\n");
}

TEST(Texts, BlockTextLosesTheIndentationOfItsLastLine) {
  EXPECT_EQ(TextOf("\"\"\"\n    a \"q\"\n      b\n\n  c\n    \"\"\""),
            "text\n  literal \"a \\\"q\\\"\\n  b\\n\\nc\"\n");
  EXPECT_EQ(TextOf("\"\"\"{\"id\": \"@{Lead:X,}\"}\"\"\""),
            "text\n  literal \"{\\\"id\\\": \\\"\"\n  merge Lead:X default \"\"\n  literal \"\\\"}\"\n");
  EXPECT_EQ(TextOf("\"\"\"\n  \"\"\""), "text\n");
}

TEST(MergeText, QuotesAndBackslashesArePlain) {
  diagnostics::Sink sink;
  const ParsedExpr parsed = ParseMergeText("Say \"C:\\new\" @{Lead:City,your \\} city} @@{x}", source::FileId{0}, sink);
  EXPECT_FALSE(sink.HasErrors());
  EXPECT_EQ(
      syntax::Print(parsed.tree, parsed.root),
      "text\n  literal \"Say \\\"C:\\\\new\\\" \"\n  merge Lead:City default \"your } city\"\n  literal \" @{x}\"\n");
}

TEST(MergeText, ErrorsCarryTheGivenFile) {
  diagnostics::Sink sink;
  ParseMergeText("Hi @{Lead:Na", source::FileId{7}, sink);
  ASSERT_EQ(sink.diagnostics().size(), 1u);
  EXPECT_EQ(sink.diagnostics()[0].kind->number, 3001);
  EXPECT_EQ(sink.diagnostics()[0].primary.at, (source::Location{source::FileId{7}, {3, 5}}));
}

}  // namespace
}  // namespace lsq::parse::test
