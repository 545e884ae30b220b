// SPDX-License-Identifier: Apache-2.0
#include "compiler/number/dec64.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace lsq::number {
namespace {

constexpr Comparison kComparisons[] = {Comparison::Equal,       Comparison::NotEqual, Comparison::Less,
                                       Comparison::LessOrEqual, Comparison::Greater,  Comparison::GreaterOrEqual};

Decimal D(const std::string& text) {
  const Parsed parsed = Parse(text);
  EXPECT_TRUE(parsed.ok()) << text;
  return parsed.value;
}

TEST(Dec64, HoldsEighteenDigitsOfWhichScaleAreFractional) {
  EXPECT_EQ(ToDec64(D("12.34"), 2), (Dec64{.scaled = 1234}));
  EXPECT_EQ(ToDec64(D("12.345"), 2), (Dec64{.scaled = 1234, .inexact = true}));
  EXPECT_EQ(ToDec64(D("999999999999999999"), 0), (Dec64{.scaled = kDec64Limit - 1}));
  EXPECT_EQ(ToDec64(D("999999999999999999.5"), 0).fault, Fault::Overflow);
  EXPECT_EQ(ToDec64(D("10000000000000000"), 2).fault, Fault::Overflow);
  EXPECT_EQ(ToDec64(D("-999999999.999999999"), 9).scaled, 1 - kDec64Limit);
}

TEST(Dec64, FitsOnlyExactly) {
  EXPECT_TRUE(FitsDec64(D("-12.34"), 2));
  EXPECT_FALSE(FitsDec64(D("-12.34"), 1));
  EXPECT_TRUE(FitsDec64(D("-999999999.999999999"), 9));
  EXPECT_FALSE(FitsDec64(D("-1000000000"), 9));
  EXPECT_FALSE(IsDec64(kDec64Limit));
  EXPECT_FALSE(IsDec64(INT64_MIN));
}

TEST(Dec64, GoesThroughDecimalUnchanged) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 10'000; ++i) {
    const int64_t scaled = static_cast<int64_t>(random()) % kDec64Limit >> random() % 60;
    for (int scale = 0; scale <= kMaxScale; ++scale) {
      const Decimal x = FromDec64(scaled, scale);
      EXPECT_TRUE(FitsDec64(x, scale));
      EXPECT_EQ(ToDec64(x, scale), (Dec64{.scaled = scaled})) << scaled << ' ' << scale;
    }
  }
}

TEST(Dec64, ComparesAcrossScales) {
  EXPECT_EQ(CompareDec64(125, 2, 1250, 3), std::strong_ordering::equal);
  EXPECT_EQ(CompareDec64(1, 0, kDec64Limit - 1, 9), std::strong_ordering::less);
  EXPECT_EQ(CompareDec64(kDec64Limit - 1, 0, kDec64Limit - 1, 9), std::strong_ordering::greater);
}

TEST(RescaleForCompare, RewritesTheComparisonForConstantsBetweenTwoSteps) {
  EXPECT_EQ(RescaleForCompare(Comparison::Greater, D("50.5"), 0), (FieldTest{Comparison::Greater, 50}));
  EXPECT_EQ(RescaleForCompare(Comparison::GreaterOrEqual, D("50.5"), 0), (FieldTest{Comparison::Greater, 50}));
  EXPECT_EQ(RescaleForCompare(Comparison::Less, D("-50.5"), 0), (FieldTest{Comparison::LessOrEqual, -51}));
  EXPECT_EQ(RescaleForCompare(Comparison::GreaterOrEqual, D("50.5"), 2), (FieldTest{Comparison::GreaterOrEqual, 5050}));
  EXPECT_EQ(RescaleForCompare(Comparison::Equal, D("50.5"), 0), kNever);
  EXPECT_EQ(RescaleForCompare(Comparison::NotEqual, D("50.5"), 0), kAlways);
}

TEST(RescaleForCompare, KnowsConstantsBeyondEveryField) {
  EXPECT_EQ(RescaleForCompare(Comparison::Less, D("1000000000"), 9), kAlways);
  EXPECT_EQ(RescaleForCompare(Comparison::GreaterOrEqual, D("999999999999999999.9"), 9), kNever);
  EXPECT_EQ(RescaleForCompare(Comparison::Greater, D("-999999999999999999.9"), 9), kAlways);
  EXPECT_EQ(RescaleForCompare(Comparison::Equal, D("-1000000000"), 9), kNever);
}

// The definition itself: for constants in, between and beyond the fields, both tests agree on fields around them.
TEST(RescaleForCompare, SaysTheSameAsTheExactComparison) {
  std::mt19937_64 random(11);
  int agreed[2] = {0, 0};
  for (int i = 0; i < 20'000; ++i) {
    const int scale = static_cast<int>(random() % (kMaxScale + 1));
    const Int128 wide = static_cast<Int128>(random()) << 26 ^ static_cast<Int128>(random());
    const Int128 units = (wide % kUnitsLimit >> random() % 90) * (random() % 2 ? 1 : -1);
    const Decimal constant = i % 2 ? Decimal{units} : Round(Decimal{units}, scale).value;
    const Int128 near = constant.units / FromDec64(1, scale).units;
    for (int offset = -2; offset <= 2; ++offset) {
      const int64_t field = static_cast<int64_t>(std::clamp<Int128>(near + offset, 1 - kDec64Limit, kDec64Limit - 1));
      for (const Comparison comparison : kComparisons) {
        const FieldTest test = RescaleForCompare(comparison, constant, scale);
        const bool expected = Holds(FromDec64(field, scale), comparison, constant);
        EXPECT_EQ(Holds(field, test.comparison, test.constant), expected)
            << field << " at scale " << scale << ' ' << static_cast<int>(comparison) << ' ' << Print(constant);
        ++agreed[expected];
      }
    }
  }
  EXPECT_GT(std::min(agreed[0], agreed[1]), 100'000);
}

}  // namespace
}  // namespace lsq::number
