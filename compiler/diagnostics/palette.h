// SPDX-License-Identifier: Apache-2.0
// The colours of a rendered diagnostic. Whether to use any is the caller's decision (a terminal, NO_COLOR, a flag).
#pragma once

#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"

namespace lsq::diagnostics {

enum class Role { Plain, Strong, Gutter, Error, Warning, Note, Help, Secondary };

inline Role RoleOf(Severity severity) {
  if (severity == Severity::Error) return Role::Error;
  return severity == Severity::Warning ? Role::Warning : Role::Note;
}

// `text` between the ANSI codes of `role`; as it is when `color` is off, or nothing would be coloured.
inline std::string Paint(bool color, Role role, std::string_view text) {
  if (!color || role == Role::Plain || text.empty()) return std::string(text);
  constexpr std::string_view kCodes[] = {"", "1", "1;34", "1;31", "1;33", "1;32", "1;36", "1;34"};
  return std::string("\x1b[").append(kCodes[static_cast<size_t>(role)]).append("m").append(text).append("\x1b[0m");
}

}  // namespace lsq::diagnostics
