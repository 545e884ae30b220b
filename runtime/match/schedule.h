// SPDX-License-Identifier: Apache-2.0
// When an automation fires at regular intervals: what its trigger and its header say, as compiler/time computes it.
#pragma once

#include <optional>

#include "compiler/time/recurrence.h"
#include "runtime/match/match.h"

namespace lsq::match {

time::RecurrenceRule RuleOf(const ir::Schedule& schedule);

// The one that the header names, else the account's (C-SCH-11).
time::Zone ZoneOf(const Published& published, const time::TzData& tz);

// The first firing after `after` of what was published at `since`, which is its anchor unless `starts on` is
// (C-SCH-4). Nothing where it never fires again: the calendar's end, or that of `ends on`.
std::optional<time::Instant> NextFiring(const Published& published, const time::RecurrenceRule& rule,
                                        const time::Zone& zone, time::Instant since, time::Instant after);

}  // namespace lsq::match
