// SPDX-License-Identifier: Apache-2.0
// Whole programs parse without a diagnostic, and their trees are what the language reference says.
#include "parse_support.h"

#include "compiler/syntax/walk.h"

namespace lsq::parse::test {
namespace {

TEST(Programs, ParseWithoutErrors) {
  const auto programs = Programs();
  ASSERT_GE(programs.size(), 6u);
  for (const std::string& text : programs) {
    const Parsed parsed = Parse(text);
    EXPECT_EQ(parsed.Marks(), "") << text;
    EXPECT_FALSE(parsed.tree.declarations.empty());
  }
}

TEST(Programs, EveryExampleOfTheReferenceParses) {
  const auto blocks = LsqBlocks(ReadFile(std::filesystem::path(LSQ_SOURCE_DIR) / "grammar/README.md"));
  ASSERT_GE(blocks.size(), 13u);
  for (const std::string& block : blocks) EXPECT_EQ(Parse(block).Marks(), "") << block;
}

TEST(Programs, SpansNestAndCoverTheDeclaration) {
  for (const std::string& text : Programs()) {
    const Parsed parsed = Parse(text);
    uint32_t end = 0;
    for (const syntax::Declaration& declaration : parsed.tree.declarations) {
      EXPECT_GE(declaration.offset, end);
      end = declaration.offset + declaration.length;
      const syntax::Tree& tree = *declaration.tree;
      syntax::Walk(tree, tree.root, [&](syntax::NodeId parent) {
        const auto outer = syntax::SpanOf(tree, parent);
        EXPECT_LE(outer.end, declaration.length);
        syntax::ForEachChild(tree, parent, [&](syntax::NodeId child) {
          const auto inner = syntax::SpanOf(tree, child);
          EXPECT_TRUE(outer.begin <= inner.begin && inner.end <= outer.end)
              << syntax::Print(tree, parent, {true, false});
        });
      });
    }
  }
}

std::string TreeOf(const std::string& text) {
  const Parsed parsed = Parse(text);
  EXPECT_EQ(parsed.Marks(), "");
  return syntax::Print(parsed.tree);
}

TEST(Trees, PhraseWithIntroducerClausesAndRef) {
  EXPECT_EQ(
      TreeOf("distribute Lead to users where User.City is Lead.mx_City, round robin, otherwise to group \"Pune\""),
      "card\n"
      "  name distribute\n  name Lead\n  name to\n  name users\n  name where\n"
      "  binary is\n    member City\n      name User\n    member mx_City\n      name Lead\n"
      "  clause\n    name round\n    name robin\n"
      "  clause\n    name otherwise\n    name to\n    ref group\n      text\n        literal \"Pune\"\n");
}

TEST(Trees, DefaultJoinsOperandsInPhrases) {
  EXPECT_EQ(TreeOf("notify Lead.Owner default user \"ops\" \"Hi\""),
            "card\n  name notify\n  binary default\n    member Owner\n      name Lead\n"
            "    ref user\n      text\n        literal \"ops\"\n  text\n    literal \"Hi\"\n");
}

TEST(Trees, WordsOfLogicArePlainWordsInPhrases) {
  EXPECT_EQ(TreeOf("once per Lead in 30 days, or skip, owned by me or my groups"),
            "card\n  name once\n  name per\n  name Lead\n  name in\n  duration 30 days\n"
            "  clause\n    name or\n    name skip\n"
            "  clause\n    name owned\n    name by\n    constant me\n    name or\n    name my\n    name groups\n");
}

TEST(Trees, ConditionOfAnIntroducerEndsBeforeTheNextOperand) {
  EXPECT_EQ(TreeOf("expect emails [\"Welcome\"]"),
            "card\n  name expect\n  name emails\n  list\n    text\n      literal \"Welcome\"\n");
  EXPECT_EQ(TreeOf("expect error LSQ2104 in \"file.lsq\""),
            "card\n  name expect\n  name error\n  name LSQ2104\n  ref in\n    text\n      literal \"file.lsq\"\n");
}

TEST(Trees, ElseIfIsAnArmAndElseWithIfIsABlock) {  // ACC-3
  const std::string arm = TreeOf("x { if a { } else if b { } else { } }");
  EXPECT_EQ(arm,
            "card\n  name x\n  block\n    if\n      arm\n        name a\n        block\n      arm\n        name b\n"
            "        block\n      else\n        block\n");
  EXPECT_NE(arm, TreeOf("x { if a { } else { if b { } else { } } }"));
}

TEST(Trees, ElseTakesOneShortStatement) {
  EXPECT_EQ(TreeOf("x { wait until a, at most 3 days { } else exit because \"b\" }"),
            "card\n  name x\n  block\n    card\n      name wait\n      name until\n      name a\n"
            "      clause\n        name at\n        name most\n        duration 3 days\n      block\n"
            "      else\n        single\n          card\n            name exit\n            ref because\n"
            "              text\n                literal \"b\"\n");
}

TEST(Trees, EntriesShapesAndParameters) {
  EXPECT_EQ(TreeOf("extern action push order (order: Number) to erp returns { id: Text or empty } retries 5"),
            "card\n  name extern\n  name action\n  name push\n  name order\n  params\n    argument order\n"
            "      name Number\n  name to\n  name erp\n  name returns\n  shape\n    argument id\n      binary or\n"
            "        name Text\n        constant empty\n  name retries\n  number 5\n");
  EXPECT_EQ(TreeOf("e { \"Preferred time\": Text, max 100, b: one of [\"x\"] = \"x\", C = 1 }"),
            "card\n  name e\n  block\n    entry \"Preferred time\"\n      name Text\n      clause\n        name max\n"
            "        number 100\n    entry b\n      one-of\n        list\n          text\n            literal \"x\"\n"
            "      init\n        text\n          literal \"x\"\n    entry C\n      init\n        number 1\n");
}

TEST(Trees, RowsHaveCellsOfWordsAndTests) {
  EXPECT_EQ(TreeOf("t { | first response | any | >= 50 | in [\"A\"] | 30 minutes | }"),
            "card\n  name t\n  block\n    row\n      cell\n        name first\n        name response\n"
            "      cell\n        name any\n      cell\n        cell-test >=\n          number 50\n"
            "      cell\n        cell-test in\n          list\n            text\n              literal \"A\"\n"
            "      cell\n        duration 30 minutes\n");
}

TEST(Trees, DocCommentsBelongToTheStatementBelow) {
  const Parsed parsed = Parse("// loose\n\n/// One.\n/// Two.\na {\n  /// Inner.\n  b // c\n}\n// end\n");
  EXPECT_EQ(parsed.tree.loose_comments.size(), 2u);
  EXPECT_EQ(syntax::Print(parsed.tree),
            "doc \"One.\\nTwo.\"\ncard\n  name a\n  block\n    doc \"Inner.\"\n    card\n      name b\n");
  EXPECT_EQ(parsed.tree.declarations[0].tree->comments.size(), 4u);
}

TEST(Trees, LinesGoOnWhereTheReferenceSaysSo) {
  const std::string one = TreeOf("a { when b is 1 and c is 2, d [1, 2]\n let x be 1 }");
  EXPECT_EQ(one, TreeOf("a {\nwhen b is\n1\nand c is 2,\nd [1,\n2\n]\nlet x be\n1\n}"));
}

TEST(Trees, LineEndsOfEveryKindAreTheSame) {
  const std::string text = "a {\n  body \"\"\"\n    x\n    y\n    \"\"\"\n  b\n}\n";
  std::string crlf, cr;
  for (const char c : text) {
    crlf += c == '\n' ? "\r\n" : std::string(1, c);
    cr += c == '\n' ? '\r' : c;
  }
  EXPECT_EQ(TreeOf(crlf), TreeOf(text));
  EXPECT_EQ(TreeOf(cr), TreeOf(text));
  EXPECT_EQ(TreeOf("\xEF\xBB\xBF" + text), TreeOf(text));
}

}  // namespace
}  // namespace lsq::parse::test
