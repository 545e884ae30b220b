// SPDX-License-Identifier: Apache-2.0
// Finding, reading and writing the files that a command line names.
#pragma once

#include <string>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/driver/compile.h"

namespace lsq::cli {

inline constexpr char kStandardInput[] = "-";

struct Sources {
  std::vector<driver::Input> inputs;  // each file once
  bool complete = true;               // false: something could not be read, which was said
};

// The files named, and all .lsq files below the folders named, in the order of the names and sorted within a folder.
// Hidden folders are passed over, and a folder that links lead to twice is read once.
Sources ReadSources(const std::vector<std::string>& paths);
// Adds the files that those of `sources` use, and those that these use.
void AddUsedFiles(Sources& sources, parse::Cache& cache);

// Errors (code `io`) are sentences that begin with the path.
Result<std::string> ReadFile(const std::string& path);
Result<std::string> ReadStandardInput();
// Replaces a file's content in one step, so that nobody ever sees half of it; keeps its mode, follows links.
Status ReplaceFile(const std::string& path, std::string_view text);

}  // namespace lsq::cli
