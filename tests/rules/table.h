// SPDX-License-Identifier: Apache-2.0
// The form that the rules' tables share: `head words : tail words  # reason`, one entry a line; a line that begins with
// # is a comment.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lsq::rules {

using Problems = std::vector<std::string>;  // sentences for a person: "path:line: what"

std::string At(const std::string& file, size_t line);  // "file:line: "

struct TableEntry {
  std::vector<std::string> head;
  std::vector<std::string> tail;
  std::string reason;  // "" if there is none
  std::string at;      // "file:line: "
};
std::vector<TableEntry> ParseTable(const std::string& file, std::string_view text, Problems& problems);

}  // namespace lsq::rules
