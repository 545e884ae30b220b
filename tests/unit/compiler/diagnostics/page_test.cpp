// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/page.h"

#include <gtest/gtest.h>

namespace lsq::diagnostics {
namespace {

constexpr std::string_view kPage =
    "# LSQ2104: a number meets text\n"
    "\n"
    "Why.\n"
    "\n"
    "How.\n"
    "\n"
    "```lsq\n"
    "wrong\n"
    "\n"
    "```\n"
    "\n"
    "```json schema.json\n"
    "{}\n"
    "```\n"
    "\n"
    "```text\n"
    "old\n"
    "```\n"
    "\n"
    "Corrected:\n"
    "\n"
    "```lsq\n"
    "right\n"
    "```\n";

TEST(Page, IsTakenApart) {
  const auto page = ParsePage(kPage);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->code, "LSQ2104");
  EXPECT_EQ(page->title, "a number meets text");
  EXPECT_EQ(page->prose, "Why.\n\nHow.");
  EXPECT_EQ(page->wrong, (std::vector<ExampleFile>{{"example.lsq", "wrong\n\n"}, {"schema.json", "{}\n"}}));
  EXPECT_EQ(page->rendered, "old\n");
  EXPECT_EQ(page->fixed, (std::vector<ExampleFile>{{"example.lsq", "right\n"}}));
}

TEST(Page, WithoutTitleOrProseIsRefused) {
  EXPECT_FALSE(ParsePage("").ok());
  EXPECT_FALSE(ParsePage("LSQ2104: x\n\nwhy\n").ok());
  EXPECT_FALSE(ParsePage("# LSQ2104\n\nwhy\n").ok());
  EXPECT_FALSE(ParsePage("# LSQ2104: x\n\n```lsq\na\n```\n").ok());
}

TEST(Page, RenderedTextIsReplaced) {
  std::string expected(kPage);
  expected.replace(expected.find("old\n"), 4, "new\nlines\n");
  EXPECT_EQ(WithRendered(kPage, "new\nlines\n"), expected);
  EXPECT_EQ(WithRendered(kPage, "old\n"), kPage);
}

TEST(Page, RenderedTextIsAdded) {
  EXPECT_EQ(WithRendered("# LSQ1: x\n\n```lsq\na\n```\n", "b\n"), "# LSQ1: x\n\n```lsq\na\n```\n\n```text\nb\n```\n");
}

TEST(Explain, KnowsNothingOfUnknownCodes) {
  EXPECT_EQ(Explain("LSQ0"), std::nullopt);
  EXPECT_EQ(Explain("nonsense"), std::nullopt);
}

TEST(Explain, EveryKindWithAPageByCodeNumberAndAlias) {
  for (const Kind* kind : AllKinds()) {
    if (PageOf(*kind).empty()) continue;
    const auto text = Explain(kind->Code());
    ASSERT_TRUE(text.has_value()) << kind->name;
    EXPECT_TRUE(text->starts_with(kind->Code() + ": ")) << *text;
    EXPECT_EQ(text->find("```"), std::string::npos) << *text;
    EXPECT_EQ(Explain(std::to_string(kind->number)), text);
    if (*kind->alias != '\0') {
      EXPECT_EQ(Explain(kind->alias), text);
    }
  }
}

}  // namespace
}  // namespace lsq::diagnostics
