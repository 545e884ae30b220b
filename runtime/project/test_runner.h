// SPDX-License-Identifier: Apache-2.0
// The `test` blocks of a project: each on a store of its own, under a virtual clock, through the same engine that runs
// programs. A failed expectation shows the value of every part of it, as the evaluation saw them (architecture decision
// 25).
#pragma once

#include <functional>
#include <string>

#include "compiler/base/result.h"
#include "compiler/driver/compile.h"

namespace lsq::project {

struct TestResult {
  std::string name;
  std::string file;
  uint32_t line = 0;
  bool passed = false;
  std::string report;  // of a failure, lines indented by two
};

// Requires: a compilation without errors. Tests run in the order of the files, and `done` is told of each. A test
// without `at` begins on 2026-01-01 at 9:00 on the account's clocks. An Error means that the world failed, not a test.
Status RunTests(const driver::Compilation& compilation, const std::function<void(const TestResult&)>& done);

}  // namespace lsq::project
