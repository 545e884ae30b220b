// SPDX-License-Identifier: Apache-2.0
// The compiler as golden tests use it: some files in, the diagnostics of all phases out.
#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diagnostics/page.h"
#include "compiler/driver/compile.h"

namespace lsq::golden {

using diagnostics::ExampleFile;

struct Checked {
  source::Files files;
  std::vector<diagnostics::Diagnostic> diagnostics;  // sorted
};

// `.lsq` files are checked as one project; a `.json` file is its schema.
Checked CheckSource(const std::vector<ExampleFile>& files);

// The same, and lowered.
driver::Compilation CompileSource(const std::vector<ExampleFile>& files);

// As a terminal shows them, a blank line between; `no errors` when there are none.
std::string Rendered(const std::vector<diagnostics::Diagnostic>& diagnostics, const source::Files& files);
inline std::string Rendered(const Checked& checked) {
  return Rendered(checked.diagnostics, checked.files);
}

}  // namespace lsq::golden
