// SPDX-License-Identifier: Apache-2.0
// The durable form of a program (architecture decision 2): what a store keeps, what parked runs are pinned to, what
// every back end starts from.
//
// Expressions are functions in SSA form, blocks of instructions over registers; automations are graphs of steps that
// call them. Nothing here points into a schema: fields, options and natives are imports with stable ids and the type
// that was assumed, resolved by runtime/link when a program is loaded. Bytecode and native objects are caches made from
// this. Made by lower/, checked by Verify, printed by Print, stored through serialise.h under kFormatVersion.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/id.h"
#include "compiler/markup/escape.h"
#include "compiler/number/decimal.h"
#include "compiler/time/civil.h"
#include "compiler/time/duration.h"

namespace lsq::ir {

inline constexpr uint32_t kFormatVersion = 1;  // raised when the meaning of stored IR changes; old ones stay readable

// ---- Types: what a register holds. Every type includes "missing". ---------------------------------------------------

enum class Kind : uint8_t {
  Void,
  Bool,
  Number,
  Text,
  Date,
  DateTime,
  Time,
  Duration,
  Option,   // index into an imported option set; text of an open one is Text
  Options,  // a set of them
  Record,
  List,
  Handle,
  Reply,
};
struct Type {
  Kind kind = Kind::Void;
  uint8_t scale = 0;                 // Number: digits a field stores; 9 for computed ones
  Kind element = Kind::Void;         // List
  uint32_t option_set = UINT32_MAX;  // Option, Options: import
  uint32_t entity = UINT32_MAX;      // Record: import
  bool operator==(const Type&) const = default;
};

// ---- Imports: what the program assumes about the world --------------------------------------------------------------

struct EntityImport {
  std::string name;
  uint32_t stable_id = 0;
  std::string key;  // name of its id field
  bool operator==(const EntityImport&) const = default;
};
struct FieldImport {
  uint32_t entity = 0;  // import
  std::string name;
  uint32_t stable_id = 0;
  Type type;
  bool mandatory = false;                 // then a load that finds it empty faults with F_MANDATORY_EMPTY
  uint32_t relation_entity = UINT32_MAX;  // of relations: the entity import they lead to
  std::string via;                        // of relations: the field that holds the other record's id
  bool operator==(const FieldImport&) const = default;
};
struct OptionSetImport {
  std::string name;
  std::vector<std::string> values;
  std::vector<uint32_t> stable_ids;
  bool operator==(const OptionSetImport&) const = default;
};
struct NativeImport {
  std::string name;       // "text.upper"
  uint32_t revision = 1;  // of its meaning (decision 2)
  std::vector<Type> params;
  Type result;
  bool operator==(const NativeImport&) const = default;
};

// ---- Functions ------------------------------------------------------------------------------------------------------

struct OptionConstant {
  uint32_t set = 0;  // import
  uint32_t index = 0;
  bool operator==(const OptionConstant&) const = default;
};
// std::monostate is the missing value.
using Constant = std::variant<std::monostate, bool, number::Decimal, std::string, time::Date, time::Instant,
                              time::LocalDateTime, time::TimeOfDay, time::Duration, OptionConstant>;

enum class WindowSpan : uint8_t { Last, This, Next };
struct Window {
  WindowSpan span = WindowSpan::Last;
  uint32_t count = 0;  // 0: the calendar word without a number, `last week`
  time::Unit unit = time::Unit::kDay;
  bool operator==(const Window&) const = default;
};
enum class Sink : uint8_t { Prose, Machine, Json };  // how Bool and dates print (C-MM-14, E-MM-10)

enum class Op : uint8_t {
#define LSQ_IR_OP(name, text, operands, effect) name,
#include "compiler/ir/ir_ops.def"
#undef LSQ_IR_OP
};

// Of an `is_missing` whose source is `is filled`: whoever watches an evaluation is told what the source asks.
inline constexpr uint32_t kAskedWhetherFilled = 1;

using Reg = uint32_t;
inline constexpr Reg kNoReg = UINT32_MAX;

// Where in the source an instruction came from: file and byte offsets, for traces and faults.
struct Origin {
  uint32_t file = UINT32_MAX;  // index into Module::files
  uint32_t begin = 0;
  uint32_t end = 0;
  bool operator==(const Origin&) const = default;
};

struct Inst {
  Op op = Op::Const;
  Type type;  // of the result; of the operands for comparisons (their result is Bool) and TextOf
  std::vector<Reg> args;
  uint32_t imm = 0;  // constant, import, local, window, sink, escaper: as ir_ops.def says
  Origin origin;
  bool operator==(const Inst&) const = default;
};

// A block ends in exactly one of: return, jump, branch.
struct Terminator {
  enum class Kind : uint8_t { Return, Jump, Branch } kind = Kind::Return;
  Reg value = kNoReg;      // returned, or the condition; a missing condition is false
  uint32_t target = 0;     // of a jump; of a branch when true
  uint32_t otherwise = 0;  // of a branch when false
  bool operator==(const Terminator&) const = default;
};
struct Block {
  std::vector<Reg> insts;  // in order; a Reg is the index of its defining instruction in Function::insts
  Terminator end;
  std::vector<uint32_t> predecessors;
  bool operator==(const Block&) const = default;
};

// Pure up to reads. `params` are locals 0..n-1 of a user function; a function of an automation reads the locals of its
// frame.
struct Function {
  std::string name;  // "when", "step 3 template", for dumps and traces
  std::vector<Type> params;
  Type result;
  std::vector<Inst> insts;
  std::vector<Block> blocks;  // blocks[0] is the entry
  bool operator==(const Function&) const = default;
};
struct FunctionTag;
using FunctionId = Id<FunctionTag>;

// ---- Automations ----------------------------------------------------------------------------------------------------

struct StepTag;
using StepId = Id<StepTag>;  // invalid where a run ends as completed
using LocalIndex = uint32_t;
inline constexpr LocalIndex kNoLocal = UINT32_MAX;

struct Local {
  std::string name;
  Type type;
  bool operator==(const Local&) const = default;
};
struct Assignment {
  uint32_t field = 0;  // import
  FunctionId value;
  bool operator==(const Assignment&) const = default;
};
struct Argument {
  std::string param;
  FunctionId value;
  LocalIndex candidate = kNoLocal;  // of a condition (`users where …`): where it expects the record to test
  bool operator==(const Argument&) const = default;
};
struct Handler {
  std::string name;  // "failure", "suppressed", "capped" …
  StepId entry;      // invalid: go on with the next step
  bool operator==(const Handler&) const = default;
};
enum class Otherwise : uint8_t { Fail, Exit, Continue, Goto };

struct ActionStep {
  std::string native;
  std::vector<Argument> arguments;
  std::vector<Assignment> assignments;
  uint32_t entity = UINT32_MAX;  // import: whose fields are assigned
  LocalIndex result = kNoLocal;
  std::vector<Handler> handlers;
  bool operator==(const ActionStep&) const = default;
};
struct BranchStep {
  struct Arm {
    FunctionId condition;
    StepId target;
    bool operator==(const Arm&) const = default;
  };
  std::vector<Arm> arms;
  StepId otherwise;
  bool operator==(const BranchStep&) const = default;
};
// If Lead Exists. `keys` are conjuncts of the form candidate.field is <value without the candidate>: what a store can
// look up by its folded key; `where` is the whole condition and decides. A missing key value matches nothing (C-MRG-8).
struct FindStep {
  struct Key {
    uint32_t field = 0;
    FunctionId value;
    bool operator==(const Key&) const = default;
  };
  uint32_t entity = 0;
  LocalIndex match = kNoLocal;
  FunctionId where;  // invalid: any record
  std::vector<Key> keys;
  StepId then;
  StepId otherwise;
  bool operator==(const FindStep&) const = default;
};
struct WaitStep {
  struct ForDuration {
    FunctionId duration;
    std::optional<time::Weekday> weekday;
    std::optional<time::TimeOfDay> at;
    bool operator==(const ForDuration&) const = default;
  };
  struct UntilInstant {
    FunctionId instant;                        // DateTime, or a LocalDateTime constant read in the wait's zone
    std::optional<time::LocalDateTime> local;  // set for a literal: `wait until 2026-12-25 09:00`
    Otherwise if_empty = Otherwise::Fail;
    Otherwise if_past = Otherwise::Continue;
    std::vector<uint32_t> watched;  // field imports of the subject whose change re-arms it (C-WAIT-7)
    bool operator==(const UntilInstant&) const = default;
  };
  struct Event {
    std::string name;
    LocalIndex handle = kNoLocal;
    std::string activity_type;
    LocalIndex candidate = kNoLocal;
    FunctionId where;
    bool operator==(const Event&) const = default;
  };
  struct UntilEvents {
    bool all = false;
    std::vector<Event> events;
    bool operator==(const UntilEvents&) const = default;
  };
  struct UntilCondition {
    FunctionId condition;
    std::vector<uint32_t> watched;  // field imports
    bool operator==(const UntilCondition&) const = default;
  };
  std::variant<ForDuration, UntilInstant, UntilEvents, UntilCondition> until;
  FunctionId zone;
  FunctionId default_zone;
  FunctionId at_most;
  StepId then;  // when it happened
  Otherwise on_time_out = Otherwise::Continue;
  StepId time_out;  // when `on_time_out` is Goto or Continue
  bool operator==(const WaitStep&) const = default;
};
struct SetStep {
  FunctionId record;
  uint32_t entity = 0;
  std::vector<Assignment> assignments;
  bool operator==(const SetStep&) const = default;
};
struct LetStep {
  LocalIndex local = kNoLocal;
  FunctionId value;
  bool operator==(const LetStep&) const = default;
};
struct ExitStep {
  FunctionId reason;
  bool operator==(const ExitStep&) const = default;
};

// `ends_segment`: a durable point lies before the next step (decision 3): around waits, merges, distributions, searches
// and writes to other records.
struct Step {
  std::string label;
  Origin origin;
  StepId next;
  bool ends_segment = false;
  std::variant<ActionStep, BranchStep, FindStep, WaitStep, SetStep, LetStep, ExitStep> node;
  bool operator==(const Step&) const = default;
};

struct WatchedField {
  uint32_t field = 0;
  FunctionId from, to, crossing;
  bool operator==(const WatchedField&) const = default;
};
struct Schedule {
  time::Unit unit = time::Unit::kDay;
  uint32_t every = 1;
  std::optional<time::TimeOfDay> at;
  uint32_t minute = 0;
  std::vector<time::Weekday> weekdays;
  uint32_t day_of_month = 0;  // 0: the anchor's; 32: the last day
  bool or_skip = false;
  bool operator==(const Schedule&) const = default;
};
struct Trigger {
  std::string native;
  std::string group;
  uint32_t entity = UINT32_MAX;
  std::string record_type;
  std::vector<WatchedField> watched;
  std::vector<Argument> arguments;
  std::optional<Schedule> schedule;
  bool on_import = false;
  bool on_bulk = false;
  bool operator==(const Trigger&) const = default;
};
struct Policy {
  std::string native;
  std::vector<Argument> arguments;
  bool operator==(const Policy&) const = default;
};
struct Automation {
  std::string name;
  Origin origin;
  std::vector<Local> locals;
  LocalIndex subject = kNoLocal;
  std::vector<Trigger> triggers;
  FunctionId when;
  FunctionId exit_when;
  std::vector<Policy> policies;
  std::vector<Step> steps;  // StepId is an index
  StepId entry;
  std::vector<Handler> handlers;
  bool operator==(const Automation&) const = default;
};

struct EmailTemplate {
  std::string name;
  uint32_t entity = UINT32_MAX;
  std::vector<Local> locals;  // locals[0] is the record
  FunctionId subject;
  FunctionId body;
  bool html = false;
  bool operator==(const EmailTemplate&) const = default;
};

struct Module {
  uint32_t format = kFormatVersion;
  uint32_t edition = 2026;
  std::vector<std::string> files;
  std::vector<EntityImport> entities;
  std::vector<FieldImport> fields;
  std::vector<OptionSetImport> option_sets;
  std::vector<NativeImport> natives;
  std::vector<Constant> constants;  // shared, no duplicates
  std::vector<Window> windows;
  Store<FunctionId, Function> functions;
  std::vector<Automation> automations;
  std::vector<EmailTemplate> email_templates;
  std::string account_timezone;
  bool operator==(const Module&) const = default;
};

}  // namespace lsq::ir
