// SPDX-License-Identifier: Apache-2.0
// The dumps in ARCHITECTURE.md, made again. A block of it that follows a line such as
//
//   <!-- ir, 8 lines from "function when" -->
//
// is what that stage makes of architecture/rule.lsq: all of it, or as many lines from the first that holds the text.
#pragma once

#include "tests/golden/report.h"

namespace lsq::golden {

void CheckArchitecture(Report& report);

}  // namespace lsq::golden
