// SPDX-License-Identifier: Apache-2.0
// `use "other.lsq"`, `use schema "acme"`, `use std.crm`: what they name, and which files a file needs.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/declare.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/driver/compile.h"

namespace lsq::driver {

// Reports uses of what is not there, and files that use each other in a circle. All files of a project belong together
// whether they use each other or not; a use says what a file cannot do without.
void CheckUses(std::span<const check::DeclarationUnit> units, const source::Files& files, std::span<const Input> inputs,
               const Input* schema, diagnostics::Sink& sink);

// The .lsq files that a file uses, as paths that begin where its own does: what `lsq check a.lsq` reads besides a.lsq.
std::vector<std::string> UsedFiles(const syntax::FileTree& tree, std::string_view path);

// `path` without `.` and `..` and doubled slashes, as far as that can be told from the text.
std::string NormalPath(std::string_view path);

}  // namespace lsq::driver
