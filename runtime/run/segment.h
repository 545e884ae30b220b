// SPDX-License-Identifier: Apache-2.0
// A segment of a run: from a frame to the next durable point (architecture decision 3). Reads through the store, writes
// nothing: what it did is a Delta, which the committer applies or refuses, and then the segment runs again.
#pragma once

#include <memory>

#include "runtime/link/program.h"
#include "runtime/run/schema.h"
#include "runtime/run/wait_state.h"
#include "runtime/run/witness.h"
#include "runtime/store/store.h"
#include "runtime/value/record.h"

namespace lsq::run {

struct Setting {
  store::Store& store;  // only read
  const Schema& schema;
  const link::LoadedProgram& program;  // the version the run is pinned to
  time::Instant now{};
  value::ReadContext context;
  Witness* witness = nullptr;  // sees every decision; costs nothing when null
  bool single_steps = false;   // a durable point after every step that wrote: to find the one that is refused
};

// Goes on with a run that is ready, or whose timer is due: executes steps until the run parks, ends, or a durable point
// lies between two steps. Failures of the run (no address, an empty date) are in the Delta; an Error means that the
// store failed, or that the frame does not fit its program (`corrupt`).
Result<store::Delta> Advance(const Setting& setting, store::Run run);

// The step the run stands at was refused by the store (a unique value is taken): it fails, and the run goes on as after
// any failure.
Result<store::Delta> FailStep(const Setting& setting, store::Run run, const std::string& code,
                              const std::string& message);

// Ends a run from outside, as exited, after what it does `on cancel`: `one at a time, restart`, `ends on, hard`.
store::Delta EndRun(const Setting& setting, store::Run run, const std::string& reason);

// A frame at the first step of an automation of the program with that digest, about `subject`.
store::Run NewRun(const std::string& digest, const ir::Automation& automation, const value::RecordKey& subject);

const ir::Automation* FindAutomation(const link::LoadedProgram& program, std::string_view name);

// Topics of subscriptions, and the keys they have.
inline constexpr std::string_view kChanged = "changed";    // key: of the record; detail: a field, or empty for all
inline constexpr std::string_view kMail = "mail";          // key: of the mail; detail: "opened"
inline constexpr std::string_view kActivity = "activity";  // key: of the record; detail: empty
inline constexpr std::string_view kEnded = "ended";        // key: of EndedKey; what queued runs wait for
std::string TopicKey(const value::RecordKey& key);
std::string EndedKey(std::string_view automation, const value::RecordKey& subject);

// Mails that were sent are records: fields Template, To, and when each thing first happened to it ("opened").
inline constexpr std::string_view kSentEmail = "SentEmail";
// The newest mail of a template to a record: a record with a field Mail.
inline constexpr std::string_view kLastMail = "LastMail";
value::RecordKey LastMailKey(const value::RecordKey& to, std::string_view email_template);

// Delays before the further attempts of an effect, in seconds: 30 s, 2, 7, 15 minutes, then hours (C-ACT-3, E-ACT-1).
int64_t RetryDelaySeconds(uint32_t attempt);

}  // namespace lsq::run
