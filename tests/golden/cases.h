// SPDX-License-Identifier: Apache-2.0
// tests/golden/<kind>/<case>.lsq beside <case>.expected, what the compiler makes of it.
#pragma once

#include "tests/golden/report.h"

namespace lsq::golden {

// Runs the cases of every kind; the kinds are listed in cases.cpp.
void CheckCases(Report& report);

}  // namespace lsq::golden
