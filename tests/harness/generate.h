// SPDX-License-Identifier: Apache-2.0
// Random programs that are right in syntax, for property tests, fuzzers and differential tests. They mean nothing:
// names are from a small vocabulary and nothing is declared. The same seed gives the same text on every platform.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lsq::harness {

// SplitMix64: small, the same everywhere, good enough to choose productions.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t Next();
  size_t Below(size_t n) { return static_cast<size_t>(Next() % n); }  // n > 0
  bool OneIn(size_t n) { return Below(n) == 0; }
  template <typename T, size_t N>
  const T& Pick(const T (&choices)[N]) {
    return choices[Below(N)];
  }

 private:
  uint64_t state_;
};

struct GenerateOptions {
  size_t declarations = 6;  // at most
  size_t depth = 4;         // of expressions and of blocks within each other
  bool comments = true;
  bool messy = true;  // odd blanks, line ends and blank lines wherever the language allows them, sometimes \r\n
};

std::string GenerateProgram(uint64_t seed, const GenerateOptions& options = {});

}  // namespace lsq::harness
