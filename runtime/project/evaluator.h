// SPDX-License-Identifier: Apache-2.0
// One expression or one merge text about given records, compiled and evaluated by the same phases as whole programs.
// What was compiled is kept, so the same expression over many records is compiled once.
//
// One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/time/civil.h"
#include "runtime/value/json.h"

namespace lsq::project {

enum class PrintAs : uint8_t { Value, Text, Html, Url, Json, Csv, Subject };
// "value", "html" …; nothing for another word.
std::optional<PrintAs> ParsePrintAs(std::string_view word);

struct EvalRequest {
  std::string text;
  bool is_text = false;  // merge text, not an expression
  PrintAs as = PrintAs::Value;
  std::string schema;  // .lsq declarations or a catalogue as JSON; without one the CRM's own, and fields that the
                       // records show are taken as they look
  value::Json::Object records;  // entity -> its fields; the first is what Owner and other relations start from
  time::Instant now{};          // what `now` is
  std::string timezone;         // the account's; empty: the schema's, else UTC
};

struct EvalAnswer {
  value::Json value;
  std::string type;  // "Number", "Text", "DateTime" …
};

class Evaluator {
 public:
  Evaluator();
  ~Evaluator();

  // Errors: `LSQ…` of a mistake in the text, the schema or the records; `F_…` of a fault. `detail` is the domain's name
  // of the mistake (E_MERGE_NESTED), when it has one.
  Result<EvalAnswer> Evaluate(const EvalRequest& request);
  const std::string& detail() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lsq::project
