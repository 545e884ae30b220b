// SPDX-License-Identifier: Apache-2.0
// Catalogues as JSON: domain.md B1, B4; the example of compiler/schema/README.md.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "compiler/schema/json_reader.h"

namespace lsq::schema {
namespace {

using types::Kind;

// The part of the standard library that the example speaks of.
constexpr std::string_view kBase = R"({
  "entities": [
    { "name": "User", "key": "UserId", "fields": [{ "name": "UserId", "type": "Text" }] },
    { "name": "Lead", "aliases": ["Prospect"], "key": "ProspectID", "fields": [
      { "name": "FirstName", "label": "First Name", "type": "Text", "maxLength": 100 },
      { "name": "ProspectStage", "type": "Select", "aliases": ["Stage"], "options": ["Prospect", "Opportunity"],
        "indexed": true } ] },
    { "name": "Account", "types": "AccountType", "fields": [{ "name": "AccountName", "type": "Text", "mandatory": true }] },
    { "name": "Activity", "types": "ActivityType" }
  ]
})";

std::string ExampleOfReadme() {
  std::ifstream file(LSQ_SOURCE_DIR "/compiler/schema/README.md");
  std::stringstream text;
  text << file.rdbuf();
  const std::string readme = text.str();
  const size_t begin = readme.find("```json\n") + 8;
  return readme.substr(begin, readme.find("\n```", begin) - begin);
}

Catalog Base() {
  Catalog catalog;
  const Status status = ReadCatalogJson(kBase, catalog);
  EXPECT_TRUE(status.ok()) << status.error().message;
  return catalog;
}

const Field& FieldOf(const Catalog& catalog, std::string_view entity, std::string_view name,
                     std::string_view type = {}) {
  const auto field = catalog.FindField(*catalog.FindEntity(entity), name, type);
  EXPECT_TRUE(field.has_value()) << entity << "." << name;
  return catalog.field(*field);
}

std::string ErrorOf(std::string_view text) {
  Catalog catalog = Base();
  const std::string before = WriteCatalogJson(catalog);
  const Status status = ReadCatalogJson(text, catalog);
  EXPECT_EQ(WriteCatalogJson(catalog), before) << "an error leaves the catalogue as it was";
  return status.ok() ? "" : status.error().code + " " + status.error().message;
}

class Example : public testing::Test {
 protected:
  void SetUp() override {
    catalog_ = Base();
    const Status status = ReadCatalogJson(ExampleOfReadme(), catalog_);
    ASSERT_TRUE(status.ok()) << status.error().message;
  }
  Catalog catalog_;
};

TEST_F(Example, AddsFieldsToAnEntityThatIsThere) {
  const Field& city = FieldOf(catalog_, "Prospect", "mx_City");
  EXPECT_EQ(city.type, types::kText.Optional());
  EXPECT_EQ(city.label, "City");
  EXPECT_EQ(city.max_length, 60u);
  EXPECT_EQ(city.merge_default, "your city");
  const Field& income = FieldOf(catalog_, "Lead", "mx_Income");
  EXPECT_EQ(catalog_.TypeName(income.type), "Number or empty");
  EXPECT_EQ(income.scale, 2);
  EXPECT_EQ(income.type.arg, 2u);
  EXPECT_TRUE(income.indexed);
  EXPECT_EQ(FieldOf(catalog_, "Lead", "FirstName").max_length, 100u);
}

TEST_F(Example, KeepsWhatAFieldHadAndWasNotGiven) {
  const Field& stage = FieldOf(catalog_, "Lead", "ProspectStage");
  EXPECT_TRUE(stage.indexed);
  EXPECT_TRUE(catalog_.FindOption(OptionSetId{stage.type.arg}, "lost").has_value());
  EXPECT_EQ(&FieldOf(catalog_, "Lead", "Stage"), &stage);
}

TEST_F(Example, HasEnumsMultiSelectsAndRelations) {
  EXPECT_EQ(catalog_.TypeName(FieldOf(catalog_, "Lead", "mx_Rating").type), "Rating or empty");
  EXPECT_EQ(catalog_.TypeName(FieldOf(catalog_, "Lead", "mx_Interests").type),
            "several of \"Flats\", \"Plots\" or empty");
  const Field& manager = FieldOf(catalog_, "Site", "Manager");
  EXPECT_EQ(manager.type, types::Record(*catalog_.FindEntity("User")).Optional());
  EXPECT_EQ(manager.via, "ManagerId");
  const Entity& site = catalog_.entity(*catalog_.FindEntity("Project"));
  EXPECT_TRUE(site.hosted);
  EXPECT_EQ(site.key, "SiteId");
  EXPECT_FALSE(FieldOf(catalog_, "Site", "SiteId").type.optional);
}

TEST_F(Example, FieldsOfOneRecordTypeAreFoundWithIt) {  // AUP-4
  const EntityId account = *catalog_.FindEntity("Account");
  EXPECT_TRUE(catalog_.FindField(account, "CollegeRank", "colleges").has_value());
  EXPECT_FALSE(catalog_.FindField(account, "CollegeRank", "Customers").has_value());
  EXPECT_EQ(catalog_.entity(account).record_types, (std::vector<std::string>{"Customers", "Colleges"}));
}

TEST_F(Example, ListsOfNamesCloseTheirKind) {
  EXPECT_TRUE(catalog_.closed(NameKind::Role));
  EXPECT_NE(catalog_.FindName(NameKind::Role, " sales USER"), nullptr);
  EXPECT_EQ(catalog_.FindName(NameKind::Role, "Sales Users"), nullptr);
  EXPECT_FALSE(catalog_.closed(NameKind::Campaign));
  EXPECT_TRUE(catalog_.FindName(NameKind::List, "Pune")->dynamic);
  EXPECT_EQ(catalog_.FindName(NameKind::Group, "West")->part_of, "India");
}

TEST_F(Example, HasLimitsAndTheTimeZone) {
  EXPECT_EQ(catalog_.account_timezone, "Asia/Kolkata");
  EXPECT_EQ(catalog_.features, std::vector<std::string>{"attachments"});
  EXPECT_TRUE(catalog_.FindName(NameKind::EmailTemplate, "Gala")->visual);
  EXPECT_EQ(number::Print(catalog_.limits.at("schedule.daily")), "50000");
}

TEST_F(Example, ComesBackFromItsOwnJson) {
  const std::string written = WriteCatalogJson(catalog_);
  Catalog again;
  const Status status = ReadCatalogJson(written, again);
  ASSERT_TRUE(status.ok()) << status.error().message;
  EXPECT_EQ(WriteCatalogJson(again), written);
}

TEST(Json, EveryTypeOfTheCrmsInterfacesIsRead) {  // B4
  const std::pair<const char*, const char*> rows[] = {
      {"Text", "Text"},       {"Textbox", "Text"},      {"TextArea", "Text"}, {"Number", "Number"},
      {"Email", "Email"},     {"Phone", "Phone"},       {"Website", "Url"},   {"Url", "Url"},
      {"Date", "Date"},       {"DateTime", "DateTime"}, {"Time", "Time"},     {"Boolean", "Bool"},
      {"CheckBox", "Bool"},   {"RadioButton", "Bool"},  {"checkbox", "Bool"}, {"TimeZone", "TimeZone"},
      {"Currency", "Number"}, {"CustomObject", "Text"},
  };
  for (const auto& [word, type] : rows) {
    Catalog catalog = Base();
    const std::string text =
        R"({"entities": [{"name": "Lead", "fields": [{"name": "mx_X", "type": ")" + std::string(word) + R"("}]}]})";
    ASSERT_TRUE(ReadCatalogJson(text, catalog).ok()) << word;
    EXPECT_EQ(catalog.TypeName(FieldOf(catalog, "Lead", "mx_X").type), std::string(type) + " or empty") << word;
  }
}

TEST(Json, AFieldThatBecomesATextAreaIsMultiline) {
  Catalog catalog = Base();
  ASSERT_TRUE(ReadCatalogJson(R"({"entities": [{"name": "Lead", "fields": [{"name": "FirstName", "type": "TextArea"},
      {"name": "mx_Kind", "type": "DropdownWithOthers", "options": ["A"]}]}]})",
                              catalog)
                  .ok());
  EXPECT_TRUE(FieldOf(catalog, "Lead", "FirstName").multiline);
  EXPECT_TRUE(catalog.options(OptionSetId{FieldOf(catalog, "Lead", "mx_Kind").type.arg}).open);
}

TEST(Json, ARenamedFieldKeepsItsIdAndAChangedTypeDoesNot) {  // architecture decision 2
  Catalog catalog = Base();
  const uint32_t id = FieldOf(catalog, "Lead", "FirstName").stable_id;
  ASSERT_TRUE(ReadCatalogJson(
                  R"({"entities": [{"name": "Lead", "fields": [{"name": "FirstName", "type": "Number"}]}]})", catalog)
                  .ok());
  EXPECT_NE(FieldOf(catalog, "Lead", "FirstName").stable_id, id);
  Catalog renamed;
  ASSERT_TRUE(
      ReadCatalogJson(R"({"entities": [{"name": "Lead", "fields": [{"name": "GivenName", "type": "Text", "id": )" +
                          std::to_string(id) + "}]}]}",
                      renamed)
          .ok());
  EXPECT_EQ(FieldOf(renamed, "Lead", "GivenName").stable_id, id);
}

TEST(Json, ErrorsSayWhereAndWhy) {
  EXPECT_EQ(ErrorOf("{\n  \"roles\": [,]\n}"), "schema line 2, column 13: this is not JSON");
  EXPECT_EQ(ErrorOf("{ \"limits\": { \"x\": 1e400 } }"), "schema a number has too many digits");
  EXPECT_EQ(ErrorOf("[]"), "schema here stands an object, { … }");
  EXPECT_EQ(ErrorOf(R"({"entites": []})"), "schema entites: there is no such member here; did you mean \"entities\"?");
  EXPECT_EQ(ErrorOf(R"({"entities": [{"fields": []}]})"), "schema entities[0]: `name` is missing");
  const std::string lead = R"({"entities": [{"name": "Lead", "fields": [)";
  EXPECT_EQ(ErrorOf(lead + R"({"name": "mx_A", "type": "Numbr"}]}]})"),
            "schema entities[0].fields[0].type: there is no type \"Numbr\"; did you mean \"Number\"?");
  EXPECT_EQ(ErrorOf(lead + R"({"name": "mx_A"}]}]})"), "schema entities[0].fields[0]: `type` is missing");
  EXPECT_EQ(ErrorOf(lead + R"({"name": "mx_A", "type": "Select"}]}]})"),
            "schema entities[0].fields[0]: `options` is missing");
  EXPECT_EQ(ErrorOf(lead + R"({"name": "mx_A", "type": "Text", "options": ["a"]}]}]})"),
            "schema entities[0].fields[0]: only a dropdown or a multi-select has options");
  EXPECT_EQ(ErrorOf(lead + R"({"name": "mx_A", "type": "Number", "scale": 10}]}]})"),
            "schema entities[0].fields[0].scale: here stands a whole number from 0 to 9");
  EXPECT_EQ(ErrorOf(lead + R"({"name": "mx_A", "type": "Text"}, {"name": "mx_A", "type": "Text"}]}]})"),
            "schema entities[0].fields[1]: the field \"mx_A\" is there twice");
  EXPECT_EQ(ErrorOf(lead + R"({"name": "mx_A", "type": "User", "via": "FirstNam"}]}]})"),
            "schema entities[0].fields[0].via: no field \"FirstNam\" holds an id; did you mean \"FirstName\"?");
  EXPECT_EQ(ErrorOf(R"({"roles": ["A", "a "]})"), "schema roles[1]: \"a \" is there twice");
  EXPECT_EQ(ErrorOf(R"({"roles": [" "]})"), "schema roles[0]: the text is empty");
  EXPECT_EQ(ErrorOf(R"({"limits": {"schedule.daily": -1}})"),
            "schema limits.schedule.daily: here stands a number from 0 on");
  EXPECT_EQ(ErrorOf(R"({"account": {"timezone": "Asia/Kolkatta"}})"),
            "schema account.timezone: there is no time zone \"Asia/Kolkatta\"; did you mean \"Asia/Kolkata\"?");
  EXPECT_EQ(ErrorOf(R"({"account": {"timezone": 5}})"), "schema account.timezone: here stands a text");
}

TEST(Json, TwoFieldsNeverShareAnId) {
  EXPECT_EQ(ErrorOf(R"({"entities": [{"name": "Lead", "fields": [{"name": "mx_A", "type": "Text", "id": 7},
      {"name": "mx_B", "type": "Text", "id": 7}]}]})"),
            "schema entities: the fields Lead.mx_A and Lead.mx_B have the same id 7");
}

}  // namespace
}  // namespace lsq::schema
