// SPDX-License-Identifier: Apache-2.0
// The scanner gives tokens for every text: in order, inside the text, none empty but the last, which is the end.
#include "compiler/parse/scanner.h"

#include "tests/fuzz/fuzz.h"

namespace lsq::fuzz {

void Check(std::string_view input) {
  const auto tokens = parse::Scan(input);
  LSQ_CHECK(!tokens.empty() && tokens.back().kind == parse::TokenKind::End, "the last token is the end");
  uint32_t at = 0;
  for (const auto& token : tokens) {
    LSQ_CHECK(token.begin >= at && token.end <= input.size(), "tokens follow one another inside the text");
    const bool is_end = token.kind == parse::TokenKind::End;
    LSQ_CHECK(is_end == (&token == &tokens.back()), "one end");
    LSQ_CHECK(is_end || token.begin < token.end, "no token is empty");
    at = token.end;
  }
}

}  // namespace lsq::fuzz
