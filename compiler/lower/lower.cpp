// SPDX-License-Identifier: Apache-2.0
#include "compiler/lower/lower.h"

#include "compiler/lower/automation.h"
#include "compiler/lower/expr.h"

namespace lsq::lower {

// Functions written in lsq come first, so that they keep their numbers; then automations, then templates.
ir::Module Lower(const program::Program& program, const source::Files& files) {
  Module module(program, files);
  module.ir.account_timezone = program.catalog.account_timezone;
  for (const program::Function& function : program.functions) {
    module.ir.functions.Add(LowerUserFunction(module, function));
  }
  for (const program::Automation& automation : program.automations) {
    module.ir.automations.push_back(LowerAutomation(module, automation));
  }
  for (const program::EmailTemplate& email : program.email_templates) {
    module.ir.email_templates.push_back(LowerEmailTemplate(module, email));
  }
  return std::move(module.ir);
}

}  // namespace lsq::lower
