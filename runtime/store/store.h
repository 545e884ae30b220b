// SPDX-License-Identifier: Apache-2.0
// The store: one interface, held by one contract suite for every implementation (memory, SQLite, later PostgreSQL).
//
// A segment of a run executes outside any transaction on versioned reads and returns a Delta; Commit applies a batch of
// Deltas in one transaction, a savepoint each, and validates every version that was read (architecture decision 3). The
// memory store is the model: deterministic, with injectable faults.
//
// Threading: a Store is used by one thread at a time, its committer's. Everything is under one tenant (decision 11): a
// store handle is opened for a tenant, and every key in the file begins with it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/time/civil.h"
#include "runtime/value/record.h"
#include "runtime/value/value.h"

namespace lsq::store {

using time::Instant;
using value::Fields;
using value::Record;
using value::RecordKey;
using value::Value;

inline constexpr uint32_t kFormatVersion = 1;  // of a store's tables; a store from a newer version is refused

// ---- Rows -----------------------------------------------------------------------------------------------------------

using RunId = uint64_t;     // never reused
using EventSeq = uint64_t;  // order of arrival, never reused
using OutboxId = uint64_t;

// Why a run will go on: exactly one, always (decision 6). The row's column and the alternatives here are the same
// thing.
enum class Wake : uint8_t {
  Ready,         // runnable now
  Timer,         // at `due`
  Subscription,  // when an event comes; at `due` when it has one (its time-out)
  Outcome,       // when an outbox entry of it has its outcome
  Terminal,      // ended; kept as history
};
enum class RunState : uint8_t { Running, Waiting, Completed, Exited, Failed };

struct Run {
  RunId id = 0;
  uint64_t version = 0;  // of this row; 0 before its first commit
  std::string program;   // digest of the program version it is pinned to (C-WAIT-8)
  std::string automation;
  RecordKey subject;          // entity empty for runs about no record
  EventSeq cause = 0;         // the event that started it
  uint32_t step = 0;          // where it goes on
  uint32_t steps_done = 0;    // occurrences: how effect keys stay distinct in loops and repeats
  std::vector<Value> locals;  // by index; records as RecordRef, handles as text keys
  std::string cause_payload;  // JSON: the triggering event, frozen (C-CON-1)
  RunState state = RunState::Running;
  Wake wake = Wake::Ready;
  std::optional<Instant> due;
  std::string wait;    // JSON: the local specification of the wait beside its UTC instant (decision 18)
  std::string reason;  // of an exit or failure: "F_DATE_MISSING", text of `exit because`
  Instant started{};
  Instant updated{};
  bool operator==(const Run&) const = default;
};

// What a waiting run listens for: an event about a record or about a handle. Derivable from program and step.
struct Subscription {
  RunId run = 0;
  std::string topic;   // "opened", "activity", "changed"
  std::string key;     // the handle's key; or "Lead/L17"
  std::string detail;  // activity type, field name; empty matches all
  bool operator==(const Subscription&) const = default;
};

// Something that happened. (source, id) is unique for ever in a store: the same event again starts nothing.
struct Event {
  EventSeq seq = 0;    // given by the store
  std::string source;  // "events.jsonl", "engine"
  std::string id;
  Instant at{};
  std::string type;  // "new", "update", "email_opened", "activity", "timer", "schedule" …
  RecordKey record;
  std::string payload;  // JSON: changed fields with old and new values; what the event carries
  bool operator==(const Event&) const = default;
};

// An effect on the world: intent, then attempting, then its outcome (decision 8).
enum class EffectState : uint8_t { Intent, Attempting, Done, Failed, Unknown };
struct Effect {
  OutboxId id = 0;
  std::string key;  // from run, step and occurrence, never the attempt; unique
  RunId run = 0;
  std::string kind;  // effect vocabulary of domain.md section 0: "send_email", "call_webhook" …
  std::string body;  // JSON, as it will be performed; secrets by name only
  EffectState state = EffectState::Intent;
  uint32_t attempts = 0;
  Instant due{};        // not before
  std::string outcome;  // JSON: reply, error
  bool operator==(const Effect&) const = default;
};

// One line of the trace, in order of commit.
inline constexpr RunId kNoRun = UINT64_MAX;  // in a Delta's trace: of no run, although the Delta inserts some
struct TraceRow {
  Instant at{};
  RunId run = 0;     // 0: of no run; in a Delta that inserts runs, of the first of them
  std::string text;  // a JSON object, complete
  bool operator==(const TraceRow&) const = default;
};

// ---- Deltas ---------------------------------------------------------------------------------------------------------

struct ReadRecord {
  RecordKey key;
  uint64_t version = 0;  // 0: read and found absent
  bool operator==(const ReadRecord&) const = default;
};
// Fields set to Missing are removed. `expected` is the version the writer saw, 0 for a create; kAnyVersion validates
// nothing, for increments of what is there.
inline constexpr uint64_t kAnyVersion = UINT64_MAX;
struct WriteRecord {
  RecordKey key;
  uint64_t expected = 0;
  Fields fields;
  std::vector<std::pair<std::string, number::Decimal>> add;  // increments, applied to what is there at commit
  bool remove = false;
  std::string merged_into;  // the record becomes a redirect
  bool operator==(const WriteRecord&) const = default;
};
// A counter that was read, and what it held: when it holds something else at commit, the Delta conflicts.
struct SeenCell {
  std::string cell;
  int64_t value = 0;
  bool operator==(const SeenCell&) const = default;
};
// A shared counter (decision 4), run by the committer in the order of commits; the result is delivered into the Delta.
struct CellOp {
  enum class Kind : uint8_t { Get, Add, Set, TakeNext } kind = Kind::Add;
  std::string cell;    // "cursor/Morning distribution/3", "guard/Welcome/L17/2026-03-05"
  int64_t amount = 0;  // Add: added; Set: the value; TakeNext: the size of a ring
  bool operator==(const CellOp&) const = default;
};
// A unique mark: fails the Delta (outcome Duplicate) when it is there already: `once per Lead`, occurrence keys of
// schedules.
struct Mark {
  std::string key;
  Instant at{};  // an older mark whose expiry is at or before this is gone
  std::optional<Instant> expires;
  bool unite = false;  // refuses nothing: of this mark and the one that is there, the one that lasts longer stays
  bool operator==(const Mark&) const = default;
};

struct Delta {
  std::vector<ReadRecord> reads;
  std::vector<SeenCell> seen;
  std::vector<WriteRecord> writes;
  std::vector<CellOp> cells;
  std::vector<Mark> marks;
  std::vector<Event> events;  // seq is given at commit
  std::vector<Subscription> subscribe;
  std::vector<RunId> unsubscribe;                          // every subscription of these runs
  std::vector<Effect> effects;                             // new intents
  std::vector<Effect> outcomes;                            // by id: state, attempts, due, outcome
  std::vector<Run> runs;                                   // inserted (id 0) or replaced where `version` matches
  std::vector<EventSeq> consumed;                          // inbox events this Delta finishes
  std::vector<std::pair<std::string, std::string>> state;  // named texts of the engine: cursors, the virtual clock
  std::vector<TraceRow> trace;
};

enum class CommitOutcome : uint8_t { Committed, Conflict, Duplicate, UniqueViolation };
struct Committed {
  CommitOutcome outcome = CommitOutcome::Committed;
  std::string detail;            // which key conflicted; which unique field was violated, by which record
  std::vector<int64_t> cells;    // results of `cells`, in order
  std::vector<RunId> runs;       // ids of `runs`, in order
  std::vector<EventSeq> events;  // of `events`; 0 for one that was there already
};

// ---- Queries --------------------------------------------------------------------------------------------------------

// Promoted columns and uniqueness of an entity, told at open: what may be looked up by value. Folded keys are computed
// here, never by a database's collation (decision 13).
enum class ColumnKind : uint8_t { Text, Number, Date, DateTime, Bool };
struct Column {
  std::string field;
  ColumnKind kind = ColumnKind::Text;
  bool unique = false;
  bool operator==(const Column&) const = default;
};
struct EntityColumns {
  std::string entity;
  std::vector<Column> columns;
  bool operator==(const EntityColumns&) const = default;
};

// Equality of a promoted column with a value, folded for text.
struct Equals {
  std::string field;
  Value value;
};

// For tests: how the disk fails. Counted over transactions that end, 1 is the next one; 0 is never.
struct Faults {
  uint64_t fail_commit = 0;     // this one fails and leaves nothing
  uint64_t lose_answer_of = 0;  // this one is durable but answers with an error
};

// What an implementation must do is the protected part: rows in, rows out, and savepoints. Commit itself is written
// once, in commit.cpp, so that no two stores can differ in what a Delta means.
class Store {
 public:
  virtual ~Store() = default;

  // Applies each Delta wholly or not at all, all of them in one transaction; durable when it returns. An Error means
  // nothing of the batch is there (the world failed); outcomes are per Delta.
  Result<std::vector<Committed>> Commit(const std::vector<Delta>& batch);

  // The same, but durable only from the next Sync or Commit on: group commit. Reads see it at once. Everything since
  // the last Sync becomes durable together; when the process dies before, or a Stage or Sync answers with an Error,
  // nothing of it is there.
  Result<std::vector<Committed>> Stage(const std::vector<Delta>& batch);
  Status Sync();

  // Adds columns and back-fills them; never drops one. `not_unique` when a column is to be unique and its values are
  // not.
  virtual Status Declare(const std::vector<EntityColumns>& columns) = 0;

  // Records. With `follow`, redirects of merges lead to the survivor, whose key is then in what is returned.
  Result<std::optional<Record>> Read(const RecordKey& key, bool follow = true);
  // Keys of records that have all these values (missing values match nothing), by CreatedOn then id, at most `limit`.
  // Fields without a promoted column are compared by scanning.
  Result<std::vector<RecordKey>> Find(const std::string& entity, const std::vector<Equals>& equals, size_t limit);
  // Records of an entity by CreatedOn then id, redirects left out; stops when `visit` gives false. `indexed` are
  // equalities of promoted columns that narrow it.
  virtual Status Scan(const std::string& entity, const std::vector<Equals>& indexed,
                      const std::function<bool(const Record&)>& visit) = 0;
  virtual Result<uint64_t> Count(const std::string& entity) = 0;

  // Inbox, in order of arrival: unfinished events with seq > after.
  virtual Result<std::vector<Event>> PendingEvents(EventSeq after, size_t limit) = 0;
  // Unfinished events with at <= until, by `at` then arrival; and the earliest `at` there is.
  virtual Result<std::vector<Event>> DueEvents(Instant until, size_t limit) = 0;
  virtual Result<std::optional<Instant>> NextEvent() = 0;
  virtual Result<std::optional<Run>> ReadRun(RunId id) = 0;
  virtual Result<std::vector<RunId>> ReadyRuns(size_t limit) = 0;
  // Waiting runs with due <= until, by due then id.
  virtual Result<std::vector<Run>> DueRuns(Instant until, size_t limit) = 0;
  virtual Result<std::optional<Instant>> NextDue() = 0;  // of waiting runs and unfinished effects
  virtual Result<std::vector<Subscription>> Subscribers(const std::string& topic, const std::string& key) = 0;
  // Effects in state Intent or Attempting with due <= until, by id.
  virtual Result<std::vector<Effect>> DueEffects(Instant until, size_t limit) = 0;
  virtual Result<std::optional<Effect>> ReadEffect(const std::string& key) = 0;
  virtual Result<int64_t> ReadCell(const std::string& cell) = 0;  // 0 when never written
  virtual Result<std::optional<std::string>> ReadState(const std::string& name) = 0;
  Result<bool> HasMark(const std::string& key, Instant now);
  Result<std::optional<Mark>> ReadMark(const std::string& key, Instant now);  // nothing when it is gone

  // Program versions by digest; a stored text is never changed.
  virtual Status PutProgram(const std::string& digest, const std::string& ir) = 0;
  virtual Result<std::optional<std::string>> GetProgram(const std::string& digest) = 0;

  // The trace in order of commit: rows with a position > after.
  virtual Result<std::vector<std::pair<uint64_t, TraceRow>>> ReadTrace(uint64_t after, size_t limit) = 0;
  virtual Result<std::vector<Run>> Runs(const std::string& automation, size_t limit) = 0;  // empty: all; newest first
  virtual Result<std::vector<Run>> ActiveRuns(const std::string& automation) = 0;          // that have not ended, by id

  void Inject(std::shared_ptr<Faults> faults) { faults_ = std::move(faults); }

  // Sentences about what is wrong inside: runs without exactly one wake reason, subscriptions without a run … None is
  // well.
  virtual Result<std::vector<std::string>> CheckIntegrity() = 0;

 protected:
  virtual Status Begin() = 0;
  virtual Status End(bool commit) = 0;  // of the transaction: durable, or undone
  virtual Status OpenSavepoint() = 0;
  virtual Status CloseSavepoint(bool keep) = 0;

  virtual Result<std::optional<Record>> LoadRecord(const RecordKey& key) = 0;
  virtual Status SaveRecord(const Record& record) = 0;
  virtual Status EraseRecord(const RecordKey& key) = 0;
  virtual Result<std::vector<std::string>> UniqueFields(const std::string& entity) = 0;
  // The id of the record whose unique field has this value.
  virtual Result<std::optional<std::string>> FindUnique(const std::string& entity, const std::string& field,
                                                        const Value& value) = 0;
  virtual Result<uint64_t> NextVersion() = 0;                    // grows for ever
  virtual Result<EventSeq> InsertEvent(const Event& event) = 0;  // 0 when (source, id) was there
  virtual Status FinishEvent(EventSeq seq) = 0;
  virtual Result<RunId> InsertRun(const Run& run) = 0;
  virtual Status UpdateRun(const Run& run) = 0;
  virtual Status InsertSubscription(const Subscription& subscription) = 0;
  virtual Status EraseSubscriptions(RunId run) = 0;
  virtual Status InsertEffect(const Effect& effect) = 0;  // one whose key is there already is left as it is
  virtual Status UpdateEffect(const Effect& effect) = 0;  // by id: state, attempts, due, outcome
  virtual Status SaveCell(const std::string& cell, int64_t value) = 0;
  // Present marks give their expiry, nullopt inside when they have none.
  virtual Result<std::optional<std::optional<Instant>>> LoadMark(const std::string& key) = 0;
  virtual Status SaveMark(const Mark& mark) = 0;
  virtual Status SaveState(const std::string& name, const std::string& text) = 0;
  virtual Status AppendTrace(const TraceRow& row) = 0;

 private:
  Result<Committed> Apply(const Delta& delta);
  Result<std::optional<Committed>> Refusal(const Delta& delta);
  Status ApplyWrites(const Delta& delta, Committed& done);
  Status ApplyRuns(const Delta& delta, Committed& done);
  Status ApplyCells(const Delta& delta, Committed& done);
  Status ApplyRest(const Delta& delta, Committed& done);

  bool staged_ = false;  // a transaction is open
  std::shared_ptr<Faults> faults_;
};

}  // namespace lsq::store
