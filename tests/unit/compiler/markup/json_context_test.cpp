// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "template_fixture.h"

namespace lsq::markup {
namespace {

std::string Json(std::string_view text) {
  return Verdict(Medium::Json, text);
}

TEST(JsonContext, HolesInStringsAndAtValues) {
  EXPECT_EQ(Json(R"({"city": "{}", "score": {}, "tags": [{}, "a {} b"]})"),
            "json_string json_value json_value json_string");
  EXPECT_EQ(Json("{}"), "json_value");
  EXPECT_EQ(Json("\"{}{}\""), "json_string json_string");
  EXPECT_EQ(Json(R"({"{}": 1})"), "json_string");
  EXPECT_EQ(Json(R"([{}])"), "json_value");
}

TEST(JsonContext, HolesElsewhereAreRefused) {
  EXPECT_EQ(Json(R"({ {}: 1})"), "! where a JSON key must stand| where a JSON key must stand");
  EXPECT_EQ(Json(R"({"a" {} 1})").substr(0, 20), "! behind a JSON key|");
  EXPECT_EQ(Json(R"([1 {}])"), "! behind a JSON value");
  EXPECT_EQ(Json(R"([{}{}])"), "json_value ! behind a JSON value");
  EXPECT_EQ(Json(R"([-{}])").substr(0, 30), "! inside a JSON number or word");
  EXPECT_EQ(Json(R"(["\{}"])").substr(0, 36), "! inside an escape of a JSON string|");
  EXPECT_EQ(Json(R"(["\u00{}"])").substr(0, 36), "! inside an escape of a JSON string|");
}

TEST(JsonContext, NamesTheByteWhereTheTextGoesWrong) {
  const auto offset = [](std::string_view text) {
    Context context(Medium::Json);
    const auto problem = context.Feed(text);
    return problem ? static_cast<int>(problem->offset) : -1;
  };
  EXPECT_EQ(offset(R"({"a": 1,})"), 8);
  EXPECT_EQ(offset(R"([1,,2])"), 3);
  EXPECT_EQ(offset(R"([01])"), 3);  // known when the number ends
  EXPECT_EQ(offset(R"({'a': 1})"), 1);
  EXPECT_EQ(offset("[\"a\nb\"]"), 3);
  EXPECT_EQ(offset(R"([}])"), 1);
  EXPECT_EQ(offset(R"({"a":1])"), 6);
  EXPECT_EQ(offset("1 2"), 2);
  EXPECT_EQ(offset(std::string(64, '[')), -1);
  EXPECT_EQ(offset(std::string(65, '[')), 64);
}

// A number such as 1e999.
bool HasHugeExponent(std::string_view text) {
  for (size_t at = text.find('e'); at != std::string_view::npos; at = text.find('e', at + 1)) {
    const size_t digits = text.find_first_not_of("+", at + 1);
    if (digits != std::string_view::npos && text.find_first_not_of("0123456789", digits) >= digits + 3) return true;
  }
  return false;
}

// Mutations of JSON texts: the context accepts exactly what an independent parser accepts.
TEST(JsonContext, AcceptsExactlyJson) {
  const std::vector<std::string> pieces = {"{",    "}",  "[",  "]",      ",",   ":",       "\"",  "\"a\"", "\"b\"",
                                           "1",    "-0", "0",  "1.5e+3", ".",   "e",       "-",   "true",  "null",
                                           "fals", " ",  "\n", "\\",     "\\n", "\\u00e9", "\\x", "\x01",  "é"};
  const std::vector<std::string> seeds = {R"({"a":[1,2,{"b":null}],"c":"d"})", R"([[],{},"\u00e9",-0.5e-7,true])",
                                          "\"x\"", "[1]", "12"};
  std::mt19937 random(7);
  int valid = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string text = round % 3 ? seeds[random() % seeds.size()] : "";
    for (size_t n = random() % (round % 3 ? 3 : 8); n > 0; --n) {
      const size_t at = random() % (text.size() + 1);
      if (random() % 2) text.insert(at, pieces[random() % pieces.size()]);
      if (random() % 2) text.erase(at, 1);
    }
    Context context(Medium::Json);
    context.Feed(text);
    const bool expected = nlohmann::json::accept(text);
    // The parser also refuses numbers beyond a double and text that is not UTF-8; neither is the context's affair.
    const bool beyond = HasHugeExponent(text) || text.find_first_of("\xC3\xA9") != std::string::npos;
    if (!expected && beyond) continue;
    valid += expected;
    ASSERT_EQ(!context.Finish().has_value(), expected) << text;
  }
  EXPECT_GT(valid, 1000);
}

TEST(JsonContext, ValuesStayValues_C_MM_15) {
  const std::string value = "\",\"admin\":true,\"x\":\"\\\n";
  const auto parsed = nlohmann::json::parse(Render(Medium::Json, R"({"a":"<{}>","b":{}})", value));
  EXPECT_EQ(parsed.size(), 2u);
  EXPECT_EQ(parsed["a"], "<" + value + ">");
  EXPECT_EQ(parsed["b"], value);
}

TEST(JsonContext, BranchesAgreeWhenTheyEndInTheSamePlace) {
  const auto after = [](std::string_view text) {
    Context context(Medium::Json);
    context.Feed(text);
    return context;
  };
  EXPECT_EQ(after("[1"), after("[1"));
  EXPECT_EQ(after("[1 "), after("[\"x\""));
  EXPECT_EQ(after("[{\"a\":1}"), after("[[]"));
  EXPECT_NE(after("[1 "), after("[1,"));
  EXPECT_NE(after("[["), after("["));
  EXPECT_NE(after("{\"a"), after("[\"a"));
}

}  // namespace
}  // namespace lsq::markup
