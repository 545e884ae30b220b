// SPDX-License-Identifier: Apache-2.0
// What the lines a fix touches look like once it is made.
#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diagnostics/snippet.h"

namespace lsq::diagnostics {

// Neighbouring lines of one file, corrected. `removed` holds the lines as they were when nothing is left of them.
struct CorrectedLines {
  source::FileId file;
  uint32_t line = 1;    // of the first of them, before the fix
  uint32_t column = 1;  // of the first edit
  std::vector<std::string> lines;
  bool removed = false;
};

struct FixPreview {
  std::vector<CorrectedLines> parts;  // by file and line
  uint32_t last_line() const;         // the largest number drawn, 1 when there is none
};

FixPreview PreviewFix(const Fix& fix, const source::Files& files);

// A part in another file than `home` says where it is. Long parts are shortened.
std::string DrawPreview(const FixPreview& preview, source::FileId home, const Snippet& snippet,
                        const source::Files& files);

}  // namespace lsq::diagnostics
