// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/sizes.h"

#include <algorithm>
#include <charconv>

#include "tests/rules/source_text.h"

namespace lsq::rules {

void AddLongFile(const std::string& path, std::string_view text, Sizes& sizes) {
  const size_t lines = Lines(text).size();
  if (lines > kFileLines) sizes[path] = lines;
}

void AddLongFunctions(const std::string& path, std::string_view text, Sizes& sizes) {
  for (const auto& function : Functions(text)) {
    if (function.lines <= kFunctionLines) continue;
    size_t& longest = sizes[path + " " + function.name];
    longest = std::max(longest, function.lines);
  }
}

Sizes ParseSizes(const std::string& file, std::string_view table, Problems& problems) {
  Sizes sizes;
  for (const auto& entry : ParseTable(file, table, problems)) {
    std::string key;
    for (const auto& word : entry.head) key += (key.empty() ? "" : " ") + word;
    size_t lines = 0;
    if (entry.tail.size() == 1) {
      const std::string& number = entry.tail[0];
      std::from_chars(number.data(), number.data() + number.size(), lines);
    }
    if (lines == 0) problems.push_back(entry.at + "not of the form `path : lines`");
    if (entry.reason.empty()) problems.push_back(entry.at + key + " needs its reason after #");
    sizes[key] = lines;
  }
  return sizes;
}

void CompareSizes(const Sizes& found, const Sizes& allowed, Problems& problems) {
  for (const auto& [what, lines] : found) {
    const auto entry = allowed.find(what);
    const size_t limit = entry == allowed.end() ? 0 : entry->second;
    if (lines <= limit) continue;
    problems.push_back(what + " has " + std::to_string(lines) + " lines" +
                       (limit != 0 ? ", its list allows " + std::to_string(limit) : ", which is too long: split it"));
  }
  for (const auto& [what, limit] : allowed) {
    const auto size = found.find(what);
    if (size == found.end()) {
      problems.push_back(what + " is no longer too long: take it off the list");
    } else if (size->second < limit) {
      problems.push_back(what + " has shrunk to " + std::to_string(size->second) + " lines: lower its entry");
    }
  }
}

}  // namespace lsq::rules
