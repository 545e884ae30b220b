// SPDX-License-Identifier: Apache-2.0
// The header lines of an automation, evaluated: who enters, how often, in which order (stdlib/policies.lsq).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "runtime/link/program.h"
#include "runtime/value/value.h"

namespace lsq::match {

enum class Concurrency : uint8_t { Free, Skip, Queue, Restart };

struct Header {
  int64_t priority = 100;  // smaller goes first (C-TRG-7)
  bool once = false;
  std::optional<time::Duration> once_in;  // without it: for ever
  Concurrency concurrency = Concurrency::Free;
  std::optional<int64_t> most_runs;              // per record and period
  std::string most_runs_period;                  // day, week, month
  std::optional<time::Date> starts_on, ends_on;  // in the account's zone, both included (C-WAIT-15)
  bool ends_hard = false;                        // runs that go on then end
  std::optional<time::Duration> settle;          // how long a record must have been left alone
  std::optional<int64_t> limit;                  // of records per firing
  std::optional<time::Duration> catch_up;
  bool no_overlap = false;
  std::string timezone;
};
Header ReadHeader(const link::LoadedProgram& program, const ir::Automation& automation);

// The value of an argument that reads no record; missing when it is none, or faults.
value::Value ConstantOf(const link::LoadedProgram& program, ir::FunctionId function);
// Of the argument with that name; missing when there is none.
value::Value ArgumentOf(const link::LoadedProgram& program, const std::vector<ir::Argument>& arguments,
                        std::string_view param);

}  // namespace lsq::match
