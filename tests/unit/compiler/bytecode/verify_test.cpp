// SPDX-License-Identifier: Apache-2.0
// Code that may have been damaged is refused, whatever the damage.
#include "compiler/bytecode/verify.h"

#include <gtest/gtest.h>

#include "compiler/bytecode/disassemble.h"
#include "compiler/bytecode/operands.h"

namespace lsq::bytecode {
namespace {

constexpr CellType kBool{CellKind::Bool};
constexpr CellType kText{CellKind::Text};
constexpr CellType kNumber{CellKind::Number};
constexpr CellType kRecord{CellKind::Record, CellKind::Void, 0};

Word At(Op op, uint8_t a = 0, uint16_t b = 0, uint16_t c = 0, uint16_t d = 0) {
  return {op, a, b, c, d};
}

// `City is "pune"`, then a call of a native with its text.
Program Sample() {
  Program program;
  program.slots = {{{0, kText, 0, false}, {1, {CellKind::Dec64}, 2, false}}};
  program.relations.resize(2);
  program.natives = {{{kText, kNumber}, kBool}};
  program.literals = {"pune"};
  Function function;
  function.name = "f";
  function.result = kBool;
  function.frame_locals = 1;
  function.registers = {kRecord, kText, kNumber, kBool};
  function.constants.ranges = {{0, 5}};
  function.code = {
      At(Op::LoadLocal, 0, 0, 0),    At(Op::JumpIfNotLiteral, 0, 0, 1, 7),
      At(Op::LoadField, 0, 1, 0, 0), At(Op::LoadDec64, 2, 2, 0, 1),
      At(Op::Call, 0, 3, 0, 2),      At(Op::Args, 0, 1, 2, 0),
      At(Op::Return, 0, 3),          At(Op::ReturnFalse),
  };
  function.sources.assign(function.code.size(), 0);
  program.functions = {function};
  return program;
}

class VerifyTest : public testing::Test {
 protected:
  void ExpectBroken(const std::string& part) {
    const Status status = Verify(program_);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, "bytecode_corrupt");
    EXPECT_NE(status.error().message.find(part), std::string::npos) << status.error().message;
  }
  Function& f() { return program_.functions[0]; }
  Program program_ = Sample();
};

TEST_F(VerifyTest, SoundAsItIs) {
  const Status status = Verify(program_);
  EXPECT_TRUE(status.ok()) << status.error().message;
}
TEST_F(VerifyTest, RegisterOutOfBounds) {
  f().code[6].b = 9;
  ExpectBroken("no such register");
}
TEST_F(VerifyTest, RegisterOfAnotherKind) {
  f().code[6].b = 1;
  ExpectBroken("another kind");
}
TEST_F(VerifyTest, RegisterNotWrittenOnEveryWay) {
  f().code[7] = At(Op::Return, 0, 3);  // also reached by the jump in front of the call
  ExpectBroken("before it is written");
}
TEST_F(VerifyTest, SlotOutOfBounds) {
  f().code[1].b = 2;
  ExpectBroken("no such slot");
}
TEST_F(VerifyTest, SlotOfAnotherKind) {
  f().code[1].b = 1;
  ExpectBroken("holds no text");
}
TEST_F(VerifyTest, SlotOfAnotherScale) {
  f().code[3].a = 3;
  ExpectBroken("no such number");
}
TEST_F(VerifyTest, LiteralOutOfBounds) {
  f().code[1].c = 2;
  ExpectBroken("no such constant");
  f().code[1].c = 0;
  ExpectBroken("no literal");
}
TEST_F(VerifyTest, JumpBackwards) {
  f().code[1].d = 1;
  ExpectBroken("a jump backwards");
}
TEST_F(VerifyTest, JumpOut) {
  f().code[1].d = 8;
  ExpectBroken("a jump backwards or out");
}
TEST_F(VerifyTest, JumpIntoArguments) {
  f().code[1].d = 5;
  ExpectBroken("between the words");
}
TEST_F(VerifyTest, EndWithoutAReturn) {
  f().code[7] = At(Op::LoadSmall, 0, 3);
  ExpectBroken("without a return");
}
TEST_F(VerifyTest, MissingArguments) {
  f().code[5] = At(Op::LoadSmall, 0, 3);
  ExpectBroken("arguments that are none");
}
TEST_F(VerifyTest, WrongArguments) {
  f().code[5].c = 1;
  ExpectBroken("an argument of another type");
  f().code[4].d = 1;
  ExpectBroken("another number of arguments");
}
TEST_F(VerifyTest, LocalOutsideTheFrame) {
  f().frame_locals = 0;
  ExpectBroken("no such constant");
}
TEST_F(VerifyTest, TypeOfNothing) {
  f().registers[0].import = 1;
  ExpectBroken("a register of no type");
}

// Any word may become any other; what passes can be printed.
TEST_F(VerifyTest, SurvivesDamage) {
  uint64_t state = 88'172'645'463'325'252u;
  const auto next = [&] {  // xorshift
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
  };
  int passed = 0;
  for (int i = 0; i < 20'000; ++i) {
    program_ = Sample();
    for (uint64_t n = next() % 3 + 1; n-- > 0;) {
      Word& word = f().code[next() % f().code.size()];
      switch (next() % 5) {
        case 0:
          word.op = static_cast<Op>(next() % (kOpCount + 3));
          break;
        case 1:
          word.a = static_cast<uint8_t>(next() % 5);
          break;
        case 2:
          word.b = static_cast<uint16_t>(next() % 6);
          break;
        case 3:
          word.c = static_cast<uint16_t>(next() % 6);
          break;
        default:
          word.d = static_cast<uint16_t>(next() % 10);
      }
    }
    if (!Verify(program_).ok()) continue;
    ++passed;
    EXPECT_FALSE(Disassemble(program_).empty());
  }
  EXPECT_GT(passed, 100);
}

}  // namespace
}  // namespace lsq::bytecode
