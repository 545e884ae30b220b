// SPDX-License-Identifier: Apache-2.0
#include "runtime/engine/engine.h"

#include <cstddef>
#include <limits>

#include "compiler/number/decimal.h"
#include "runtime/api/handles.h"
#include "runtime/connectors/recording.h"
#include "runtime/connectors/revealing.h"
#include "runtime/import/import.h"
#include "runtime/project/crm.h"
#include "runtime/store_memory/memory_store.h"
#include "runtime/store_sqlite/sqlite_store.h"

namespace {

using namespace lsq;
using namespace lsq::api;

// Effects performed by the embedding program.
class CallbackConnector final : public host::Connector {
 public:
  CallbackConnector(lsq_perform perform, void* user) : perform_(perform), user_(user) {}
  host::Outcome Perform(const host::Outgoing& effect) override {
    const lsq_effect out = {TextOf(effect.key), TextOf(effect.kind), TextOf(effect.body), effect.attempt,
                            effect.at.micros};
    lsq_text reply{};
    lsq_text reason{};
    const lsq_effect_state state = perform_(user_, &out, &reply, &reason);
    return {static_cast<host::Outcome::State>(state), StringOf(reply), StringOf(reason)};
  }

 private:
  lsq_perform perform_;
  void* user_;
};
// Secrets kept by the embedding program.
class CallbackSecrets final : public host::Secrets {
 public:
  CallbackSecrets(lsq_find_secret find, void* user) : find_(find), user_(user) {}
  Result<std::string> Find(std::string_view name) const override {
    lsq_text secret{};
    if (find_ == nullptr || find_(user_, TextOf(name), &secret) == 0) return host::GivenSecrets().Find(name);
    return StringOf(secret);
  }

 private:
  lsq_find_secret find_;
  void* user_;
};
static_assert(static_cast<int>(LSQ_EFFECT_UNKNOWN) == static_cast<int>(host::Outcome::State::Unknown));

Result<std::unique_ptr<store::Store>> OpenStore(const std::string& path) {
  if (path.empty()) return store_memory::Open();
  return store_sqlite::Open({path, "main"});
}

}  // namespace

struct lsq_engine {
  const schema::Catalog* catalog = nullptr;  // the project's: it outlives the engine
  std::unique_ptr<store::Store> store;
  std::unique_ptr<host::Clock> clock;
  std::unique_ptr<host::Connector> sender;  // the host's; null: effects are recorded
  std::unique_ptr<host::Secrets> secrets;
  std::unique_ptr<host::Connector> connector;
  host::StopFlag stop;
  std::unique_ptr<engine::Engine> engine;
};

namespace {

Result<std::unique_ptr<lsq_engine>> OpenEngine(const lsq_project& project, const lsq_engine_options& options) {
  if (!project.compilation.module) return Error{"project", "the project has errors: it cannot be run"};
  auto opened = std::make_unique<lsq_engine>();
  opened->catalog = &project.compilation.program.catalog;
  LSQ_TRY(opened->store, OpenStore(StringOf(options.store_path)));
  LSQ_TRY_DO(opened->store->Declare(project::ColumnsOf(*opened->catalog)));
  if (options.virtual_clock != 0) {
    opened->clock = std::make_unique<host::VirtualClock>(time::Instant{options.start});
  } else {
    opened->clock = std::make_unique<host::RealClock>();
  }
  if (options.perform != nullptr) {
    const bool knows_secrets = options.size > offsetof(lsq_engine_options, find_secret);
    opened->sender = std::make_unique<CallbackConnector>(options.perform, options.user);
    opened->secrets = std::make_unique<CallbackSecrets>(knows_secrets ? options.find_secret : nullptr, options.user);
    opened->connector = connectors::Revealing(*opened->sender, *opened->secrets);
  } else {
    opened->connector = connectors::Recording(StringOf(options.outbox));
  }
  host::World world;
  world.clock = opened->clock.get();
  world.connector = opened->connector.get();
  world.stop = &opened->stop;
  engine::Options engine_options;
  engine_options.schema = project::RunSchema(*opened->catalog);
  engine_options.layout = project::LayoutOf(*opened->catalog);
  engine_options.natives = project.natives;
  if (options.size > offsetof(lsq_engine_options, project_name)) {  // callers of the first version have neither
    engine_options.project = StringOf(options.project_name);
    engine_options.adopt = options.adopt_store != 0;
  }
  LSQ_TRY(opened->engine,
          engine::Engine::Open(*opened->store, world, {*project.compilation.module}, std::move(engine_options)));
  return opened;
}

// Fields as the schema says they are; a field that no schema knows keeps what it looks like.
Result<value::Fields> FieldsOf(const schema::Catalog& catalog, const std::string& entity,
                               const value::Json::Object& from) {
  value::Fields fields;
  const auto id = catalog.FindEntity(entity);
  for (const auto& [name, json] : from) {
    const auto field = id ? catalog.FindField(*id, name) : std::nullopt;
    const types::Type type = field ? catalog.field(*field).type : types::kError;
    Result<value::Value> value = value::ReadJson(json, project::KindOf(type), project::EntityOf(type, catalog));
    if (!value.ok()) return Error{value.error().code, entity + "." + name + ": " + value.error().message};
    fields.insert_or_assign(name, *std::move(value));
  }
  return fields;
}

Result<engine::Incoming> IncomingOf(const lsq_engine& engine, const lsq_event& from) {
  engine::Incoming event;
  event.source = StringOf(from.source);
  event.id = StringOf(from.id);
  event.at = time::Instant{from.at};
  event.type = StringOf(from.type);
  event.record = {StringOf(from.entity), StringOf(from.record)};
  event.name = StringOf(from.name);
  const std::string entity = event.type.starts_with("activity") ? "Activity" : event.record.entity;
  LSQ_TRY(event.fields, FieldsOf(*engine.catalog, entity, JsonOf(from.fields, from.field_count)));
  event.import = from.is_import != 0;
  event.bulk = from.is_bulk != 0;
  event.bulk_records = from.is_bulk > 1 ? from.is_bulk : 0;
  return event;
}

bool IsTrue(const value::Json* json) {
  const auto* yes = json != nullptr ? json->As<bool>() : nullptr;
  return yes != nullptr && *yes;
}

int64_t WholeOf(const value::Json* json) {
  const auto* number = json != nullptr ? json->As<value::JsonNumber>() : nullptr;
  return number != nullptr ? number::ToInt64(number::Parse(number->digits).value).value_or(0) : 0;
}

// The members of an event's line that import/ left in the payload. `email`, `list`, `activity` and `name` all name what
// it is about.
Result<engine::Incoming> IncomingOf(const lsq_engine& engine, const store::Event& line) {
  LSQ_TRY(const value::Json payload, value::ParseJson(line.payload));
  engine::Incoming event;
  event.source = line.source;
  event.id = line.id;
  event.at = line.at;
  event.type = line.type;
  event.record = line.record;
  const bool known = line.record.entity.empty() || engine.catalog->FindEntity(line.record.entity);
  if (!known) return Error{"event", project::NoEntity(*engine.catalog, line.record.entity)};
  for (const char* member : {"name", "email", "list", "activity"}) {
    const value::Json* json = payload.Find(member);
    const auto* text = json != nullptr ? json->As<std::string>() : nullptr;
    if (text != nullptr) event.name = *text;
  }
  const value::Json* fields = payload.Find("fields");
  const auto* members = fields != nullptr ? fields->As<value::Json::Object>() : nullptr;
  const std::string entity = event.type.starts_with("activity") ? "Activity" : event.record.entity;
  if (members != nullptr) {
    LSQ_TRY(event.fields, FieldsOf(*engine.catalog, entity, *members));
  }
  event.import = IsTrue(payload.Find("import"));
  event.bulk_records = WholeOf(payload.Find("bulk"));  // "bulk": true, or on how many records
  event.bulk = event.bulk_records > 0 || IsTrue(payload.Find("bulk"));
  return event;
}

void Tell(lsq_problem problem, void* user, const std::vector<import::Problem>& problems) {
  if (problem == nullptr) return;
  for (const import::Problem& one : problems) problem(user, one.line, TextOf(one.message));
}

Result<lsq_import_result> Import(lsq_engine& engine, const lsq_import_options& options) {
  const std::string entity = StringOf(options.entity);
  const auto target = project::TargetOf(*engine.catalog, entity);
  if (!target) return Error{"import", project::NoEntity(*engine.catalog, entity)};
  import::Rows rows;
  if (options.format == LSQ_CSV) {
    LSQ_TRY(rows, import::ReadCsv(ViewOf(options.text), *target));
  } else {
    rows = import::ReadJsonl(ViewOf(options.text), *target);
  }
  const auto on_error = options.skip_bad_rows != 0 ? import::OnError::Skip : import::OnError::Refuse;
  LSQ_TRY(const import::Imported done,
          import::StoreRows(*engine.store, std::move(rows), on_error, StringOf(options.name)));
  Tell(options.problem, options.user, done.problems);
  return lsq_import_result{done.rows, done.created, done.problems.size()};
}

Result<lsq_events_result> SubmitLines(lsq_engine& engine, const lsq_events_options& options) {
  import::EventLines lines = import::ReadEvents(ViewOf(options.text), StringOf(options.source));
  lsq_events_result result{};
  result.lines = lines.good.size() + lines.problems.size();
  result.first = std::numeric_limits<int64_t>::max();
  result.last = std::numeric_limits<int64_t>::min();
  std::vector<engine::Incoming> events;
  for (const import::EventLine& line : lines.good) {
    Result<engine::Incoming> event = IncomingOf(engine, line.event);
    if (!event.ok()) {
      lines.problems.push_back({line.line, event.error().message});
      continue;
    }
    result.first = std::min(result.first, event->at.micros);
    result.last = std::max(result.last, event->at.micros);
    events.push_back(*std::move(event));
  }
  result.problems = lines.problems.size();
  Tell(options.problem, options.user, lines.problems);
  if (options.skip_bad_lines == 0 && !lines.problems.empty()) return result;
  LSQ_TRY(result.accepted, engine.engine->Submit(events));
  return result;
}

}  // namespace

extern "C" {

lsq_engine* lsq_engine_open(const lsq_project* project, const lsq_engine_options* options, lsq_error** error) {
  return Guarded<lsq_engine*>(error, nullptr, [&]() -> lsq_engine* {
    if (!AreGiven({project, options}, error)) return nullptr;
    auto opened = OpenEngine(*project, Known(*options));
    if (!opened.ok()) return SetError(error, opened.error()), nullptr;
    return std::move(*opened).release();
  });
}
void lsq_engine_free(lsq_engine* engine) {
  delete engine;
}

lsq_status lsq_engine_import(lsq_engine* engine, const lsq_import_options* options, lsq_import_result* result,
                             lsq_error** error) {
  return Guarded(error, LSQ_FAILED, [&] {
    if (!AreGiven({engine, options, result}, error)) return LSQ_FAILED;
    const Result<lsq_import_result> done = Import(*engine, Known(*options));
    if (!done.ok()) return Fail(error, done.error());
    *result = *done;
    return LSQ_OK;
  });
}

int lsq_engine_is_imported(lsq_engine* engine, lsq_text name) {
  return Guarded<int>(nullptr, 0, [&] {
    if (engine == nullptr) return 0;
    const auto mark = engine->store->HasMark(import::MarkOf(StringOf(name)), time::kMinInstant);
    return mark.ok() && *mark ? 1 : 0;
  });
}

lsq_status lsq_engine_submit(lsq_engine* engine, const lsq_event* events, size_t count, size_t* accepted,
                             lsq_error** error) {
  return Guarded(error, LSQ_FAILED, [&] {
    if (!AreGiven({engine}, error)) return LSQ_FAILED;
    std::vector<engine::Incoming> incoming;
    for (size_t i = 0; i < count; ++i) {
      Result<engine::Incoming> event = IncomingOf(*engine, events[i]);
      if (!event.ok()) return Fail(error, event.error());
      incoming.push_back(*std::move(event));
    }
    const Result<size_t> done = engine->engine->Submit(incoming);
    if (!done.ok()) return Fail(error, done.error());
    if (accepted != nullptr) *accepted = *done;
    return LSQ_OK;
  });
}

lsq_status lsq_engine_submit_lines(lsq_engine* engine, const lsq_events_options* options, lsq_events_result* result,
                                   lsq_error** error) {
  return Guarded(error, LSQ_FAILED, [&] {
    if (!AreGiven({engine, options, result}, error)) return LSQ_FAILED;
    const Result<lsq_events_result> done = SubmitLines(*engine, Known(*options));
    if (!done.ok()) return Fail(error, done.error());
    *result = *done;
    return LSQ_OK;
  });
}

int64_t lsq_engine_now(const lsq_engine* engine) {
  return engine != nullptr ? engine->clock->Now().micros : 0;
}

lsq_status lsq_engine_run_until(lsq_engine* engine, int64_t until, lsq_error** error) {
  return Guarded(error, LSQ_FAILED, [&] {
    if (!AreGiven({engine}, error)) return LSQ_FAILED;
    const Status done = engine->engine->RunUntil(time::Instant{until});
    return done.ok() ? LSQ_OK : Fail(error, done.error());
  });
}

void lsq_engine_stop(lsq_engine* engine) {
  if (engine != nullptr) engine->stop.Raise();
}

lsq_status lsq_engine_next(lsq_engine* engine, int* has_next, int64_t* next, lsq_error** error) {
  return Guarded(error, LSQ_FAILED, [&] {
    if (!AreGiven({engine, has_next, next}, error)) return LSQ_FAILED;
    const auto instant = engine->engine->NextInstant();
    if (!instant.ok()) return Fail(error, instant.error());
    *has_next = instant->has_value() ? 1 : 0;
    if (instant->has_value()) *next = (*instant)->micros;
    return LSQ_OK;
  });
}

lsq_status lsq_engine_trace(lsq_engine* engine, uint64_t after, lsq_trace_line line, void* user, lsq_error** error) {
  constexpr size_t kSlice = 1000;
  return Guarded(error, LSQ_FAILED, [&] {
    if (!AreGiven({engine, reinterpret_cast<const void*>(line)}, error)) return LSQ_FAILED;
    while (true) {
      const auto rows = engine->store->ReadTrace(after, kSlice);
      if (!rows.ok()) return Fail(error, rows.error());
      for (const auto& [position, row] : *rows) {
        if (line(user, position, TextOf(row.text)) != 0) return LSQ_OK;
        after = position;
      }
      if (rows->size() < kSlice) return LSQ_OK;
    }
  });
}

void lsq_engine_count(const lsq_engine* engine, lsq_engine_counts* counts) {
  if (engine == nullptr || counts == nullptr) return;
  const engine::Counts& from = engine->engine->counts();
  const size_t size = counts->size;
  const lsq_engine_counts all = {size,        from.commits,      from.deltas, from.conflicts,
                                 from.events, from.runs_started, from.effects};
  std::memcpy(counts, &all, std::min(size, sizeof all));
}

lsq_buffer* lsq_engine_check(lsq_engine* engine, lsq_error** error) {
  return Guarded<lsq_buffer*>(error, nullptr, [&]() -> lsq_buffer* {
    if (!AreGiven({engine}, error)) return nullptr;
    const auto wrong = engine->store->CheckIntegrity();
    if (!wrong.ok()) return SetError(error, wrong.error()), nullptr;
    auto buffer = std::make_unique<lsq_buffer>();
    for (const std::string& sentence : *wrong) buffer->text += sentence + "\n";
    return buffer.release();
  });
}
}
