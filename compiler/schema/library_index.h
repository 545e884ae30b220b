// SPDX-License-Identifier: Apache-2.0
// Where each declaration of the library stands, found without parsing, so that checking a small file parses only what
// the file can mean: a declaration is needed when a word it is found by occurs somewhere in the file, in whatever
// place. That asks for a little too much and never for too little, and depends on nothing but the texts.
//
// The library's own sources are written so that this is easy: a declaration begins in column 0, with its `///` lines if
// it has some; its block, if it has one, begins with a line that ends with `{` and ends with `}` in column 0.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/library.h"
#include "compiler/source/source.h"

namespace lsq::schema {

struct LibrarySlice {
  source::FileId file;
  source::Span span;  // of the declaration, its `///` lines included
  DeclKind kind;
  std::string head;  // leading words: "send email", "upper", "Lead"
  // In lower case: any of these in a file means that the declaration is needed. Empty: it always is.
  std::vector<std::string> keys;
  std::string_view text;
};

class LibraryIndex {
 public:
  // `text` must outlive the index (the embedded sources do).
  void Add(source::FileId file, std::string_view text);

  const std::vector<LibrarySlice>& slices() const { return slices_; }
  // What the words of `texts` ask for, and what those declarations speak of in turn; in the order they were added.
  std::vector<const LibrarySlice*> Needed(std::span<const std::string_view> texts) const;
  // Makes the library know all heads, so that "did you mean" can suggest what was not loaded.
  void Describe(Library& library) const;

 private:
  std::vector<LibrarySlice> slices_;
};

}  // namespace lsq::schema
