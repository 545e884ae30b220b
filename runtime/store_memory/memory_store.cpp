// SPDX-License-Identifier: Apache-2.0
#include "runtime/store_memory/memory_store.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "runtime/store/codec.h"

namespace lsq::store_memory {

namespace {

using namespace store;

using Topic = std::pair<std::string, std::string>;  // topic, key

// Everything that is durable. A transaction works on it directly and logs how to undo each change.
struct Tables {
  std::map<RecordKey, Record> records;
  std::map<std::string, std::map<std::string, Column>> columns;                     // entity -> field
  std::map<std::tuple<std::string, std::string, std::string>, std::string> unique;  // entity, field, key -> id
  uint64_t version = 0;
  std::map<EventSeq, Event> events;
  std::set<EventSeq> pending;
  std::set<std::pair<Instant, EventSeq>> pending_by_time;
  std::set<std::pair<std::string, std::string>> event_ids;
  std::map<RunId, Run> runs;
  std::set<RunId> ready;
  std::set<std::pair<std::string, RunId>> active;  // by automation
  std::set<std::pair<Instant, RunId>> due_runs;
  std::multimap<Topic, Subscription> subscriptions;
  std::multimap<RunId, Topic> topics_of_run;
  std::map<OutboxId, Effect> effects;
  std::set<std::pair<Instant, OutboxId>> due_effects;
  std::map<std::string, OutboxId> effect_keys;
  std::map<std::string, int64_t> cells;
  std::map<std::string, std::optional<Instant>> marks;
  std::map<std::string, std::string> state;
  std::map<std::string, std::string> programs;
  std::vector<TraceRow> trace;
};

// What brings the tables back to where a savepoint was opened, newest first.
using UndoLog = std::vector<std::function<void(Tables&)>>;

class MemoryStore final : public Store {
 public:
  Status Declare(const std::vector<EntityColumns>& columns) override {
    for (const EntityColumns& entity : columns) {
      for (const Column& column : entity.columns) {
        if (column.unique) LSQ_TRY_DO(IndexUnique(entity.entity, column.field));
        t_.columns[entity.entity][column.field] = column;
      }
    }
    return Ok();
  }

  Status Scan(const std::string& entity, const std::vector<Equals>&,
              const std::function<bool(const Record&)>& visit) override {
    std::vector<std::pair<int64_t, const Record*>> order;
    for (auto at = t_.records.lower_bound({entity, ""}); at != t_.records.end() && at->first.entity == entity; ++at) {
      if (at->second.merged_into.empty()) order.emplace_back(CreatedKey(at->second), &at->second);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [created, record] : order) {
      if (!visit(*record)) break;
    }
    return Ok();
  }
  Result<uint64_t> Count(const std::string& entity) override {
    uint64_t count = 0;
    LSQ_TRY_DO(Scan(entity, {}, [&](const Record&) { return ++count, true; }));
    return count;
  }

  Result<std::vector<Event>> PendingEvents(EventSeq after, size_t limit) override {
    std::vector<Event> found;
    for (auto at = t_.pending.upper_bound(after); at != t_.pending.end() && found.size() < limit; ++at) {
      found.push_back(t_.events.at(*at));
    }
    return found;
  }
  Result<std::vector<Event>> DueEvents(Instant until, size_t limit) override {
    std::vector<Event> found;
    for (const auto& [at, seq] : t_.pending_by_time) {
      if (at > until || found.size() == limit) break;
      found.push_back(t_.events.at(seq));
    }
    return found;
  }
  Result<std::optional<Instant>> NextEvent() override {
    if (t_.pending_by_time.empty()) return std::optional<Instant>();
    return std::optional(t_.pending_by_time.begin()->first);
  }
  Result<std::optional<Run>> ReadRun(RunId id) override { return Lookup(t_.runs, id); }
  Result<std::vector<RunId>> ReadyRuns(size_t limit) override {
    std::vector<RunId> found;
    for (auto at = t_.ready.begin(); at != t_.ready.end() && found.size() < limit; ++at) found.push_back(*at);
    return found;
  }
  Result<std::vector<Run>> DueRuns(Instant until, size_t limit) override {
    std::vector<Run> found;
    for (const auto& [at, id] : t_.due_runs) {
      if (at > until || found.size() == limit) break;
      found.push_back(t_.runs.at(id));
    }
    return found;
  }
  Result<std::optional<Instant>> NextDue() override {
    std::optional<Instant> next;
    const auto consider = [&](Instant at) { next = next ? std::min(*next, at) : at; };
    if (!t_.due_runs.empty()) consider(t_.due_runs.begin()->first);
    if (!t_.due_effects.empty()) consider(t_.due_effects.begin()->first);
    return next;
  }
  Result<std::vector<Subscription>> Subscribers(const std::string& topic, const std::string& key) override {
    std::vector<Subscription> found;
    const auto [begin, end] = t_.subscriptions.equal_range({topic, key});
    for (auto at = begin; at != end; ++at) found.push_back(at->second);
    std::stable_sort(found.begin(), found.end(),
                     [](const Subscription& a, const Subscription& b) { return a.run < b.run; });
    return found;
  }
  Result<std::vector<Effect>> DueEffects(Instant until, size_t limit) override {
    std::set<OutboxId> ids;
    for (const auto& [at, id] : t_.due_effects) {
      if (at > until) break;
      ids.insert(id);
    }
    std::vector<Effect> found;
    for (auto id = ids.begin(); id != ids.end() && found.size() < limit; ++id) found.push_back(t_.effects.at(*id));
    return found;
  }
  Result<std::optional<Effect>> ReadEffect(const std::string& key) override {
    const auto found = t_.effect_keys.find(key);
    if (found == t_.effect_keys.end()) return std::optional<Effect>();
    return Lookup(t_.effects, found->second);
  }
  Result<int64_t> ReadCell(const std::string& cell) override {
    const auto found = t_.cells.find(cell);
    return found == t_.cells.end() ? int64_t{0} : found->second;
  }
  Result<std::optional<std::string>> ReadState(const std::string& name) override { return Lookup(t_.state, name); }

  Status PutProgram(const std::string& digest, const std::string& ir) override {
    t_.programs.emplace(digest, ir);
    return Ok();
  }
  Result<std::optional<std::string>> GetProgram(const std::string& digest) override {
    return Lookup(t_.programs, digest);
  }
  Result<std::vector<std::pair<uint64_t, TraceRow>>> ReadTrace(uint64_t after, size_t limit) override {
    std::vector<std::pair<uint64_t, TraceRow>> rows;
    for (uint64_t i = after; i < t_.trace.size() && rows.size() < limit; ++i) rows.emplace_back(i + 1, t_.trace[i]);
    return rows;
  }
  Result<std::vector<Run>> Runs(const std::string& automation, size_t limit) override {
    std::vector<Run> found;
    for (auto at = t_.runs.rbegin(); at != t_.runs.rend() && found.size() < limit; ++at) {
      if (automation.empty() || at->second.automation == automation) found.push_back(at->second);
    }
    return found;
  }
  Result<std::vector<Run>> ActiveRuns(const std::string& automation) override {
    std::vector<Run> found;
    for (auto at = t_.active.lower_bound({automation, 0}); at != t_.active.end() && at->first == automation; ++at) {
      found.push_back(t_.runs.at(at->second));
    }
    return found;
  }
  Result<std::vector<std::string>> CheckIntegrity() override {
    std::vector<std::string> wrong;
    for (const auto& [id, run] : t_.runs) {
      const bool needs_due = run.wake == Wake::Timer;
      const bool may_have_due = needs_due || run.wake == Wake::Subscription;
      if ((needs_due && !run.due) || (run.due && !may_have_due)) {
        wrong.push_back("run " + std::to_string(id) + " has no single wake reason");
      }
    }
    for (const auto& [topic, subscription] : t_.subscriptions) {
      const auto run = t_.runs.find(subscription.run);
      if (run == t_.runs.end() || run->second.wake != Wake::Subscription) {
        wrong.push_back("a subscription to " + topic.first + " of " + topic.second + " wakes no waiting run");
      }
    }
    return wrong;
  }

 protected:
  Status Begin() override {
    log_.clear();
    return Ok();
  }
  Status End(bool commit) override {
    if (!commit) Undo(0);
    log_.clear();
    return Ok();
  }
  Status OpenSavepoint() override {
    savepoint_ = log_.size();
    return Ok();
  }
  Status CloseSavepoint(bool keep) override {
    if (!keep) Undo(savepoint_);
    return Ok();
  }

  Result<std::optional<Record>> LoadRecord(const RecordKey& key) override { return Lookup(t_.records, key); }
  Status SaveRecord(const Record& record) override {
    LSQ_TRY_DO(EraseRecord(record.key));
    Remember(&Tables::records, record.key);
    t_.records[record.key] = record;
    for (const std::string& field : Unique(record.key.entity)) {
      const std::string key = ColumnKey(record.Get(field));
      if (key.empty()) continue;
      const auto entry = std::make_tuple(record.key.entity, field, key);
      Remember(&Tables::unique, entry);
      t_.unique[entry] = record.key.id;
    }
    return Ok();
  }
  Status EraseRecord(const RecordKey& key) override {
    const auto found = t_.records.find(key);
    if (found == t_.records.end()) return Ok();
    for (const std::string& field : Unique(key.entity)) {
      const auto entry = std::make_tuple(key.entity, field, ColumnKey(found->second.Get(field)));
      if (std::get<2>(entry).empty()) continue;
      Remember(&Tables::unique, entry);
      t_.unique.erase(entry);
    }
    Remember(&Tables::records, key);
    t_.records.erase(found);
    return Ok();
  }
  Result<std::vector<std::string>> UniqueFields(const std::string& entity) override { return Unique(entity); }
  Result<std::optional<std::string>> FindUnique(const std::string& entity, const std::string& field,
                                                const Value& value) override {
    return Lookup(t_.unique, std::make_tuple(entity, field, ColumnKey(value)));
  }
  Result<uint64_t> NextVersion() override {
    log_.push_back([](Tables& t) { --t.version; });
    return ++t_.version;
  }

  Result<EventSeq> InsertEvent(const Event& event) override {
    const auto id = std::make_pair(event.source, event.id);
    if (t_.event_ids.contains(id)) return EventSeq{0};
    Event stored = event;
    stored.seq = t_.events.empty() ? 1 : t_.events.rbegin()->first + 1;
    t_.event_ids.insert(id);
    t_.pending.insert(stored.seq);
    t_.pending_by_time.emplace(stored.at, stored.seq);
    log_.push_back([id, at = stored.at, seq = stored.seq](Tables& t) {
      t.event_ids.erase(id);
      t.pending.erase(seq);
      t.pending_by_time.erase({at, seq});
      t.events.erase(seq);
    });
    t_.events.emplace(stored.seq, stored);
    return stored.seq;
  }
  Status FinishEvent(EventSeq seq) override {
    if (t_.pending.erase(seq) == 0) return Ok();
    const Instant at = t_.events.at(seq).at;
    t_.pending_by_time.erase({at, seq});
    log_.push_back([at, seq](Tables& t) {
      t.pending.insert(seq);
      t.pending_by_time.emplace(at, seq);
    });
    return Ok();
  }
  Result<RunId> InsertRun(const Run& run) override {
    Run stored = run;
    stored.id = t_.runs.empty() ? 1 : t_.runs.rbegin()->first + 1;
    LSQ_TRY_DO(UpdateRun(stored));
    return stored.id;
  }
  Status UpdateRun(const Run& run) override {
    const auto found = t_.runs.find(run.id);
    std::optional<Run> old = found == t_.runs.end() ? std::nullopt : std::optional(found->second);
    log_.push_back([id = run.id, old = std::move(old)](Tables& t) { PutRun(t, id, old); });
    PutRun(t_, run.id, run);
    return Ok();
  }
  Status InsertSubscription(const Subscription& subscription) override {
    const auto at = t_.subscriptions.emplace(Topic{subscription.topic, subscription.key}, subscription);
    t_.topics_of_run.emplace(subscription.run, at->first);
    // Undone newest first, so what the run has at that moment beyond this one is older and stays.
    log_.push_back([subscription](Tables& t) { DropOne(t, subscription); });
    return Ok();
  }
  Status EraseSubscriptions(RunId run) override {
    for (const Subscription& dropped : Drop(t_, run)) {
      log_.push_back([dropped](Tables& t) {
        t.topics_of_run.emplace(dropped.run, Topic{dropped.topic, dropped.key});
        t.subscriptions.emplace(Topic{dropped.topic, dropped.key}, dropped);
      });
    }
    return Ok();
  }
  Status InsertEffect(const Effect& effect) override {
    if (t_.effect_keys.contains(effect.key)) return Ok();
    Effect stored = effect;
    stored.id = t_.effects.empty() ? 1 : t_.effects.rbegin()->first + 1;
    Remember(&Tables::effect_keys, stored.key);
    log_.push_back([id = stored.id](Tables& t) { PutEffect(t, id, std::nullopt); });
    t_.effect_keys[stored.key] = stored.id;
    PutEffect(t_, stored.id, stored);
    return Ok();
  }
  Status UpdateEffect(const Effect& effect) override {
    const auto found = t_.effects.find(effect.id);
    if (found == t_.effects.end()) return Error{"corrupt", "an outcome for an effect that is not there"};
    log_.push_back([old = found->second](Tables& t) { PutEffect(t, old.id, old); });
    Effect changed = found->second;
    changed.state = effect.state;
    changed.attempts = effect.attempts;
    changed.due = effect.due;
    changed.outcome = effect.outcome;
    PutEffect(t_, effect.id, changed);
    return Ok();
  }
  Status SaveCell(const std::string& cell, int64_t value) override {
    Remember(&Tables::cells, cell);
    t_.cells[cell] = value;
    return Ok();
  }
  Result<std::optional<std::optional<Instant>>> LoadMark(const std::string& key) override {
    return Lookup(t_.marks, key);
  }
  Status SaveMark(const Mark& mark) override {
    Remember(&Tables::marks, mark.key);
    t_.marks[mark.key] = mark.expires;
    return Ok();
  }
  Status SaveState(const std::string& name, const std::string& text) override {
    Remember(&Tables::state, name);
    t_.state[name] = text;
    return Ok();
  }
  Status AppendTrace(const TraceRow& row) override {
    log_.push_back([](Tables& t) { t.trace.pop_back(); });
    t_.trace.push_back(row);
    return Ok();
  }

 private:
  static bool Waits(const Run& run) {
    return run.due.has_value() && (run.wake == Wake::Timer || run.wake == Wake::Subscription);
  }
  static bool Unfinished(const Effect& effect) {
    return effect.state == EffectState::Intent || effect.state == EffectState::Attempting;
  }
  // The tables and what is looked up by time in them, together.
  static void PutRun(Tables& t, RunId id, const std::optional<Run>& run) {
    if (const auto old = t.runs.find(id); old != t.runs.end()) {
      t.ready.erase(id);
      t.active.erase({old->second.automation, id});
      if (Waits(old->second)) t.due_runs.erase({*old->second.due, id});
    }
    if (!run) {
      t.runs.erase(id);
      return;
    }
    if (run->wake == Wake::Ready) t.ready.insert(id);
    if (run->wake != Wake::Terminal) t.active.emplace(run->automation, id);
    if (Waits(*run)) t.due_runs.emplace(*run->due, id);
    t.runs.insert_or_assign(id, *run);
  }
  static void PutEffect(Tables& t, OutboxId id, const std::optional<Effect>& effect) {
    if (const auto old = t.effects.find(id); old != t.effects.end()) t.due_effects.erase({old->second.due, id});
    if (!effect) {
      t.effects.erase(id);
      return;
    }
    if (Unfinished(*effect)) t.due_effects.emplace(effect->due, id);
    t.effects.insert_or_assign(id, *effect);
  }
  template <typename Map, typename Key>
  static std::optional<typename Map::mapped_type> Lookup(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? std::optional<typename Map::mapped_type>() : found->second;
  }
  std::vector<std::string> Unique(const std::string& entity) const {
    std::vector<std::string> fields;
    if (const auto found = t_.columns.find(entity); found != t_.columns.end()) {
      for (const auto& [field, column] : found->second) {
        if (column.unique) fields.push_back(field);
      }
    }
    return fields;
  }
  Status IndexUnique(const std::string& entity, const std::string& field) {
    for (const auto& [key, record] : t_.records) {
      const std::string value = ColumnKey(record.Get(field));
      if (key.entity != entity || value.empty()) continue;
      const auto [at, added] = t_.unique.emplace(std::make_tuple(entity, field, value), key.id);
      if (!added && at->second != key.id) {
        return Error{"not_unique", entity + "." + field + " cannot be unique: " + at->second + " and " + key.id +
                                       " have the same value"};
      }
    }
    return Ok();
  }

  // Puts one entry of a table back as it is now.
  template <typename Map>
  void Remember(Map Tables::* table, typename Map::key_type key) {
    const auto found = (t_.*table).find(key);
    if (found == (t_.*table).end()) {
      log_.push_back([table, key](Tables& t) { (t.*table).erase(key); });
    } else {
      log_.push_back([table, key, old = found->second](Tables& t) { (t.*table).insert_or_assign(key, old); });
    }
  }
  static void DropOne(Tables& t, const Subscription& subscription) {
    const Topic topic{subscription.topic, subscription.key};
    const auto [from, to] = t.subscriptions.equal_range(topic);
    const auto at = std::find_if(from, to, [&](const auto& entry) { return entry.second == subscription; });
    if (at != to) t.subscriptions.erase(at);
    const auto [begin, end] = t.topics_of_run.equal_range(subscription.run);
    const auto known = std::find_if(begin, end, [&](const auto& entry) { return entry.second == topic; });
    if (known != end) t.topics_of_run.erase(known);
  }
  // Every subscription of a run, removed.
  static std::vector<Subscription> Drop(Tables& t, RunId run) {
    std::vector<Subscription> dropped;
    const auto [begin, end] = t.topics_of_run.equal_range(run);
    for (auto topic = begin; topic != end; ++topic) {
      const auto [from, to] = t.subscriptions.equal_range(topic->second);
      for (auto at = from; at != to;) {
        if (at->second.run != run) {
          ++at;
          continue;
        }
        dropped.push_back(at->second);
        at = t.subscriptions.erase(at);
      }
    }
    t.topics_of_run.erase(run);
    return dropped;
  }
  void Undo(size_t down_to) {
    for (; log_.size() > down_to; log_.pop_back()) log_.back()(t_);
  }

  Tables t_;
  UndoLog log_;
  size_t savepoint_ = 0;
};

}  // namespace

std::unique_ptr<store::Store> Open(std::shared_ptr<Faults> faults) {
  auto opened = std::make_unique<MemoryStore>();
  opened->Inject(std::move(faults));
  return opened;
}

}  // namespace lsq::store_memory
