// SPDX-License-Identifier: Apache-2.0
// The ban rule: clocks, chance, threads, disk and the like stay out of the areas that tests/rules/bans.txt names.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/rules/table.h"

namespace lsq::rules {

class Bans {
 public:
  // An `allow` without a reason is a problem.
  static Bans Parse(std::string_view table, Problems& problems);

  // One C++ file; remembers which allowances it needed.
  void Check(const std::string& path, std::string_view text, Problems& problems);

  // After all files: allowances that nothing needed.
  void CheckAllUsed(Problems& problems) const;

 private:
  struct Ban {
    std::vector<std::string> areas;
    std::set<std::string, std::less<>> words;
  };
  struct Allowance {
    std::string path;
    std::string word;  // * for all
    std::string at;
    bool used = false;
  };

  bool IsBanned(const std::string& path, std::string_view word) const;
  bool IsAllowed(const std::string& path, std::string_view word);

  std::vector<Ban> bans_;
  std::vector<Allowance> allowances_;
};

}  // namespace lsq::rules
