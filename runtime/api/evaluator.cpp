// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/evaluator.h"

#include "runtime/api/handles.h"

struct lsq_evaluator {
  explicit lsq_evaluator(std::shared_ptr<const lsq::builtins::HostNatives> natives) : evaluator(std::move(natives)) {}
  lsq::project::Evaluator evaluator;
  lsq::project::EvalAnswer answer;
  std::string text;  // of the answer's value
};

struct lsq_expression {
  std::unique_ptr<const lsq::project::Expression> expression;
};

namespace {

using namespace lsq;
using namespace lsq::api;

Result<project::EvalRequest> RequestOf(const lsq_eval_request& given) {
  const lsq_eval_request from = Known(given);
  if (from.as < LSQ_AS_VALUE || from.as > LSQ_AS_SUBJECT) return Error{"eval_as", "there is no such form to print as"};
  if (from.now < time::kMinInstant.micros || from.now > time::kMaxInstant.micros) {
    return Error{"eval_now", "`now` lies outside of the years 1 to 9999"};
  }
  if (from.record_count > 0 && from.records == nullptr) return Error{"null_argument", "`records` is NULL"};
  project::EvalRequest request;
  request.text = StringOf(from.text);
  request.is_text = from.is_merge_text != 0;
  request.as = static_cast<project::PrintAs>(from.as);
  request.schema = StringOf(from.schema);
  for (size_t i = 0; i < from.record_count; ++i) {
    const lsq_record& record = from.records[i];
    if (record.field_count > 0 && record.fields == nullptr) return Error{"null_argument", "`fields` is NULL"};
    request.records.emplace_back(StringOf(record.entity), value::Json(JsonOf(record.fields, record.field_count)));
  }
  request.now = time::Instant{from.now};
  request.timezone = StringOf(from.timezone);
  return request;
}

lsq_value ValueOf(lsq_evaluator& evaluator) {
  const value::Json& json = evaluator.answer.value;
  if (json.null()) return {LSQ_MISSING, 0, {}};
  if (const auto* yes = json.As<bool>()) return {LSQ_BOOL, *yes, {}};
  if (const auto* number = json.As<value::JsonNumber>()) return {LSQ_NUMBER, 0, TextOf(number->digits)};
  if (const auto* text = json.As<std::string>()) return {LSQ_TEXT, 0, TextOf(*text)};
  evaluator.text = value::PrintJson(json);
  return {LSQ_LIST, 0, TextOf(evaluator.text)};
}

lsq_status Give(lsq_evaluator& evaluator, Result<project::EvalAnswer> answer, lsq_value* value, lsq_text* type,
                lsq_error** error) {
  if (!answer.ok()) return Fail(error, answer.error(), evaluator.evaluator.detail());
  evaluator.answer = *std::move(answer);
  *value = ValueOf(evaluator);
  if (type != nullptr) *type = TextOf(evaluator.answer.type);
  return LSQ_OK;
}

}  // namespace

static_assert(static_cast<int>(LSQ_AS_SUBJECT) == static_cast<int>(lsq::project::PrintAs::Subject));

extern "C" {

lsq_evaluator* lsq_evaluator_new(void) {
  return lsq_evaluator_open(nullptr, 0, nullptr);
}

lsq_evaluator* lsq_evaluator_open(const lsq_native* natives, size_t count, lsq_error** error) {
  return Guarded<lsq_evaluator*>(error, nullptr, [&]() -> lsq_evaluator* {
    if (count > 0 && !AreGiven({natives}, error)) return nullptr;
    auto own = NativesOf(natives, count);
    if (!own.ok()) return SetError(error, own.error()), nullptr;
    return new lsq_evaluator(*std::move(own));
  });
}

lsq_status lsq_evaluate(lsq_evaluator* evaluator, const lsq_eval_request* request, lsq_value* value, lsq_text* type,
                        lsq_error** error) {
  return Guarded(error, LSQ_FAILED, [&] {
    if (!AreGiven({evaluator, request, value}, error)) return LSQ_FAILED;
    const Result<project::EvalRequest> own = RequestOf(*request);
    if (!own.ok()) return Fail(error, own.error());
    return Give(*evaluator, evaluator->evaluator.Evaluate(*own), value, type, error);
  });
}

void lsq_evaluator_free(lsq_evaluator* evaluator) {
  delete evaluator;
}

lsq_expression* lsq_expression_compile(lsq_evaluator* evaluator, const lsq_eval_request* request, lsq_error** error) {
  return Guarded<lsq_expression*>(error, nullptr, [&]() -> lsq_expression* {
    if (!AreGiven({evaluator, request}, error)) return nullptr;
    const Result<project::EvalRequest> own = RequestOf(*request);
    if (!own.ok()) return SetError(error, own.error()), nullptr;
    auto compiled = evaluator->evaluator.Compile(*own);
    if (!compiled.ok()) return SetError(error, compiled.error(), evaluator->evaluator.detail()), nullptr;
    return new lsq_expression{*std::move(compiled)};
  });
}

lsq_status lsq_expression_evaluate(const lsq_expression* expression, lsq_evaluator* evaluator,
                                   const lsq_eval_request* request, lsq_value* value, lsq_text* type,
                                   lsq_error** error) {
  return Guarded(error, LSQ_FAILED, [&] {
    if (!AreGiven({expression, evaluator, request, value}, error)) return LSQ_FAILED;
    const Result<project::EvalRequest> own = RequestOf(*request);
    if (!own.ok()) return Fail(error, own.error());
    return Give(*evaluator, evaluator->evaluator.Evaluate(*expression->expression, *own), value, type, error);
  });
}

void lsq_expression_free(lsq_expression* expression) {
  delete expression;
}
}
