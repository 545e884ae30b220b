// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/diff.h"

#include <algorithm>
#include <vector>

namespace lsq::golden {

namespace {

constexpr size_t kContext = 2;

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

struct Edit {
  char sign;
  std::string_view line;
};

// By longest common subsequence; quadratic, the texts are small.
std::vector<Edit> Edits(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::vector<std::vector<size_t>> common(a.size() + 1, std::vector<size_t>(b.size() + 1, 0));
  for (size_t i = a.size(); i-- > 0;) {
    for (size_t j = b.size(); j-- > 0;) {
      common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::vector<Edit> edits;
  size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      edits.push_back({' ', a[i++]});
      ++j;
    } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
      edits.push_back({'-', a[i++]});
    } else {
      edits.push_back({'+', b[j++]});
    }
  }
  return edits;
}

}  // namespace

std::string Diff(std::string_view expected, std::string_view actual) {
  if (expected == actual) return "";
  const std::vector<Edit> edits = Edits(Lines(expected), Lines(actual));
  const auto common = [](const Edit& edit) { return edit.sign == ' '; };
  if (std::all_of(edits.begin(), edits.end(), common)) return "only the last line end differs\n";
  std::vector<bool> shown(edits.size());
  for (size_t i = 0; i < edits.size(); ++i) {
    if (edits[i].sign == ' ') continue;
    const size_t last = std::min(edits.size() - 1, i + kContext);
    for (size_t near = i > kContext ? i - kContext : 0; near <= last; ++near) shown[near] = true;
  }
  std::string out;
  for (size_t i = 0; i < edits.size(); ++i) {
    if (shown[i]) {
      out.append(1, edits[i].sign).append(" ").append(edits[i].line).append("\n");
    } else if (i == 0 || shown[i - 1]) {
      out += "…\n";
    }
  }
  return out;
}

}  // namespace lsq::golden
