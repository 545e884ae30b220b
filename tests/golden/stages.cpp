// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/stages.h"

#include "compiler/base/result.h"
#include "compiler/driver/print_types.h"
#include "compiler/parse/parse.h"
#include "compiler/syntax/printer.h"
#include "runtime/connectors/recording.h"
#include "runtime/engine/engine.h"
#include "runtime/project/crm.h"
#include "runtime/run/segment.h"
#include "runtime/store_memory/memory_store.h"
#include "runtime/value/json.h"
#include "tests/golden/front_end.h"
#include "tests/golden/phases.h"

namespace lsq::golden {

namespace {

using value::Value;

constexpr time::Instant kArrival{1'772'796'600'000'000};  // 2026-03-06T11:30:00Z

// Keeps the last effect as a mail.
class Postman final : public host::Connector {
 public:
  host::Outcome Perform(const host::Outgoing& effect) override {
    mail = connectors::MailText(effect);
    return {};
  }
  std::string mail;
};

std::string Print(const value::Fields& fields) {
  return value::PrintFields(fields);
}

std::string Print(const store::Run& run) {
  return "run " + std::to_string(run.id) + " of \"" + run.automation + "\" about " + run.subject.entity + "/" +
         run.subject.id + ": step " + (run.step == UINT32_MAX ? "-" : std::to_string(run.step)) + ", " +
         std::to_string(run.steps_done) + " done, wakes " +
         (run.wake == store::Wake::Ready     ? "at once"
          : run.wake == store::Wake::Outcome ? "on an outcome"
                                             : "never again") +
         "\n";
}

std::string Print(const store::Effect& effect) {
  static constexpr const char* kStates[] = {"intent", "attempting", "done", "failed", "unknown"};
  return "effect " + effect.key + ": " + effect.kind + ", " + kStates[static_cast<size_t>(effect.state)] + ", " +
         effect.body + "\n";
}

std::string Print(const store::Delta& delta) {
  std::string out;
  for (const auto& read : delta.reads) {
    out += "read " + read.key.entity + "/" + read.key.id + " version " + std::to_string(read.version) + "\n";
  }
  for (const auto& write : delta.writes) {
    out += "write " + write.key.entity + "/" + write.key.id + " " + Print(write.fields) + "\n";
  }
  for (const auto& effect : delta.effects) out += Print(effect);
  for (const auto& run : delta.runs) out += Print(run);
  for (const auto& row : delta.trace) out += "trace " + StableTraceLine(row.text) + "\n";
  return out;
}

// The rule performed: one lead arrives.
class Performance {
 public:
  explicit Performance(const driver::Compilation& compilation)
      : compilation_(compilation), schema_(project::RunSchema(compilation.program.catalog)) {}

  Status Play(std::map<std::string, std::string>& stages) {
    store_ = store_memory::Open();
    host::VirtualClock clock(kArrival);
    host::World world;
    world.clock = &clock;
    world.connector = &postman_;
    engine::Options options;
    options.schema = schema_;
    options.layout = project::LayoutOf(compilation_.program.catalog);
    LSQ_TRY(const auto engine, engine::Engine::Open(*store_, world, {*compilation_.module}, options));
    engine::Incoming arrival{
        .source = "events.jsonl", .id = "e1", .at = kArrival, .type = "new", .record = {"Lead", "L1"}};
    arrival.fields = {{"FirstName", Value::Text("Asha")},
                      {"City", Value::Text("pune ")},
                      {"EmailAddress", Value::Text("asha@example.com")},
                      {"Score", Value(number::FromInt64(60).value)}};
    LSQ_TRY_DO(engine->Submit(std::span(&arrival, 1)));
    LSQ_TRY(const auto ready, StepToRun(*engine));
    LSQ_TRY(stages["delta"], Segment(ready));
    LSQ_TRY_DO(engine->RunToRest(time::Instant{kArrival.micros + 3'600'000'000}));
    LSQ_TRY(stages["rows"], Rows());
    LSQ_TRY(stages["trace"], Trace());
    stages["outbox"] = postman_.mail;
    return Ok();
  }

 private:
  // Until the event has been admitted and its run is ready.
  Result<store::Run> StepToRun(engine::Engine& engine) {
    for (;;) {
      LSQ_TRY(const auto ready, store_->ReadyRuns(1));
      if (!ready.empty()) {
        LSQ_TRY(const auto run, store_->ReadRun(ready[0]));
        return *run;
      }
      LSQ_TRY(const bool more, engine.Step());
      if (!more) return Error{"test", "no run began"};
    }
  }

  // What the run's first segment would do: nothing is written.
  Result<std::string> Segment(const store::Run& run) {
    LSQ_TRY(const auto program, link::Load(*compilation_.module));
    const run::Setting setting{*store_, schema_, *program, kArrival, {}};
    LSQ_TRY(const store::Delta delta, run::Advance(setting, run));
    return Print(delta);
  }

  Result<std::string> Rows() {
    LSQ_TRY(const auto lead, store_->Read({"Lead", "L1"}));
    LSQ_TRY(const auto run, store_->ReadRun(1));
    std::string out = "record Lead/L1 version " + std::to_string(lead->version) + " " + Print(lead->fields) + "\n";
    out += Print(*run);
    LSQ_TRY(const auto effect, store_->ReadEffect("run-1-1"));
    return effect ? out + Print(*effect) : out;
  }

  Result<std::string> Trace() {
    LSQ_TRY(const auto rows, store_->ReadTrace(0, 100));
    std::string out;
    for (const auto& [position, row] : rows) out += StableTraceLine(row.text) + "\n";
    return out;
  }

  const driver::Compilation& compilation_;
  run::Schema schema_;
  Postman postman_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace

std::map<std::string, std::string> Stages(const diagnostics::ExampleFile& rule) {
  std::map<std::string, std::string> stages;
  const source::File file(rule.path, rule.text);
  diagnostics::Sink sink;
  stages["source"] = rule.text;
  stages["tokens"] = parse::DumpTokens(file);
  stages["ast"] = syntax::Print(parse::ParseFile(file, source::FileId{0}, sink));
  const driver::Compilation compilation = CompileSource({rule});
  stages["types"] = driver::PrintTypes(compilation);
  stages["ir"] = PrintIr(compilation);
  stages["bytecode"] = PrintBytecode(compilation);
  const Status played = Performance(compilation).Play(stages);
  if (!played.ok()) stages["trace"] = played.error().message + "\n";
  return stages;
}

}  // namespace lsq::golden
