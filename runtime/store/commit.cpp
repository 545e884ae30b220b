// SPDX-License-Identifier: Apache-2.0
// What a Delta means, once for every store (architecture decision 3).
#include <utility>

#include "compiler/number/decimal.h"
#include "runtime/store/codec.h"
#include "runtime/store/store.h"

namespace lsq::store {

namespace {

constexpr int kMaxRedirects = 64;  // merges of merges; a longer chain is damage

Committed Refuse(CommitOutcome outcome, std::string detail) {
  Committed refused;
  refused.outcome = outcome;
  refused.detail = std::move(detail);
  return refused;
}

std::string NameOf(const RecordKey& key) {
  return key.entity + " " + key.id;
}

// Increments of what is there at commit; what is missing counts as nothing.
Status Increment(Record& record, const WriteRecord& write) {
  for (const auto& [field, amount] : write.add) {
    const auto* old = record.Get(field).As<number::Decimal>();
    const number::Checked sum = number::Add(old != nullptr ? *old : number::kZero, amount);
    if (!sum.ok()) return Error{"F_OVERFLOW", NameOf(record.key) + ": " + field + " would leave the range of numbers"};
    record.fields.insert_or_assign(field, Value(sum.value));
  }
  return Ok();
}

int64_t Updated(const CellOp& op, int64_t old) {
  switch (op.kind) {
    case CellOp::Kind::Get:
      return old;
    case CellOp::Kind::Add:
      return old + op.amount;
    case CellOp::Kind::Set:
      return op.amount;
    case CellOp::Kind::TakeNext:
      return op.amount > 0 ? (old + 1) % op.amount : 0;
  }
  return old;
}

}  // namespace

Result<std::vector<Committed>> Store::Commit(const std::vector<Delta>& batch) {
  LSQ_TRY(std::vector<Committed> outcomes, Stage(batch));
  LSQ_TRY_DO(Sync());
  return outcomes;
}

Result<std::vector<Committed>> Store::Stage(const std::vector<Delta>& batch) {
  if (!staged_) LSQ_TRY_DO(Begin());
  staged_ = true;
  std::vector<Committed> outcomes;
  for (const Delta& delta : batch) {
    Result<Committed> outcome = Apply(delta);
    if (!outcome.ok()) {
      staged_ = false;
      (void)End(false);
      return outcome.error();
    }
    outcomes.push_back(std::move(*outcome));
  }
  return outcomes;
}

Status Store::Sync() {
  if (!std::exchange(staged_, false)) return Ok();
  if (faults_ && faults_->fail_commit != 0 && --faults_->fail_commit == 0) {
    (void)End(false);
    return Error{"io", "injected: the commit failed"};
  }
  LSQ_TRY_DO(End(true));
  if (faults_ && faults_->lose_answer_of != 0 && --faults_->lose_answer_of == 0) {
    return Error{"io", "injected: the commit is there, its answer was lost"};
  }
  return Ok();
}

Result<Committed> Store::Apply(const Delta& delta) {
  LSQ_TRY(std::optional<Committed> refusal, Refusal(delta));
  if (refusal) return *refusal;
  LSQ_TRY_DO(OpenSavepoint());
  Committed done;
  for (const auto step : {&Store::ApplyWrites, &Store::ApplyRuns, &Store::ApplyCells, &Store::ApplyRest}) {
    Status applied = (this->*step)(delta, done);
    const bool refused = done.outcome != CommitOutcome::Committed;
    if (!applied.ok()) {
      (void)CloseSavepoint(false);  // a full disk has taken the transaction with it; why is in `applied`
      return applied.error();
    }
    if (refused) {
      LSQ_TRY_DO(CloseSavepoint(false));
      return Refuse(done.outcome, done.detail);
    }
  }
  LSQ_TRY_DO(CloseSavepoint(true));
  return done;
}

// Versions, counters and marks, before anything is written.
Result<std::optional<Committed>> Store::Refusal(const Delta& delta) {
  for (const ReadRecord& read : delta.reads) {
    LSQ_TRY(const std::optional<Record> now, LoadRecord(read.key));
    if ((now ? now->version : 0) != read.version) return {Refuse(CommitOutcome::Conflict, NameOf(read.key))};
  }
  for (const Run& run : delta.runs) {
    if (run.id == 0) continue;
    LSQ_TRY(const std::optional<Run> now, ReadRun(run.id));
    if (!now || now->version != run.version) {
      return {Refuse(CommitOutcome::Conflict, "run " + std::to_string(run.id))};
    }
  }
  for (const SeenCell& seen : delta.seen) {
    LSQ_TRY(const int64_t now, ReadCell(seen.cell));
    if (now != seen.value) return {Refuse(CommitOutcome::Conflict, seen.cell)};
  }
  for (const Mark& mark : delta.marks) {
    LSQ_TRY(const bool there, HasMark(mark.key, mark.at));
    if (there && !mark.unite) return {Refuse(CommitOutcome::Duplicate, mark.key)};
  }
  return std::optional<Committed>();
}

Status Store::ApplyWrites(const Delta& delta, Committed& done) {
  for (const WriteRecord& write : delta.writes) {
    LSQ_TRY(std::optional<Record> old, LoadRecord(write.key));
    if (write.expected != kAnyVersion && write.expected != (old ? old->version : 0)) {
      done.outcome = CommitOutcome::Conflict;
      done.detail = NameOf(write.key);
      return Ok();
    }
    if (write.remove) {
      LSQ_TRY_DO(EraseRecord(write.key));
      continue;
    }
    Record record = old ? std::move(*old) : Record{write.key, 0, {}, ""};
    for (const auto& [field, value] : write.fields) {
      if (value.missing()) {
        record.fields.erase(field);
      } else {
        record.fields.insert_or_assign(field, value);
      }
    }
    LSQ_TRY_DO(Increment(record, write));
    if (!write.merged_into.empty()) {
      record.merged_into = write.merged_into;
      record.fields.clear();
    }
    LSQ_TRY(const std::vector<std::string> unique, UniqueFields(write.key.entity));
    for (const std::string& field : unique) {
      const Value& value = record.Get(field);
      if (value.missing()) continue;
      LSQ_TRY(const std::optional<std::string> owner, FindUnique(write.key.entity, field, value));
      if (owner && *owner != write.key.id) {
        done.outcome = CommitOutcome::UniqueViolation;
        done.detail = write.key.entity + "." + field + " of " + write.key.id + " is taken by " + *owner;
        return Ok();
      }
    }
    LSQ_TRY(record.version, NextVersion());
    LSQ_TRY_DO(SaveRecord(record));
  }
  return Ok();
}

Status Store::ApplyRuns(const Delta& delta, Committed& done) {
  for (Run run : delta.runs) {
    LSQ_TRY(run.version, NextVersion());
    if (run.id == 0) {
      LSQ_TRY(run.id, InsertRun(run));
    } else {
      LSQ_TRY_DO(UpdateRun(run));
    }
    done.runs.push_back(run.id);
  }
  // A Delta that inserts its one run speaks of it as run 0: its id is known only now.
  const auto resolved = [&](RunId id) { return id == 0 && !done.runs.empty() ? done.runs.front() : id; };
  for (const RunId run : delta.unsubscribe) LSQ_TRY_DO(EraseSubscriptions(run));
  for (Subscription subscription : delta.subscribe) {
    subscription.run = resolved(subscription.run);
    LSQ_TRY_DO(InsertSubscription(subscription));
  }
  for (Effect effect : delta.effects) {
    effect.run = resolved(effect.run);
    LSQ_TRY_DO(InsertEffect(effect));
  }
  for (const Effect& effect : delta.outcomes) LSQ_TRY_DO(UpdateEffect(effect));
  return Ok();
}

Status Store::ApplyCells(const Delta& delta, Committed& done) {
  for (const CellOp& op : delta.cells) {
    LSQ_TRY(const int64_t old, ReadCell(op.cell));
    const int64_t now = Updated(op, old);
    if (op.kind != CellOp::Kind::Get) LSQ_TRY_DO(SaveCell(op.cell, now));
    // TakeNext hands out the place the cursor stood at; the others what the cell holds now.
    done.cells.push_back(op.kind == CellOp::Kind::TakeNext && op.amount > 0 ? old % op.amount : now);
  }
  for (const Mark& mark : delta.marks) {
    LSQ_TRY(const std::optional<Mark> known, ReadMark(mark.key, mark.at));
    const bool outlasts = known && (!known->expires || (mark.expires && *mark.expires <= *known->expires));
    if (!outlasts) LSQ_TRY_DO(SaveMark(mark));
  }
  return Ok();
}

Status Store::ApplyRest(const Delta& delta, Committed& done) {
  for (const Event& event : delta.events) {
    LSQ_TRY(const EventSeq seq, InsertEvent(event));
    done.events.push_back(seq);
  }
  for (const EventSeq seq : delta.consumed) LSQ_TRY_DO(FinishEvent(seq));
  for (const auto& [name, text] : delta.state) LSQ_TRY_DO(SaveState(name, text));
  for (TraceRow row : delta.trace) {
    if (row.run == 0 && !done.runs.empty()) row.run = done.runs.front();
    if (row.run == kNoRun) row.run = 0;
    LSQ_TRY_DO(AppendTrace(row));
  }
  return Ok();
}

Result<std::optional<Record>> Store::Read(const RecordKey& key, bool follow) {
  RecordKey at = key;
  for (int hops = 0; hops < kMaxRedirects; ++hops) {
    LSQ_TRY(std::optional<Record> record, LoadRecord(at));
    if (!record || record->merged_into.empty() || !follow) return record;
    at.id = record->merged_into;
  }
  return Error{"corrupt", NameOf(key) + " was merged into itself"};
}

Result<std::vector<RecordKey>> Store::Find(const std::string& entity, const std::vector<Equals>& equals, size_t limit) {
  std::vector<RecordKey> found;
  for (const Equals& equal : equals) {
    if (ColumnKey(equal.value).empty()) return found;
  }
  LSQ_TRY_DO(Scan(entity, equals, [&](const Record& record) {
    for (const Equals& equal : equals) {
      if (ColumnKey(record.Get(equal.field)) != ColumnKey(equal.value)) return true;
    }
    if (found.size() < limit) found.push_back(record.key);
    return found.size() < limit;
  }));
  return found;
}

Result<bool> Store::HasMark(const std::string& key, Instant now) {
  LSQ_TRY(const auto mark, ReadMark(key, now));
  return mark.has_value();
}

Result<std::optional<Mark>> Store::ReadMark(const std::string& key, Instant now) {
  LSQ_TRY(const auto expires, LoadMark(key));
  if (!expires || (*expires && **expires <= now)) return std::optional<Mark>();
  return std::optional(Mark{key, now, *expires});
}

}  // namespace lsq::store
