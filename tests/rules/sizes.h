// SPDX-License-Identifier: Apache-2.0
// The size rule: a file of at most 500 lines, a function of at most 70. What is longer stands in a list with the length
// it may have (tests/rules/long_files.txt, long_functions.txt), and the lists may only shrink.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "tests/rules/table.h"

namespace lsq::rules {

inline constexpr size_t kFileLines = 500;
inline constexpr size_t kFunctionLines = 70;

// What is too long: "path" or "path Function" -> lines.
using Sizes = std::map<std::string, size_t>;

void AddLongFile(const std::string& path, std::string_view text, Sizes& sizes);
void AddLongFunctions(const std::string& path, std::string_view text, Sizes& sizes);  // the longest of one name

// Lines `path : 512` or `path Function : 81  # reason`.
Sizes ParseSizes(const std::string& file, std::string_view table, Problems& problems);

// Reports what is longer than its list allows, and entries that are no longer needed or could be lower.
void CompareSizes(const Sizes& found, const Sizes& allowed, Problems& problems);

}  // namespace lsq::rules
