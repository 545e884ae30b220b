// SPDX-License-Identifier: Apache-2.0
// Templates in tests are written as one string in which {} is a hole.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "compiler/markup/context.h"

namespace lsq::markup {

inline std::vector<std::string_view> Literals(std::string_view text) {
  std::vector<std::string_view> parts;
  for (size_t hole = text.find("{}"); hole != std::string_view::npos; hole = text.find("{}")) {
    parts.push_back(text.substr(0, hole));
    text.remove_prefix(hole + 2);
  }
  parts.push_back(text);
  return parts;
}

// What the context says, in one line: the escaper's name or "! where" per hole, then "| where" when the text cannot
// end.
inline std::string Verdict(Medium medium, std::string_view text) {
  Context context(medium);
  std::string out;
  const auto parts = Literals(text);
  for (size_t i = 0; i < parts.size(); ++i) {
    context.Feed(parts[i]);
    if (i + 1 == parts.size()) break;
    const Decision decision = context.Hole();
    if (!out.empty()) out += ' ';
    const auto* escaper = std::get_if<Escaper>(&decision);
    out += escaper ? std::string(ToString(*escaper)) : "! " + std::string(std::get<Refusal>(decision).where);
  }
  if (const auto refusal = context.Finish()) out += "| " + std::string(refusal->where);
  return out;
}

// The template with `value` in every hole. All holes must be accepted.
inline std::string Render(Medium medium, std::string_view text, std::string_view value) {
  Context context(medium);
  std::string out;
  const auto parts = Literals(text);
  for (size_t i = 0; i < parts.size(); ++i) {
    EXPECT_EQ(context.Feed(parts[i]), std::nullopt) << text;
    out += parts[i];
    if (i + 1 == parts.size()) break;
    const Decision decision = context.Hole();
    EXPECT_TRUE(std::holds_alternative<Escaper>(decision)) << text;
    if (const auto* escaper = std::get_if<Escaper>(&decision)) Escape(*escaper, value, out);
  }
  EXPECT_EQ(context.Finish(), std::nullopt) << text;
  return out;
}

}  // namespace lsq::markup
