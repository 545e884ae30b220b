// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/apply_fixes.h"

#include <algorithm>

namespace lsq::diagnostics {

namespace {

// Two insertions at one place conflict too: which comes first would be a guess.
bool Overlap(const Edit& a, const Edit& b) {
  if (a.at.file != b.at.file) return false;
  if (a.at.span.begin == b.at.span.begin) return true;
  return a.at.span.begin < b.at.span.end && b.at.span.begin < a.at.span.end;
}

bool ConflictsWith(const Fix& fix, const std::vector<Edit>& made) {
  return std::any_of(fix.edits.begin(), fix.edits.end(), [&](const Edit& edit) {
    return std::any_of(made.begin(), made.end(), [&](const Edit& other) { return Overlap(edit, other); });
  });
}

}  // namespace

std::string ApplyEdits(std::string_view text, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(),
                   [](const Edit& a, const Edit& b) { return a.at.span.begin < b.at.span.begin; });
  std::string out;
  size_t done = 0;
  for (const Edit& edit : edits) {
    const size_t begin = std::clamp<size_t>(edit.at.span.begin, done, std::max(done, text.size()));
    out.append(text.substr(done, begin - done)).append(edit.replacement);
    done = std::min(std::max<size_t>(begin, edit.at.span.end), text.size());
  }
  return out.append(text.substr(done));
}

std::string ApplyFixes(std::string_view text, source::FileId file, std::span<const Fix> fixes) {
  std::vector<Edit> made;
  for (const Fix& fix : fixes) {
    if (!ConflictsWith(fix, made)) made.insert(made.end(), fix.edits.begin(), fix.edits.end());
  }
  std::erase_if(made, [&](const Edit& edit) { return edit.at.file != file; });
  return ApplyEdits(text, std::move(made));
}

}  // namespace lsq::diagnostics
