// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "compiler/diagnostics/apply_fixes.h"

namespace lsq::diagnostics {
namespace {

const source::FileId kFile{0};
const source::FileId kOther{1};

Edit At(uint32_t begin, uint32_t end, std::string replacement, source::FileId file = kFile) {
  return {{file, {begin, end}}, std::move(replacement)};
}

TEST(ApplyFixes, EditsAreMadeFromAnyOrder) {
  const std::vector<Fix> fixes = {{"", {At(4, 7, "TWO"), At(0, 3, "1")}}};
  EXPECT_EQ(ApplyFixes("one two three", kFile, fixes), "1 TWO three");
}

TEST(ApplyFixes, InsertionsOfOneFixKeepTheirOrder) {
  EXPECT_EQ(ApplyFixes("x", kFile, std::vector<Fix>{{"", {At(1, 1, "a"), At(1, 1, "b")}}}), "xab");
}

TEST(ApplyFixes, AnOverlappingFixIsLeftOutWhole) {
  const std::vector<Fix> fixes = {{"", {At(0, 3, "1")}}, {"", {At(2, 4, "?"), At(8, 13, "3")}}};
  EXPECT_EQ(ApplyFixes("one two three", kFile, fixes), "1 two three");
}

TEST(ApplyFixes, TwoFixesInsertingAtOnePlaceConflict) {
  const std::vector<Fix> fixes = {{"", {At(1, 1, "a")}}, {"", {At(1, 1, "b")}}};
  EXPECT_EQ(ApplyFixes("x", kFile, fixes), "xa");
}

TEST(ApplyFixes, AConflictInOneFileLeavesTheFixOutOfTheOtherToo) {
  const std::vector<Fix> fixes = {{"", {At(0, 1, "1", kOther)}}, {"", {At(0, 1, "2", kOther), At(0, 1, "y")}}};
  EXPECT_EQ(ApplyFixes("x", kFile, fixes), "x");
  EXPECT_EQ(ApplyFixes("x", kOther, fixes), "1");
}

TEST(ApplyFixes, TouchingEditsDoNotConflict) {
  const std::vector<Fix> fixes = {{"", {At(0, 1, "A")}}, {"", {At(1, 2, "B")}}};
  EXPECT_EQ(ApplyFixes("ab", kFile, fixes), "AB");
}

TEST(ApplyFixes, OffsetsBeyondTheTextCountAsItsEnd) {
  EXPECT_EQ(ApplyFixes("ab", kFile, std::vector<Fix>{{"", {At(9, 12, "c")}}}), "abc");
}

}  // namespace
}  // namespace lsq::diagnostics
