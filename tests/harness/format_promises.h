// SPDX-License-Identifier: Apache-2.0
// What formatting promises (language rule 14) of one text, for property tests and the fuzzer: the result parses to the
// same tree, holds the same comments in the same order, and formatting it again changes nothing.
#pragma once

#include <string>
#include <string_view>

namespace lsq::harness {

struct FormatVerdict {
  std::string syntax_errors;  // as a terminal shows them; such a text is refused, and nothing is promised of it
  std::string broken;         // the promise that is broken, with the texts; empty when all are kept
};

FormatVerdict CheckFormatPromises(std::string_view text);

}  // namespace lsq::harness
