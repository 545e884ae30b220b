// SPDX-License-Identifier: Apache-2.0
// Random functions on random leads: the interpreter, with fused instructions and without, says what the plain evaluator
// says (architecture decision 16).
#include <gtest/gtest.h>

#include <random>

#include "compiler/bytecode/verify.h"
#include "compiler/emit_bytecode/emit.h"
#include "compiler/ir/print.h"
#include "runtime/value/json.h"
#include "tests/harness/evaluate.h"
#include "tests/harness/tree_eval.h"

namespace lsq::vm {
namespace {

using harness::FunctionBuilder;
using harness::TypeOf;
using ir::Kind;
using ir::Op;
using ir::Reg;
using value::Value;

constexpr ir::Type kNumber{.kind = Kind::Number, .scale = 9};
constexpr ir::Type kText{.kind = Kind::Text};
constexpr ir::Type kBool{.kind = Kind::Bool};

class Random {
 public:
  explicit Random(uint32_t seed) : engine_(seed) {}
  uint32_t Below(uint32_t limit) { return static_cast<uint32_t>(engine_() % limit); }
  bool OneIn(uint32_t chances) { return Below(chances) == 0; }
  template <typename T, size_t kCount>
  T Of(const T (&all)[kCount]) {
    return all[Below(kCount)];
  }

 private:
  std::mt19937 engine_;
};

constexpr const char* kTexts[] = {"Pune", "pune ", "PUNE", "Straße", "STRASSE", "a<b>&\"c\"", "une", "", "Delhi", "é"};
constexpr const char* kNumbers[] = {"0", "5", "-5", "5.5", "0.01", "49.99", "50", "999999999999999999", "0.005"};
constexpr const char* kDates[] = {"1970-01-01", "2026-03-06", "2026-03-07", "9999-12-31", "0001-01-02"};

// Writes one function whose values are all of small sets, so that comparisons hold about as often as not.
class Writer {
 public:
  Writer(harness::SmallCrm& crm, Random& random) : crm_(crm), random_(random), f_(crm, "f", kBool) {
    lead_ = f_.Lead();
  }

  ir::FunctionId WriteCondition() {
    const uint32_t clauses = 1 + random_.Below(6);
    // Clause i is block i; then the blocks that say yes and no.
    for (uint32_t i = 0; i < clauses; ++i) {
      if (i > 0) f_.Open();
      const Reg condition = Test(2);
      const uint32_t next = i + 1;
      const uint32_t decided = next == clauses ? clauses + 1 : clauses + random_.Below(2);
      random_.OneIn(2) ? f_.Branch(condition, next, decided) : f_.Branch(condition, decided, next);
    }
    f_.Open();
    f_.Return(f_.Bool(true));
    f_.Open();
    f_.Return(f_.Bool(false));
    return f_.Finish();
  }
  ir::FunctionId WriteValue() {
    if (random_.OneIn(3)) return f_.Finish(Test(3));
    f_ = FunctionBuilder(crm_, "f", random_.OneIn(2) ? kText : kNumber);
    lead_ = f_.Lead();
    const ir::Type type = f_.result();
    return f_.Finish(type.kind == Kind::Text ? Text(3) : Number(3));
  }

 private:
  Reg Constant(ir::Constant constant, ir::Type type) {
    if (random_.OneIn(12)) constant = std::monostate{};
    return f_.Const(std::move(constant), type);
  }
  Reg Field(uint32_t field) { return f_.Field(lead_, field); }

  Reg Number(uint32_t depth) {
    if (depth == 0 || random_.OneIn(3)) {
      if (random_.OneIn(2)) return Constant(number::Parse(random_.Of(kNumbers)).value, kNumber);
      const uint32_t fields[] = {crm_.score, crm_.budget, crm_.revenue};
      return Field(random_.Of(fields));
    }
    constexpr Op kOps[] = {Op::Add, Op::Sub, Op::Mul, Op::Div, Op::Rem};
    if (random_.OneIn(6)) return f_.Add(Op::Neg, kNumber, {Number(depth - 1)});
    if (random_.OneIn(6)) return f_.Add(Op::Coalesce, kNumber, {Number(depth - 1), Number(depth - 1)});
    return f_.Add(random_.Of(kOps), kNumber, {Number(depth - 1), Number(depth - 1)});
  }

  Reg Printed(uint32_t depth) {
    const uint32_t fields[] = {crm_.score, crm_.budget,  crm_.active, crm_.born,
                               crm_.seen,  crm_.call_at, crm_.source, crm_.topics};
    if (random_.OneIn(4)) return f_.Add(Op::TextOf, kNumber, {Number(depth)});
    const uint32_t field = random_.Of(fields);
    return f_.Add(Op::TextOf, crm_.module.fields[field].type, {Field(field)});
  }

  Reg Text(uint32_t depth) {
    if (depth == 0 || random_.OneIn(3)) {
      if (random_.OneIn(2)) return Constant(std::string(random_.Of(kTexts)), kText);
      return Field(random_.OneIn(8) ? crm_.last_name : crm_.city);
    }
    constexpr markup::Escaper kEscapers[] = {markup::Escaper::None, markup::Escaper::Html,
                                             markup::Escaper::UrlComponent, markup::Escaper::JsonString};
    switch (random_.Below(4)) {
      case 0:
        return f_.Add(Op::Escape, kText, {Text(depth - 1)}, static_cast<uint32_t>(random_.Of(kEscapers)));
      case 1:
        return f_.Add(Op::Coalesce, kText, {Text(depth - 1), Text(depth - 1)});
      case 2:
        return Printed(depth - 1);
      default: {
        std::vector<Reg> parts;
        for (uint32_t i = 0; i <= random_.Below(4); ++i) parts.push_back(Text(depth - 1));
        return f_.Add(Op::Join, kText, parts);
      }
    }
  }

  Reg List(ir::Type element, const std::vector<ir::Constant>& all) {
    std::vector<Reg> elements;
    for (uint32_t i = 0; i <= random_.Below(4); ++i) {
      elements.push_back(Constant(all[random_.Below(static_cast<uint32_t>(all.size()))], element));
    }
    return f_.Add(Op::List, {Kind::List, 0, element.kind, element.option_set, element.entity}, elements);
  }

  Reg TextTest(uint32_t depth) {
    constexpr Op kOps[] = {Op::Eq,
                           Op::Ne,
                           Op::EqExact,
                           Op::NeExact,
                           Op::Contains,
                           Op::NotContains,
                           Op::StartsWith,
                           Op::NotStartsWith,
                           Op::EndsWith,
                           Op::NotEndsWith,
                           Op::ContainsExact,
                           Op::NotContainsExact,
                           Op::EndsWithExact,
                           Op::NotStartsWithExact};
    constexpr Op kLists[] = {Op::In, Op::NotIn, Op::InExact, Op::NotInExact};
    const Reg left = Text(depth);
    if (!random_.OneIn(3)) return f_.Add(random_.Of(kOps), kText, {left, Text(depth)});
    std::vector<ir::Constant> all;
    for (const char* text : kTexts) all.emplace_back(std::string(text));
    return f_.Add(random_.Of(kLists), kText, {left, List(kText, all)});
  }
  Reg NumberTest(uint32_t depth) {
    constexpr Op kOps[] = {Op::Eq, Op::Ne, Op::Lt, Op::Le, Op::Gt, Op::Ge};
    constexpr Op kRanges[] = {Op::Between, Op::NotBetween};
    constexpr Op kLists[] = {Op::In, Op::NotIn};
    const Reg left = Number(depth);
    switch (random_.Below(3)) {
      case 0:
        return f_.Add(random_.Of(kRanges), kNumber, {left, Number(depth), Number(depth)});
      case 1: {
        std::vector<ir::Constant> all;
        for (const char* digits : kNumbers) all.emplace_back(number::Parse(digits).value);
        return f_.Add(random_.Of(kLists), kNumber, {left, List(kNumber, all)});
      }
      default:
        return f_.Add(random_.Of(kOps), kNumber, {left, Number(depth)});
    }
  }
  Reg DateTest() {
    constexpr Op kOps[] = {Op::Eq, Op::Ne, Op::Lt, Op::Le, Op::Gt, Op::Ge};
    const Reg constant = Constant(*time::ParseDate(random_.Of(kDates)), TypeOf(Kind::Date));
    return f_.Add(random_.Of(kOps), TypeOf(Kind::Date), {Field(crm_.born), constant});
  }
  Reg OptionTest() {
    constexpr Op kLists[] = {Op::In, Op::NotIn};
    constexpr Op kSets[] = {Op::HasAny, Op::HasAll, Op::HasNone};
    const auto options = [](uint32_t set, uint32_t count) {
      std::vector<ir::Constant> all;
      for (uint32_t i = 0; i < count; ++i) all.emplace_back(ir::OptionConstant{set, i});
      return all;
    };
    const ir::Type topic{.kind = Kind::Option, .option_set = 1};
    if (random_.OneIn(2)) return f_.Test(random_.Of(kSets), {Field(crm_.topics), List(topic, options(1, 4))});
    return f_.Test(random_.Of(kLists), {Field(crm_.source), List(crm_.source_type, options(0, 3))});
  }
  Reg Test(uint32_t depth) {
    switch (random_.Below(depth == 0 ? 6 : 8)) {
      case 0:
      case 1:
        return TextTest(depth / 2);
      case 2:
      case 3:
        return NumberTest(depth / 2);
      case 4:
        return DateTest();
      case 5:
        return OptionTest();
      case 6:
        return f_.Add(Op::Not, kBool, {Test(depth - 1)});
      default:
        return f_.Add(Op::IsMissing, kBool, {random_.OneIn(2) ? Text(depth - 1) : Number(depth - 1)});
    }
  }

  harness::SmallCrm& crm_;
  Random& random_;
  FunctionBuilder f_;
  Reg lead_;
};

class AgreementTest : public harness::EvaluationTest {
 protected:
  void SetRandomLead(Random& random) {
    value::Fields fields;
    const auto set = [&](const char* name, Value value) {
      value = *Normalise(std::move(value));
      if (!random.OneIn(4) && !value.missing()) fields[name] = std::move(value);
    };
    set("mx_City", Value::Text(random.Of(kTexts)));
    set("LastName", Value::Text(random.Of(kTexts)));
    set("Score", Value(number::Trunc(number::Parse(random.Of(kNumbers)).value)));
    set("Budget", Value(number::Parse(random.OneIn(2) ? "49.99" : "0.01").value));
    set("Revenue", Value(number::Parse(random.Of(kNumbers)).value));
    set("Active", Value(random.OneIn(2)));
    set("Born", Value(*time::ParseDate(random.Of(kDates))));
    set("Seen", Value(time::FromUnixSeconds(random.Below(2'000'000'000))));
    set("CallAt", Value(time::At(static_cast<int>(random.Below(24)), 5)));
    constexpr const char* kSources[] = {"Web", "Ads", "Referral"};
    set("Source", Value::Text(random.Of(kSources)));
    value::List topics;
    for (const char* topic : {"A", "B", "C", "D"}) {
      if (random.OneIn(2)) topics.push_back(Value::Text(topic));
    }
    set("Topics", Value(topics));
    SetLead(std::move(fields));
  }

  std::string Expected(ir::FunctionId function) {
    const auto result =
        harness::TreeEval(crm_.module, program_->account_zone(), lead_).Run(crm_.module.functions[function]);
    if (!result) return "fault";
    return result->missing() ? "missing" : value::ToText(*result, value::Sink::Prose, program_->account_zone());
  }
  std::string Actual(ir::FunctionId function) {
    const std::string text = Run(function);
    return fault_ ? "fault" : text;
  }
  void LoadAs(bool fuse) {
    ASSERT_TRUE(ir::Verify(crm_.module).ok()) << ir::Verify(crm_.module).error().message;
    auto code = emit_bytecode::Emit(crm_.module, {.fuse = fuse});
    ASSERT_TRUE(code.ok()) << code.error().message;
    ASSERT_TRUE(bytecode::Verify(*code).ok()) << bytecode::Verify(*code).error().message;
    program_ = *link::Link(crm_.module, *std::move(code));
  }

  void Compare(uint32_t seed, bool conditions) {
    Random random(seed);
    std::vector<ir::FunctionId> functions;
    for (int i = 0; i < 150; ++i) {
      Writer writer(crm_, random);
      functions.push_back(conditions ? writer.WriteCondition() : writer.WriteValue());
    }
    for (const bool fuse : {true, false}) {
      ASSERT_NO_FATAL_FAILURE(LoadAs(fuse));
      for (int i = 0; i < 10; ++i) {
        SetRandomLead(random);
        for (const auto function : functions) {
          ASSERT_EQ(Actual(function), Expected(function))
              << "seed " << seed << ", fused " << fuse << "\n"
              << ir::Print(crm_.module, crm_.module.functions[function]) << value::PrintFields(lead_.fields);
        }
      }
    }
  }
};

TEST_F(AgreementTest, OnConditions) {
  for (uint32_t seed = 1; seed <= 4; ++seed) {
    crm_ = {};
    ASSERT_NO_FATAL_FAILURE(Compare(seed, /*conditions=*/true));
  }
}

TEST_F(AgreementTest, OnValues) {
  for (uint32_t seed = 101; seed <= 104; ++seed) {
    crm_ = {};
    ASSERT_NO_FATAL_FAILURE(Compare(seed, /*conditions=*/false));
  }
}

}  // namespace
}  // namespace lsq::vm
