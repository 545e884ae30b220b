// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/next_firings.h"

#include <algorithm>
#include <array>

#include "compiler/text/text.h"
#include "runtime/match/schedule.h"

namespace lsq::project {

namespace {

using match::Published;
using time::Instant;

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

// Elapsed hours go on while the clock is changed (C-SCH-6).
std::string NoteOfHours(const ir::Schedule& schedule, const time::Zone& zone, Instant at) {
  constexpr int64_t kMicros = 3'600'000'000;
  const int32_t before = zone.OffsetAt(Instant{at.micros - static_cast<int64_t>(schedule.every) * kMicros});
  const int32_t now = zone.OffsetAt(at);
  if (before == now) return "";
  return std::string("the clock was set ") + (before < now ? "forward" : "back") + " since the firing before";
}

std::string NoteOf(const ir::Schedule& schedule, const time::Zone& zone, Instant at) {
  if (schedule.unit == time::Unit::kHour) return NoteOfHours(schedule, zone, at);
  const time::LocalDateTime local = zone.ToLocal(at);
  const time::TimeOfDay said = schedule.at.value_or(time::TimeOfDay{});
  if (local.time != said) {
    return time::ToString(said) + " does not exist on this day: the clock is set forward over it";
  }
  if (zone.Resolve(local).kind == time::LocalKind::kOverlap) {
    return time::ToString(said) + " comes twice on this day: it fires the first time";
  }
  const time::YearMonthDay day = time::ToYearMonthDay(local.date);
  const bool of_month = schedule.unit == time::Unit::kMonth && schedule.day_of_month <= 31;
  if (of_month && static_cast<uint32_t>(day.day) < schedule.day_of_month) {
    return std::string(kMonths[static_cast<size_t>(day.month - 1)]) + " has " + std::to_string(day.day) + " days";
  }
  return "";
}

void Append(const Published& published, const ir::Schedule& schedule, Instant from, size_t count,
            std::vector<Firing>& firings) {
  const time::Zone zone = match::ZoneOf(published, time::BuiltinTzData());
  const time::RecurrenceRule rule = match::RuleOf(schedule);
  Instant after = from;
  for (size_t i = 0; i < count; ++i) {
    const auto next = match::NextFiring(published, rule, zone, from, after);
    if (!next) return;
    firings.push_back(
        {published.automation->name, *next, zone.ToLocal(*next), zone.name(), NoteOf(schedule, zone, *next)});
    after = *next;
  }
}

Error NoAutomation(const match::Index& index, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Published& published : index.published()) names.push_back(published.automation->name);
  const auto nearest = text::Nearest(name, names);
  return {"no_automation", "there is no automation \"" + std::string(name) + "\"" +
                               (nearest ? "; did you mean \"" + std::string(*nearest) + "\"?" : "")};
}

}  // namespace

Result<std::vector<Firing>> NextFirings(const driver::Compilation& compilation, std::string_view automation,
                                        Instant from, size_t count) {
  if (!compilation.module) return Error{"project", "the project has errors"};
  LSQ_TRY(auto program, link::Load(*compilation.module));
  const match::Index index({std::move(program)}, {""});
  if (!automation.empty() && index.Find(automation) == nullptr) return NoAutomation(index, automation);
  std::vector<Firing> firings;
  bool scheduled = false;
  for (const Published& published : index.published()) {
    if (!automation.empty() && published.automation->name != automation) continue;
    for (const ir::Trigger& trigger : published.automation->triggers) {
      if (!trigger.schedule) continue;
      scheduled = true;
      Append(published, *trigger.schedule, from, count, firings);
    }
  }
  if (!scheduled) {
    return Error{"no_schedule", "no trigger at regular intervals is here, such as `every day at 9:00 am for Lead`"};
  }
  std::stable_sort(firings.begin(), firings.end(), [](const Firing& a, const Firing& b) { return a.at < b.at; });
  firings.resize(std::min(firings.size(), count));
  return firings;
}

}  // namespace lsq::project
