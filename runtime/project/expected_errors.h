// SPDX-License-Identifier: Apache-2.0
// Tests that files do not compile: `expect error E_EMOJI in "emoji.lsq"`. Such files are left out of what runs, so that
// a project may hold wrong programs beside the tests that say what is wrong with them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/driver/compile.h"

namespace lsq::project {

// Whether there is a diagnostic of that code, and in that file when one is named: `names` are those of a
// program::Test::Expect. A file is named by its path or the last parts of it.
bool HasDiagnostic(const driver::Compilation& compilation, const std::vector<std::string>& names);
// The codes that are there instead, as a sentence.
std::string DiagnosticsThere(const driver::Compilation& compilation, const std::vector<std::string>& names);

// The inputs with errors, when each of their errors is expected by some test; nothing when another error is among them.
std::optional<std::set<uint32_t>> FilesWrongOnPurpose(const driver::Compilation& compilation);

// The inputs of a compilation again, but for some.
std::vector<driver::Input> InputsWithout(const driver::Compilation& compilation, const std::set<uint32_t>& left_out);

}  // namespace lsq::project
