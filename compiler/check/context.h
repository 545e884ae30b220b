// SPDX-License-Identifier: Apache-2.0
// One declaration being checked: where it stands, what it may name, and what is known at the current place.
//
// Made by the driver of a declaration (an automation, a template, a function, a test), handed by reference to the free
// functions of this folder, each construct in its own file. Holds state, no algorithm. Not thread-safe; a declaration
// is checked by one thread. Every mistake is reported once: what was reported has type Error, which agrees with all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/facts.h"
#include "compiler/check/names.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/program/program.h"
#include "compiler/schema/catalog.h"
#include "compiler/source/source.h"
#include "compiler/syntax/ast.h"

namespace lsq::schema {
class Library;
}

namespace lsq::check {

using diagnostics::Sink;
using program::LocalId;
using source::Location;
using types::Type;
namespace kind = diagnostics::kind;

class FunctionTable;  // functions written in lsq: function.h
class ListTable;      // lists that a condition fills: lists.h

// What the surroundings of an expression allow. Set by whoever checks the declaration, and while descending.
struct Surroundings {
  // Of the automation's triggers: "lead", "account", "activity", "schedule" …; empty outside automations. With several
  // triggers, what all of them allow.
  std::string trigger_group;
  // The record whose update started the run: `changed` tests may speak of it. Invalid: they are refused.
  LocalId updated;
  // The record the declaration is about (`Lead` in an automation on Lead): merges of Owner, Sender and of related
  // records start here. Invalid when there is none.
  LocalId subject;
  // Relations of the subject whose records are in scope under their entities' names: the lead of an activity that was
  // posted on it.
  std::vector<schema::FieldId> related;
  // The prefixes an action allows in its conditions (DIST-3); empty: what the group allows.
  std::vector<std::string> merge_prefixes;
  std::string place;  // "form", "process", "distribute": opens prefixes that are declared for it only
  // The record type that a local is known to have: an account of `on new Account of type "Customers"`.
  std::vector<std::pair<LocalId, std::string>> record_types;
  bool signed_in = false;  // somebody is: there is a `me`
};

struct Context {
  schema::Catalog& catalog;  // only its type store grows
  const schema::Library& library;
  const source::Files& files;
  Sink& sink;
  const syntax::Tree& tree;
  source::FileId file;
  uint32_t offset = 0;  // of the tree's first byte in the file
  program::Scope& scope;
  const FunctionTable* functions = nullptr;  // null: none
  const ListTable* lists = nullptr;          // null: lists with a condition cannot be asked here

  Names names;
  Facts facts;
  Surroundings place;

  Location At(source::Span span) const { return {file, span.Shifted(offset)}; }
  Location At(syntax::ExprId id) const { return At(tree[id].span); }
  // The source text of a node, as written.
  std::string_view Source(source::Span span) const { return files[file].Slice(span.Shifted(offset)); }
  std::string_view Source(syntax::ExprId id) const { return Source(tree[id].span); }
};

// Adds a local and binds it to `name`, and for a record also to the names of its entity when `name` is one of them.
LocalId Declare(Context& context, std::string name, Type type, Location declared);
// Binds the record under its entity's name and aliases: the subject of an automation, a candidate of `users where …`.
LocalId DeclareRecord(Context& context, schema::EntityId entity, Location declared);
// Binds a record that is there to the names of its entity.
void BindRecord(Context& context, LocalId record);

// In which of the four contexts a mail merge stands when it is the whole expression (C-MM-1). Inside text it is Text.
enum class MergeContext : uint8_t { TypedValue, DateTime, Criteria };

// What an expression is wanted for.
struct Expected {
  Type type = types::kError;  // Error: any type; `optional`: may be missing
  MergeContext merge = MergeContext::TypedValue;
  program::Sink sink = program::Sink::Machine;  // for what texts inside are printed
  bool mail = false;                            // reaches a mail: emoji are refused (EMO-1)
  bool handles_missing = false;                 // of DateTime merges: the statement says what happens if empty (C-MM-7)
  schema::FieldId field;  // it will be stored there: named and labelled in messages; may be invalid
  std::string what;       // without a field: "the parameter `count`"; may be empty
  Location declared;      // without a field: label of the other side; file invalid: none

  static Expected Anything() { return {.type = types::kError}; }
  static Expected Of(Type type, std::string what = "", Location declared = {}) {
    return {.type = type, .what = std::move(what), .declared = declared};
  }
  static Expected Instant(bool handles_missing) {
    return {.type = handles_missing ? types::kDateTime.Optional() : types::kDateTime,
            .merge = MergeContext::DateTime,
            .handles_missing = handles_missing};
  }
};
// A value to be stored in a field: missing is fine unless it is mandatory; dates are a DateTime merge context (C-MM-1).
Expected ForField(const Context& context, schema::FieldId field);

}  // namespace lsq::check
