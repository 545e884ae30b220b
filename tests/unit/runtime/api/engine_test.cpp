// SPDX-License-Identifier: Apache-2.0
// Projects and engines through lsq.h and lsq.hpp.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "runtime/api/lsq.hpp"

namespace {

using lsq::embed::Engine;
using lsq::embed::Failure;
using lsq::embed::Project;
using lsq::embed::TextOf;
using lsq::embed::ViewOf;

constexpr const char* kProject = R"lsq(language 2026
use std.crm
account timezone "Asia/Kolkata"
extern function pin_code_city(pin: Text) returns Text or empty
entity Lead {
  mx_Pin: Text, max 6
  mx_City: Text, max 100
}
automation "Fill in the city" {
  on new Lead
  do { set Lead.mx_City to pin_code_city(Lead.mx_Pin default "0") default "unknown" }
}
)lsq";
constexpr const char* kEvent = R"({"id":"1","type":"new","at":"2026-03-06T10:00:00Z","entity":"Lead","record":"L1",)"
                               R"("fields":{"mx_Pin":"411001"}})";

lsq_status PinCodeCity(void*, const lsq_value* args, size_t, lsq_value* result, lsq_text*) {
  if (ViewOf(args[0].text) == "411001") *result = {LSQ_TEXT, 0, TextOf("Pune")};
  return LSQ_OK;
}
std::vector<lsq_native> NativesOf(std::string_view signature) {
  return {{TextOf("pin_code_city"), TextOf(signature), PinCodeCity, nullptr}};
}

lsq_engine_options Virtual() {
  lsq_engine_options options{};
  options.virtual_clock = 1;
  return options;
}

// The trace of one new lead.
std::string TraceOf(const Project& project) {
  Engine engine(project, Virtual());
  const auto events = engine.SubmitLines("test", kEvent, false, {});
  EXPECT_EQ(events.accepted, 1u);
  engine.RunUntil(events.last);
  std::string trace;
  engine.Trace(0, [&](uint64_t, std::string_view line) {
    trace += std::string(line) + "\n";
    return true;
  });
  return trace;
}

TEST(ApiEngineTest, RunsWithTheHostsFunctions) {
  const Project project({{"pins.lsq", kProject}}, {}, NativesOf("Text -> Text or empty"));
  ASSERT_TRUE(project.ok()) << project.Diagnostics(LSQ_FORMAT_TEXT, false);
  const std::string trace = TraceOf(project);
  EXPECT_NE(trace.find("Pune"), std::string::npos) << trace;
}

TEST(ApiEngineTest, WithoutTheHostsFunctionTheRunFails) {
  const Project project(std::vector<lsq::embed::SourceText>{{"pins.lsq", kProject}});
  ASSERT_TRUE(project.ok()) << project.Diagnostics(LSQ_FORMAT_TEXT, false);
  EXPECT_NE(TraceOf(project).find("F_UNKNOWN_FUNCTION"), std::string::npos);
  const Project other({{"pins.lsq", kProject}}, {}, NativesOf("Number -> Text"));
  EXPECT_NE(TraceOf(other).find("F_HOST_SIGNATURE"), std::string::npos);
}

TEST(ApiEngineTest, AWrongProjectSaysWhatIsWrongAndDoesNotRun) {
  const Project project(
      std::vector<lsq::embed::SourceText>{{"wrong.lsq", "automation \"A\" {\n  on new Led\n  do { exit }\n}\n"}});
  EXPECT_FALSE(project.ok());
  EXPECT_EQ(project.error_count(), 1u);
  EXPECT_NE(project.Diagnostics(LSQ_FORMAT_TEXT, false).find("wrong.lsq"), std::string::npos);
  try {
    Engine engine(project, Virtual());
    FAIL() << "it was opened";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), "project");
  }
}

TEST(ApiEngineTest, OneProjectServesSeveralEngines) {
  const Project project({{"pins.lsq", kProject}}, {}, NativesOf("Text -> Text"));
  EXPECT_EQ(TraceOf(project).empty(), false);
  EXPECT_EQ(TraceOf(project), TraceOf(project));
}

TEST(ApiEngineTest, PointersThatAreMissingAreErrors) {
  lsq_error* error = nullptr;
  const auto code = [&] {
    const std::string said(ViewOf(lsq_error_code(error)));
    lsq_error_free(error);
    error = nullptr;
    return said;
  };
  EXPECT_EQ(lsq_project_compile(nullptr, &error), nullptr);
  EXPECT_EQ(code(), "null_argument");
  EXPECT_EQ(lsq_engine_open(nullptr, nullptr, &error), nullptr);
  EXPECT_EQ(code(), "null_argument");
  EXPECT_EQ(lsq_engine_run_until(nullptr, 0, &error), LSQ_FAILED);
  EXPECT_EQ(code(), "null_argument");
  EXPECT_EQ(lsq_engine_import(nullptr, nullptr, nullptr, &error), LSQ_FAILED);
  EXPECT_EQ(code(), "null_argument");
  EXPECT_EQ(lsq_engine_submit(nullptr, nullptr, 0, nullptr, &error), LSQ_FAILED);
  EXPECT_EQ(code(), "null_argument");
  EXPECT_EQ(lsq_engine_trace(nullptr, 0, nullptr, nullptr, &error), LSQ_FAILED);
  EXPECT_EQ(code(), "null_argument");
  EXPECT_EQ(lsq_project_test(nullptr, nullptr, nullptr, &error), LSQ_FAILED);
  EXPECT_EQ(code(), "null_argument");
  EXPECT_EQ(lsq_project_ok(nullptr), 0);
  EXPECT_EQ(lsq_engine_is_imported(nullptr, {}), 0);
  lsq_engine_count(nullptr, nullptr);
  lsq_engine_free(nullptr);
  lsq_project_free(nullptr);
}

TEST(ApiEngineTest, InstantsAreReadAndPrinted) {
  int64_t instant = 0;
  ASSERT_EQ(lsq_parse_instant(TextOf("2026-03-06T17:20:00Z"), &instant), LSQ_OK);
  lsq_buffer* printed = lsq_print_instant(instant);
  EXPECT_EQ(ViewOf(lsq_buffer_text(printed)), "2026-03-06T17:20:00Z");
  lsq_buffer_free(printed);
  EXPECT_EQ(lsq_parse_instant(TextOf("yesterday"), &instant), LSQ_FAILED);
  EXPECT_EQ(lsq_parse_instant({}, nullptr), LSQ_FAILED);
}

}  // namespace
