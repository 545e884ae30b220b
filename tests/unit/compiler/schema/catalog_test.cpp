// SPDX-License-Identifier: Apache-2.0
#include "compiler/schema/catalog.h"

#include <gtest/gtest.h>

namespace lsq::schema {
namespace {

using types::NameKind;

Entity Named_(std::string name, std::vector<std::string> aliases = {}) {
  Entity entity;
  entity.name = std::move(name);
  entity.aliases = std::move(aliases);
  return entity;
}

Field Text(EntityId entity, std::string name, std::string only_type = {}) {
  Field field;
  field.entity = entity;
  field.name = std::move(name);
  field.type = types::kText.Optional();
  field.only_type = std::move(only_type);
  return field;
}

TEST(Catalog, EntitiesAreFoundByNameAndAliasInExactCase) {
  Catalog catalog;
  const EntityId lead = catalog.AddEntity(Named_("Lead", {"Prospect"}));
  EXPECT_EQ(catalog.FindEntity("Lead"), lead);
  EXPECT_EQ(catalog.FindEntity("Prospect"), lead);
  EXPECT_FALSE(catalog.FindEntity("lead").has_value());
}

TEST(Catalog, FieldsBelongToTheirEntity) {
  Catalog catalog;
  const EntityId lead = catalog.AddEntity(Named_("Lead"));
  const EntityId user = catalog.AddEntity(Named_("User"));
  const FieldId city = catalog.AddField(Text(lead, "City"));
  EXPECT_EQ(catalog.FindField(lead, "City"), city);
  EXPECT_FALSE(catalog.FindField(user, "City").has_value());
  EXPECT_EQ(catalog.entity(lead).fields, std::vector<FieldId>{city});
  catalog.AddFieldAlias(city, "Town");
  EXPECT_EQ(catalog.FindField(lead, "Town"), city);
}

TEST(Catalog, RecordTypesMayUseOneNameForDifferentFields) {
  Catalog catalog;
  const EntityId activity = catalog.AddEntity(Named_("Activity"));
  const FieldId note = catalog.AddField(Text(activity, "Note"));
  const FieldId call = catalog.AddField(Text(activity, "mx_Custom_1", "Call"));
  const FieldId demo = catalog.AddField(Text(activity, "mx_Custom_1", "Demo"));
  EXPECT_EQ(catalog.FindField(activity, "mx_Custom_1", "call "), call);
  EXPECT_EQ(catalog.FindField(activity, "mx_Custom_1", "Demo"), demo);
  EXPECT_EQ(catalog.FindField(activity, "mx_Custom_1"), call);
  EXPECT_EQ(catalog.FindField(activity, "Note", "Demo"), note);
  EXPECT_FALSE(catalog.FindField(activity, "mx_Custom_1", "Visit").has_value());
}

TEST(Catalog, OptionsAndNamesAreComparedFolded) {  // C-CON-4
  Catalog catalog;
  const OptionSetId set = catalog.AddOptionSet({"Severity", {{"Urgent", 1}, {"High", 2}}, false, {}});
  EXPECT_EQ(catalog.FindOption(set, " HIGH"), 1u);
  EXPECT_FALSE(catalog.FindOption(set, "Highest").has_value());
  EXPECT_EQ(catalog.FindOptionSet("Severity"), set);
  catalog.AddName(NameKind::Role, {"Straße", {}, false, {}, {}});
  EXPECT_NE(catalog.FindName(NameKind::Role, "STRASSE "), nullptr);
}

TEST(Catalog, OnlyWhatTheSchemaListsClosesAKind) {
  Catalog catalog;
  catalog.AddName(NameKind::EmailTemplate, {"Welcome", {}, false, {}, {}}, Catalog::Listing::Project);
  EXPECT_FALSE(catalog.closed(NameKind::EmailTemplate));
  EXPECT_NE(catalog.FindName(NameKind::EmailTemplate, "welcome"), nullptr);
  catalog.AddName(NameKind::EmailTemplate, {"Reminder", {}, false, {}, {}});
  EXPECT_TRUE(catalog.closed(NameKind::EmailTemplate));
  EXPECT_FALSE(catalog.closed(NameKind::Role));
  catalog.CloseNames(NameKind::Role);
  EXPECT_TRUE(catalog.closed(NameKind::Role));
}

TEST(Catalog, NamesTypesAsTheyAreWritten) {
  Catalog catalog;
  const EntityId lead = catalog.AddEntity(Named_("Lead"));
  const OptionSetId few = catalog.AddOptionSet({"", {{"A", 1}, {"B", 2}}, false, {}});
  const OptionSetId many = catalog.AddOptionSet({"", {{"A", 1}, {"B", 2}, {"C", 3}, {"D", 4}}, false, {}});
  const OptionSetId severity = catalog.AddOptionSet({"Severity", {}, false, {}});
  EXPECT_EQ(catalog.TypeName(types::kText.Optional()), "Text or empty");
  EXPECT_EQ(catalog.TypeName(types::kEmpty), "empty");
  EXPECT_EQ(catalog.TypeName(types::Record(lead)), "Lead");
  EXPECT_EQ(catalog.TypeName(types::Option(few)), "one of \"A\", \"B\"");
  EXPECT_EQ(catalog.TypeName(types::Option(many)), "one of \"A\", \"B\", \"C\", …");
  EXPECT_EQ(catalog.TypeName(types::Option(severity)), "Severity");
  EXPECT_EQ(catalog.TypeName(types::Options(severity)), "several of Severity");
  EXPECT_EQ(catalog.TypeName(types::Name(NameKind::EmailTemplate)), "EmailTemplate");
  EXPECT_EQ(catalog.TypeName(types::Type{types::Kind::Number, false, 2}), "Number");
  EXPECT_EQ(catalog.TypeName(catalog.type_store().List(types::Text(types::TextKind::Email))), "list of Email");
  const Type shape = catalog.type_store().Shape({{"id", types::kText}, {"total", types::kNumber.Optional()}});
  EXPECT_EQ(catalog.TypeName(shape), "{ id: Text, total: Number or empty }");
}

TEST(StableId, DependsOnNamesAndStoredTypesOnly) {
  EXPECT_EQ(StableId(""), 2166136261u);
  EXPECT_EQ(StableId("a"), 0xe40c292cu);  // FNV-1a's published vector
  Entity lead = Named_("Lead");
  Field city = Text({}, "City");
  const uint32_t id = StableFieldId(lead, city, "City");
  city.type = types::kText;
  EXPECT_EQ(StableFieldId(lead, city, "City"), id);
  city.type = types::kNumber;
  EXPECT_NE(StableFieldId(lead, city, "City"), id);
}

}  // namespace
}  // namespace lsq::schema
