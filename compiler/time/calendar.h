// SPDX-License-Identifier: Apache-2.0
// Business calendars: when somebody works, and time counted only while they do (C-SLA-1..3, E-SLA-1..2).
//
// Opening hours are what the wall clock shows: an hour removed by a clock change is not worked, a closing time that
// the clock shows twice closes at the first. Business time is therefore real open seconds. Immutable, thread-safe.
//
// Errors: `calendar` (hours that make no calendar), `calendar_search` (nothing open within kSearchDays, or the target
// lies beyond: a calendar closed by its holidays never hangs its caller).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/time/arithmetic.h"
#include "compiler/time/civil.h"
#include "compiler/time/duration.h"
#include "compiler/time/zone.h"

namespace lsq::time {

// Half-open [open, close), in seconds since local midnight; `close` may be kSecondsPerDay, which is 24:00 (SLA-2).
struct OpeningHours {
  int32_t open = 0;
  int32_t close = 0;
  auto operator<=>(const OpeningHours&) const = default;
};

using WeeklyHours = std::array<std::vector<OpeningHours>, kDaysPerWeek>;  // indexed by Weekday

class BusinessCalendar {
 public:
  // How far any search looks, in days: a hundred years.
  static constexpr int32_t kSearchDays = 36'525;

  // Sorts the hours of a day and joins the ones that touch or overlap. Refuses hours outside 00:00..24:00, empty or
  // reversed ones (write a night as two days), and a week without any.
  static Result<BusinessCalendar> Make(Zone zone, WeeklyHours weekly, std::vector<Date> holidays);

  const Zone& zone() const { return zone_; }
  // The hours of that date, none on a holiday.
  std::span<const OpeningHours> HoursOn(Date date) const;

  bool IsOpen(Instant instant) const;
  // `instant` itself when open.
  Result<Instant> NextOpen(Instant instant) const;

  // Real open seconds of that local date, a clock change counted (E-SLA-2).
  int64_t OpenSecondsOn(Date date) const;

  // Starts at the next opening when raised outside; a target that ends exactly at closing is due then (C-SLA-2).
  // `seconds` >= 0.
  Result<Instant> AddBusinessSeconds(Instant start, int64_t seconds) const;
  // n x the open length of the day on which the clock starts to run (C-SLA-3, E-SLA-1). `days` >= 0.
  Result<Instant> AddBusinessDays(Instant start, int64_t days) const;
  // Open seconds in [from, to), negative when reversed. BusinessSecondsBetween(s, AddBusinessSeconds(s, d)) is d.
  Result<int64_t> BusinessSecondsBetween(Instant from, Instant to) const;

  // For waits, which people count in days and not in hours: the same local time, n dates with opening hours later;
  // starts at the next opening when begun outside. The result may lie outside the hours of a shorter day.
  Result<Instant> WaitBusinessDays(Instant start, int64_t days) const;
  // A wait of any duration: calendar, elapsed, then business days, then business hours.
  Result<Instant> Wait(Instant start, const Duration& duration) const;

 private:
  BusinessCalendar(Zone zone, WeeklyHours weekly, std::vector<Date> holidays);

  Zone zone_;
  WeeklyHours weekly_;
  std::vector<Date> holidays_;  // sorted
};

}  // namespace lsq::time
