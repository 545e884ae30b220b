// SPDX-License-Identifier: Apache-2.0
// A checked program: everything resolved and typed, nothing of the syntax left but places for messages.
//
// Made by check/, read by lower/, analyze/ and the language server. A program with errors may exist (poisoned parts
// have type Error), but is never lowered. Meaning of the operators: the comments at Op; sources are domain.md sections
// C and E.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/id.h"
#include "compiler/markup/escape.h"
#include "compiler/number/decimal.h"
#include "compiler/schema/catalog.h"
#include "compiler/source/source.h"
#include "compiler/time/civil.h"
#include "compiler/time/duration.h"
#include "compiler/types/type.h"

namespace lsq::program {

using schema::EntityId;
using schema::FieldId;
using source::Location;
using types::Type;

struct ExprTag;
using ExprId = Id<ExprTag>;
struct LocalTag;
using LocalId = Id<LocalTag>;  // of one scope: an automation, a template, a function, a test
struct StepBlockTag;
using BlockId = Id<StepBlockTag>;

// ---- Expressions ----------------------------------------------------------------------------------------------------

// Every operator reads "missing" the same way (C-MM-3): a field that is absent, blank text, the sentinel date, an empty
// set. Comparisons are two-valued: with the left side missing a positive operator is false and its negative is true
// (C-CON-2); with the right side missing both are false (C-CON-3, C-MM-8). Arithmetic and calls never see a missing
// value: the checker demands a default or a guard.
enum class Op : uint8_t {
  Const,    // payload Constant
  Local,    // payload LocalId: a `let`, a record in scope, a handle, a parameter
  Field,    // args {record}, payload FieldId
  Related,  // args {record}, payload FieldId of a relation: the other record, or missing
  Member,   // args {reply or handle}, payload text: the path inside it
  Now,      // the instant at which the step is evaluated (C-MM-16)
  Me,       // the user on whose behalf something is evaluated
  List,     // args: elements
  Not,
  And,
  Or,  // left to right, short-circuit (E-EXPR-3)
  Equal,
  NotEqual,  // text folded unless `exact`; a Date against a DateTime by its local date (C-CON-7)
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  In,
  NotIn,  // args {value, list}
  Between,
  NotBetween,  // args {value, low, high}, both ends included
  Contains,
  NotContains,
  StartsWith,
  NotStartsWith,
  EndsWith,
  NotEndsWith,  // case-insensitive, untrimmed (E-EXPR-1)
  HasAny,
  HasAll,
  HasNone,  // args {options, list}
  InWindow,
  NotInWindow,  // args {value}, payload Window (C-CON-8)
  IsEmpty,
  IsFilled,  // args {value}
  InNamedList,
  NotInNamedList,  // args {record}, payload Constant (Name): `Lead in list "Fresh"`
  Changed,         // args {old, new}; under an update trigger or watch only (C-TRG-3)
  OldField,        // args {record}, payload FieldId: the value before the triggering update
  IsChanged,       // args {record}, payload FieldId: in the change set of the triggering update
  Coalesce,        // args {a, b}: a, or b when a is missing
  If,              // args {condition, then, otherwise}
  Negate,
  Add,
  Subtract,
  Multiply,
  Divide,
  Remainder,  // numbers; faults: overflow, division by zero
  AddDuration,
  SubtractDuration,  // args {DateTime or Date, Duration} in the run's zone (C-WAIT-1)
  AddHours,          // args {DateTime, Number}: elapsed hours, the CRM's `@{…}+24` (C-MM-10)
  Difference,        // args {later, earlier}: Duration in seconds, or days for Dates
  DateOf,            // args {DateTime}: its date in the account's zone
  StartOfDay,        // args {Date}: DateTime in the run's zone (C-MM-11)
  TextOf,            // args {value}: as C-MM-14 prints it; `sink` in the payload decides about Bool (E-MM-10)
  Join,              // args: Text parts joined; each Escaped or constant
  Escape,            // args {Text}, payload markup::Escaper
  Call,              // args, payload NativeCall: a function of the library, implemented in C++
  CallFunction,      // args, payload FunctionId: a function written in lsq
};

// What a merged value is printed for: decides Yes/No against 1/0 against true/false (E-MM-10) and date formats
// (C-MM-14).
enum class Sink : uint8_t { Prose, Machine, Json };

struct Missing {
  bool operator==(const Missing&) const = default;
};
struct OptionValue {  // of a closed set: an index; text outside an open set is a plain string
  types::OptionSetId set;
  uint32_t index = 0;
  bool operator==(const OptionValue&) const = default;
};
using Constant = std::variant<Missing, bool, number::Decimal, std::string, time::Date, time::Instant,
                              time::LocalDateTime, time::TimeOfDay, time::Duration, OptionValue>;

struct Window {
  enum class Span : uint8_t { Last, This, Next } span = Span::Last;
  uint32_t count = 0;  // 0: the calendar word without a number, `last week`, `this month`
  time::Unit unit = time::Unit::kDay;
  bool operator==(const Window&) const = default;
};
struct NativeCall {
  std::string name;  // of the overload: "text.upper", "date.add_months"
  bool operator==(const NativeCall&) const = default;
};
struct FunctionTag;
using FunctionId = Id<FunctionTag>;

using Payload = std::variant<std::monostate, Constant, LocalId, FieldId, std::string, Window, NativeCall, FunctionId,
                             markup::Escaper, Sink>;

struct Expr {
  Op op = Op::Const;
  bool exact = false;  // of text comparisons: byte for byte
  Type type;
  Location at;
  std::vector<ExprId> args;
  Payload payload;
};

// ---- Steps ----------------------------------------------------------------------------------------------------------

struct Assignment {
  FieldId field;
  ExprId value;
  Location at;
};

// What happens instead when a wait cannot begin or runs out.
enum class Otherwise : uint8_t { Fail, Exit, Continue, Block };

// A handler of a step or an automation: `on failure { … }`, `on suppressed { … }`. Without a block: `on failure
// continue`.
struct Handler {
  std::string name;
  BlockId block;  // invalid: continue with the next step
};

// A card of the library, performed by a native of the runtime.
struct Argument {
  std::string param;
  ExprId value;       // an Expr whose type is a Name holds the name as text
  LocalId candidate;  // of a condition (`users where User.City is …`): the record it tests; else invalid
};
struct ActionStep {
  std::string native;  // "send_email"; declared in the library, implemented in the runtime
  std::vector<Argument> arguments;
  std::vector<Assignment> assignments;  // of the block's `Field: value` lines
  EntityId entity;                      // whose fields they are; may be invalid
  std::optional<LocalId> result;        // `as welcome`
  std::vector<Handler> handlers;
};
struct IfStep {
  struct Arm {
    ExprId condition;
    BlockId block;
  };
  std::vector<Arm> arms;
  BlockId otherwise;  // invalid when absent
};
// Binds the oldest match (C-MRG-7), the record of the run itself excluded.
struct IfExistsStep {
  EntityId entity;
  LocalId match;  // also the candidate that `where` speaks of
  ExprId where;   // invalid when absent
  BlockId then;
  BlockId otherwise;  // invalid when absent
};
struct WaitStep {
  // `wait 1 day, then on Monday at 9:00 am`: first instant at or after start + duration (C-WAIT-3).
  struct ForDuration {
    ExprId duration;
    std::optional<time::Weekday> weekday;
    std::optional<time::TimeOfDay> at;
  };
  // `wait until @{…}+24`; a value of type LocalDateTime is read in the zone.
  struct UntilInstant {
    ExprId instant;  // DateTime, maybe missing
    Otherwise if_empty = Otherwise::Fail;
    Otherwise if_past = Otherwise::Continue;
  };
  // `wait until any of (welcome is opened, activity "Demo")`.
  struct Event {
    std::string name;               // "opened", "clicked", "bounced", "activity"
    std::optional<LocalId> handle;  // the mail it is about
    std::string activity_type;      // of "activity"
    LocalId candidate;              // the activity that `where` speaks of; invalid without `where`
    ExprId where;                   // invalid when absent
  };
  struct UntilEvents {
    bool all = false;
    std::vector<Event> events;
  };
  // `wait until Lead.Score > 50`; `watched` is what it reads (architecture decision 6).
  struct UntilCondition {
    ExprId condition;
    std::vector<FieldId> watched;
  };
  std::variant<ForDuration, UntilInstant, UntilEvents, UntilCondition> until;
  ExprId zone;          // a time-zone name, maybe missing at run time; invalid: the account's zone (C-WAIT-14)
  ExprId default_zone;  // used when `zone` is missing or unknown; invalid when absent
  ExprId at_most;       // a Duration; invalid when absent
  Otherwise on_time_out = Otherwise::Continue;
  BlockId block;           // what follows when it happened; invalid when absent
  BlockId time_out_block;  // when `on_time_out` is Block
};
struct SetStep {  // `set Lead.Stage to …`, `update Lead { … }`, `increase …`
  ExprId record;
  EntityId entity;
  std::vector<Assignment> assignments;
};
struct LetStep {
  LocalId local;
  ExprId value;
};
struct ExitStep {
  ExprId reason;  // Text; invalid when absent
};

struct Step {
  Location at;
  std::string label;  // for traces: "send email \"Welcome\""
  std::variant<ActionStep, IfStep, IfExistsStep, WaitStep, SetStep, LetStep, ExitStep> node;
};
struct StepBlock {
  std::vector<Step> steps;
};

// ---- Declarations ---------------------------------------------------------------------------------------------------

struct Local {
  std::string name;
  Type type;
  Location declared;
};

// Expressions, locals and blocks of one declaration; ids are meaningful within it only.
struct Scope {
  Store<ExprId, Expr> exprs;
  Store<LocalId, Local> locals;
  Store<BlockId, StepBlock> blocks;

  const Expr& operator[](ExprId id) const { return exprs[id]; }
  const Local& operator[](LocalId id) const { return locals[id]; }
  const StepBlock& operator[](BlockId id) const { return blocks[id]; }
};

struct WatchedField {
  FieldId field;
  ExprId from, to;  // `from "A" to "B"`; invalid when absent
  ExprId crossing;  // strict: old <= n < new (C-TRG-8); invalid when absent
};
struct Schedule {
  time::Unit unit = time::Unit::kDay;  // Hours, Days, Weeks, Months
  uint32_t every = 1;
  std::optional<time::TimeOfDay> at;
  uint32_t minute = 0;  // of hourly ones
  std::vector<time::Weekday> weekdays;
  uint32_t day_of_month = 0;  // 0: the anchor's; 32: the last day
  bool or_skip = false;
};
struct Trigger {
  std::string native;       // "new", "update", "schedule", "added_to_list", "new_activity" …; declared in the library
  std::string group;        // what availability speaks of: "lead", "account", "activity", "schedule", …
  EntityId entity;          // the record a run is about; invalid for `for no entity`
  std::string record_type;  // `Account of type "Customers"`
  std::vector<WatchedField> watched;  // of updates; empty is every field
  std::vector<Argument> arguments;    // of host triggers and named ones
  std::optional<Schedule> schedule;
  bool on_import = false;
  bool on_bulk = false;
  Location at;
};
// `once per Lead in 30 days`, `at most 3 runs per Lead per day`, `one at a time per Lead, skip`, `priority 10` …
struct Policy {
  std::string native;
  std::vector<Argument> arguments;
  Location at;
};
struct Automation {
  std::string name;
  std::string doc;
  Location at;
  Scope scope;
  LocalId subject;  // the record of the trigger; invalid for `for no entity`
  std::vector<Trigger> triggers;
  ExprId when;       // invalid when absent
  ExprId exit_when;  // invalid when absent
  std::vector<Policy> policies;
  BlockId body;
  std::vector<Handler> handlers;  // `on failure { … }`
};

struct EmailTemplate {
  std::string name;
  Location at;
  Scope scope;
  LocalId subject_record;
  EntityId entity;
  ExprId subject;
  ExprId body;
  bool html = false;
};

struct Function {
  std::string name;
  Location at;
  Scope scope;
  std::vector<LocalId> params;
  ExprId body;
  Type result;
};

// A `test` block.
struct Test {
  struct Given {
    LocalId record;
    EntityId entity;
    std::vector<Assignment> fields;
    Location at;
  };
  struct Event {
    ExprId after;        // Duration since the step before; invalid: at once
    std::string native;  // "new", "update", "email_event", "activity"; empty: only time passes
    LocalId record;      // invalid when it is about a handle
    std::string handle;  // "welcome": of the automation's run
    std::string name;    // "opened"
    std::vector<Assignment> fields;
    Location at;
  };
  struct Expect {
    std::string native;  // "condition", "effects", "run", "error"
    ExprId condition;
    std::string effect;              // as the trace calls it: "send_email"
    std::string member;              // what tells its occurrences apart: "template"
    std::vector<std::string> names;  // what all of them have there; the state of the run; the code of the error
    Location at;
  };
  std::string name;
  Location at;
  Scope scope;
  std::optional<time::LocalDateTime> start;
  std::string timezone;
  std::vector<std::variant<Given, Event, Expect>> lines;
};

struct Program {
  schema::Catalog catalog;
  std::vector<Automation> automations;
  std::vector<EmailTemplate> email_templates;
  Store<FunctionId, Function> functions;
  std::vector<Test> tests;
};

}  // namespace lsq::program
