// SPDX-License-Identifier: Apache-2.0
// `on date Lead.Birthday, 3 days before at 9:00 am, every year` (C-SCH-12): looked at once a day, on the records as
// they are then. So a date that changes is armed anew, and one of the past never counts. Private to engine/.
#pragma once

#include "compiler/time/arithmetic.h"
#include "runtime/match/match.h"

namespace lsq::engine {

struct DateTrigger {
  ir::FunctionId field;   // of the record
  time::Duration offset;  // from the date to the day it counts; days and months
  time::TimeOfDay at;     // of that day
  bool yearly = false;    // only day and month count; 29 February is the 28th in common years
};

inline constexpr std::string_view kDateNative = "date";

// The checker saw to it that the field is given, the offset counts days, and a date and time has its `at`.
DateTrigger ReadDateTrigger(const match::Published& published, const ir::Trigger& trigger);

// Whether `today` is the day for a record with this value of the field; a date and time counts as its day in `zone`.
bool FallsOn(const DateTrigger& trigger, const value::Value& value, time::Date today, const time::Zone& zone);

}  // namespace lsq::engine
