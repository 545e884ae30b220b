// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/value.h"

#include <gtest/gtest.h>

#include "runtime/value/print.h"
#include "runtime/value/secret.h"

namespace lsq::value {
namespace {

Value Number(const char* digits) {
  return Value(number::Parse(digits).value);
}

TEST(ValueTest, NormaliseMakesEverySpellingOfNothingMissing) {  // C-MM-3, E-MM-6
  const Value nothings[] = {Value(),
                            Value::Text(""),
                            Value::Text(" \t"),
                            Value::Text("\xC2\xA0\xE2\x80\x8B"),
                            Value::Text("0001-01-01 00:00:00"),
                            Value(time::kMinInstant),
                            Value(List{}),
                            Value(List{Value::Text(" "), Value()})};
  for (const Value& nothing : nothings) EXPECT_TRUE(Normalise(nothing)->missing());
}

TEST(ValueTest, ZeroAndNoAreValues) {  // C-MM-3
  EXPECT_EQ(*Normalise(Number("0")), Number("0"));
  EXPECT_EQ(*Normalise(Value(false)), Value(false));
}

TEST(ValueTest, NormaliseKeepsBlanksAroundText) {
  EXPECT_EQ(*Normalise(Value::Text(" Pune ")), Value::Text(" Pune "));
}

TEST(ValueTest, TextThatNoDataMayHoldIsRefused) {  // E-MM-5
  EXPECT_EQ(Normalise(Value::Text(std::string_view("a\0b", 3))).error().code, "value_nul");
  EXPECT_EQ(Normalise(Value::Text("a\xFF")).error().code, "value_utf8");
  EXPECT_EQ(Normalise(Value::Text(SecretMark("crm"))).error().code, "value_mark");
  EXPECT_EQ(Normalise(Value(List{Value::Text("a\xFF")})).error().code, "value_utf8");
}

TEST(ValueTest, EqualityIsExact) {
  EXPECT_EQ(Number("1.50"), Number("1.5"));
  EXPECT_NE(Value::Text("a"), Value::Text("A"));
  EXPECT_NE(Value(time::Date{0}), Value(time::Instant{0}));
  EXPECT_EQ(Value(List{Number("1")}), Value(List{Number("1.0")}));
}

TEST(ValueTest, KindsHaveNames) {
  EXPECT_EQ(KindName(Value()), "empty");
  EXPECT_EQ(KindName(Number("1")), "number");
  EXPECT_EQ(KindName(Value(time::Instant{0})), "date and time");
  EXPECT_EQ(KindName(Value(List{})), "list");
}

TEST(PrintTest, ValuesPrintForTheirSink) {  // C-MM-14, E-MM-10, C-MM-19
  const time::Zone kolkata = *time::BuiltinTzData().Find("Asia/Kolkata");
  const auto prose = [&](const Value& value) { return ToText(value, Sink::Prose, kolkata); };
  EXPECT_EQ(prose(Value(*time::ParseInstant("2026-03-06T17:20:00Z"))), "2026-03-06 22:50:00");
  EXPECT_EQ(prose(Value(*time::ParseDate("2026-03-06"))), "2026-03-06");
  EXPECT_EQ(prose(Number("1234.50")), "1234.5");
  EXPECT_EQ(prose(Value(List{Value::Text("A"), Value::Text("B")})), "A; B");
  EXPECT_EQ(prose(Value()), "");
  EXPECT_EQ(prose(Value(true)), "Yes");
  EXPECT_EQ(ToText(Value(true), Sink::Machine, kolkata), "1");
  EXPECT_EQ(ToText(Value(false), Sink::Json, kolkata), "false");
}

TEST(SecretTest, AMarkIsReplacedOnlyWhenSending) {
  const std::string header = "Bearer " + SecretMark("crm") + "!";
  EXPECT_EQ(HideSecrets(header), "Bearer secret \"crm\"!");
  const auto find = [](std::string_view name) -> Result<std::string> { return "<" + std::string(name) + ">"; };
  EXPECT_EQ(*RevealSecrets(header, find), "Bearer <crm>!");
  const auto none = [](std::string_view) -> Result<std::string> { return Error{"secret_unknown", "no"}; };
  EXPECT_EQ(RevealSecrets(header, none).error().code, "secret_unknown");
  EXPECT_EQ(*RevealSecrets("plain", none), "plain");
}

}  // namespace
}  // namespace lsq::value
