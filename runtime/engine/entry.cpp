// SPDX-License-Identifier: Apache-2.0
// Which runs an event begins (domain.md C6): the header of an automation says who enters, how often and beside whom.
#include <algorithm>

#include "compiler/base/limits.h"
#include "compiler/time/arithmetic.h"
#include "runtime/engine/admission.h"
#include "runtime/run/entry.h"
#include "runtime/value/json.h"

namespace lsq::engine {

Status Admission::StartRuns() {
  if (event_.type == "schedule") return StartScheduled();
  if (mail_ || event_.type == "ended") return Ok();
  LSQ_TRY(const Record* now, view_.Find(subject_));
  if (!now) return Ok();
  Record record = *now;  // as of the event (E-TRG-1)
  for (const auto& [field, change] : happening_.changes) {
    if (change.after.missing()) {
      record.fields.erase(field);
    } else {
      record.fields.insert_or_assign(field, change.after);
    }
  }
  const bool update = !happening_.changes.empty();
  match::Occurrence occurrence;
  occurrence.type = event_.type;
  occurrence.record = &record;
  occurrence.changes = update ? &happening_.changes : nullptr;
  occurrence.name = happening_.name;
  occurrence.about_entity = happening_.about.entity;
  occurrence.arguments = &happening_.fields;
  occurrence.import = happening_.import;
  occurrence.bulk = happening_.bulk;
  occurrence.distributed = happening_.how == "distribute";
  for (const match::Published* candidate : core_.index->Candidates(occurrence)) {
    const match::Judged judged{&record, occurrence.changes, event_.at, &view_, {}, core_.options.witness};
    const vm::Verdict verdict = match::When(*candidate, judged);
    if (verdict.fault) Skip(*candidate, verdict.fault->code);
    if (verdict.holds && IsTooBulky()) {
      Skip(*candidate, "limit");
      continue;
    }
    if (verdict.holds) LSQ_TRY_DO(Enter(*candidate, record.key));
  }
  return Ok();
}

// Above the limit none of an operation's records enters, not the first so many (C-TRG-6).
bool Admission::IsTooBulky() const {
  return happening_.bulk && happening_.bulk_records > core_.options.schema.Limit("bulk.records", 10'000);
}

// One chunk of a firing: its records, or no record at all.
Status Admission::StartScheduled() {
  const match::Published* published = core_.index->Find(happening_.name);
  if (!published) return Ok();  // unpublished since
  if (happening_.ids.empty()) return Begin(*published, {});
  for (const std::string& id : happening_.ids) {
    LSQ_TRY_DO(Enter(*published, {event_.record.entity, id}));
  }
  return Ok();
}

void Admission::Skip(const match::Published& published, std::string_view reason) {
  TraceSkipped(delta_, event_.at, published.automation->name, subject_, reason);
}

// The header's conditions in their order; the first that does not hold says why nothing begins.
Status Admission::Enter(const match::Published& published, const RecordKey& record) {
  const match::Header& header = published.header;
  const std::string& name = published.automation->name;
  subject_ = record;
  const time::Date today = core_.account_zone().ToLocal(event_.at).date;
  if (header.starts_on && today < *header.starts_on) return Skip(published, "not_started"), Ok();
  if (header.ends_on && today > *header.ends_on) return Skip(published, "ended"), Ok();
  if (header.once) {
    LSQ_TRY(const bool entered, core_.store.HasMark(run::OnceMark(name, record), event_.at));
    if (entered) return Skip(published, "once"), Ok();
  }
  if (JoinSettling(name)) return Ok();
  LSQ_TRY(const bool looped, IsLooping(name, record));
  if (looped) return Ok();
  if (header.most_runs) {
    LSQ_TRY(const int64_t runs, Seen(RunsCell(published, record)));
    if (runs >= *header.most_runs) return Skip(published, "at_most"), Ok();
  }
  LSQ_TRY(const bool free, MakeRoom(published, record));
  if (!free) return Skip(published, "one_at_a_time"), Ok();
  LSQ_TRY_DO(Count(published, record));
  return Begin(published, record);
}

std::string Admission::RunsCell(const match::Published& published, const RecordKey& record) const {
  const time::Date today = core_.account_zone().ToLocal(event_.at).date;
  return run::RunsCell(published.automation->name, record, published.header.most_runs_period, today);
}

// A counter that what follows depends on.
Result<int64_t> Admission::Seen(std::string cell) {
  LSQ_TRY(const int64_t value, core_.store.ReadCell(cell));
  delta_.seen.push_back({std::move(cell), value});
  return value;
}

// The 51st entry of a day is one too many, and somebody is told once (C-TRG-2).
Result<bool> Admission::IsLooping(const std::string& automation, const RecordKey& record) {
  const int64_t most = core_.options.schema.Limit("runs.per_record_per_day", limits::kRunsPerRecordPerDay);
  LSQ_TRY(const int64_t entered, Seen(run::GuardCell(automation, record, Today())));
  if (entered < most) return false;
  TraceSkipped(delta_, event_.at, automation, record, "loop_guard");
  const std::string told = "told/" + run::GuardCell(automation, record, Today());
  LSQ_TRY(const bool known, core_.store.HasMark(told, event_.at));
  if (known) return true;
  delta_.marks.push_back({told, event_.at, std::nullopt});
  const std::string message = "`" + automation + "` began " + std::to_string(most) + " times today for " +
                              record.entity + " " + record.id + " and begins no more";
  value::Json::Object to{{"role", value::Json(std::string("Administrator"))}};
  value::Json::Object body{{"to", value::Json(value::Json::Array{value::Json(std::move(to))})},
                           {"message", value::Json(message)}};
  store::Effect effect;
  effect.key = told;
  effect.kind = "notify";
  effect.body = PrintJson(value::Json(std::move(body)));
  effect.due = event_.at;
  delta_.effects.push_back(std::move(effect));
  trace::Line line(event_.at, "notify");
  line.Text("automation", automation).Record(record).Value("message", value::Json(message));
  delta_.trace.push_back({event_.at, store::kNoRun, line.Print()});
  return true;
}

// `one at a time`: false when the run that goes on keeps this one out.
Result<bool> Admission::MakeRoom(const match::Published& published, const RecordKey& record) {
  if (published.header.concurrency == match::Concurrency::Free) return true;
  LSQ_TRY(const std::vector<store::Run> runs, RunsAbout(published, record));
  for (const store::Run& run : runs) {
    if (published.header.concurrency == match::Concurrency::Skip) return false;
    if (published.header.concurrency == match::Concurrency::Queue) return true;  // it waits its turn, see run/
    LSQ_TRY_DO(End(run, "restarted"));
  }
  return true;
}

// Runs that have not ended, whatever id the record had when they began.
Result<std::vector<store::Run>> Admission::RunsAbout(const match::Published& published, const RecordKey& record) {
  LSQ_TRY(std::vector<store::Run> runs, core_.store.ActiveRuns(published.automation->name));
  std::vector<store::Run> found;
  for (store::Run& run : runs) {
    if (run.subject.entity != record.entity) continue;
    if (run.subject != record) {
      LSQ_TRY(const auto about, core_.store.Read(run.subject));  // where merges have led
      if (!about || about->key != record) continue;
    }
    found.push_back(std::move(run));
  }
  return found;
}

Status Admission::End(const store::Run& run, const std::string& reason) {
  LSQ_TRY(const auto program, core_.Program(run.program));
  const run::Setting setting{core_.store, core_.options.schema, *program, event_.at, {}};
  Delta ended = run::EndRun(setting, run, reason);
  std::move(ended.runs.begin(), ended.runs.end(), std::back_inserter(delta_.runs));
  std::move(ended.trace.begin(), ended.trace.end(), std::back_inserter(delta_.trace));
  std::move(ended.events.begin(), ended.events.end(), std::back_inserter(delta_.events));
  std::move(ended.unsubscribe.begin(), ended.unsubscribe.end(), std::back_inserter(delta_.unsubscribe));
  return Ok();
}

// Where only one run of a record may go on, the child's ends when both had one (E-MRG-2).
Status Admission::EndDoubles() {
  for (const match::Published& published : core_.index->published()) {
    const match::Concurrency concurrency = published.header.concurrency;
    if (concurrency != match::Concurrency::Skip && concurrency != match::Concurrency::Restart) continue;
    LSQ_TRY(const auto runs, RunsAbout(published, subject_));
    const bool parents = std::any_of(runs.begin(), runs.end(), [&](const auto& run) { return IsOwn(run); });
    for (const store::Run& run : runs) {
      if (parents && !IsOwn(run)) LSQ_TRY_DO(End(run, "merged"));
    }
  }
  return Ok();
}

// Every change puts them off.
Status Admission::Resettle() {
  if (event_.type == "schedule" || event_.type == "ended") return Ok();
  for (const match::Published& published : core_.index->published()) {
    if (!published.header.settle) continue;
    LSQ_TRY(const auto runs, RunsAbout(published, subject_));
    for (store::Run run : runs) {
      if (!IsSettling(run)) continue;
      LSQ_TRY(run.due, time::Add(event_.at, *published.header.settle, core_.account_zone()));
      settling_.emplace(published.automation->name, delta_.runs.size());
      delta_.runs.push_back(std::move(run));
    }
  }
  return Ok();
}

// The last of several events is the one that a run is about.
bool Admission::JoinSettling(const std::string& automation) {
  const auto run = settling_.find(automation);
  if (run == settling_.end()) return false;
  delta_.runs[run->second].cause = event_.seq;
  delta_.runs[run->second].cause_payload = Print(happening_);
  return true;
}

Status Admission::Count(const match::Published& published, const RecordKey& record) {
  const std::string& name = published.automation->name;
  delta_.cells.push_back({store::CellOp::Kind::Add, run::GuardCell(name, record, Today()), 1});
  if (published.header.most_runs) {
    delta_.cells.push_back({store::CellOp::Kind::Add, RunsCell(published, record), 1});
  }
  if (!published.header.once) return Ok();
  std::optional<Instant> expires;
  if (published.header.once_in) {
    LSQ_TRY(expires, time::Add(event_.at, *published.header.once_in, core_.account_zone()));
  }
  delta_.marks.push_back({run::OnceMark(name, record), event_.at, expires});
  return Ok();
}

Status Admission::Begin(const match::Published& published, const RecordKey& record) {
  store::Run run = run::NewRun(published.digest, *published.automation, record);
  run.cause = event_.seq;
  if (event_.type != "schedule") run.cause_payload = Print(happening_);
  run.started = run.updated = event_.at;
  if (published.header.settle && event_.type != "schedule") {
    LSQ_TRY(run.due, time::Add(event_.at, *published.header.settle, core_.account_zone()));
    run.wake = store::Wake::Timer;
    run.state = store::RunState::Waiting;
  }
  delta_.runs.push_back(std::move(run));
  return Ok();
}

}  // namespace lsq::engine
