// SPDX-License-Identifier: Apache-2.0
// With a cache, every edit gives what a fresh parse gives (architecture decision 23); random edits also show that no
// text breaks the parser.
#include <random>

#include "parse_support.h"

namespace lsq::parse::test {
namespace {

std::string Show(const Parsed& parsed) {
  std::string out = syntax::Print(parsed.tree, {true, true});
  for (const syntax::Comment& comment : parsed.tree.loose_comments) out += std::to_string(comment.span.begin) + " ";
  for (const auto& d : parsed.diagnostics) {
    out += d.kind->Code() + " " + std::to_string(d.primary.at.span.begin) + "-" +
           std::to_string(d.primary.at.span.end) + " " + d.Message() + "\n";
    for (const auto& label : d.labels) out += "  " + std::to_string(label.at.span.begin) + " " + label.text + "\n";
  }
  return out;
}

constexpr std::string_view kPieces[] = {
    "{",          "}",         "(",    ")",     "[",    "]",     "\"",   "\"\"\"", "\n",
    "@{",         "@{Lead:X,", "not ", " and ", " or ", "else ", "if ",  "when ",  "set ",
    " to ",       ", ",        ": ",   "=",     ";",    "|",     "// ",  "\\",     "automation \"A\" {\n",
    "2026-02-30", "1 day",     "\xFF", "“",     "is ",  ".",     "/// ", "/*"};

std::string Edited(std::string text, std::mt19937& random) {
  const size_t at = random() % (text.size() + 1);
  switch (random() % 4) {
    case 0:
      return text.erase(at, 1 + random() % 4);
    case 1:
      return text.insert(at, kPieces[random() % std::size(kPieces)]);
    case 2:
      return text.insert(at, text.substr(random() % (text.size() + 1), random() % 30));
    default: {
      const std::string_view piece = kPieces[random() % std::size(kPieces)];
      return text.replace(at, std::min<size_t>(random() % 8, text.size() - at), piece);
    }
  }
}

TEST(Incremental, EqualsFreshOverRandomEdits) {
  std::mt19937 random(20260306);
  Cache cache(1u << 16);
  for (const std::string& program : Programs()) {
    std::string text = program;
    for (int edit = 0; edit < 60; ++edit) {
      if (edit % 12 == 0) text = program;
      text = Edited(std::move(text), random);
      ASSERT_EQ(Show(Parse(text, &cache)), Show(Parse(text))) << text;
    }
  }
  EXPECT_GT(cache.hits(), 100u);
}

TEST(Incremental, UnchangedDeclarationsShareTheirTree) {
  Cache cache;
  const Parsed before = Parse("a { b }\nc { d }\n", &cache);
  const Parsed after = Parse("// moved\na { b }\nc { e }\n", &cache);
  EXPECT_EQ(before.tree.declarations[0].tree, after.tree.declarations[0].tree);
  EXPECT_NE(before.tree.declarations[1].tree, after.tree.declarations[1].tree);
  EXPECT_EQ(cache.hits(), 1u);
}

TEST(Incremental, CacheIsBounded) {
  Cache cache(100);
  for (int i = 0; i < 1000; ++i) Parse("a { b" + std::to_string(i) + " }\n", &cache);
  EXPECT_LE(cache.size(), 15u);
  Parse("a { " + Repeat("b ", 200) + "}\n", &cache);
  EXPECT_LE(cache.size(), 15u);
}

}  // namespace
}  // namespace lsq::parse::test
