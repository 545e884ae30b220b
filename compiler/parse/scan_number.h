// SPDX-License-Identifier: Apache-2.0
// Numbers, dates and times: the shapes that start with a digit.
#pragma once

#include <string_view>

#include "compiler/parse/token.h"

namespace lsq::parse {

struct ScannedNumber {
  TokenKind kind = TokenKind::Number;  // Number, Percentage, Date, DateTime or Time
  size_t end = 0;
  bool malformed = false;  // 1.2.3, 0x1F, 1_000
};

// `text[at]` is a digit. Only shapes are decided here: 2026-02-30 is a Date.
ScannedNumber ScanNumber(std::string_view text, size_t at);

}  // namespace lsq::parse
