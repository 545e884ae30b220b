// SPDX-License-Identifier: Apache-2.0
// Turning fixes into text.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"

namespace lsq::diagnostics {

// `text`, the text of `file`, with the edits of `fixes` to it made. A fix is made whole or not at all: one that
// overlaps an earlier one, in any file, is left out, so the answer is the same fix for fix in every file. Edits of one
// fix that insert at one place keep their order; offsets beyond the text count as its end.
std::string ApplyFixes(std::string_view text, source::FileId file, std::span<const Fix> fixes);

// `text` with `edits`, which do not overlap and are all to this text, made.
std::string ApplyEdits(std::string_view text, std::vector<Edit> edits);

}  // namespace lsq::diagnostics
