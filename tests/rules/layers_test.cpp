// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/layers.h"

#include <gtest/gtest.h>

namespace lsq::rules {
namespace {

constexpr auto kLayers = R"(# comment
a/base  :
a/text  : a/base ! icu
b/top   : a/*
)";
constexpr auto kWalls = R"(wall icu : unicode/
wall gen : Lsq*
std : vector sys/
)";

Problems CheckOne(const std::string& path, std::string_view text) {
  Problems problems;
  const Layers layers = ParseLayers(kLayers, problems);
  const Walls walls = ParseWalls(kWalls, problems);
  CheckWallNames(layers, walls, problems);
  CheckIncludes(layers, walls, path, text, problems);
  return problems;
}

Problems TableProblems(std::string_view table) {
  Problems problems;
  ParseLayers(table, problems);
  return problems;
}

TEST(Layers, ListedEdgesAreFine) {
  EXPECT_EQ(CheckOne("a/text/x.cpp", "#include \"a/text/x.h\"\n#include <unicode/utf8.h>\n#include \"a/base/id.h\"\n"),
            Problems{});
  EXPECT_EQ(CheckOne("b/top/x.cpp", "#include \"a/text/x.h\"\n#include \"a/base/id.h\"\n#include <sys/stat.h>\n"),
            Problems{});
}

TEST(Layers, AnEdgeThatIsNotListedIsReportedWithItsLine) {
  EXPECT_EQ(CheckOne("a/base/x.h", "#pragma once\n\n#include \"a/text/fold.h\"\n"),
            Problems{"a/base/x.h:3: a/base may not include \"a/text/fold.h\""});
  EXPECT_EQ(CheckOne("a/text/x.cpp", "#  include \"b/top/t.h\"  // why\n"),
            Problems{"a/text/x.cpp:1: a/text may not include \"b/top/t.h\""});
}

TEST(Layers, AnIncludeRelativeToItsFileIsNoWayRound) {
  EXPECT_EQ(CheckOne("a/base/x.cpp", "#include \"../text/fold.h\"\n").size(), 1u);
  EXPECT_EQ(CheckOne("a/base/x.cpp", "#include \"x.h\"\n").size(), 1u);
}

TEST(Layers, AWallIsOpenToItsFolderOnly) {
  EXPECT_EQ(CheckOne("b/top/x.cpp", "#include <unicode/utf8.h>\n"),
            Problems{"b/top/x.cpp:1: unicode/utf8.h is behind the wall icu"});
  EXPECT_EQ(CheckOne("b/top/x.cpp", "#include \"LsqParser.h\"\n"),
            Problems{"b/top/x.cpp:1: LsqParser.h is behind the wall gen"});
}

TEST(Layers, AnUnknownThirdPartyIsReported) {
  EXPECT_EQ(CheckOne("a/base/x.cpp", "#include <vector>\n#include <boost/any.hpp>\n"),
            Problems{"a/base/x.cpp:2: <boost/any.hpp> is an unknown third party"});
}

TEST(Layers, AFolderWithoutARowIsReported) {
  EXPECT_EQ(CheckOne("a/new/x.cpp", ""), Problems{"a/new/x.cpp: folder a/new is not in layers.txt"});
  EXPECT_EQ(CheckOne("a/base/deep/x.cpp", "").size(), 1u);
}

TEST(Layers, TheTableHasNoForwardEdgesSoNoCycles) {
  EXPECT_EQ(TableProblems("a : b\nb : a\n"), Problems{"layers.txt:1: a names b, which is not above it"});
  EXPECT_EQ(TableProblems("a : a\n").size(), 1u);
  EXPECT_EQ(TableProblems("a : x/*\n").size(), 1u);
  EXPECT_EQ(TableProblems("a :\na :\n"), Problems{"layers.txt:2: a is listed twice"});
  EXPECT_EQ(TableProblems("a\n"), Problems{"layers.txt:1: no `:`"});
}

TEST(Layers, AWallWithoutHeadersIsReported) {
  Problems problems;
  CheckWallNames(ParseLayers("a : ! nothing\n", problems), ParseWalls(kWalls, problems), problems);
  EXPECT_EQ(problems, Problems{"layers.txt: a opens unknown wall nothing"});
}

}  // namespace
}  // namespace lsq::rules
