// SPDX-License-Identifier: Apache-2.0
// What an operator should know about the engine itself. What happened to runs is the trace's affair.
#pragma once

#include <cstdint>
#include <string_view>

namespace lsq::host {

enum class Severity : uint8_t { Info, Warning, Error };

class Log {
 public:
  virtual ~Log() = default;
  virtual void Write(Severity severity, std::string_view message) = 0;
};

class NoLog final : public Log {
 public:
  void Write(Severity, std::string_view) override {}
};

}  // namespace lsq::host
