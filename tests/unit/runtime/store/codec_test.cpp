// SPDX-License-Identifier: Apache-2.0
#include "runtime/store/codec.h"

#include <gtest/gtest.h>

#include <random>

namespace lsq::store {

namespace {

using value::Value;
Value V(Value::Variant variant) {
  return Value(std::move(variant));
}

const value::Fields kFields = {{"a", V(std::string("x"))},
                               {"n", V(number::Decimal{-5})},
                               {"l", V(value::List{V(true), V(value::List{V(time::Date{7})})})},
                               {"d", V(time::Duration{INT64_MIN, INT64_MAX, -1, 0, 1})}};

}  // namespace

TEST(Codec, ReadsBackWhatItWrote) {
  EXPECT_EQ(DecodeFields(EncodeFields(kFields)).value(), kFields);
  EXPECT_TRUE(DecodeFields(EncodeFields({})).value().empty());
  const std::vector<Value> values = {V(false), Value(), V(value::RecordRef{"Lead", "L1"})};
  EXPECT_EQ(DecodeValues(EncodeValues(values)).value(), values);
}

TEST(Codec, EveryCutOfARowIsCorrupt) {
  const std::string bytes = EncodeFields(kFields);
  for (size_t cut = 0; cut < bytes.size(); ++cut)
    EXPECT_FALSE(DecodeFields(std::string_view(bytes).substr(0, cut)).ok());
  EXPECT_FALSE(DecodeFields(bytes + "x").ok());
}

TEST(Codec, DamagedRowsNeverCrash) {
  std::mt19937 random(7);
  const std::string bytes = EncodeFields(kFields);
  for (int i = 0; i < 20'000; ++i) {
    std::string damaged = bytes;
    for (int flips = 1 + i % 4; flips > 0; --flips) damaged[random() % damaged.size()] = static_cast<char>(random());
    (void)DecodeFields(damaged);
  }
}

TEST(Codec, ColumnKeysAreEqualWhenValuesAreCCON4) {
  EXPECT_EQ(ColumnKey(V(std::string(" Bangalore "))), ColumnKey(V(std::string("bangalore"))));
  EXPECT_NE(ColumnKey(V(std::string("1"))), ColumnKey(V(number::kOne)));
  EXPECT_EQ(ColumnKey(V(number::kOne)), ColumnKey(V(number::Parse("1.000").value)));
  EXPECT_EQ(ColumnKey(Value()), "");
}

}  // namespace lsq::store
