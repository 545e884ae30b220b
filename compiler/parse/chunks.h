// SPDX-License-Identifier: Apache-2.0
// Cuts a file's tokens into declarations, so that each is parsed on its own and an unchanged one need not be parsed
// again. A bracket or quote that is never closed costs its own declaration, not the rest of the file.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/parse/token.h"

namespace lsq::parse {

// Tokens [first, last) of one declaration, its doc comments and trailing comment included.
struct Chunk {
  size_t first = 0;
  size_t last = 0;
  bool cut_short = false;  // its brackets never close; the next declaration was recognised by its first word
};

struct Chunks {
  std::vector<Chunk> declarations;
  std::vector<Span> loose_comments;  // not part of any declaration
};

Chunks CutIntoDeclarations(std::string_view text, const std::vector<Token>& tokens);

}  // namespace lsq::parse
