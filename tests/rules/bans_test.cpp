// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/bans.h"

#include <gtest/gtest.h>

namespace lsq::rules {
namespace {

constexpr auto kTable = R"(ban a b : <chrono> system_clock exit( printf(
allow b/host : *  # the world
allow a/check.h : exit(  # the end
)";

Problems CheckOne(const std::string& path, std::string_view text) {
  Problems problems;
  Bans::Parse(kTable, problems).Check(path, text, problems);
  return problems;
}

TEST(Bans, IncludesWordsAndCallsAreReported) {
  EXPECT_EQ(CheckOne("a/x.cpp", "#include <chrono>\n"),
            Problems{"a/x.cpp:1: <chrono> is banned here (tests/rules/bans.txt)"});
  EXPECT_EQ(CheckOne("b/c/x.cpp", "\nauto t = std::chrono::system_clock::now();\n"),
            Problems{"b/c/x.cpp:2: system_clock is banned here (tests/rules/bans.txt)"});
  EXPECT_EQ(CheckOne("a/x.cpp", "void F() { std::exit(1); }\n").size(), 1u);
}

TEST(Bans, AMacroHidesNothing) {
  EXPECT_EQ(CheckOne("a/x.cpp", "#define SAY(x) \\\n  printf(x)\n").size(), 1u);
}

TEST(Bans, CommentsLiteralsMembersAndLongerNamesAreFine) {
  EXPECT_EQ(CheckOne("a/x.cpp", "// exit(1)\n/* system_clock\n exit(2) */ int n = 1'000;\n"), Problems{});
  EXPECT_EQ(CheckOne("a/x.cpp", "auto s = \"exit(\\\"1\\\") system_clock\"; auto r = R\"x(exit(1) \")x\";\n"),
            Problems{});
  EXPECT_EQ(CheckOne("a/x.cpp", "run.exit(); run->exit(); on_exit(); bool exit = false; snprintf(b, 1, f);\n"),
            Problems{});
}

TEST(Bans, OtherAreasAndAllowancesAreFree) {
  EXPECT_EQ(CheckOne("cli/x.cpp", "#include <chrono>\n"), Problems{});
  EXPECT_EQ(CheckOne("ab/x.cpp", "#include <chrono>\n"), Problems{});
  EXPECT_EQ(CheckOne("b/host/clock.cpp", "#include <chrono>\nstd::exit(1);\n"), Problems{});
  EXPECT_EQ(CheckOne("a/check.h", "exit(1);\n"), Problems{});
  EXPECT_EQ(CheckOne("a/check.h", "printf(1);\n").size(), 1u);
}

TEST(Bans, AnAllowanceNeedsAReasonAndAUse) {
  Problems problems;
  Bans bans = Bans::Parse("ban a : exit(\nallow a/x.h : exit(\n", problems);
  EXPECT_EQ(problems, Problems{"bans.txt:2: an `allow` needs its reason after #"});
  problems.clear();
  bans.CheckAllUsed(problems);
  EXPECT_EQ(problems, Problems{"bans.txt:2: nothing in a/x.h needs exit("});
  problems.clear();
  bans.Check("a/x.h", "exit(1);", problems);
  bans.CheckAllUsed(problems);
  EXPECT_EQ(problems, Problems{});
}

}  // namespace
}  // namespace lsq::rules
