// SPDX-License-Identifier: Apache-2.0
#include "runtime/builtins/fault.h"

namespace lsq::builtins {

std::string_view FaultCode(const Error& error) {
  if (error.code == "date_range" || error.code == "duration_range" || error.code == "time_range") return "F_DATE_RANGE";
  if (error.code == "duration_business") return "F_BUSINESS_TIME";
  if (error.code == "zone_unknown") return "F_TZ_UNKNOWN";
  return "F_TYPE_MISMATCH";
}

std::string_view FaultCode(number::Fault fault) {
  return fault == number::Fault::DivisionByZero ? "F_DIVISION_BY_ZERO" : "F_OVERFLOW";
}

std::string_view FaultMessage(number::Fault fault) {
  return fault == number::Fault::DivisionByZero ? "a number is divided by zero"
                                                : "the number has more than 18 digits before the point";
}

}  // namespace lsq::builtins
