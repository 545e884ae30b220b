// SPDX-License-Identifier: Apache-2.0
// Checking expressions: names, types, conversions, narrowing, merges. Results are nodes of context.scope; a mistake is
// reported and gives a node of type Error.
#pragma once

#include <optional>

#include "compiler/check/context.h"
#include "compiler/markup/context.h"

namespace lsq::check {

using program::ExprId;

// Checks `id` and converts it to what is expected, or reports why that cannot be.
ExprId CheckExpr(Context& context, syntax::ExprId id, const Expected& expected = Expected::Anything());

// A condition and what it tells. Learned is empty for a condition with mistakes.
struct Condition {
  ExprId expr;  // Bool, never missing
  Learned learned;
};
// `when`, `if`, `where`, `exit when`. Operands may be missing (C-CON-2, C-CON-3).
Condition CheckCondition(Context& context, syntax::ExprId id);

// A text that is printed for a medium: literals and merges joined, each merge as `sink` prints it (C-MM-14, E-MM-10)
// and escaped as its place in the medium demands (C-MM-15); places where no value may stand are refused (architecture
// decision 20). What is no literal is an expression of type Text, escaped as one hole.
struct TextTarget {
  program::Sink sink = program::Sink::Prose;
  markup::Medium medium = markup::Medium::Plain;
  bool mail = false;  // reaches a mail: emoji are errors (EMO-1)
  std::string what;   // names it in messages: "the subject"
};
ExprId CheckText(Context& context, syntax::ExprId id, const TextTarget& target);

// A checked expression turned into one of type `expected.type`; `source` is the tree's node, for messages and fixes.
ExprId Convert(Context& context, ExprId value, syntax::ExprId source, const Expected& expected);
// Whether Convert would succeed without looking at literals: for overloads and holes of phrases.
bool IsAssignable(const Context& context, Type from, Type to);

// The path of an expression that narrowing can speak of: a local, or fields reached from one.
std::optional<Path> PathOf(const Context& context, ExprId id);

// `list "Fresh"` -> a Const with the name as the catalog spells it, of type Name(List); a closed kind's unknown name is
// reported with a near one. `word` is where the kind stands.
ExprId CheckNamed(Context& context, types::NameKind name_kind, syntax::ExprId text);

// Node builders, for those who build expressions themselves.
ExprId Add(Context& context, program::Expr expr);
ExprId Poison(Context& context, Location at);
ExprId MakeConstant(Context& context, program::Constant value, Type type, Location at);
ExprId MakeLocal(Context& context, LocalId local, Location at);
// Field or Related, narrowed by the facts: the type is required when the path is known to be filled.
ExprId MakeField(Context& context, ExprId record, schema::FieldId field, Location at);

// Entities and fields by name, reported with did-you-mean when unknown.
std::optional<schema::EntityId> FindEntity(Context& context, const syntax::Word& word);
// A field of one record type is found with that type, and refused with another; without one, the first of that name is.
std::optional<schema::FieldId> FindField(Context& context, schema::EntityId entity, const syntax::Word& word,
                                         std::string_view record_type = {});
// The type that the record is known to have (AUP-4); empty when nothing says it.
std::string_view RecordTypeOf(const Context& context, ExprId record);

// A condition's operand that is a mail event (`welcome is opened`): waits take these apart themselves; everywhere else
// CheckExpr refuses them.
struct EventTest {
  LocalId handle;
  syntax::Word event;  // opened, clicked, bounced …
};
std::optional<EventTest> AsEventTest(const Context& context, syntax::ExprId id);

}  // namespace lsq::check
