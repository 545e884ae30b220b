// SPDX-License-Identifier: Apache-2.0
// What is read as a number is printed and encoded without loss.
#include "compiler/number/decimal.h"
#include "tests/fuzz/fuzz.h"

namespace lsq::fuzz {

void Check(std::string_view input) {
  if (const auto decoded = number::Decode(input)) {
    const auto bytes = number::Encode(*decoded);
    LSQ_CHECK(std::string_view(bytes.data(), bytes.size()) == input, "decoding and encoding give the same bytes");
  }
  const auto parsed = number::Parse(input);
  if (!parsed.ok()) return;
  const auto again = number::Parse(number::Print(parsed.value));
  LSQ_CHECK(again.ok() && !again.inexact && again.value == parsed.value, "a printed number reads back");
  const auto bytes = number::Encode(parsed.value);
  LSQ_CHECK(number::Decode({bytes.data(), bytes.size()}) == parsed.value, "an encoded number decodes");
}

}  // namespace lsq::fuzz
