// SPDX-License-Identifier: Apache-2.0
// Reading what a command line names. Errors (code `io`) are sentences that begin with the path.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/base/result.h"

namespace lsq::cli {

// At most `limit` bytes; a larger file is an error before it is read.
Result<std::string> ReadWholeFile(const std::string& path, size_t limit);

// The .lsq files of a folder and the folders in it, sorted; hidden ones are passed over.
Result<std::vector<std::string>> ListSources(const std::string& folder);

}  // namespace lsq::cli
