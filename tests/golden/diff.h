// SPDX-License-Identifier: Apache-2.0
// A line diff for people.
#pragma once

#include <string>
#include <string_view>

namespace lsq::golden {

// Lines of `expected` alone start with `- `, of `actual` alone with `+ `, common ones near them with two blanks; `…`
// stands for common lines left out. Empty for equal texts.
std::string Diff(std::string_view expected, std::string_view actual);

}  // namespace lsq::golden
