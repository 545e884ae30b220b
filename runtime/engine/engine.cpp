// SPDX-License-Identifier: Apache-2.0
#include "runtime/engine/engine.h"

#include <algorithm>

#include "compiler/ir/serialise.h"
#include "runtime/engine/core.h"

namespace lsq::engine {

namespace {

constexpr const char* kClockState = "clock";
constexpr const char* kProjectState = "project";
constexpr size_t kSubmitSlice = 256;  // events of one Delta
constexpr int64_t kNap = 200'000;     // microseconds

store::ColumnKind ColumnKindOf(value::Kind kind) {
  switch (kind) {
    case value::Kind::Number:
      return store::ColumnKind::Number;
    case value::Kind::Date:
      return store::ColumnKind::Date;
    case value::Kind::DateTime:
      return store::ColumnKind::DateTime;
    case value::Kind::Bool:
      return store::ColumnKind::Bool;
    default:
      return store::ColumnKind::Text;
  }
}

// What is looked up: unique and indexed fields, and what leads from related records to a lead.
std::vector<store::EntityColumns> ColumnsOf(const run::Schema& schema) {
  std::vector<store::EntityColumns> all;
  all.push_back({std::string(run::kListMember), {{"Member", store::ColumnKind::Text, false}}});
  for (const auto& [name, rules] : schema.entities) {
    store::EntityColumns columns{name, {}};
    for (const auto& [field, rule] : rules.fields) {
      const bool related = field == "ProspectID" && rules.key != field;
      const bool wanted = rule.unique || rule.indexed || related;
      if (wanted && field != rules.key) columns.columns.push_back({field, ColumnKindOf(rule.kind), rule.unique});
    }
    if (!columns.columns.empty()) all.push_back(std::move(columns));
  }
  return all;
}

Result<store::Event> EventOf(const Incoming& incoming) {
  run::Happening happening;
  happening.name = incoming.name;
  happening.import = incoming.import;
  happening.bulk = incoming.bulk;
  happening.bulk_records = incoming.bulk_records;
  for (const auto& [field, value] : incoming.fields) {
    LSQ_TRY(value::Value normal, value::Normalise(value));
    happening.fields.insert_or_assign(field, std::move(normal));
  }
  store::Event event;
  event.source = incoming.source;
  event.id = incoming.id;
  event.at = incoming.at;
  event.type = incoming.type;
  event.record = incoming.record;
  event.payload = Print(happening);
  return event;
}

}  // namespace

Result<std::shared_ptr<const link::LoadedProgram>> Core::Program(const std::string& digest) {
  if (const auto known = programs.find(digest); known != programs.end()) return known->second;
  LSQ_TRY(const auto text, store.GetProgram(digest));
  if (!text) return Error{"corrupt", "the store has no program " + digest + ", which a run is pinned to"};
  LSQ_TRY(ir::Module module, ir::FromText(*text));
  link::LinkOptions link_options{.tz = tz, .host = options.natives};
  if (!options.layout.entities.empty()) link_options.layout = &options.layout;
  LSQ_TRY(auto program, link::Load(std::move(module), link_options));
  programs.emplace(digest, program);
  return program;
}

Result<std::vector<Committed>> Core::Commit(std::vector<Delta>& batch) {
  if (world.clock->is_virtual() && !batch.empty()) {
    batch.front().state.emplace_back(kClockState, time::ToString(now()));
  }
  LSQ_TRY(std::vector<Committed> outcomes, store.Stage(batch));
  unsynced += outcomes.size();
  counts.deltas += outcomes.size();
  for (size_t i = 0; i < outcomes.size(); ++i) {
    counts.conflicts += outcomes[i].outcome == CommitOutcome::Conflict;
    if (outcomes[i].outcome != CommitOutcome::Committed) continue;
    for (const store::Run& run : batch[i].runs) counts.runs_started += run.id == 0;
  }
  return outcomes;
}

Result<Committed> Core::Commit(Delta delta) {
  std::vector<Delta> batch;
  batch.push_back(std::move(delta));
  LSQ_TRY(std::vector<Committed> outcomes, Commit(batch));
  return std::move(outcomes[0]);
}

Status Core::Sync() {
  if (unsynced == 0) return Ok();
  unsynced = 0;
  ++counts.commits;
  return store.Sync();
}

void TraceSkipped(Delta& delta, Instant at, const std::string& automation, const RecordKey& record,
                  std::string_view reason) {
  trace::Line line(at, "skipped");
  line.Text("automation", automation).Record(record).Text("reason", reason);
  delta.trace.push_back({at, store::kNoRun, line.Print()});
}

// ---- The engine -----------------------------------------------------------------------------------------------------

class Engine::Impl {
 public:
  explicit Impl(Core core) : core_(std::move(core)) {}

  Status Open(std::vector<ir::Module> modules) {
    LSQ_TRY_DO(ClaimStore());
    LSQ_TRY_DO(core_.store.Declare(ColumnsOf(core_.options.schema)));
    if (core_.world.clock->is_virtual()) LSQ_TRY_DO(RestoreClock());
    core_.opened_at = core_.now();
    std::vector<std::shared_ptr<const link::LoadedProgram>> programs;
    std::vector<std::string> digests;
    for (const ir::Module& module : modules) {
      const std::string text = ir::ToText(module);
      digests.push_back(ir::DigestOfText(text));
      LSQ_TRY_DO(core_.store.PutProgram(digests.back(), text));
      LSQ_TRY(auto program, core_.Program(digests.back()));
      core_.account_zone_ = program->account_zone();
      programs.push_back(std::move(program));
    }
    core_.index = std::make_unique<match::Index>(std::move(programs), digests);
    return AnchorSchedules(core_);
  }

  Result<size_t> Submit(std::span<const Incoming> incoming) {
    std::vector<store::Event> events;
    for (const Incoming& each : incoming) {
      LSQ_TRY(store::Event event, EventOf(each));
      events.push_back(std::move(event));
    }
    size_t fresh = 0;
    for (size_t begin = 0; begin < events.size(); begin += kSubmitSlice) {
      Delta delta;
      const size_t end = std::min(begin + kSubmitSlice, events.size());
      for (size_t i = begin; i < end; ++i) delta.events.push_back(Arrived(std::move(events[i])));
      LSQ_TRY(const Committed outcome, core_.Commit(std::move(delta)));
      for (const store::EventSeq seq : outcome.events) fresh += seq != 0;
    }
    LSQ_TRY_DO(core_.Sync());
    core_.counts.events += fresh;
    return fresh;
  }

  Result<bool> Step() {
    for (const auto step : {StepRuns, StepEffects, StepEvents, StepTimers, StepSchedules}) {
      LSQ_TRY(const size_t done, step(core_));
      if (done == 0) continue;
      if (core_.unsynced >= core_.options.group) LSQ_TRY_DO(core_.Sync());
      return true;
    }
    return false;
  }

  Result<std::optional<Instant>> NextInstant() {
    LSQ_TRY(const auto ready, core_.store.ReadyRuns(1));
    if (!ready.empty()) return std::optional(core_.now());
    std::optional<Instant> next;
    for (const auto& read : {&Impl::NextDue, &Impl::NextEvent, &Impl::NextScheduled}) {
      LSQ_TRY(const auto at, (this->*read)());
      if (at) next = next ? std::min(*next, *at) : *at;
    }
    if (next) next = std::max(*next, core_.now());
    return next;
  }

  Status RunUntil(Instant until) {
    LSQ_TRY_DO(RunToRest(until));
    return SleepUntil(until);
  }

  Status RunToRest(Instant latest) {
    while (!core_.stopped()) {
      LSQ_TRY(const bool worked, Step());
      if (worked) continue;
      LSQ_TRY(const auto next, NextInstant());
      if (!next || *next > latest) break;
      LSQ_TRY_DO(SleepUntil(*next));
    }
    return core_.Sync();
  }

  const Counts& counts() const { return core_.counts; }

 private:
  // A real clock is slept on in short naps, so that a request to stop is heard.
  Status SleepUntil(Instant instant) {
    host::Clock& clock = *core_.world.clock;
    if (!clock.is_virtual()) LSQ_TRY_DO(core_.Sync());
    while (!core_.stopped() && clock.Now() < instant) {
      clock.SleepUntil(clock.is_virtual() ? instant : std::min(instant, time::Instant{clock.Now().micros + kNap}));
    }
    return Ok();
  }

  Result<std::optional<Instant>> NextDue() { return core_.store.NextDue(); }
  Result<std::optional<Instant>> NextEvent() { return core_.store.NextEvent(); }
  Result<std::optional<Instant>> NextScheduled() { return engine::NextFiring(core_); }

  // What is late waits behind what has arrived; when it happened stays in it.
  store::Event Arrived(store::Event event) const {
    const Instant now = core_.now();
    if (event.at >= now) return event;
    auto happening = run::ParseHappening(event.payload);
    if (happening.ok()) {
      happening->at_micros = event.at.micros;
      event.payload = Print(*happening);
    }
    event.at = now;
    return event;
  }

  // Two projects in one store would start runs on each other's events.
  Status ClaimStore() {
    const std::string& project = core_.options.project;
    if (project.empty()) return Ok();
    LSQ_TRY(const auto owner, core_.store.ReadState(kProjectState));
    if (owner == project) return Ok();
    if (owner && !core_.options.adopt) {
      return Error{"other_project", "the store belongs to the project `" + *owner + "`, and this is `" + project + "`"};
    }
    LSQ_TRY_DO(core_.store.Commit({Delta{.state = {{kProjectState, project}}}}));
    return Ok();
  }

  Status RestoreClock() {
    LSQ_TRY(const auto text, core_.store.ReadState(kClockState));
    if (!text) return Ok();
    LSQ_TRY(const Instant left, time::ParseInstant(*text));
    core_.world.clock->SleepUntil(left);
    return Ok();
  }

  Core core_;
};

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::Open(store::Store& store, const host::World& world,
                                             std::vector<ir::Module> programs, Options options) {
  const time::TzData tz = world.tz ? world.tz->Load() : time::BuiltinTzData();
  auto impl = std::make_unique<Impl>(Core{.store = store, .world = world, .options = std::move(options), .tz = tz});
  LSQ_TRY_DO(impl->Open(std::move(programs)));
  return std::unique_ptr<Engine>(new Engine(std::move(impl)));
}

Result<size_t> Engine::Submit(std::span<const Incoming> events) {
  return impl_->Submit(events);
}
Result<bool> Engine::Step() {
  return impl_->Step();
}
Result<std::optional<Instant>> Engine::NextInstant() {
  return impl_->NextInstant();
}
Status Engine::RunUntil(Instant until) {
  return impl_->RunUntil(until);
}
Status Engine::RunToRest(Instant latest) {
  return impl_->RunToRest(latest);
}
const Counts& Engine::counts() const {
  return impl_->counts();
}

}  // namespace lsq::engine
