// SPDX-License-Identifier: Apache-2.0
// One request of `lsq eval`, from its JSON: {"id","expr"|"text","as","schema","records","now","timezone"}.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/result.h"
#include "runtime/api/lsq.h"

namespace lsq::cli {

// Owns what an lsq_eval_request points at; reused from line to line, so that a warm one allocates little.
class EvalRequest {
 public:
  EvalRequest();
  ~EvalRequest();
  EvalRequest(const EvalRequest&) = delete;
  EvalRequest& operator=(const EvalRequest&) = delete;

  // Error `bad_request`: the line is no JSON object, or a member has the wrong form.
  Status Parse(std::string_view line);
  Status ParseRecords(std::string_view json);  // the value of "records" alone
  Status SetSchema(const std::string& path);   // read once per path
  Status SetAs(std::string_view word);
  Status SetNow(std::string_view instant);
  void SetText(std::string text, bool is_merge_text);
  void SetTimezone(std::string zone);
  void SetNowToClock();

  const std::string& id() const;  // as JSON; "null" when the line had none
  const lsq_eval_request& get();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// {"id":…,"value":…,"type":…} and {"id":…,"error":{"code","name"?,"message"}}, without a line end.
std::string AnswerLine(std::string_view id, const lsq_value& value, std::string_view type);
std::string ErrorLine(std::string_view id, std::string_view code, std::string_view name, std::string_view message);
void AppendJsonText(std::string& out, std::string_view text);
// The value alone, as JSON.
void AppendJsonValue(std::string& out, const lsq_value& value);

}  // namespace lsq::cli
