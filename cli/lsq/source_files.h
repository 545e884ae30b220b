// SPDX-License-Identifier: Apache-2.0
// The source files that a command line names, as the inputs of a compilation. Reading itself is console/files.h.
#pragma once

#include <string>
#include <vector>

#include "compiler/driver/compile.h"

namespace lsq::cli {

inline constexpr char kStandardInput[] = "-";

struct Sources {
  std::vector<driver::Input> inputs;  // each file once, whatever names and links lead to it
  bool complete = true;               // false: something could not be read, which was said
};

// The files named, and all .lsq files below the folders named, in the order of the names and sorted within a folder.
Sources ReadSources(const std::vector<std::string>& paths);
// Adds the files that those of `sources` use, and those that these use.
void AddUsedFiles(Sources& sources, parse::Cache& cache);

}  // namespace lsq::cli
