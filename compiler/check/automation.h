// SPDX-License-Identifier: Apache-2.0
// Automations: who enters, when, and what happens then (domain.md B2, B3, C2 to C7).
#pragma once

#include <optional>

#include "compiler/check/check.h"
#include "compiler/check/template.h"

namespace lsq::check {

bool IsAutomation(const syntax::Tree& tree);
// Reports mistakes; nothing when there is not enough of an automation to go on.
std::optional<program::Automation> CheckAutomation(const DeclarationUnit& unit, const ProjectContext& project,
                                                   const CheckOptions& options);

// A quoted name directly behind the first word of a declaration: `automation "Welcome"`, `test "…"`.
struct DeclaredName {
  std::string name;
  Location at;
};
std::optional<DeclaredName> ReadDeclaredName(const DeclarationUnit& unit, std::string_view word);

}  // namespace lsq::check
