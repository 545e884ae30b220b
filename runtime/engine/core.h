// SPDX-License-Identifier: Apache-2.0
// What the parts of the engine share: the store, the world, the programs, and the one place that commits. Private to
// engine/; events are in admission.cpp, effects in sender.cpp, schedules in schedules.cpp, runs in runs.cpp.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "runtime/engine/engine.h"
#include "runtime/match/match.h"
#include "runtime/run/happening.h"
#include "runtime/run/segment.h"
#include "runtime/run/view.h"
#include "runtime/trace/trace.h"

namespace lsq::engine {

using store::CommitOutcome;
using store::Committed;
using store::Delta;

struct Schedules;  // of schedules.cpp

struct Core {
  store::Store& store;
  host::World world;
  Options options;
  time::TzData tz;
  std::unique_ptr<match::Index> index;
  std::map<std::string, std::shared_ptr<const link::LoadedProgram>> programs;  // by digest, loaded when first met
  std::shared_ptr<Schedules> schedules;                                        // made by AnchorSchedules
  Instant opened_at{};
  Counts counts;
  uint64_t unsynced = 0;  // Deltas that are not durable yet

  Instant now() const { return world.clock->Now(); }
  bool stopped() const { return world.stop != nullptr && world.stop->raised(); }
  void Log(host::Severity severity, const std::string& message) const {
    if (world.log) world.log->Write(severity, message);
  }
  const time::Zone& account_zone() const { return account_zone_; }
  time::Zone account_zone_;

  // The version a run is pinned to (C-WAIT-8). `corrupt` when the store does not have it.
  Result<std::shared_ptr<const link::LoadedProgram>> Program(const std::string& digest);

  // Applies a batch; it is durable from the next Sync on. A virtual clock's position is kept with it.
  //
  // Only between two steps, and before effects leave, anything becomes durable: what a step begins it also ends, so
  // that a process that takes over sees what this one saw at the same place, and does the same.
  Result<std::vector<Committed>> Commit(std::vector<Delta>& batch);
  Result<Committed> Commit(Delta delta);
  Status Sync();
};

// Each gives how many Deltas it committed: none when there is nothing to be done now.
Result<size_t> StepRuns(Core& core);       // that are ready
Result<size_t> StepEffects(Core& core);    // that are due
Result<size_t> StepEvents(Core& core);     // that have arrived
Result<size_t> StepTimers(Core& core);     // runs that have waited long enough
Result<size_t> StepSchedules(Core& core);  // firings

std::optional<Instant> NextFiring(const Core& core);
// Once, when the index is there: remembers since when schedules count (C-SCH-4).
Status AnchorSchedules(Core& core);

// A line about something that is no run's affair.
void TraceSkipped(Delta& delta, Instant at, const std::string& automation, const RecordKey& record,
                  std::string_view reason);

}  // namespace lsq::engine
