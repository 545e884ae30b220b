// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/layout.h"

#include <algorithm>
#include <cstdint>

#include "compiler/format/format.h"

namespace lsq::format {

namespace {

bool MayBreak(const Piece& piece) {
  return piece.gap == Gap::Break || piece.gap == Gap::Join;
}

// Writes pieces into lines. A line that would be too long is broken at the lowest level there is on it, there as late
// as fits.
class Writer {
 public:
  Writer(const std::vector<Piece>& pieces, size_t indent)
      : pieces_(pieces), indent_(indent), out_(indent, ' '), column_(indent) {}

  std::string Write() {
    for (size_t first = 0; first < pieces_.size();) {
      if (first > 0 && !WriteComments(pieces_[first].before)) NewLine();
      const size_t last = EndOfLine(first);
      for (size_t i = first; i < last; ++i) {
        if (i > first && pieces_[i].gap != Gap::None) WriteText(" ");
        WriteText(pieces_[i].text);
      }
      first = last;
    }
    return std::move(out_);
  }

 private:
  // The piece after the last one of the line that begins with `first`.
  size_t EndOfLine(size_t first) const {
    size_t column = column_, best = 0;
    for (size_t i = first; i < pieces_.size(); ++i) {
      if (i > first && !pieces_[i].before.empty()) return i;
      const bool fits = best == 0 || column <= kLineWidth;  // what stands before `i`
      if (i > first && MayBreak(pieces_[i]) && fits && (best == 0 || pieces_[i].level <= pieces_[best].level)) best = i;
      column = ColumnAfter(column, pieces_[i], i > first);
      if (column > kLineWidth && best != 0) return best;
    }
    return pieces_.size();
  }

  // `column` after `piece`; a text over several lines leaves it in its last one.
  size_t ColumnAfter(size_t column, const Piece& piece, bool gap) const {
    const size_t line_end = piece.text.rfind('\n');
    if (line_end != std::string::npos) return indent_ + kIndent + WidthOf(piece.text.substr(line_end + 1));
    return column + WidthOf(piece.text) + (gap && piece.gap != Gap::None ? 1 : 0);
  }

  // True when a line was begun after them.
  bool WriteComments(const std::vector<PlacedComment>& comments) {
    for (const PlacedComment& comment : comments) {
      if (comment.own_line) {
        NewLine();
      } else {
        out_ += "  ";
      }
      out_ += comment.text;
    }
    if (!comments.empty()) NewLine();
    return !comments.empty();
  }

  void WriteText(std::string_view text) {
    const size_t last_line = text.rfind('\n');
    const bool indented = last_line != std::string_view::npos && text.substr(last_line + 1).starts_with("\"\"\"");
    const size_t indent = indented ? indent_ + kIndent : 0;
    for (size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
      out_.append(text.substr(0, end)).append("\n");
      text.remove_prefix(end + 1);
      column_ = text[0] == '\n' ? 0 : indent;
      out_.append(column_, ' ');
    }
    out_ += text;
    column_ += WidthOf(text);
  }

  void NewLine() {
    column_ = indent_ + kContinuation;
    out_.append("\n").append(column_, ' ');
  }

  const std::vector<Piece>& pieces_;
  size_t indent_;
  std::string out_;
  size_t column_;
};

}  // namespace

size_t WidthOf(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void Line::Add(Gap gap, std::string text, uint32_t offset) {
  Piece piece{std::move(text), gap, 2 * depth_ + (gap == Gap::Join ? 1 : 0), {}};
  while (const PlacedComment* comment = comments_ == nullptr ? nullptr : comments_->NextBefore(offset)) {
    piece.before.push_back(*comment);
    comments_->Take();
  }
  pieces_.push_back(std::move(piece));
}

std::string Line::Joined() const {
  std::string out;
  for (const Piece& piece : pieces_) {
    if (!out.empty() && piece.gap != Gap::None) out += ' ';
    out += piece.text;
  }
  return out;
}

size_t Line::Width() const {
  const bool broken = std::any_of(pieces_.begin(), pieces_.end(), [](const Piece& piece) {
    return !piece.before.empty() || piece.text.find('\n') != std::string::npos;
  });
  return broken ? SIZE_MAX : WidthOf(Joined());
}

std::string Line::Render(size_t indent) const {
  return Writer(pieces_, indent).Write();
}

}  // namespace lsq::format
