// SPDX-License-Identifier: Apache-2.0
// One mistake, one error, at the right place. Every code of the parser is here.
#include "parse_support.h"

#include <set>

#include "compiler/diagnostics/apply_fixes.h"
#include "compiler/syntax/walk.h"

namespace lsq::parse::test {
namespace {

struct Case {
  std::string text;
  std::string marks;  // as Parsed::Marks
};

std::string Line(const std::string& statement) {
  return "x {\n  " + statement + "\n}\n";
}

std::vector<Case> CharacterCases() {
  return {
      {std::string("a \xFF\xFE b"), "LSQ1001 '\xFF\xFE'"},
      {"a \"\xFF\"", "LSQ1001 '\xFF'"},
      {std::string("a \0 b", 5), std::string("LSQ1002 '\0'", 11)},
      {"a \x01", "LSQ1003 '\x01'"},
      {"// \x7F\na", "LSQ1003 '\x7F'"},
      {"a \"\u202E\"", "LSQ1004 '\u202E'"},
      {"// \u2066\na", "LSQ1004 '\u2066'"},
      {"a \uFEFF b", "LSQ1005 '\uFEFF'"},
      {"automation \"A {\n  on b\n}\n", "LSQ1101 '\"'"},
      {"x { y \"abc }\n", "LSQ1101 '\"'"},
      {"x { y (a \"b) }", "LSQ1101 '\"'"},
      {"x {\n  body \"\"\"\n  abc\n}\nautomation \"B\" { }\n", "LSQ1102 '\"\"\"'"},
      {Line("a \"\\q\""), "LSQ1103 '\\q'"},
      {Line("a \"\\u{D800}\""), "LSQ1117 '\\u{D800}'"},
      {Line("a \"\\u{20\""), "LSQ1117 '\\u{20'"},
      {Line("a \"\\u20\""), "LSQ1103 '\\u'"},
      {Line("a\u00A0b"), "LSQ1106 '\u00A0'"},
      {Line("a\u200Bb"), "LSQ1106 '\u200B'"},
      {Line("a \"b\\"), "LSQ1101 '\"'"},
      {Line("a is 'b'"), "LSQ1104 ''b''"},
      {Line("a “b”"), "LSQ1105 '“b”'"},
      {Line("a ~ b"), "LSQ1106 '~'"},
      {Line("a 😀 b"), "LSQ1106 '😀'"},
      {Line("a – b"), "LSQ1107 '–'"},
      {Line("when a ≥ 1"), "LSQ1107 '≥'"},
      {Line("when größe is 1"), "LSQ1108 'größe'"},
      {Line("when a && b"), "LSQ1109 '&&'"},
      {Line("when a || b"), "LSQ1109 '||'"},
      {Line("when !a"), "LSQ1109 '!'"},
      {Line("# c"), "LSQ1110 '#'"},
      {Line("a /* b */ c"), "LSQ1110 '/*'"},
      {Line("a /* b"), "LSQ1110 '/*'"},
      {Line("a; b"), "LSQ1111 ';'"},
      {"use a; use b", "LSQ1111 ';'"},
      {Line("If a { b }"), "LSQ1112 'If'"},
      {Line("when a AND b"), "LSQ1112 'AND'"},
      {Line("when a IS 1"), "LSQ1112 'IS'"},
      {Line("when a is 1.2.3"), "LSQ1113 '1.2.3'"},
      {Line("a 0x1F"), "LSQ1113 '0x1F'"},
      {Line("a 1_000"), "LSQ1113 '1_000'"},
      {Line("a 1234567890123456789"), "LSQ1114 '1234567890123456789'"},
      {Line("a 1234567890123456789 days"), "LSQ1114 '1234567890123456789'"},
      {Line("a 2026-02-30"), "LSQ1115 '2026-02-30'"},
      {Line("a 2026-13-01"), "LSQ1115 '2026-13-01'"},
      {Line("a 0000-01-01"), "LSQ1115 '0000-01-01'"},
      {Line("a 2026-1-1"), "LSQ1115 '2026-1-1'"},
      {Line("a 2026-01-01 25:00"), "LSQ1116 '25:00'"},
      {Line("a 9:75"), "LSQ1116 '9:75'"},
      {Line("a 13:00 pm"), "LSQ1116 '13:00 pm'"},
  };
}

std::vector<Case> BracketCases() {
  return {
      {"a {", "LSQ1201 '{'"},
      {"x {\n  do {\n    a\n  b { c }\n}\n\nautomation \"B\" { }\n", "LSQ1201 '{'"},
      {"x {\n  if (a is 1 {\n    b\n  }\n  c\n}\n", "LSQ1201 '('"},
      {Line("a (1 +\n  b\n  c"), "LSQ1201 '('"},
      {"extern a (b: Text\nextern c (d: Text)\n", "LSQ1201 '('"},
      {"x { a }\n}\n", "LSQ1202 '}'"},
      {Line("a ) b"), "LSQ1202 ')'"},
      {Line("a [1, 2)"), "LSQ1203 ')'"},
      {"x {\n  a {\n    b\n  } }\n}\ny { b }\n", "LSQ1202 '}'"},
      {"x {\n  if a {\n    b\n  }\n  }\n  c d\n}\n", "LSQ1202 '}'"},
      {"x\n{\n  a\n}\n", "LSQ1204 '{'"},
      {"automation \"A\"\n  on b\n  do {\n    c\n  }\n}\n", "LSQ1206 ''"},
      {"x {\n  do\n    a\n  }\n}\n", "LSQ1206 ''"},
      {"x {\n  if a and\n      b is 1  // c\n    d\n  } else {\n    e\n  }\n}\n", "LSQ1206 ''"},
      {"x {\n  if a {\n    b\n  } else\n    c\n  }\n}\n", "LSQ1206 ''"},
      {"x {\n  if a {\n    b\n  else {\n    c\n  }\n}\n", "LSQ1201 '{'"},
      {"x {\n  if a {\n    b\n   else if d {\n    c\n  }\n}\n", "LSQ1201 '{'"},
      {"x {\n  do { {\n    a\n  }\n}\n", "LSQ1207 '{'"},
      {"x { a } automation \"B\" { b }", "LSQ1205 'automation'"},
      {Line("a { b } c"), "LSQ1205 'c'"},
      {Line("set a to 1 set b to 2"), "LSQ1205 'set'"},
  };
}

std::vector<Case> StatementCases() {
  return {
      {Line("when"), "LSQ1301 'when'"},
      {Line("if { a }"), "LSQ1301 'if'"},
      {Line("a where, b"), "LSQ1301 'where'"},
      {Line("if a is 1\n  b"), "LSQ1302 ''"},
      {Line("if a is 1\n  else { b }"), "LSQ1302 'else'"},
      {Line("else { a }"), "LSQ1303 'else'"},
      {Line("else if a is 1 { b }"), "LSQ1303 'else'"},
      {Line("a { b } else if c { d }"), "LSQ1304 'else if'"},
      {Line("a { b } else\n  c"), "LSQ1305 'else'"},
      {Line("let"), "LSQ1306 ''"},
      {Line("let a 5"), "LSQ1307 '5'"},
      {Line("set a.b 5"), "LSQ1308 '5'"},
      {Line("set a.b"), "LSQ1308 ''"},
      {Line("Name:"), "LSQ1309 ':'"},
      {Line("let a be"), "LSQ1309 'be'"},
      {Line("Name:\n  City: Text"), "LSQ1309 ':'"},
      {Line("when a = 1"), "LSQ1310 '='"},
      {Line("let a = 1"), "LSQ1310 '='"},
      {Line("set a = 1"), "LSQ1310 '='"},
      {Line("| a | b"), "LSQ1311 ''"},
      {Line("| a |  | b |"), "LSQ1312 ''"},
      {Line("a, , b"), "LSQ1313 ','"},
      {Line("a [1, , 2]"), "LSQ1313 ','"},
      {Line("a,\n  ,b"), "LSQ1313 ','"},
      {Line("set a to 5 { b }"), "LSQ1314 '{'"},
      {"let a be 5\n", "LSQ1315 'let'"},
  };
}

std::vector<Case> ExpressionCases() {
  return {
      {Line("when a >"), "LSQ1401 '>'"},
      {"x {\n  when a >\n  once per b\n}\n", "LSQ1401 '>'"},
      {Line("when a is not"), "LSQ1401 'is not'"},
      {Line("when a and"), "LSQ1401 'and'"},
      {Line("if a > { b }"), "LSQ1401 '>'"},
      {Line("a (1 + )"), "LSQ1401 '+'"},
      {Line("a (* 2)"), "LSQ1402 '*'"},
      {Line("> 5"), "LSQ1402 '>'"},
      {Line("when a + * 2"), "LSQ1403 '*'"},
      {Line("a (b c)"), "LSQ1404 'c'"},
      {Line("if a.b \"c\" { d }"), "LSQ1404 '\"c\"'"},
      {Line("when a and b or c"), "LSQ1405 'or'"},
      {Line("when a < b < c"), "LSQ1406 '<'"},
      {Line("a > 5"), "LSQ1407 '>'"},
      {Line("when a and not b"), "LSQ1408 'not'"},
      {Line("let a be if b then c"), "LSQ1409 'if'"},
      {Line("let a be if b"), "LSQ1409 'if'"},
      {Line("when a between 1"), "LSQ1410 'between'"},
      {Line("when a. is 1"), "LSQ1411 '.'"},
      {Line("set a. to 1"), "LSQ1411 '.'"},
      {Line("when a in (\"b\", \"c\")"), "LSQ1412 '(\"b\", \"c\")'"},
      {Line("a(: 5)"), "LSQ1413 ':'"},
      {Line("a.b(c)"), "LSQ1414 'b'"},
      {Line("a \"@{Lead:X, there\""), "LSQ3001 '@{'"},
      {Line("when @{Lead:X is 1"), "LSQ3001 '@{'"},
      {Line("a \"@{Lead:X,@{Lead:Y,}}\""), "LSQ3002 '@{'"},
      {Line("when @{Lead:X,@{Lead:Y,}} is 1"), "LSQ3002 '@{'"},
      {Line("a \"@<Lead:X,@{Lead:Y,}>\""), "LSQ3002 '@{'"},
      {Line("a \"@{}\""), "LSQ3003 '@{}'"},
      {Line("a \"@{Lead:}\""), "LSQ3003 '@{Lead:}'"},
      {Line("a \"@{Lead:X Y}\""), "LSQ3003 '@{Lead:X Y}'"},
  };
}

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const auto& group : {CharacterCases(), BracketCases(), StatementCases(), ExpressionCases()}) {
    cases.insert(cases.end(), group.begin(), group.end());
  }
  return cases;
}

TEST(Errors, OneMistakeIsOneErrorAtItsPlace) {
  for (const Case& c : Cases()) EXPECT_EQ(Parse(c.text).Marks(), c.marks) << c.text;
}

TEST(Errors, EveryCodeHasACase) {
  std::set<int> seen = {1006, 1007, 1008, 1009, 1010, 1011, 1012};  // limits_test.cpp
  for (const Case& c : Cases()) {
    for (const auto& diagnostic : Parse(c.text).diagnostics) seen.insert(diagnostic.kind->number);
  }
  for (const diagnostics::Kind* kind : diagnostics::AllKinds()) {
    const bool ours = kind->number < 2000 || (kind->number >= 3001 && kind->number < 3040);
    if (!ours) continue;
    EXPECT_TRUE(seen.contains(kind->number)) << kind->Code() << " " << kind->name;
  }
}

TEST(Errors, TheTreeIsWholeAndSaysSo) {
  for (const Case& c : Cases()) {
    const Parsed parsed = Parse(c.text);
    bool has_errors = false;
    for (const syntax::Declaration& declaration : parsed.tree.declarations) {
      has_errors = has_errors || declaration.tree->has_errors;
      EXPECT_TRUE(declaration.tree->root.valid());
      syntax::Walk(*declaration.tree, declaration.tree->root, [](syntax::NodeId) {});
    }
    const bool between_declarations = parsed.Codes() == "LSQ1205" || c.text[0] == '/';
    EXPECT_TRUE(has_errors || between_declarations) << c.text;
  }
}

TEST(Errors, EachFixAloneRemovesItsError) {
  for (const Case& c : Cases()) {
    const Parsed before = Parse(c.text);
    for (const auto& diagnostic : before.diagnostics) {
      for (const diagnostics::Fix& fix : diagnostic.fixes) {
        const std::string text = diagnostics::ApplyFixes(c.text, source::FileId{0}, {&fix, 1});
        // Behind the mistake there may be another one, such as the missing operand in `(1 +`.
        for (const auto& left : Parse(text).diagnostics) {
          EXPECT_FALSE(left.kind == diagnostic.kind && left.args == diagnostic.args) << c.text << "fixed: " << text;
        }
      }
    }
  }
}

TEST(Errors, AMistakeCostsItsOwnDeclarationOnly) {
  const std::string good = "automation \"Good\" {\n  on new Lead\n}\n";
  for (const Case& c : Cases()) {
    if (c.text.find("\"\"\"") != std::string::npos) continue;
    const Parsed parsed = Parse(c.text + "\n" + good);
    ASSERT_FALSE(parsed.tree.declarations.empty());
    EXPECT_FALSE(parsed.tree.declarations.back().tree->has_errors) << c.text << parsed.Marks();
  }
}

// What follows on the next lines, and the block around, stay.
TEST(Errors, AMistakeCostsItsOwnStatementOnly) {
  for (const char* statement :
       {"when (* 2) is 1", "when a in [\"b\" \"c\"]", "when f(: 5)", "when a >", "a, , b", "let 5", "set x 5", "if a",
        "when a.b(c) is 1", "x ) y", "a { b } else if c { d }", "| a | b", "[a b] c", "else { a }"}) {
    const Parsed parsed = Parse("x {\n  " + std::string(statement) + "\n  kept word\n  do { kept }\n}\n");
    EXPECT_EQ(parsed.diagnostics.size(), 1u) << statement << parsed.Marks();
    const std::string tree = syntax::Print(parsed.tree);
    EXPECT_TRUE(
        tree.ends_with("    card\n      name kept\n      name word\n    card\n      name do\n      block\n"
                       "        card\n          name kept\n"))
        << statement << "\n"
        << tree;
  }
}

TEST(Errors, AnUnclosedBraceShowsWhereItOpensAndWhatCannotBeInside) {
  const Parsed parsed = Parse("a {\n  b {\n    c\n}\n\nautomation \"B\" { d }\n");
  ASSERT_EQ(parsed.Codes(), "LSQ1201");
  EXPECT_EQ(parsed.file.PositionAt(parsed.diagnostics[0].primary.at.span.begin), (source::Position{2, 5}));
  ASSERT_EQ(parsed.diagnostics[0].labels.size(), 2u);
  EXPECT_EQ(parsed.file.PositionAt(parsed.diagnostics[0].labels[1].at.span.begin), (source::Position{6, 1}));
  EXPECT_EQ(parsed.tree.declarations.size(), 2u);
}

TEST(Errors, IndentationNeverChangesACorrectProgram) {
  const std::string text = "a {\nb {\nc\n}\nautomation {\nd\n}\n}\n";
  EXPECT_EQ(Parse(text).Marks(), "");
  EXPECT_EQ(Parse(text).tree.declarations.size(), 1u);
}

TEST(Errors, ThePageOfACodeShowsIt) {
  for (const diagnostics::Kind* kind : diagnostics::AllKinds()) {
    if (kind->number >= 2000 && (kind->number < 3001 || kind->number >= 3040)) continue;
    const auto path = std::filesystem::path(LSQ_SOURCE_DIR) / "compiler/diagnostics/pages" / (kind->Code() + ".md");
    const std::string page = ReadFile(path);
    ASSERT_TRUE(page.starts_with("# " + kind->Code() + ": ")) << path;
    const auto blocks = LsqBlocks(page);
    for (size_t i = 0; i < blocks.size(); ++i) {
      EXPECT_EQ(Parse(blocks[i]).Codes(), i == 0 ? kind->Code() : "") << blocks[i];
    }
  }
}

TEST(Errors, NeverSpeaksInLists) {
  for (const Case& c : Cases()) {
    for (const auto& diagnostic : Parse(c.text).diagnostics) {
      EXPECT_EQ(diagnostic.Message().find("expecting"), std::string::npos);
      EXPECT_LT(diagnostic.Message().size(), 160u);
    }
  }
}

}  // namespace
}  // namespace lsq::parse::test
