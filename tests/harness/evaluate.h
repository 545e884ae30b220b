// SPDX-License-Identifier: Apache-2.0
// Functions of a SmallCrm evaluated on one lead: for tests of the linker and the interpreter.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "compiler/ir/verify.h"
#include "runtime/link/load_record.h"
#include "runtime/value/print.h"
#include "runtime/vm/vm.h"
#include "tests/harness/small_crm.h"

namespace lsq::harness {

inline value::Value NumberValue(std::string_view digits) {
  return value::Value(number::Parse(digits).value);
}

class EvaluationTest : public testing::Test {
 protected:
  // Verifies and links what was built so far.
  void Load(const link::LinkOptions& options = {}) {
    const Status verified = ir::Verify(crm_.module);
    ASSERT_TRUE(verified.ok()) << verified.error().message;
    auto loaded = link::Load(crm_.module, options);
    ASSERT_TRUE(loaded.ok()) << loaded.error().message;
    program_ = *loaded;
  }

  void SetLead(value::Fields fields) {
    lead_.key = {"Lead", "L1"};
    lead_.fields = std::move(fields);
  }

  // The value, or the fault's code, or "missing".
  std::string Run(ir::FunctionId function, std::vector<value::Cell> args = {}) {
    if (!program_ || program_->module().functions.size() != crm_.module.functions.size()) Load();
    arena_.Reset();
    notes_.clear();
    const auto loaded = link::LoadRecord(
        *program_, {.entity = crm_.lead, .record = &lead_, .changes = changes_, .notes = &notes_}, arena_);
    EXPECT_TRUE(loaded.ok());
    const value::Cell locals[] = {value::ToCell(*loaded)};
    environment_.locals = locals;
    environment_.now = now_;
    vm::Evaluation result = vm::Evaluate(*program_, function, environment_, arena_, args);
    fault_ = std::move(result.fault);
    if (fault_) return fault_->code;
    if (IsMissing(result.cell)) return "missing";
    const auto type = link::CellTypeOf(program_->module().functions[function].result);
    return value::ToText(link::ToValue(*program_, type, result.cell), value::Sink::Prose, program_->account_zone());
  }

  SmallCrm crm_;
  std::shared_ptr<const link::LoadedProgram> program_;
  value::Record lead_{.key = {"Lead", "L1"}};
  const link::ChangeSet* changes_ = nullptr;
  std::vector<link::LoadNote> notes_;
  time::Instant now_ = *time::ParseInstant("2026-03-06T06:30:00Z");  // Friday noon in Kolkata
  vm::Environment environment_;
  value::Arena arena_;
  std::unique_ptr<vm::Fault> fault_;
};

}  // namespace lsq::harness
