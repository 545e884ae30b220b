// SPDX-License-Identifier: Apache-2.0
// What stands in a text: literal parts with their escapes resolved, and merge tags.
#pragma once

#include <string_view>

#include "compiler/parse/reporter.h"
#include "compiler/syntax/ast.h"

namespace lsq::parse {

enum class TextForm : uint8_t {
  Quoted,  // "…"
  Block,   // """…""": the indentation of the closing line is taken off every line
  Raw,     // no quotes; backslashes mean nothing outside tags. What `lsq eval` reads as a template.
};

// Adds the expression and those of its tags to `tree`.
syntax::ExprId ReadText(std::string_view text, Span span, TextForm form, syntax::Tree& tree, Reporter& report);
// A text in '…' or “…”, which was reported: nothing in it is special.
syntax::ExprId ReadForeignText(std::string_view text, Span span, syntax::Tree& tree);
// `@{Lead:mx_City,your city}` on its own.
syntax::ExprId ReadMerge(std::string_view text, Span span, syntax::Tree& tree, Reporter& report);

}  // namespace lsq::parse
