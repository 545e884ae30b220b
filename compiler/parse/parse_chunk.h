// SPDX-License-Identifier: Apache-2.0
// One declaration or expression through all passes: brackets, classify, grammar, tree.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/parse/concrete_tree.h"
#include "compiler/parse/parse.h"
#include "compiler/parse/reporter.h"
#include "compiler/parse/token.h"

namespace lsq::parse {

struct ParsedChunk {
  syntax::Tree tree;
  std::vector<diagnostics::Diagnostic> diagnostics;  // places relative to the chunk, without a file
};

// `tokens` count from the start of `text` and end with End.
ParsedChunk ParseChunk(std::string_view text, const std::vector<Token>& tokens, AntlrParser& parser);
ParsedChunk TooLarge(std::string_view text, size_t limit);
ParsedExpr ParseLoneExpression(std::string_view text, AntlrParser& parser, Reporter& report);
ParsedExpr ParseRawText(std::string_view text, Reporter& report);

}  // namespace lsq::parse
