// SPDX-License-Identifier: Apache-2.0
// The walking runtime: events in, triggers matched, conditions evaluated, actions performed, waits slept through; every
// state of every run a saved frame. One committer writes; whatever is killed between two commits goes on from the first
// (architecture decisions 1, 3, 5, 6, 8).
//
// Order, at every instant: runs that are ready, effects that are due, events that have arrived, timers. So a timer
// fires only when everything up to its instant is done, and an event at the very instant of a time-out wins
// (C-WAIT-11). Under a virtual clock the same events give the same trace, byte for byte.
//
// Single-threaded: whoever calls Step or RunUntil does the work. An Error means that the world failed (the store, in
// most cases): nothing is lost, but the engine must be opened again.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/ir/ir.h"
#include "runtime/builtins/host_native.h"
#include "runtime/host/world.h"
#include "runtime/link/layout.h"
#include "runtime/run/schema.h"
#include "runtime/run/witness.h"
#include "runtime/store/store.h"
#include "runtime/value/record.h"

namespace lsq::engine {

using time::Instant;
using value::Fields;
using value::RecordKey;

// Something that happened outside.
//
//   type                              record           name               fields
//   "new"                             the new record   -                  all of it
//   "update"                          what changed     -                  those that were written; Missing empties one
//   "delete"                          what is gone     -                  -
//   "activity"                        about whom       its type           of the activity; a code in ActivityEvent or
//                                                                         EventCode names the type too
//   "activity_update"                 the Activity     -                  those that were written
//   "email_opened", "email_clicked",  to whom          the template, or   -
//   "email_bounced", "email_…"                         the mail's key
//   "added_to_list"                   the lead         the list           -
//   "task_completed", "task_reminder" the Task         -                  -
//   any other                         what it is about its argument       arguments by name: triggers of the host
struct Incoming {
  std::string source;  // with `id` unique for ever: delivered again it starts nothing
  std::string id;
  Instant at{};
  std::string type;
  RecordKey record;
  std::string name{};
  Fields fields{};
  bool import = false;       // part of an import (C-TRG-6)
  bool bulk = false;         // part of a bulk operation
  int64_t bulk_records = 0;  // on how many records; 0: not known. More than the limit, and none starts anything
};

struct Options {
  run::Schema schema;
  link::Layout layout;                                             // empty: as the programs were compiled
  std::string project;                                             // whose store this is; empty: whoever's
  bool adopt = false;                                              // the store is given this name, whatever it had
  std::shared_ptr<const builtins::HostNatives> natives = nullptr;  // perform `extern function`s; null: nobody does
  run::Witness* witness = nullptr;  // sees every decision of entries and runs; null: nobody does
  uint32_t batch = 64;              // runs, events or effects of a step
  uint32_t group = 1024;            // Deltas after which they become durable, at the latest
};

// What the engine did since it was opened.
struct Counts {
  uint64_t commits = 0;  // that waited for the disk
  uint64_t deltas = 0;
  uint64_t conflicts = 0;
  uint64_t events = 0;
  uint64_t runs_started = 0;
  uint64_t effects = 0;  // attempts
};

class Engine {
 public:
  // `programs` are what starts runs from now on; runs that wait stay on the version they began with (C-WAIT-8), which
  // the store keeps. A virtual clock is moved to where the store was left. `other_project` when the store is another's.
  static Result<std::unique_ptr<Engine>> Open(store::Store& store, const host::World& world,
                                              std::vector<ir::Module> programs, Options options);
  ~Engine();

  // Puts events into the inbox, durably, where each lies until its `at`: later ones of the past wait behind what has
  // arrived. Gives how many were not there already. Errors: those of values (`value_…`), then none of them is in.
  Result<size_t> Submit(std::span<const Incoming> events);

  // A part of what is to be done at the present instant; durable later, see RunUntil. False: nothing is.
  Result<bool> Step();
  // When there will be something to do next: now or later; nothing when all is done.
  Result<std::optional<Instant>> NextInstant();
  // Sleeps and steps until everything up to `until` is done; the clock is then at `until`, and everything durable.
  // Meanwhile the disk is waited for before effects leave, before a real clock is slept on, and every Options::group
  // Deltas: what a crash takes in between is done again, exactly as it was.
  Status RunUntil(Instant until);
  // The same until nothing is left to do before `latest`: for programs without schedules, the end of all runs. The
  // clock stays at the last thing done.
  Status RunToRest(Instant latest);
  // Both return early once World::stop is raised, with everything done durable.

  const Counts& counts() const;

 private:
  class Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lsq::engine
