// SPDX-License-Identifier: Apache-2.0
// The parts of waits that are more than a value: events, and what a condition reads. Internal to wait*.cpp.
#pragma once

#include <optional>
#include <vector>

#include "compiler/check/automation_walk.h"

namespace lsq::check {

// Whether it waits for something to happen: `welcome is opened`, `activity "Demo"`, `any of (…)`. Also what is meant as
// such but names no mail.
bool IsEventWait(const Context& context, syntax::ExprId id);
// `where` belongs to a lone activity; invalid when absent. Nothing after a report.
std::optional<program::WaitStep::UntilEvents> CheckEvents(Walk& walk, syntax::ExprId id, syntax::ExprId where);

// The fields whose change may make the condition true (architecture decision 6). Reports what no change announces: the
// clock, records further away than one relation, nothing at all.
std::vector<schema::FieldId> CheckWatched(Context& context, ExprId condition);

}  // namespace lsq::check
