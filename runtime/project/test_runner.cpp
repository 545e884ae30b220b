// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/test_runner.h"

#include <algorithm>
#include <set>

#include "compiler/base/match.h"
#include "compiler/time/arithmetic.h"
#include "runtime/connectors/recording.h"
#include "runtime/engine/engine.h"
#include "runtime/project/coverage.h"
#include "runtime/project/crm.h"
#include "runtime/project/expected_errors.h"
#include "runtime/project/test_functions.h"
#include "runtime/run/view.h"
#include "runtime/store_memory/memory_store.h"
#include "runtime/value/json.h"

namespace lsq::project {

namespace {

using program::Test;

constexpr size_t kTraceLimit = 100'000;
constexpr time::TimeOfDay kMorning = time::At(9, 0);

std::string JoinWords(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + ("\"" + word + "\"");
  return "[" + out + "]";
}

std::string_view StateWord(store::RunState state) {
  switch (state) {
    case store::RunState::Running:
      return "entered";
    case store::RunState::Waiting:
      return "waiting";
    case store::RunState::Completed:
      return "completed";
    case store::RunState::Exited:
      return "exited";
    case store::RunState::Failed:
      return "failed";
  }
  return "";
}

std::string MemberText(const value::Json& json, std::string_view name) {
  const value::Json* member = json.Find(name);
  const auto* text = member != nullptr ? member->As<std::string>() : nullptr;
  return text != nullptr ? *text : "";
}

// A member of a trace line, or of the values that it shows.
std::string NameIn(const value::Json& line, std::string_view member) {
  if (line.Find(member) != nullptr) return MemberText(line, member);
  const value::Json* values = line.Find("values");
  const value::Json* shown = values != nullptr ? values->Find(member) : nullptr;
  return shown != nullptr ? MemberText(*shown, "value") : "";
}

TestResult ResultOf(const driver::Compilation& compilation, const Test& test, const std::string& report) {
  const source::File& file = compilation.files[test.at.file];
  return {test.name, file.path(), file.PositionAt(test.at.span.begin).line, report.empty(), report, {}};
}

// A line of a test and why it is not as it should be.
std::string Failed(const driver::Compilation& compilation, source::Location at, const std::string& why) {
  const source::File& file = compilation.files[at.file];
  const uint32_t line = file.PositionAt(at.span.begin).line;
  return "  line " + std::to_string(line) + ": " + std::string(file.Slice(at.span)) + "\n" +
         (why.empty() ? "" : "      " + why + "\n");
}

// A test that stands in a file which is wrong on purpose: nothing of it can run, but it can say what is wrong.
TestResult JudgeWrongFile(const driver::Compilation& all, const Test& test) {
  std::string report;
  for (const auto& line : test.lines) {
    const auto* expect = std::get_if<Test::Expect>(&line);
    const bool about_error = expect != nullptr && expect->native == "error";
    if (about_error && HasDiagnostic(all, expect->names)) continue;
    const source::Location at = Match(line, [](const auto& each) { return each.at; });
    report +=
        Failed(all, at, about_error ? DiagnosticsThere(all, expect->names) : "the file has errors: nothing in it runs");
  }
  return ResultOf(all, test, report);
}

// What is run, and what it was taken from.
struct Suite {
  const driver::Compilation& all;
  const driver::Compilation& running;
  Coverage* coverage;
};

// One test: its world, and what went wrong in it so far.
class TestRun {
 public:
  TestRun(const Suite& suite, const TestFunctions& functions, size_t index)
      : compilation_(suite.running),
        all_(suite.all),
        coverage_(suite.coverage),
        functions_(functions),
        index_(index),
        test_(suite.running.program.tests[index]),
        clock_(time::Instant{}),
        connector_(connectors::Recording("")) {}

  Result<TestResult> Perform() {
    LSQ_TRY_DO(Open());
    for (const auto& line : test_.lines) {
      LSQ_TRY_DO(Match(
          line, [&](const Test::Given& given) { return Give(given); },
          [&](const Test::Event& event) { return Happen(event); },
          [&](const Test::Expect& expect) { return Judge(expect); }));
    }
    TestResult result = ResultOf(compilation_, test_, report_);
    LSQ_TRY(const auto rows, store_->ReadTrace(0, kTraceLimit));
    for (const auto& [position, row] : rows) result.trace.push_back(row.text);
    return result;
  }

 private:
  const schema::Catalog& catalog() const { return compilation_.program.catalog; }

  // A test needs no account: without one its clocks are the test's own.
  std::string ZoneName() const {
    if (!test_.timezone.empty()) return test_.timezone;
    return catalog().account_timezone.empty() ? "UTC" : catalog().account_timezone;
  }

  Status Open() {
    const std::string name = ZoneName();
    LSQ_TRY(zone_, time::BuiltinTzData().Find(name));
    LSQ_TRY(const time::Date first_day, time::MakeDate(2026, 1, 1));
    const time::LocalDateTime local = test_.start.value_or(time::LocalDateTime{first_day, kMorning});
    clock_ = host::VirtualClock(zone_.ToInstant(local));
    ir::Module module = *compilation_.module;
    if (module.account_timezone.empty()) module.account_timezone = name;
    store_ = store_memory::Open();
    LSQ_TRY_DO(store_->Declare(ColumnsOf(catalog())));
    host::World world;
    world.clock = &clock_;
    world.connector = connector_.get();
    engine::Options options;
    schema_ = RunSchema(catalog());
    options.schema = schema_;
    options.layout = LayoutOf(catalog());
    options.witness = coverage_;
    LSQ_TRY(engine_, engine::Engine::Open(*store_, world, {std::move(module)}, std::move(options)));
    return Ok();
  }

  Result<value::Fields> FieldsOf(const std::vector<program::Assignment>& assignments) {
    value::Fields fields;
    LSQ_TRY(const TestFunctions::World world, World());
    for (const program::Assignment& assignment : assignments) {
      LSQ_TRY(value::Value value, functions_.Evaluate(index_, assignment.value, world));
      LSQ_TRY(value, value::Normalise(std::move(value)));
      const schema::Field& field = catalog().field(assignment.field);
      const auto* ref = value.As<value::RecordRef>();
      const bool relation = !field.via.empty() && ref != nullptr;
      fields.insert_or_assign(relation ? field.via : field.name, relation ? value::Value::Text(ref->id) : value);
    }
    return fields;
  }

  // A given record is in the store at once, unless an event of the test makes it.
  Status Give(const Test::Given& given) {
    const schema::Entity& entity = catalog().entity(given.entity);
    LSQ_TRY(value::Fields fields, FieldsOf(given.fields));
    const auto* own = fields.contains(entity.key) ? fields.at(entity.key).As<std::string>() : nullptr;
    const std::string id = own != nullptr ? *own : entity.name + std::to_string(given.record.index + 1);
    if (!entity.key.empty()) fields.insert_or_assign(entity.key, value::Value::Text(id));
    if (catalog().FindField(given.entity, "CreatedOn")) {
      fields.try_emplace("CreatedOn", value::Value(value::Value::Variant(clock_.Now())));
    }
    keys_[given.record] = {entity.name, id};
    const bool made_later = std::any_of(test_.lines.begin(), test_.lines.end(), [&](const auto& line) {
      const auto* event = std::get_if<Test::Event>(&line);
      return event != nullptr && event->native == "new" && event->record == given.record;
    });
    if (made_later) {
      waiting_[given.record] = std::move(fields);
      return Ok();
    }
    LSQ_TRY(const auto outcomes,
            store_->Commit({store::Delta{.writes = {{keys_[given.record], 0, std::move(fields), {}, false, ""}}}}));
    if (outcomes[0].outcome != store::CommitOutcome::Committed) Fail(given.at, outcomes[0].detail);
    return Ok();
  }

  Status Happen(const Test::Event& event) {
    time::Instant at = clock_.Now();
    if (event.after.valid()) {
      LSQ_TRY(at, After(event.after));
    }
    if (event.native.empty()) return engine_->RunUntil(at);
    // It comes at that very instant, before the time-outs that are due then (C-WAIT-11).
    if (at > clock_.Now()) LSQ_TRY_DO(engine_->RunUntil(time::Instant{at.micros - 1}));
    now_ = at;
    engine::Incoming incoming;
    incoming.source = "test";
    incoming.id = std::to_string(++events_);
    incoming.at = at;
    incoming.type = event.native;
    LSQ_TRY(incoming.fields, FieldsOf(event.fields));
    if (event.record.valid()) incoming.record = keys_[event.record];
    if (event.native == "new") {
      for (auto& [name, value] : waiting_[event.record]) incoming.fields.try_emplace(name, std::move(value));
    } else if (!event.handle.empty()) {
      LSQ_TRY(const bool found, FindMail(event, incoming));
      if (!found) return Fail(event.at, "no run has sent the mail `" + event.handle + "` yet"), Ok();
    } else {
      incoming.name = event.name;
    }
    LSQ_TRY_DO(engine_->Submit(std::span(&incoming, 1)));
    return engine_->RunUntil(at);
  }

  // So long after the line before.
  Result<time::Instant> After(program::ExprId duration) {
    LSQ_TRY(const TestFunctions::World world, World());
    LSQ_TRY(const value::Value value, functions_.Evaluate(index_, duration, world));
    const auto* length = value.As<time::Duration>();
    LSQ_CHECK(length != nullptr, "the checker gave `after` a duration");
    return time::Add(clock_.Now(), *length, zone_);
  }

  // The mail that the newest run which has such a handle sent.
  Result<bool> FindMail(const Test::Event& event, engine::Incoming& incoming) {
    LSQ_TRY(const std::vector<store::Run> runs, store_->Runs("", kTraceLimit));
    for (const store::Run& run : runs) {
      for (const ir::Automation& automation : compilation_.module->automations) {
        if (automation.name != run.automation) continue;
        for (size_t i = 0; i < automation.locals.size() && i < run.locals.size(); ++i) {
          const auto* key = run.locals[i].As<std::string>();
          if (automation.locals[i].name != event.handle || key == nullptr) continue;
          incoming.type = "email_" + event.name;
          incoming.name = *key;
          incoming.record = run.subject;
          return true;
        }
      }
    }
    return false;
  }

  Result<TestFunctions::World> World() {
    view_.emplace(*store_, schema_);  // of this moment
    TestFunctions::World world{{}, std::max(now_, clock_.Now()), &*view_};
    for (const auto& [local, key] : keys_) {
      LSQ_TRY(std::optional<value::Record> record, store_->Read(key));
      if (record) world.records.emplace(local, std::move(*record));
    }
    return world;
  }

  Status Judge(const Test::Expect& expect) {
    if (expect.native == "condition") return JudgeCondition(expect);
    if (expect.native == "run") return JudgeRun(expect);
    if (expect.native == "error") return JudgeError(expect);
    return JudgeEffects(expect);
  }

  Status JudgeCondition(const Test::Expect& expect) {
    LSQ_TRY(const TestFunctions::World world, World());
    std::vector<SeenValue> seen;
    const Result<value::Value> value = functions_.Evaluate(index_, expect.condition, world, &seen);
    const auto* holds = value.ok() ? value->As<bool>() : nullptr;
    if (holds != nullptr && *holds) return Ok();
    Fail(expect.at, value.ok() ? "" : value.error().code + ": " + value.error().message);
    TellParts(compilation_.files[expect.at.file], seen);
    return Ok();
  }

  // The last value comes first: it is the whole, or what was reached before it went wrong.
  void TellParts(const source::File& file, const std::vector<SeenValue>& seen) {
    std::set<std::string> told;
    for (auto part = seen.rbegin(); part != seen.rend(); ++part) {
      const std::string text(file.Slice({part->begin, part->end}));
      if (!text.empty() && text != part->text && told.insert(text).second)
        report_ += "      " + text + " = " + part->text + "\n";
    }
  }

  Status JudgeRun(const Test::Expect& expect) {
    LSQ_TRY(const std::vector<store::Run> runs, store_->Runs("", 1));
    std::string state = runs.empty() ? "none" : std::string(StateWord(runs[0].state));
    std::string reason = runs.empty() ? "" : runs[0].reason;
    if (expect.names[0] == "skipped") LSQ_TRY_DO(LastSkip(state, reason));
    const bool entered = expect.names[0] == "entered" && !runs.empty();
    const bool same_reason = expect.names.size() < 2 || expect.names[1] == reason;
    if ((entered || state == expect.names[0]) && same_reason) return Ok();
    Fail(expect.at, state == "none" ? "no automation was entered"
                                    : "the run " + std::string(state == "waiting" ? "is waiting" : state) +
                                          (reason.empty() ? "" : " because " + reason));
    return Ok();
  }

  Status LastSkip(std::string& state, std::string& reason) {
    return ForEachTraced([&](const value::Json& line) {
      if (MemberText(line, "event") != "skipped") return;
      state = "skipped";
      reason = MemberText(line, "reason");
    });
  }

  Status JudgeError(const Test::Expect& expect) {
    if (!HasDiagnostic(all_, expect.names)) Fail(expect.at, DiagnosticsThere(all_, expect.names));
    return Ok();
  }

  Status JudgeEffects(const Test::Expect& expect) {
    std::vector<std::string> names;
    LSQ_TRY_DO(ForEachTraced([&](const value::Json& line) {
      if (MemberText(line, "event") == expect.effect) names.push_back(NameIn(line, expect.member));
    }));
    if (names != expect.names) Fail(expect.at, expect.effect + ": " + JoinWords(names));
    return Ok();
  }

  Status ForEachTraced(const std::function<void(const value::Json&)>& visit) {
    LSQ_TRY(const auto rows, store_->ReadTrace(0, kTraceLimit));
    for (const auto& [position, row] : rows) {
      LSQ_TRY(const value::Json line, value::ParseJson(row.text));
      visit(line);
    }
    return Ok();
  }

  void Fail(source::Location at, const std::string& why) { report_ += Failed(compilation_, at, why); }

  const driver::Compilation& compilation_;
  const driver::Compilation& all_;  // with the files that are wrong on purpose
  Coverage* coverage_;
  const TestFunctions& functions_;
  size_t index_;
  const Test& test_;
  host::VirtualClock clock_;
  std::unique_ptr<host::Connector> connector_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<engine::Engine> engine_;
  run::Schema schema_;
  std::optional<run::View> view_;
  time::Instant now_{};  // of the event that is being made
  time::Zone zone_;
  std::map<program::LocalId, value::RecordKey> keys_;
  std::map<program::LocalId, value::Fields> waiting_;  // given, not yet made
  size_t events_ = 0;
  std::string report_;
};

}  // namespace

Result<value::Json> RunTests(const driver::Compilation& all, const TestOptions& options, const TestDone& done) {
  const auto wrong = FilesWrongOnPurpose(all);
  if (!wrong) return Error{"project", "the project has errors: its tests cannot run"};
  std::optional<driver::Compilation> rest;
  if (!wrong->empty()) rest = driver::Compile(InputsWithout(all, *wrong), {.schema = options.schema});
  const driver::Compilation& running = rest ? *rest : all;
  if (!running.module) return Error{"project", "without the files that are wrong on purpose the project has errors"};
  std::optional<Coverage> coverage;
  if (options.coverage) coverage.emplace(running);
  LSQ_TRY(const TestFunctions functions, TestFunctions::Compile(running));
  const Suite suite{all, running, coverage ? &*coverage : nullptr};
  for (size_t i = 0; i < running.program.tests.size(); ++i) {
    LSQ_TRY(const TestResult result, TestRun(suite, functions, i).Perform());
    done(result);
  }
  for (const Test& test : all.program.tests) {
    if (wrong->contains(test.at.file.index)) done(JudgeWrongFile(all, test));
  }
  return coverage ? coverage->Report() : value::Json();
}

}  // namespace lsq::project
