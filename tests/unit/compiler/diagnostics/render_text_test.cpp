// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/render_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "compiler/base/limits.h"

namespace lsq::diagnostics {
namespace {

constexpr Kind kMismatch{2104, "Mismatch", Severity::Error, "", "{} is a Number, but {} is text"};
constexpr Kind kUnused{2900, "Unused", Severity::Warning, "", "`{}` is never used"};
constexpr Kind kPlain{1001, "Plain", Severity::Error, "", "wrong"};

source::Location Find(const source::Files& files, source::FileId id, std::string_view what, size_t from = 0) {
  const size_t at = files[id].text().find(what, from);
  EXPECT_NE(at, std::string_view::npos) << what;
  return {id, {static_cast<uint32_t>(at), static_cast<uint32_t>(at + what.size())}};
}

Diagnostic Plain(source::Location at, std::string label = "") {
  return Diagnostic{&kPlain, {}, {at, std::move(label)}, {}, {}, {}};
}

// The rendered text without its first line.
std::string Body(const Diagnostic& d, const source::Files& files) {
  const std::string text = RenderText(d, files);
  return text.substr(text.find('\n') + 1);
}

TEST(RenderText, TheDesignedExample) {
  source::Files files;
  const auto id = files.Add("nurture.lsq", "a\nb\nc\nd\ne\nf\n  when Lead.Score > \"50\"\n");
  Diagnostic d{&kMismatch, {"Lead.Score", "\"50\""}, {Find(files, id, "\"50\""), "text"}, {}, {}, {}};
  d.labels.push_back({Find(files, id, "Lead.Score"), "Number, declared in schema/lead.lsq:31 (custom field)"});
  d.fixes.push_back({"compare with a number", {{Find(files, id, "\"50\""), "50"}}});
  EXPECT_EQ(RenderText(d, files), R"(error[LSQ2104]: Lead.Score is a Number, but "50" is text
  --> nurture.lsq:7:21
   |
 7 |   when Lead.Score > "50"
   |        ----------   ^^^^ text
   |        |
   |        Number, declared in schema/lead.lsq:31 (custom field)
help: compare with a number
   |
 7 |   when Lead.Score > 50
)");
}

TEST(RenderText, ThreeLabelsOnOneLineDoNotOverlap) {
  source::Files files;
  const auto id = files.Add("a.lsq", "one two three\n");
  Diagnostic d = Plain(Find(files, id, "two"), "second");
  d.labels.push_back({Find(files, id, "three"), "third"});
  d.labels.push_back({Find(files, id, "one"), "first"});
  EXPECT_EQ(Body(d, files), R"(  --> a.lsq:1:5
   |
 1 | one two three
   | --- ^^^ ----- third
   | |   |
   | |   second
   | first
)");
}

TEST(RenderText, AMarkWithinAnotherHangsBothLabels) {
  source::Files files;
  const auto id = files.Add("a.lsq", "set total to 1\n");
  Diagnostic d = Plain(Find(files, id, "total"), "this");
  d.labels.push_back({Find(files, id, "set total to 1"), "in this statement"});
  EXPECT_EQ(Body(d, files), R"(  --> a.lsq:1:5
   |
 1 | set total to 1
   | ----^^^^^-----
   | |   |
   | |   this
   | in this statement
)");
}

TEST(RenderText, NearLinesShareASnippetAndFarOnesGetTheirOwn) {
  source::Files files;
  std::string text = "top {\n\nmid\nx\nx\nx\nlow\n";
  for (int i = 0; i < 30; ++i) text += "x\n";
  const auto id = files.Add("a.lsq", text + "far\n");
  const auto other = files.Add("schema/lead.lsq", "\n  field Score\n");
  Diagnostic d = Plain(Find(files, id, "mid"), "here");
  d.labels.push_back({Find(files, id, "{"), "opened here"});
  d.labels.push_back({Find(files, id, "low"), ""});
  d.labels.push_back({Find(files, id, "far"), "far away"});
  d.labels.push_back({Find(files, other, "Score"), "declared here"});
  EXPECT_EQ(Body(d, files), R"(   --> a.lsq:3:1
    |
  1 | top {
    |     - opened here
  2 |
  3 | mid
    | ^^^ here
...
  7 | low
    | ---
   ::: a.lsq:38:1
    |
 38 | far
    | --- far away
   ::: schema/lead.lsq:2:9
    |
  2 |   field Score
    |         ----- declared here
)");
}

TEST(RenderText, EmptySpansAndLineEndsGetOneColumn) {
  source::Files files;
  const auto id = files.Add("a.lsq", "abc\r\ndef");
  EXPECT_EQ(Body(Plain({id, {3, 5}}, "line end"), files), "  --> a.lsq:1:4\n   |\n 1 | abc\n   |    ^ line end\n");
  EXPECT_EQ(Body(Plain({id, {8, 8}}, "end of file"), files),
            "  --> a.lsq:2:4\n   |\n 2 | def\n   |    ^ end of file\n");
  EXPECT_EQ(Body(Plain({id, {1, 7}}), files), "  --> a.lsq:1:2\n   |\n 1 | abc\n   |  ^^\n");
}

TEST(RenderText, TabsWideAndCombiningCharactersKeepMarksInPlace) {
  source::Files files;
  const auto tab = files.Add("a.lsq", "\tx");
  EXPECT_EQ(Body(Plain(Find(files, tab, "x")), files), "  --> a.lsq:1:2\n   |\n 1 |     x\n   |     ^\n");
  const auto wide = files.Add("a.lsq", "日本 x");
  EXPECT_EQ(Body(Plain(Find(files, wide, "x")), files), "  --> a.lsq:1:4\n   |\n 1 | 日本 x\n   |      ^\n");
  EXPECT_EQ(Body(Plain(Find(files, wide, "本")), files), "  --> a.lsq:1:2\n   |\n 1 | 日本 x\n   |   ^^\n");
  const auto combining = files.Add("a.lsq", "नमस्ते x");
  EXPECT_EQ(Body(Plain(Find(files, combining, "x")), files), "  --> a.lsq:1:8\n   |\n 1 | नमस्ते x\n   |      ^\n");
}

TEST(RenderText, NothingInTheTextReachesTheTerminalRaw) {
  source::Files files;
  const auto id = files.Add("evil\x1b[2J.lsq", "a \x1b[31m\u202E \u2066 \u200B \xFF b");
  Diagnostic d = Plain(Find(files, id, "b"), "label\x07");
  d.notes.push_back("note\u202D");
  d.fixes.push_back({"title\x1b", {{Find(files, id, "b"), "\u202E"}}});
  const std::string text = RenderText(d, files);
  EXPECT_NE(text.find("evil\\u{1B}[2J.lsq"), std::string::npos);
  EXPECT_NE(text.find("a \\u{1B}[31m\\u{202E} \\u{2066} \\u{200B} \\x{FF} b"), std::string::npos);
  EXPECT_NE(text.find("label\\u{7}"), std::string::npos);
  for (const char* raw : {"\x1b", "\u202E", "\u202D", "\u2066", "\u200B", "\x07", "\xFF"}) {
    EXPECT_EQ(text.find(raw), std::string::npos) << raw;
  }
}

TEST(RenderText, LongLinesAreCutAroundTheMark) {
  source::Files files;
  const auto id = files.Add("a.lsq", std::string(500, 'a') + "HERE" + std::string(500, 'b'));
  EXPECT_EQ(Body(Plain(Find(files, id, "HERE"), "it"), files),
            "  --> a.lsq:1:501\n   |\n 1 | …" + std::string(20, 'a') + "HERE" + std::string(86, 'b') + "…\n   |" +
                std::string(22, ' ') + "^^^^ it\n");
}

TEST(RenderText, AHugeLineCostsLittle) {
  source::Files files;
  const auto id = files.Add("a.lsq", std::string(1 << 20, 'a') + "HERE" + std::string(1 << 20, 'b'));
  const std::string text = RenderText(Plain(Find(files, id, "HERE")), files);
  EXPECT_LT(text.size(), 400u);
  EXPECT_NE(text.find("aHEREb"), std::string::npos);
}

TEST(RenderText, NotesMayHaveSeveralLines) {
  source::Files files;
  Diagnostic d = Plain({});
  d.notes = {"one\ntwo", "three"};
  EXPECT_EQ(RenderText(d, files), "error[LSQ1001]: wrong\nnote: one\n      two\nnote: three\n");
}

TEST(RenderText, FixesOverSeveralLinesAndFiles) {
  source::Files files;
  const auto id = files.Add("a.lsq", "one\ntwo\nthree\nfour\nfive\n");
  const auto other = files.Add("b.lsq", "six\n");
  Diagnostic d = Plain(Find(files, id, "two"));
  d.fixes.push_back({"both",
                     {{Find(files, id, "one"), "1"},
                      {Find(files, id, "two"), "2"},
                      {Find(files, id, "five"), "5"},
                      {Find(files, other, "six"), "6"}}});
  d.fixes.push_back({"add a brace", {{{id, {24, 24}}, "}\n"}}});
  d.fixes.push_back({"remove the line", {{Find(files, id, "three\n"), ""}}});
  EXPECT_EQ(Body(d, files), R"(  --> a.lsq:2:1
   |
 2 | two
   | ^^^
help: both
   |
 1 | 1
 2 | 2
...
 5 | 5
  --> b.lsq:1:1
   |
 1 | 6
help: add a brace
   |
 6 | }
help: remove the line
   |
 3 - three
)");
}

TEST(RenderText, ARemovedLastLineIsShownAsRemoved) {
  source::Files files;
  const auto id = files.Add("a.lsq", "one\ntwo\n");
  Diagnostic d = Plain(Find(files, id, "two"));
  d.fixes.push_back({"remove it", {{Find(files, id, "two"), ""}}});
  EXPECT_NE(RenderText(d, files).find("help: remove it\n   |\n 2 - two\n"), std::string::npos);
}

TEST(RenderText, ColoursOnlyOnRequest) {
  source::Files files;
  const auto id = files.Add("a.lsq", "x");
  Diagnostic d = Plain({id, {0, 1}});
  d.labels.push_back({{id, {0, 1}}, "same place"});
  EXPECT_EQ(RenderText(d, files).find('\x1b'), std::string::npos);
  const std::string colored = RenderText(d, files, {.color = true});
  EXPECT_TRUE(colored.starts_with("\x1b[1;31merror[LSQ1001]\x1b[0m\x1b[1m: wrong\x1b[0m\n")) << colored;
  EXPECT_NE(colored.find("\x1b[1;31m^\x1b[0m"), std::string::npos);
}

TEST(RenderText, SummaryCountsAndLimits) {
  source::Files files;
  const auto id = files.Add("a.lsq", "x");
  const auto other = files.Add("b.lsq", "y");
  std::vector<Diagnostic> all = {Plain({id, {0, 1}}), Plain({other, {0, 1}})};
  all.push_back({&kUnused, {"x"}, {{id, {0, 1}}, ""}, {}, {}, {}});
  EXPECT_EQ(Count(all), (Counts{2, 1, 0, 2}));
  EXPECT_TRUE(RenderText(all, files).ends_with("\n\n2 errors, 1 warning in 2 files\n"));
  EXPECT_EQ(RenderText(std::vector<Diagnostic>{}, files), "");
  EXPECT_EQ(Summary({}), "no errors");
  EXPECT_EQ(Summary({1, 0, 0, 0}), "1 error");
  const std::vector<Diagnostic> many(limits::kErrorsShown + 3, all[0]);
  EXPECT_TRUE(RenderText(many, files).ends_with("103 errors in 1 file (3 more not shown)\n"));
}

// A place anywhere, the end perhaps beyond the text or before the begin's line end.
source::Location RandomPlace(std::mt19937& random, source::FileId id, size_t size) {
  const auto begin = static_cast<uint32_t>(random() % (size + 1));
  return {id, {begin, begin + static_cast<uint32_t>(random() % 40)}};
}

TEST(RenderText, AnyBytesAndPlacesGivePrintableLines) {
  constexpr std::string_view kPieces[] = {"a",    " ",        "\t", "\n",     "\r\n", "\r", "\x1b",
                                          "\xFF", "\xE2\x82", "漢", "\u202E", "{}",   "\0"};
  std::mt19937 random(20260301);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (size_t i = random() % 300; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    source::Files files;
    const auto id = files.Add("a.lsq", text);
    Diagnostic d = Plain(RandomPlace(random, id, text.size()), "label");
    for (size_t i = random() % 5; i > 0; --i) d.labels.push_back({RandomPlace(random, id, text.size()), "other"});
    d.fixes.push_back({"do", {{RandomPlace(random, id, text.size()), "x\n\x1b"}}});
    const std::string out = RenderText(d, files);
    const bool raw = std::any_of(out.begin(), out.end(), [](char c) {
      return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == '\x7f' || c == '\xFF';
    });
    EXPECT_FALSE(raw) << out;
    EXPECT_EQ(out.find(" \n"), std::string::npos) << out;
  }
}

}  // namespace
}  // namespace lsq::diagnostics
