// SPDX-License-Identifier: Apache-2.0
// Schedules: occurrence k is computed from the anchor date, never from the firing before it, so a restart cannot make
// them drift (C-SCH-4). Times of day become instants by Zone::Resolve: a local date has exactly one firing, shifted out
// of a gap, the first of an overlap (C-SCH-5), and a date that the zone skipped collapses into the next day's
// (E-SCH-4).
//
// Errors: `schedule` (a rule out of range), `schedule_never` (no occurrence before the end of the calendar).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <variant>

#include "compiler/base/result.h"
#include "compiler/time/civil.h"
#include "compiler/time/zone.h"

namespace lsq::time {

// A set of weekdays as bits, bit 0 = Monday.
struct WeekdaySet {
  uint8_t bits = 0;
  static constexpr WeekdaySet Of(std::initializer_list<Weekday> days) {
    WeekdaySet set;
    for (Weekday day : days) set.bits |= static_cast<uint8_t>(1u << static_cast<unsigned>(day));
    return set;
  }
  constexpr bool Contains(Weekday day) const { return bits >> static_cast<unsigned>(day) & 1u; }
  bool operator==(const WeekdaySet&) const = default;
};

// Every n elapsed hours from the local start of the anchor date plus `minute` (E-SCH-1): 23 or 25 firings on days of a
// clock change (C-SCH-6), and the chain goes on where the clock moves by half an hour (E-SCH-2).
struct Hourly {
  int32_t every = 1;
  int32_t minute = 0;  // 0..59
  bool operator==(const Hourly&) const = default;
};

struct Daily {
  int32_t every = 1;
  TimeOfDay at;
  bool operator==(const Daily&) const = default;
};

// In every n-th week from the anchor's, weeks beginning on Monday (C-SCH-10). No days = the anchor's weekday.
struct Weekly {
  int32_t every = 1;
  WeekdaySet days;
  TimeOfDay at;
  bool operator==(const Weekly&) const = default;
};

// What a month without that day does (C-SCH-7).
enum class ShortMonth : uint8_t { kClamp, kSkip };
inline constexpr int32_t kAnchorDay = 0;
inline constexpr int32_t kLastDay = 32;

struct Monthly {
  int32_t every = 1;
  int32_t day = kAnchorDay;  // 1..31, kAnchorDay, or kLastDay
  ShortMonth short_month = ShortMonth::kClamp;
  TimeOfDay at;
  bool operator==(const Monthly&) const = default;
};

using RecurrenceRule = std::variant<Hourly, Daily, Weekly, Monthly>;

struct Schedule {
  RecurrenceRule rule;
  Date anchor;  // Starts On, else the publish date, in `zone`; nothing fires on an earlier local date
  Zone zone;    // the account's unless the schedule names one (C-SCH-11)
};

// `schedule` unless every >= 1 and the rule's other numbers are in range.
Status Validate(const RecurrenceRule& rule);

// The earliest firing strictly after `after`.
Result<Instant> NextFiring(const Schedule& schedule, Instant after);

}  // namespace lsq::time
