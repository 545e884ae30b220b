// SPDX-License-Identifier: Apache-2.0
// The phase: from the declarations of a whole project to its checked program. What the project says about its schema
// was read before (declare.h); here are its automations, templates, functions and tests.
#pragma once

#include <optional>
#include <span>

#include "compiler/check/declare.h"
#include "compiler/program/program.h"
#include "compiler/time/civil.h"

namespace lsq::check {

struct CheckOptions {
  std::optional<time::Date> today;  // for W_WAIT_PAST; nobody is warned without it
};

// Checks all `units` of a project, in any order, into `program`, whose catalogue holds what they may name. What is
// parsed but not performed yet is reported as such. Errors: 2xxx, 3xxx, 4xxx, 6xxx, 8xxx.
void CheckProgram(std::span<const DeclarationUnit> units, program::Program& program, schema::Library& library,
                  const source::Files& files, const CheckOptions& options, diagnostics::Sink& sink);

}  // namespace lsq::check
