// SPDX-License-Identifier: Apache-2.0
// One expression or one merge text about given records, compiled and evaluated by the same phases as whole programs.
// What was compiled is kept, so the same expression over many records is compiled once.
//
// One thread at a time, but for Expression.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/time/civil.h"
#include "runtime/builtins/host_native.h"
#include "runtime/value/json.h"

namespace lsq::project {

enum class PrintAs : uint8_t { Value, Text, Html, Url, Json, Csv, Subject };
// "value", "html" …; nothing for another word.
std::optional<PrintAs> ParsePrintAs(std::string_view word);

struct EvalRequest {
  std::string text;
  bool is_text = false;  // merge text, not an expression
  PrintAs as = PrintAs::Value;
  std::string schema;  // .lsq declarations or a catalogue as JSON; without one the CRM's own and what the records show:
                       // a field that the CRM does not have is of the type of its value, where a text that is written
                       // like a date or an instant is one, unless the expression wants a text; and a field that has a
                       // value is never empty
  value::Json::Object records;  // entity -> its fields; the first is what Owner and other relations start from
  time::Instant now{};          // what `now` is
  std::string timezone;         // the account's; empty: the schema's, else UTC
};

struct EvalAnswer {
  value::Json value;
  std::string type;  // "Number", "Text", "DateTime" …
};

// One expression, ready to run. Never changes: any number of threads evaluate it at a time.
class Expression {
 public:
  ~Expression();

 private:
  friend class Evaluator;
  struct Content;
  explicit Expression(std::unique_ptr<const Content> content);
  std::unique_ptr<const Content> content_;
};

// What else is known of an error: both empty unless the text or the schema is wrong.
struct EvalDetail {
  std::string name;     // the domain's name of the mistake (E_MERGE_NESTED), when it has one
  std::string drawing;  // as `lsq check` draws it, with its place and what helps; ends in a line end
};

class Evaluator {
 public:
  // `host` performs what schemas declare with `extern function`; null: nobody.
  explicit Evaluator(std::shared_ptr<const builtins::HostNatives> host = nullptr);
  ~Evaluator();

  // Errors: `LSQ…` of a mistake in the text, the schema or the records; `F_…` of a fault; `eval_…` of the request.
  Result<EvalAnswer> Evaluate(const EvalRequest& request);
  // The same in two steps. Evaluating reads the request's records, of the same entities, and its `now`.
  Result<std::unique_ptr<const Expression>> Compile(const EvalRequest& request);
  Result<EvalAnswer> Evaluate(const Expression& expression, const EvalRequest& request);
  const EvalDetail& detail() const;  // of the last error

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lsq::project
