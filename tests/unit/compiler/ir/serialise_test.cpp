// SPDX-License-Identifier: Apache-2.0
// Stored programs: read back as they were, refused when newer, harmless whatever the bytes are.
#include "compiler/ir/serialise.h"

#include <gtest/gtest.h>

#include "compiler/ir/print.h"
#include "compiler/ir/verify.h"
#include "tests/harness/ir_builder.h"

namespace lsq::ir {
namespace {

using harness::IrBuilder;
using harness::kIrBool;
using harness::kIrNumber;
using harness::kIrText;

// Something of everything.
Module Sample() {
  IrBuilder b;
  const uint32_t city = b.Field("mx_City", kIrText);
  const uint32_t score = b.Field("Score", {Kind::Number, 2}, true);
  b.module.files = {"crm/welcome.lsq"};
  b.module.natives = {{"text.upper", 1, {kIrText}, kIrText}};
  for (Constant constant : std::vector<Constant>{{},
                                                 true,
                                                 time::Date{20'000},
                                                 time::Instant{-1},
                                                 time::TimeOfDay{60},
                                                 time::LocalDateTime{{20'000}, {3600}},
                                                 time::Duration{.months = 2},
                                                 OptionConstant{0, 2},
                                                 number::Parse("-12.345").value}) {
    b.Constant(constant);
  }
  const FunctionId when = b.FinishTest(b.Add(Op::Eq, kIrText, {b.Read(city), b.Text("Pune \"quoted\"\n\xE2\x82\xB9")}));
  const FunctionId amount = b.FinishValue(b.Add(Op::Add, kIrNumber, {b.Read(score), b.Number("1")}), kIrNumber);
  const FunctionId until =
      b.FinishValue(b.Const(time::LocalDateTime{{20'001}, {0}}, harness::kIrDateTime), harness::kIrDateTime);

  Automation automation;
  automation.name = "Welcome";
  automation.origin = {0, 10, 20};
  automation.locals = {{"Lead", IrBuilder::Record(0)}};
  automation.subject = 0;
  automation.when = when;
  Trigger trigger{.native = "new", .group = "lead", .entity = 0, .record_type = {}};
  trigger.watched = {{city, {}, {}, {}}};
  trigger.schedule = Schedule{.at = time::At(11, 0), .weekdays = {time::Weekday::kMonday}};
  automation.triggers = {trigger};
  WaitStep wait;
  wait.until =
      WaitStep::UntilInstant{until, time::LocalDateTime{{20'001}, {0}}, Otherwise::Exit, Otherwise::Continue, {city}};
  wait.then = StepId{1};
  SetStep set;
  set.entity = 0;
  set.record = b.FinishValue(b.Lead(), IrBuilder::Record(0));
  set.assignments = {{score, amount}};
  automation.steps = {{"wait", {0, 12, 14}, StepId{1}, true, wait}, {"set", {}, {}, false, set}};
  automation.entry = StepId{0};
  automation.handlers = {{"failure", StepId{1}}};
  b.module.automations = {automation};
  const FunctionId body = b.FinishValue(b.Text("Hello"), kIrText);
  b.module.email_templates = {{"Welcome", 0, {{"Lead", IrBuilder::Record(0)}}, body, body, true}};
  return b.module;
}

TEST(SerialiseTest, ReadsBackWhatItWrote) {
  const Module module = Sample();
  ASSERT_TRUE(Verify(module).ok()) << Verify(module).error().message;
  const Result<Module> back = FromText(ToText(module));
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(*back, module) << Print(*back);
}

TEST(SerialiseTest, LeavesOutWhatSaysNothing) {
  Module module;
  EXPECT_EQ(ToText(module), R"({"format":1})");
  EXPECT_EQ(FromText(R"({"format":1})").value(), module);
}

TEST(SerialiseTest, RefusesNewerFormats) {
  const Result<Module> newer = FromText(R"({"format":2,"whatever":[]})");
  ASSERT_FALSE(newer.ok());
  EXPECT_EQ(newer.error().code, "ir_newer");
  EXPECT_NE(newer.error().message.find("format 2"), std::string::npos);
}

TEST(SerialiseTest, SaysWhereDamageIs) {
  std::string text = ToText(Sample());
  text.replace(text.find("\"op\":\"eq\""), 9, "\"op\":\"eg\"");
  const Result<Module> damaged = FromText(text);
  ASSERT_FALSE(damaged.ok());
  EXPECT_EQ(damaged.error().code, "ir_corrupt");
  EXPECT_NE(damaged.error().message.find("functions/0/insts/3/op"), std::string::npos) << damaged.error().message;
}

TEST(SerialiseTest, RefusesWhatItDoesNotKnow) {
  for (const char* text :
       {"", "[]", "null", "{}", R"({"format":-1})", R"({"format":1,"extra":0})", R"({"format":1,"edition":-5})",
        R"({"format":1,"edition":4294967296})", R"({"format":1,"entities":{}})",
        R"({"format":1,"constants":[{"number":"1e400"}]})", R"({"format":1,"constants":[{"number":1}]})",
        R"({"format":1,"constants":[{"text":"a","bool":true}]})", "{\"format\":1,\"files\":[\"\xff\"]}"}) {
    EXPECT_FALSE(FromText(text).ok()) << text;
  }
}

// Any bytes: an error or a module that passes Verify, never a crash.
TEST(SerialiseTest, SurvivesEveryByteBeingAnother) {
  const std::string text = ToText(Sample());
  size_t accepted = 0;
  for (size_t i = 0; i < text.size(); i += 2) {
    const char others[] = {'9', '"', '}', '-', '\xff', static_cast<char>(text[i] ^ 1)};
    std::string damaged = text;
    damaged[i] = others[i / 2 % std::size(others)];
    const Result<Module> back = FromText(damaged);
    if (!back.ok()) continue;
    ++accepted;
    EXPECT_TRUE(Verify(*back).ok());
    EXPECT_FALSE(Print(*back).empty());
  }
  EXPECT_GT(accepted, 0u);  // another letter in a name is another, valid program
}

TEST(SerialiseTest, SurvivesTruncation) {
  const std::string text = ToText(Sample());
  for (size_t size = 0; size < text.size(); ++size) EXPECT_FALSE(FromText(std::string_view(text).substr(0, size)).ok());
}

TEST(DigestTest, NamesTheWholeProgram) {
  const Module module = Sample();
  const std::string digest = Digest(module);
  EXPECT_EQ(digest.size(), 32u);
  EXPECT_EQ(digest, Digest(FromText(ToText(module)).value()));
  Module other = module;
  other.automations[0].steps[1].label = "another";
  EXPECT_NE(Digest(other), digest);
}

// The published test vectors of FNV-1a with 128 bits.
TEST(DigestTest, IsFnv) {
  EXPECT_EQ(DigestOfText(""), "6c62272e07bb014262b821756295c58d");
  EXPECT_EQ(DigestOfText("a"), "d228cb696f1a8caf78912b704e4a8964");
  EXPECT_EQ(DigestOfText("foobar"), "343e1662793c64bf6f0d3597ba446f18");
}

}  // namespace
}  // namespace lsq::ir
