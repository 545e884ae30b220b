// SPDX-License-Identifier: Apache-2.0
// Mail merges (domain.md B6, C-MM-*, E-MM-*): what `@{Prefix:Field,default}` stands for at its place, typed by its
// context, and the texts that hold them.
#pragma once

#include <optional>
#include <string>

#include "compiler/check/expr.h"

namespace lsq::check {

// What a merge names, before its context is known.
struct Merged {
  ExprId value;  // maybe missing
  // Inline if not empty, else the field's own (C-MM-4); nothing when there is none.
  std::optional<std::string> fallback;
  Location fallback_at;
};
// Resolves prefix and field, or reports why they name nothing here: unknown, or not available (B6, DIST-3, DIST-4).
std::optional<Merged> ResolveMerge(Context& context, syntax::ExprId id, const syntax::MergeExpr& node);

// Whether it is the clock that a text shows in UTC (MM-10).
bool IsUtcClock(const Context& context, const syntax::MergeExpr& node);

// A default as a value of `wanted` (C-MM-9); reported when it is none.
ExprId ParseFallback(Context& context, const Merged& merged, Type wanted);

// A merge that is a whole expression: keeps its type (typed value), or takes that of what it is compared with.
ExprId CheckMerge(Context& context, syntax::ExprId id, const syntax::MergeExpr& node, const Expected& hint);

// Whether `id` is `@{…}+24` where a date is wanted: hours, not a sum of numbers (C-MM-10).
bool IsMergeOffset(const Context& context, syntax::ExprId id, const Expected& hint);
ExprId CheckMergeOffset(Context& context, syntax::ExprId id, const Expected& hint);

// A text literal as a value. One that is nothing but a merge is that merge where no text is wanted (C-MM-1).
ExprId CheckTextValue(Context& context, syntax::ExprId id, const syntax::TextExpr& node, const Expected& hint);

// CheckText, where a value of any printable type stands for its text: what `lsq eval` prints.
ExprId CheckPrinted(Context& context, syntax::ExprId id, const TextTarget& target);

// Reports the first emoji of a literal that reaches a mail, numeric character references read (EMO-1). `at` is where
// the literal stands in the source, as written.
void ReportEmoji(Context& context, Location at, std::string_view literal);

}  // namespace lsq::check
