// SPDX-License-Identifier: Apache-2.0
// Rules about the text of single files: licence line, own header first, links that lead somewhere, nothing left undone,
// nothing that only exists on one machine.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "tests/rules/table.h"

namespace lsq::rules {

using Exists = std::function<bool(const std::string& path)>;  // a file or folder of the tree, relative to the root

void CheckLicenceLine(const std::string& path, std::string_view text, Problems& problems);

// x.cpp includes x.h before anything else, which proves that x.h compiles alone.
void CheckOwnHeaderFirst(const std::string& path, std::string_view text, const Exists& exists, Problems& problems);

// Markdown: `[text](target)` with a target inside the tree. Code blocks and inline code are not read.
void CheckLinks(const std::string& path, std::string_view text, const Exists& exists, Problems& problems);

// Unfinished work, silenced tests, and directories of somebody's machine.
void CheckMarks(const std::string& path, std::string_view text, Problems& problems);

}  // namespace lsq::rules
