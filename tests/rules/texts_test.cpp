// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/texts.h"

#include <gtest/gtest.h>

#include <set>

namespace lsq::rules {
namespace {

const Exists kExists = [](const std::string& path) {
  return std::set<std::string>{"a/x.h", "README.md", "docs/b.md"}.contains(path);
};

TEST(Texts, TheSpdxLineComesFirst) {
  Problems problems;
  CheckLicenceLine("a.h", "// SPDX-License-Identifier: Apache-2.0\n#pragma once\n", problems);
  EXPECT_EQ(problems, Problems{});
  CheckLicenceLine("a.h", "#pragma once\n// SPDX-License-Identifier: Apache-2.0\n", problems);
  EXPECT_EQ(problems.size(), 1u);
}

TEST(Texts, ASourceIncludesItsOwnHeaderFirst) {
  Problems problems;
  CheckOwnHeaderFirst("a/x.cpp", "#include \"a/x.h\"\n#include <vector>\n", kExists, problems);
  CheckOwnHeaderFirst("a/main.cpp", "#include <vector>\n", kExists, problems);
  EXPECT_EQ(problems, Problems{});
  CheckOwnHeaderFirst("a/x.cpp", "#include <vector>\n#include \"a/x.h\"\n", kExists, problems);
  EXPECT_EQ(problems, Problems{"a/x.cpp: does not include a/x.h first"});
}

TEST(Texts, LinksLeadSomewhere) {
  Problems problems;
  CheckLinks("docs/a.md", "[b](b.md#part) [r](../README.md) [w](https://x.org/y) `[c](none.md)` [top](#top)\n", kExists,
             problems);
  CheckLinks("docs/a.md", "```\n[c](none.md)\n```\n", kExists, problems);
  EXPECT_EQ(problems, Problems{});
  CheckLinks("docs/a.md", "text\n[c](none.md)\n", kExists, problems);
  EXPECT_EQ(problems, Problems{"docs/a.md:2: link to missing none.md"});
}

TEST(Texts, MarksAndMachineDirectoriesAreReported) {
  Problems problems;
  CheckMarks("a.h", "// to do: one day\nconst auto* kPath = \"home/x\"; // homework/ rooted/\n", problems);
  EXPECT_EQ(problems, Problems{});
  CheckMarks("a.h", std::string("// TO") + "DO: one day\n", problems);
  CheckMarks("a.h", std::string("path = \"/ho") + "me/me/x\"\n", problems);
  EXPECT_EQ(problems.size(), 2u);
}

}  // namespace
}  // namespace lsq::rules
