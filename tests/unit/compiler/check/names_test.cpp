// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/names.h"

#include <gtest/gtest.h>

namespace lsq::check {
namespace {

constexpr program::LocalId kOuter{1};
constexpr program::LocalId kInner{2};

TEST(Names, InnerNamesHideOuterOnesUntilTheirScopeEnds) {
  Names names;
  names.Bind("x", kOuter);
  {
    const NameScope scope(names);
    EXPECT_FALSE(names.FindHere("x").has_value());
    names.Bind("x", kInner);
    names.Bind("y", kInner);
    EXPECT_EQ(names.Find("x"), kInner);
    EXPECT_EQ(names.FindHere("x"), kInner);
    EXPECT_EQ(names.All().size(), 2u);
  }
  EXPECT_EQ(names.Find("x"), kOuter);
  EXPECT_FALSE(names.Find("y").has_value());
}

TEST(Names, OneNameMayBeBoundTwiceInAScope) {
  Names names;
  {
    const NameScope scope(names);
    names.Bind("x", kOuter);
    names.Bind("x", kInner);
    EXPECT_EQ(names.Find("x"), kInner);
  }
  EXPECT_FALSE(names.Find("x").has_value());
  EXPECT_TRUE(names.All().empty());
}

}  // namespace
}  // namespace lsq::check
