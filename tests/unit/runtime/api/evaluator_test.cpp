// SPDX-License-Identifier: Apache-2.0
// Expressions through lsq.h as a host sees them: values, errors, ownership, threads, pointers that are not there.
#include <gtest/gtest.h>

#include <atomic>
#include <cstring>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "runtime/api/lsq.hpp"

namespace {

using lsq::embed::TextOf;
using lsq::embed::ViewOf;

lsq_field TextField(std::string_view name, std::string_view text) {
  return {TextOf(name), {LSQ_TEXT, 0, TextOf(text)}};
}
lsq_field NumberField(std::string_view name, std::string_view digits) {
  return {TextOf(name), {LSQ_NUMBER, 0, TextOf(digits)}};
}

class EvaluatorTest : public testing::Test {
 protected:
  ~EvaluatorTest() override { lsq_evaluator_free(evaluator_); }

  lsq_eval_request RequestOf(std::string_view text) {
    lead_ = {TextOf("Lead"), {}, fields_.data(), fields_.size()};
    lsq_eval_request request{};
    request.size = sizeof request;
    request.text = TextOf(text);
    request.schema = TextOf(schema_);
    request.records = &lead_;
    request.record_count = 1;
    request.now = 1'772'817'600'000'000;  // 2026-03-06T17:20:00Z
    return request;
  }
  // The answer, or the error's code.
  std::string Evaluate(std::string_view text) { return Evaluate(RequestOf(text)); }
  std::string Evaluate(const lsq_eval_request& request) {
    lsq_value value{};
    lsq_text type{};
    lsq_error* error = nullptr;
    if (lsq_evaluate(evaluator_, &request, &value, &type, &error) != LSQ_OK) return CodeOf(error);
    EXPECT_EQ(error, nullptr);
    type_ = ViewOf(type);
    if (value.kind == LSQ_MISSING) return "missing";
    if (value.kind == LSQ_BOOL) return value.integer != 0 ? "true" : "false";
    return std::string(ViewOf(value.text));
  }
  std::string CodeOf(lsq_error* error) {
    EXPECT_NE(error, nullptr);
    const std::string code(ViewOf(lsq_error_code(error)));
    message_ = ViewOf(lsq_error_message(error));
    name_ = ViewOf(lsq_error_name(error));
    EXPECT_FALSE(message_.empty());
    lsq_error_free(error);
    return code;
  }
  void Open(const std::vector<lsq_native>& natives) {
    lsq_evaluator_free(evaluator_);
    evaluator_ = lsq_evaluator_open(natives.data(), natives.size(), nullptr);
    ASSERT_NE(evaluator_, nullptr);
  }

  lsq_evaluator* evaluator_ = lsq_evaluator_new();
  std::vector<lsq_field> fields_ = {TextField("FirstName", "Asha"), NumberField("mx_Visits", "12")};
  lsq_record lead_{};
  std::string schema_, type_, message_, name_;
};

TEST_F(EvaluatorTest, GivesValuesOfEveryKind) {
  EXPECT_EQ(Evaluate("Lead.mx_Visits * 1.5"), "18");
  EXPECT_EQ(type_, "Number");
  EXPECT_EQ(Evaluate("Lead.FirstName is \"asha\""), "true");
  EXPECT_EQ(type_, "Bool");
  EXPECT_EQ(Evaluate("upper(Lead.FirstName)"), "ASHA");
  EXPECT_EQ(type_, "Text");
  EXPECT_EQ(Evaluate("[1, 2]"), "[1,2]");
  EXPECT_EQ(type_, "List");
  EXPECT_EQ(Evaluate("Lead.LastName"), "missing");
  lsq_eval_request text = RequestOf("Hi @{Lead:FirstName,}");
  text.is_merge_text = 1;
  EXPECT_EQ(Evaluate(text), "Hi Asha");
}

TEST_F(EvaluatorTest, TakesWhatTheRecordsShow) {
  fields_ = {TextField("mx_Due", "2026-12-31"),
             TextField("mx_At", "2026-12-31 10:00:00"),
             {TextOf("mx_Won"), {LSQ_BOOL, 1, {}}},
             {TextOf("mx_Day"), {LSQ_DATE, 20'000, {}}}};
  EXPECT_EQ(Evaluate("Lead.mx_Due + 1 day"), "2027-01-01");
  EXPECT_EQ(type_, "Date");
  EXPECT_EQ(Evaluate("@{Lead:mx_At,}+24"), "2027-01-01 10:00:00");
  EXPECT_EQ(type_, "DateTime");
  EXPECT_EQ(Evaluate("Lead.mx_Won"), "true");
  EXPECT_EQ(Evaluate("Lead.mx_Day + 1 day"), "2024-10-05");
  EXPECT_EQ(Evaluate("upper(Lead.mx_Due)"), "2026-12-31");  // a text where a text is wanted
  EXPECT_EQ(type_, "Text");
}

TEST_F(EvaluatorTest, ErrorsHaveCodesAndSentences) {
  EXPECT_EQ(Evaluate("Lead."), "LSQ1411");
  EXPECT_TRUE(Evaluate("Lead.mx_Nope is \"x\"").starts_with("LSQ"));
  EXPECT_EQ(name_, "E_UNKNOWN_FIELD");
  EXPECT_EQ(Evaluate("1 / (Lead.mx_Visits - 12)"), "F_DIVISION_BY_ZERO");
  lsq_eval_request request = RequestOf("1");
  request.timezone = TextOf("Mars/Olympus");
  EXPECT_EQ(Evaluate(request), "eval_timezone");
  request = RequestOf("1");
  request.as = 99;
  EXPECT_EQ(Evaluate(request), "eval_as");
  request = RequestOf("1");
  request.now = INT64_MAX;
  EXPECT_EQ(Evaluate(request), "eval_now");
  fields_ = {{TextOf("CreatedOn"), {LSQ_DATETIME, INT64_MIN, {}}}};
  EXPECT_NE(Evaluate("Lead.CreatedOn"), "missing");
  EXPECT_FALSE(message_.empty());
}

TEST_F(EvaluatorTest, AnErrorIsNotWantedByEverybody) {
  lsq_value value{};
  const lsq_eval_request request = RequestOf("1 +");
  EXPECT_EQ(lsq_evaluate(evaluator_, &request, &value, nullptr, nullptr), LSQ_FAILED);
}

TEST_F(EvaluatorTest, AfterAnErrorTheNextIsAnswered) {
  EXPECT_EQ(Evaluate("1 / (1 - 1)"), "F_DIVISION_BY_ZERO");
  EXPECT_EQ(Evaluate("1 + 1"), "2");
}

TEST_F(EvaluatorTest, MembersBehindTheCallersSizeDoNotCount) {
  lsq_eval_request request = RequestOf("1");
  request.timezone = TextOf("Mars/Olympus");
  request.size = offsetof(lsq_eval_request, timezone);
  EXPECT_EQ(Evaluate(request), "1");
}

TEST_F(EvaluatorTest, PointersThatAreMissingAreErrors) {
  lsq_value value{};
  lsq_error* error = nullptr;
  lsq_eval_request request = RequestOf("1");
  EXPECT_EQ(lsq_evaluate(nullptr, &request, &value, nullptr, &error), LSQ_FAILED);
  EXPECT_EQ(CodeOf(error), "null_argument");
  EXPECT_EQ(lsq_evaluate(evaluator_, nullptr, &value, nullptr, &error), LSQ_FAILED);
  EXPECT_EQ(CodeOf(error), "null_argument");
  EXPECT_EQ(lsq_evaluate(evaluator_, &request, nullptr, nullptr, &error), LSQ_FAILED);
  EXPECT_EQ(CodeOf(error), "null_argument");
  request.records = nullptr;
  EXPECT_EQ(Evaluate(request), "null_argument");
  EXPECT_EQ(lsq_expression_compile(evaluator_, nullptr, nullptr), nullptr);
  EXPECT_EQ(lsq_error_code(nullptr).size, 0u);
  EXPECT_EQ(lsq_buffer_text(nullptr).size, 0u);
  lsq_error_free(nullptr);
  lsq_buffer_free(nullptr);
  lsq_evaluator_free(nullptr);
  lsq_expression_free(nullptr);
}

// ---- Compiled expressions

TEST_F(EvaluatorTest, OneCompiledExpressionServesManyThreads) {
  const lsq_eval_request request = RequestOf("(Lead.mx_Visits * 2) is 24 and Lead.FirstName is \"Asha\"");
  lsq_expression* expression = lsq_expression_compile(evaluator_, &request, nullptr);
  ASSERT_NE(expression, nullptr);
  lsq_evaluator_free(evaluator_);  // it was only compiled there
  evaluator_ = nullptr;
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      lsq_evaluator* own = lsq_evaluator_new();
      lsq_field fields[] = {TextField("FirstName", "ASHA"), NumberField("mx_Visits", i % 2 == 0 ? "12" : "13")};
      const lsq_record lead = {TextOf("Lead"), {}, fields, 2};
      lsq_eval_request mine = request;
      mine.records = &lead;
      for (int n = 0; n < 50; ++n) {
        lsq_value value{};
        const lsq_status status = lsq_expression_evaluate(expression, own, &mine, &value, nullptr, nullptr);
        right += status == LSQ_OK && value.integer == (i % 2 == 0 ? 1 : 0);
      }
      lsq_evaluator_free(own);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 200);
  lsq_expression_free(expression);
}

TEST_F(EvaluatorTest, AnExpressionIsAboutTheRecordsItWasCompiledFor) {
  const lsq_eval_request request = RequestOf("Lead.mx_Visits");
  lsq_expression* expression = lsq_expression_compile(evaluator_, &request, nullptr);
  ASSERT_NE(expression, nullptr);
  const lsq_record account = {TextOf("Account"), {}, nullptr, 0};
  lsq_eval_request other = request;
  other.records = &account;
  lsq_value value{};
  lsq_error* error = nullptr;
  EXPECT_EQ(lsq_expression_evaluate(expression, evaluator_, &other, &value, nullptr, &error), LSQ_FAILED);
  EXPECT_EQ(CodeOf(error), "eval_record");
  other.record_count = 0;
  EXPECT_EQ(lsq_expression_evaluate(expression, evaluator_, &other, &value, nullptr, &error), LSQ_FAILED);
  EXPECT_EQ(CodeOf(error), "eval_record");
  lsq_expression_free(expression);
}

// ---- Functions of the host

lsq_status Twice(void* user, const lsq_value* args, size_t count, lsq_value* result, lsq_text* reason) {
  ++*static_cast<int*>(user);
  if (count != 1 || args[0].kind != LSQ_TEXT) return LSQ_FAILED;
  static thread_local std::string twice;
  twice = std::string(ViewOf(args[0].text)) + std::string(ViewOf(args[0].text));
  if (twice == "nono") {
    *reason = TextOf("not this one");
    return LSQ_FAILED;
  }
  if (twice == "oddodd") throw std::runtime_error("thrown by the host");
  *result = {LSQ_TEXT, 0, TextOf(twice)};
  return LSQ_OK;
}

constexpr const char* kTwice = "language 2026\nuse std.crm\nextern function twice(text: Text) returns Text\n";

TEST_F(EvaluatorTest, CallsTheHostsFunctions) {
  int calls = 0;
  Open({{TextOf("twice"), TextOf("Text -> Text"), Twice, &calls}});
  schema_ = kTwice;
  fields_.clear();
  EXPECT_EQ(Evaluate("twice(\"ab\")"), "abab");
  EXPECT_EQ(Evaluate("upper(twice(twice(\"x\")))"), "XXXX");
  EXPECT_EQ(calls, 3);
  EXPECT_EQ(Evaluate("twice(\"no\")"), "F_HOST");
  EXPECT_EQ(message_, "not this one");
  EXPECT_EQ(Evaluate("twice(\"odd\")"), "exception");
  EXPECT_EQ(message_, "thrown by the host");
}

TEST_F(EvaluatorTest, AFunctionThatDisagreesIsNotCalled) {
  int calls = 0;
  schema_ = kTwice;
  fields_.clear();
  EXPECT_EQ(Evaluate("twice(\"ab\")"), "F_UNKNOWN_FUNCTION");
  Open({{TextOf("twice"), TextOf("Number -> Text"), Twice, &calls}});
  EXPECT_EQ(Evaluate("twice(\"ab\")"), "F_HOST_SIGNATURE");
  EXPECT_NE(message_.find("`Number -> Text`"), std::string::npos) << message_;
  EXPECT_EQ(calls, 0);
}

TEST_F(EvaluatorTest, WrongNativesAreRefused) {
  const auto code = [&](const std::vector<lsq_native>& natives) {
    lsq_error* error = nullptr;
    lsq_evaluator* opened = lsq_evaluator_open(natives.data(), natives.size(), &error);
    EXPECT_EQ(opened, nullptr);
    return CodeOf(error);
  };
  const lsq_native right = {TextOf("twice"), TextOf("Text -> Text"), Twice, nullptr};
  EXPECT_EQ(code({{TextOf("twice"), TextOf("Text -> Lead"), Twice, nullptr}}), "native_signature");
  EXPECT_EQ(code({{TextOf("twice"), TextOf("Text -> Text"), nullptr, nullptr}}), "null_argument");
  EXPECT_EQ(code({right, right}), "native_twice");
}

// ---- The C++ face

TEST(EmbedTest, FailuresAreOfOneType) {
  lsq::embed::Evaluator evaluator;
  lsq_eval_request request{};
  request.text = TextOf("1 / (1 - 1)");
  try {
    evaluator.Evaluate(request);
    FAIL() << "nothing was thrown";
  } catch (const lsq::embed::Failure& failure) {
    EXPECT_EQ(failure.code(), "F_DIVISION_BY_ZERO");
    EXPECT_STRNE(failure.what(), "");
    EXPECT_EQ(failure.drawing(), "");
  }
  request.text = TextOf("1 + Lead.Scor");
  try {
    evaluator.Evaluate(request);
    FAIL() << "nothing was thrown";
  } catch (const lsq::embed::Failure& failure) {
    EXPECT_NE(failure.drawing().find("--> expression:1:"), std::string::npos) << failure.drawing();
  }
  request.text = TextOf("6 * 7");
  EXPECT_EQ(ViewOf(evaluator.Evaluate(request).value.text), "42");
  const lsq::embed::Expression expression = evaluator.Compile(request);
  EXPECT_EQ(ViewOf(lsq::embed::Evaluator().Evaluate(expression, request).value.text).size(), 2u);
}

}  // namespace
