// SPDX-License-Identifier: Apache-2.0
// What an evaluation shows of itself (architecture decisions 11 and 25).
#include <gtest/gtest.h>

#include "tests/harness/evaluate.h"

namespace lsq::vm {
namespace {

using harness::FunctionBuilder;
using harness::NumberValue;
using harness::TypeOf;
using ir::Kind;
using ir::Op;
using ir::Reg;
using value::Value;

class Recorder : public Observer {
 public:
  explicit Recorder(const LoadedProgram& program) : program_(program) {}
  void OnRead(const LoadedRecord& record, uint32_t field, const bytecode::CellType& type, Cell cell) override {
    seen.push_back(record.key().id + "." + program_.FieldName(field) + "=" + Show(type, cell));
  }
  void OnValue(const link::SourceSpan& source, const bytecode::CellType& type, Cell cell) override {
    seen.push_back("@" + std::to_string(source.begin) + "=" + Show(type, cell));
  }
  std::vector<std::string> seen;

 private:
  std::string Show(const bytecode::CellType& type, Cell cell) {
    const Value value = link::ToValue(program_, type, cell);
    return value.missing() ? "missing" : value::ToText(value, value::Sink::Prose, program_.account_zone());
  }
  const LoadedProgram& program_;
};

class ObserverTest : public harness::EvaluationTest {
 protected:
  std::vector<std::string> Observe(ir::FunctionId function) {
    Load();
    Recorder recorder(*program_);
    environment_.observer = &recorder;
    answer_ = Run(function);
    environment_.observer = nullptr;
    return recorder.seen;
  }
  std::string answer_;  // of what was observed

  static bool Has(const std::vector<std::string>& seen, const std::string& wanted) {
    return std::find(seen.begin(), seen.end(), wanted) != seen.end();
  }
  // `Lead.mx_City <op> "Pune"` that decides a branch. The test is instruction 3.
  ir::FunctionId Branch(Op op) {
    FunctionBuilder f(crm_, "f", TypeOf(Kind::Bool));
    f.Branch(f.Test(op, {f.Field(f.Lead(), crm_.city), f.Text("Pune")}), 1, 2);
    f.Open();
    f.Return(f.Bool(true));
    f.Open();
    f.Return(f.Bool(false));
    return f.Finish();
  }
};

TEST_F(ObserverTest, ValuesComeWithTheFieldTheyCameFrom) {
  SetLead({{"mx_City", Value::Text("Delhi")}, {"Score", NumberValue("7")}});
  FunctionBuilder f(crm_, "f", TypeOf(Kind::Number));
  const Reg sum = f.Add(Op::Add, TypeOf(Kind::Number), {f.Field(f.Lead(), crm_.score), f.Number("1")});
  const auto seen = Observe(f.Finish(sum));
  EXPECT_TRUE(Has(seen, "L1.Score=7"));
  EXPECT_TRUE(Has(seen, "@30=8"));
}

TEST_F(ObserverTest, ATestThatJumpsIsToldAsTheBoolItIs) {
  SetLead({{"mx_City", Value::Text("Delhi")}});
  const auto is = Observe(Branch(Op::Eq));
  EXPECT_TRUE(Has(is, "L1.mx_City=Delhi"));
  EXPECT_TRUE(Has(is, "@30=No"));
  const auto is_not = Observe(Branch(Op::Ne));
  EXPECT_TRUE(Has(is_not, "@30=Yes"));
  SetLead({});
  EXPECT_TRUE(Has(Observe(Branch(Op::Eq)), "L1.mx_City=missing"));
}

TEST_F(ObserverTest, MergesOfATextAreToldToo) {
  SetLead({{"mx_City", Value::Text("Delhi")}});
  FunctionBuilder f(crm_, "f", TypeOf(Kind::Text));
  const auto seen =
      Observe(f.Finish(f.Add(Op::Join, TypeOf(Kind::Text), {f.Text("to "), f.Field(f.Lead(), crm_.city)})));
  EXPECT_TRUE(Has(seen, "L1.mx_City=Delhi"));
  EXPECT_TRUE(Has(seen, "@30=to Delhi"));
}

TEST_F(ObserverTest, ObservingDoesNotChangeTheAnswer) {
  SetLead({{"mx_City", Value::Text("pune")}});
  const auto id = Branch(Op::Eq);
  Observe(id);
  EXPECT_EQ(answer_, "Yes");
  EXPECT_EQ(Run(id), "Yes");
}

}  // namespace
}  // namespace lsq::vm
