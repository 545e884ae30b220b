// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/snippet.h"

#include <algorithm>
#include <numeric>

#include "compiler/diagnostics/display.h"

namespace lsq::diagnostics {

namespace {

constexpr size_t kContext = 20;  // columns kept to the left of the marks of a line that is cut
constexpr std::string_view kCut = "…";
constexpr size_t kLineBytes = 4096;  // of a line that are looked at; bounds the cost of a file that is one long line
constexpr size_t kLineBytesBefore = 1024;  // of them, before the mark

// A mark in display columns of the drawn line.
struct Placed {
  size_t begin, end;
  bool primary;
  std::string text;
};

// One line as drawn, perhaps cut on either side.
class DrawnLine {
 public:
  DrawnLine(std::string_view line, const std::vector<Mark>& marks) {
    if (line.size() > kLineBytes) skipped_ = StartOfPart(line, marks);
    const std::string_view part = line.substr(skipped_, kLineBytes);
    more_ = skipped_ + part.size() < line.size();
    glyphs_ = Glyphs(part);
    for (const Glyph& glyph : glyphs_) width_ += glyph.width;
    if (width_ > kSourceWidth) ChooseWindow(marks);
  }

  std::string Text() const {
    std::string out(cut_left() ? kCut : "");
    size_t column = 0;
    for (const Glyph& glyph : glyphs_) {
      if (column >= first_ && column + glyph.width <= last()) out += glyph.text;
      column += glyph.width;
    }
    return last() < width_ || more_ ? out.append(kCut) : out;
  }

  Placed Place(Mark mark) const {
    const size_t begin = Shift(ColumnOf(mark.begin));
    const size_t end = std::max(Shift(ColumnOf(std::max(mark.begin, mark.end))), begin + 1);
    return {begin, end, mark.primary, Printable(mark.text)};
  }

 private:
  static size_t StartOfPart(std::string_view line, const std::vector<Mark>& marks) {
    size_t begin = marks.empty() ? 0 : marks.front().begin;
    for (const Mark& mark : marks) begin = mark.primary ? mark.begin : begin;
    size_t start = std::min(begin > kLineBytesBefore ? begin - kLineBytesBefore : 0, line.size());
    while (start > 0 && start < line.size() && (static_cast<unsigned char>(line[start]) & 0xC0) == 0x80) --start;
    return start;
  }

  bool cut_left() const { return first_ > 0 || skipped_ > 0; }
  size_t last() const { return first_ + kSourceWidth; }

  // Of the glyph that starts at byte `offset` of the line, or after the last one.
  size_t ColumnOf(size_t offset) const {
    size_t column = 0;
    for (const Glyph& glyph : glyphs_) {
      if (skipped_ + glyph.offset >= offset) break;
      column += glyph.width;
    }
    return column;
  }

  size_t Shift(size_t column) const {
    const size_t inside = std::clamp(column, first_, std::max(first_, std::min(last(), width_))) - first_;
    return cut_left() ? inside + 1 : inside;
  }

  // All marks when they fit, else those from the primary one on.
  void ChooseWindow(const std::vector<Mark>& marks) {
    size_t from = width_, to = 0, primary = 0;
    for (const Mark& mark : marks) {
      from = std::min(from, ColumnOf(mark.begin));
      to = std::max(to, ColumnOf(std::max(mark.begin, mark.end)));
      if (mark.primary) primary = ColumnOf(mark.begin);
    }
    if (to <= kSourceWidth) return;
    const size_t start = to - from + kContext <= kSourceWidth ? from : primary;
    SnapTo(start > kContext ? start - kContext : 0);
  }

  // The window begins where a glyph does.
  void SnapTo(size_t wanted) {
    first_ = 0;
    for (const Glyph& glyph : glyphs_) {
      if (first_ >= wanted) return;
      first_ += glyph.width;
    }
  }

  std::vector<Glyph> glyphs_;
  size_t width_ = 0;
  size_t first_ = 0;    // the first column shown
  size_t skipped_ = 0;  // bytes before the first glyph
  bool more_ = false;   // bytes after the last glyph
};

// A row beneath the source, a role for each of its columns so that runs can be painted.
class Canvas {
 public:
  void Put(size_t column, std::string_view text, Role role) {
    if (cells_.size() < column + text.size()) cells_.resize(column + text.size(), {' ', Role::Plain});
    for (size_t i = 0; i < text.size(); ++i) cells_[column + i] = {text[i], role};
  }
  std::string Paint(bool color) const {
    std::string out;
    for (size_t i = 0; i < cells_.size();) {
      std::string run;
      const Role role = cells_[i].second;
      while (i < cells_.size() && cells_[i].second == role) run += cells_[i++].first;
      out += diagnostics::Paint(color, role, run);
    }
    return out;
  }

 private:
  std::vector<std::pair<char, Role>> cells_;  // bytes; only the last text put may be wider than its bytes
};

// Index of the label that can stand on the row of the marks: the rightmost one, if no mark goes on after it.
size_t InlineLabel(const std::vector<Placed>& marks) {
  size_t best = marks.size(), end = 0;
  for (size_t i = 0; i < marks.size(); ++i) {
    end = std::max(end, marks[i].end);
    if (!marks[i].text.empty() && (best == marks.size() || marks[i].begin >= marks[best].begin)) best = i;
  }
  return best < marks.size() && marks[best].end == end ? best : marks.size();
}

// The rows beneath a line: the marks, then the labels that did not fit beside them, from right to left.
std::vector<Canvas> Rows(std::vector<Placed> marks, Role primary) {
  std::stable_sort(marks.begin(), marks.end(), [](const Placed& a, const Placed& b) { return a.begin < b.begin; });
  const auto role = [&](const Placed& mark) { return mark.primary ? primary : Role::Secondary; };
  std::vector<Canvas> rows(1);
  for (const bool pass : {false, true}) {  // primary marks cover secondary ones
    for (const Placed& mark : marks) {
      if (mark.primary == pass)
        rows[0].Put(mark.begin, std::string(mark.end - mark.begin, pass ? '^' : '-'), role(mark));
    }
  }
  const size_t beside = InlineLabel(marks);
  if (beside < marks.size()) {
    rows[0].Put(marks[beside].end + 1, marks[beside].text, role(marks[beside]));
    marks.erase(marks.begin() + static_cast<std::ptrdiff_t>(beside));
  }
  std::erase_if(marks, [](const Placed& mark) { return mark.text.empty(); });
  if (marks.empty()) return rows;
  Canvas connectors;
  for (const Placed& mark : marks) connectors.Put(mark.begin, "|", role(mark));
  rows.push_back(connectors);
  for (size_t i = marks.size(); i-- > 0;) {
    Canvas row;
    for (size_t left = 0; left < i; ++left) row.Put(marks[left].begin, "|", role(marks[left]));
    row.Put(marks[i].begin, marks[i].text, role(marks[i]));
    rows.push_back(row);
  }
  return rows;
}

std::string WithoutTrailingBlanks(std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace

std::string Snippet::Gutter(std::string_view number, char sign) const {
  const std::string pad(digits_ + 1 - std::min(digits_, number.size()), ' ');
  return Paint(color_, Role::Gutter, pad + std::string(number) + " " + sign);
}

std::string Snippet::Row(std::string_view content) const {
  return WithoutTrailingBlanks(Gutter("", '|').append(" ").append(content)) + "\n";
}

std::string Snippet::Arrow(std::string_view arrow, std::string_view place) const {
  return std::string(digits_ + 1, ' ') + Paint(color_, Role::Gutter, arrow) + " " + Printable(place) + "\n";
}

std::string Snippet::Bar() const {
  return Gutter("", '|') + "\n";
}

std::string Snippet::Skipped() const {
  return Paint(color_, Role::Gutter, "...") + "\n";
}

std::string Snippet::Line(uint32_t number, std::string_view text, std::vector<Mark> marks, char sign) const {
  const DrawnLine line(text, marks);
  std::string out =
      WithoutTrailingBlanks(Gutter(std::to_string(number), sign).append(" ").append(line.Text())).append("\n");
  if (marks.empty()) return out;
  std::vector<Placed> placed;
  for (Mark& mark : marks) placed.push_back(line.Place(std::move(mark)));
  for (const Canvas& row : Rows(std::move(placed), primary_)) out += Row(row.Paint(color_));
  return out;
}

}  // namespace lsq::diagnostics
