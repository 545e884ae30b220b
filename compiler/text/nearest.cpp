// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>
#include <vector>

#include "compiler/text/text.h"

namespace lsq::text {
namespace {

std::u32string Decoded(std::string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size();) {
    const CodePoint found = DecodeAt(text, at);
    out += found.value;
    at += found.size;
  }
  return out;
}

// Three rows of the table of optimal string alignment: a swap looks two rows back.
size_t Distance(std::u32string_view a, std::u32string_view b, size_t limit) {
  const size_t over = limit + 1;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return over;
  std::vector<size_t> two_back(b.size() + 1), previous(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    std::swap(two_back, previous);
    std::swap(previous, row);
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, previous[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], two_back[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > limit) return over;
  }
  return std::min(row[b.size()], over);
}

// What of a name carries meaning when names are compared loosely.
std::u32string Essence(std::string_view name) {
  const std::string folded = Fold(name);
  std::string_view rest = folded;
  constexpr std::string_view kCustomFieldPrefix = "mx_";
  if (rest.starts_with(kCustomFieldPrefix) && rest.size() > kCustomFieldPrefix.size()) {
    rest.remove_prefix(kCustomFieldPrefix.size());
  }
  std::u32string essence = Decoded(rest);
  std::erase_if(essence, [](char32_t c) { return c == '_' || c == '-' || IsBlankCodePoint(c); });
  return essence;
}

size_t Tolerance(size_t letters) {
  return std::clamp<size_t>(letters / 3, 1, 3);
}

}  // namespace

size_t EditDistance(std::string_view a, std::string_view b, size_t limit) {
  return Distance(Decoded(Fold(a)), Decoded(Fold(b)), limit);
}

std::optional<std::string_view> Nearest(std::string_view name, std::span<const std::string_view> candidates) {
  const std::u32string wanted = Essence(name);
  const size_t tolerance = Tolerance(wanted.size());
  std::optional<std::pair<size_t, std::string_view>> best;
  for (const std::string_view candidate : candidates) {
    const std::u32string essence = Essence(candidate);
    const size_t distance = Distance(wanted, essence, tolerance);
    // Two names that share no letter are not near, however short they are.
    if (distance > tolerance || distance >= std::max(wanted.size(), essence.size())) continue;
    if (!best || std::pair(distance, candidate) < *best) best = {distance, candidate};
  }
  if (!best) return std::nullopt;
  return best->second;
}

}  // namespace lsq::text
