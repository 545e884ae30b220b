// SPDX-License-Identifier: Apache-2.0
// The compiler as golden tests use it: some files in, the diagnostics of all phases out.
#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diagnostics/page.h"

namespace lsq::golden {

using diagnostics::ExampleFile;

struct Checked {
  source::Files files;
  std::vector<diagnostics::Diagnostic> diagnostics;  // sorted
};

// `.lsq` files are checked as one project; a `.json` file is its schema.
Checked CheckSource(const std::vector<ExampleFile>& files);

// As a terminal shows them, a blank line between; `no errors` when there are none.
std::string Rendered(const Checked& checked);

}  // namespace lsq::golden
