// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/facts.h"

#include <gtest/gtest.h>

namespace lsq::check {
namespace {

constexpr program::LocalId kLead{0};
constexpr program::FieldId kOwner{1};
constexpr program::FieldId kCity{2};
const Path kLeadCity{kLead, {kCity}};
const Path kOwnerCity{kLead, {kOwner, kCity}};
const Path kLeadOwner{kLead, {kOwner}};

TEST(Facts, HoldForThePathTheyWereLearnedOf) {
  Facts facts;
  facts.Learn({kOwnerCity, kLeadCity, kOwnerCity});
  EXPECT_TRUE(facts.IsFilled(kLeadCity));
  EXPECT_TRUE(facts.IsFilled(kOwnerCity));
  EXPECT_FALSE(facts.IsFilled(kLeadOwner));
}

TEST(Facts, EndWithAnAssignmentToAFieldOnTheirPath) {
  Facts facts;
  facts.Learn({kOwnerCity, kLeadCity});
  facts.ForgetField(kOwner);
  EXPECT_FALSE(facts.IsFilled(kOwnerCity));
  EXPECT_TRUE(facts.IsFilled(kLeadCity));
}

TEST(Facts, C_CON_1_EndWhereRecordsAreReadAgain) {
  Facts facts;
  facts.Learn({kLeadCity});
  facts.ForgetFields();
  EXPECT_TRUE(facts.empty());
}

TEST(Facts, AfterABranchOnlyWhatBothWaysKnow) {
  Facts a;
  Facts b;
  a.Learn({kLeadCity, kLeadOwner});
  b.Learn({kOwnerCity, kLeadOwner});
  const Facts both = Facts::Meet(a, b);
  EXPECT_TRUE(both.IsFilled(kLeadOwner));
  EXPECT_FALSE(both.IsFilled(kLeadCity));
  EXPECT_FALSE(both.IsFilled(kOwnerCity));
}

}  // namespace
}  // namespace lsq::check
