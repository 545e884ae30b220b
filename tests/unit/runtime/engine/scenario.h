// SPDX-License-Identifier: Apache-2.0
// A CRM in miniature for tests of the engine: sources are compiled, events submitted, and the trace is told in short
// words: "entered", "send_email", "exited(timeout)".
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/driver/compile.h"
#include "compiler/time/civil.h"
#include "runtime/engine/engine.h"
#include "runtime/project/crm.h"
#include "runtime/store_memory/memory_store.h"
#include "runtime/value/json.h"

namespace lsq::engine {

using value::Value;

inline Value T(std::string_view text) {
  return Value::Text(text);
}
inline Value N(int64_t number) {
  return Value(number::FromInt64(number).value);
}
inline Value B(bool yes) {
  return Value(yes);
}
inline Instant At(std::string_view text) {
  return *time::ParseInstant(text);
}

constexpr std::string_view kSchema = R"(language 2026
use std.crm
account timezone "Asia/Kolkata"
entity Lead { mx_City: Text, max 20, label "City"
  mx_End: DateTime, label "End"
  mx_Zone: Text, max 40, label "Zone" }
account type "Customers"
group "Pool"
list "Fresh" static for Lead
webhook "hook"
activity type "Demo", "Outbound Call"
)";

// Performs what it is told to, and remembers every attempt.
class FakeConnector final : public host::Connector {
 public:
  host::Outcome Perform(const host::Outgoing& effect) override {
    attempts.push_back(effect);
    if (answers.empty()) return {};
    host::Outcome answer = answers.front();
    answers.pop_front();
    return answer;
  }
  std::vector<host::Outgoing> attempts;
  std::deque<host::Outcome> answers;  // then Done
};

class Scenario {
 public:
  explicit Scenario(const std::string& automations, std::string_view start = "2026-03-02T03:30:00Z")
      : clock_(std::make_unique<host::VirtualClock>(At(start))),
        start_(At(start)),
        faults(std::make_shared<store_memory::Faults>()),
        store(store_memory::Open(faults)) {
    compilation_ = Compile(automations);
    Reopen();
  }

  static driver::Compilation Compile(const std::string& automations) {
    const driver::Input input{"test.lsq", std::string(kSchema) + automations};
    driver::Compilation compilation = driver::Compile(std::span(&input, 1));
    for (const auto& diagnostic : compilation.diagnostics) {
      if (compilation.has_errors)
        ADD_FAILURE() << diagnostic.kind->Code() << " at " << diagnostic.primary.at.span.begin;
    }
    return compilation;
  }

  // As after a crash: a new engine on what the store has; the clock begins anew, where the store was left or at
  // `start`.
  void Reopen(std::string_view start) {
    start_ = At(start);
    Reopen();
  }
  void Reopen() {
    engine_.reset();
    clock_ = std::make_unique<host::VirtualClock>(start_);
    host::World world;
    world.clock = clock_.get();
    world.connector = &connector;
    Options options;
    options.group = group;
    if (compilation_.module) {
      options.schema = project::RunSchema(compilation_.program.catalog);
      options.layout = project::LayoutOf(compilation_.program.catalog);
    }
    if (!compilation_.module) return;
    auto opened = Engine::Open(*store, world, {*compilation_.module}, std::move(options));
    if (opened.ok()) engine_ = std::move(*opened);
    failed = !opened.ok();
    if (failed) error = opened.error();
  }
  // Goes on with another store.
  void Use(std::unique_ptr<store::Store> other) {
    engine_.reset();
    store = std::move(other);
    Reopen();
  }
  void Publish(const std::string& automations) {
    compilation_ = Compile(automations);
    Reopen();
  }

  void Given(const std::string& entity, const std::string& id, Fields fields) {
    const auto done = store->Commit({store::Delta{.writes = {{{entity, id}, 0, std::move(fields), {}, false, ""}}}});
    ASSERT_TRUE(done.ok());
    ASSERT_EQ(done->at(0).outcome, store::CommitOutcome::Committed);
  }

  Incoming Make(std::string_view at, std::string type, const std::string& id, Fields fields = {},
                std::string name = {}) {
    return {"test",       std::to_string(++events_), At(at),           std::move(type),
            {"Lead", id}, std::move(name),           std::move(fields)};
  }
  void Send(const Incoming& event) {
    const auto sent = engine_->Submit(std::span(&event, 1));
    ASSERT_TRUE(sent.ok()) << sent.error().message;
  }
  void New(std::string_view at, const std::string& id, Fields fields) { Send(Make(at, "new", id, std::move(fields))); }
  void Update(std::string_view at, const std::string& id, Fields fields) {
    Send(Make(at, "update", id, std::move(fields)));
  }
  void Delete(std::string_view at, const std::string& id) { Send(Make(at, "delete", id)); }
  void RunUntil(std::string_view at) {
    const Status done = engine_->RunUntil(At(at));
    ASSERT_TRUE(done.ok()) << done.error().code << ": " << done.error().message;
  }

  std::vector<value::Json> Lines() {
    std::vector<value::Json> lines;
    for (const auto& [position, row] : *store->ReadTrace(0, 1'000'000)) lines.push_back(*value::ParseJson(row.text));
    return lines;
  }
  static std::string Text(const value::Json& line, std::string_view name) {
    const value::Json* member = line.Find(name);
    const auto* text = member ? member->As<std::string>() : nullptr;
    return text ? *text : std::string();
  }
  // What happened, without outcomes of effects: "exited(timeout)".
  std::vector<std::string> Story() {
    std::vector<std::string> story;
    for (const value::Json& line : Lines()) {
      const std::string event = Text(line, "event");
      if (event == "outcome") continue;
      const std::string reason = Text(line, "reason");
      story.push_back(reason.empty() ? event : event + "(" + reason + ")");
    }
    return story;
  }
  // When each event of that name happened.
  std::vector<std::string> Times(std::string_view event, std::string_view member = "at") {
    std::vector<std::string> times;
    for (const value::Json& line : Lines()) {
      if (Text(line, "event") == event) times.push_back(Text(line, member));
    }
    return times;
  }
  std::string Trace() {
    std::string all;
    for (const auto& [position, row] : *store->ReadTrace(0, 1'000'000)) all += row.text + "\n";
    return all;
  }
  value::Record Get(const std::string& entity, const std::string& id) {
    auto record = store->Read({entity, id});
    return record.ok() && *record ? **record : value::Record{};
  }
  Engine& engine() { return *engine_; }
  host::Clock& clock() { return *clock_; }
  bool open() const { return engine_ != nullptr; }

 private:
  std::unique_ptr<host::VirtualClock> clock_;
  Instant start_;

 public:
  std::shared_ptr<store_memory::Faults> faults;
  std::unique_ptr<store::Store> store;
  FakeConnector connector;
  uint32_t group = Options{}.group;  // of engines that are opened from now on
  bool failed = false;
  Error error;

 private:
  driver::Compilation compilation_;
  std::unique_ptr<Engine> engine_;
  int events_ = 0;
};

using Words = std::vector<std::string>;

}  // namespace lsq::engine
