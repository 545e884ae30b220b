// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/runtime/builtins/call_native.h"

namespace lsq::builtins {
namespace {

class NumberNativeTest : public NativeTest {};

TEST_F(NumberNativeTest, RoundingSaysWhereTiesGo) {
  EXPECT_EQ(Number("number.round", {N("2.5")}), "2");
  EXPECT_EQ(Number("number.round_to", {N("2.345"), N("2")}), "2.34");
  EXPECT_EQ(Number("number.round_to", {N("1250"), N("-2")}), "1200");
  EXPECT_EQ(Number("number.round_half_up", {N("2.345"), N("2")}), "2.35");
  EXPECT_EQ(Number("number.round_half_up", {N("-2.5"), N("0")}), "-3");
  EXPECT_EQ(Number("number.round_to", {N("1"), N("999999999999999999")}), "1");
  EXPECT_EQ(Number("number.floor", {N("-1.5")}), "-2");
  EXPECT_EQ(Number("number.ceil", {N("-1.5")}), "-1");
  EXPECT_EQ(Number("number.truncate", {N("-1.5")}), "-1");
}

TEST_F(NumberNativeTest, SignsAndEnds) {
  EXPECT_EQ(Number("number.abs", {N("-1.5")}), "1.5");
  EXPECT_EQ(Number("number.sign", {N("-0.1")}), "-1");
  EXPECT_EQ(Number("number.sign", {N("0")}), "0");
  EXPECT_EQ(Number("number.min", {N("2"), N("-3")}), "-3");
  EXPECT_EQ(Number("number.max", {N("2"), N("-3")}), "2");
  EXPECT_EQ(Number("number.clamp", {N("15"), N("1"), N("10")}), "10");
  EXPECT_EQ(Number("number.clamp", {N("-5"), N("1"), N("10")}), "1");
}

TEST_F(NumberNativeTest, PowersAreExactOrFaults) {
  EXPECT_EQ(Number("number.power", {N("1.1"), N("3")}), "1.331");
  EXPECT_EQ(Number("number.power", {N("-2"), N("5")}), "-32");
  EXPECT_EQ(Number("number.power", {N("0"), N("0")}), "1");
  EXPECT_EQ(Number("number.power", {N("10"), N("17")}), "100000000000000000");
  EXPECT_EQ(Number("number.power", {N("10"), N("18")}), "F_OVERFLOW");
  EXPECT_EQ(Number("number.power", {N("1"), N("999999999999999999")}), "1");
  EXPECT_EQ(Number("number.power", {N("2"), N("-1")}), "F_TYPE_MISMATCH");
}

TEST_F(NumberNativeTest, TextSpellsANumberOrFails) {
  EXPECT_EQ(Number("number.of_text", {T(" 12.50 ")}), "12.5");
  EXPECT_EQ(Number("number.of_text", {T("12 rupees")}), "F_TYPE_MISMATCH");
  EXPECT_EQ(Number("number.of_text", {T("1e18")}), "F_OVERFLOW");
  EXPECT_EQ(Number("number.try_of_text", {T("12 rupees")}), "missing");
  EXPECT_EQ(Number("number.try_of_text", {T("-3")}), "-3");
}

class ListNativeTest : public NativeTest {
 protected:
  Cell numbers_ = L({N("3"), N("-1"), N("2"), N("3")});
  Cell none_ = L({});
};

TEST_F(ListNativeTest, ElementsByPosition) {
  EXPECT_EQ(Number("list.count", {numbers_}), "4");
  EXPECT_EQ(Number("list.first", {numbers_}), "3");
  EXPECT_EQ(Number("list.last", {numbers_}), "3");
  EXPECT_EQ(Number("list.item", {numbers_, N("2")}), "-1");
  for (const char* outside : {"0", "5", "-1"}) EXPECT_EQ(Number("list.item", {numbers_, N(outside)}), "missing");
  EXPECT_EQ(Number("list.first", {none_}), "missing");
  EXPECT_EQ(Number("list.last", {none_}), "missing");
}

TEST_F(ListNativeTest, Totals) {
  EXPECT_EQ(Number("list.sum", {numbers_}), "7");
  EXPECT_EQ(Number("list.sum", {none_}), "0");
  EXPECT_EQ(Number("list.average", {numbers_}), "1.75");
  EXPECT_EQ(Number("list.average", {none_}), "missing");
  const Cell huge = N("999999999999999999");
  EXPECT_EQ(Number("list.sum", {L({huge, huge})}), "F_OVERFLOW");
}

TEST_F(ListNativeTest, OrderIgnoresCaseOfTexts) {
  const auto text = bytecode::CellKind::Text;
  const Cell names = L({T("rao"), T("Asha"), T("ASHA"), T("Bo")});
  EXPECT_EQ(Texts("list.sort", {names}), (std::vector<std::string>{"Asha", "ASHA", "Bo", "rao"}));
  EXPECT_EQ(Text("list.min", {names}, text), "Asha");
  EXPECT_EQ(Text("list.max", {names}, text), "rao");
  EXPECT_EQ(Texts("list.distinct", {names}), (std::vector<std::string>{"rao", "Asha", "Bo"}));
  EXPECT_EQ(Texts("list.reverse", {names}), (std::vector<std::string>{"Bo", "ASHA", "Asha", "rao"}));
  EXPECT_EQ(Number("list.max", {numbers_}, bytecode::CellKind::Number), "3");
  EXPECT_EQ(Number("list.min", {none_}, bytecode::CellKind::Number), "missing");
}

TEST_F(ListNativeTest, JoinPutsTheSeparatorBetween) {
  EXPECT_EQ(Text("list.join", {L({T("a"), T("b")}), T(", ")}), "a, b");
  EXPECT_EQ(Text("list.join", {none_, T(", ")}), "");
}

TEST_F(ListNativeTest, DistinctOfManyCostsFuel) {
  std::vector<Cell> many;
  for (int i = 0; i < 100'000; ++i) many.push_back(N(std::to_string(i)));
  Number("list.distinct", {L(many)}, bytecode::CellKind::Number);
  EXPECT_EQ(fault_, "F_FUEL");
}

}  // namespace
}  // namespace lsq::builtins
