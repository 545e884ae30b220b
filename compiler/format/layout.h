// SPDX-License-Identifier: Apache-2.0
// One logical line: the pieces of a statement with what may stand between them, laid out in as many lines as needed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/format/comments.h"

namespace lsq::format {

inline constexpr size_t kIndent = 2;
inline constexpr size_t kContinuation = 4;  // of the further lines of a statement

// What stands before a piece. A line may only be broken where the grammar swallows a line end: behind a comma (Break)
// and before `and` and `or` (Join).
enum class Gap { None, Blank, Break, Join };

// `text` may hold line ends only as a """ text. When its closing quotes stand alone in their line, their indentation is
// no part of the value: then all further lines are indented by one level beneath the statement, empty ones not at all.
struct Piece {
  std::string text;
  Gap gap = Gap::None;
  size_t level = 0;                   // a line is rather broken where this is low: outside brackets, and behind commas
  std::vector<PlacedComment> before;  // comments between the piece before and this one; they force a break
};

class Line {
 public:
  Line() = default;  // takes no comments
  explicit Line(Comments& comments) : comments_(&comments) {}

  // Takes the comments before `offset`, where `text` comes from; text without a place of its own has no offset.
  void Add(Gap gap, std::string text, uint32_t offset = 0);
  // Leaves comments where they are from here on.
  void TakeNoComments() { comments_ = nullptr; }
  // Glues `text` to the last piece.
  void Append(std::string_view text) { pieces_.back().text += text; }

  // The pieces up to Leave stand in brackets.
  void Enter() { ++depth_; }
  void Leave() { --depth_; }

  bool empty() const { return pieces_.empty(); }
  // Everything in one line, comments left out.
  std::string Joined() const;
  // Code points of that; SIZE_MAX when comments or a text make it more than one line.
  size_t Width() const;
  // The pieces in lines of at most kLineWidth where possible, the first one indented by `indent`, without a final \n.
  std::string Render(size_t indent) const;

 private:
  Comments* comments_ = nullptr;
  std::vector<Piece> pieces_;
  size_t depth_ = 0;
};

// Code points of UTF-8.
size_t WidthOf(std::string_view text);

}  // namespace lsq::format
