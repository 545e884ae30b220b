// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/crm.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/driver/compile.h"

namespace lsq::project {
namespace {

driver::Compilation Parcels() {
  return driver::Check(std::vector<driver::Input>{{"schema.lsq", R"(
entity Parcel, also Package, key ParcelId {
  ParcelId: Text, read only, mandatory, unique
  Weight: Number, scale 2, indexed
  Label: Text, max 20, mandatory
  LeadId: Text
  Lead: Lead, through LeadId
}
limits schedule { daily: 7 }
)"}});
}

TEST(Crm, RulesSayWhatWritesMust) {
  const run::Schema schema = RunSchema(Parcels().program.catalog);
  const run::EntityRules* parcel = schema.Find("Parcel");
  ASSERT_NE(parcel, nullptr);
  EXPECT_EQ(parcel->key, "ParcelId");
  EXPECT_EQ(parcel->fields.at("Label").max_length, 20u);
  EXPECT_TRUE(parcel->fields.at("Label").mandatory);
  EXPECT_TRUE(parcel->fields.at("ParcelId").read_only);
  EXPECT_EQ(schema.limits.at("schedule.daily"), 7);
}

TEST(Crm, ARelationIsStoredInTheFieldItLeadsThrough) {
  const run::Schema schema = RunSchema(Parcels().program.catalog);
  EXPECT_TRUE(schema.Find("Parcel")->fields.contains("LeadId"));
  EXPECT_FALSE(schema.Find("Parcel")->fields.contains("Lead"));
}

TEST(Crm, IndexedAndUniqueFieldsAreColumns) {
  const auto columns = ColumnsOf(Parcels().program.catalog);
  const auto parcel = std::find_if(columns.begin(), columns.end(), [](const auto& c) { return c.entity == "Parcel"; });
  ASSERT_NE(parcel, columns.end());
  const std::vector<store::Column> expected = {{"ParcelId", store::ColumnKind::Text, true},
                                               {"Weight", store::ColumnKind::Number, false}};
  EXPECT_EQ(parcel->columns, expected);
}

TEST(Crm, AFileIsAboutAnEntityByAnyOfItsNames) {
  const driver::Compilation compilation = Parcels();
  for (const char* name : {"Parcel", "parcel", "PACKAGE"}) {
    const auto target = TargetOf(compilation.program.catalog, name);
    ASSERT_TRUE(target) << name;
    EXPECT_EQ(target->entity, "Parcel");
  }
  EXPECT_FALSE(TargetOf(compilation.program.catalog, "Parcels"));
}

}  // namespace
}  // namespace lsq::project
