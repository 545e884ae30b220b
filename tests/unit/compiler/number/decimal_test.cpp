// SPDX-License-Identifier: Apache-2.0
#include "compiler/number/decimal.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace lsq::number {
namespace {

Decimal D(const std::string& text) {
  const Parsed parsed = Parse(text);
  EXPECT_TRUE(parsed.ok()) << text;
  return parsed.value;
}

const Decimal kLargest{kUnitsLimit - 1};

// Every magnitude is equally likely, so that small and large values meet.
class RandomDecimals {
 public:
  Decimal Next() {
    const Int128 wide = static_cast<Int128>(generator_()) << 32 ^ static_cast<Int128>(generator_());
    const Int128 units = (wide & ((static_cast<Int128>(1) << 90) - 1)) >> (generator_() % 90);
    return {(generator_() % 2 ? units : -units) % kUnitsLimit};
  }

 private:
  std::mt19937_64 generator_{20260308};
};

TEST(Decimal, IsExactWhereBinaryFractionsAreNot) {  // language.md rule 5
  EXPECT_EQ(Add(D("0.1"), D("0.2")).value, D("0.3"));
  Decimal sum;
  for (int i = 0; i < 1000; ++i) sum = Add(sum, D("0.001")).value;
  EXPECT_EQ(sum, kOne);
}

TEST(Decimal, RoundsHalfToEvenAtTheNinthPlace) {
  EXPECT_EQ(Print(Div(D("2"), D("3")).value), "0.666666667");
  EXPECT_EQ(Print(Mul(D("0.000000001"), D("0.5")).value), "0");
  EXPECT_EQ(Print(Mul(D("0.000000003"), D("0.5")).value), "0.000000002");
  EXPECT_EQ(Print(Mul(D("-0.000000003"), D("0.5")).value), "-0.000000002");
}

TEST(Decimal, OverflowIsAFaultAndNothingWraps) {
  EXPECT_EQ(Add(kLargest, Decimal{1}).fault, Fault::Overflow);
  EXPECT_EQ(Sub(Neg(kLargest), Decimal{1}).fault, Fault::Overflow);
  EXPECT_EQ(Mul(kLargest, kLargest).fault, Fault::Overflow);
  EXPECT_EQ(Mul(kLargest, Neg(kLargest)).fault, Fault::Overflow);
  EXPECT_EQ(Mul(D("1000000000"), D("1000000000")).fault, Fault::Overflow);
  EXPECT_EQ(Div(kLargest, Decimal{1}).fault, Fault::Overflow);
  EXPECT_EQ(Round(kLargest, 0).fault, Fault::Overflow);
  EXPECT_EQ(Ceil(kLargest).fault, Fault::Overflow);
  EXPECT_EQ(Floor(Neg(kLargest)).fault, Fault::Overflow);
  EXPECT_EQ(Mul(kLargest, kOne), Checked{kLargest});
  EXPECT_EQ(Div(Neg(kLargest), kOne), Checked{Neg(kLargest)});
  EXPECT_EQ(Trunc(kLargest), D("999999999999999999"));
}

// 340282366920 is 2^128 / kLargest in units: the product passes 2^128 while its parts do not.
TEST(Decimal, OverflowBeyondTheWidestIntegerIsSeen) {
  EXPECT_EQ(Mul(D("340282366920.999999999"), kLargest).fault, Fault::Overflow);
  EXPECT_EQ(Mul(kLargest, D("-340282366920.999999999")).fault, Fault::Overflow);
}

TEST(Decimal, DivisionByZeroIsAFault) {
  EXPECT_EQ(Div(kOne, kZero).fault, Fault::DivisionByZero);
  EXPECT_EQ(Div(kZero, kZero).fault, Fault::DivisionByZero);
  EXPECT_EQ(Mod(kOne, kZero).fault, Fault::DivisionByZero);
}

TEST(Decimal, RemainderHasTheDividendsSign) {
  EXPECT_EQ(Mod(D("7.5"), D("-2")).value, D("1.5"));
  EXPECT_EQ(Mod(D("-7.5"), D("2")).value, D("-1.5"));
  EXPECT_EQ(Mod(D("0.3"), D("0.1")).value, kZero);
}

TEST(Decimal, TiesGoToEvenOrAwayFromZero) {
  EXPECT_EQ(Round(D("2.5"), 0).value, D("2"));
  EXPECT_EQ(Round(D("2.5"), 0, Ties::HalfUp).value, D("3"));
  EXPECT_EQ(Round(D("-2.5"), 0, Ties::HalfUp).value, D("-3"));
  EXPECT_EQ(Round(D("1250"), -2).value, D("1200"));
  EXPECT_EQ(Round(D("1250"), -2, Ties::HalfUp).value, D("1300"));
  EXPECT_EQ(Print(Round(D("-0.4"), 0).value), "0");
}

TEST(Decimal, RoundTakesAnyNumberOfPlaces) {
  EXPECT_EQ(Round(kLargest, 9).value, kLargest);
  EXPECT_EQ(Round(kLargest, INT32_MAX).value, kLargest);
  EXPECT_EQ(Round(kLargest, -18).fault, Fault::Overflow);
  EXPECT_EQ(Round(D("400000000000000000"), -18).value, kZero);
  EXPECT_EQ(Round(kLargest, INT32_MIN).value, kZero);
}

TEST(Decimal, ConvertsIntegersExactlyOrNotAtAll) {
  EXPECT_EQ(FromInt64(-42).value, D("-42"));
  EXPECT_EQ(FromInt64(INT64_MAX).fault, Fault::Overflow);
  EXPECT_EQ(FromInt64(INT64_MIN).fault, Fault::Overflow);
  EXPECT_EQ(ToInt64(D("-999999999999999999")), -999999999999999999);
  EXPECT_EQ(ToInt64(D("0.5")), std::nullopt);
  EXPECT_EQ(FromUnits(kUnitsLimit).fault, Fault::Overflow);
  EXPECT_EQ(FromUnits(-kUnitsLimit).fault, Fault::Overflow);
  EXPECT_DOUBLE_EQ(ToDouble(D("-0.125")), -0.125);
}

TEST(Decimal, PrintsTheShortestText) {  // C-MM-14
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"-0", "0"},
      {"-0.0000000001", "0"},
      {"1e3", "1000"},
      {"1.50", "1.5"},
      {"007", "7"},
      {"-0.000000001", "-0.000000001"},
      {"1e-9", "0.000000001"},
      {"+12.0", "12"},
      {"999999999999999999.999999999", "999999999999999999.999999999"},
  };
  for (const auto& [text, printed] : cases) EXPECT_EQ(Print(D(text)), printed) << text;
}

TEST(Decimal, PrintAppendsToWhatIsThere) {
  std::string out = "total ";
  AppendTo(out, D("-1.05"));
  EXPECT_EQ(out, "total -1.05");
}

TEST(Decimal, ParseTellsNoNumberFromTooLargeFromRounded) {
  for (const std::string text :
       {"", " ", "1 ", " 1", "-", ".5", "5.", "1e", "1e-", "1,5", "0x1", "nan", "inf", "1e5e5"}) {
    EXPECT_EQ(Parse(text).error, ParseError::NotANumber) << '"' << text << '"';
  }
  EXPECT_EQ(Parse(std::string_view("1\0", 2)).error, ParseError::NotANumber);
  EXPECT_EQ(Parse("1e18").error, ParseError::OutOfRange);
  EXPECT_EQ(Parse("999999999999999999.9999999999").error, ParseError::OutOfRange);
  EXPECT_TRUE(Parse("0.1234567891").inexact);
  EXPECT_FALSE(Parse("0.1234567890000").inexact);
}

TEST(Decimal, ParseIsIndifferentToTheSizeOfExponents) {
  const std::string huge(10'000, '9');
  EXPECT_EQ(Parse("1e" + huge).error, ParseError::OutOfRange);
  EXPECT_EQ(Parse("0e" + huge).value, kZero);
  EXPECT_TRUE(Parse("1e-" + huge).inexact);
  const std::string zeros(10'000, '0');
  EXPECT_EQ(Parse("0." + zeros + "25e10002").value, D("25"));
  EXPECT_EQ(Parse("25" + zeros + "e-10000").value, D("25"));
}

TEST(Decimal, EncodingsAreOrderedAsTheValuesAre) {
  RandomDecimals random;
  for (int i = 0; i < 20'000; ++i) {
    const Decimal a = random.Next();
    const Decimal b = i % 2 ? random.Next() : FromUnits(a.units + 1).value;
    const auto encoded_a = Encode(a);
    const auto encoded_b = Encode(b);
    const std::string_view bytes_a(encoded_a.data(), encoded_a.size());
    const std::string_view bytes_b(encoded_b.data(), encoded_b.size());
    EXPECT_EQ(a < b, bytes_a < bytes_b) << Print(a) << ' ' << Print(b);
    EXPECT_EQ(Decode(bytes_a), a) << Print(a);
  }
}

TEST(Decimal, DecodeRefusesWhatEncodeNeverWrites) {
  EXPECT_EQ(Decode(""), std::nullopt);
  EXPECT_EQ(Decode(std::string(15, '\x80')), std::nullopt);
  EXPECT_EQ(Decode(std::string(16, '\xff')), std::nullopt);
  EXPECT_EQ(Decode(std::string(16, '\0')), std::nullopt);
}

TEST(Decimal, Properties) {
  RandomDecimals random;
  for (int i = 0; i < 20'000; ++i) {
    const Decimal a = random.Next();
    const Decimal b = random.Next();
    SCOPED_TRACE(Print(a) + " " + Print(b));
    EXPECT_EQ(Parse(Print(a)).value, a);
    EXPECT_EQ(Mul(a, b), Mul(b, a));
    if (const Checked sum = Add(a, b); sum.ok()) {
      EXPECT_EQ(Sub(sum.value, b).value, a);
    }
    if (b == kZero) continue;
    const Decimal rest = Mod(a, b).value;
    EXPECT_LT(Abs(rest), Abs(b));
    const Checked quotient = Div(Sub(a, rest).value, b);
    if (quotient.ok()) {
      EXPECT_TRUE(ToInt64(quotient.value).has_value());
    }
  }
}

static_assert(Add(kOne, Neg(kOne)).value == kZero);
static_assert(FromInt64(3).value > kOne);

}  // namespace
}  // namespace lsq::number
