// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/evaluator.h"

#include "runtime/api/handles.h"

struct lsq_evaluator {
  lsq::project::Evaluator evaluator;
  lsq::project::EvalAnswer answer;
  std::string text;  // of the answer's value
};

namespace {

using namespace lsq;
using namespace lsq::api;

project::EvalRequest RequestOf(const lsq_eval_request& from) {
  project::EvalRequest request;
  request.text = StringOf(from.text);
  request.is_text = from.is_merge_text != 0;
  request.as = static_cast<project::PrintAs>(from.as);
  request.schema = StringOf(from.schema);
  for (size_t i = 0; i < from.record_count; ++i) {
    const lsq_record& record = from.records[i];
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

}  // namespace

static_assert(static_cast<int>(LSQ_AS_SUBJECT) == static_cast<int>(lsq::project::PrintAs::Subject));

extern "C" {

lsq_evaluator* lsq_evaluator_new(void) {
  return Guarded<lsq_evaluator*>(nullptr, nullptr, [] { return new lsq_evaluator(); });
}

lsq_status lsq_evaluate(lsq_evaluator* evaluator, const lsq_eval_request* request, lsq_value* value, lsq_text* type,
                        lsq_error** error) {
  return Guarded(error, LSQ_FAILED, [&] {
    Result<project::EvalAnswer> answer = evaluator->evaluator.Evaluate(RequestOf(*request));
    if (!answer.ok()) return Fail(error, answer.error(), evaluator->evaluator.detail());
    evaluator->answer = *std::move(answer);
    *value = ValueOf(*evaluator);
    if (type != nullptr) *type = TextOf(evaluator->answer.type);
    return LSQ_OK;
  });
}

void lsq_evaluator_free(lsq_evaluator* evaluator) {
  delete evaluator;
}
}
