// SPDX-License-Identifier: Apache-2.0
// UTF-8 by hand rather than by ICU: its macros index with 32-bit integers and would reach into every caller's header.
#include <algorithm>
#include <cstring>

#include "compiler/text/text.h"

namespace lsq::text {
namespace {

constexpr bool IsContinuation(char byte) {
  return (static_cast<uint8_t>(byte) & 0xC0) == 0x80;
}

struct Lead {
  uint32_t size;     // bytes of the whole sequence; 0 = cannot begin one
  char32_t payload;  // the bits of the first byte
  char32_t least;    // smaller values would be overlong
};

constexpr Lead ReadLead(uint8_t byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte < 0xC0) return {0, 0, 0};
  if (byte < 0xE0) return {2, byte & 0x1Fu, 0x80};
  if (byte < 0xF0) return {3, byte & 0x0Fu, 0x800};
  if (byte < 0xF8) return {4, byte & 0x07u, 0x10000};
  return {0, 0, 0};
}

constexpr bool IsScalar(char32_t value) {
  return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

// Size 0 when the bytes at `offset` are not valid.
CodePoint DecodeStrictly(std::string_view text, size_t offset) {
  const Lead lead = ReadLead(static_cast<uint8_t>(text[offset]));
  if (lead.size == 0 || text.size() - offset < lead.size) return {};
  char32_t value = lead.payload;
  for (size_t i = 1; i < lead.size; ++i) {
    const char byte = text[offset + i];
    if (!IsContinuation(byte)) return {};
    value = value << 6 | (static_cast<uint8_t>(byte) & 0x3Fu);
  }
  if (value < lead.least || !IsScalar(value)) return {};
  return {value, lead.size};
}

// The length of the run of ASCII that begins at `offset`, found eight bytes at a time.
size_t AsciiRun(std::string_view text, size_t offset) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  size_t at = offset;
  for (uint64_t word = 0; text.size() - at >= sizeof word; at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<uint8_t>(text[at]) < 0x80) ++at;
  return at - offset;
}

template <typename Predicate>
std::optional<FoundCodePoint> FindCodePoint(std::string_view text, Predicate wanted) {
  for (size_t at = 0; at < text.size();) {
    const CodePoint found = DecodeAt(text, at);
    if (wanted(found.value)) return FoundCodePoint{at, found.value};
    at += found.size;
  }
  return std::nullopt;
}

size_t Utf16Units(char32_t code_point) {
  return code_point < 0x10000 ? 1 : 2;
}

}  // namespace

std::optional<size_t> ValidateUtf8(std::string_view text) {
  size_t at = AsciiRun(text, 0);
  while (at < text.size()) {
    const CodePoint found = DecodeStrictly(text, at);
    if (found.size == 0) return at;
    at += found.size;
    at += AsciiRun(text, at);
  }
  return std::nullopt;
}

bool IsAscii(std::string_view text) {
  return AsciiRun(text, 0) == text.size();
}

CodePoint DecodeAt(std::string_view text, size_t offset) {
  const CodePoint found = DecodeStrictly(text, offset);
  return found.size == 0 ? CodePoint{kReplacement, 1} : found;
}

CodePoint DecodeBefore(std::string_view text, size_t offset) {
  const size_t farthest = std::min<size_t>(offset, 4);
  for (size_t back = 1; back <= farthest; ++back) {
    const CodePoint found = DecodeStrictly(text.substr(0, offset), offset - back);
    if (found.size == back) return found;
    if (!IsContinuation(text[offset - back])) break;
  }
  return {kReplacement, 1};
}

void AppendUtf8(char32_t code_point, std::string& out) {
  const char32_t value = IsScalar(code_point) ? code_point : kReplacement;
  const auto continuation = [&](int shift) { out += static_cast<char>(0x80 | (value >> shift & 0x3F)); };
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0 | value >> 6);
    continuation(0);
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0 | value >> 12);
    continuation(6);
    continuation(0);
  } else {
    out += static_cast<char>(0xF0 | value >> 18);
    continuation(12);
    continuation(6);
    continuation(0);
  }
}

size_t Length(std::string_view text) {
  size_t length = 0;
  for (size_t at = 0; at < text.size(); at += DecodeAt(text, at).size) ++length;
  return length;
}

std::string_view SubstringCodePoints(std::string_view text, size_t begin, size_t count) {
  const auto skip = [text](size_t at, size_t code_points) {
    for (; code_points > 0 && at < text.size(); --code_points) at += DecodeAt(text, at).size;
    return at;
  };
  const size_t from = skip(0, begin);
  return text.substr(from, skip(from, count) - from);
}

size_t Utf16Length(std::string_view text) {
  size_t units = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint found = DecodeAt(text, at);
    units += Utf16Units(found.value);
    at += found.size;
  }
  return units;
}

size_t OffsetOfUtf16(std::string_view text, size_t units) {
  size_t at = 0;
  while (at < text.size()) {
    const CodePoint found = DecodeAt(text, at);
    const size_t taken = Utf16Units(found.value);
    if (units < taken) return at;
    units -= taken;
    at += found.size;
  }
  return at;
}

std::optional<FoundCodePoint> FindNul(std::string_view text) {
  const size_t at = text.find('\0');
  if (at == std::string_view::npos) return std::nullopt;
  return FoundCodePoint{at, 0};
}

std::optional<FoundCodePoint> FindBom(std::string_view text) {
  constexpr std::string_view kBom = "\xEF\xBB\xBF";
  const size_t at = text.find(kBom);
  if (at == std::string_view::npos) return std::nullopt;
  return FoundCodePoint{at, 0xFEFF};
}

std::optional<FoundCodePoint> FindBidiControl(std::string_view text) {
  if (IsAscii(text)) return std::nullopt;
  return FindCodePoint(text, [](char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
  });
}

}  // namespace lsq::text
