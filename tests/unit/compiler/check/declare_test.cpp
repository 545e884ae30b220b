// SPDX-License-Identifier: Apache-2.0
// Declarations of a project: what they add to the library's, and what is refused, with both places.
#include <gtest/gtest.h>

#include "compiler/schema/json_reader.h"
#include "tests/unit/compiler/check/declared.h"

namespace lsq::check {
namespace {

using types::NameKind;

std::string ReportsOf(std::string_view text) {
  return Declared(Declared::Standard()).Add(text).Reports();
}

TEST(Declare, AProjectAddsFieldsToTheLibrarysEntities) {
  Declared d = Declared::Standard();
  d.Add(R"(
entity Lead {
  /// Yearly.
  mx_Income: Number, label "Income", scale 2, indexed
  mx_Interests: several of ["Flats", "Plots"], open
  mx_Referrer: Lead, through mx_ReferrerId, label "Referred By"
  mx_ReferrerId: Text, max 36
  "Preferred time": Time
  mx_Mood: Mood, merge fallback "fine"
}
enum Mood { Good = 1, Bad = 7 }
)");
  ASSERT_EQ(d.Reports(), "");
  const schema::Field& income = *d.Field("Prospect", "mx_Income");
  EXPECT_EQ(income.type, (types::Type{types::Kind::Number, true, 2}));
  EXPECT_EQ(income.doc, "Yearly.");
  EXPECT_EQ(income.label, "Income");
  EXPECT_TRUE(income.indexed);
  EXPECT_EQ(d.catalog.TypeName(d.Field("Lead", "mx_Interests")->type), "several of \"Flats\", \"Plots\" or empty");
  EXPECT_EQ(d.Field("Lead", "mx_Referrer")->via, "mx_ReferrerId");
  EXPECT_NE(d.Field("Lead", "Preferred time"), nullptr);
  EXPECT_EQ(d.Field("Lead", "mx_Mood")->merge_default, "fine");
  const auto mood = d.catalog.FindOptionSet("Mood");
  ASSERT_TRUE(mood.has_value());
  EXPECT_EQ(d.catalog.options(*mood).options[1].stable_id, 7u);
}

TEST(Declare, AProjectStatesAFieldMoreNarrowly) {
  Declared d = Declared::Standard();
  const uint32_t id = d.Field("Lead", "FirstName")->stable_id;
  d.Add(R"(
entity Lead {
  FirstName: Text, mandatory, max 40
  Source: one of ["Web", "Ads"]
  ProspectStage: one of ["New", "Won"]
}
)");
  ASSERT_EQ(d.Reports(), "");
  const schema::Field& name = *d.Field("Lead", "FirstName");
  EXPECT_FALSE(name.type.optional);
  EXPECT_EQ(name.max_length, 40u);
  EXPECT_EQ(name.label, "First Name");
  EXPECT_EQ(name.stable_id, id);
  EXPECT_EQ(d.catalog.TypeName(d.Field("Lead", "Source")->type), "one of \"Web\", \"Ads\" or empty");
  EXPECT_TRUE(d.Field("Lead", "Stage")->indexed);
}

TEST(Declare, ARenamedFieldKeepsItsStableId) {
  Declared before = Declared::Standard();
  Declared after = Declared::Standard();
  before.Add("entity Lead { mx_Town: Text }");
  after.Add("entity Lead { mx_Place: Text, formerly mx_Town }");
  EXPECT_EQ(before.Field("Lead", "mx_Town")->stable_id, after.Field("Lead", "mx_Place")->stable_id);
}

TEST(Declare, RecordTypesHaveFieldsOfTheirOwn) {  // AUP-4
  Declared d = Declared::Standard();
  d.Add(R"(
account type "Customers"
account type "Colleges" { CollegeRank: Number, scale 0 }
activity type "Demo" { mx_Custom_1: Text, label "Outcome" }
activity type "Call" { mx_Custom_1: Number }
)");
  ASSERT_EQ(d.Reports(), "");
  EXPECT_NE(d.Field("Account", "CollegeRank", "Colleges"), nullptr);
  EXPECT_EQ(d.Field("Account", "CollegeRank", "Customers"), nullptr);
  EXPECT_TRUE(d.Field("Activity", "mx_Custom_1", "Call")->type.Is(types::Kind::Number));
  EXPECT_TRUE(d.Field("Activity", "mx_Custom_1", "Demo")->type.Is(types::Kind::Text));
  EXPECT_EQ(d.catalog.entity(*d.catalog.FindEntity("Account")).record_types,
            (std::vector<std::string>{"Customers", "Colleges"}));
  EXPECT_TRUE(d.catalog.closed(NameKind::AccountType));
}

TEST(Declare, NamesCloseTheirKindButCalendarsDoNot) {
  Declared d = Declared::Standard();
  d.Add(R"(
role "Sales User"
group "India"
group "West", part of "india"
list "Fresh" static for Lead
list "Pune" for Lead where Lead.City is "Pune"
user "ops@acme.example"
webhook "crm-merged"
template email "Welcome" for Lead { subject "Hi" }
calendar "India" { Mon to Fri 9:00 am to 6:00 pm }
account timezone "Asia/Kolkata"
)");
  ASSERT_EQ(d.Reports(), "");
  EXPECT_TRUE(d.catalog.closed(NameKind::Role));
  EXPECT_TRUE(d.catalog.closed(NameKind::EmailTemplate));
  EXPECT_FALSE(d.catalog.closed(NameKind::Calendar));
  EXPECT_EQ(d.catalog.FindName(NameKind::EmailTemplate, "Welcome")->entity, *d.catalog.FindEntity("Lead"));
  EXPECT_TRUE(d.catalog.FindName(NameKind::List, "pune")->dynamic);
  EXPECT_FALSE(d.catalog.FindName(NameKind::List, "Fresh")->dynamic);
  EXPECT_EQ(d.catalog.account_timezone, "Asia/Kolkata");
}

TEST(Declare, AProjectMayDeclareWhatTheHostLists) {
  Declared d = Declared::Standard();
  ASSERT_TRUE(
      schema::ReadCatalogJson(R"({"activityTypes": ["Demo"], "emailTemplates": ["Welcome", "Reminder"]})", d.catalog)
          .ok());
  d.Add("activity type \"Demo\" { mx_Custom_1: Text }\ntemplate email \"Welcome\" for Lead { subject \"Hi\" }\n");
  EXPECT_EQ(d.Reports(), "");
  EXPECT_NE(d.Field("Activity", "mx_Custom_1", "Demo"), nullptr);
  EXPECT_EQ(d.catalog.names(NameKind::ActivityType).size(), 1u);
  EXPECT_TRUE(d.catalog.closed(NameKind::EmailTemplate));
}

TEST(Declare, AHostDeclaresItsOwnParts) {
  Declared d = Declared::Standard();
  d.Add(R"(
extern trigger  form_submitted(form: Text) on Lead
extern action   push order (order: Number) to erp, note (note: Text or empty) returns { id: Text } retries 5
extern function pin_code_city(pin: Text) returns Text or empty     // pure
)");
  ASSERT_EQ(d.Reports(), "");
  const schema::TriggerDecl& trigger = *d.Trigger("form_submitted(form)");
  EXPECT_EQ(trigger.native, "extern.form_submitted");
  EXPECT_TRUE(trigger.pattern.call);
  EXPECT_TRUE(trigger.host);
  ASSERT_EQ(trigger.targets.size(), 1u);
  EXPECT_EQ(trigger.targets[0].group, "lead");
  const schema::ActionDecl& push = *d.Action("push order (order) to erp");
  EXPECT_EQ(push.native, "extern.push_order_to_erp");
  EXPECT_EQ(push.retries, 5u);
  ASSERT_TRUE(push.result.has_value());
  EXPECT_EQ(d.catalog.TypeName(*push.result), "{ id: Text }");
  ASSERT_EQ(push.clauses.size(), 1u);
  EXPECT_EQ(push.clauses[0].name, "note");
  EXPECT_TRUE(push.params[push.clauses[0].params[0]].type.type.optional);
  const auto city = d.library.FindFunctions("pin_code_city");
  ASSERT_EQ(city.size(), 1u);
  EXPECT_EQ(city[0]->native, "extern.pin_code_city");
  EXPECT_EQ(city[0]->result.type, types::kText.Optional());
}

TEST(Declare, AProjectSetsALimitAnew) {
  Declared d = Declared::Standard();
  d.Add("limits schedule { daily: 50000 }");
  EXPECT_EQ(number::Print(d.catalog.limits.at("schedule.daily")), "50000");
  EXPECT_EQ(number::Print(d.catalog.limits.at("schedule.hourly")), "2500");
}

TEST(Declare, AFunctionWithABodyIsTheProjectsOwnProgram) {
  Declared d = Declared::Standard();
  d.Add("function twice(value: Number) returns Number = value * 2");
  EXPECT_EQ(d.Reports(), "");
  EXPECT_TRUE(d.library.FindFunctions("twice").empty());
  EXPECT_FALSE(IsSchemaDeclaration(*d.trees.back().declarations.front().tree));
}

TEST(DeclareTwice, IsRefusedWithBothPlaces) {
  EXPECT_EQ(ReportsOf("entity Shop { Name: Text }\nentity Shop { City: Text }\n"),
            "2 LSQ5001 the entity `Shop` is declared twice [1 also declared here]\n");
  EXPECT_EQ(ReportsOf("entity Lead { mx_A: Text }\nentity Lead {\n  mx_A: Text\n}\n"),
            "3 LSQ5001 the field `Lead.mx_A` is declared twice [1 also declared here]\n");
  EXPECT_EQ(ReportsOf("role \"A\"\nrole \" a\"\n"),
            "2 LSQ5001 the role \" a\" is declared twice [1 also declared here]\n");
  EXPECT_EQ(ReportsOf("email template \"A\"\ntemplate email \"a\" for Lead { subject \"Hi\" }\n"),
            "2 LSQ5001 the email template \"a\" is declared twice [1 also declared here]\n");
  EXPECT_EQ(ReportsOf("enum E { A = 1 }\nenum E { B = 1 }\n"),
            "2 LSQ5001 the enum `E` is declared twice [1 also declared here]\n");
  EXPECT_EQ(ReportsOf("entity Shop, also User { Name: Text }\n"),
            "1 LSQ5001 the entity `User` is declared twice [std/crm_entities.lsq also declared here]\n");
  EXPECT_EQ(ReportsOf("account timezone \"UTC\"\naccount timezone \"Asia/Kolkata\"\n"),
            "2 LSQ5001 the account's time zone is declared twice [1 also declared here]\n");
  EXPECT_EQ(
      ReportsOf("extern function upper(text: Text) returns Text\n"),
      "1 LSQ5001 the function `upper` with these parameters is declared twice [std/text.lsq also declared here]\n");
  EXPECT_EQ(ReportsOf("extern action notify (user: User)\n"),
            "1 LSQ5010 the phrase `notify (user)` is declared twice [std/actions.lsq also declared here]\n");
  EXPECT_EQ(ReportsOf("enum E { A = 1, A = 2 }\n"), "1 LSQ5008 the option \"A\" is there twice\n");
}

TEST(DeclareContradiction, NamesBothTypesAndPlaces) {
  EXPECT_EQ(ReportsOf("entity Lead { Score: Text }\n"),
            "1 LSQ5002 `Lead.Score` is Text here, but Number elsewhere [std/crm_entities.lsq Number here]\n");
  EXPECT_EQ(
      ReportsOf("entity Lead { ProspectStage: Text }\n"),
      "1 LSQ5002 `Lead.ProspectStage` is Text here, but one of \"Prospect\", \"Opportunity\", \"Customer\" elsewhere "
      "[std/crm_entities.lsq one of \"Prospect\", \"Opportunity\", \"Customer\" here]\n");
}

TEST(DeclareUnknown, SuggestsTheNearest) {
  EXPECT_EQ(ReportsOf("entity Lead { mx_A: Txt }\n"), "1 LSQ5003 there is no type `Txt` (did you mean `Text`?)\n");
  EXPECT_EQ(ReportsOf("entity Lead { mx_A: Usr }\n"), "1 LSQ5003 there is no type `Usr` (did you mean `User`?)\n");
  EXPECT_EQ(ReportsOf("list \"A\" static for Led\n"), "1 LSQ5014 there is no entity `Led` (did you mean `Lead`?)\n");
  EXPECT_EQ(ReportsOf("group \"West\", part of \"Inda\"\ngroup \"India\"\n"),
            "1 LSQ5007 there is no group \"Inda\" (did you mean \"India\"?)\n");
}

TEST(DeclareUnknown, TimeZonesAreKnownByName) {  // E_TZ_UNKNOWN
  EXPECT_EQ(ReportsOf("account timezone \"Asia/Kolkatta\"\n"),
            "1 LSQ4305 there is no time zone \"Asia/Kolkatta\" (did you mean `Asia/Kolkata`?)\n");
}

TEST(DeclareCycle, IsReportedOnce) {
  EXPECT_EQ(ReportsOf("group \"A\", part of \"A\"\n"), "1 LSQ5006 the group \"A\" is part of itself\n");
  EXPECT_EQ(ReportsOf("group \"X\", part of \"B\"\ngroup \"B\", part of \"C\"\ngroup \"C\", part of \"B\"\n"),
            "2 LSQ5006 the group \"B\" is part of itself [3 part of \"B\"]\n");
}

TEST(DeclareMistakes, SayWhatIsMissingOrOdd) {
  EXPECT_EQ(ReportsOf("entity Lead { mx_A: Text, mandatry }\n"), "1 LSQ5004 this part of a field is not understood\n");
  EXPECT_EQ(ReportsOf("entity Lead { mx_A: Number, scale 10 }\n"),
            "1 LSQ5012 the scale must be a whole number from 0 to 9\n");
  EXPECT_EQ(ReportsOf("role \"Sales User\" {\n  may export\n}\n"), "1 LSQ5004 this part of a name is not understood\n");
  EXPECT_EQ(ReportsOf("entity Lead { mx_A: SentEmail }\n"), "1 LSQ5004 this part of a field is not understood\n");
  EXPECT_EQ(ReportsOf("entity Lead { mx_A: User, through FirstNam }\n"),
            "1 LSQ5009 `Lead.mx_A` cannot lead through `FirstNam`\n");
  EXPECT_EQ(ReportsOf("entity Lead { mx_A: Text, id 7\n mx_B: Text, id 7 }\n"),
            "2 LSQ5013 `Lead.mx_B` and `Lead.mx_A` have the same stable id 7 [1 the other one]\n");
  EXPECT_EQ(ReportsOf("limits schedule { daily: many }\n"),
            "1 LSQ5012 the limit `schedule.daily` must be a plain number\n");
  EXPECT_EQ(ReportsOf("extern trigger form_submitted(form: Text)\n"),
            "1 LSQ5005 the trigger has no entity that it is for\n");
  EXPECT_EQ(ReportsOf("function f(a: Text) returns Text\n"), "1 LSQ5005 the function `f` has no body\n");
  EXPECT_EQ(ReportsOf("extern function f(a: Text)\n"), "1 LSQ5005 the function `f` has no result type\n");
  EXPECT_EQ(ReportsOf("extern action tidy (who: Lead) {\n  option keep (kept: Fields(whom))\n}\n"),
            "2 LSQ5011 the phrase has no parameter `whom`\n");
}

TEST(DeclareMistakes, OneMistakeIsOneMessage) {
  Declared d = Declared::Standard();
  d.Add("entity Lead {\n  mx_A: Txt\n  mx_B: Text\n}\nextern action do (what: Txet)\n");
  EXPECT_EQ(d.Reports(),
            "2 LSQ5003 there is no type `Txt` (did you mean `Text`?)\n"
            "5 LSQ5003 there is no type `Txet` (did you mean `Text`?)\n");
  EXPECT_NE(d.Field("Lead", "mx_B"), nullptr);
}

}  // namespace
}  // namespace lsq::check
