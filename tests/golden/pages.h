// SPDX-License-Identifier: Apache-2.0
// Holds the pages of compiler/diagnostics/pages to their word.
#pragma once

#include "tests/golden/report.h"

namespace lsq::golden {

// For every code: there is a page; its wrong program gives exactly the text shown, the code among it; the fixed program
// gives no error; the fixes that the diagnostic carries remove it.
void CheckPages(Report& report);

}  // namespace lsq::golden
