// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/render_text.h"

#include <algorithm>
#include <set>

#include "compiler/base/limits.h"
#include "compiler/diagnostics/display.h"
#include "compiler/diagnostics/fix_preview.h"
#include "compiler/diagnostics/snippet.h"

namespace lsq::diagnostics {

namespace {

constexpr uint32_t kNearLines = 10;  // labels at most this far apart share a snippet

// A label and the line it starts in.
struct Place {
  const Label* label;
  bool primary;
  uint32_t line;
};

const char* NameOf(Severity severity) {
  if (severity == Severity::Error) return "error";
  return severity == Severity::Warning ? "warning" : "note";
}

// Labels of one file within kNearLines of each other, by line.
using Group = std::vector<Place>;

bool Before(const Place& a, const Place& b) {
  return std::tuple(a.label->at.file, a.line) < std::tuple(b.label->at.file, b.line);
}

// The group of the primary label first, the others by file and line.
std::vector<Group> GroupLabels(const Diagnostic& d, const source::Files& files) {
  std::vector<Place> places;
  const auto add = [&](const Label& label, bool primary) {
    if (!label.at.file.valid()) return;
    places.push_back({&label, primary, files[label.at.file].PositionAt(label.at.span.begin).line});
  };
  add(d.primary, true);
  for (const Label& label : d.labels) add(label, false);
  std::stable_sort(places.begin(), places.end(), Before);
  std::vector<Group> groups;
  for (const Place& place : places) {
    const bool joins = !groups.empty() && groups.back().back().label->at.file == place.label->at.file &&
                       place.line - groups.back().back().line <= kNearLines;
    if (!joins) groups.emplace_back();
    groups.back().push_back(place);
  }
  const auto has_primary = [](const Group& group) {
    return std::any_of(group.begin(), group.end(), [](const Place& place) { return place.primary; });
  };
  std::stable_partition(groups.begin(), groups.end(), has_primary);
  return groups;
}

// A label over several lines is drawn in its first one.
Mark MarkOf(const Place& place, const source::File& file) {
  const size_t start = file.LineStart(place.line);
  const size_t length = file.LineText(place.line).size();
  const source::Span span = place.label->at.span;
  const size_t begin = std::min<size_t>(span.begin - start, length);
  return {begin, std::min<size_t>(std::max(span.end, span.begin) - start, length), place.primary, place.label->text};
}

std::string DrawLines(const Snippet& snippet, const Group& group, const source::File& file) {
  std::string out;
  for (size_t i = 0; i < group.size();) {
    const uint32_t line = group[i].line;
    std::vector<Mark> marks;
    for (; i < group.size() && group[i].line == line; ++i) marks.push_back(MarkOf(group[i], file));
    out += snippet.Line(line, file.LineText(line), std::move(marks));
    if (i == group.size()) break;
    if (group[i].line == line + 2) out += snippet.Line(line + 1, file.LineText(line + 1));
    if (group[i].line > line + 2) out += snippet.Skipped();
  }
  return out;
}

std::string DrawGroup(const Snippet& snippet, const Group& group, const source::Files& files) {
  const auto primary = std::find_if(group.begin(), group.end(), [](const Place& place) { return place.primary; });
  const Label& head = primary == group.end() ? *group.front().label : *primary->label;
  const source::File& file = files[head.at.file];
  const source::Position at = file.PositionAt(head.at.span.begin);
  const std::string place = file.path() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  return snippet.Arrow(primary == group.end() ? ":::" : "-->", place) + snippet.Bar() + DrawLines(snippet, group, file);
}

// `note: ` and text whose further lines are indented beneath it.
std::string DrawNote(const std::string& note, bool color) {
  std::string out = Paint(color, Role::Note, "note") + ": ";
  for (size_t begin = 0;;) {
    const size_t end = note.find('\n', begin);
    out += Printable(std::string_view(note).substr(begin, end - begin)) + "\n";
    if (end == std::string::npos) return out;
    out += "      ";
    begin = end + 1;
  }
}

size_t DigitsNeeded(const std::vector<Group>& groups, const std::vector<FixPreview>& previews) {
  uint32_t line = 1;
  for (const Group& group : groups) line = std::max(line, group.back().line);
  for (const FixPreview& preview : previews) line = std::max(line, preview.last_line());
  return std::to_string(line).size();
}

}  // namespace

std::string RenderText(const Diagnostic& d, const source::Files& files, TextOptions options) {
  const std::vector<Group> groups = GroupLabels(d, files);
  std::vector<FixPreview> previews;
  for (const Fix& fix : d.fixes) previews.push_back(PreviewFix(fix, files));
  const Role role = RoleOf(d.kind->severity);
  const Snippet snippet(DigitsNeeded(groups, previews), options.color, role);

  std::string out = Paint(options.color, role, std::string(NameOf(d.kind->severity)) + "[" + d.kind->Code() + "]") +
                    Paint(options.color, Role::Strong, ": " + Printable(d.Message())) + "\n";
  for (const Group& group : groups) out += DrawGroup(snippet, group, files);
  for (const std::string& note : d.notes) out += DrawNote(note, options.color);
  for (size_t i = 0; i < previews.size(); ++i) {
    out += Paint(options.color, Role::Help, "help") + ": " + Printable(d.fixes[i].title) + "\n";
    out += DrawPreview(previews[i], d.primary.at.file, snippet, files);
  }
  return out;
}

std::string RenderText(std::span<const Diagnostic> diagnostics, const source::Files& files, TextOptions options) {
  if (diagnostics.empty()) return "";
  std::string out;
  const size_t shown = std::min(diagnostics.size(), limits::kErrorsShown);
  for (const Diagnostic& d : diagnostics.first(shown)) out += RenderText(d, files, options) + "\n";
  out += Summary(Count(diagnostics));
  if (shown < diagnostics.size()) out += " (" + std::to_string(diagnostics.size() - shown) + " more not shown)";
  return out + "\n";
}

Counts Count(std::span<const Diagnostic> diagnostics) {
  Counts counts;
  std::set<source::FileId> files;
  for (const Diagnostic& d : diagnostics) {
    if (d.kind->severity == Severity::Error) ++counts.errors;
    if (d.kind->severity == Severity::Warning) ++counts.warnings;
    if (d.kind->severity == Severity::Note) ++counts.notes;
    if (d.primary.at.file.valid()) files.insert(d.primary.at.file);
  }
  counts.files = files.size();
  return counts;
}

std::string Summary(const Counts& counts) {
  const auto plural = [](size_t n, const char* what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); };
  std::string out;
  const auto add = [&](size_t n, const char* what) {
    if (n > 0) out += (out.empty() ? "" : ", ") + plural(n, what);
  };
  add(counts.errors, "error");
  add(counts.warnings, "warning");
  add(counts.notes, "note");
  if (out.empty()) return "no errors";
  return counts.files == 0 ? out : out + " in " + plural(counts.files, "file");
}

}  // namespace lsq::diagnostics
