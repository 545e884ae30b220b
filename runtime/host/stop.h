// SPDX-License-Identifier: Apache-2.0
// How an engine is asked to stop: raised by a signal handler or another thread, looked at by the engine between steps.
#pragma once

#include <atomic>

namespace lsq::host {

class StopFlag {
 public:
  void Raise() { raised_.store(true, std::memory_order_relaxed); }
  bool raised() const { return raised_.load(std::memory_order_relaxed); }

 private:
  static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may raise it");
  std::atomic<bool> raised_ = false;
};

}  // namespace lsq::host
