// SPDX-License-Identifier: Apache-2.0
// The `test` blocks of a project: each on a store of its own, under a virtual clock, through the same engine that runs
// programs. A failed expectation shows the value of every part of it, as the evaluation saw them (architecture decision
// 25).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/driver/compile.h"
#include "runtime/value/json.h"

namespace lsq::project {

struct TestResult {
  std::string name;
  std::string file;
  uint32_t line = 0;
  bool passed = false;
  std::string report;              // of a failure, lines indented by two
  std::vector<std::string> trace;  // of its runs, a JSON object each
};

struct TestOptions {
  std::optional<driver::Input> schema;  // of the compilation
  bool coverage = false;
};
using TestDone = std::function<void(const TestResult&)>;

// Tests run in the order of the files, and `done` is told of each. A test without `at` begins on 2026-01-01 at 9:00 on
// the account's clocks. Files whose every error is expected by a test are left out of what runs. Gives the coverage, as
// coverage.h prints it, or null. Errors: `project` when there is an error that no test expects; else the world failed,
// not a test.
Result<value::Json> RunTests(const driver::Compilation& all, const TestOptions& options, const TestDone& done);

}  // namespace lsq::project
