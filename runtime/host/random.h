// SPDX-License-Identifier: Apache-2.0
// Chance, as the runtime gets it, and ids made of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lsq::host {

class Random {
 public:
  virtual ~Random() = default;
  virtual uint64_t Next() = 0;
};

// From the machine's source of entropy.
class RealRandom final : public Random {
 public:
  uint64_t Next() override;
};

// The same numbers for the same seed: for virtual runs and tests. Not for anything secret.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(uint64_t seed) : state_(seed) {}
  uint64_t Next() override;

 private:
  uint64_t state_;
};

// The prefix and 32 hexadecimal digits.
std::string NewId(Random& random, std::string_view prefix = {});

}  // namespace lsq::host
