// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/bans.h"

#include <algorithm>
#include <cctype>

#include "tests/rules/source_text.h"

namespace lsq::rules {
namespace {

bool IsInside(const std::string& path, const std::string& area) {
  return path == area || path.starts_with(area + "/");
}

// The identifiers of a line of code, whole: `std::clock_time` gives `std` and `clock_time`. One that calls a free
// function is followed by its name with the parenthesis: `exit(1)` gives `exit` and `exit(`, `run.exit()` only `run`
// and `exit`.
std::vector<std::string> Identifiers(std::string_view line) {
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  std::vector<std::string> words;
  for (size_t at = 0; at < line.size();) {
    size_t end = at;
    while (end < line.size() && is_word(line[end])) ++end;
    if (end > at) {
      words.emplace_back(line.substr(at, end - at));
      const bool is_member = at > 0 && (line[at - 1] == '.' || line[at - 1] == '>');
      if (!is_member && line.substr(end).starts_with('(')) words.push_back(words.back() + '(');
    }
    at = std::max(end, at + 1);
  }
  return words;
}

}  // namespace

Bans Bans::Parse(std::string_view table, Problems& problems) {
  Bans bans;
  for (const auto& entry : ParseTable("bans.txt", table, problems)) {
    if (entry.head.size() >= 2 && entry.head[0] == "ban") {
      bans.bans_.push_back({{entry.head.begin() + 1, entry.head.end()}, {entry.tail.begin(), entry.tail.end()}});
    } else if (entry.head.size() == 2 && entry.head[0] == "allow") {
      if (entry.reason.empty()) problems.push_back(entry.at + "an `allow` needs its reason after #");
      for (const auto& word : entry.tail) bans.allowances_.push_back({entry.head[1], word, entry.at});
    } else {
      problems.push_back(entry.at + "neither `ban AREAS : words` nor `allow PATH : words # reason`");
    }
  }
  return bans;
}

bool Bans::IsBanned(const std::string& path, std::string_view word) const {
  return std::any_of(bans_.begin(), bans_.end(), [&](const Ban& ban) {
    const auto holds = [&](const std::string& area) { return IsInside(path, area); };
    return ban.words.contains(word) && std::any_of(ban.areas.begin(), ban.areas.end(), holds);
  });
}

bool Bans::IsAllowed(const std::string& path, std::string_view word) {
  for (auto& allowance : allowances_) {
    if (IsInside(path, allowance.path) && (allowance.word == "*" || allowance.word == word)) {
      allowance.used = true;
      return true;
    }
  }
  return false;
}

void Bans::Check(const std::string& path, std::string_view text, Problems& problems) {
  const auto check = [&](size_t line, std::string_view word) {
    if (!IsBanned(path, word) || IsAllowed(path, word)) return;
    problems.push_back(At(path, line) + std::string(word) + " is banned here (tests/rules/bans.txt)");
  };
  for (const auto& include : Includes(text)) check(include.line, "<" + include.name + ">");
  const std::string code = CodeOnly(text, Directives::kKeep);
  size_t number = 0;
  for (const auto line : Lines(code)) {
    ++number;
    if (Words(line).empty() || Words(line)[0].starts_with("#include")) continue;
    for (const auto& word : Identifiers(line)) check(number, word);
  }
}

void Bans::CheckAllUsed(Problems& problems) const {
  for (const auto& allowance : allowances_) {
    if (!allowance.used) problems.push_back(allowance.at + "nothing in " + allowance.path + " needs " + allowance.word);
  }
}

}  // namespace lsq::rules
