// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/test_runner.h"

#include "tests/unit/runtime/project/tested.h"

namespace lsq::project {
namespace {

constexpr const char* kScore = R"(
automation "Score" {
  on update of Lead.Score
  do {
    wait 1 day
    set Lead.Visits to (Lead.Score default 0) + 1
  }
}
)";

Ran RunScore(const std::string& test) {
  return RunProject({{"score.lsq", std::string(kScore) + "test \"t\" {\n" + test + "}\n"}});
}

TEST(TestRunner, AnExpectationHoldsOrNot) {
  const std::string given = "given Lead { Score: 1 }\nevent update of Lead { Score: 2 }\nafter 1 day, ";
  EXPECT_TRUE(RunScore(given + "expect Lead.Visits is 3\n")[0].passed);
  EXPECT_FALSE(RunScore(given + "expect Lead.Visits is 4\n")[0].passed);
}

TEST(TestRunner, AFailureShowsTheValuesOfItsParts) {
  const Ran ran = RunScore("given Lead { Score: 1, City: \" Pune\" }\nexpect Lead.Score > 5 or Lead.City is \"Goa\"\n");
  EXPECT_EQ(ran[0].report,
            "  line 11: expect Lead.Score > 5 or Lead.City is \"Goa\"\n"
            "      Lead.City is \"Goa\" = no\n"
            "      Lead.City = \" Pune\"\n"
            "      Lead.Score > 5 = no\n"
            "      Lead.Score = 1\n");
}

TEST(TestRunner, ValuesAreShownOnOneLine) {
  const Ran ran = RunScore("given Lead { City: \"a\\n\\u{1B}[31m\" }\nexpect Lead.City is \"b\"\n");
  EXPECT_NE(ran[0].report.find("Lead.City = \"a\\u{A}\\u{1B}[31m\"\n"), std::string::npos) << ran[0].report;
}

TEST(TestRunner, AFaultShowsWhatWasReachedBeforeIt) {
  const Ran ran = RunScore("given Lead { Score: 0 }\nexpect 1 / (Lead.Score default 0) is 3\n");
  EXPECT_EQ(ran[0].report,
            "  line 11: expect 1 / (Lead.Score default 0) is 3\n"
            "      F_DIVISION_BY_ZERO: a number is divided by zero\n"
            "      Lead.Score default 0 = 0\n"
            "      Lead.Score = 0\n");
}

TEST(TestRunner, TimePassesWithoutAnEvent) {
  const std::string update = "given Lead { Score: 1 }\nevent update of Lead { Score: 2 }\n";
  EXPECT_TRUE(RunScore(update + "after 1439 minutes\nexpect run waiting\n")[0].passed);
  EXPECT_TRUE(RunScore(update + "after 1440 minutes\nexpect run completed\n")[0].passed);
}

TEST(TestRunner, C_WAIT_11_AnEventAtTheVeryTimeOutIsInTime) {
  const Ran ran = RunProject({{"a.lsq", R"(
automation "A" {
  on new Lead
  do { wait until Lead.Score > 5, at most 1 day, else exit }
}
test "t" {
  given Lead
  event new Lead
  after 1 day, event update of Lead { Score: 6 }
  expect run completed
}
)"}});
  EXPECT_TRUE(ran[0].passed) << ran[0].report;
}

TEST(TestRunner, WhatIsFilledIsShownAsYes) {
  const Ran ran = RunScore("given Lead { Score: 1, City: \"Pune\" }\nexpect Lead.City is filled and Lead.Score > 5\n");
  EXPECT_NE(ran[0].report.find("Lead.City is filled = yes"), std::string::npos) << ran[0].report;
}

TEST(TestRunner, TheTraceOfItsRunsIsKept) {
  const Ran ran = RunScore("given Lead { Score: 1 }\nevent update of Lead { Score: 2 }\n");
  ASSERT_EQ(ran[0].trace.size(), 2u);
  EXPECT_NE(ran[0].trace[0].find("\"event\":\"entered\""), std::string::npos);
  EXPECT_NE(ran[0].trace[1].find("\"event\":\"waiting\""), std::string::npos);
}

TEST(TestRunner, TestsShareNothing) {
  const Ran ran = RunProject({{"a.lsq", std::string(kScore) + R"(
test "one" {
  given Lead { Score: 1 }
  event update of Lead { Score: 2 }
}
test "two" {
  given Lead { Score: 1 }
  after 2 days
  expect Lead.Visits is empty
}
)"}});
  EXPECT_TRUE(ran[0].passed);
  EXPECT_TRUE(ran[1].passed) << ran[1].report;
}

constexpr const char* kWrong = "automation \"W\" {\n  on new Lead\n  when Lead.Scroe > 1\n  do { exit }\n}\n";

TEST(ExpectedErrors, AFileThatIsWrongOnPurposeDoesNotStopTheOthers) {
  const Ran ran = RunProject({{"p/right.lsq", std::string(kScore) + R"(
test "it is refused" { expect error E_UNKNOWN_FIELD in "wrong.lsq" }
test "and the rest runs" {
  given Lead { Score: 1 }
  event update of Lead { Score: 2 }
  expect run waiting
}
)"},
                              {"p/wrong.lsq", kWrong}});
  ASSERT_EQ(ran.results.size(), 2u) << ran.error;
  EXPECT_TRUE(ran[0].passed) << ran[0].report;
  EXPECT_TRUE(ran[1].passed) << ran[1].report;
}

TEST(ExpectedErrors, AnErrorThatNobodyExpectsStopsAll) {
  EXPECT_EQ(RunProject({{"a.lsq", kWrong}}).error, "project");
  EXPECT_EQ(RunProject({{"a.lsq", "test \"t\" { expect error E_UNKNOWN_FIELD in \"other.lsq\" }\n"}, {"b.lsq", kWrong}})
                .error,
            "project");
}

TEST(ExpectedErrors, AnErrorThatIsNotThereFailsItsTest) {
  const Ran ran = RunProject({{"a.lsq", "test \"t\" { expect error E_UNKNOWN_FIELD in \"a.lsq\" }\n"}});
  ASSERT_EQ(ran.results.size(), 1u);
  EXPECT_FALSE(ran[0].passed);
  EXPECT_NE(ran[0].report.find("there is no error"), std::string::npos) << ran[0].report;
}

TEST(ExpectedErrors, ATestMayStandInTheWrongFile) {
  const Ran ran = RunProject({{"a.lsq", std::string(kWrong) + R"(
test "it says so itself" { expect error E_UNKNOWN_FIELD }
test "but nothing of it runs" {
  given Lead
  expect no emails
}
)"}});
  ASSERT_EQ(ran.results.size(), 2u) << ran.error;
  EXPECT_TRUE(ran[0].passed) << ran[0].report;
  EXPECT_FALSE(ran[1].passed);
}

TEST(ExpectedErrors, ANameIsAWholePartOfThePath) {
  const Ran ran =
      RunProject({{"a.lsq", "test \"t\" { expect error E_UNKNOWN_FIELD in \"rong.lsq\" }\n"}, {"wrong.lsq", kWrong}});
  EXPECT_EQ(ran.error, "project");
}

}  // namespace
}  // namespace lsq::project
