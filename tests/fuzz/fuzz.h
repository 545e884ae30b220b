// SPDX-License-Identifier: Apache-2.0
// What a fuzz target defines. A broken promise is an LSQ_CHECK: it aborts, and libFuzzer keeps the input.
#pragma once

#include <string_view>

#include "compiler/base/check.h"

namespace lsq::fuzz {

void Check(std::string_view input);

}  // namespace lsq::fuzz
