// SPDX-License-Identifier: Apache-2.0
// The one canonical text of a file (language rule 14). No options. README.md lists what is canonical.
#pragma once

#include <string>

#include "compiler/base/result.h"
#include "compiler/source/source.h"
#include "compiler/syntax/ast.h"

namespace lsq::format {

inline constexpr size_t kLineWidth = 100;  // code points; a line is broken where the language allows it to stay within

// `tree` is the parsed `file`. The text says the same and holds the same comments in the same order; formatting it
// again changes nothing. UTF-8 without a byte order mark, lines end in \n, the last one too; empty for a file without
// declarations and comments.
// Fails with code `syntax` for a tree with errors: what was skipped cannot be written back.
Result<std::string> Format(const source::File& file, const syntax::FileTree& tree);

}  // namespace lsq::format
