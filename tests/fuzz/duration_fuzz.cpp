// SPDX-License-Identifier: Apache-2.0
// What is read as a duration is printed so that it reads back.
#include "compiler/time/duration.h"
#include "tests/fuzz/fuzz.h"

namespace lsq::fuzz {

void Check(std::string_view input) {
  const auto duration = time::ParseDuration(input);
  if (!duration.ok()) return;
  const auto again = time::ParseDuration(time::ToString(*duration));
  LSQ_CHECK(again.ok() && *again == *duration, "a printed duration reads back");
}

}  // namespace lsq::fuzz
