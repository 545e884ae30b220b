// SPDX-License-Identifier: Apache-2.0
// The classes of characters that tokens are made of. ASCII only: names in other scripts are quoted.
#pragma once

#include <string_view>

namespace lsq::parse {

constexpr bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool IsNameStart(char c) {
  return IsLetter(c) || c == '_';
}
constexpr bool IsNamePart(char c) {
  return IsNameStart(c) || IsDigit(c);
}
constexpr bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}
constexpr bool IsLineEnd(char c) {
  return c == '\n' || c == '\r';
}
constexpr bool IsAscii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}
constexpr char ToLower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// The line that holds `at`.
inline size_t LineStartBefore(std::string_view text, size_t at) {
  while (at > 0 && !IsLineEnd(text[at - 1])) --at;
  return at;
}
inline size_t LineEndAfter(std::string_view text, size_t at) {
  while (at < text.size() && !IsLineEnd(text[at])) ++at;
  return at;
}

}  // namespace lsq::parse
