// SPDX-License-Identifier: Apache-2.0
#include "runtime/trace/trace.h"

#include <gtest/gtest.h>

#include "runtime/value/secret.h"

namespace lsq::trace {
namespace {

value::Json Text(std::string text) {
  return value::Json(std::move(text));
}

std::string Example() {
  Line line(*time::ParseInstant("2026-03-02T04:00:00Z"), "send_email");
  line.Number("run", 7).Record({"Lead", "L1"});
  line.Value("to", Text("a@x"), {{"Lead", "L1", "EmailAddress"}, {"Lead", "L1", "EmailAddress"}});
  line.Value("subject", Text("Hi"));
  return line.Print();
}

TEST(Trace, ALineSaysWhatHappenedAndWhereValuesCameFrom) {
  EXPECT_EQ(Example(),
            R"({"at":"2026-03-02T04:00:00Z","event":"send_email","run":7,"entity":"Lead","record":"L1",)"
            R"("values":{"to":{"value":"a@x","from":[{"entity":"Lead","record":"L1","field":"EmailAddress"}]},)"
            R"("subject":{"value":"Hi"}}})");
}

TEST(Trace, WhatComesFromAHiddenFieldIsMasked) {
  const auto hides = [](const value::ReadContext& context, std::string_view entity, std::string_view field) {
    return context.principal == "U1" && entity == "Lead" && field == "EmailAddress";
  };
  const auto masked = Mask(Example(), {.principal = "U1"}, hides);
  ASSERT_TRUE(masked.ok());
  EXPECT_EQ(masked->find("a@x"), std::string::npos);
  EXPECT_NE(masked->find(R"("to":{"value":"***")"), std::string::npos);
  EXPECT_NE(masked->find(R"("subject":{"value":"Hi"})"), std::string::npos);
  EXPECT_EQ(*Mask(Example(), {.principal = "admin"}, hides), Example());
}

TEST(Trace, SecretsAreShownByNameCACT5) {
  Line line(*time::ParseInstant("2026-03-02T04:00:00Z"), "call_webhook");
  line.Text("note", "key " + value::SecretMark("crm"));
  line.Value("body", value::Json(value::Json::Array{Text(value::SecretMark("crm"))}));
  EXPECT_EQ(line.Print(), R"({"at":"2026-03-02T04:00:00Z","event":"call_webhook","note":"key secret \"crm\"",)"
                          R"("values":{"body":{"value":["secret \"crm\""]}}})");
}

TEST(Trace, WhatIsNoLineIsRefused) {
  EXPECT_EQ(Mask("[]", {}, {}).error().code, "corrupt");
  EXPECT_FALSE(Mask("{", {}, {}).ok());
}

}  // namespace
}  // namespace lsq::trace
