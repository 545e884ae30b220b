// SPDX-License-Identifier: Apache-2.0
// The SQLite store's class; its parts are in records.cpp (records and promoted columns), runs.cpp (events, runs,
// effects), cells.cpp (cells, marks, named texts, trace) and sqlite_store.cpp (opening, transactions). Private to this
// folder.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "runtime/store/store.h"
#include "runtime/store_sqlite/database.h"

namespace lsq::store_sqlite {

using namespace store;

// Names of entities and fields come from schemas; as SQL identifiers they are quoted.
inline std::string Quoted(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) out.append(c == '"' ? 2 : 1, c);
  return out + "\"";
}
inline std::string RecordTable(const std::string& entity) {
  return Quoted("record_" + entity);
}
inline std::string KeyColumn(const std::string& field) {
  return Quoted("k_" + field);
}

// One open file, under one tenant.
class SqliteStore final : public Store {
 public:
  SqliteStore(std::unique_ptr<Database> db, std::string tenant) : db_(std::move(db)), tenant_(std::move(tenant)) {}

  Status Prepare();

  Status Declare(const std::vector<EntityColumns>& columns) override;
  Status Scan(const std::string& entity, const std::vector<Equals>& indexed,
              const std::function<bool(const Record&)>& visit) override;
  Result<uint64_t> Count(const std::string& entity) override;
  Result<std::vector<Event>> PendingEvents(EventSeq after, size_t limit) override;
  Result<std::vector<Event>> DueEvents(Instant until, size_t limit) override;
  Result<std::optional<Instant>> NextEvent() override;
  Result<std::optional<Run>> ReadRun(RunId id) override;
  Result<std::vector<RunId>> ReadyRuns(size_t limit) override;
  Result<std::vector<Run>> DueRuns(Instant until, size_t limit) override;
  Result<std::optional<Instant>> NextDue() override;
  Result<std::vector<Subscription>> Subscribers(const std::string& topic, const std::string& key) override;
  Result<std::vector<Effect>> DueEffects(Instant until, size_t limit) override;
  Result<std::optional<Effect>> ReadEffect(const std::string& key) override;
  Result<int64_t> ReadCell(const std::string& cell) override;
  Result<std::optional<std::string>> ReadState(const std::string& name) override;
  Status PutProgram(const std::string& digest, const std::string& ir) override;
  Result<std::optional<std::string>> GetProgram(const std::string& digest) override;
  Result<std::vector<std::pair<uint64_t, TraceRow>>> ReadTrace(uint64_t after, size_t limit) override;
  Result<std::vector<Run>> Runs(const std::string& automation, size_t limit) override;
  Result<std::vector<Run>> ActiveRuns(const std::string& automation) override;
  Result<std::vector<std::string>> CheckIntegrity() override;

 protected:
  Status Begin() override { return db_->Run("BEGIN IMMEDIATE"); }
  Status End(bool commit) override;
  Status OpenSavepoint() override { return db_->Run("SAVEPOINT delta"); }
  Status CloseSavepoint(bool keep) override;
  Result<std::optional<Record>> LoadRecord(const RecordKey& key) override;
  Status SaveRecord(const Record& record) override;
  Status EraseRecord(const RecordKey& key) override;
  Result<std::vector<std::string>> UniqueFields(const std::string& entity) override;
  Result<std::optional<std::string>> FindUnique(const std::string& entity, const std::string& field,
                                                const Value& value) override;
  Result<uint64_t> NextVersion() override;
  Result<EventSeq> InsertEvent(const Event& event) override;
  Status FinishEvent(EventSeq seq) override;
  Result<RunId> InsertRun(const Run& run) override;
  Status UpdateRun(const Run& run) override;
  Status InsertSubscription(const Subscription& subscription) override;
  Status EraseSubscriptions(RunId run) override;
  Status InsertEffect(const Effect& effect) override;
  Status UpdateEffect(const Effect& effect) override;
  Status SaveCell(const std::string& cell, int64_t value) override;
  Result<std::optional<std::optional<Instant>>> LoadMark(const std::string& key) override;
  Status SaveMark(const Mark& mark) override;
  Status SaveState(const std::string& name, const std::string& text) override;
  Status AppendTrace(const TraceRow& row) override;

 private:
  using Promoted = std::map<std::string, Column>;  // by field

  Status CheckFormat();
  Status LoadPromoted();
  Status EnsureTable(const std::string& entity);
  Status Promote(const std::string& entity, const Column& column);
  Status BackFill(const std::string& entity);
  Status SaveMeta(const std::string& name, const std::string& value);
  Result<std::optional<std::string>> TextOf(const std::string& sql, const std::string& key);
  Result<std::vector<Run>> RunsWhere(const std::string& where_and_order, const std::vector<int64_t>& parameters,
                                     size_t limit);
  Result<std::vector<Run>> RunsOf(Statement& rows);
  Status AppendFindings(const std::string& sql, const std::string& sentence, std::vector<std::string>& wrong);
  Result<std::vector<Event>> EventsOf(Statement& rows);
  Status BindRun(Statement& statement, const Run& run);

  std::unique_ptr<Database> db_;
  std::string tenant_;
  std::map<std::string, Promoted> promoted_;  // by entity; an entity that is here has its table
};

}  // namespace lsq::store_sqlite
