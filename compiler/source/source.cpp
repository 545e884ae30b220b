// SPDX-License-Identifier: Apache-2.0
#include "compiler/source/source.h"

#include <algorithm>

namespace lsq::source {

namespace {

constexpr size_t kBlockBytes = 1024;

// Code points that start in `text`; broken bytes count like the characters they are shown as.
uint32_t CodePoints(std::string_view text) {
  return static_cast<uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

File::File(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (size_t i = 0; i < text_.size(); ++i) {
    const bool lone_cr = text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n');
    if (text_[i] == '\n' || lone_cr) line_starts_.push_back(static_cast<uint32_t>(i + 1));
  }
  uint32_t before = 0;
  for (size_t block = 0; block * kBlockBytes <= text_.size(); ++block) {
    code_points_before_.push_back(before);
    before += CodePoints(this->text().substr(block * kBlockBytes, kBlockBytes));
  }
}

uint32_t File::CodePointsBefore(uint32_t offset) const {
  const size_t block = offset / kBlockBytes;
  return code_points_before_[block] + CodePoints(Slice({static_cast<uint32_t>(block * kBlockBytes), offset}));
}

Position File::PositionAt(uint32_t offset) const {
  offset = std::min<uint32_t>(offset, static_cast<uint32_t>(text_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const uint32_t start = *(after - 1);
  // Counting within the line would be quadratic over the tokens of a file that is one line.
  const bool near = offset - start < kBlockBytes;
  const uint32_t column =
      near ? CodePoints(Slice({start, offset})) : CodePointsBefore(offset) - CodePointsBefore(start);
  return {static_cast<uint32_t>(after - line_starts_.begin()), column + 1};
}

std::string_view File::LineText(uint32_t line) const {
  const uint32_t begin = LineStart(line);
  const uint32_t end = line < LineCount() ? LineStart(line + 1) : static_cast<uint32_t>(text_.size());
  std::string_view text = std::string_view(text_).substr(begin, end - begin);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

}  // namespace lsq::source
