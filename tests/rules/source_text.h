// SPDX-License-Identifier: Apache-2.0
// Reading C++ text just well enough for the rules: lines, includes, words, and where functions begin and end.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lsq::rules {

std::vector<std::string_view> Lines(std::string_view text);
std::vector<std::string_view> Words(std::string_view line);  // split at blanks

// The text with comments and the contents of literals turned into blanks, and preprocessor lines too if they are to be
// dropped; every line keeps its number.
enum class Directives { kKeep, kDrop };
std::string CodeOnly(std::string_view text, Directives directives);

struct Include {
  std::string name;  // as written between the quotes or brackets
  bool angled = false;
  size_t line = 0;  // 1-based
  bool operator==(const Include&) const = default;
};
std::vector<Include> Includes(std::string_view text);

struct Function {
  std::string name;  // the identifier before the parameters, or the whole macro call: `TEST(Suite, Name)`
  size_t line = 0;   // 1-based, of the opening brace
  size_t lines = 0;  // from the opening to the closing brace, both included
};
// Functions with a body, wherever they stand; a lambda or local class counts to the function around it.
std::vector<Function> Functions(std::string_view text);

}  // namespace lsq::rules
