// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/fix_preview.h"

#include <algorithm>
#include <tuple>

#include "compiler/diagnostics/apply_fixes.h"

namespace lsq::diagnostics {

namespace {

constexpr size_t kLinesShown = 8;  // of one part

struct LineRange {
  uint32_t first, last;
};

// An edit of whole lines, their ends included, does not touch the line after them.
LineRange LinesOf(const Edit& edit, const source::File& file) {
  const source::Position begin = file.PositionAt(edit.at.span.begin);
  const source::Position end = file.PositionAt(edit.at.span.end);
  const bool whole = edit.replacement.empty() ? begin.column == 1 : edit.replacement.ends_with('\n');
  if (end.line > begin.line && end.column == 1 && whole) return {begin.line, end.line - 1};
  return {begin.line, std::max(begin.line, end.line)};
}

// Without the empty line that a final line end would leave.
std::vector<std::string> SplitLines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

// The lines `range` of `file` after `edits`, which all lie in them.
CorrectedLines Correct(const std::vector<Edit>& edits, LineRange range, const source::File& file) {
  const uint32_t begin = file.LineStart(range.first);
  const uint32_t end =
      range.last < file.LineCount() ? file.LineStart(range.last + 1) : static_cast<uint32_t>(file.text().size());
  std::vector<Edit> relative = edits;
  for (Edit& edit : relative) {
    edit.at.span.begin = std::clamp(edit.at.span.begin, begin, end) - begin;
    edit.at.span.end = std::clamp(edit.at.span.end, begin, end) - begin;
  }
  const std::string_view before = file.Slice({begin, end});
  CorrectedLines part{
      edits.front().at.file, range.first, file.PositionAt(edits.front().at.span.begin).column, {}, false};
  part.lines = SplitLines(ApplyEdits(before, std::move(relative)));
  part.removed = std::all_of(part.lines.begin(), part.lines.end(), IsBlank) && !IsBlank(file.LineText(range.first));
  if (part.removed) part.lines = SplitLines(before);
  while (part.lines.size() > 1 && IsBlank(part.lines.back())) part.lines.pop_back();
  return part;
}

}  // namespace

uint32_t FixPreview::last_line() const {
  uint32_t last = 1;
  for (const CorrectedLines& part : parts) {
    const size_t shown = std::min(part.lines.size(), kLinesShown);
    last = std::max(last, part.line + static_cast<uint32_t>(std::max<size_t>(shown, 1)) - 1);
  }
  return last;
}

FixPreview PreviewFix(const Fix& fix, const source::Files& files) {
  std::vector<Edit> edits = fix.edits;
  std::erase_if(edits, [](const Edit& edit) { return !edit.at.file.valid(); });
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return std::tuple(a.at.file, a.at.span.begin) < std::tuple(b.at.file, b.at.span.begin);
  });
  FixPreview preview;
  for (size_t i = 0; i < edits.size();) {
    const source::File& file = files[edits[i].at.file];
    LineRange range = LinesOf(edits[i], file);
    std::vector<Edit> together = {edits[i]};
    for (++i; i < edits.size() && edits[i].at.file == together.front().at.file; ++i) {
      const LineRange next = LinesOf(edits[i], file);
      if (next.first > range.last + 1) break;
      range.last = std::max(range.last, next.last);
      together.push_back(edits[i]);
    }
    preview.parts.push_back(Correct(together, range, file));
  }
  return preview;
}

std::string DrawPreview(const FixPreview& preview, source::FileId home, const Snippet& snippet,
                        const source::Files& files) {
  std::string out;
  const CorrectedLines* previous = nullptr;
  for (const CorrectedLines& part : preview.parts) {
    if (previous != nullptr && previous->file == part.file) {
      out += snippet.Skipped();
    } else {
      const std::string place = std::to_string(part.line) + ":" + std::to_string(part.column);
      if (part.file != home) out += snippet.Arrow("-->", files[part.file].path() + ":" + place);
      out += snippet.Bar();
    }
    for (size_t i = 0; i < part.lines.size() && i < kLinesShown; ++i) {
      out += snippet.Line(part.line + static_cast<uint32_t>(i), part.lines[i], {}, part.removed ? '-' : '|');
    }
    if (part.lines.size() > kLinesShown) out += snippet.Skipped();
    previous = &part;
  }
  return out;
}

}  // namespace lsq::diagnostics
