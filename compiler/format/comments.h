// SPDX-License-Identifier: Apache-2.0
// The comments and line ends of a file, as a formatter asks for them. Offsets are absolute, in bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/syntax/ast.h"

namespace lsq::format {

struct PlacedComment {
  source::Span span;  // from the slashes, without blanks at the end
  std::string_view text;
  bool own_line = false;  // nothing but blanks before it
};

// Hands out every comment once, in order.
class Comments {
 public:
  Comments(const source::File& file, const syntax::FileTree& tree);

  // The next comment when it starts before `offset`, else null.
  const PlacedComment* NextBefore(uint32_t offset) const {
    return next_ < all_.size() && all_[next_].span.begin < offset ? &all_[next_] : nullptr;
  }
  // The next comment when it stands behind `offset` in the same line and before `limit`, else null.
  const PlacedComment* NextInLine(uint32_t offset, uint32_t limit) const;
  void Take() { ++next_; }
  // The end of the comment taken last, or `offset` when that is later.
  uint32_t EndOfTaken(uint32_t offset) const;

  bool AnyIn(source::Span span) const;

  // Line ends in `span`; \r\n is one.
  size_t LineEnds(source::Span span) const;
  // Whether two line ends in `span` have nothing but blanks between them. False for a span whose end is before its
  // begin.
  bool BlankLine(source::Span span) const;

 private:
  const source::File& file_;
  std::vector<PlacedComment> all_;
  size_t next_ = 0;
};

}  // namespace lsq::format
