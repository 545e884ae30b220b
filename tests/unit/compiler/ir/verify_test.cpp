// SPDX-License-Identifier: Apache-2.0
// Each rule of the verifier, broken once.
#include "compiler/ir/verify.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/harness/ir_builder.h"

namespace lsq::ir {
namespace {

using harness::IrBuilder;
using harness::kIrBool;
using harness::kIrNumber;
using harness::kIrText;

class VerifyTest : public testing::Test {
 protected:
  VerifyTest() : city_(b_.Field("mx_City", kIrText)), score_(b_.Field("Score", {Kind::Number, 0})) {}

  void ExpectBroken(const std::string& part) {
    const Status status = Verify(b_.module);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, "ir_corrupt");
    EXPECT_NE(status.error().message.find(part), std::string::npos) << status.error().message;
  }
  // A sound condition, damaged.
  void Damaged(const std::function<void(Function&)>& damage, const std::string& part) {
    const FunctionId id = b_.FinishTest(b_.Add(Op::Eq, kIrText, {b_.Read(city_), b_.Text("x")}));
    ASSERT_TRUE(Verify(b_.module).ok()) << Verify(b_.module).error().message;
    damage(b_.module.functions[id]);
    ExpectBroken(part);
  }

  IrBuilder b_;
  uint32_t city_, score_;
};

TEST_F(VerifyTest, JumpBackwards) {
  Damaged([](Function& f) { f.blocks[1].end = {Terminator::Kind::Jump, kNoReg, 0, 0}; }, "a jump backwards");
}
TEST_F(VerifyTest, BranchWithoutAChoice) {
  Damaged([](Function& f) { f.blocks[0].end.otherwise = 1; }, "without a choice");
}
TEST_F(VerifyTest, WrongPredecessors) {
  Damaged([](Function& f) { f.blocks[2].predecessors = {1}; }, "predecessors");
}
TEST_F(VerifyTest, UnreachableBlock) {
  Damaged([](Function& f) { f.blocks.push_back({{}, {Terminator::Kind::Return, 0, 0, 0}, {}}); }, "nothing reaches");
}
TEST_F(VerifyTest, InstructionTwice) {
  Damaged([](Function& f) { f.blocks[1].insts.push_back(0); }, "two blocks");
}
TEST_F(VerifyTest, OperandFromTheFuture) {
  Damaged([](Function& f) { f.insts[1].args = {3}; }, "undefined operand");
}
TEST_F(VerifyTest, OperandFromAnotherWay) {
  Damaged([](Function& f) { f.blocks[2].end.value = f.blocks[1].insts[0]; }, "undefined result");
}
TEST_F(VerifyTest, OperandOutOfBounds) {
  Damaged([](Function& f) { f.insts[3].args[0] = 1000; }, "undefined operand");
}
TEST_F(VerifyTest, WrongNumberOfOperands) {
  Damaged([](Function& f) { f.insts[3].args.pop_back(); }, "number of operands");
}
TEST_F(VerifyTest, ComparisonOfDifferentTypes) {
  Damaged([](Function& f) { f.insts[3].type = kIrNumber; }, "different types");
}
TEST_F(VerifyTest, OrderOfTexts) {
  Damaged([](Function& f) { f.insts[3].op = Op::Lt; }, "no order");
}
TEST_F(VerifyTest, FieldOfNothing) {
  Damaged([](Function& f) { f.insts[1].imm = 99; }, "no such field");
}
TEST_F(VerifyTest, FieldOfAnotherType) {
  Damaged([](Function& f) { f.insts[1].imm = 1; }, "another type");
}
TEST_F(VerifyTest, ConstantOfAnotherType) {
  Damaged([](Function& f) { f.insts[2].type = kIrNumber; }, "another type");
}
TEST_F(VerifyTest, UnknownInstruction) {
  Damaged([](Function& f) { f.insts[3].op = static_cast<Op>(250); }, "unknown instruction");
}
TEST_F(VerifyTest, ResultOfAnotherType) {
  Damaged([](Function& f) { f.result = kIrText; }, "another type");
}
TEST_F(VerifyTest, NoBlocks) {
  Damaged([](Function& f) { f = {"f", {}, kIrBool, {}, {}}; }, "no block");
}

TEST_F(VerifyTest, PhiThatMissesAPredecessor) {
  const Reg test = b_.Add(Op::IsMissing, kIrBool, {b_.Read(city_)});
  b_.Branch(test, 1, 2);
  const Reg a = b_.Text("a");
  b_.Jump(3);
  const Reg c = b_.Text("c");
  b_.Jump(3);
  b_.Return(b_.Add(Op::Phi, kIrText, {a, c}));
  const FunctionId id = b_.Finish(kIrText);
  ASSERT_TRUE(Verify(b_.module).ok());
  Function& function = b_.module.functions[id];
  std::swap(function.insts.back().args[0], function.insts.back().args[1]);
  ExpectBroken("undefined value");
  function.insts.back().args.pop_back();
  ExpectBroken("misses a predecessor");
}

TEST_F(VerifyTest, CallsFitSignatures) {
  b_.module.natives = {{"text.upper", 1, {kIrText}, kIrText}};
  b_.FinishValue(b_.Add(Op::Call, kIrText, {b_.Number("1")}, 0), kIrText);
  ExpectBroken("argument of another type");
}

// Handles and replies have no text.
TEST_F(VerifyTest, PrintedKinds) {
  const Type handle{Kind::Handle};
  const Reg value = b_.Add(Op::Local, handle, {}, 0);
  b_.FinishValue(b_.Add(Op::TextOf, handle, {value}, 0), kIrText);
  ExpectBroken("printed");
}

class VerifyStepsTest : public VerifyTest {
 protected:
  VerifyStepsTest() {
    Automation automation;
    automation.name = "a";
    automation.locals = {{"Lead", IrBuilder::Record(0)}};
    automation.subject = 0;
    automation.steps.push_back({"exit", {}, {}, false, ExitStep{}});
    automation.entry = StepId{0};
    b_.module.automations = {automation};
  }
  Automation& automation() { return b_.module.automations[0]; }
};

TEST_F(VerifyStepsTest, SoundAsItIs) {
  EXPECT_TRUE(Verify(b_.module).ok());
}
TEST_F(VerifyStepsTest, StepBackwards) {
  automation().steps[0].next = StepId{0};
  ExpectBroken("step 0: a step backwards");
}
TEST_F(VerifyStepsTest, FunctionThatIsNot) {
  automation().when = FunctionId{7};
  ExpectBroken("no such function");
}
TEST_F(VerifyStepsTest, ConditionThatGivesText) {
  automation().when = b_.FinishValue(b_.Text("x"), kIrText);
  ExpectBroken("gives another type");
}
TEST_F(VerifyStepsTest, FunctionThatReadsAnotherLocal) {
  automation().exit_when = b_.FinishTest(b_.Add(Op::Eq, kIrText, {b_.Read(city_), b_.Text("x")}));
  EXPECT_TRUE(Verify(b_.module).ok());
  automation().locals[0].type = kIrNumber;
  ExpectBroken("no such local");
}
TEST_F(VerifyStepsTest, AssignmentToAnotherEntity) {
  const uint32_t stage = b_.Field("Stage", kIrText, false, 1);
  const FunctionId record = b_.FinishValue(b_.Lead(), IrBuilder::Record(0));
  const FunctionId value = b_.FinishValue(b_.Text("x"), kIrText);
  automation().steps[0].node = SetStep{record, 0, {{stage, value}}};
  ExpectBroken("another entity");
}
TEST_F(VerifyStepsTest, EntryThatIsNot) {
  automation().entry = StepId{1};
  ExpectBroken("no such step");
}

}  // namespace
}  // namespace lsq::ir
