// SPDX-License-Identifier: Apache-2.0
// The values of number, date and time literals, and of texts; reports those that have none.
#pragma once

#include <string_view>

#include "compiler/parse/reporter.h"
#include "compiler/syntax/ast.h"

namespace lsq::parse {

// `text` is the source, `span` the literal in it. A value that does not exist is reported and becomes ErrorExpr.
syntax::Expr ReadNumber(std::string_view text, Span span, Reporter& report);
syntax::Expr ReadDuration(std::string_view text, Span span, Reporter& report);
syntax::Expr ReadWindow(std::string_view text, Span span);
syntax::Expr ReadDate(std::string_view text, Span span, Reporter& report);
syntax::Expr ReadDateTime(std::string_view text, Span span, Reporter& report);
syntax::Expr ReadTime(std::string_view text, Span span, Reporter& report);

}  // namespace lsq::parse
