// SPDX-License-Identifier: Apache-2.0
// Programs meeting the catalogue of today, and stored records meeting programs (architecture decision 2).
#include <gtest/gtest.h>

#include "tests/harness/evaluate.h"

namespace lsq::link {
namespace {

using harness::FunctionBuilder;
using harness::NumberValue;
using harness::TypeOf;
using ir::Kind;
using ir::Op;
using value::Value;

class LinkTest : public harness::EvaluationTest {
 protected:
  ir::FunctionId FieldFunction(uint32_t field) {
    FunctionBuilder f(crm_, "field", crm_.module.fields[field].type);
    return f.Finish(f.Field(f.Lead(), field));
  }
  // The catalogue as it was when the program was made.
  Layout LayoutOfToday() {
    Layout layout;
    for (const auto& entity : crm_.module.entities) layout.entities.push_back({entity.name, entity.stable_id, {}});
    for (const auto& field : crm_.module.fields) {
      layout.entities[field.entity].fields.push_back({field.name, field.stable_id});
    }
    return layout;
  }
};

TEST_F(LinkTest, ARenamedFieldIsFoundByItsStableId) {
  const auto city = FieldFunction(crm_.city);
  Layout layout = LayoutOfToday();
  layout.entities[0].name = "Prospect";
  layout.entities[0].fields[0].name = "Town";
  Load({.layout = &layout});
  SetLead({{"mx_City", Value::Text("old")}, {"Town", Value::Text("Pune")}});
  EXPECT_EQ(Run(city), "Pune");
  EXPECT_EQ(program_->FieldName(crm_.city), "Town");
}

TEST_F(LinkTest, AnotherFieldOfTheSameNameIsNotIt) {
  const auto city = FieldFunction(crm_.city);
  Layout layout = LayoutOfToday();
  layout.entities[0].fields[0].stable_id = 999;  // removed, and made anew with another type
  Load({.layout = &layout});
  EXPECT_EQ(Run(city), "F_UNKNOWN_FIELD");
}

TEST_F(LinkTest, WhatIsGoneFaultsWhereItIsUsed) {
  const auto city = FieldFunction(crm_.city);
  const auto score = FieldFunction(crm_.score);
  FunctionBuilder caller(crm_, "caller", TypeOf(Kind::Text));
  FunctionBuilder callee(crm_, "callee", TypeOf(Kind::Text), {crm_.lead_type});
  const auto callee_id = callee.Finish(callee.Field(callee.Lead(), crm_.city));
  const auto caller_id =
      caller.Finish(caller.Add(Op::CallFunction, TypeOf(Kind::Text), {caller.Lead()}, callee_id.index));
  Layout layout = LayoutOfToday();
  std::erase_if(layout.entities[0].fields, [](const FieldLayout& field) { return field.name == "mx_City"; });
  Load({.layout = &layout});
  SetLead({{"Score", NumberValue("5")}});
  EXPECT_EQ(Run(city), "F_UNKNOWN_FIELD");
  EXPECT_NE(fault_->message.find("`mx_City`"), std::string::npos) << fault_->message;
  EXPECT_EQ(Run(caller_id), "F_UNKNOWN_FIELD");
  EXPECT_EQ(Run(score), "5");
}

TEST_F(LinkTest, AnUnknownNativeFaultsWhereItIsUsed) {
  const uint32_t unknown = crm_.Native("text.shout", {TypeOf(Kind::Text)}, TypeOf(Kind::Text));
  const uint32_t other_type = crm_.Native("text.upper", {TypeOf(Kind::Number)}, TypeOf(Kind::Text));
  FunctionBuilder f(crm_, "unknown", TypeOf(Kind::Text));
  const auto shout = f.Finish(f.Add(Op::Call, TypeOf(Kind::Text), {f.Text("a")}, unknown));
  FunctionBuilder g(crm_, "other", TypeOf(Kind::Text));
  const auto other = g.Finish(g.Add(Op::Call, TypeOf(Kind::Text), {g.Number("1")}, other_type));
  EXPECT_EQ(Run(shout), "F_UNKNOWN_FUNCTION");
  EXPECT_EQ(Run(other), "F_UNKNOWN_FUNCTION");
}

TEST_F(LinkTest, AnotherRevisionOfANativeIsAnother) {
  const uint32_t upper = crm_.Native("text.upper", {TypeOf(Kind::Text)}, TypeOf(Kind::Text));
  crm_.module.natives[upper].revision = 2;
  FunctionBuilder f(crm_, "f", TypeOf(Kind::Text));
  EXPECT_EQ(Run(f.Finish(f.Add(Op::Call, TypeOf(Kind::Text), {f.Text("a")}, upper))), "F_UNKNOWN_FUNCTION");
}

TEST_F(LinkTest, AnAccountWithoutAZoneIsRefused) {  // C-GEN-1
  for (const auto& [zone, code] : {std::pair{"Mars", "zone_unknown"}, std::pair{"", "E_NO_ACCOUNT_TZ"}}) {
    crm_.module.account_timezone = zone;
    const auto loaded = link::Load(crm_.module);
    ASSERT_FALSE(loaded.ok());
    EXPECT_EQ(loaded.error().code, code);
  }
}

TEST_F(LinkTest, LocalTimesAreReadOnTheAccountsClocks) {
  FunctionBuilder f(crm_, "f", TypeOf(Kind::DateTime));
  const auto id = f.Finish(f.Const(*time::ParseLocalDateTime("2026-12-25 09:00"), TypeOf(Kind::DateTime)));
  EXPECT_EQ(Run(id), "2026-12-25 09:00:00");
}

TEST_F(LinkTest, EveryKindOfFieldLoads) {
  const std::pair<uint32_t, Value> fields[] = {
      {crm_.city, Value::Text(" Pune ")},
      {crm_.score, NumberValue("-7")},
      {crm_.budget, NumberValue("1234567.89")},
      {crm_.active, Value(true)},
      {crm_.born, Value(*time::ParseDate("1990-01-02"))},
      {crm_.seen, Value(*time::ParseInstant("2026-03-06T17:20:00Z"))},
      {crm_.call_at, Value(time::At(9, 5))},
      {crm_.source, Value::Text("web")},
      {crm_.topics, Value(value::List{Value::Text("C"), Value::Text("a"), Value::Text("C")})},
  };
  const char* printed[] = {" Pune ",   "-7",  "1234567.89", "Yes", "1990-01-02", "2026-03-06 22:50:00",
                           "09:05:00", "Web", "A; C"};
  std::vector<ir::FunctionId> functions;
  value::Fields all;
  for (const auto& [field, value] : fields) {
    functions.push_back(FieldFunction(field));
    all[crm_.module.fields[field].name] = value;
  }
  SetLead(all);
  for (size_t i = 0; i < functions.size(); ++i) EXPECT_EQ(Run(functions[i]), printed[i]);
  EXPECT_TRUE(notes_.empty());
  SetLead({});
  for (const auto function : functions) EXPECT_EQ(Run(function), "missing");
}

TEST_F(LinkTest, WrongTypesCountAsMissingWithANote) {  // C-CON-11
  const auto score = FieldFunction(crm_.score);
  const auto source = FieldFunction(crm_.source);
  const auto topics = FieldFunction(crm_.topics);
  SetLead({{"Score", Value::Text("seven")},
           {"Source", Value::Text("Fair")},
           {"Topics", Value(value::List{Value::Text("A"), Value::Text("Z")})}});
  EXPECT_EQ(Run(score), "missing");
  EXPECT_EQ(notes_, (std::vector<LoadNote>{{"Score", "holds a text where a number is expected"},
                                           {"Source", "holds `Fair`, which is none of its options"},
                                           {"Topics", "holds `Z`, which is none of its options"}}));
  EXPECT_EQ(Run(source), "missing");
  EXPECT_EQ(Run(topics), "A");
}

TEST_F(LinkTest, NumbersAreBroughtToTheFieldsDigits) {  // decision 12
  const auto budget = FieldFunction(crm_.budget);
  SetLead({{"Budget", NumberValue("0.125")}});
  EXPECT_EQ(Run(budget), "0.12");
  ASSERT_EQ(notes_.size(), 1u);
  SetLead({{"Budget", NumberValue("99999999999999999")}});  // 17 digits and 2 are more than 18
  EXPECT_EQ(Run(budget), "missing");
  ASSERT_EQ(notes_.size(), 1u);
}

TEST_F(LinkTest, AFieldWithoutDeclaredDigitsHoldsEveryNumber) {  // decision 12
  const auto revenue = FieldFunction(crm_.revenue);
  for (const char* digits : {"999999999999999999.999999999", "-0.000000001", "5000000000"}) {
    SetLead({{"Revenue", NumberValue(digits)}});
    EXPECT_EQ(Run(revenue), digits);
    EXPECT_TRUE(notes_.empty());
  }
}

TEST_F(LinkTest, RenamedOptionsKeepTheirMeaning) {
  const auto source = FieldFunction(crm_.source);
  Layout layout = LayoutOfToday();
  layout.option_sets = {{"Source", {{"Website", 1}, {"Ads", 2}, {"Referral", 3}}}};
  Load({.layout = &layout});
  for (const char* stored : {"Website", "Web", "WEBSITE "}) {
    SetLead({{"Source", Value::Text(stored)}});
    EXPECT_EQ(Run(source), "Website") << stored;
  }
}

TEST_F(LinkTest, UpdatesShowWhatWasAndWhatChanged) {  // C-TRG-3, C-CON-1
  const auto make = [&](uint32_t field, Op op) {
    FunctionBuilder f(crm_, "f", op == Op::IsChanged ? TypeOf(Kind::Bool) : crm_.module.fields[field].type);
    const auto type = op == Op::IsChanged ? TypeOf(Kind::Bool) : crm_.module.fields[field].type;
    return f.Finish(f.Add(op, type, {f.Lead()}, field));
  };
  const auto city = make(crm_.city, Op::Field);
  const auto old_city = make(crm_.city, Op::OldField);
  const auto old_score = make(crm_.score, Op::OldField);
  const auto old_born = make(crm_.born, Op::OldField);
  const auto city_changed = make(crm_.city, Op::IsChanged);
  const auto score_changed = make(crm_.score, Op::IsChanged);
  const auto born_changed = make(crm_.born, Op::IsChanged);
  const ChangeSet changes = {{"mx_City", {Value::Text("pune "), Value::Text("Pune")}},
                             {"Score", {NumberValue("1"), Value()}}};
  changes_ = &changes;
  SetLead({{"mx_City", Value::Text("Delhi")}, {"Born", Value(*time::ParseDate("1990-01-02"))}});
  EXPECT_EQ(Run(city), "Delhi");  // changed again since
  EXPECT_EQ(Run(old_city), "pune ");
  EXPECT_EQ(Run(old_score), "1");
  EXPECT_EQ(Run(old_born), "1990-01-02");  // not in the change set: as it is
  EXPECT_EQ(Run(city_changed), "No");      // the same by folded equality
  EXPECT_EQ(Run(score_changed), "Yes");
  EXPECT_EQ(Run(born_changed), "No");
  changes_ = nullptr;
  EXPECT_EQ(Run(score_changed), "No");
}

TEST_F(LinkTest, ValuesBecomeCellsAndValuesAgain) {
  Load();
  const auto text = Value::Text("Pune");
  const std::pair<bytecode::CellType, Value> cases[] = {
      {{bytecode::CellKind::Number}, NumberValue("1.000000001")},
      {{bytecode::CellKind::Text}, text},
      {{bytecode::CellKind::Duration}, Value(time::Duration{.days = 3})},
      {{bytecode::CellKind::List, bytecode::CellKind::Text}, Value(value::List{text, Value::Text("b")})},
      {{bytecode::CellKind::Options, bytecode::CellKind::Void, 1}, Value(value::List{Value::Text("B")})},
      {{bytecode::CellKind::Handle}, Value::Text("mail/7")},
      {{bytecode::CellKind::Bool}, Value()},
  };
  for (const auto& [type, value] : cases) {
    EXPECT_EQ(ToValue(*program_, type, *ToCell(*program_, type, value, arena_)), value);
  }
  EXPECT_TRUE(IsMissing(*ToCell(*program_, {bytecode::CellKind::Number}, text, arena_)));
}

TEST_F(LinkTest, ARecordTooLargeForTheArenaIsAFault) {
  FieldFunction(crm_.topics);
  Load();
  value::Arena small(64);
  value::List many(1000, Value::Text("A"));
  SetLead({{"Topics", Value(many)}});
  const auto loaded = LoadRecord(*program_, {.entity = crm_.lead, .record = &lead_}, small);
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code, "F_MEMORY");
}

}  // namespace
}  // namespace lsq::link
