// SPDX-License-Identifier: Apache-2.0
// Why a parked run waits, beyond what its step says: kept in store::Run::wait (architecture decision 18).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/time/civil.h"
#include "runtime/value/record.h"

namespace lsq::run {

// An activity that was posted while the run waited.
struct Arrival {
  value::RecordKey activity;
  std::string type;
  time::Instant at{};
  bool operator==(const Arrival&) const = default;
};

struct WaitState {
  std::string effect;                     // waits for the outcome of the effect with this key
  time::Instant since{};                  // when the wait began
  std::optional<time::Instant> until;     // the instant it waits for
  std::optional<time::Instant> deadline;  // when `at most` runs out
  std::string local;                      // the instant as it was meant: "2026-03-09 09:00:00 Asia/Kolkata"
  std::vector<uint32_t> seen;             // events of the step that have happened
  std::vector<Arrival> arrived;
  bool operator==(const WaitState&) const = default;
};

std::string Print(const WaitState& state);
Result<WaitState> ParseWaitState(std::string_view text);  // of an empty text: the state of a run that does not wait

}  // namespace lsq::run
