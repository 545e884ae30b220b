// SPDX-License-Identifier: Apache-2.0
// Values, texts and control flow as code.
#include <gtest/gtest.h>

#include "compiler/bytecode/disassemble.h"
#include "compiler/bytecode/verify.h"
#include "compiler/emit_bytecode/emit.h"
#include "compiler/ir/names.h"
#include "compiler/ir/verify.h"
#include "tests/harness/ir_builder.h"

namespace lsq::emit_bytecode {
namespace {

using harness::IrBuilder;
using harness::kIrBool;
using harness::kIrDate;
using harness::kIrDateTime;
using harness::kIrNumber;
using harness::kIrText;
using ir::Op;
using ir::Reg;

class ValuesTest : public testing::Test {
 protected:
  std::string Code(bool fuse = true) {
    EXPECT_TRUE(ir::Verify(b_.module).ok()) << ir::Verify(b_.module).error().message;
    const Result<bytecode::Program> program = Emit(b_.module, {fuse});
    EXPECT_TRUE(program.ok());
    const Status status = bytecode::Verify(*program);
    const std::string code = bytecode::Disassemble(*program, program->functions.back());
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message) << code;
    return code.substr(code.find("  0: "));
  }

  IrBuilder b_;
};

// C-MM-2, C-MM-15: a mail is a list of appends; what is known is escaped now, what is not by the instruction that
// appends it.
TEST_F(ValuesTest, MailIsALineOfAppends) {
  const uint32_t name = b_.Field("FirstName", kIrText);
  const uint32_t score = b_.Field("Score", {ir::Kind::Number, 2});
  const auto html = static_cast<uint32_t>(markup::Escaper::Html);
  const Reg lead = b_.Lead();
  const Reg friend_ = b_.Add(Op::Coalesce, kIrText, {b_.Read(lead, name), b_.Text("A & B")});
  const Reg escaped = b_.Add(Op::Escape, kIrText, {friend_}, html);
  const Reg points = b_.Add(Op::TextOf, kIrNumber, {b_.Read(lead, score)}, static_cast<uint32_t>(ir::Sink::Prose));
  const Reg raw = b_.Read(lead, name);
  b_.FinishValue(b_.Add(Op::Join, kIrText, {b_.Text("<p>Dear "), escaped, b_.Text(", "), points, raw}), kIrText);
  EXPECT_EQ(Code(),
            "  0: load.local r0 local0\n"
            "  1: field.number 2 r1 r0 .1\n"
            "  2: text.begin r2\n"
            "  3: append.const \"<p>Dear \"\n"
            "  4: append.field 1 r0 .0 \"A &amp; B\"\n"
            "  5: append.const \", \"\n"
            "  6: append.number 0 0 r1\n"
            "  7: append.field 0 r0 .0 none\n"
            "  8: text.end r3 r2\n"
            "  9: return r3\n");
}

// Also where a part in between needed blocks of its own: `@{Sender:FirstName,}` has a default that is computed.
TEST_F(ValuesTest, PartsAreAppendedStraightAcrossBlocks) {
  const uint32_t name = b_.Field("FirstName", kIrText);
  const Reg lead = b_.Lead();
  const Reg escaped = b_.Add(Op::Escape, kIrText, {b_.Read(lead, name)}, static_cast<uint32_t>(markup::Escaper::Html));
  const Reg first = b_.Read(lead, name);
  b_.Branch(b_.Add(Op::IsMissing, kIrBool, {first}), 1, 2);
  b_.module.natives = {{"text.any", 1, {}, kIrText}};
  const Reg second = b_.Add(Op::Call, kIrText, {}, 0);
  b_.Jump(2);
  const Reg either = b_.Add(Op::Phi, kIrText, {first, second});
  b_.FinishValue(b_.Add(Op::Join, kIrText, {escaped, either}), kIrText);
  const std::string code = Code();
  EXPECT_NE(code.find("append.field 1 r0 .0 none"), std::string::npos) << code;
  EXPECT_EQ(code.find("text.begin"), code.rfind("text.begin")) << code;
}

// A text that may be blank is not present (C-MM-3); one of a record was looked at when it was loaded.
TEST_F(ValuesTest, ComputedTextsAreAskedForBlank) {
  const uint32_t name = b_.Field("FirstName", kIrText);
  b_.module.natives = {{"text.trim", 1, {kIrText}, kIrText}};
  const Reg trimmed = b_.Add(Op::Call, kIrText, {b_.Read(name)}, 0);
  b_.FinishValue(b_.Add(Op::Coalesce, kIrText, {trimmed, b_.Text("x")}), kIrText);
  EXPECT_NE(Code().find("coalesce.text"), std::string::npos);
  b_.FinishValue(b_.Add(Op::Coalesce, kIrText, {b_.Read(name), b_.Text("x")}), kIrText);
  EXPECT_EQ(Code().find("coalesce.text"), std::string::npos);
}

// The value of a phi is moved where its ways part, also before a branch.
TEST_F(ValuesTest, PhisAreMovedToOnEveryWay) {
  const uint32_t name = b_.Field("FirstName", kIrText);
  const uint32_t city = b_.Field("mx_City", kIrText);
  const Reg lead = b_.Lead();
  const Reg first = b_.Read(lead, name);
  const Reg missing = b_.Add(Op::IsMissing, kIrBool, {first});
  b_.Branch(missing, 1, 2);
  const Reg second = b_.Read(lead, city);
  b_.Jump(2);
  b_.Return(b_.Add(Op::Phi, kIrText, {first, second}));
  b_.Finish(kIrText);
  EXPECT_EQ(Code(),
            "  0: load.local r0 local0\n"
            "  1: field r1 r0 .0\n"
            "  2: is_missing r2 r1\n"
            "  3: move r3 r1\n"
            "  4: jump.false r2 ->7\n"
            "  5: field r1 r0 .1\n"
            "  6: move r3 r1\n"
            "  7: return r3\n");
}

TEST_F(ValuesTest, RegistersAreReused) {
  const uint32_t score = b_.Field("Score", {ir::Kind::Number, 0});
  Reg sum = b_.Read(score);
  for (int i = 0; i < 500; ++i) sum = b_.Add(Op::Add, kIrNumber, {sum, b_.Number(std::to_string(i))});
  b_.FinishValue(sum, kIrNumber);
  const Result<bytecode::Program> program = Emit(b_.module);
  EXPECT_LE(program->functions[0].registers.size(), 5u);
  EXPECT_TRUE(bytecode::Verify(*program).ok());
}

TEST_F(ValuesTest, GreaterIsLessTheOtherWayRound) {
  const uint32_t score = b_.Field("Score", {ir::Kind::Number, 0});
  const uint32_t age = b_.Field("Age", {ir::Kind::Number, 0});
  b_.FinishTest(b_.Add(Op::Gt, kIrNumber, {b_.Read(score), b_.Read(age)}));
  EXPECT_NE(Code().find("lt.number r3 r2 r1"), std::string::npos) << Code();
}

TEST_F(ValuesTest, CallsCarryTheirArgumentsBehindThem) {
  b_.module.natives = {{"text.pad", 1, {kIrText, kIrNumber, kIrText, kIrText}, kIrText}};
  const uint32_t name = b_.Field("FirstName", kIrText);
  const Reg call = b_.Add(Op::Call, kIrText, {b_.Read(name), b_.Number("9"), b_.Text("a"), b_.Text("b")}, 0);
  b_.FinishValue(call, kIrText);
  EXPECT_NE(Code().find("call r5 native0 4\n  6: args r1 r2 r3\n  7: args r4 r0 r0\n"), std::string::npos) << Code();
}

TEST_F(ValuesTest, UserFunctionsFindTheirParamsInTheFirstRegisters) {
  const Reg n = b_.Add(Op::Local, kIrNumber, {}, 0);
  b_.Return(b_.Add(Op::Add, kIrNumber, {n, n}));
  b_.Finish(kIrNumber, {kIrNumber});
  EXPECT_EQ(Code(), "  0: add r1 r0 r0\n  1: return r1\n");
  b_.FinishValue(b_.Add(Op::CallFunction, kIrNumber, {b_.Number("2")}, 0), kIrNumber);
  EXPECT_NE(Code().find("call.function r1 fn0 1"), std::string::npos);
}

TEST_F(ValuesTest, ConstantListsAreConstants) {
  const uint32_t name = b_.Field("FirstName", kIrText);
  const Reg list = b_.Add(Op::List, IrBuilder::List(kIrText), {b_.Text("a"), b_.Text("b")});
  const Reg computed = b_.Add(Op::List, IrBuilder::List(kIrText), {b_.Read(name), b_.Text("b")});
  const Reg in = b_.Add(Op::InExact, kIrText, {b_.Read(name), list});
  const Reg also = b_.Add(Op::NotIn, kIrText, {b_.Read(name), computed});
  b_.FinishTest(b_.Add(Op::Eq, kIrBool, {in, also}));
  const std::string code = Code();
  EXPECT_NE(code.find("load.list"), std::string::npos) << code;
  EXPECT_NE(code.find(": list r"), std::string::npos) << code;
}

// Every instruction of IR becomes code that passes the verifier, with and without field tests: none is forgotten.
class EveryOpTest : public ValuesTest {
 protected:
  // One value of each kind to begin with.
  Reg Value(ir::Type type) {
    const std::string name = "f" + std::to_string(b_.module.fields.size());
    switch (type.kind) {
      case ir::Kind::Record:
        return b_.Lead();
      case ir::Kind::List:
        return b_.Add(Op::List, type, {Value({type.element, 0, ir::Kind::Void, type.option_set, type.entity})});
      case ir::Kind::Duration:
        return b_.Const(time::Duration{.days = 1}, type);
      default:
        return b_.Read(b_.Field(name, type));
    }
  }
  Reg Twice(Op op, ir::Type type) { return b_.Add(op, type, {Value(type), Value(type)}); }
  void Test(Reg test) { b_.FinishValue(test, kIrBool); }

  void MakeComparisons() {
    for (const ir::Type& type : {kIrBool, kIrNumber, kIrText, kIrDate, kIrDateTime, kTime, kDuration, kOption, kOptions,
                                 IrBuilder::Record(0)}) {
      for (const Op op : {Op::Eq, Op::Ne}) Test(Twice(op, type));
      Test(b_.Add(Op::IsMissing, kIrBool, {Value(type)}));
      b_.FinishValue(Twice(Op::Coalesce, type), type);
    }
    for (const ir::Type& type : {kIrNumber, kIrDate, kIrDateTime, kTime, kDuration}) {
      for (const Op op : {Op::Lt, Op::Le, Op::Gt, Op::Ge}) Test(Twice(op, type));
      for (const Op op : {Op::Between, Op::NotBetween}) {
        Test(b_.Add(op, type, {Value(type), Value(type), Value(type)}));
      }
    }
    for (Op op = Op::Contains; op <= Op::NotEndsWithExact; op = static_cast<Op>(static_cast<int>(op) + 1)) {
      Test(Twice(op, kIrText));
    }
    for (const Op op : {Op::EqExact, Op::NeExact}) Test(Twice(op, kIrText));
    Test(b_.Add(Op::Not, kIrBool, {Value(kIrBool)}));
  }

  void MakeMemberships() {
    for (const ir::Type& type :
         {kIrBool, kIrNumber, kIrText, kIrDate, kIrDateTime, kTime, kOption, IrBuilder::Record(0)}) {
      for (const Op op : {Op::In, Op::NotIn}) Test(b_.Add(op, type, {Value(type), Value(IrBuilder::List(type))}));
    }
    for (const Op op : {Op::InExact, Op::NotInExact}) Test(b_.Add(op, kIrText, {Value(kIrText), Value(kTexts)}));
    for (const Op op : {Op::HasAny, Op::HasAll, Op::HasNone}) {
      Test(b_.Add(op, kOptions, {Value(kOptions), Value(IrBuilder::List(kOption))}));
      Test(b_.Add(op, kTexts, {Value(kTexts), Value(kTexts)}));
    }
    const uint32_t list = b_.Constant(std::string("Fresh"));
    for (const Op op : {Op::InNamedList, Op::NotInNamedList}) Test(b_.Add(op, kIrBool, {b_.Lead()}, list));
  }

  void MakeTimesAndNumbers() {
    for (const ir::Type& type : {kIrDate, kIrDateTime}) {
      for (const Op op : {Op::InWindow, Op::NotInWindow}) Test(b_.Add(op, type, {Value(type)}, 0));
      for (const Op op : {Op::AddDuration, Op::SubDuration}) {
        b_.FinishValue(b_.Add(op, type, {Value(type), Value(kDuration)}), type);
      }
      b_.FinishValue(b_.Add(Op::Difference, kDuration, {Value(type), Value(type)}), kDuration);
    }
    b_.FinishValue(b_.Add(Op::AddHours, kIrDateTime, {Value(kIrDateTime), Value(kIrNumber)}), kIrDateTime);
    b_.FinishValue(b_.Add(Op::DateOf, kIrDate, {Value(kIrDateTime)}), kIrDate);
    b_.FinishValue(b_.Add(Op::StartOfDay, kIrDateTime, {Value(kIrDate)}), kIrDateTime);
    for (const Op op : {Op::Add, Op::Sub, Op::Mul, Op::Div, Op::Rem}) b_.FinishValue(Twice(op, kIrNumber), kIrNumber);
    b_.FinishValue(b_.Add(Op::Neg, kIrNumber, {Value(kIrNumber)}), kIrNumber);
  }

  void MakeTexts() {
    for (const ir::Type& type : {kIrBool, kIrNumber, kIrDate, kIrDateTime, kTime, kDuration, kOption, kOptions, kTexts,
                                 IrBuilder::Record(0)}) {
      b_.FinishValue(b_.Add(Op::TextOf, type, {Value(type)}, static_cast<uint32_t>(ir::Sink::Json)), kIrText);
    }
    b_.FinishValue(b_.Add(Op::Escape, kIrText, {Value(kIrText)}, 1), kIrText);
    b_.FinishValue(b_.Add(Op::Join, kIrText, {Value(kIrText), b_.Const({}, kIrText)}), kIrText);
    b_.module.natives = {{"n", 1, {}, kIrText}};
    b_.FinishValue(b_.Add(Op::Call, kIrText, {}, 0), kIrText);
  }

  void MakeReads() {
    const uint32_t city = b_.Field("City", kIrText), score = b_.Field("Score", {ir::Kind::Number, 3});
    const uint32_t account = b_.Field("Account", IrBuilder::Record(1));
    b_.FinishValue(b_.Add(Op::OldField, kIrText, {b_.Lead()}, city), kIrText);
    b_.FinishValue(b_.Add(Op::OldField, kIrNumber, {b_.Lead()}, score), kIrNumber);
    Test(b_.Add(Op::IsChanged, kIrBool, {b_.Lead()}, city));
    b_.FinishValue(b_.Add(Op::Related, IrBuilder::Record(1), {b_.Lead()}, account), IrBuilder::Record(1));
    const Reg reply = b_.Add(Op::Local, {ir::Kind::Reply}, {}, 1);
    b_.FinishValue(b_.Add(Op::Member, kIrText, {reply}, b_.Constant(std::string("id"))), kIrText);
    b_.FinishValue(b_.Add(Op::Now, kIrDateTime), kIrDateTime);
    b_.FinishValue(b_.Add(Op::Me, IrBuilder::Record(1)), IrBuilder::Record(1));
    b_.FinishValue(b_.Const(time::Instant{INT64_MAX / 1'000'000}, kIrDateTime), kIrDateTime);
    b_.FinishValue(b_.Const(time::LocalDateTime{{1}, {2}}, kIrDateTime), kIrDateTime);
  }

  const ir::Type kTime{ir::Kind::Time}, kDuration{ir::Kind::Duration}, kOption = IrBuilder::Option();
  const ir::Type kOptions{.kind = ir::Kind::Options, .option_set = 0}, kTexts = IrBuilder::List(kIrText);
};

TEST_F(EveryOpTest, IsEmitted) {
  MakeComparisons();
  MakeMemberships();
  MakeTimesAndNumbers();
  MakeTexts();
  MakeReads();
  std::vector<bool> made(ir::kOpCount, false);
  for (const ir::Function& function : b_.module.functions) {
    for (const ir::Inst& inst : function.insts) made[static_cast<size_t>(inst.op)] = true;
  }
  for (int op = 0; op < ir::kOpCount; ++op) {
    const bool elsewhere = static_cast<Op>(op) == Op::Phi || static_cast<Op>(op) == Op::CallFunction;  // tests above
    EXPECT_TRUE(made[op] || elsewhere) << ir::NameOf(static_cast<Op>(op));
  }
  Code(true);
  Code(false);
}

}  // namespace
}  // namespace lsq::emit_bytecode
