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

namespace {

// Names of files may hold anything, also what a terminal would obey.
std::string Printable(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7F) {
      out.append("\\x{").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]).append("}");
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

void PrintError(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void Complain(std::string_view message) {
  PrintError("lsq: " + Printable(message) + "\n");
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
