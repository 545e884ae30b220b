// SPDX-License-Identifier: Apache-2.0
// Automations that start each other (C-TRG-10): one sets a field whose update starts the next. The run time stops such
// a circle after many runs a day; here it is seen before.
#pragma once

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/program/program.h"

namespace lsq::check {

// Warns once for each circle, at its first automation, naming the way round. Automations that a record enters once are
// no part of one. Linear in what automations set and watch.
void ReportCycles(const program::Program& program, diagnostics::Sink& sink);

}  // namespace lsq::check
