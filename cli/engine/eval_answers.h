// SPDX-License-Identifier: Apache-2.0
// The answers of `lsq eval --jsonl`, a line each: {"id":…,"value":…,"type":…} or {"id":…,"error":{"code","name"?,
// "message"}}, where `name` is the domain's name of a mistake.
#pragma once

#include <string>
#include <string_view>

#include "runtime/api/lsq.h"

namespace lsq::cli {

class EvalAnswers {
 public:
  // `id` is JSON.
  void Add(std::string_view id, const lsq_value& value, std::string_view type);
  void AddError(std::string_view id, std::string_view code, std::string_view name, std::string_view message);

  // The lines since Clear.
  const std::string& text() const { return text_; }
  void Clear() { text_.clear(); }
  // Whether there was ever an error.
  bool failed() const { return failed_; }

 private:
  void Begin(std::string_view id);

  std::string text_;
  bool failed_ = false;
};

// `text` as a JSON string; a value as JSON.
void AppendJsonText(std::string& out, std::string_view text);
void AppendJsonValue(std::string& out, const lsq_value& value);

}  // namespace lsq::cli
