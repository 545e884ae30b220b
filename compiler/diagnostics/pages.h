// SPDX-License-Identifier: Apache-2.0
// The long explanations of diagnostics, compiler/diagnostics/pages/<code>.md, embedded.
#pragma once

#include <span>

#include "compiler/base/embedded.h"

namespace lsq::diagnostics {

// Sorted by name; the name is the file's, with ".md". Markdown.
std::span<const EmbeddedFile> Pages();

}  // namespace lsq::diagnostics
