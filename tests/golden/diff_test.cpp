// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/diff.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/golden/report.h"

namespace lsq::golden {
namespace {

TEST(Diff, ShowsWhatChangedWithItsSurroundings) {
  EXPECT_EQ(Diff("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(Diff("1\n2\n3\n4\n5\n6\n", "1\n2\n3\nfour\n5\n6\n"), "…\n  2\n  3\n- 4\n+ four\n  5\n  6\n");
  EXPECT_EQ(Diff("", "a\n"), "+ a\n");
  EXPECT_EQ(Diff("a", "a\n"), "only the last line end differs\n");
}

TEST(Report, ADifferenceFailsUnlessItIsAccepted) {
  const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / "report.expected";
  Report verify(Options{false, "", "lsq_golden_test"});
  verify.Expect("case", "old\n", "new\n", path);
  EXPECT_EQ(verify.Finish(), 1);

  Report update(Options{true, "", "lsq_golden_test"});
  update.Expect("case", "old\n", "new\n", path);
  EXPECT_EQ(update.Finish(), 0);
  EXPECT_EQ(ReadFile(path), "new\n");
  update.Expect("case", "old\n", "part\n", path, "whole\n");
  EXPECT_EQ(ReadFile(path), "whole\n");
  std::filesystem::remove(path);
}

TEST(Report, NothingRunIsAFailureAndSoIsAFailedCase) {
  EXPECT_EQ(Report(Options{}).Finish(), 1);
  Report report(Options{false, "format/", ""});
  EXPECT_TRUE(report.Selected("format/comments"));
  EXPECT_FALSE(report.Selected("parse/comments"));
  report.Fail("case", "why");
  EXPECT_EQ(report.Finish(), 1);
}

}  // namespace
}  // namespace lsq::golden
