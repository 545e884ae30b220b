// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "runtime/store/codec.h"
#include "runtime/store_sqlite/session.h"

namespace lsq::store_sqlite {

namespace {

constexpr const char* kRunColumns =
    "id, version, program, automation, entity, record, cause, step, steps_done, locals, cause_payload, state, wake, "
    "due, "
    "wait, reason, started, updated";
constexpr const char* kEffectColumns = "id, key, run, kind, body, state, attempts, due, outcome";

Result<Run> RunOf(const Statement& row) {
  Run run;
  run.id = static_cast<RunId>(row.Int(0));
  run.version = static_cast<uint64_t>(row.Int(1));
  run.program = row.Text(2);
  run.automation = row.Text(3);
  run.subject = {row.Text(4), row.Text(5)};
  run.cause = static_cast<EventSeq>(row.Int(6));
  run.step = static_cast<uint32_t>(row.Int(7));
  run.steps_done = static_cast<uint32_t>(row.Int(8));
  LSQ_TRY(run.locals, DecodeValues(row.Text(9)));
  run.cause_payload = row.Text(10);
  run.state = static_cast<RunState>(row.Int(11));
  run.wake = static_cast<Wake>(row.Int(12));
  if (const auto due = row.OptionalInt(13)) run.due = Instant{*due};
  run.wait = row.Text(14);
  run.reason = row.Text(15);
  run.started = Instant{row.Int(16)};
  run.updated = Instant{row.Int(17)};
  return run;
}

Effect EffectOf(const Statement& row) {
  Effect effect;
  effect.id = static_cast<OutboxId>(row.Int(0));
  effect.key = row.Text(1);
  effect.run = static_cast<RunId>(row.Int(2));
  effect.kind = row.Text(3);
  effect.body = row.Text(4);
  effect.state = static_cast<EffectState>(row.Int(5));
  effect.attempts = static_cast<uint32_t>(row.Int(6));
  effect.due = Instant{row.Int(7)};
  effect.outcome = row.Text(8);
  return effect;
}

Event EventOf(const Statement& row) {
  Event event;
  event.seq = static_cast<EventSeq>(row.Int(0));
  event.source = row.Text(1);
  event.id = row.Text(2);
  event.at = Instant{row.Int(3)};
  event.type = row.Text(4);
  event.record = {row.Text(5), row.Text(6)};
  event.payload = row.Text(7);
  return event;
}

}  // namespace

Result<EventSeq> SqliteStore::InsertEvent(const Event& event) {
  // An ignored insert would still spend a number of AUTOINCREMENT.
  LSQ_TRY(Statement known, db_->Prepare("SELECT 1 FROM event WHERE tenant = ? AND source = ? AND id = ?"));
  LSQ_TRY(const bool there, known.Bind(tenant_).Bind(event.source).Bind(event.id).Step());
  if (there) return EventSeq{0};
  LSQ_TRY(Statement row, db_->Prepare("INSERT INTO event(tenant, source, id, at, type, entity, record, payload, "
                                      "pending) VALUES(?, ?, ?, ?, ?, ?, ?, ?, 1)"));
  row.Bind(tenant_).Bind(event.source).Bind(event.id).Bind(event.at.micros).Bind(event.type);
  row.Bind(event.record.entity).Bind(event.record.id).Bind(event.payload);
  LSQ_TRY_DO(row.Run());
  return static_cast<EventSeq>(db_->LastInsertId());
}

Status SqliteStore::FinishEvent(EventSeq seq) {
  LSQ_TRY(Statement row, db_->Prepare("UPDATE event SET pending = 0 WHERE tenant = ? AND seq = ?"));
  return row.Bind(tenant_).Bind(static_cast<int64_t>(seq)).Run();
}

Result<std::vector<Event>> SqliteStore::PendingEvents(EventSeq after, size_t limit) {
  LSQ_TRY(Statement rows, db_->Prepare("SELECT seq, source, id, at, type, entity, record, payload FROM event "
                                       "WHERE tenant = ? AND pending = 1 AND seq > ? ORDER BY seq LIMIT ?"));
  rows.Bind(tenant_).Bind(static_cast<int64_t>(after)).Bind(static_cast<int64_t>(limit));
  return EventsOf(rows);
}

Result<std::vector<Event>> SqliteStore::DueEvents(Instant until, size_t limit) {
  LSQ_TRY(Statement rows, db_->Prepare("SELECT seq, source, id, at, type, entity, record, payload FROM event "
                                       "WHERE tenant = ? AND pending = 1 AND at <= ? ORDER BY at, seq LIMIT ?"));
  rows.Bind(tenant_).Bind(until.micros).Bind(static_cast<int64_t>(limit));
  return EventsOf(rows);
}

Result<std::optional<Instant>> SqliteStore::NextEvent() {
  LSQ_TRY(Statement row, db_->Prepare("SELECT min(at) FROM event WHERE tenant = ? AND pending = 1"));
  LSQ_TRY_DO(row.Bind(tenant_).Step());
  const auto at = row.OptionalInt(0);
  return at ? std::optional(Instant{*at}) : std::nullopt;
}

Result<std::vector<Event>> SqliteStore::EventsOf(Statement& rows) {
  std::vector<Event> found;
  while (true) {
    LSQ_TRY(const bool more, rows.Step());
    if (!more) return found;
    found.push_back(EventOf(rows));
  }
}

Status SqliteStore::BindRun(Statement& statement, const Run& run) {
  statement.Bind(static_cast<int64_t>(run.version)).Bind(run.program).Bind(run.automation);
  statement.Bind(run.subject.entity).Bind(run.subject.id).Bind(static_cast<int64_t>(run.cause));
  statement.Bind(int64_t{run.step}).Bind(int64_t{run.steps_done}).Bind(Blob{EncodeValues(run.locals)});
  statement.Bind(run.cause_payload).Bind(static_cast<int64_t>(run.state)).Bind(static_cast<int64_t>(run.wake));
  statement.Bind(run.due ? std::optional(run.due->micros) : std::nullopt).Bind(run.wait).Bind(run.reason);
  statement.Bind(run.started.micros).Bind(run.updated.micros);
  return statement.Run();
}

Result<RunId> SqliteStore::InsertRun(const Run& run) {
  LSQ_TRY(Statement row,
          db_->Prepare("INSERT INTO run(tenant, version, program, automation, entity, record, cause, step, steps_done, "
                       "locals, cause_payload, state, wake, due, wait, reason, started, updated) "
                       "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  row.Bind(tenant_);
  LSQ_TRY_DO(BindRun(row, run));
  return static_cast<RunId>(db_->LastInsertId());
}

Status SqliteStore::UpdateRun(const Run& run) {
  LSQ_TRY(
      Statement row,
      db_->Prepare("UPDATE run SET version = ?, program = ?, automation = ?, entity = ?, record = ?, cause = ?, "
                   "step = ?, steps_done = ?, locals = ?, cause_payload = ?, state = ?, wake = ?, due = ?, wait = ?, "
                   "reason = ?, started = ?, updated = ? WHERE id = " +
                   std::to_string(run.id)));
  return BindRun(row, run);
}

Result<std::vector<Run>> SqliteStore::RunsWhere(const std::string& where_and_order,
                                                const std::vector<int64_t>& parameters, size_t limit) {
  LSQ_TRY(Statement rows, db_->Prepare(std::string("SELECT ") + kRunColumns + " FROM run WHERE tenant = ? AND " +
                                       where_and_order + " LIMIT ?"));
  rows.Bind(tenant_);
  for (const int64_t parameter : parameters) rows.Bind(parameter);
  rows.Bind(static_cast<int64_t>(limit));
  return RunsOf(rows);
}

Result<std::vector<Run>> SqliteStore::RunsOf(Statement& rows) {
  std::vector<Run> found;
  while (true) {
    LSQ_TRY(const bool more, rows.Step());
    if (!more) return found;
    LSQ_TRY(Run run, RunOf(rows));
    found.push_back(std::move(run));
  }
}

Result<std::optional<Run>> SqliteStore::ReadRun(RunId id) {
  LSQ_TRY(std::vector<Run> found, RunsWhere("id = ?", {static_cast<int64_t>(id)}, 1));
  return found.empty() ? std::optional<Run>() : std::optional(std::move(found.front()));
}

Result<std::vector<RunId>> SqliteStore::ReadyRuns(size_t limit) {
  LSQ_TRY(Statement rows, db_->Prepare("SELECT id FROM run WHERE tenant = ? AND wake = 0 ORDER BY id LIMIT ?"));
  rows.Bind(tenant_).Bind(static_cast<int64_t>(limit));
  std::vector<RunId> found;
  while (true) {
    LSQ_TRY(const bool more, rows.Step());
    if (!more) return found;
    found.push_back(static_cast<RunId>(rows.Int(0)));
  }
}

Result<std::vector<Run>> SqliteStore::DueRuns(Instant until, size_t limit) {
  return RunsWhere("due <= ? ORDER BY due, id", {until.micros}, limit);
}

Result<std::vector<Run>> SqliteStore::Runs(const std::string& automation, size_t limit) {
  if (automation.empty()) return RunsWhere("1 = 1 ORDER BY id DESC", {}, limit);
  LSQ_TRY(Statement rows, db_->Prepare(std::string("SELECT ") + kRunColumns +
                                       " FROM run WHERE tenant = ? AND automation = ? ORDER BY id DESC LIMIT ?"));
  rows.Bind(tenant_).Bind(automation).Bind(static_cast<int64_t>(limit));
  return RunsOf(rows);
}

Result<std::vector<Run>> SqliteStore::ActiveRuns(const std::string& automation) {
  LSQ_TRY(Statement rows, db_->Prepare(std::string("SELECT ") + kRunColumns +
                                       " FROM run WHERE tenant = ? AND automation = ? AND wake <> 4 ORDER BY id"));
  rows.Bind(tenant_).Bind(automation);
  return RunsOf(rows);
}

Result<std::optional<Instant>> SqliteStore::NextDue() {
  LSQ_TRY(Statement row,
          db_->Prepare("SELECT min(due) FROM (SELECT min(due) AS due FROM run WHERE tenant = ?1 AND due IS "
                       "NOT NULL UNION ALL SELECT min(due) FROM effect WHERE tenant = ?1 AND state < 2)"));
  LSQ_TRY_DO(row.Bind(tenant_).Step());
  const auto due = row.OptionalInt(0);
  return due ? std::optional(Instant{*due}) : std::nullopt;
}

Status SqliteStore::InsertSubscription(const Subscription& subscription) {
  LSQ_TRY(Statement row, db_->Prepare("INSERT OR IGNORE INTO subscription(tenant, topic, key, run, detail) "
                                      "VALUES(?, ?, ?, ?, ?)"));
  row.Bind(tenant_).Bind(subscription.topic).Bind(subscription.key).Bind(static_cast<int64_t>(subscription.run));
  return row.Bind(subscription.detail).Run();
}

Status SqliteStore::EraseSubscriptions(RunId run) {
  LSQ_TRY(Statement row, db_->Prepare("DELETE FROM subscription WHERE tenant = ? AND run = ?"));
  return row.Bind(tenant_).Bind(static_cast<int64_t>(run)).Run();
}

Result<std::vector<Subscription>> SqliteStore::Subscribers(const std::string& topic, const std::string& key) {
  LSQ_TRY(Statement rows,
          db_->Prepare("SELECT run, detail FROM subscription WHERE tenant = ? AND topic = ? AND key = ? "
                       "ORDER BY run, detail"));
  rows.Bind(tenant_).Bind(topic).Bind(key);
  std::vector<Subscription> found;
  while (true) {
    LSQ_TRY(const bool more, rows.Step());
    if (!more) return found;
    found.push_back({static_cast<RunId>(rows.Int(0)), topic, key, rows.Text(1)});
  }
}

Status SqliteStore::InsertEffect(const Effect& effect) {
  LSQ_TRY(const std::optional<Effect> known, ReadEffect(effect.key));
  if (known) return Ok();
  LSQ_TRY(Statement row, db_->Prepare("INSERT INTO effect(tenant, key, run, kind, body, state, attempts, due, "
                                      "outcome) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  row.Bind(tenant_).Bind(effect.key).Bind(static_cast<int64_t>(effect.run)).Bind(effect.kind).Bind(effect.body);
  row.Bind(static_cast<int64_t>(effect.state)).Bind(int64_t{effect.attempts}).Bind(effect.due.micros);
  return row.Bind(effect.outcome).Run();
}

Status SqliteStore::UpdateEffect(const Effect& effect) {
  LSQ_TRY(Statement row, db_->Prepare("UPDATE effect SET state = ?, attempts = ?, due = ?, outcome = ? "
                                      "WHERE tenant = ? AND id = ?"));
  row.Bind(static_cast<int64_t>(effect.state)).Bind(int64_t{effect.attempts}).Bind(effect.due.micros);
  row.Bind(effect.outcome).Bind(tenant_).Bind(static_cast<int64_t>(effect.id));
  LSQ_TRY_DO(row.Run());
  if (db_->Changes() == 0) return Error{"corrupt", "an outcome for an effect that is not there"};
  return Ok();
}

Result<std::vector<Effect>> SqliteStore::DueEffects(Instant until, size_t limit) {
  LSQ_TRY(Statement rows, db_->Prepare(std::string("SELECT ") + kEffectColumns +
                                       " FROM effect WHERE tenant = ? AND state < 2 AND due <= ? ORDER BY id LIMIT ?"));
  rows.Bind(tenant_).Bind(until.micros).Bind(static_cast<int64_t>(limit));
  std::vector<Effect> found;
  while (true) {
    LSQ_TRY(const bool more, rows.Step());
    if (!more) return found;
    found.push_back(EffectOf(rows));
  }
}

Result<std::optional<Effect>> SqliteStore::ReadEffect(const std::string& key) {
  LSQ_TRY(Statement row,
          db_->Prepare(std::string("SELECT ") + kEffectColumns + " FROM effect WHERE tenant = ? AND key = ?"));
  LSQ_TRY(const bool found, row.Bind(tenant_).Bind(key).Step());
  return found ? std::optional(EffectOf(row)) : std::nullopt;
}

}  // namespace lsq::store_sqlite
