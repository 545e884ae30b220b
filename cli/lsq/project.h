// SPDX-License-Identifier: Apache-2.0
// What commands that check a project have in common.
#pragma once

#include <optional>
#include <string>

#include "compiler/driver/compile.h"

namespace lsq::cli {

// With the JSON schema of that path (empty: none) and today's date; nothing when the schema cannot be read, which was
// said.
std::optional<driver::Options> ReadOptions(const std::string& schema, parse::Cache& cache);

}  // namespace lsq::cli
