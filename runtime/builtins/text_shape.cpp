// SPDX-License-Identifier: Apache-2.0
#include "runtime/builtins/text_shape.h"

#include <algorithm>
#include <cstring>

namespace lsq::builtins {
namespace {

bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsAscii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// Addresses beyond ASCII exist (RFC 6531); which letters a provider allows is its matter.
bool IsLocalPart(std::string_view part) {
  constexpr size_t kMostBytes = 64;
  if (part.empty() || part.size() > kMostBytes || part.front() == '.' || part.back() == '.') return false;
  if (part.find("..") != std::string_view::npos) return false;
  return std::ranges::all_of(part, [](char c) {
    constexpr std::string_view kSigns = "!#$%&'*+/=?^_`{|}~.-";
    return !IsAscii(c) || IsAsciiLetter(c) || IsDigit(c) || kSigns.find(c) != std::string_view::npos;
  });
}

bool IsLabel(std::string_view label) {
  constexpr size_t kMostBytes = 63;
  if (label.empty() || label.size() > kMostBytes || label.front() == '-' || label.back() == '-') return false;
  return std::ranges::all_of(label, [](char c) { return !IsAscii(c) || IsAsciiLetter(c) || IsDigit(c) || c == '-'; });
}

bool IsDomain(std::string_view domain) {
  constexpr size_t kMostBytes = 253;
  if (domain.size() > kMostBytes) return false;
  size_t labels = 0;
  while (true) {
    const size_t dot = domain.find('.');
    const std::string_view label = domain.substr(0, dot);
    if (!IsLabel(label)) return false;
    ++labels;
    if (dot == std::string_view::npos) return labels >= 2 && label.size() >= 2 && !std::ranges::all_of(label, IsDigit);
    domain.remove_prefix(dot + 1);
  }
}

// The end of the longest prefix of `text` whose fold has at most `size` bytes.
size_t PrefixFolding(std::string_view text, size_t size) {
  size_t low = 0;
  size_t high = text::Length(text);
  while (low < high) {
    const size_t middle = low + (high - low + 1) / 2;
    const std::string_view prefix = text::SubstringCodePoints(text, 0, middle);
    if (text::FoldNoTrim(prefix).size() <= size) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return text::SubstringCodePoints(text, 0, low).size();
}

// Charges steps in portions, so that the common short match costs nothing.
class Meter {
 public:
  explicit Meter(const std::function<bool(uint64_t)>& spend) : spend_(spend) {}
  bool Step() {
    constexpr uint64_t kPortion = 1024;
    constexpr uint64_t kStepsPerUnit = 16;
    return ++steps_ % kPortion != 0 || spend_(kPortion / kStepsPerUnit);
  }

 private:
  const std::function<bool(uint64_t)>& spend_;
  uint64_t steps_ = 0;
};

}  // namespace

std::string_view TakeWord(std::string_view& rest) {
  rest = text::TrimStart(rest);
  size_t end = 0;
  while (end < rest.size()) {
    const text::CodePoint found = text::DecodeAt(rest, end);
    if (text::IsBlankCodePoint(found.value)) break;
    end += found.size;
  }
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

size_t Find(std::string_view text, std::string_view part) {
  if (part.empty()) return 0;
  if (text.size() < part.size()) return std::string_view::npos;
  const void* found = memmem(text.data(), text.size(), part.data(), part.size());
  return found ? static_cast<size_t>(static_cast<const char*>(found) - text.data()) : std::string_view::npos;
}

std::optional<text::ByteSpan> FindFolded(std::string_view text, std::string_view part) {
  const std::string folded = text::FoldNoTrim(text);
  const std::string wanted = text::FoldNoTrim(part);
  const size_t at = Find(folded, wanted);
  if (at == std::string_view::npos) return std::nullopt;
  if (text::IsAscii(text)) return text::ByteSpan{at, at + wanted.size()};
  const size_t begin = PrefixFolding(text, at);
  size_t end = PrefixFolding(text, at + wanted.size());
  // The match may end inside of what one character folds to: ß is ss. Then that character belongs to it.
  if (end < text.size() && text::FoldNoTrim(text.substr(0, end)).size() < at + wanted.size()) {
    end += text::DecodeAt(text, end).size;
  }
  return text::ByteSpan{begin, end};
}

std::optional<bool> MatchesPattern(std::string_view text, std::string_view pattern,
                                   const std::function<bool(uint64_t steps)>& spend) {
  Meter meter(spend);
  size_t at = 0;
  size_t in_pattern = 0;
  size_t star = std::string_view::npos;  // the last `*` met, and up to where it has swallowed the text
  size_t swallowed = 0;
  while (at < text.size()) {
    if (!meter.Step()) return std::nullopt;
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      swallowed = at;
    } else if (in_pattern < pattern.size() && pattern[in_pattern] == '?') {
      at += text::DecodeAt(text, at).size;
      ++in_pattern;
    } else if (in_pattern < pattern.size() && pattern[in_pattern] == text[at]) {
      ++at;
      ++in_pattern;
    } else if (star != std::string_view::npos) {
      swallowed += text::DecodeAt(text, swallowed).size;
      at = swallowed;
      in_pattern = star + 1;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

bool IsMailAddress(std::string_view text) {
  const size_t at = text.rfind('@');
  return at != std::string_view::npos && IsLocalPart(text.substr(0, at)) && IsDomain(text.substr(at + 1));
}

}  // namespace lsq::builtins
