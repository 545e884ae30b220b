// SPDX-License-Identifier: Apache-2.0
// What `lsq-engine` does, one function per command, written on the public API alone. Each gives the exit code: 0 fine,
// 1 findings (errors in the project, tests that fail, lines answered with an error), 2 misuse or failure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lsq::cli {

inline constexpr int kFine = 0;
inline constexpr int kFindings = 1;
inline constexpr int kFailure = 2;

struct EvalOptions {
  std::string expression;  // or merge text, with `is_text`
  bool is_text = false;
  bool jsonl = false;  // requests on standard input, a line each
  std::string as = "value";
  std::string schema;   // path
  std::string records;  // path of a JSON object: entity -> fields
  std::string now;
  std::string timezone;
};
int Eval(const EvalOptions& options);
int Repl(const EvalOptions& options);

struct RunOptions {
  std::string project;
  std::vector<std::string> records;  // paths; the name before the first dot or dash is the entity
  std::string events;
  std::string store;
  bool is_virtual = false;
  std::string until;
  std::string trace;
  std::string outbox;
  std::string schema;
  bool skip_errors = false;
  bool adopt_store = false;
};
int Run(const RunOptions& options);

struct TestOptions {
  std::string project;
  std::string schema;
  bool coverage = false;
  bool json = false;
};
int Test(const TestOptions& options);

struct NextOptions {
  std::string project;
  std::string schema;
  std::string automation;  // empty: all
  std::string from;        // empty: now
  size_t count = 10;
  bool json = false;
};
int Next(const NextOptions& options);

}  // namespace lsq::cli
