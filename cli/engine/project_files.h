// SPDX-License-Identifier: Apache-2.0
// A project's folder, compiled; what is wrong with it is printed.
#pragma once

#include <optional>
#include <string>

#include "runtime/api/lsq.hpp"

namespace lsq::cli {

// Nothing when files could not be read, which was said. The project may have errors.
std::optional<embed::Project> ReadProject(const std::string& path, const std::string& schema);
// Prints what is wrong with a project that cannot run.
void ShowErrors(const embed::Project& project);
// Nothing when files could not be read (`failed`) or the project has errors; both were said.
std::optional<embed::Project> OpenProject(const std::string& path, const std::string& schema, bool& failed);

}  // namespace lsq::cli
