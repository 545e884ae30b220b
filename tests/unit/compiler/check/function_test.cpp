// SPDX-License-Identifier: Apache-2.0
// Functions and decision tables of a project: what they mean, and what is refused.
#include "compiler/check/function.h"

#include <gtest/gtest.h>

#include "tests/unit/compiler/check/checked.h"

namespace lsq::check {
namespace {

// What was reported, a line each; else the bodies.
std::string Functions(std::string_view text) {
  Checking c;
  c.Functions(text);
  const std::string reports = c.declared().Reports();
  if (!reports.empty()) return reports;
  std::string bodies;
  for (const program::Function& each : c.program().functions) {
    bodies += each.name + " = " + program::PrintExpr(each.scope, c.program().catalog, each.body) + "\n";
  }
  return bodies;
}

TEST(Function, IsAnExpressionOverItsParameters) {
  EXPECT_EQ(
      Functions("function f(a: Text or empty, b: Number) returns Number = if a is filled then length(a) else b\n"),
      "f = if(is_filled(#0), call text.length(#0):Number, #1):Number\n");
  EXPECT_EQ(Functions("function g(x: Number) returns Text = \"n @{x}\"\n"),
            "g = join(\"n \", text machine(#0):Text):Text\n");
  EXPECT_EQ(Functions("function f(a: Number) returns Number = \"x\"\n"),
            "1 LSQ2104 the result of `f` is a Number, but \"x\" is text\n");
}

TEST(Function, IsCalledLikeThoseOfTheLibrary) {
  Checking c;
  c.Functions("function twice(a: Number) returns Number = a * 2\n");
  EXPECT_EQ(c.Value("twice(4)"), "function @0(4):Number");
  EXPECT_EQ(c.Value("twice(\"x\")"), "LSQ2104 the parameter `a` of `twice` is a Number, but \"x\" is text");
  EXPECT_EQ(c.Value("twice(Lead.Score)"),
            "LSQ2106 Lead.Score may be empty, but the parameter `a` of `twice` needs a value -> Lead.Score default 0");
  EXPECT_EQ(c.Value("twice()"), "LSQ2162 `twice` takes one argument, but has 0 here");
  EXPECT_EQ(c.Value("twic(4)"), "LSQ2160 there is no function `twic` -> twice");
}

TEST(Function, Rule3_IsNotRecursive) {
  EXPECT_EQ(Functions("function f(a: Number) returns Number = g(a)\n"
                      "function g(a: Number) returns Number = f(a) + 1\n"),
            "2 LSQ2165 the function `f` calls itself [1 declared here]\n");
  EXPECT_EQ(Functions("function f(a: Number) returns Number = f(a)\n"),
            "1 LSQ2165 the function `f` calls itself [1 declared here]\n");
}

TEST(Function, NamesAreTakenOnce) {
  EXPECT_EQ(Functions("function f(a: Number) returns Number = a\nfunction f(b: Text) returns Text = b\n"),
            "2 LSQ2164 the function `f` is there already [1 also declared here]\n");
  EXPECT_EQ(Functions("function upper(a: Text) returns Text = a\n"),
            "1 LSQ2164 the function `upper` is there already [std/text.lsq also declared here]\n");
}

TEST(Table, ADFS_4_LooksUpByText) {
  EXPECT_EQ(Functions(R"(
table region_host by region, exactly one row, otherwise empty {
  | region    | host   |
  | "Ireland" | "ir31" |
  | "Canada"  | "ca12" |
}
)"),
            "region_host = if(equal(#0, \"Ireland\"), \"ir31\", "
            "if(equal(#0, \"Canada\"), \"ca12\", missing):Text?):Text?\n");
  EXPECT_EQ(Functions(R"(
table region_host by region, exactly one row {
  | region    | host   |
  | "Ireland" | "ir31" |
}
)"),
            "2 LSQ2170 no row of `region_host` is for region with any other value\n");
  EXPECT_EQ(Functions(R"(
table region_host by region, first row, otherwise "us11" {
  | region    | host   |
  | "Ireland" | "ir31" |
}
)"),
            "region_host = if(equal(#0, \"Ireland\"), \"ir31\", \"us11\"):Text\n");
}

TEST(Table, SLA_5_AClosedSetMustBeExhausted) {
  EXPECT_EQ(Functions(R"(
table target by severity, exactly one row {
  | severity | first response |
  | Urgent   | 30 minutes     |
  | High     | 2 hours        |
  | Medium   | 4 hours        |
}
)"),
            "2 LSQ2170 no row of `target` is for severity Low\n");
  EXPECT_EQ(Functions(R"(
table target by severity, exactly one row {
  | severity                | first response |
  | in [Urgent, High]       | 30 minutes     |
  | not in [Urgent, High]   | 4 hours        |
}
)"),
            "target = if(in(#0, list(\"Urgent\":option, \"High\":option):list of Severity), 30 minutes, 4 "
            "hours):Duration\n");
}

TEST(Table, NumbersAreCutIntoPointsAndIntervals) {
  const auto grade = [](std::string_view high, std::string_view low) {
    return Functions("table grade by score, exactly one row {\n  | score | grade |\n  | " + std::string(high) +
                     " | \"A\" |\n  | " + std::string(low) + " | \"B\" |\n}\n");
  };
  EXPECT_EQ(grade(">= 50", "< 50"), "grade = if(greater_equal(#0, 50), \"A\", \"B\"):Text\n");
  EXPECT_EQ(grade("> 50", "< 50"), "1 LSQ2170 no row of `grade` is for score 50\n");
  EXPECT_EQ(grade(">= 50", "<= 50"), "4 LSQ2171 two rows of `grade` are for score 50 [3 the other row]\n");
  EXPECT_EQ(grade("> 60", "< 50"), "1 LSQ2170 no row of `grade` is for score 50\n");
  EXPECT_EQ(grade("0 to 50", "> 50"), "1 LSQ2170 no row of `grade` is for score below 0\n");
}

TEST(Table, TheFirstRowWins) {
  EXPECT_EQ(Functions(R"(
table grade by score, vip, first row {
  | score    | vip | grade |
  | >= 50    | any | "A"   |
  | 10 to 50 | yes | "B"   |
  | any      | any | "C"   |
}
)"),
            "grade = if(greater_equal(#0, 50), \"A\", if(and(between(#0, 10, 50), equal(#1, yes)), \"B\", "
            "\"C\"):Text):Text\n");
  EXPECT_EQ(Functions(R"(
table grade by (score: Number), first row {
  | score | grade |
  | any   | "A"   |
  | 5     | "B"   |
}
)"),
            "5 LSQ2172 the rows above leave nothing for this one [4 this row is taken]\n");
}

TEST(Table, Mistakes) {
  EXPECT_EQ(Functions("table t by score, exactly one row {\n  | score | grade |\n  | any |\n}\n"),
            "3 LSQ2174 this row has one cell, but the table has 2 columns\n");
  EXPECT_EQ(Functions("table t by score {\n  | score | grade |\n  | any | 1 |\n}\n"),
            "1 LSQ2173 this is not how a table is written\n");
  EXPECT_EQ(Functions("table t by (score: Number), first row {\n  | score | grade |\n  | \"x\" | 1 |\n}\n"),
            "3 LSQ2104 score is a Number, but \"x\" is text [2 Number]\n");
  EXPECT_EQ(Functions("table t by (score: Number), first row {\n  | level | grade |\n  | any | 1 |\n}\n"),
            "1 LSQ2173 this is not how a table is written\n");
}

}  // namespace
}  // namespace lsq::check
