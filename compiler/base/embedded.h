// SPDX-License-Identifier: Apache-2.0
// A text file of the source tree that the build put into the program (cmake/EmbedFiles.cmake writes the tables).
#pragma once

#include <string_view>

namespace lsq {

// Both views live as long as the program. `name` is the path below the embedded folder, with its suffix.
struct EmbeddedFile {
  std::string_view name;
  std::string_view text;
};

}  // namespace lsq
