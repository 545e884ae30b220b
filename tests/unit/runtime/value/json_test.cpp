// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/json.h"

#include <gtest/gtest.h>

#include "compiler/base/limits.h"

namespace lsq::value {
namespace {

Result<Value> Read(const char* json, Kind kind) {
  return ReadJson(*ParseJson(json), kind);
}
Value Number(const char* digits) {
  return Value(number::Parse(digits).value);
}

TEST(JsonTest, DigitsOfNumbersSurvive) {  // decision 12: no double on the way
  const char* exact[] = {"123456789012345678.123456789", "0.1", "99999999999999999.99", "-0.000000001"};
  for (const char* digits : exact) {
    EXPECT_EQ(*Read(digits, Kind::Number), Number(digits)) << digits;
    EXPECT_EQ(*Read(digits, Kind::Any), Number(digits)) << digits;
  }
  EXPECT_EQ(*Read("1e3", Kind::Number), Number("1000"));
  EXPECT_EQ(Read("1e18", Kind::Number).error().code, "value_range");
  EXPECT_EQ(Read("18446744073709551616", Kind::Number).error().code, "value_range");
}

TEST(JsonTest, PrintsWhatItReads) {
  for (const char* text : {"{\"a\":[1,2.50,null,true],\"b\":{\"c\":\"x\\\"\\n\\u0001\"}}", "[]", "\"é\""}) {
    EXPECT_EQ(PrintJson(*ParseJson(text)), text);
  }
}

TEST(JsonTest, ABrokenTextSaysWhere) {
  const auto broken = ParseJson("{\"a\":1,}");
  ASSERT_FALSE(broken.ok());
  EXPECT_EQ(broken.error(), (Error{"json", "not JSON at byte 8"}));
  EXPECT_FALSE(ParseJson("").ok());
  EXPECT_FALSE(ParseJson("1 2").ok());
}

TEST(JsonTest, NestingHasALimit) {
  const auto nested = [](size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(ParseJson(nested(limits::kNesting)).ok());
  EXPECT_FALSE(ParseJson(nested(limits::kNesting + 1)).ok());
  EXPECT_FALSE(ParseJson(nested(1'000'000)).ok());
}

TEST(JsonTest, TheLastMemberOfANameCounts) {
  const Json json = *ParseJson("{\"a\":1,\"a\":2}");
  EXPECT_EQ(json.Find("a")->As<JsonNumber>()->digits, "2");
  EXPECT_EQ(json.Find("b"), nullptr);
  EXPECT_EQ(ParseJson("[1]")->Find("a"), nullptr);
}

TEST(ReadJsonTest, TheWireWritesValuesAsText) {
  EXPECT_EQ(*Read("\" 12.50 \"", Kind::Number), Number("12.5"));
  for (const char* yes : {"true", "\"1\"", "1", "\"Yes\"", "\"TRUE\""}) EXPECT_EQ(*Read(yes, Kind::Bool), Value(true));
  for (const char* no : {"false", "\"0\"", "0", "\"no\""}) EXPECT_EQ(*Read(no, Kind::Bool), Value(false));
  EXPECT_EQ(*Read("\"2026-12-25\"", Kind::Date), Value(*time::ParseDate("2026-12-25")));
  EXPECT_EQ(*Read("\"2026-12-25 00:00:00\"", Kind::Date), Value(*time::ParseDate("2026-12-25")));
  EXPECT_EQ(*Read("\"9:00 am\"", Kind::Time), Value(time::At(9, 0)));
  EXPECT_EQ(*Read("\"3 days\"", Kind::Duration), Value(time::Duration{.days = 3}));
  EXPECT_EQ(*Read("12", Kind::Text), Value::Text("12"));
  EXPECT_EQ(*Read("\"A; B\"", Kind::List), Value(List{Value::Text("A"), Value::Text("B")}));
  EXPECT_EQ(*Read("[\"A\",\"B\"]", Kind::List), Value(List{Value::Text("A"), Value::Text("B")}));
  EXPECT_EQ(*ReadText("U1", Kind::Record, "User"), Value(RecordRef{"User", "U1"}));
}

TEST(ReadJsonTest, DateTimesAreUtcUnlessTheySaySo) {
  const Value instant(*time::ParseInstant("2026-03-06T17:20:00Z"));
  EXPECT_EQ(*Read("\"2026-03-06 17:20:00\"", Kind::DateTime), instant);
  EXPECT_EQ(*Read("\"2026-03-06T22:50:00+05:30\"", Kind::DateTime), instant);
}

TEST(ReadJsonTest, NothingIsMissingInEveryKind) {  // C-MM-3
  for (const char* nothing : {"null", "\"\"", "\"  \"", "\"0001-01-01 00:00:00\""}) {
    for (int kind = 0; kind <= static_cast<int>(Kind::List); ++kind) {
      EXPECT_TRUE(Read(nothing, static_cast<Kind>(kind))->missing()) << nothing << kind;
    }
  }
}

TEST(ReadJsonTest, WrongKindsAreErrors) {
  EXPECT_EQ(Read("\"x\"", Kind::Number).error(), (Error{"value_type", "`x` is not a number"}));
  EXPECT_EQ(Read("true", Kind::Number).error().code, "value_type");
  EXPECT_EQ(Read("2", Kind::Bool).error().code, "value_type");
  EXPECT_EQ(Read("[1]", Kind::Text).error().code, "value_type");
  EXPECT_EQ(Read("{}", Kind::Number).error().code, "value_type");
  EXPECT_FALSE(Read("\"07/26/2018\"", Kind::Date).ok());
  EXPECT_EQ(Read("\"a\\u0000b\"", Kind::Text).error().code, "value_nul");  // E-MM-5
}

TEST(StoredTest, EveryKindComesBackTheSame) {
  const Value values[] = {Value(),
                          Value(true),
                          Number("123456789012345678.123456789"),
                          Value::Text("{\"date\":\"x\"}"),
                          Value(time::kMaxDate),
                          Value(time::kMaxInstant),
                          Value(time::At(23, 59, 59)),
                          Value(time::Duration{.seconds = -5, .months = 14, .business_days = 2}),
                          Value(RecordRef{"User", "U;1"}),
                          Value(List{Value::Text("A"), Number("1"), Value(time::Date{1})})};
  for (const Value& value : values) {
    const std::string text = PrintJson(ToStored(value));
    EXPECT_EQ(*FromStored(*ParseJson(text)), value) << text;
  }
}

TEST(StoredTest, FieldsComeBackSortedWithoutMissingOnes) {
  const Fields fields = {{"b", Number("1.50")}, {"a", Value::Text("x")}};
  EXPECT_EQ(PrintFields(fields), "{\"a\":\"x\",\"b\":1.5}");
  EXPECT_EQ(*ParseFields(PrintFields(fields)), fields);
  EXPECT_EQ(ParseFields("{\"a\":null}")->size(), 0u);
  EXPECT_FALSE(ParseFields("[]").ok());
  EXPECT_FALSE(ParseFields("{\"a\":{\"colour\":\"red\"}}").ok());
}

TEST(PlainTest, IsWhatOtherProgramsRead) {
  EXPECT_EQ(PrintJson(ToPlain(Value(*time::ParseDate("2026-12-25")))), "\"2026-12-25\"");
  EXPECT_EQ(PrintJson(ToPlain(Value(RecordRef{"User", "U1"}))), "\"U1\"");
  EXPECT_EQ(PrintJson(ToPlain(Value(List{Value(true), Value()}))), "[true,null]");
}

}  // namespace
}  // namespace lsq::value
