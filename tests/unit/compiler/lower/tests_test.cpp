// SPDX-License-Identifier: Apache-2.0
// `test` blocks beside the program they test.
#include "compiler/lower/tests.h"

#include <gtest/gtest.h>

#include "compiler/ir/verify.h"
#include "compiler/lower/lower.h"
#include "tests/harness/program_builder.h"

namespace lsq::lower {
namespace {

using LoweredTest = Test;  // inside a fixture `Test` is gtest's

class TestsTest : public testing::Test {
 protected:
  TestsTest() {
    program::Test test;
    test.name = "a lead from Pune";
    harness::ExprBuilder build(crm_.catalog, test.scope);
    const program::LocalId lead = build.NewLocal("lead", types::Record(crm_.lead));
    test.lines.emplace_back(program::Test::Given{lead, crm_.lead, {{crm_.city, build.Text("Pune"), {}}}, {}});
    const program::ExprId day = build.Const(time::Duration{.days = 1}, types::kDuration);
    test.lines.emplace_back(
        program::Test::Event{.after = day, .native = "new", .record = lead, .handle = {}, .name = {}});
    const program::ExprId expected = build.Is(build.Field(lead, crm_.city), build.Text("Pune"));
    test.lines.emplace_back(program::Test::Expect{"condition", expected, {}, {}});
    program::EmailTemplate email;
    email.name = "Welcome";
    harness::ExprBuilder text(crm_.catalog, email.scope);
    email.subject_record = text.NewLocal("Lead", types::Record(crm_.lead));
    email.entity = crm_.lead;
    email.subject = email.body = text.Text("Hello");
    program_.email_templates = {email};
    program_.tests = {test};
    program_.catalog = crm_.catalog;
  }

  harness::Crm crm_;
  program::Program program_;
  source::Files files_;
};

TEST_F(TestsTest, LinesBecomeFunctionsOverTheTestsRecords) {
  const TestedProgram tested = LowerWithTests(program_, files_);
  ASSERT_TRUE(ir::Verify(tested.module).ok()) << ir::Verify(tested.module).error().message;
  ASSERT_EQ(tested.tests.size(), 1u);
  const LoweredTest& test = tested.tests[0];
  EXPECT_EQ(test.locals[0].type.kind, ir::Kind::Record);
  const auto& given = std::get<LoweredTest::Given>(test.lines[0]);
  EXPECT_EQ(tested.module.fields[given.fields[0].field].name, "mx_City");
  EXPECT_EQ(tested.module.functions[std::get<LoweredTest::Event>(test.lines[1]).after].result.kind, ir::Kind::Duration);
  EXPECT_EQ(tested.module.functions[std::get<LoweredTest::Expect>(test.lines[2]).condition].result.kind,
            ir::Kind::Bool);
}

TEST_F(TestsTest, TheProgramsFunctionsKeepTheirNumbers) {
  const ir::Module alone = Lower(program_, files_);
  const TestedProgram tested = LowerWithTests(program_, files_);
  EXPECT_EQ(alone.email_templates, tested.module.email_templates);
  for (uint32_t i = 0; i < alone.functions.size(); ++i) {
    EXPECT_EQ(alone.functions[ir::FunctionId{i}].name, tested.module.functions[ir::FunctionId{i}].name);
  }
  EXPECT_TRUE(alone.fields.empty());  // only the test reads a field
}

}  // namespace
}  // namespace lsq::lower
