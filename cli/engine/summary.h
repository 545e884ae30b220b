// SPDX-License-Identifier: Apache-2.0
// What happened in a run of a project, for a person: counted from the lines of its trace.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lsq::cli {

class RunSummary {
 public:
  struct Import {
    std::string file;
    size_t created = 0;
    size_t left_out = 0;
  };
  std::vector<Import> imports;
  size_t events = 0;
  size_t new_events = 0;
  int64_t now = 0;

  void Count(std::string_view trace_line);
  std::string Print() const;

 private:
  struct Automation {
    std::map<std::string, size_t> states;  // entered, completed, exited, failed, skipped
  };
  std::map<std::string, Automation> automations_;
  struct Effect {
    size_t count = 0;
    std::map<std::string, size_t> details;  // by template, owner, list …
  };
  std::map<std::string, Effect> effects_;
  std::map<std::string, size_t> reasons_;  // of exits, failures and skips
};

}  // namespace lsq::cli
