// SPDX-License-Identifier: Apache-2.0
// Expressions as functions: what is branched, what is joined, what is imported.
#include <gtest/gtest.h>

#include "compiler/ir/print.h"
#include "compiler/ir/verify.h"
#include "compiler/lower/lower.h"
#include "tests/harness/program_builder.h"

namespace lsq::lower {
namespace {

using harness::Crm;
using harness::ExprBuilder;
using program::ExprId;
using program::LocalId;
using program::Op;

// An automation on a lead whose `let` computes something.
class ExprTest : public testing::Test {
 protected:
  ExprTest() {
    program_.catalog = crm_.catalog;
    lead_ = build_.NewLocal("Lead", types::Record(crm_.lead));
  }

  // The function of `expr`, after the header line.
  std::string Lowered(ExprId expr) {
    const LocalId value = build_.NewLocal("value", automation_.scope[expr].type);
    automation_.body = automation_.scope.blocks.Add({{{{}, "let", program::LetStep{value, expr}}}});
    program_.automations = {automation_};
    program_.automations[0].subject = lead_;
    module_ = Lower(program_, files_);
    const Status status = ir::Verify(module_);
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message) << "\n" << ir::Print(module_);
    const auto& let = std::get<ir::LetStep>(module_.automations[0].steps[0].node);
    const std::string text = ir::Print(module_, module_.functions[let.value]);
    return text.substr(text.find('\n') + 1);
  }

  Crm crm_;
  program::Program program_;
  source::Files files_;
  program::Automation automation_;
  ExprBuilder build_{crm_.catalog, automation_.scope};
  LocalId lead_;
  ir::Module module_;
};

TEST_F(ExprTest, ConditionReturnsAConstantAtEachEnd) {
  const ExprId condition = build_.Is(build_.Field(lead_, crm_.city), build_.Text("Pune"));
  EXPECT_EQ(Lowered(condition),
            "  b0:\n"
            "    %0 = local local0 : record Lead\n"
            "    %1 = field %0 Lead.mx_City : text\n"
            "    %2 = const \"Pune\" : text\n"
            "    %3 = eq %1 %2 : text\n"
            "    branch %3 b1 else b2\n"
            "  b1:\n"
            "    %4 = const true : bool\n"
            "    return %4\n"
            "  b2:\n"
            "    %5 = const false : bool\n"
            "    return %5\n");
}

// E-EXPR-3: the second operand is evaluated only when the first did not decide.
TEST_F(ExprTest, AndOrShortCircuit) {
  const auto city = [&](const char* value) { return build_.Is(build_.Field(lead_, crm_.city), build_.Text(value)); };
  const std::string text = Lowered(build_.Or({build_.And({city("a"), city("b")}), city("c")}));
  EXPECT_EQ(text.find("phi"), std::string::npos) << text;
  EXPECT_NE(text.find("branch %3 b1 else b2"), std::string::npos) << text;   // a: then b, else c
  EXPECT_NE(text.find("branch %7 b3 else b2"), std::string::npos) << text;   // b: then true, else c
  EXPECT_NE(text.find("branch %11 b3 else b4"), std::string::npos) << text;  // c: then true, else false
}

// C-CON-2: the negation of a test of a missing Bool holds.
TEST_F(ExprTest, NotOfAFieldSwapsTheWays) {
  const std::string text = Lowered(build_.Test(Op::Not, {build_.Field(lead_, crm_.do_not_call)}));
  EXPECT_EQ(text.find("not"), std::string::npos) << text;
  EXPECT_NE(text.find("branch %1 b1 else b2\n  b1:\n    %2 = const false"), std::string::npos) << text;
}

// C-MM-6: a value that may be missing stays missing; it is no condition.
TEST_F(ExprTest, OptionalBoolIsAValue) {
  const std::string text = Lowered(build_.Field(lead_, crm_.do_not_call));
  EXPECT_NE(text.find("return %1"), std::string::npos) << text;
  EXPECT_EQ(text.find("branch"), std::string::npos) << text;
}

TEST_F(ExprTest, ConnectiveInsideAValueBecomesAPhi) {
  const ExprId both = build_.And({build_.Test(Op::IsFilled, {build_.Field(lead_, crm_.city)}), build_.Bool(true)});
  const ExprId text = build_.Print(both);
  const std::string lowered = Lowered(build_.Is(text, build_.Text("Yes")));
  EXPECT_NE(lowered.find("phi"), std::string::npos) << lowered;
}

// A default that costs something is evaluated only when it is needed; one that is known is an operand.
TEST_F(ExprTest, DefaultsBranchUnlessConstant) {
  const ExprId known = build_.Default(build_.Field(lead_, crm_.city), build_.Text("x"));
  EXPECT_NE(Lowered(known).find("coalesce"), std::string::npos);
  const ExprId computed = build_.Default(build_.Field(lead_, crm_.city), build_.Field(lead_, crm_.last_name));
  const std::string text = Lowered(computed);
  EXPECT_NE(text.find("is_missing"), std::string::npos) << text;
  EXPECT_NE(text.find("phi"), std::string::npos) << text;
  EXPECT_EQ(text.find("coalesce"), std::string::npos) << text;
}

TEST_F(ExprTest, IfChoosesBetweenValues) {
  const ExprId condition = build_.Is(build_.Field(lead_, crm_.city), build_.Text("Pune"));
  const ExprId value = build_.Make(Op::If, types::kText.Optional(), {condition, build_.Text("near"), build_.Empty()});
  const std::string text = Lowered(value);
  EXPECT_NE(text.find("const missing : text"), std::string::npos) << text;  // `empty` takes the other side's type
  EXPECT_NE(text.find("phi"), std::string::npos) << text;
}

// C-TRG-3: missing to missing is no change; C-CON-3 would call it none either way.
TEST_F(ExprTest, ChangedLooksAtMissingFirst) {
  const ExprId old = build_.Make(Op::OldField, types::kText.Optional(), {build_.Local(lead_)}, crm_.city);
  const ExprId changed = build_.Test(Op::Changed, {old, build_.Field(lead_, crm_.city)});
  const std::string text = Lowered(changed);
  EXPECT_NE(text.find("field.old"), std::string::npos) << text;
  EXPECT_NE(text.find("ne %4 %5 : bool"), std::string::npos) << text;
}

TEST_F(ExprTest, TextsAreJoinedFlatAndEscapedEarly) {
  const ExprId inner = build_.Join({build_.Text("b"), build_.Escape(markup::Escaper::Html, build_.Text("<"))});
  const ExprId field = build_.Escape(markup::Escaper::Html, build_.Field(lead_, crm_.city));
  EXPECT_EQ(Lowered(build_.Join({build_.Text("a"), inner, field, build_.Text("z")})),
            "    %0 = local local0 : record Lead\n"
            "    %1 = field %0 Lead.mx_City : text\n"
            "    %2 = escape %1 html : text\n"
            "    %3 = const \"ab&lt;\" : text\n"
            "    %4 = const \"z\" : text\n"
            "    %5 = join %3 %2 %4 : text\n"
            "    return %5\n");
}

TEST_F(ExprTest, TextOfTextIsTheText) {
  EXPECT_EQ(Lowered(build_.Print(build_.Field(lead_, crm_.city))).find("text_of"), std::string::npos);
}

// C-CON-3, C-MM-8: a blank literal on the right side is a missing operand, not a text.
TEST_F(ExprTest, BlankLiteralIsAMissingOperand) {
  const std::string text = Lowered(build_.Test(Op::NotEqual, {build_.Field(lead_, crm_.city), build_.Text("  ")}));
  EXPECT_NE(text.find("const missing : text"), std::string::npos) << text;
}

// C-MM-11: hours added to a date run from the start of that day.
TEST_F(ExprTest, HoursOnADateLiftIt) {
  const ExprId sum =
      build_.Make(Op::AddHours, types::kDateTime, {build_.Field(lead_, crm_.birthday), build_.Number("24")});
  EXPECT_NE(Lowered(sum).find("start_of_day"), std::string::npos);
}

TEST_F(ExprTest, RelationsAreImportedWithTheirField) {
  const ExprId stage = build_.Field(build_.Field(lead_, crm_.belongs_to), crm_.stage);
  Lowered(build_.Is(stage, build_.Text("Customer")));
  const ir::FieldImport& relation = module_.fields[0];
  EXPECT_EQ(relation.name, "Account");
  EXPECT_EQ(relation.via, "RelatedAccountId");
  EXPECT_EQ(module_.entities[relation.relation_entity].name, "Account");
}

TEST_F(ExprTest, ImportsAndConstantsAreSharedAndKeepStableIds) {
  const auto city = [&] { return build_.Is(build_.Field(lead_, crm_.city), build_.Text("Pune")); };
  Lowered(build_.And({city(), city()}));
  ASSERT_EQ(module_.fields.size(), 1u);
  EXPECT_EQ(module_.fields[0].stable_id, crm_.catalog.field(crm_.city).stable_id);
  EXPECT_EQ(module_.constants.size(), 3u);  // "Pune", true, false
}

TEST_F(ExprTest, OptionsOfFieldsAreImportedByStableIds) {
  Lowered(build_.Is(build_.Field(lead_, crm_.source), build_.Option(crm_.sources, 1)));
  ASSERT_EQ(module_.option_sets.size(), 1u);
  EXPECT_EQ(module_.option_sets[0].name, "Lead.Source");
  EXPECT_EQ(module_.option_sets[0].stable_ids, (std::vector<uint32_t>{71, 72, 73}));
}

// Overloads of generic natives are told apart by the types they are called with.
TEST_F(ExprTest, NativesAreImportedByNameAndTypes) {
  const auto first = [&](ExprId list) {
    return build_.Make(Op::Call, types::kText.Optional(), {list}, program::NativeCall{"list.first"});
  };
  const ExprId texts = build_.List(program_.catalog, types::kText, {build_.Text("a")});
  const auto test = [&](ExprId list) { return build_.Is(first(list), build_.Text("a")); };
  Lowered(build_.And({test(texts), test(texts)}));
  ASSERT_EQ(module_.natives.size(), 1u);
  EXPECT_EQ(module_.natives[0].params[0].element, ir::Kind::Text);
}

TEST_F(ExprTest, AThousandOperandsDoNotRecurseTooDeep) {
  ExprId all = build_.Bool(true);
  for (int i = 0; i < 1000; ++i) {
    all = build_.And({all, build_.Is(build_.Field(lead_, crm_.city), build_.Text("c" + std::to_string(i)))});
  }
  EXPECT_NE(Lowered(all).find("c999"), std::string::npos);
}

TEST_F(ExprTest, FunctionsTakeTheirParamsAsLocals) {
  program::Function twice;
  twice.name = "twice";
  ExprBuilder inside(crm_.catalog, twice.scope);
  const LocalId n = inside.NewLocal("n", types::kNumber);
  twice.params = {n};
  twice.result = types::kNumber;
  twice.body = inside.Make(Op::Add, types::kNumber, {inside.Local(n), inside.Local(n)});
  const program::FunctionId id = program_.functions.Add(std::move(twice));
  const ExprId call = build_.Make(Op::CallFunction, types::kNumber, {build_.Number("2")}, id);
  const std::string text = Lowered(build_.Test(Op::Greater, {call, build_.Number("3")}));
  EXPECT_NE(text.find("call.function %0 fn0"), std::string::npos) << text;
  EXPECT_EQ(ir::Print(module_, module_.functions[ir::FunctionId{0}]),
            "\"twice\" (number) -> number\n"
            "    %0 = local local0 : number\n"
            "    %1 = local local0 : number\n"
            "    %2 = add %0 %1 : number\n"
            "    return %2\n");
}

}  // namespace
}  // namespace lsq::lower
