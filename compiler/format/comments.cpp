// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/comments.h"

#include <algorithm>

namespace lsq::format {

Comments::Comments(const source::File& file, const syntax::FileTree& tree) : file_(file) {
  const auto add = [&](source::Span span, bool own_line) {
    std::string_view text = file.Slice(span);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
    all_.push_back({{span.begin, span.begin + static_cast<uint32_t>(text.size())}, text, own_line});
  };
  for (const syntax::Comment& comment : tree.loose_comments) add(comment.span, comment.own_line);
  for (const syntax::Declaration& declaration : tree.declarations) {
    for (const syntax::Comment& comment : declaration.tree->comments) {
      add(comment.span.Shifted(declaration.offset), comment.own_line);
    }
  }
  std::sort(all_.begin(), all_.end(),
            [](const PlacedComment& a, const PlacedComment& b) { return a.span.begin < b.span.begin; });
}

const PlacedComment* Comments::NextInLine(uint32_t offset, uint32_t limit) const {
  const PlacedComment* next = NextBefore(limit);
  if (next == nullptr || next->span.begin < offset || LineEnds({offset, next->span.begin}) > 0) return nullptr;
  return next;
}

uint32_t Comments::EndOfTaken(uint32_t offset) const {
  return next_ == 0 ? offset : std::max(offset, all_[next_ - 1].span.end);
}

bool Comments::AnyIn(source::Span span) const {
  const auto first = std::lower_bound(all_.begin(), all_.end(), span.begin,
                                      [](const PlacedComment& c, uint32_t offset) { return c.span.begin < offset; });
  return first != all_.end() && first->span.begin < span.end;
}

bool Comments::BlankLine(source::Span span) const {
  size_t line_ends = 0;  // since the last character that is not blank
  for (uint32_t i = span.begin; i < span.end; ++i) {
    const char c = file_.text()[i];
    const bool half = c == '\n' && i > span.begin && file_.text()[i - 1] == '\r';
    if (c == '\n' || c == '\r') line_ends += half ? 0 : 1;
    if (c > ' ') line_ends = 0;
    if (line_ends == 2) return true;
  }
  return false;
}

size_t Comments::LineEnds(source::Span span) const {
  size_t count = 0;
  const std::string_view text = file_.Slice(span);
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++count;
  }
  return count;
}

}  // namespace lsq::format
