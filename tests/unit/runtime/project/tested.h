// SPDX-License-Identifier: Apache-2.0
// Projects as texts, and their tests run.
#pragma once

#include <gtest/gtest.h>

#include "runtime/project/test_runner.h"

namespace lsq::project {

struct Ran {
  std::vector<TestResult> results;
  value::Json coverage;
  std::string error;  // code

  const TestResult& operator[](size_t i) const { return results.at(i); }
};

inline Ran RunProject(const std::vector<driver::Input>& files, bool coverage = false) {
  Ran ran;
  const driver::Compilation compilation = driver::Compile(files);
  auto done = RunTests(compilation, {.schema = {}, .coverage = coverage},
                       [&](const TestResult& result) { ran.results.push_back(result); });
  if (done.ok()) {
    ran.coverage = *std::move(done);
  } else {
    ran.error = done.error().code;
  }
  return ran;
}

}  // namespace lsq::project
