// SPDX-License-Identifier: Apache-2.0
// The library as data: what phrases there are, what fits their holes, and where each is available (architecture
// decision 22). C++ knows mechanisms, called natives and named by text; everything a person may write is declared in
// `.lsq`, by the standard library and by a project's `extern …` through the same reader (compiler/check/declare.h).
// Immutable once declarations were read. How each is written: stdlib/README.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/catalog.h"
#include "compiler/source/source.h"
#include "compiler/types/type.h"

namespace lsq::schema {

// ---- Phrases --------------------------------------------------------------------------------------------------------

// What a hole takes.
enum class ParamForm : uint8_t {
  Value,         // a value of `type`; a Record(User) is also given by a name: `user "ops@x"`
  Variable,      // a value of any type, the same for equal `variable` throughout a declaration
  VariableList,  // a list of those
  Condition,     // a whole condition about a candidate of the entity `type`: `where User.City is …`
  Record,        // any record in scope
  Field,         // a field of a record in scope, as a place: `Lead.Visits`; of `type` unless that is Error
  Fields,        // several of them: `[Lead.City, Lead.Phone]`
  FieldNames,    // names of fields of the record that the parameter `of` holds: `[mx_City, Phone]`
  Entity,        // the bare name of an entity: `Lead`
  Word,          // one of `words`, written bare: `opens`, `clicks`
};

struct ParamType {
  ParamForm form = ParamForm::Value;
  Type type{};                       // of Value; Record type of a Condition's candidate
  char variable = 0;                 // of Variable and VariableList: 'T'
  bool optional = false;             // of Variable and VariableList: `T or empty`
  uint32_t of = 0;                   // of FieldNames: index of a parameter
  std::vector<std::string> words{};  // of Word
  std::optional<uint32_t> least{};   // of Value: whole, and at least this: `Count` and `Days` 1, `Whole` 0
  bool operator==(const ParamType&) const = default;
};

// The name under which a card's value reaches the native.
struct Param {
  std::string name;
  ParamType type;
  bool required = true;  // of entries: `owner: User` must be given, `due: DateTime or empty` may be
  std::string doc;
  source::Location declared;
};

inline constexpr uint32_t kNoParam = UINT32_MAX;

// A fixed word, or a hole.
struct PatternPart {
  std::string word;           // empty for a hole
  uint32_t param = kNoParam;  // index into the declaration's params
  bool is_hole() const { return param != kNoParam; }
  bool operator==(const PatternPart&) const = default;
};

// `send email (template: EmailTemplate) to (who: Lead)` is word word hole word hole. A card is matched against every
// pattern that begins with its first word; of those that fit, the one with most fixed words is meant, and of several
// that differ in what their holes take, the first whose holes fit. Two patterns of one kind with the same words and
// holes are refused when they are declared. A clause may begin with a hole: `3 days before at 9:00 am`.
struct Pattern {
  std::vector<PatternPart> parts;
  bool call = false;               // `form_submitted(form: Text)`: used as a call, its arguments are all the params
  std::string first_word() const;  // empty when it begins with a hole
  std::string Head() const;        // the leading fixed words: "send email"
  std::string ToString(const std::vector<Param>& params) const;  // "send email (template) to (who)"
  size_t fixed_words() const;
  bool operator==(const Pattern&) const = default;
};

// `, round robin` · `, cc (cc: list of Email)`, or the same as a line of the card's block. Without a hole it is a
// flag: the native sees an argument `name` that is yes.
struct ClauseDecl {
  std::string name;  // its fixed words joined by `_`: "round_robin"
  Pattern pattern;
  std::vector<uint32_t> params;  // indices into the owner's params
  bool repeated = false;         // may be written several times: `header "X-Key" secret("crm")`
  bool alternative = false;      // at most one of those that are: `skip`, `queue` or `restart`
  bool later = false;
  std::string feature;  // that an account must have for it (QEM-7); empty: every account can
  std::string doc;
  source::Location declared;
};

// In which trigger groups something may be used; the group of a trigger is TriggerTarget::group.
struct Availability {
  enum class Rule : uint8_t { Everywhere, Only, Except } rule = Rule::Everywhere;
  std::vector<std::string> groups;
  bool In(std::string_view group) const;
  std::string ToString() const;  // "lead, opportunity"; "everywhere but account"
  bool operator==(const Availability&) const = default;
};

// What all declarations have in common.
struct Declared {
  std::string doc;            // its `///` lines: the hover text
  source::Location declared;  // of its head
  bool host = false;          // `extern`: performed by the embedding host
  bool later = false;         // known, but performed by a later release: using it is "not supported yet"
};

// ---- Declarations ---------------------------------------------------------------------------------------------------

// A pure function. Several may share a name; they differ in their number or types of parameters.
struct FunctionDecl : Declared {
  std::string name;
  std::string native;  // of this overload: "text.upper"
  std::vector<Param> params;
  ParamType result;          // Value, Variable or VariableList
  bool reads_clock = false;  // `today()`: not constant between two evaluations
  bool reads_host = false;   // `secret(…)`, `lookup(…)`: answered by the host
};

// What can be promised about performing an effect twice (architecture decision 8).
enum class EffectClass : uint8_t {
  Transaction,  // in the store's own transaction: exactly once
  Keyed,        // the receiver drops repetitions of the same key
  Queryable,    // the receiver can be asked whether it happened
  Neither,      // at most once or at least once; the outcome may stay unknown
};

struct ActionDecl : Declared {
  std::string native;  // "send_email"
  Pattern pattern;
  std::vector<Param> params;
  std::vector<ClauseDecl> clauses;    // after commas
  std::vector<ClauseDecl> options;    // lines of the block
  std::vector<uint32_t> entries;      // `name: value` lines of the block that are parameters, not fields
  EntityId assigns;                   // `Field: value` lines set fields of this entity, or
  uint32_t assigns_param = kNoParam;  // … of the record in this parameter; neither: no such lines
  bool records_type = false;          // the assigned entity's record type is given by a parameter `type` (AUP-4)
  std::vector<std::string> handlers;  // `on failure { … }`: "failure", "suppressed", "unknown outcome"
  std::optional<Type> result;         // of `as x`
  Availability available;
  EffectClass effect = EffectClass::Neither;
  uint32_t retries = 0;                     // extra attempts unless the card says otherwise
  std::vector<std::string> merge_prefixes;  // allowed in its conditions (DIST-3); empty: as everywhere
};

// A run's subject for one spelling of a trigger.
struct TriggerTarget {
  EntityId entity;    // what the trigger's Entity hole names; invalid for `no entity`
  EntityId subject;   // the record a run is about; when it is not `entity`, both are in scope
  std::string group;  // what availability speaks of: lead opportunity account activity task user none
};

// `on new Lead, including imports`; those of kind schedule begin with `every`.
struct TriggerDecl : Declared {
  std::string native;  // "new", "update", "schedule", "added_to_list" …
  Pattern pattern;
  std::vector<Param> params;
  std::vector<ClauseDecl> clauses;
  std::vector<TriggerTarget> targets;  // at least one
};

// A header line of an automation: `once per Lead in 30 days`, `priority 10`.
struct PolicyDecl : Declared {
  std::string native;
  Pattern pattern;
  std::vector<Param> params;
  std::vector<ClauseDecl> clauses;
  Availability available;
  std::vector<std::string> triggers;  // natives of triggers it goes with; empty: all
};

// A statement of the language itself, which C++ reads: if, multi_if, if_exists, wait …. Declared for its availability
// and its documentation.
struct StatementDecl : Declared {
  std::string native;
  Availability available;
};

// `@{Activity:Field,}`: where a prefix may be used (domain.md B6, DIST-3, DIST-4).
struct MergePrefixDecl : Declared {
  std::string name;
  EntityId entity;  // whose fields it has; pseudo entities (DateTime) included; invalid for Saved
  enum class Source : uint8_t {
    Record,  // the record of that entity in scope
    Owner,   // the owner of the record the run is about
    Sender,  // of the message: the owner, else the account's default sender (C-MM-18)
    Clock,   // DateTime
    Saved,   // a saved reply in scope
    Place,   // what the place supplies: a form's or a process's fields
  } source = Source::Record;
  Availability available;
  std::vector<std::string> places;  // "form", "process", "distribute": only there; empty: everywhere
};

// ---- The library ----------------------------------------------------------------------------------------------------

enum class DeclKind : uint8_t { Entity, Enum, Function, Action, Trigger, Policy, Statement, MergePrefix, Limits, Name };
inline constexpr size_t kDeclKinds = 10;

class Library {
 public:
  void Add(FunctionDecl decl);
  void Add(ActionDecl decl);
  void Add(TriggerDecl decl);
  void Add(PolicyDecl decl);
  void Add(StatementDecl decl);
  void Add(MergePrefixDecl decl);

  const std::vector<FunctionDecl>& functions() const { return functions_; }
  const std::vector<ActionDecl>& actions() const { return actions_; }
  const std::vector<TriggerDecl>& triggers() const { return triggers_; }
  const std::vector<PolicyDecl>& policies() const { return policies_; }
  const std::vector<StatementDecl>& statements() const { return statements_; }
  const std::vector<MergePrefixDecl>& merge_prefixes() const { return merge_prefixes_; }

  // In order of declaration; pointers die on the next Add.
  std::vector<const FunctionDecl*> FindFunctions(std::string_view name) const;
  std::vector<const ActionDecl*> ActionsStarting(std::string_view first_word) const;
  std::vector<const TriggerDecl*> TriggersStarting(std::string_view first_word) const;
  std::vector<const PolicyDecl*> PoliciesStarting(std::string_view first_word) const;
  const StatementDecl* FindStatement(std::string_view native) const;
  const MergePrefixDecl* FindMergePrefix(std::string_view name) const;  // exact case (E-MM-2)

  // Leading words of everything there is, also of what was not loaded because no file mentions it: for did-you-mean
  // and completion. Sorted, without repetitions.
  void Know(DeclKind kind, std::string head);
  const std::vector<std::string>& Heads(DeclKind kind) const { return heads_[static_cast<size_t>(kind)]; }

 private:
  std::vector<FunctionDecl> functions_;
  std::vector<ActionDecl> actions_;
  std::vector<TriggerDecl> triggers_;
  std::vector<PolicyDecl> policies_;
  std::vector<StatementDecl> statements_;
  std::vector<MergePrefixDecl> merge_prefixes_;
  std::array<std::vector<std::string>, kDeclKinds> heads_;
};

}  // namespace lsq::schema
