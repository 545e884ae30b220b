// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/table.h"

#include "tests/rules/source_text.h"

namespace lsq::rules {
namespace {

std::vector<std::string> Owned(const std::vector<std::string_view>& words) {
  return {words.begin(), words.end()};
}

}  // namespace

std::string At(const std::string& file, size_t line) {
  return file + ":" + std::to_string(line) + ": ";
}

std::vector<TableEntry> ParseTable(const std::string& file, std::string_view text, Problems& problems) {
  std::vector<TableEntry> entries;
  size_t number = 0;
  for (std::string_view line : Lines(text)) {
    ++number;
    TableEntry entry;
    entry.at = At(file, number);
    if (const size_t hash = line.find('#'); hash != std::string_view::npos) {
      const size_t reason = line.find_first_not_of(" #", hash);
      if (reason != std::string_view::npos) entry.reason = line.substr(reason);
      line = line.substr(0, hash);
    }
    if (Words(line).empty()) continue;
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      problems.push_back(entry.at + "no `:`");
      continue;
    }
    entry.head = Owned(Words(line.substr(0, colon)));
    entry.tail = Owned(Words(line.substr(colon + 1)));
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace lsq::rules
