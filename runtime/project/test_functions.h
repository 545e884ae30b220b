// SPDX-License-Identifier: Apache-2.0
// The expressions of test blocks as functions of one program: of every test, each takes the test's records.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/driver/compile.h"
#include "compiler/program/program.h"
#include "runtime/link/program.h"
#include "runtime/value/record.h"
#include "runtime/value/value.h"
#include "runtime/vm/vm.h"

namespace lsq::project {

// What a sub-expression of the source was.
struct SeenValue {
  uint32_t begin = 0;  // bytes in its file
  uint32_t end = 0;
  std::string text;
};

class TestFunctions {
 public:
  static Result<TestFunctions> Compile(const driver::Compilation& compilation);

  // Records by local; those that are not there are missing.
  using Records = std::map<program::LocalId, value::Record>;
  struct World {
    Records records;
    time::Instant now{};
    vm::RecordReader* reader = nullptr;  // where relations and lists lead
  };
  // Error: the fault.
  Result<value::Value> Evaluate(size_t test, program::ExprId expr, const World& world,
                                std::vector<SeenValue>* seen = nullptr) const;
  const time::Zone& account_zone() const { return program_->account_zone(); }

 private:
  std::shared_ptr<const link::LoadedProgram> program_;
  std::map<std::pair<size_t, program::ExprId>, link::FunctionId> functions_;
  std::vector<std::vector<program::LocalId>> params_;  // by test
};

}  // namespace lsq::project
