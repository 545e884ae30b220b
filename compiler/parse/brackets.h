// SPDX-License-Identifier: Apache-2.0
// Makes brackets balance, so that everything behind it may rely on it: reports and mends what was never closed, what
// closes nothing, and what is nested deeper than the language allows (limits::kNesting).
#pragma once

#include <string_view>
#include <vector>

#include "compiler/parse/reporter.h"
#include "compiler/parse/token.h"

namespace lsq::parse {

// The tokens with missing closers added (empty spans), stray ones left out, and each region that is too deep replaced
// by one Skipped token. One report per mistake. Linear.
std::vector<Token> BalanceBrackets(std::string_view text, const std::vector<Token>& tokens, Reporter& report);

// For each bracket, whether it has a partner; a `(` or `[` only within the block around it. Other tokens have false.
std::vector<bool> FindClosed(const std::vector<Token>& tokens);

}  // namespace lsq::parse
