// SPDX-License-Identifier: Apache-2.0
// Comparisons with and without values (C-CON-2, C-CON-3), each as a value of its own and as a test that jumps.
#include <gtest/gtest.h>

#include <functional>

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

class ComparisonTest : public harness::EvaluationTest {
 protected:
  using Make = std::function<Reg(FunctionBuilder&)>;

  // A condition as a value, and the same deciding a branch; both must say the same.
  struct Condition {
    ir::FunctionId value, branch;
  };
  Condition Both(const Make& make) {
    FunctionBuilder value(crm_, "value", TypeOf(Kind::Bool));
    const auto value_id = value.Finish(make(value));
    FunctionBuilder branch(crm_, "branch", TypeOf(Kind::Bool));
    branch.Branch(make(branch), 1, 2);
    branch.Open();
    branch.Return(branch.Bool(true));
    branch.Open();
    branch.Return(branch.Bool(false));
    program_.reset();
    return {value_id, branch.Finish()};
  }
  std::string Verdict(const Condition& condition) {
    const std::string value = Run(condition.value);
    EXPECT_EQ(Run(condition.branch), value);
    return value;
  }
  // `field op constants…` for a lead with this value of the field.
  std::string Ask(uint32_t field, Op op, const std::vector<ir::Constant>& constants, Value stored) {
    const Condition condition = Both([&](FunctionBuilder& f) {
      std::vector<Reg> args = {f.Field(f.Lead(), field)};
      for (const auto& constant : constants) args.push_back(f.Const(constant, crm_.module.fields[field].type));
      return f.Test(op, args);
    });
    SetLead({{crm_.module.fields[field].name, std::move(stored)}});
    return Verdict(condition);
  }
  std::string AskIn(uint32_t field, Op op, const std::vector<ir::Constant>& constants, Value stored) {
    const ir::Type type = crm_.module.fields[field].type;
    const Condition condition = Both([&](FunctionBuilder& f) {
      const Reg value = f.Field(f.Lead(), field);
      std::vector<Reg> elements;
      for (const auto& constant : constants) elements.push_back(f.Const(constant, type));
      const Reg list = f.Add(Op::List, {Kind::List, 0, type.kind, type.option_set, type.entity}, elements);
      return f.Test(op, {value, list});
    });
    SetLead({{crm_.module.fields[field].name, std::move(stored)}});
    return Verdict(condition);
  }
};

const ir::Constant kNothing = std::monostate{};
ir::Constant Text(const char* text) {
  return std::string(text);
}
ir::Constant Number(const char* digits) {
  return number::Parse(digits).value;
}

TEST_F(ComparisonTest, MissingLeftSide) {  // C-CON-2
  EXPECT_EQ(Ask(crm_.city, Op::Eq, {Text("Pune")}, Value()), "No");
  EXPECT_EQ(Ask(crm_.city, Op::Ne, {Text("Pune")}, Value()), "Yes");
  for (const Op op : {Op::Lt, Op::Le, Op::Gt, Op::Ge, Op::Eq}) {
    EXPECT_EQ(Ask(crm_.score, op, {Number("5")}, Value()), "No");
    EXPECT_EQ(Ask(crm_.born, op, {*time::ParseDate("2020-01-01")}, Value()), "No");
  }
  EXPECT_EQ(Ask(crm_.score, Op::Ne, {Number("5")}, Value()), "Yes");
  EXPECT_EQ(Ask(crm_.score, Op::Between, {Number("1"), Number("9")}, Value()), "No");
  EXPECT_EQ(Ask(crm_.score, Op::NotBetween, {Number("1"), Number("9")}, Value()), "Yes");
  EXPECT_EQ(Ask(crm_.city, Op::Contains, {Text("a")}, Value()), "No");
  EXPECT_EQ(Ask(crm_.city, Op::NotContains, {Text("a")}, Value()), "Yes");
  EXPECT_EQ(AskIn(crm_.city, Op::In, {Text("Pune")}, Value()), "No");
  EXPECT_EQ(AskIn(crm_.city, Op::NotIn, {Text("Pune")}, Value()), "Yes");
}

TEST_F(ComparisonTest, MissingRightSideIsFalseBothWays) {  // C-CON-3
  for (const Value& stored : {Value::Text("Pune"), Value()}) {
    for (const Op op : {Op::Eq, Op::Ne, Op::EqExact, Op::NeExact, Op::Contains, Op::NotContains, Op::StartsWith,
                        Op::NotStartsWith, Op::EndsWith, Op::NotEndsWith, Op::ContainsExact, Op::NotContainsExact}) {
      EXPECT_EQ(Ask(crm_.city, op, {kNothing}, stored), "No") << static_cast<int>(op);
    }
  }
  for (const Value& stored : {NumberValue("5"), Value()}) {
    for (const Op op : {Op::Eq, Op::Ne, Op::Lt, Op::Le, Op::Gt, Op::Ge}) {
      EXPECT_EQ(Ask(crm_.score, op, {kNothing}, stored), "No");
    }
    for (const Op op : {Op::Between, Op::NotBetween}) {
      EXPECT_EQ(Ask(crm_.score, op, {kNothing, Number("9")}, stored), "No");
      EXPECT_EQ(Ask(crm_.score, op, {Number("1"), kNothing}, stored), "No");
    }
  }
}

TEST_F(ComparisonTest, TextIsEqualByItsFold) {  // C-CON-4
  for (const char* same : {"bangalore ", "BANGALORE", "Bangalore"}) {
    EXPECT_EQ(Ask(crm_.city, Op::Eq, {Text("Bangalore")}, Value::Text(same)), "Yes") << same;
    EXPECT_EQ(Ask(crm_.city, Op::Ne, {Text("Bangalore")}, Value::Text(same)), "No") << same;
    EXPECT_EQ(AskIn(crm_.city, Op::In, {Text("Pune"), Text("Bangalore")}, Value::Text(same)), "Yes") << same;
  }
  EXPECT_EQ(Ask(crm_.city, Op::Eq, {Text("Bangalore")}, Value::Text("Bangalor")), "No");
  EXPECT_EQ(Ask(crm_.city, Op::EqExact, {Text("Pune")}, Value::Text("pune")), "No");
  EXPECT_EQ(Ask(crm_.city, Op::NeExact, {Text("Pune")}, Value::Text("pune")), "Yes");
  EXPECT_EQ(AskIn(crm_.city, Op::InExact, {Text("Pune")}, Value::Text("pune")), "No");
  EXPECT_EQ(AskIn(crm_.city, Op::NotInExact, {Text("Pune")}, Value::Text("pune")), "Yes");
  EXPECT_EQ(Ask(crm_.city, Op::Eq, {Text("STRASSE")}, Value::Text("straße")), "Yes");
}

TEST_F(ComparisonTest, PartsOfTextIgnoreCaseButNotBlanks) {  // E-EXPR-1
  const auto ask = [&](Op op, const char* part) { return Ask(crm_.city, op, {Text(part)}, Value::Text("New Delhi")); };
  EXPECT_EQ(ask(Op::Contains, "w DEL"), "Yes");
  EXPECT_EQ(ask(Op::NotContains, "w DEL"), "No");
  EXPECT_EQ(ask(Op::ContainsExact, "w DEL"), "No");
  EXPECT_EQ(ask(Op::StartsWith, "new"), "Yes");
  EXPECT_EQ(ask(Op::StartsWith, " new"), "No");
  EXPECT_EQ(ask(Op::StartsWithExact, "new"), "No");
  EXPECT_EQ(ask(Op::EndsWith, "DELHI"), "Yes");
  EXPECT_EQ(ask(Op::NotEndsWithExact, "DELHI"), "Yes");
}

TEST_F(ComparisonTest, NumbersCompareExactly) {
  const auto ask = [&](Op op, const char* constant, const char* stored) {
    return Ask(crm_.score, op, {Number(constant)}, NumberValue(stored));
  };
  EXPECT_EQ(ask(Op::Gt, "50.5", "51"), "Yes");
  EXPECT_EQ(ask(Op::Gt, "50.5", "50"), "No");
  EXPECT_EQ(ask(Op::Le, "50.5", "50"), "Yes");
  EXPECT_EQ(ask(Op::Eq, "50.5", "50"), "No");
  EXPECT_EQ(ask(Op::Ne, "50.5", "50"), "Yes");
  EXPECT_EQ(ask(Op::Ge, "-3", "-3"), "Yes");
  EXPECT_EQ(ask(Op::Lt, "999999999999999999", "-5"), "Yes");
  EXPECT_EQ(Ask(crm_.budget, Op::Between, {Number("0.01"), Number("0.03")}, NumberValue("0.03")), "Yes");
  EXPECT_EQ(Ask(crm_.budget, Op::NotBetween, {Number("0.01"), Number("0.03")}, NumberValue("0.04")), "Yes");
  EXPECT_EQ(Ask(crm_.budget, Op::Between, {Number("3"), Number("1")}, NumberValue("2")), "No");
  EXPECT_EQ(AskIn(crm_.score, Op::In, {Number("1"), Number("70000"), Number("3")}, NumberValue("70000")), "Yes");
  EXPECT_EQ(AskIn(crm_.score, Op::NotIn, {Number("1"), Number("70000"), Number("3")}, NumberValue("2")), "Yes");
  EXPECT_EQ(AskIn(crm_.score, Op::In, {Number("1"), kNothing}, Value()), "No");
}

TEST_F(ComparisonTest, OtherKinds) {
  EXPECT_EQ(Ask(crm_.active, Op::Eq, {true}, Value(true)), "Yes");
  EXPECT_EQ(Ask(crm_.source, Op::Eq, {ir::OptionConstant{0, 1}}, Value::Text("ads")), "Yes");
  EXPECT_EQ(AskIn(crm_.source, Op::In, {ir::OptionConstant{0, 0}, ir::OptionConstant{0, 2}}, Value::Text("Referral")),
            "Yes");
  EXPECT_EQ(Ask(crm_.born, Op::Lt, {*time::ParseDate("2000-01-01")}, Value(*time::ParseDate("1999-12-31"))), "Yes");
  EXPECT_EQ(Ask(crm_.call_at, Op::Ge, {time::At(9, 0)}, Value(time::At(9, 0))), "Yes");
  const auto seen = [&](Op op, const char* instant) {
    return Ask(crm_.seen, op, {*time::ParseInstant("2026-03-06T00:00:00Z")}, Value(*time::ParseInstant(instant)));
  };
  EXPECT_EQ(seen(Op::Gt, "2026-03-06T00:00:00.000001Z"), "Yes");
  EXPECT_EQ(seen(Op::Gt, "2026-03-06T00:00:00Z"), "No");
}

TEST_F(ComparisonTest, SetsOfOptions) {
  const auto ask = [&](Op op, std::vector<uint32_t> wanted, Value stored) {
    const Condition condition = Both([&](FunctionBuilder& f) {
      const Reg set = f.Field(f.Lead(), crm_.topics);
      std::vector<Reg> elements;
      for (const uint32_t index : wanted) {
        elements.push_back(f.Const(ir::OptionConstant{1, index}, {.kind = Kind::Option, .option_set = 1}));
      }
      return f.Test(op, {set, f.Add(Op::List, {Kind::List, 0, Kind::Option, 1}, elements)});
    });
    SetLead({{"Topics", std::move(stored)}});
    return Verdict(condition);
  };
  const Value ac(value::List{Value::Text("A"), Value::Text("C")});
  EXPECT_EQ(ask(Op::HasAny, {1, 2}, ac), "Yes");
  EXPECT_EQ(ask(Op::HasAny, {1, 3}, ac), "No");
  EXPECT_EQ(ask(Op::HasAll, {0, 2}, ac), "Yes");
  EXPECT_EQ(ask(Op::HasAll, {0, 1}, ac), "No");
  EXPECT_EQ(ask(Op::HasNone, {1, 3}, ac), "Yes");
  EXPECT_EQ(ask(Op::HasNone, {1, 2}, ac), "No");
  EXPECT_EQ(ask(Op::HasAny, {0}, Value()), "No");
  EXPECT_EQ(ask(Op::HasAll, {0}, Value()), "No");
  EXPECT_EQ(ask(Op::HasNone, {0}, Value()), "Yes");  // the negative of has any
}

TEST_F(ComparisonTest, FieldsCompareWithFields) {
  const uint32_t country = crm_.Field(crm_.lead, "Country", TypeOf(Kind::Text));
  const Condition condition = Both(
      [&](FunctionBuilder& f) { return f.Test(Op::Eq, {f.Field(f.Lead(), crm_.city), f.Field(f.Lead(), country)}); });
  SetLead({{"mx_City", Value::Text("Singapore ")}, {"Country", Value::Text("SINGAPORE")}});
  EXPECT_EQ(Verdict(condition), "Yes");
  SetLead({{"mx_City", Value::Text("Singapore")}});
  EXPECT_EQ(Verdict(condition), "No");
  SetLead({});
  EXPECT_EQ(Verdict(condition), "No");
}

TEST_F(ComparisonTest, EmptyAndFilled) {  // C-MM-3
  const Condition condition = Both(
      [&](FunctionBuilder& f) { return f.Add(Op::IsMissing, TypeOf(Kind::Bool), {f.Field(f.Lead(), crm_.score)}); });
  SetLead({{"Score", NumberValue("0")}});
  EXPECT_EQ(Verdict(condition), "No");
  SetLead({});
  EXPECT_EQ(Verdict(condition), "Yes");
}

TEST_F(ComparisonTest, WindowsOfTime) {  // C-CON-8; now is Friday 2026-03-06, noon in Kolkata
  const auto in = [&](ir::WindowSpan span, uint32_t count, time::Unit unit, const char* instant) {
    const uint32_t window = crm_.Window(span, count, unit);
    const Condition condition =
        Both([&](FunctionBuilder& f) { return f.Test(Op::InWindow, {f.Field(f.Lead(), crm_.seen)}, window); });
    SetLead({{"Seen", Value(*time::ParseInstant(instant))}});
    return Verdict(condition);
  };
  using enum ir::WindowSpan;
  EXPECT_EQ(in(Last, 7, time::Unit::kDay, "2026-02-27T18:30:00Z"), "Yes");  // Saturday 28 February, 00:00
  EXPECT_EQ(in(Last, 7, time::Unit::kDay, "2026-02-27T18:29:59Z"), "No");
  EXPECT_EQ(in(Last, 7, time::Unit::kDay, "2026-03-06T06:30:00Z"), "Yes");  // now
  EXPECT_EQ(in(Last, 7, time::Unit::kDay, "2026-03-06T06:30:01Z"), "No");
  EXPECT_EQ(in(Last, 0, time::Unit::kWeek, "2026-02-22T18:30:00Z"), "Yes");  // Monday 23 February
  EXPECT_EQ(in(Last, 0, time::Unit::kWeek, "2026-03-01T18:30:00Z"), "No");
  EXPECT_EQ(in(Last, 168, time::Unit::kHour, "2026-02-27T06:30:00Z"), "Yes");
  EXPECT_EQ(in(Last, 168, time::Unit::kHour, "2026-02-27T06:29:59Z"), "No");
  EXPECT_EQ(in(This, 0, time::Unit::kMonth, "2026-03-31T18:29:59Z"), "Yes");
  EXPECT_EQ(in(This, 0, time::Unit::kHour, "2026-03-06T06:30:00Z"), "Yes");  // 12:00 to 13:00 in Kolkata
  EXPECT_EQ(in(This, 0, time::Unit::kHour, "2026-03-06T06:29:59Z"), "No");
  EXPECT_EQ(in(Next, 2, time::Unit::kWeek, "2026-03-19T18:29:59Z"), "Yes");
  EXPECT_EQ(in(Next, 2, time::Unit::kWeek, "2026-03-06T06:29:59Z"), "No");

  const uint32_t week = crm_.Window(Last, 7, time::Unit::kDay);
  const Condition not_in =
      Both([&](FunctionBuilder& f) { return f.Test(Op::NotInWindow, {f.Field(f.Lead(), crm_.born)}, week); });
  SetLead({{"Born", Value(*time::ParseDate("2026-02-28"))}});
  EXPECT_EQ(Verdict(not_in), "No");
  SetLead({});
  EXPECT_EQ(Verdict(not_in), "Yes");
}

}  // namespace
}  // namespace lsq::vm
