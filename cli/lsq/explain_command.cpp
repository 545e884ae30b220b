// SPDX-License-Identifier: Apache-2.0
#include "cli/console/output.h"
#include "cli/lsq/commands.h"
#include "compiler/diagnostics/page.h"

namespace lsq::cli {

int Explain(const std::string& code) {
  if (const auto page = diagnostics::Explain(code)) {
    Print(*page);
    return kFine;
  }
  Complain("there is no diagnostic " + code + "; codes look like LSQ2104 or E_TYPE");
  return kFailure;
}

}  // namespace lsq::cli
