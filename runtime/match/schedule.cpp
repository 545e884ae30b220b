// SPDX-License-Identifier: Apache-2.0
#include "runtime/match/schedule.h"

namespace lsq::match {

time::RecurrenceRule RuleOf(const ir::Schedule& schedule) {
  const auto every = static_cast<int32_t>(schedule.every);
  const time::TimeOfDay at = schedule.at.value_or(time::TimeOfDay{});
  switch (schedule.unit) {
    case time::Unit::kHour:
      return time::Hourly{every, static_cast<int32_t>(schedule.minute)};
    case time::Unit::kWeek: {
      time::WeekdaySet days;
      for (const time::Weekday day : schedule.weekdays) days.bits |= time::WeekdaySet::Of({day}).bits;
      return time::Weekly{every, days, at};
    }
    case time::Unit::kMonth: {
      const auto short_month = schedule.or_skip ? time::ShortMonth::kSkip : time::ShortMonth::kClamp;
      return time::Monthly{every, static_cast<int32_t>(schedule.day_of_month), short_month, at};
    }
    default:
      return time::Daily{every, at};
  }
}

time::Zone ZoneOf(const Published& published, const time::TzData& tz) {
  const std::string& name = published.header.timezone;
  const auto zone = tz.Find(name);
  return !name.empty() && zone.ok() ? *zone : published.program->account_zone();
}

std::optional<time::Instant> NextFiring(const Published& published, const time::RecurrenceRule& rule,
                                        const time::Zone& zone, time::Instant since, time::Instant after) {
  const time::Date anchor = published.header.starts_on.value_or(zone.ToLocal(since).date);
  const auto next = time::NextFiring({rule, anchor, zone}, after);
  if (!next.ok()) return std::nullopt;
  const auto& ends_on = published.header.ends_on;
  if (ends_on && published.program->account_zone().ToLocal(*next).date > *ends_on) return std::nullopt;
  return *next;
}

}  // namespace lsq::match
