// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "compiler/diagnostics/diagnostic.h"

namespace lsq::diagnostics {
namespace {

constexpr Kind kTwo{2002, "Two", Severity::Error, "", "{} then {}"};
constexpr Kind kWarn{2003, "Warn", Severity::Warning, "", "careful"};

source::Location At(uint32_t begin, uint32_t file = 0) {
  return {source::FileId{file}, {begin, begin + 1}};
}

TEST(Sink, FillsInArguments) {
  Sink sink;
  sink.Report(kTwo, At(0), {"a {}", "b"});
  EXPECT_EQ(sink.diagnostics()[0].Message(), "a {} then b");
}

TEST(Sink, BuilderAddsEverything) {
  Sink sink;
  sink.Report(kWarn, At(3)).Primary("here").Label(At(5), "there").Note("why").Fix("do", At(3), "x");
  const Diagnostic& d = sink.diagnostics()[0];
  EXPECT_EQ(d.primary.text, "here");
  EXPECT_EQ(d.labels, (std::vector<Label>{{At(5), "there"}}));
  EXPECT_EQ(d.notes, std::vector<std::string>{"why"});
  EXPECT_EQ(d.fixes, (std::vector<Fix>{{"do", {{At(3), "x"}}}}));
  EXPECT_FALSE(sink.HasErrors());
}

TEST(Sink, SortsByPlaceAndDropsRepeats) {
  Sink sink;
  sink.Report(kWarn, At(9));
  sink.Report(kTwo, At(2, 1), {"x", "y"});
  sink.Report(kTwo, At(2), {"x", "y"});
  sink.Report(kTwo, At(2), {"x", "y"});
  sink.Report(kTwo, At(2), {"x", "z"});
  EXPECT_TRUE(sink.HasErrors());
  const auto sorted = sink.TakeSorted();
  ASSERT_EQ(sorted.size(), 4u);
  EXPECT_EQ(sorted[0].args[1], "y");
  EXPECT_EQ(sorted[1].args[1], "z");
  EXPECT_EQ(sorted[2].kind, &kWarn);
  EXPECT_EQ(sorted[3].primary.at.file.index, 1u);
  EXPECT_TRUE(sink.diagnostics().empty());
}

TEST(SinkDeathTest, WrongNumberOfArgumentsIsOurMistake) {
  Sink sink;
  EXPECT_DEATH(sink.Report(kTwo, At(0), {"a"}), "Two");
}

TEST(Kinds, NumbersAndAliasesAreUnique) {
  std::set<int> numbers;
  std::set<std::string> names;
  for (const Kind* kind : AllKinds()) {
    EXPECT_TRUE(numbers.insert(kind->number).second) << kind->number;
    EXPECT_TRUE(names.insert(kind->name).second) << kind->name;
    EXPECT_TRUE(kind->number >= 1000 && kind->number <= 9999) << kind->number;
    EXPECT_EQ(FindKind(kind->Code()), kind);
    EXPECT_EQ(FindKind(std::to_string(kind->number)), kind);
    if (*kind->alias != '\0') {
      EXPECT_EQ(FindKind(kind->alias), kind) << kind->alias;
    }
    EXPECT_FALSE(std::string_view(kind->message).ends_with(".")) << kind->message;
  }
}

}  // namespace
}  // namespace lsq::diagnostics
