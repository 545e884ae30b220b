// SPDX-License-Identifier: Apache-2.0
// When the schedules of a project really fire (`lsq next`): by the rules that the engine goes by, with what a change of
// the clock or a short month does to them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/compile.h"
#include "compiler/time/civil.h"

namespace lsq::project {

struct Firing {
  std::string automation;
  time::Instant at;
  time::LocalDateTime local;  // in `zone`
  std::string zone;
  std::string note;  // what made it another time than the schedule says; mostly empty
};

// The first `count` firings after `from`, of one automation or, with an empty name, of all. Schedules without
// `starts on` count as if they were published at `from`. Errors: `project` (it has errors), `no_automation`,
// `no_schedule` (it has no trigger at regular intervals; `on date` depends on records).
Result<std::vector<Firing>> NextFirings(const driver::Compilation& compilation, std::string_view automation,
                                        time::Instant from, size_t count);

}  // namespace lsq::project
