// SPDX-License-Identifier: Apache-2.0
// What is said about a token with an Issue, and about characters that may not stand in a source at all.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/parse/reporter.h"
#include "compiler/parse/token.h"

namespace lsq::parse {

void ReportIssue(std::string_view text, const Token& token, Reporter& report);

// Inside texts, tags and comments: bytes that are not UTF-8, NUL and other control characters, marks that reverse what
// a reader sees, byte order marks. One report for each kind and token.
void CheckCharacters(std::string_view text, Span span, Reporter& report);

}  // namespace lsq::parse
