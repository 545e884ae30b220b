// SPDX-License-Identifier: Apache-2.0
#include "cli/console/output.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace lsq::cli {

void Print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void Complain(std::string_view message) {
  const std::string line = "lsq: " + std::string(message) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

bool FlushOutput() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
  Complain("standard output cannot be written");
  return false;
}

bool IsTerminal() {
  return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

bool UseColor() {
  const char* none = std::getenv("NO_COLOR");
  if (none != nullptr && *none != '\0') return false;
  const char* terminal = std::getenv("TERM");
  if (terminal == nullptr || std::string_view(terminal) == "dumb") return false;
  return isatty(STDOUT_FILENO) == 1;
}

}  // namespace lsq::cli
