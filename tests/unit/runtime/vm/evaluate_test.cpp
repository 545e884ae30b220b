// SPDX-License-Identifier: Apache-2.0
// Values, faults, calls, relations and limits.
#include <gtest/gtest.h>

#include <map>

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

constexpr ir::Type kNumber{.kind = Kind::Number, .scale = 9};

class EvaluateTest : public harness::EvaluationTest {
 protected:
  template <typename Make>
  std::string Value1(ir::Type result, Make make) {
    FunctionBuilder f(crm_, "f", result);
    const auto id = f.Finish(make(f));
    program_.reset();
    return Run(id);
  }
  std::string Arithmetic(Op op, const char* a, const char* b) {
    return Value1(kNumber, [&](FunctionBuilder& f) { return f.Add(op, kNumber, {f.Number(a), f.Number(b)}); });
  }
};

TEST_F(EvaluateTest, ArithmeticIsExact) {
  EXPECT_EQ(Arithmetic(Op::Add, "0.1", "0.2"), "0.3");
  EXPECT_EQ(Arithmetic(Op::Sub, "1", "1.000000001"), "-0.000000001");
  EXPECT_EQ(Arithmetic(Op::Mul, "1.5", "-3"), "-4.5");
  EXPECT_EQ(Arithmetic(Op::Div, "1", "3"), "0.333333333");
  EXPECT_EQ(Arithmetic(Op::Rem, "-7", "3"), "-1");
  EXPECT_EQ(Value1(kNumber, [](FunctionBuilder& f) { return f.Add(Op::Neg, kNumber, {f.Number("5")}); }), "-5");
}

TEST_F(EvaluateTest, ArithmeticFaultsSayWhere) {
  EXPECT_EQ(Arithmetic(Op::Div, "1", "0"), "F_DIVISION_BY_ZERO");
  EXPECT_EQ(*fault_, (Fault{.code = "F_DIVISION_BY_ZERO",
                            .message = "a number is divided by zero",
                            .function = "f",
                            .file = "rules.lsq",
                            .begin = 20,
                            .end = 25}));
  EXPECT_EQ(Arithmetic(Op::Rem, "1", "0"), "F_DIVISION_BY_ZERO");
  EXPECT_EQ(Arithmetic(Op::Mul, "999999999999", "999999999999"), "F_OVERFLOW");
  EXPECT_EQ(Arithmetic(Op::Add, "999999999999999999", "1"), "F_OVERFLOW");
}

TEST_F(EvaluateTest, MissingGivesMissing) {
  EXPECT_EQ(Value1(kNumber,
                   [&](FunctionBuilder& f) {
                     return f.Add(Op::Add, kNumber, {f.Field(f.Lead(), crm_.score), f.Number("1")});
                   }),
            "missing");
}

TEST_F(EvaluateTest, AMandatoryFieldFoundEmptyFaults) {  // C-MM-6
  FunctionBuilder f(crm_, "f", TypeOf(Kind::Text));
  const auto id = f.Finish(f.Field(f.Lead(), crm_.last_name));
  EXPECT_EQ(Run(id), "F_MANDATORY_EMPTY");
  EXPECT_NE(fault_->message.find("`Lead.LastName`"), std::string::npos) << fault_->message;
  SetLead({{"LastName", Value::Text("Rao")}});
  EXPECT_EQ(Run(id), "Rao");
}

TEST_F(EvaluateTest, AFrameThatLacksLocalsIsAFault) {
  FunctionBuilder f(crm_, "f", TypeOf(Kind::Text));
  const auto id = f.Finish(f.Field(f.Lead(), crm_.city));
  Load();
  const Evaluation result = Evaluate(*program_, id, {}, arena_);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.fault->code, "F_NO_RUN");
}

TEST_F(EvaluateTest, CoalesceTakesTheFirstThatIsThere) {  // C-MM-3, C-MM-4
  FunctionBuilder f(crm_, "f", TypeOf(Kind::Text));
  const Reg city = f.Field(f.Lead(), crm_.city);
  const auto id = f.Finish(f.Add(Op::Coalesce, TypeOf(Kind::Text), {city, f.Text("x")}));
  SetLead({{"mx_City", Value::Text("Pune")}});
  EXPECT_EQ(Run(id), "Pune");
  SetLead({{"mx_City", Value::Text("  ")}});  // as a host might hand it over
  EXPECT_EQ(Run(id), "x");
  SetLead({});
  EXPECT_EQ(Run(id), "x");
}

TEST_F(EvaluateTest, DatesMoveInTheRunsZone) {  // C-WAIT-1, C-MM-10, C-MM-11, C-CON-7
  const time::Zone york = *time::BuiltinTzData().Find("America/New_York");
  const auto at = [](FunctionBuilder& f, const char* instant) {
    return f.Const(*time::ParseInstant(instant), TypeOf(Kind::DateTime));
  };
  const auto plus = [&](Op op, time::Duration duration) {
    return Value1(TypeOf(Kind::Text), [&](FunctionBuilder& f) {
      const Reg moved =
          f.Add(op, TypeOf(Kind::DateTime), {at(f, "2026-03-07T17:00:00Z"), f.Const(duration, TypeOf(Kind::Duration))});
      return f.Add(Op::TextOf, TypeOf(Kind::DateTime), {moved});
    });
  };
  EXPECT_EQ(plus(Op::AddDuration, {.days = 1}), "2026-03-08 22:30:00");
  environment_.run_zone = &york;
  EXPECT_EQ(plus(Op::AddDuration, {.days = 1}), "2026-03-08 21:30:00");  // printed on the account's clocks
  EXPECT_EQ(plus(Op::SubDuration, {.seconds = 3600}), "2026-03-07 21:30:00");
  EXPECT_EQ(plus(Op::AddDuration, {.months = 12 * 9000}), "F_DATE_RANGE");
  EXPECT_EQ(plus(Op::AddDuration, {.business_days = 1}), "F_BUSINESS_TIME");
  EXPECT_EQ(Value1(TypeOf(Kind::DateTime),
                   [&](FunctionBuilder& f) {
                     const Reg day = f.Const(*time::ParseDate("2026-03-08"), TypeOf(Kind::Date));
                     const Reg start = f.Add(Op::StartOfDay, TypeOf(Kind::DateTime), {day});
                     return f.Add(Op::AddHours, TypeOf(Kind::DateTime), {start, f.Number("3")});
                   }),
            "2026-03-08 13:30:00");  // 04:00 EDT
  EXPECT_EQ(Value1(TypeOf(Kind::Date),
                   [&](FunctionBuilder& f) {
                     return f.Add(Op::DateOf, TypeOf(Kind::Date), {at(f, "2026-03-06T20:00:00Z")});
                   }),
            "2026-03-07");
  EXPECT_EQ(Value1(TypeOf(Kind::Duration),
                   [&](FunctionBuilder& f) {
                     return f.Add(Op::Difference, TypeOf(Kind::Duration),
                                  {at(f, "2026-03-06T20:00:00Z"), at(f, "2026-03-06T18:30:00Z")});
                   }),
            "1 hour 30 minutes");
}

TEST_F(EvaluateTest, NowAndMe) {  // C-MM-16
  EXPECT_EQ(
      Value1(TypeOf(Kind::DateTime), [](FunctionBuilder& f) { return f.Add(Op::Now, TypeOf(Kind::DateTime), {}); }),
      "2026-03-06 12:00:00");
  EXPECT_EQ(Value1(crm_.user_type, [&](FunctionBuilder& f) { return f.Add(Op::Me, crm_.user_type, {}); }), "missing");
}

TEST_F(EvaluateTest, NativesAreCalledWithPresentArguments) {
  const uint32_t left = crm_.Native("text.left", {TypeOf(Kind::Text), kNumber}, TypeOf(Kind::Text));
  const uint32_t number = crm_.Native("number.of_text", {TypeOf(Kind::Text)}, kNumber);
  const uint32_t today = crm_.Native("date.today", {}, TypeOf(Kind::Date));
  const auto call_left = [&](FunctionBuilder& f) {
    return f.Add(Op::Call, TypeOf(Kind::Text), {f.Field(f.Lead(), crm_.city), f.Number("2")}, left);
  };
  SetLead({{"mx_City", Value::Text("Pune")}});
  EXPECT_EQ(Value1(TypeOf(Kind::Text), call_left), "Pu");
  SetLead({});
  EXPECT_EQ(Value1(TypeOf(Kind::Text), call_left), "missing");
  EXPECT_EQ(
      Value1(TypeOf(Kind::Date), [&](FunctionBuilder& f) { return f.Add(Op::Call, TypeOf(Kind::Date), {}, today); }),
      "2026-03-06");
  EXPECT_EQ(Value1(kNumber, [&](FunctionBuilder& f) { return f.Add(Op::Call, kNumber, {f.Text("x")}, number); }),
            "F_TYPE_MISMATCH");
  EXPECT_EQ(fault_->begin, 10u);
}

TEST_F(EvaluateTest, FunctionsCallFunctions) {
  FunctionBuilder twice(crm_, "twice", kNumber, {kNumber});
  const Reg x = twice.Local(0, kNumber);
  const auto twice_id = twice.Finish(twice.Add(Op::Add, kNumber, {x, x}));
  EXPECT_EQ(Value1(kNumber,
                   [&](FunctionBuilder& f) {
                     const Reg once = f.Add(Op::CallFunction, kNumber, {f.Number("21")}, twice_id.index);
                     return f.Add(Op::CallFunction, kNumber, {once}, twice_id.index);
                   }),
            "84");
  EXPECT_EQ(Run(twice_id, {value::ToCell(number::Parse("4").value)}), "8");
}

TEST_F(EvaluateTest, EndlessRecursionIsAFault) {  // decision 19
  FunctionBuilder f(crm_, "again", kNumber);
  const auto own_index = static_cast<uint32_t>(crm_.module.functions.size());
  const auto id = f.Finish(f.Add(Op::CallFunction, kNumber, {}, own_index));
  EXPECT_EQ(Run(id), "F_FUEL");
}

TEST_F(EvaluateTest, CallsThatMultiplyRunOutOfFuel) {
  const auto next = [&] { return static_cast<uint32_t>(crm_.module.functions.size()); };
  ir::FunctionId last;
  for (int depth = 0; depth < 40; ++depth) {  // 2^40 calls
    FunctionBuilder f(crm_, "double", kNumber);
    if (depth == 0) {
      last = f.Finish(f.Number("1"));
      continue;
    }
    const uint32_t callee = next() - 1;
    const Reg a = f.Add(Op::CallFunction, kNumber, {}, callee);
    const Reg b = f.Add(Op::CallFunction, kNumber, {}, callee);
    last = f.Finish(f.Add(Op::Add, kNumber, {a, b}));
  }
  EXPECT_EQ(Run(last), "F_FUEL");
  environment_.fuel = 3;
  EXPECT_EQ(Run(last), "F_FUEL");
}

TEST_F(EvaluateTest, MemoryIsBounded) {
  const uint32_t repeat = crm_.Native("text.repeat", {TypeOf(Kind::Text), kNumber}, TypeOf(Kind::Text));
  FunctionBuilder f(crm_, "f", TypeOf(Kind::Text));
  Reg text = f.Text("x");
  for (int i = 0; i < 40; ++i) {
    text = f.Add(Op::Call, TypeOf(Kind::Text), {f.Text("x"), f.Number("1000000")}, repeat);
  }
  EXPECT_EQ(Run(f.Finish(text)), "F_MEMORY");
}

// A world of users.
class Users : public RecordReader {
 public:
  Result<const value::Record*> Read(const value::RecordKey& key, const value::ReadContext& context) override {
    ++reads;
    purpose = context.purpose;
    if (key.id == "broken") return Error{"io", "the store is away"};
    const auto found = records.find(key);
    return found == records.end() ? nullptr : &found->second;
  }
  Result<bool> IsInList(const value::RecordKey& key, std::string_view list, const value::ReadContext&) override {
    return key.id == "L1" && list == "Fresh";
  }
  std::map<value::RecordKey, value::Record> records;
  int reads = 0;
  std::string purpose;
};

class RelationTest : public EvaluateTest {
 protected:
  RelationTest() {
    users_.records[{"User", "U1"}] = {
        .key = {"User", "U1"}, .version = 1, .fields = {{"FirstName", Value::Text("Asha")}}};
    environment_.reader = &users_;
    FunctionBuilder f(crm_, "f", TypeOf(Kind::Text));
    const Reg owner = f.Add(Op::Related, crm_.user_type, {f.Lead()}, crm_.owner);
    const Reg again = f.Add(Op::Related, crm_.user_type, {f.Lead()}, crm_.owner);
    const Reg name = f.Field(owner, crm_.first_name);
    const Reg other = f.Field(again, crm_.first_name);
    owners_name_ = f.Finish(f.Add(Op::Join, TypeOf(Kind::Text), {name, other}));
  }
  Users users_;
  ir::FunctionId owners_name_;
};

TEST_F(RelationTest, LeadToOtherRecordsOnce) {
  SetLead({{"OwnerId", Value::Text("U1")}});
  EXPECT_EQ(Run(owners_name_), "AshaAsha");
  EXPECT_EQ(users_.reads, 1);
  EXPECT_EQ(users_.purpose, "automation");
}

TEST_F(RelationTest, ThatLeadNowhereAreMissing) {  // C-MM-18
  EXPECT_EQ(Run(owners_name_), "missing");
  SetLead({{"OwnerId", Value::Text("U9")}});
  EXPECT_EQ(Run(owners_name_), "missing");
  SetLead({{"OwnerId", Value::Text("broken")}});
  EXPECT_EQ(Run(owners_name_), "io");
}

TEST_F(RelationTest, NamedListsAreAskedOfTheWorld) {
  const auto ask = [&](Op op, const char* list) {
    return Value1(TypeOf(Kind::Bool), [&](FunctionBuilder& f) {
      return f.Add(op, crm_.lead_type, {f.Lead()}, crm_.Constant(std::string(list)));
    });
  };
  EXPECT_EQ(ask(Op::InNamedList, "Fresh"), "Yes");
  EXPECT_EQ(ask(Op::NotInNamedList, "Fresh"), "No");
  EXPECT_EQ(ask(Op::NotInNamedList, "Stale"), "Yes");
}

TEST_F(EvaluateTest, MembersOfReplies) {
  const ir::Type reply{.kind = Kind::Reply};
  const auto member = [&](const char* path) {
    FunctionBuilder f(crm_, "f", TypeOf(Kind::Text), {reply});
    const Reg local = f.Local(0, reply);
    return f.Finish(f.Add(Op::Member, TypeOf(Kind::Text), {local}, crm_.Constant(std::string(path))));
  };
  const value::Opaque answer{R"({"id":12.50,"items":[{"name":"a\u00e9"}],"none":null})"};
  const value::Cell cell = value::ToCell(&answer);
  const auto id = member("id"), name = member("items.0.name"), none = member("none"), other = member("items.1.name");
  EXPECT_EQ(Run(id, {cell}), "12.50");
  EXPECT_EQ(Run(name, {cell}), "aé");
  EXPECT_EQ(Run(none, {cell}), "missing");
  EXPECT_EQ(Run(other, {cell}), "missing");
  EXPECT_EQ(Run(id, {value::kMissingCell}), "missing");
}

}  // namespace
}  // namespace lsq::vm
