// SPDX-License-Identifier: Apache-2.0
// cmake/EmbedFiles.cmake carries texts into a program unchanged, whatever characters they hold.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/rules/embedded_fixtures.h"

namespace lsq::rules {
namespace {

TEST(EmbedFiles, CarriesTextsUnchanged) {
  const auto files = EmbeddedFixtures();
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].name, "empty.txt");
  EXPECT_EQ(files[0].text, "");
  EXPECT_EQ(files[1].name, "hostile.txt");
  std::ifstream in(LSQ_SOURCE_DIR "/tests/rules/fixtures/hostile.txt");
  EXPECT_EQ(files[1].text, std::string(std::istreambuf_iterator<char>(in), {}));
  EXPECT_NE(files[1].text.find("${NAME}"), std::string_view::npos);
}

}  // namespace
}  // namespace lsq::rules
