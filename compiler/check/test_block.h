// SPDX-License-Identifier: Apache-2.0
// `test "…" { given … event … expect … }`: an example of what the project does, run by `lsq test`.
#pragma once

#include <optional>

#include "compiler/check/template.h"

namespace lsq::check {

bool IsTest(const syntax::Tree& tree);
// Reports mistakes; nothing when there is not enough of a test to go on.
std::optional<program::Test> CheckTest(const DeclarationUnit& unit, const ProjectContext& project);

}  // namespace lsq::check
