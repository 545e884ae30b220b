// SPDX-License-Identifier: Apache-2.0
// Functions that the host performs: what agrees with the declaration is called, everything else faults by name.
#include <gtest/gtest.h>

#include "tests/harness/evaluate.h"

namespace lsq::vm {
namespace {

using builtins::HostNative;
using builtins::HostNatives;
using harness::FunctionBuilder;
using harness::TypeOf;
using ir::Kind;
using ir::Op;
using value::Value;

class HostNativeTest : public harness::EvaluationTest {
 protected:
  // Calls the host's `pin_code_city` with the lead's city.
  ir::FunctionId Caller() {
    const auto native = crm_.Native("extern.pin_code_city", {TypeOf(Kind::Text)}, TypeOf(Kind::Text));
    FunctionBuilder f(crm_, "caller", TypeOf(Kind::Text));
    return f.Finish(f.Add(Op::Call, TypeOf(Kind::Text), {f.Field(f.Lead(), crm_.city)}, native));
  }
  std::string RunWith(std::string signature, builtins::HostBody body) {
    const auto caller = Caller();
    const HostNatives natives = {{"pin_code_city", HostNative{std::move(signature), std::move(body)}}};
    Load({.host = std::make_shared<const HostNatives>(natives)});
    return Run(caller);
  }
};

TEST_F(HostNativeTest, IsCalledWithItsArguments) {
  SetLead({{"mx_City", Value::Text("411001")}});
  EXPECT_EQ(RunWith("Text -> Text or empty",
                    [](std::span<const Value> args) -> Result<Value> {
                      EXPECT_EQ(args.size(), 1u);
                      return Value::Text("Pune of " + *args[0].As<std::string>());
                    }),
            "Pune of 411001");
}

TEST_F(HostNativeTest, IsNotCalledForAMissingArgument) {
  SetLead({});
  EXPECT_EQ(RunWith("Text -> Text",
                    [](std::span<const Value>) -> Result<Value> {
                      ADD_FAILURE() << "called";
                      return Value();
                    }),
            "missing");
}

TEST_F(HostNativeTest, ItsErrorsAreFaults) {
  SetLead({{"mx_City", Value::Text("0")}});
  const auto fails = [](std::span<const Value>) -> Result<Value> { return Error{"down", "the register is down"}; };
  EXPECT_EQ(RunWith("Text -> Text", fails), "F_HOST");
  EXPECT_EQ(fault_->message, "the register is down");
  EXPECT_EQ(fault_->function, "caller");
}

TEST_F(HostNativeTest, AnotherKindOfResultIsAFault) {
  SetLead({{"mx_City", Value::Text("0")}});
  EXPECT_EQ(RunWith("Text -> Text", [](std::span<const Value>) -> Result<Value> { return Value(true); }), "F_HOST");
}

TEST_F(HostNativeTest, WhatDoesNotAgreeIsNotCalled) {
  SetLead({{"mx_City", Value::Text("0")}});
  const auto body = [](std::span<const Value>) -> Result<Value> { return Value::Text("never"); };
  for (const char* other : {"Number -> Text", "Text -> Number", "Text, Text -> Text", "-> Text", "", "Txt -> Text"}) {
    crm_ = {};
    EXPECT_EQ(RunWith(other, body), "F_HOST_SIGNATURE") << other;
    EXPECT_NE(fault_->message.find("declared as `Text -> Text`"), std::string::npos) << fault_->message;
  }
}

TEST_F(HostNativeTest, WithoutAHostThereIsNone) {
  const auto caller = Caller();
  SetLead({});
  EXPECT_EQ(Run(caller), "F_UNKNOWN_FUNCTION");
}

TEST(HostSignatureTest, AreOfSimpleKinds) {
  for (const char* right : {"-> Bool", "Text -> Text or empty", "Number, DateTime, Time -> Date"}) {
    EXPECT_TRUE(builtins::IsHostSignature(right)) << right;
  }
  for (const char* wrong : {"", "Text", "Text ->", "-> Lead", "list of Text -> Text", "Text, -> Text", ", -> Text"}) {
    EXPECT_FALSE(builtins::IsHostSignature(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace lsq::vm
