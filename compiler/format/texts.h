// SPDX-License-Identifier: Apache-2.0
// Canonical spelling of the leaves: names, texts with their merge tags, durations, times.
#pragma once

#include <string>
#include <string_view>

#include "compiler/source/source.h"
#include "compiler/syntax/ast.h"

namespace lsq::format {

// Where a declaration's relative spans point.
struct SourceText {
  const source::File& file;
  const syntax::Tree& tree;
  uint32_t offset;  // of the tree's first byte

  std::string_view Slice(source::Span span) const { return file.Slice(span.Shifted(offset)); }
};

// A name as written, quotes kept.
std::string NameText(const SourceText& source, const syntax::Word& word);
// The name of a field or member: without quotes when it needs none.
std::string MemberText(const SourceText& source, const syntax::Word& word);

// `@{Lead:City,your city}`; escapes stay as written.
std::string MergeText(const SourceText& source, const syntax::MergeExpr& merge);

// A text as written, with canonical tags. Of a """ text over several lines, the lines between carry no more
// indentation than belongs to the value; the caller indents them all alike, the line of the closing quotes too.
std::string TextLiteral(const SourceText& source, const syntax::Expr& expr, const syntax::TextExpr& text);

// `3 days`, `1 day`: the unit agrees with the number.
std::string DurationText(const std::string& number, syntax::Unit unit);
// `last 7 days`, `this month`.
std::string WindowText(const syntax::WindowExpr& window);

// A date or time as written, single blanks, am and pm in lower case and set off.
std::string MomentText(std::string_view written);

}  // namespace lsq::format
