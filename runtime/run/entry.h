// SPDX-License-Identifier: Apache-2.0
// Names of the marks and counters that decide who enters an automation: used where runs begin and where leads merge.
#pragma once

#include <string>
#include <string_view>

#include "compiler/time/arithmetic.h"
#include "compiler/time/zone.h"
#include "runtime/value/record.h"

namespace lsq::run {

inline std::string OnceMark(std::string_view automation, const value::RecordKey& key) {
  return "once/" + std::string(automation) + "/" + key.entity + "/" + key.id;
}
// Entries of one day (C-TRG-2). `day` is "2026-03-05".
inline std::string GuardCell(std::string_view automation, const value::RecordKey& key, std::string_view day) {
  return "guard/" + std::string(automation) + "/" + key.entity + "/" + key.id + "/" + std::string(day);
}
// Entries of a period that `at most n runs` counts: "day", "week" (from Monday) or "month".
inline std::string RunsCell(std::string_view automation, const value::RecordKey& key, const std::string& period,
                            time::Date today) {
  const time::Period unit = period == "month"  ? time::Period::kMonth
                            : period == "week" ? time::Period::kWeek
                                               : time::Period::kDay;
  const auto range = time::PeriodOf(today, unit, 0);
  return "runs/" + std::string(automation) + "/" + key.entity + "/" + key.id + "/" + period + "/" +
         time::ToString(range.ok() ? range->first : today);
}
inline std::string DayOf(time::Instant at, const time::Zone& zone) {
  return time::ToString(zone.ToLocal(at).date);
}

}  // namespace lsq::run
