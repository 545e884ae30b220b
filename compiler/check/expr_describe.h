// SPDX-License-Identifier: Apache-2.0
// The words with which messages about types speak: what an expression is, where its type was declared, and which edit
// would make it fit. Called only when something is wrong.
#pragma once

#include <optional>
#include <string>

#include "compiler/check/expr.h"

namespace lsq::check {

// "a Number", "Text", "one of \"Web\", \"Ads\"": a type as the predicate of a sentence; absence is not mentioned.
std::string TypeWords(const Context& context, Type type);
// "one of \"Web\", \"Ads\"", "a value of Severity".
std::string OptionSetWords(const Context& context, types::OptionSetId set);
// TypeWords, but "text" or "a number" for literals.
std::string DescribeExpr(const Context& context, ExprId expr, syntax::ExprId source);
// The label beneath an expression: "Number, declared in schema/lead.lsq:31 (custom field)", or just the type.
std::string ExprLabel(const Context& context, ExprId expr, syntax::ExprId source);
// The same of what has no value sometimes: "Text or empty, declared in …".
std::string MaybeEmptyLabel(const Context& context, ExprId expr, syntax::ExprId source);
std::string FieldLabel(const Context& context, schema::FieldId field);
// "Lead.Score".
std::string FieldName(const Context& context, schema::FieldId field);
// "schema/lead.lsq:31"; empty when the place is in no file.
std::string PlaceName(const Context& context, Location at);
// What of `expected` a message names: the field, else `what`; empty when it has neither.
std::string ExpectedName(const Context& context, const Expected& expected);
// Labels the other side: where the field or the parameter was declared.
void LabelExpected(const Context& context, const Expected& expected, Sink::Builder& report);

// The literal of type `wanted` that a literal of another type was meant to be: `"50"` -> 50 for a Number. As source.
std::optional<std::string> LiteralAs(const Context& context, syntax::ExprId source, Type wanted);
// How a value of that type is written when any would do, for the fix that adds a default: 0, "", no.
std::optional<std::string> SampleLiteral(Type type);
// "number", "date": for "compare with a number".
std::string LiteralWord(Type type);

// Adds "did you mean `x`?" with the edit that puts it at `at`, when one of `candidates` is near. `open` and `close`
// stand around the name in the edit: quotes.
void SuggestNearest(Sink::Builder& report, Location at, std::string_view name,
                    const std::vector<std::string_view>& candidates, std::string_view quote = "");
// A text as a literal of the language, with its quotes and escapes.
std::string Quoted(std::string_view text);

// Brackets that arrived around an expression do not change what it is.
syntax::ExprId Unwrap(const syntax::Tree& tree, syntax::ExprId id);
// The text of a literal without merges.
const std::string* PlainText(const syntax::Tree& tree, syntax::ExprId id);

}  // namespace lsq::check
