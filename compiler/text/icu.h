// SPDX-License-Identifier: Apache-2.0
// The calls into ICU, for this folder only; no ICU type appears here. Each takes and gives UTF-8, without regard to any
// locale, and reads invalid bytes as U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace lsq::text {

std::string ToNfc(std::string_view text);
std::string CaseFold(std::string_view text);  // full case folding, without the Turkic mappings

}  // namespace lsq::text
