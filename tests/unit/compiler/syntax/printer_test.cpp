// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/printer.h"

#include <gtest/gtest.h>

namespace lsq::syntax {
namespace {

// A dump goes to a terminal, which the text of a program must not drive.
TEST(Quote, IsOneLineWithoutControlCharacters) {
  EXPECT_EQ(Quote(""), "\"\"");
  EXPECT_EQ(Quote("a \"b\" \\ c"), R"("a \"b\" \\ c")");
  EXPECT_EQ(Quote("a\r\n\tb"), R"("a\r\n\tb")");
  EXPECT_EQ(Quote(std::string_view("\0\x1B[31m\x7F", 7)), R"("\u{00}\u{1B}[31m\u{7F}")");
  EXPECT_EQ(Quote("नमस्ते"), "\"नमस्ते\"");
}

}  // namespace
}  // namespace lsq::syntax
