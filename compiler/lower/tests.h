// SPDX-License-Identifier: Apache-2.0
// The `test` blocks of a project, ready to be run. Not durable: tests are made again from their source each time.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/ir/ir.h"
#include "compiler/program/program.h"
#include "compiler/source/source.h"

namespace lsq::lower {

// Functions are of Lowered::module and read the test's locals: the records it gives.
struct Test {
  struct Given {
    ir::LocalIndex record = ir::kNoLocal;
    uint32_t entity = UINT32_MAX;  // import
    std::vector<ir::Assignment> fields;
    ir::Origin origin;
  };
  struct Event {
    ir::FunctionId after;  // a Duration since the line before; invalid: at once
    std::string native;    // "new", "update", "email_event", "activity"
    ir::LocalIndex record = ir::kNoLocal;
    std::string handle;
    std::string name;
    std::vector<ir::Assignment> fields;
    ir::Origin origin;
  };
  struct Expect {
    std::string native;  // "condition", "emails", "no_emails", "run", "error"
    ir::FunctionId condition;
    std::vector<std::string> names;
    ir::Origin origin;
  };
  std::string name;
  ir::Origin origin;
  std::vector<ir::Local> locals;
  std::optional<time::LocalDateTime> start;
  std::string timezone;
  std::vector<std::variant<Given, Event, Expect>> lines;
};

// The program's module with the tests' functions behind its own, which keep their numbers; fields that only tests
// mention are imports of it too.
struct TestedProgram {
  ir::Module module;
  std::vector<Test> tests;
};
TestedProgram LowerWithTests(const program::Program& program, const source::Files& files);

}  // namespace lsq::lower
