// SPDX-License-Identifier: Apache-2.0
// Conditions that are decided from a table give the answer of the interpreter (link/decision.h).
#include <gtest/gtest.h>

#include <random>

#include "tests/harness/evaluate.h"

namespace lsq::vm {
namespace {

using harness::FunctionBuilder;
using harness::TypeOf;
using ir::Kind;
using ir::Op;
using ir::Reg;
using value::Value;

constexpr ir::Type kText{.kind = Kind::Text};
constexpr ir::Type kNumber{.kind = Kind::Number, .scale = 9};
constexpr const char* kTexts[] = {"Pune", "delhi", "Agra", "Goa", "Leh"};

class DecisionTest : public harness::EvaluationTest {
 protected:
  uint32_t Below(uint32_t limit) { return static_cast<uint32_t>(engine_() % limit); }

  Reg TextTest(FunctionBuilder& f, Reg lead) {
    const Reg city = f.Field(lead, crm_.city);
    if (Below(2) == 0) return f.Add(Below(2) == 0 ? Op::Eq : Op::Ne, kText, {city, f.Text(kTexts[Below(5)])});
    std::vector<Reg> elements;
    for (uint32_t i = 0; i <= Below(3); ++i) elements.push_back(f.Text(kTexts[Below(5)]));
    const Reg list = f.Add(Op::List, {.kind = Kind::List, .element = Kind::Text}, elements);
    return f.Add(Below(2) == 0 ? Op::In : Op::NotIn, kText, {city, list});
  }
  Reg NumberTest(FunctionBuilder& f, Reg lead) {
    constexpr Op kOps[] = {Op::Eq, Op::Ne, Op::Lt, Op::Le, Op::Gt, Op::Ge};
    const Reg score = f.Field(lead, crm_.score);
    if (Below(3) > 0) return f.Add(kOps[Below(6)], kNumber, {score, f.Number(std::to_string(Below(6)))});
    const Reg low = f.Number(std::to_string(Below(3)));
    const Reg high = f.Number(std::to_string(3 + Below(3)));
    return f.Add(Below(2) == 0 ? Op::Between : Op::NotBetween, kNumber, {score, low, high});
  }
  Reg AnyTest(FunctionBuilder& f, Reg lead) {
    switch (Below(4)) {
      case 0:
        return f.Add(Op::IsMissing, TypeOf(Kind::Bool), {f.Field(lead, Below(2) == 0 ? crm_.city : crm_.score)});
      case 1:
        return TextTest(f, lead);
      default:
        return NumberTest(f, lead);
    }
  }

  // Clauses that each decide or go on to the next: any nesting of `and` and `or` is made of them.
  ir::FunctionId WriteCondition(uint32_t clauses) {
    FunctionBuilder f(crm_, "condition", TypeOf(Kind::Bool));
    const Reg lead = f.Lead();
    for (uint32_t i = 0; i < clauses; ++i) {
      if (i > 0) f.Open();
      const Reg test = AnyTest(f, lead);
      const uint32_t decided = i + 1 == clauses ? clauses + 1 : std::min(i + 2 + Below(clauses), clauses + 1);
      Below(2) == 0 ? f.Branch(test, i + 1, decided) : f.Branch(test, decided, i + 1);
    }
    const bool first = Below(2) == 0;
    f.Open();
    f.Return(f.Bool(first));
    f.Open();
    f.Return(f.Bool(!first));
    return f.Finish();
  }

  Verdict Judge(ir::FunctionId condition, const Environment& environment) {
    return vm::Test(*program_, condition, environment, arena_);
  }

  void SetRandomLead() {
    value::Fields fields;
    if (Below(4) > 0) fields["mx_City"] = Value::Text(kTexts[Below(5)]);
    if (Below(4) > 0) fields["Score"] = harness::NumberValue(std::to_string(Below(6)));
    SetLead(std::move(fields));
  }

  std::mt19937 engine_{7};
};

class Watcher : public Observer {
 public:
  void OnRead(const LoadedRecord&, uint32_t, const bytecode::CellType&, Cell) override { ++reads; }
  void OnValue(const link::SourceSpan&, const bytecode::CellType&, Cell) override {}
  int reads = 0;
};

TEST_F(DecisionTest, AgreesWithTheInterpreter) {
  std::vector<ir::FunctionId> conditions;
  for (uint32_t i = 0; i < 300; ++i) conditions.push_back(WriteCondition(1 + i % 8));
  Load();
  size_t decided = 0;
  for (const auto condition : conditions) decided += program_->DecisionOf(condition.index) != nullptr ? 1 : 0;
  EXPECT_GT(decided, conditions.size() * 9 / 10);
  for (int i = 0; i < 60; ++i) {
    SetRandomLead();
    const auto loaded = link::LoadRecord(*program_, {.entity = crm_.lead, .record = &lead_}, arena_);
    const Cell locals[] = {i == 0 ? value::kMissingCell : value::ToCell(*loaded)};
    const Environment environment{.locals = locals};
    for (const auto condition : conditions) {
      const bool expected = value::AsBool(Evaluate(*program_, condition, environment, arena_).cell);
      ASSERT_EQ(Judge(condition, environment).holds, expected) << i << " " << condition.index;
    }
  }
}

TEST_F(DecisionTest, WhatCouldFaultIsNotDecided) {
  FunctionBuilder f(crm_, "f", TypeOf(Kind::Bool));
  const auto mandatory = f.Finish(f.Add(Op::Contains, kText, {f.Field(f.Lead(), crm_.last_name), f.Text("a")}));
  const auto condition = WriteCondition(3);
  Load();
  EXPECT_EQ(program_->DecisionOf(mandatory.index), nullptr);
  ASSERT_NE(program_->DecisionOf(condition.index), nullptr);
  const Verdict no_frame = Judge(condition, {});
  ASSERT_NE(no_frame.fault, nullptr);
  EXPECT_EQ(no_frame.fault->code, "F_NO_RUN");
  const Cell locals[] = {value::kMissingCell};
  const Verdict no_fuel = Judge(condition, {.locals = locals, .fuel = 1});
  ASSERT_NE(no_fuel.fault, nullptr);
  EXPECT_EQ(no_fuel.fault->code, "F_FUEL");
}

TEST_F(DecisionTest, AnObserverIsToldNevertheless) {
  const auto condition = WriteCondition(3);
  Load();
  SetRandomLead();
  const auto loaded = link::LoadRecord(*program_, {.entity = crm_.lead, .record = &lead_}, arena_);
  const Cell locals[] = {value::ToCell(*loaded)};
  Watcher watcher;
  EXPECT_EQ(Judge(condition, {.locals = locals, .observer = &watcher}).holds,
            Judge(condition, {.locals = locals}).holds);
  EXPECT_GT(watcher.reads, 0);
}

TEST_F(DecisionTest, AFieldThatIsGoneStillFaults) {
  const auto condition = WriteCondition(8);
  link::Layout layout;
  layout.entities.push_back({"Lead", 1, {}});
  Load({.layout = &layout});
  EXPECT_EQ(program_->DecisionOf(condition.index), nullptr);
  const Cell locals[] = {value::kMissingCell};
  const Verdict verdict = Judge(condition, {.locals = locals});
  ASSERT_NE(verdict.fault, nullptr);
  EXPECT_EQ(verdict.fault->code, "F_UNKNOWN_FIELD");
}

}  // namespace
}  // namespace lsq::vm
