// SPDX-License-Identifier: Apache-2.0
// Folding and what is defined by it. Each function looks for ASCII first: nearly all CRM data are, and there the fold
// is a lowering of bytes that needs neither ICU nor memory.
#include <algorithm>
#include <array>
#include <cstring>

#include "compiler/text/icu.h"
#include "compiler/text/text.h"

namespace lsq::text {
namespace {

constexpr char LowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

std::string LowerAsciiText(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), LowerAscii);
  return out;
}

bool SameLower(char a, char b) {
  return LowerAscii(a) == LowerAscii(b);
}

bool EqualLower(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), SameLower);
}

bool BothAscii(std::string_view a, std::string_view b) {
  return IsAscii(a) && IsAscii(b);
}

std::string FoldWithIcu(std::string_view text) {
  return ToNfc(CaseFold(ToNfc(text)));
}

// Below this many comparisons in the worst case the plain search wins over two allocations.
constexpr size_t kPlainSearchSteps = 1 << 14;

}  // namespace

std::string FoldNoTrim(std::string_view text) {
  return IsAscii(text) ? LowerAsciiText(text) : FoldWithIcu(text);
}

std::string Fold(std::string_view text) {
  if (IsAscii(text)) return LowerAsciiText(Trim(text));
  // Trimmed last: folding and composing could otherwise expose a blank.
  std::string folded = FoldWithIcu(text);
  const std::string_view kept = Trim(folded);
  if (kept.size() != folded.size()) return std::string(kept);
  return folded;
}

bool EqualsFolded(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (BothAscii(a, b)) return EqualLower(Trim(a), Trim(b));
  return Fold(a) == Fold(b);
}

std::strong_ordering CompareFolded(std::string_view a, std::string_view b) {
  // Bytes of UTF-8 compared as unsigned give the order of code points.
  if (!BothAscii(a, b)) return Fold(a).compare(Fold(b)) <=> 0;
  const std::string_view x = Trim(a);
  const std::string_view y = Trim(b);
  const auto [i, j] = std::mismatch(x.begin(), x.end(), y.begin(), y.end(), SameLower);
  if (i == x.end() || j == y.end()) return x.size() <=> y.size();
  return LowerAscii(*i) <=> LowerAscii(*j);
}

bool Contains(std::string_view text, std::string_view part) {
  if (part.empty()) return true;  // memmem may not be given a null pointer
  if (text.size() < part.size()) return false;
  return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

bool ContainsFolded(std::string_view text, std::string_view part) {
  if (BothAscii(text, part) && text.size() * std::min(part.size(), kPlainSearchSteps) <= kPlainSearchSteps) {
    return std::search(text.begin(), text.end(), part.begin(), part.end(), SameLower) != text.end() || part.empty();
  }
  return Contains(FoldNoTrim(text), FoldNoTrim(part));
}

bool StartsWithFolded(std::string_view text, std::string_view prefix) {
  if (BothAscii(text, prefix)) return EqualLower(text.substr(0, prefix.size()), prefix);
  return FoldNoTrim(text).starts_with(FoldNoTrim(prefix));
}

bool EndsWithFolded(std::string_view text, std::string_view suffix) {
  if (BothAscii(text, suffix)) {
    return suffix.size() <= text.size() && EqualLower(text.substr(text.size() - suffix.size()), suffix);
  }
  return FoldNoTrim(text).ends_with(FoldNoTrim(suffix));
}

std::string NormalizeNfc(std::string_view text) {
  return IsAscii(text) ? std::string(text) : ToNfc(text);
}

}  // namespace lsq::text
