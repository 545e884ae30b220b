// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and SIGTERM while an engine runs: the first lets it stop where nothing is lost, a second one ends the process.
#pragma once

#include "runtime/api/lsq.hpp"

namespace lsq::cli {

// While it lives the two signals stop `engine`, which lives longer. One at a time.
class StopOnSignals {
 public:
  explicit StopOnSignals(embed::Engine& engine);
  ~StopOnSignals();
  StopOnSignals(const StopOnSignals&) = delete;
  StopOnSignals& operator=(const StopOnSignals&) = delete;

  // The signal that came; 0: none.
  static int Caught();
};

}  // namespace lsq::cli
