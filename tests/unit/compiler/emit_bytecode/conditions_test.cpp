// SPDX-License-Identifier: Apache-2.0
// Conditions: one instruction a test, the same answer as the comparison it stands for, missing included.
#include <gtest/gtest.h>

#include "compiler/bytecode/disassemble.h"
#include "compiler/bytecode/verify.h"
#include "compiler/emit_bytecode/emit.h"
#include "compiler/number/dec64.h"
#include "tests/harness/ir_builder.h"

namespace lsq::emit_bytecode {
namespace {

using bytecode::Op;
using harness::IrBuilder;
using harness::kIrBool;
using harness::kIrDate;
using harness::kIrNumber;
using harness::kIrText;

constexpr int64_t kMissing = INT64_MIN;

bytecode::Program Emitted(const ir::Module& module, Options options = {}) {
  Result<bytecode::Program> program = Emit(module, options);
  EXPECT_TRUE(program.ok());
  const Status status = bytecode::Verify(*program);
  EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message) << bytecode::Disassemble(*program);
  return std::move(program).value();
}

// Runs code made of field tests only, on a record whose slots are words 1 of cells (of texts: literal ids).
bool Holds(const bytecode::Function& function, const std::vector<int64_t>& slots) {
  const bytecode::Constants& pool = function.constants;
  for (size_t at = 0;; ++at) {
    const bytecode::Word& word = function.code[at];
    const int64_t value = word.b < slots.size() ? slots[word.b] : 0;
    const auto literal = static_cast<uint32_t>(value);
    bool jump = false;
    switch (word.op) {
      case Op::LoadLocal:
        break;
      case Op::ReturnTrue:
        return true;
      case Op::ReturnFalse:
        return false;
      case Op::JumpIfInside:
      case Op::JumpIfOutside:
        jump = pool.ranges[word.c].Has(value) == (word.op == Op::JumpIfInside);
        break;
      case Op::JumpIfInSet:
      case Op::JumpIfNotInSet:
        jump = pool.sets[word.c].Has(value) == (word.op == Op::JumpIfInSet);
        break;
      case Op::JumpIfLiteral:
      case Op::JumpIfNotLiteral:
        jump = (literal == word.c) == (word.op == Op::JumpIfLiteral);
        break;
      case Op::JumpIfLiteralInSet:
      case Op::JumpIfLiteralNotInSet:
        jump = pool.sets[word.c].Has(literal) == (word.op == Op::JumpIfLiteralInSet);
        break;
      case Op::JumpIfEmpty:
      case Op::JumpIfFilled:
        jump = (value == kMissing) == (word.op == Op::JumpIfEmpty);
        break;
      default:
        ADD_FAILURE() << "not a field test: " << bytecode::Disassemble({}, function);
        return false;
    }
    if (jump) at = word.d - 1;
  }
}

// Two-valued: with the left side missing a positive comparison is false and its negative true (C-CON-2).
bool Expected(ir::Op op, std::optional<number::Decimal> left, number::Decimal right, number::Decimal high = {}) {
  switch (op) {
    case ir::Op::Eq:
      return left && *left == right;
    case ir::Op::Ne:
      return !left || *left != right;
    case ir::Op::Lt:
      return left && *left < right;
    case ir::Op::Le:
      return left && *left <= right;
    case ir::Op::Gt:
      return left && *left > right;
    case ir::Op::Ge:
      return left && *left >= right;
    case ir::Op::Between:
      return left && right <= *left && *left <= high;
    default:
      return !left || *left < right || high < *left;
  }
}

// C-CON-2 for numbers: every operator, constants with more digits than the field has, all neighbours, missing.
TEST(ConditionsTest, NumberTestsAgreeWithTheirComparison) {
  using enum ir::Op;
  size_t fused = 0;
  for (const uint8_t scale : {uint8_t{0}, uint8_t{2}}) {
    for (const ir::Op op : {Eq, Ne, Lt, Le, Gt, Ge, Between, NotBetween}) {
      for (const char* text : {"0", "-1", "50", "50.5", "-0.005", "0.01", "999999999999999999.9"}) {
        const number::Decimal constant = number::Parse(text).value;
        const number::Decimal high = number::Parse("51").value;
        IrBuilder b;
        const uint32_t score = b.Field("Score", {ir::Kind::Number, scale});
        std::vector<ir::Reg> args = {b.Read(score), b.Number(text)};
        if (op == Between || op == NotBetween) args.push_back(b.Number("51"));
        b.FinishTest(b.Add(op, kIrNumber, args));
        const bytecode::Program program = Emitted(b.module);
        if (program.functions[0].code.size() > 4) continue;  // always or never true: left to the general instructions
        ++fused;
        EXPECT_EQ(Holds(program.functions[0], {kMissing}), Expected(op, std::nullopt, constant, high)) << text;
        const int64_t near = number::ToDec64(constant, scale).scaled;
        for (const int64_t value : {near - 1, near, near + 1, int64_t{0}, int64_t{51}, int64_t{5100}, int64_t{5101}}) {
          if (!number::IsDec64(value)) continue;
          const number::Decimal left = number::FromDec64(value, scale);
          EXPECT_EQ(Holds(program.functions[0], {value}), Expected(op, left, constant, high))
              << number::Print(left) << " " << static_cast<int>(op) << " " << text;
        }
      }
    }
  }
  EXPECT_GT(fused, 80u);
}

// C-CON-4: texts are compared by the id of their fold; `is not` of a missing one holds.
TEST(ConditionsTest, TextsCompareLiteralIds) {
  IrBuilder b;
  const uint32_t city = b.Field("mx_City", kIrText);
  b.FinishTest(b.Add(ir::Op::Eq, kIrText, {b.Read(city), b.Text(" PUNE ")}));
  b.FinishTest(b.Add(ir::Op::Ne, kIrText, {b.Read(city), b.Text("Pune")}));
  const bytecode::Program program = Emitted(b.module);
  EXPECT_EQ(program.literals, (std::vector<std::string>{"pune"}));
  for (const auto& [literal, equal] :
       {std::pair{int64_t{1}, true}, {int64_t{2}, false}, {int64_t{0}, false}, {kMissing, false}}) {
    EXPECT_EQ(Holds(program.functions[0], {literal}), equal);
    EXPECT_EQ(Holds(program.functions[1], {literal}), !equal);
  }
}

TEST(ConditionsTest, ListsBecomeSets) {
  IrBuilder b;
  const uint32_t city = b.Field("mx_City", kIrText);
  const uint32_t source = b.Field("Source", IrBuilder::Option());
  const uint32_t score = b.Field("Score", {ir::Kind::Number, 0});
  const ir::Reg cities = b.Add(ir::Op::List, IrBuilder::List(kIrText), {b.Text("Pune"), b.Text("Delhi"), b.Text(" ")});
  b.FinishTest(b.Add(ir::Op::In, kIrText, {b.Read(city), cities}));
  const ir::Reg options =
      b.Add(ir::Op::List, IrBuilder::List(IrBuilder::Option()),
            {b.Const(ir::OptionConstant{0, 2}, IrBuilder::Option()), b.Const({}, IrBuilder::Option())});
  b.FinishTest(b.Add(ir::Op::NotIn, IrBuilder::Option(), {b.Read(source), options}));
  const ir::Reg scores =
      b.Add(ir::Op::List, IrBuilder::List(kIrNumber), {b.Number("7"), b.Number("7.5"), b.Number("900000")});
  b.FinishTest(b.Add(ir::Op::In, kIrNumber, {b.Read(score), scores}));
  const bytecode::Program program = Emitted(b.module);
  const auto& in = program.functions[0];
  EXPECT_TRUE(Holds(in, {1}) && Holds(in, {2}));
  EXPECT_FALSE(Holds(in, {0}) || Holds(in, {3}) || Holds(in, {kMissing}));
  const auto& not_in = program.functions[1];
  EXPECT_TRUE(Holds(not_in, {0, 1}) && Holds(not_in, {0, kMissing}));  // C-CON-2
  EXPECT_FALSE(Holds(not_in, {0, 2}));
  const auto& number = program.functions[2];
  EXPECT_TRUE(Holds(number, {0, 0, 7}) && Holds(number, {0, 0, 900'000}));
  EXPECT_FALSE(Holds(number, {0, 0, 8}) || Holds(number, {0, 0, kMissing}));
}

TEST(ConditionsTest, EightClausesAreEightInstructions) {
  IrBuilder b;
  const uint32_t city = b.Field("mx_City", kIrText);
  const uint32_t source = b.Field("Source", IrBuilder::Option());
  const uint32_t score = b.Field("Score", {ir::Kind::Number, 2});
  const uint32_t birthday = b.Field("Birthday", kIrDate);
  const uint32_t stop = b.Field("DoNotCall", kIrBool);
  const auto clause = [&](ir::Reg test, uint32_t next) { b.Branch(test, next, 9); };
  clause(b.Add(ir::Op::Eq, kIrText, {b.Read(city), b.Text("Pune")}), 1);
  clause(b.Add(ir::Op::Gt, kIrNumber, {b.Read(score), b.Number("50.5")}), 2);
  clause(
      b.Add(ir::Op::Eq, IrBuilder::Option(), {b.Read(source), b.Const(ir::OptionConstant{0, 1}, IrBuilder::Option())}),
      3);
  clause(b.Add(ir::Op::Lt, kIrDate, {b.Read(birthday), b.Const(time::Date{10'000}, kIrDate)}), 4);
  b.Branch(b.Read(stop), 9, 5);
  b.Branch(b.Add(ir::Op::IsMissing, kIrBool, {b.Read(city)}), 9, 6);
  clause(b.Add(ir::Op::Ne, kIrText, {b.Read(city), b.Text("Delhi")}), 7);
  clause(b.Add(ir::Op::Le, kIrNumber, {b.Read(score), b.Number("900")}), 8);
  b.ReturnConst(true);
  b.ReturnConst(false);
  b.Finish(kIrBool);
  const bytecode::Program program = Emitted(b.module);
  EXPECT_EQ(bytecode::Disassemble(program, program.functions[0]),
            "\"f\" -> bool\n"
            "  r0 : record#0\n"
            "  0: load.local r0 local0\n"
            "  1: jump.not_literal r0 .0 #2\"pune\" ->10\n"
            "  2: jump.outside r0 .2 [5051..] ->10\n"
            "  3: jump.outside r0 .1 [1..1] ->10\n"
            "  4: jump.outside r0 .3 [..9999] ->10\n"
            "  5: jump.inside r0 .4 [1..1] ->10\n"
            "  6: jump.empty r0 .0 ->10\n"
            "  7: jump.literal r0 .0 #1\"delhi\" ->10\n"
            "  8: jump.outside r0 .2 [..90000] ->10\n"
            "  9: return.true\n"
            "  10: return.false\n");
}

// A mandatory field that a load finds empty is a fault where its value is needed. Tests, defaults and texts know what
// missing is (C-CON-2, C-MM-4, C-MM-5).
TEST(ConditionsTest, MandatoryFieldsAreRequiredWhereNeeded) {
  IrBuilder b;
  const uint32_t name = b.Field("LastName", kIrText, /*mandatory=*/true);
  const uint32_t score = b.Field("Score", {ir::Kind::Number, 0}, /*mandatory=*/true);
  b.FinishTest(b.Add(ir::Op::Ne, kIrText, {b.Read(name), b.Text("x")}));
  b.FinishValue(b.Add(ir::Op::Coalesce, kIrText, {b.Read(name), b.Text("x")}), kIrText);
  b.FinishValue(b.Add(ir::Op::Join, kIrText, {b.Read(name), b.Text("x")}), kIrText);
  b.FinishValue(b.Read(name), kIrText);
  b.FinishValue(b.Add(ir::Op::Add, kIrNumber, {b.Read(score), b.Number("1")}), kIrNumber);
  for (const bool fuse : {true, false}) {
    const bytecode::Program program = Emitted(b.module, {fuse});
    std::vector<bool> required;
    for (const bytecode::Function& function : program.functions) {
      required.push_back(bytecode::Disassemble(program, function).find("require") != std::string::npos);
    }
    EXPECT_EQ(required, (std::vector<bool>{false, false, false, true, true}));
  }
}

// C-CON-3: a missing right side is no constant to test against; the general instruction knows what it means.
TEST(ConditionsTest, MissingRightSideIsNotFused) {
  IrBuilder b;
  const uint32_t city = b.Field("mx_City", kIrText);
  b.FinishTest(b.Add(ir::Op::Ne, kIrText, {b.Read(city), b.Const({}, kIrText)}));
  const bytecode::Program program = Emitted(b.module);
  EXPECT_NE(bytecode::Disassemble(program).find("ne.text"), std::string::npos);
}

TEST(ConditionsTest, WallClockConstantsAreLeftToLink) {
  IrBuilder b;
  const uint32_t created = b.Field("CreatedOn", harness::kIrDateTime);
  const time::LocalDateTime local{{20'000}, {3600}};
  const ir::Reg constant = b.Const(local, harness::kIrDateTime);
  b.FinishTest(b.Add(ir::Op::Gt, harness::kIrDateTime, {b.Read(created), constant}));
  const bytecode::Program program = Emitted(b.module);
  const bytecode::Constants& pool = program.functions[0].constants;
  ASSERT_EQ(pool.local_moments.size(), 1u);
  EXPECT_EQ(pool.ints[pool.local_moments[0].index], time::ToCivilSeconds(local));
}

// For traces every value has a register of its own.
TEST(ConditionsTest, WithoutFusingEveryValueIsInARegister) {
  IrBuilder b;
  const uint32_t city = b.Field("mx_City", kIrText);
  const ir::FunctionId id = b.FinishTest(b.Add(ir::Op::Eq, kIrText, {b.Read(city), b.Text("Pune")}));
  const bytecode::Program program = Emitted(b.module, {.fuse = false});
  std::vector<uint32_t> sources = program.functions[0].sources;
  for (ir::Reg reg = 0; reg < 4; ++reg) {
    if (b.module.functions[id].insts[reg].op == ir::Op::Const) continue;
    EXPECT_NE(std::find(sources.begin(), sources.end(), reg), sources.end()) << reg;
  }
  EXPECT_NE(bytecode::Disassemble(program).find("eq.text"), std::string::npos);
}

TEST(ConditionsTest, OnlyFieldsThatAreReadHaveSlots) {
  IrBuilder b;
  b.Field("Unused", kIrText);
  const uint32_t city = b.Field("mx_City", kIrText);
  b.FinishTest(b.Add(ir::Op::IsMissing, kIrBool, {b.Read(city)}));
  const bytecode::Program program = Emitted(b.module);
  ASSERT_EQ(program.slots[0].size(), 1u);
  EXPECT_EQ(program.slots[0][0].field, city);
}

// Too long for 16-bit jumps: made without field tests, and still right.
TEST(ConditionsTest, LongFunctionsUseLongJumps) {
  IrBuilder b;
  const uint32_t city = b.Field("mx_City", kIrText);
  constexpr uint32_t kTests = 66'000;
  const uint32_t constant = b.Constant(std::string("Pune"));
  const ir::Reg lead = b.Lead();
  for (uint32_t i = 0; i < kTests; ++i) {
    const ir::Reg text = b.Add(ir::Op::Const, kIrText, {}, constant);
    b.Branch(b.Add(ir::Op::Eq, kIrText, {b.Read(lead, city), text}), i + 1, kTests + 1);
  }
  b.ReturnConst(true);
  b.ReturnConst(false);
  b.Finish(kIrBool);
  const bytecode::Program program = Emitted(b.module);
  EXPECT_LT(program.functions[0].registers.size(), 10u);
  EXPECT_NE(program.functions[0].code[4].op, Op::JumpIfNotLiteral);
}

TEST(ConditionsTest, TooManyConstantsAreAnErrorNotACrash) {
  IrBuilder b;
  std::vector<ir::Reg> parts;
  const uint32_t city = b.Field("mx_City", kIrText);
  for (int i = 0; i < 70'000; ++i) {
    parts.push_back(b.Text("part " + std::to_string(i)));
    if (i % 100 == 0) parts.push_back(b.Read(city));
  }
  b.FinishValue(b.Add(ir::Op::Join, kIrText, parts), kIrText);
  const Result<bytecode::Program> program = Emit(b.module);
  ASSERT_FALSE(program.ok());
  EXPECT_EQ(program.error().code, "program_too_large");
}

}  // namespace
}  // namespace lsq::emit_bytecode
