// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <random>
#include <thread>

#include "runtime/host/clock.h"
#include "runtime/host/random.h"
#include "runtime/host/secrets.h"

namespace lsq::host {

namespace {

int64_t Micros(auto since) {
  return std::chrono::duration_cast<std::chrono::microseconds>(since.time_since_epoch()).count();
}

}  // namespace

time::Instant RealClock::Now() const {
  return {Micros(std::chrono::system_clock::now())};
}

int64_t RealClock::MonotonicMicros() const {
  return Micros(std::chrono::steady_clock::now());
}

// The wall clock may be set while we sleep: it is asked again.
void RealClock::SleepUntil(time::Instant instant) {
  constexpr int64_t kLongest = 60 * time::kMicrosPerSecond;
  while (Now() < instant) {
    std::this_thread::sleep_for(std::chrono::microseconds(std::min(instant.micros - Now().micros, kLongest)));
  }
}

uint64_t RealRandom::Next() {
  std::random_device source;
  return static_cast<uint64_t>(source()) << 32 | source();
}

// SplitMix64, in the public domain.
uint64_t SeededRandom::Next() {
  uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

std::string NewId(Random& random, std::string_view prefix) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id(prefix);
  for (int half = 0; half < 2; ++half) {
    uint64_t bits = random.Next();
    for (int i = 0; i < 16; ++i, bits >>= 4) id += kDigits[bits & 15];
  }
  return id;
}

Result<std::string> GivenSecrets::Find(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return Error{"secret_unknown", "there is no secret `" + std::string(name) + "`"};
  return found->second;
}

}  // namespace lsq::host
