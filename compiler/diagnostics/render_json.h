// SPDX-License-Identifier: Apache-2.0
// Diagnostics for a program: one JSON document with a stable order of fields.
//
//   {"diagnostics": [{"code", "name", "kind", "severity", "message", "file", "range", "label",
//                     "labels": [{"file", "range", "text"}], "notes": [text],
//                     "fixes": [{"title", "edits": [{"file", "range", "replacement"}]}]}],
//    "summary": {"errors", "warnings", "notes", "files", "left_out"}}
//
// A range is {"start": {"line", "column", "offset"}, "end": …}: lines and columns 1-based, columns in code points,
// offsets in bytes, the end exclusive. "name" (the alias, E_MERGE_NESTED) is there only when the kind has one; "file"
// and "range" are null for what has no place. "left_out", there when it is not 0, is how many of those that the summary
// counts are not in the list. Bytes that are no UTF-8 become U+FFFD.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "compiler/diagnostics/diagnostic.h"

namespace lsq::diagnostics {

// A document lists so many, so that a million mistakes take no gigabytes.
inline constexpr size_t kMostListed = 10'000;

// Ends in \n; `indent` < 0 gives one line.
std::string RenderJson(std::span<const Diagnostic> diagnostics, const source::Files& files, int indent = 2);

}  // namespace lsq::diagnostics
