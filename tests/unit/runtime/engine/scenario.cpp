// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/runtime/engine/scenario.h"

#include "compiler/driver/compile.h"
#include "compiler/time/civil.h"
#include "runtime/project/crm.h"

namespace lsq::engine {

namespace {

driver::Compilation Compile(const std::string& automations) {
  const driver::Input input{"test.lsq", std::string(kSchema) + automations};
  driver::Compilation compilation = driver::Compile(std::span(&input, 1));
  for (const auto& diagnostic : compilation.diagnostics) {
    if (compilation.has_errors) ADD_FAILURE() << diagnostic.kind->Code() << " at " << diagnostic.primary.at.span.begin;
  }
  return compilation;
}

}  // namespace

Value T(std::string_view text) {
  return Value::Text(text);
}
Value N(int64_t number) {
  return Value(number::FromInt64(number).value);
}
Value B(bool yes) {
  return Value(yes);
}
Instant At(std::string_view text) {
  return *time::ParseInstant(text);
}

host::Outcome FakeConnector::Perform(const host::Outgoing& effect) {
  attempts.push_back(effect);
  if (answers.empty()) return {};
  host::Outcome answer = answers.front();
  answers.pop_front();
  return answer;
}

Scenario::Scenario(const std::string& automations, std::string_view start)
    : clock_(std::make_unique<host::VirtualClock>(At(start))),
      start_(At(start)),
      faults(std::make_shared<store_memory::Faults>()),
      store(store_memory::Open(faults)) {
  Publish(automations);
}
Scenario::~Scenario() = default;

void Scenario::Reopen(std::string_view start) {
  start_ = At(start);
  Reopen();
}

void Scenario::Reopen() {
  engine_.reset();
  clock_ = std::make_unique<host::VirtualClock>(start_);
  host::World world;
  world.clock = clock_.get();
  world.connector = &connector;
  Options options;
  options.group = group;
  if (compilation_->module) {
    options.schema = project::RunSchema(compilation_->program.catalog);
    options.layout = project::LayoutOf(compilation_->program.catalog);
  }
  if (!compilation_->module) return;
  auto opened = Engine::Open(*store, world, {*compilation_->module}, std::move(options));
  if (opened.ok()) engine_ = std::move(*opened);
  failed = !opened.ok();
  if (failed) error = opened.error();
}

void Scenario::Use(std::unique_ptr<store::Store> other) {
  engine_.reset();
  store = std::move(other);
  Reopen();
}

void Scenario::Publish(const std::string& automations) {
  compilation_ = std::make_unique<driver::Compilation>(Compile(automations));
  Reopen();
}

void Scenario::Given(const std::string& entity, const std::string& id, Fields fields) {
  const auto done = store->Commit({store::Delta{.writes = {{{entity, id}, 0, std::move(fields), {}, false, ""}}}});
  ASSERT_TRUE(done.ok());
  ASSERT_EQ(done->at(0).outcome, store::CommitOutcome::Committed);
}

Incoming Scenario::Make(std::string_view at, std::string type, const std::string& id, Fields fields, std::string name) {
  return {"test", std::to_string(++events_), At(at), std::move(type), {"Lead", id}, std::move(name), std::move(fields)};
}

void Scenario::Send(const Incoming& event) {
  const auto sent = engine_->Submit(std::span(&event, 1));
  ASSERT_TRUE(sent.ok()) << sent.error().message;
}

void Scenario::New(std::string_view at, const std::string& id, Fields fields) {
  Send(Make(at, "new", id, std::move(fields)));
}

void Scenario::Update(std::string_view at, const std::string& id, Fields fields) {
  Send(Make(at, "update", id, std::move(fields)));
}

void Scenario::Delete(std::string_view at, const std::string& id) {
  Send(Make(at, "delete", id));
}

void Scenario::RunUntil(std::string_view at) {
  const Status done = engine_->RunUntil(At(at));
  ASSERT_TRUE(done.ok()) << done.error().code << ": " << done.error().message;
}

std::vector<value::Json> Scenario::Lines() {
  std::vector<value::Json> lines;
  for (const auto& [position, row] : *store->ReadTrace(0, 1'000'000)) lines.push_back(*value::ParseJson(row.text));
  return lines;
}

std::string Scenario::Text(const value::Json& line, std::string_view name) {
  const value::Json* member = line.Find(name);
  const auto* text = member ? member->As<std::string>() : nullptr;
  return text ? *text : std::string();
}

std::vector<std::string> Scenario::Story() {
  std::vector<std::string> story;
  for (const value::Json& line : Lines()) {
    const std::string event = Text(line, "event");
    if (event == "outcome") continue;
    const std::string reason = Text(line, "reason");
    story.push_back(reason.empty() ? event : event + "(" + reason + ")");
  }
  return story;
}

std::vector<std::string> Scenario::Times(std::string_view event, std::string_view member) {
  std::vector<std::string> times;
  for (const value::Json& line : Lines()) {
    if (Text(line, "event") == event) times.push_back(Text(line, member));
  }
  return times;
}

std::string Scenario::Trace() {
  std::string all;
  for (const auto& [position, row] : *store->ReadTrace(0, 1'000'000)) all += row.text + "\n";
  return all;
}

value::Record Scenario::Get(const std::string& entity, const std::string& id) {
  auto record = store->Read({entity, id});
  return record.ok() && *record ? **record : value::Record{};
}

}  // namespace lsq::engine
