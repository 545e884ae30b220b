// SPDX-License-Identifier: Apache-2.0
// Diagnostics for a person at a terminal. Pure: text in, text out; whether there is a terminal is the caller's affair.
// User text is never printed raw: control and bidirectional characters become escapes (display.h).
#pragma once

#include <span>
#include <string>

#include "compiler/diagnostics/diagnostic.h"

namespace lsq::diagnostics {

struct TextOptions {
  bool color = false;  // ANSI codes
};

// `error[LSQ2104]: …` with its snippets, notes and corrected lines; ends in one \n. `files` holds every file the
// diagnostic names; a location without a file is left out.
std::string RenderText(const Diagnostic& diagnostic, const source::Files& files, TextOptions options = {});

// All of them, a blank line after each, then the summary; at most limits::kErrorsShown are drawn. Empty for none.
std::string RenderText(std::span<const Diagnostic> diagnostics, const source::Files& files, TextOptions options = {});

// What was found; `files` counts the files it was found in.
struct Counts {
  size_t errors = 0;
  size_t warnings = 0;
  size_t notes = 0;
  size_t files = 0;
  bool operator==(const Counts&) const = default;
};
Counts Count(std::span<const Diagnostic> diagnostics);

// `2 errors, 1 warning in 3 files`, without a line end; `no errors` for nothing.
std::string Summary(const Counts& counts);

}  // namespace lsq::diagnostics
