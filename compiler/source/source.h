// SPDX-License-Identifier: Apache-2.0
// Source files as values, and places in them.
//
// Spans inside a syntax tree are relative to the start of their declaration (architecture decision 23), so an unchanged
// declaration keeps its tree when text above it moves. A Location is absolute. Offsets are bytes of UTF-8; lines and
// columns are for people, 1-based, columns in code points.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/id.h"

namespace lsq::source {

struct FileTag;
using FileId = Id<FileTag>;

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t size() const { return end - begin; }
  Span Shifted(uint32_t by) const { return {begin + by, end + by}; }
  static Span Join(Span a, Span b) { return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end}; }
  bool operator==(const Span&) const = default;
};

struct Location {
  FileId file;
  Span span;
  bool operator==(const Location&) const = default;
};

struct Position {
  uint32_t line = 1;    // 1-based
  uint32_t column = 1;  // 1-based, in code points
  bool operator==(const Position&) const = default;
};

// Immutable once made. `path` is what the user named, used in messages only.
class File {
 public:
  File(std::string path, std::string text);

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  std::string_view Slice(Span span) const { return std::string_view(text_).substr(span.begin, span.size()); }

  // Takes the same time wherever in a line of whatever length the offset is.
  Position PositionAt(uint32_t offset) const;
  uint32_t LineCount() const { return static_cast<uint32_t>(line_starts_.size()); }
  uint32_t LineStart(uint32_t line) const { return line_starts_[line - 1]; }  // line: 1-based
  std::string_view LineText(uint32_t line) const;                             // without its line end

 private:
  uint32_t CodePointsBefore(uint32_t offset) const;

  std::string path_;
  std::string text_;
  std::vector<uint32_t> line_starts_;
  std::vector<uint32_t> code_points_before_;  // each block of bytes
};

// The files of one compilation; FileId is an index.
class Files {
 public:
  FileId Add(std::shared_ptr<const File> file) {
    files_.push_back(std::move(file));
    return FileId{static_cast<uint32_t>(files_.size() - 1)};
  }
  FileId Add(std::string path, std::string text) {
    return Add(std::make_shared<const File>(std::move(path), std::move(text)));
  }
  const File& operator[](FileId id) const { return *files_.at(id.index); }
  size_t size() const { return files_.size(); }

 private:
  std::vector<std::shared_ptr<const File>> files_;
};

}  // namespace lsq::source
