// SPDX-License-Identifier: Apache-2.0
// Time, as the runtime gets it: nothing above runtime/host reads a clock or sleeps.
#pragma once

#include <cstdint>

#include "compiler/time/civil.h"

namespace lsq::host {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual time::Instant Now() const = 0;
  // Microseconds since some moment; never goes back.
  virtual int64_t MonotonicMicros() const = 0;
  // Returns when Now() has reached `instant`: at once when it has passed.
  virtual void SleepUntil(time::Instant instant) = 0;
  // A clock that is only ever where it was put continues, in a reopened store, where the store was left.
  virtual bool is_virtual() const { return false; }
};

// The machine's clocks.
class RealClock final : public Clock {
 public:
  time::Instant Now() const override;
  int64_t MonotonicMicros() const override;
  void SleepUntil(time::Instant instant) override;
};

// Stands still until it is moved; sleeping moves it. Never goes back.
class VirtualClock final : public Clock {
 public:
  explicit VirtualClock(time::Instant start) : now_(start), start_(start) {}
  time::Instant Now() const override { return now_; }
  int64_t MonotonicMicros() const override { return now_.micros - start_.micros; }
  void SleepUntil(time::Instant instant) override {
    if (instant > now_) now_ = instant;
  }
  bool is_virtual() const override { return true; }

 private:
  time::Instant now_;
  time::Instant start_;
};

}  // namespace lsq::host
