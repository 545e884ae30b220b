// SPDX-License-Identifier: Apache-2.0
// The words of the core grammar. All are contextual: each is an ordinary name where its meaning does not fit.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/parse/token.h"
#include "compiler/syntax/ast.h"

namespace lsq::parse {

std::optional<syntax::Constant> ConstantOf(std::string_view word);  // empty yes no me now
bool IsIntroducer(std::string_view word);                           // where when until unless while expect
bool IsInfixWord(std::string_view word);                            // and or is in default …
std::optional<syntax::Unit> UnitOf(std::string_view word, bool business = false);
std::optional<syntax::Direction> DirectionOf(std::string_view word);  // last this next

// A comparison written with up to four words: `is not`, `does not start with`, `contains exactly`.
struct ComparisonWords {
  size_t words = 0;  // how many of those given
  syntax::BinaryOp op = syntax::BinaryOp::Is;
  bool exactly = false;
};
// `words` are the next names, at most kComparisonWords. Nothing when no comparison starts with them.
inline constexpr size_t kComparisonWords = 5;
std::optional<ComparisonWords> ComparisonOf(const std::string_view* words, size_t count);

}  // namespace lsq::parse
