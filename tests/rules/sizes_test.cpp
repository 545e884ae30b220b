// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/sizes.h"

#include <gtest/gtest.h>

#include "tests/rules/source_text.h"

namespace lsq::rules {
namespace {

std::string Repeat(std::string_view line, size_t times) {
  std::string text;
  for (size_t i = 0; i < times; ++i) text += line;
  return text;
}

TEST(Sizes, FunctionsAreFoundWhereverTheyStand) {
  const auto functions = Functions(R"(#define OPEN {
namespace n {
struct S : Base<int(int)> {
  S(int a) : a_{a}, b_(a) {
    Go();
  }
  int Get() const { return a_; }
  int a_{};
};
template <typename T>
auto Make(T&& t) -> std::vector<T> {
  if (t) {
    const auto f = [](int x) { return "}"; };
  }
  return {};
}
const int kTable[] = {1, 2};
bool operator==(S a, S b) {
  return a.a_ == b.a_;
}
TEST_F(Suite, Name) {
}
}
)");
  std::vector<std::string> found;
  for (const auto& f : functions) {
    found.push_back(f.name + " " + std::to_string(f.line) + " " + std::to_string(f.lines));
  }
  EXPECT_EQ(found,
            (std::vector<std::string>{"S 4 3", "Get 7 1", "Make 11 6", "operator== 18 3", "TEST_F(Suite, Name) 21 2"}));
}

TEST(Sizes, OnlyWhatIsTooLongIsCounted) {
  Sizes sizes;
  AddLongFile("short.cpp", Repeat("x\n", kFileLines), sizes);
  AddLongFile("long.cpp", Repeat("x\n", kFileLines + 1), sizes);
  AddLongFunctions("a.cpp", "void Short() {\n" + Repeat("x;\n", kFunctionLines - 2) + "}\n", sizes);
  AddLongFunctions("a.cpp", "void C::Long() {\n" + Repeat("x;\n", kFunctionLines - 1) + "}\n", sizes);
  EXPECT_EQ(sizes, (Sizes{{"long.cpp", kFileLines + 1}, {"a.cpp C::Long", kFunctionLines + 1}}));
}

TEST(Sizes, TheListMayOnlyShrink) {
  Problems problems;
  const Sizes allowed = ParseSizes("list", "a.cpp : 600  # one\nb.cpp F : 80  # two\nc.cpp : 700  # three\n", problems);
  EXPECT_EQ(problems, Problems{});
  CompareSizes({{"a.cpp", 600}, {"b.cpp F", 80}, {"c.cpp", 700}}, allowed, problems);
  EXPECT_EQ(problems, Problems{});
  CompareSizes({{"a.cpp", 601}, {"c.cpp", 650}, {"d.cpp", 501}}, allowed, problems);
  EXPECT_EQ(problems,
            (Problems{"a.cpp has 601 lines, its list allows 600", "d.cpp has 501 lines, which is too long: split it",
                      "b.cpp F is no longer too long: take it off the list",
                      "c.cpp has shrunk to 650 lines: lower its entry"}));
}

TEST(Sizes, AnEntryNeedsANumberAndAReason) {
  Problems problems;
  ParseSizes("list", "a.cpp : 600\nb.cpp :  # why\n", problems);
  EXPECT_EQ(problems, (Problems{"list:1: a.cpp needs its reason after #", "list:2: not of the form `path : lines`"}));
}

}  // namespace
}  // namespace lsq::rules
