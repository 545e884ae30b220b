// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/layout.h"

#include <algorithm>
#include <cstdint>

#include "compiler/format/format.h"

namespace lsq::format {

namespace {

// Writes pieces greedily: a piece that may be broken before starts a new line when it, and what is glued to it, would
// go beyond the width.
class Writer {
 public:
  explicit Writer(size_t indent) : indent_(indent), out_(indent, ' '), column_(indent) {}

  void Write(const std::vector<Piece>& pieces) {
    for (size_t i = 0; i < pieces.size(); ++i) {
      const bool commented = WriteComments(pieces[i].before);
      if (!commented && i > 0) WriteGap(pieces[i].gap, ChunkWidth(pieces, i));
      WriteText(pieces[i].text);
    }
  }

  std::string Take() { return std::move(out_); }

 private:
  // Of the piece at `i` and those after it up to the next place to break.
  static size_t ChunkWidth(const std::vector<Piece>& pieces, size_t i) {
    size_t width = 0;
    for (size_t at = i; at < pieces.size(); ++at) {
      const Piece& piece = pieces[at];
      if (at > i && (piece.gap == Gap::Break || !piece.before.empty())) break;
      if (at > i && piece.gap == Gap::Blank) ++width;
      const size_t line_end = piece.text.find('\n');
      width += WidthOf(std::string_view(piece.text).substr(0, line_end));
      if (line_end != std::string::npos) break;
    }
    return width;
  }

  void WriteGap(Gap gap, size_t width) {
    if (gap == Gap::None) return;
    if (gap == Gap::Break && column_ + 1 + width > kLineWidth && column_ > indent_ + kContinuation) {
      NewLine();
    } else {
      out_ += ' ';
      ++column_;
    }
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
    const size_t indent = text.ends_with("\n\"\"\"") ? indent_ + kIndent : 0;
    for (size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
      out_.append(text.substr(0, end)).append("\n");
      text.remove_prefix(end + 1);
      column_ = text.empty() || text[0] == '\n' ? 0 : indent;
      out_.append(column_, ' ');
    }
    out_ += text;
    column_ += WidthOf(text);
  }

  void NewLine() {
    column_ = indent_ + kContinuation;
    out_.append("\n").append(column_, ' ');
  }

  size_t indent_;
  std::string out_;
  size_t column_;
};

}  // namespace

size_t WidthOf(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void Line::Add(Gap gap, std::string text, uint32_t offset) {
  Piece piece{std::move(text), gap, {}};
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
  Writer writer(indent);
  writer.Write(pieces_);
  return writer.Take();
}

}  // namespace lsq::format
