// SPDX-License-Identifier: Apache-2.0
#include <unicode/uchar.h>

#include "compiler/text/text.h"

namespace lsq::text {
namespace {

// Most ends of a text are decided by one byte.
bool IsGraphicAscii(char c) {
  return c > ' ' && c < 0x7F;
}

}  // namespace

bool IsBlankCodePoint(char32_t code_point) {
  if (code_point < 0x80) return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
  if (code_point == 0x200B || code_point == 0x2060 || code_point == 0xFEFF) return true;
  return u_isUWhiteSpace(static_cast<UChar32>(code_point));
}

std::string_view TrimStart(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && !IsGraphicAscii(text[at])) {
    const CodePoint found = DecodeAt(text, at);
    if (!IsBlankCodePoint(found.value)) break;
    at += found.size;
  }
  return text.substr(at);
}

std::string_view TrimEnd(std::string_view text) {
  size_t end = text.size();
  while (end > 0 && !IsGraphicAscii(text[end - 1])) {
    const CodePoint found = DecodeBefore(text, end);
    if (!IsBlankCodePoint(found.value)) break;
    end -= found.size;
  }
  return text.substr(0, end);
}

std::string_view Trim(std::string_view text) {
  return TrimEnd(TrimStart(text));
}

bool IsBlank(std::string_view text) {
  return TrimStart(text).empty();
}

}  // namespace lsq::text
