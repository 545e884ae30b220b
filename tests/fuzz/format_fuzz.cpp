// SPDX-License-Identifier: Apache-2.0
// What parses is formatted as promised: same tree, same comments, and once is enough.
#include <cstdio>

#include "tests/fuzz/fuzz.h"
#include "tests/harness/format_promises.h"

namespace lsq::fuzz {

void Check(std::string_view input) {
  const harness::FormatVerdict verdict = harness::CheckFormatPromises(input);
  if (!verdict.broken.empty()) std::fprintf(stderr, "%s\n", verdict.broken.c_str());
  LSQ_CHECK(verdict.broken.empty(), "formatting keeps its promises");
}

}  // namespace lsq::fuzz
