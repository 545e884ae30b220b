// SPDX-License-Identifier: Apache-2.0
// One request of `lsq eval`, from its JSON: {"id","expr"|"text","as","schema","records","now","timezone"}.
//
// Strict: a member that is not known, given twice or of the wrong type is an error that says which, and so are a record
// or a field given twice. Numbers are kept as they were written.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/result.h"
#include "runtime/api/lsq.h"

namespace lsq::cli {

// Owns what an lsq_eval_request points at, but for texts in the line that was parsed; reused from line to line, so that
// a warm one allocates little.
class EvalRequest {
 public:
  EvalRequest();
  ~EvalRequest();
  EvalRequest(const EvalRequest&) = delete;
  EvalRequest& operator=(const EvalRequest&) = delete;

  // `line` lives until the request is answered, and LineReader::kPadding bytes behind it may be read. Error
  // `bad_request`: the line is no JSON object, or a member has the wrong form.
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

}  // namespace lsq::cli
