// SPDX-License-Identifier: Apache-2.0
// A project's folder, compiled; what is wrong with it is printed.
#pragma once

#include <optional>
#include <string>

#include "runtime/api/lsq.hpp"

namespace lsq::cli {

// Nothing when files could not be read (`failed`) or the project has errors; both were said.
std::optional<embed::Project> OpenProject(const std::string& path, const std::string& schema, bool& failed);

}  // namespace lsq::cli
