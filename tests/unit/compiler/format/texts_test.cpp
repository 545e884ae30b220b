// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/texts.h"

#include <gtest/gtest.h>

#include "compiler/format/operators.h"

namespace lsq::format {
namespace {

using syntax::Unit;

TEST(Texts, UnitsAgreeWithTheirNumber) {
  EXPECT_EQ(DurationText("1", Unit::Days), "1 day");
  EXPECT_EQ(DurationText("3", Unit::BusinessDays), "3 business days");
  EXPECT_EQ(DurationText("1.5", Unit::Hours), "1.5 hours");
  EXPECT_EQ(DurationText("0", Unit::Minutes), "0 minutes");
  EXPECT_EQ(WindowText({syntax::Direction::Last, "7", Unit::Days}), "last 7 days");
  EXPECT_EQ(WindowText({syntax::Direction::This, "", Unit::Months}), "this month");
  EXPECT_EQ(WindowText({syntax::Direction::Next, "1", Unit::Weeks}), "next 1 week");
}

TEST(Texts, MomentsKeepTheirFormWithPlainBlanks) {
  EXPECT_EQ(MomentText("9:00 am"), "9:00 am");
  EXPECT_EQ(MomentText("9:05PM"), "9:05 pm");
  EXPECT_EQ(MomentText("2026-12-25\t 09:00"), "2026-12-25 09:00");
  EXPECT_EQ(MomentText("9am"), "9 am");
  EXPECT_EQ(MomentText("21:30:15"), "21:30:15");
}

// A tree for `text`, whose spans the tests make by hand.
struct Source {
  source::File file;
  syntax::Tree tree;
  explicit Source(std::string text) : file("a", std::move(text)) {}
  SourceText view() const { return {file, tree, 0}; }
};

TEST(Texts, MembersLoseQuotesTheyDoNotNeed) {
  const auto member = [](const std::string& name) {
    const Source source("\"" + name + "\"");
    return MemberText(source.view(), {{0, static_cast<uint32_t>(name.size() + 2)}, name, true});
  };
  EXPECT_EQ(member("City"), "City");
  EXPECT_EQ(member("mx_City"), "mx_City");
  EXPECT_EQ(member("Parent~Member"), "Parent~Member");
  EXPECT_EQ(member("Preferred time"), "\"Preferred time\"");
  EXPECT_EQ(member("and"), "\"and\"");  // a word of the grammar would join lines
  EXPECT_EQ(member("2nd"), "\"2nd\"");
  EXPECT_EQ(member("Straße"), "\"Straße\"");
}

std::string Merge(std::string prefix, std::string field, const std::string& fallback, bool angle) {
  const Source source(fallback);
  syntax::MergeExpr merge{{{}, std::move(prefix)}, {{}, std::move(field)}, "", {0, 0}, angle};
  merge.fallback_span = {0, static_cast<uint32_t>(fallback.size())};
  return MergeText(source.view(), merge);
}

TEST(Texts, MergesAreWrittenWithBraces) {
  EXPECT_EQ(Merge("Lead", "City", "x", false), "@{Lead:City,x}");
  EXPECT_EQ(Merge("Lead", "City", "", true), "@{Lead:City,}");
  EXPECT_EQ(Merge("", "total", "a, b", false), "@{total,a, b}");
}

TEST(Texts, EscapesOfAngleTagsBecomeThoseOfBraces) {
  EXPECT_EQ(Merge("Lead", "City", R"(a\>b)", true), "@{Lead:City,a>b}");
  EXPECT_EQ(Merge("Lead", "City", "a}b", true), R"(@{Lead:City,a\}b})");
  EXPECT_EQ(Merge("Lead", "City", R"(a\\b\,c)", true), R"(@{Lead:City,a\\b\,c})");
  EXPECT_EQ(Merge("Lead", "City", R"(a\}b)", true), R"(@{Lead:City,a\\\}b})");  // a backslash and a brace
  EXPECT_EQ(Merge("Lead", "City", R"(a\}b)", false), R"(@{Lead:City,a\}b})");
}

std::string Block(const std::string& text) {
  const Source source(text);
  const syntax::TextExpr node{{}, true};
  return TextLiteral(source.view(), syntax::Expr{{0, static_cast<uint32_t>(text.size())}, node}, node);
}

TEST(Texts, BlockTextsLoseTheIndentationOfTheirLastLine) {
  EXPECT_EQ(Block("\"\"\"\n    a\n      b\n\n    \"\"\""), "\"\"\"\na\n  b\n\n\"\"\"");
  EXPECT_EQ(Block("\"\"\"\r\n  a\r\n  \"\"\""), "\"\"\"\na\n\"\"\"");
  EXPECT_EQ(Block("\"\"\"\n    a  \n \n    \"\"\""), "\"\"\"\na  \n\n\"\"\"");
  EXPECT_EQ(Block("\"\"\"one line\"\"\""), "\"\"\"one line\"\"\"");
  EXPECT_EQ(Block("\"\"\"  \n  a\n b\n    \"\"\""), "\"\"\"\na\nb\n\"\"\"");
  EXPECT_EQ(Block("\"\"\"a\n    b\n  \"\"\""), "\"\"\"a\n  b\n\"\"\"");
  EXPECT_EQ(Block("\"\"\"\n    a\n  b\"\"\""), "\"\"\"\n    a\n  b\"\"\"");
}

TEST(Operators, WordsForLogic) {
  EXPECT_EQ(OperatorText(syntax::BinaryOp::Is, false), "is");
  EXPECT_EQ(OperatorText(syntax::BinaryOp::IsNot, true), "is not exactly");
  EXPECT_EQ(OperatorText(syntax::BinaryOp::NotContains, false), "does not contain");
  EXPECT_EQ(OperatorText(syntax::BinaryOp::Remainder, false), "%");
}

}  // namespace
}  // namespace lsq::format
