// SPDX-License-Identifier: Apache-2.0
// A CRM in miniature for tests of the engine: sources are compiled, events submitted, and the trace is told in short
// words: "entered", "send_email", "exited(timeout)".
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "runtime/engine/engine.h"
#include "runtime/store_memory/memory_store.h"
#include "runtime/value/json.h"

namespace lsq::driver {
struct Compilation;
}

namespace lsq::engine {

using value::Value;
using Words = std::vector<std::string>;

Value T(std::string_view text);
Value N(int64_t number);
Value B(bool yes);
Instant At(std::string_view text);

// Stands before what a scenario is told.
inline constexpr std::string_view kSchema = R"(language 2026
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
  host::Outcome Perform(const host::Outgoing& effect) override;
  std::vector<host::Outgoing> attempts;
  std::deque<host::Outcome> answers;  // then Done
};

class Scenario {
 public:
  explicit Scenario(const std::string& automations, std::string_view start = "2026-03-02T03:30:00Z");
  ~Scenario();

  // As after a crash: a new engine on what the store has; the clock begins anew, where the store was left or at
  // `start`.
  void Reopen(std::string_view start);
  void Reopen();
  // Goes on with another store.
  void Use(std::unique_ptr<store::Store> other);
  void Publish(const std::string& automations);

  void Given(const std::string& entity, const std::string& id, Fields fields);

  Incoming Make(std::string_view at, std::string type, const std::string& id, Fields fields = {},
                std::string name = {});
  void Send(const Incoming& event);
  void New(std::string_view at, const std::string& id, Fields fields);
  void Update(std::string_view at, const std::string& id, Fields fields);
  void Delete(std::string_view at, const std::string& id);
  void RunUntil(std::string_view at);

  std::vector<value::Json> Lines();
  static std::string Text(const value::Json& line, std::string_view name);
  // What happened, without outcomes of effects: "exited(timeout)".
  std::vector<std::string> Story();
  // When each event of that name happened.
  std::vector<std::string> Times(std::string_view event, std::string_view member = "at");
  std::string Trace();
  value::Record Get(const std::string& entity, const std::string& id);
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
  std::unique_ptr<driver::Compilation> compilation_;
  std::unique_ptr<Engine> engine_;
  int events_ = 0;
};

}  // namespace lsq::engine
