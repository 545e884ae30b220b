// SPDX-License-Identifier: Apache-2.0
// Schedules (domain.md A4, C3): which occurrence is next, and the snapshot of records it takes, all or none. A firing
// leaves chunks of ids in the inbox, so that one over many records is one small transaction and many later ones.
#include <algorithm>

#include "compiler/time/arithmetic.h"
#include "compiler/time/recurrence.h"
#include "runtime/engine/core.h"
#include "runtime/engine/date_trigger.h"
#include "runtime/match/schedule.h"

namespace lsq::engine {

namespace {

using match::Published;
using time::Unit;

constexpr size_t kChunk = 250;  // records of one inbox event

struct Planned {
  const Published* published;
  const ir::Trigger* trigger;            // null: the end of an automation that ends hard
  std::string name;                      // "Morning distribution/0"
  std::optional<DateTrigger> date = {};  // of `on date`: looked at every day
  std::optional<Instant> next = {};      // nothing: never again
};

std::vector<Planned> PlansOf(const Core& core) {
  std::vector<Planned> plans;
  for (const Published& published : core.index->published()) {
    const auto& triggers = published.automation->triggers;
    for (size_t i = 0; i < triggers.size(); ++i) {
      if (!triggers[i].schedule && triggers[i].native != kDateNative) continue;
      plans.push_back({&published, &triggers[i], published.automation->name + "/" + std::to_string(i)});
      if (triggers[i].schedule) continue;
      plans.back().date = ReadDateTrigger(published, triggers[i]);
    }
    if (published.header.ends_on && published.header.ends_hard) {
      plans.push_back({&published, nullptr, published.automation->name + "/end"});
    }
  }
  return plans;
}

time::RecurrenceRule RuleOf(const Planned& plan) {
  if (plan.date) return time::Daily{1, plan.date->at};
  return match::RuleOf(*plan.trigger->schedule);
}

time::Zone ZoneOf(const Core& core, const Planned& plan) {
  return match::ZoneOf(*plan.published, core.tz);
}

std::string AnchorState(const Planned& plan) {
  return "schedule/" + plan.name + "/published";
}
std::string LastState(const Planned& plan) {
  return "schedule/" + plan.name + "/last";
}

// Both days of `starts on` and `ends on` are included (C-WAIT-15).
Result<std::optional<Instant>> EndOf(const Core& core, const Planned& plan) {
  LSQ_TRY(const auto done, core.store.ReadState(LastState(plan)));
  LSQ_TRY(const time::Date after, time::AddDays(*plan.published->header.ends_on, 1));
  const Instant end = time::StartOfDay(after, core.account_zone());
  if (done == time::ToString(end)) return std::optional<Instant>();
  return std::optional(end);
}

// The first occurrence after the last one, or after the publication (C-SCH-4).
Result<std::optional<Instant>> NextOf(const Core& core, const Planned& plan) {
  if (!plan.trigger) return EndOf(core, plan);
  LSQ_TRY(const auto published, core.store.ReadState(AnchorState(plan)));
  LSQ_TRY(const auto last, core.store.ReadState(LastState(plan)));
  if (!published) return std::optional<Instant>();
  LSQ_TRY(const Instant since, time::ParseInstant(*published));
  LSQ_TRY(const Instant after, time::ParseInstant(last ? *last : *published));
  return match::NextFiring(*plan.published, RuleOf(plan), ZoneOf(core, plan), since, after);
}

int64_t LimitOf(const Core& core, const Planned& plan) {
  if (plan.published->header.limit) return *plan.published->header.limit;
  if (plan.date) return core.options.schema.Limit("schedule.daily", 25'000);
  switch (plan.trigger->schedule->unit) {
    case Unit::kHour:
      return core.options.schema.Limit("schedule.hourly", 2'500);
    case Unit::kWeek:
      return core.options.schema.Limit("schedule.weekly", 25'000);
    case Unit::kMonth:
      return core.options.schema.Limit("schedule.monthly", 25'000);
    default:
      return core.options.schema.Limit("schedule.daily", 25'000);
  }
}

class Firing {
 public:
  Firing(Core& core, const Planned& plan, Instant at) : core_(core), plan_(plan), at_(at) {
    delta_.marks.push_back({"occurrence/" + plan.name + "/" + time::ToString(at), at, std::nullopt});
    delta_.state.emplace_back(LastState(plan), time::ToString(at));
  }

  Result<Delta> Perform() {
    LSQ_TRY(const bool misses, IsMissed());
    if (misses) return Skipped("missed");
    LSQ_TRY(const bool overlaps, Overlaps());
    if (overlaps) return Skipped("overlap");
    const auto& entities = plan_.published->program->module().entities;
    if (plan_.trigger->entity >= entities.size()) {
      AddChunk({}, {});
      return std::move(delta_);
    }
    const std::string& entity = entities[plan_.trigger->entity].name;
    LSQ_TRY(const std::vector<std::string> ids, Snapshot(entity));
    if (ids.empty() && plan_.date) return std::move(delta_);  // most days are nobody's
    if (ids.empty()) return Skipped("empty");
    if (static_cast<int64_t>(ids.size()) > LimitOf(core_, plan_)) return OverLimit();
    for (size_t begin = 0; begin < ids.size(); begin += kChunk) {
      const size_t end = std::min(begin + kChunk, ids.size());
      AddChunk(entity, {ids.begin() + static_cast<ptrdiff_t>(begin), ids.begin() + static_cast<ptrdiff_t>(end)});
    }
    return std::move(delta_);
  }

 private:
  // While nobody was there; made up for once when it is asked for and not too old (C-SCH-8).
  Result<bool> IsMissed() const {
    if (at_ >= core_.opened_at) return false;
    if (!plan_.published->header.catch_up) return true;
    LSQ_TRY(const Instant latest, time::Add(at_, *plan_.published->header.catch_up, core_.account_zone()));
    LSQ_TRY(const auto later,
            time::NextFiring({RuleOf(plan_), core_.account_zone().ToLocal(at_).date, ZoneOf(core_, plan_)}, at_));
    return latest < core_.now() || later <= core_.now();  // only the last of several
  }

  Result<bool> Overlaps() const {
    if (!plan_.published->header.no_overlap) return false;
    LSQ_TRY(const auto runs, core_.store.ActiveRuns(plan_.published->automation->name));
    return !runs.empty();
  }

  // One query, oldest record first (C-SCH-3); of a date trigger, those whose day it is.
  Result<std::vector<std::string>> Snapshot(const std::string& entity) const {
    std::vector<std::string> ids;
    run::View view(core_.store, core_.options.schema);
    const time::Zone zone = ZoneOf(core_, plan_);
    const time::Date today = zone.ToLocal(at_).date;
    LSQ_TRY_DO(core_.store.Scan(entity, {}, [&](const value::Record& record) {
      const match::Judged judged{&record, nullptr, at_, &view, {}, core_.options.witness};
      const bool its_day =
          !plan_.date || FallsOn(*plan_.date, match::ValueOf(*plan_.published, plan_.date->field, judged), today, zone);
      if (its_day && match::When(*plan_.published, judged).holds) ids.push_back(record.key.id);
      return true;
    }));
    return ids;
  }

  void AddChunk(const std::string& entity, std::vector<std::string> ids) {
    run::Happening happening;
    happening.name = plan_.published->automation->name;
    happening.ids = std::move(ids);
    store::Event event;
    event.source = "engine";
    event.id = "schedule/" + plan_.name + "/" + time::ToString(at_) + "/" + std::to_string(delta_.events.size());
    event.at = core_.now();
    event.type = "schedule";
    event.record = {entity, event.id};
    event.payload = Print(happening);
    delta_.events.push_back(std::move(event));
  }

  Delta Skipped(std::string_view reason) {
    TraceSkipped(delta_, core_.now(), plan_.published->automation->name, {}, reason);
    return std::move(delta_);
  }

  // Nobody enters, and whoever is to be told is told: the failure block, without a record (SCH-6, SCH-8).
  Delta OverLimit() {
    const ir::Automation& automation = *plan_.published->automation;
    for (const ir::Handler& handler : automation.handlers) {
      if (handler.name != "failure" || !handler.entry.valid()) continue;
      store::Run run = run::NewRun(plan_.published->digest, automation, {});
      run.step = handler.entry.index;
      run.reason = "F_LIMIT";
      run.started = run.updated = core_.now();
      delta_.runs.push_back(std::move(run));
    }
    return Skipped("limit");
  }

  Core& core_;
  const Planned& plan_;
  Instant at_;
  Delta delta_;
};

constexpr size_t kEnded = 250;  // runs that are ended in one step

// Ends the runs that go on, some a step; the last step remembers that it is done.
Status EndHard(Core& core, const Planned& plan) {
  LSQ_TRY(std::vector<store::Run> runs, core.store.ActiveRuns(plan.published->automation->name));
  std::erase_if(runs, [](const store::Run& run) { return !run.reason.empty(); });  // they are at their end
  std::vector<Delta> batch;
  for (size_t i = 0; i < std::min(runs.size(), kEnded); ++i) {
    LSQ_TRY(const auto program, core.Program(runs[i].program));
    const run::Setting setting{core.store, core.options.schema, *program, core.now(), {}};
    batch.push_back(run::EndRun(setting, runs[i], "ended"));
  }
  if (runs.size() <= kEnded) batch.push_back({.state = {{LastState(plan), time::ToString(*plan.next)}}});
  LSQ_TRY_DO(core.Commit(batch));
  return Ok();
}

}  // namespace

// What is next is computed once, and again for a schedule that has fired.
struct Schedules {
  std::vector<Planned> plans;
};

Status AnchorSchedules(Core& core) {
  auto plans = PlansOf(core);
  core.schedules = std::make_shared<Schedules>(Schedules{std::move(plans)});
  Delta delta;
  for (const Planned& plan : core.schedules->plans) {
    LSQ_TRY(const auto known, core.store.ReadState(AnchorState(plan)));
    if (!known) delta.state.emplace_back(AnchorState(plan), time::ToString(core.now()));
  }
  if (!delta.state.empty()) LSQ_TRY_DO(core.Commit(std::move(delta)));
  for (Planned& plan : core.schedules->plans) {
    LSQ_TRY(plan.next, NextOf(core, plan));
  }
  return core.Sync();
}

std::optional<Instant> NextFiring(const Core& core) {
  std::optional<Instant> next;
  for (const Planned& plan : core.schedules->plans) {
    if (plan.next && (!next || *plan.next < *next)) next = plan.next;
  }
  return next;
}

Result<size_t> StepSchedules(Core& core) {
  for (Planned& plan : core.schedules->plans) {
    if (!plan.next || *plan.next > core.now()) continue;
    if (plan.trigger) {
      LSQ_TRY(Delta delta, Firing(core, plan, *plan.next).Perform());
      LSQ_TRY_DO(core.Commit(std::move(delta)));
    } else {
      LSQ_TRY_DO(EndHard(core, plan));
    }
    LSQ_TRY(plan.next, NextOf(core, plan));
    return size_t{1};
  }
  return size_t{0};
}

}  // namespace lsq::engine
