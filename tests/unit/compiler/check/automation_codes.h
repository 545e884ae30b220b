// SPDX-License-Identifier: Apache-2.0
// What the compiler says of a small project, as the aliases of its diagnostics in the order of their places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/compile.h"

namespace lsq::check {

using Codes = std::vector<std::string>;

inline constexpr time::Date kTestToday{20518};  // 2026-03-06

inline driver::Compilation Compiled(std::string_view text) {
  const std::vector<driver::Input> inputs = {
      {"project.lsq",
       "account timezone \"Asia/Kolkata\"\n"
       "entity Lead {\n  mx_End: DateTime\n  mx_Tags: several of [\"A\", \"B\"]\n}\n"
       "account type \"Customers\" {\n  Rank: Number\n}\naccount type \"Colleges\" {\n  CollegeRank: Number\n}\n"
       "list \"Fresh\" static for Lead\nlist \"Rich\" for Lead where Lead.Score > 90\n"
       "webhook \"crm\"\n"},
      {"rule.lsq", std::string(text)}};
  return driver::Check(inputs, {.today = kTestToday});
}

inline Codes CodesOf(std::string_view text) {
  Codes codes;
  for (const diagnostics::Diagnostic& each : Compiled(text).diagnostics) codes.emplace_back(each.kind->alias);
  return codes;
}

// Of the steps of an automation with that trigger line.
inline Codes Steps(std::string_view steps, std::string_view trigger = "on new Lead") {
  return CodesOf("automation \"A\" {\n  " + std::string(trigger) + "\n  do {\n" + std::string(steps) + "\n  }\n}\n");
}

// Of an automation with that header and one harmless step.
inline Codes Header(std::string_view header, std::string_view step = "exit") {
  return CodesOf("automation \"A\" {\n" + std::string(header) + "\n  do { " + std::string(step) + " }\n}\n");
}

}  // namespace lsq::check
