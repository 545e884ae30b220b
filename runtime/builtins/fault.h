// SPDX-License-Identifier: Apache-2.0
// How failures of the compiler's folders are called when they happen to a run.
#pragma once

#include <string_view>

#include "compiler/base/result.h"
#include "compiler/number/decimal.h"

namespace lsq::builtins {

// "F_DATE_RANGE" of an error of compiler/time, "F_TYPE_MISMATCH" of text that spells no such value.
std::string_view FaultCode(const Error& error);

std::string_view FaultCode(number::Fault fault);
std::string_view FaultMessage(number::Fault fault);

}  // namespace lsq::builtins
