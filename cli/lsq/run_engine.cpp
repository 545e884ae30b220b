// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

#include "cli/console/output.h"
#include "cli/lsq/commands.h"

namespace lsq::cli {

namespace {

// `lsq-engine` in the folder of this executable; by its bare name, found on PATH, where that is not known.
std::string EngineBeside() {
  char path[PATH_MAX];
  const ssize_t size = readlink("/proc/self/exe", path, sizeof path);
  const std::string self(path, size > 0 ? static_cast<size_t>(size) : 0);
  const size_t slash = self.rfind('/');
  return (slash == std::string::npos ? "" : self.substr(0, slash + 1)) + "lsq-engine";
}

}  // namespace

int RunEngine(char** arguments) {
  const char* named = std::getenv("LSQ_ENGINE");
  const std::string engine = named != nullptr && *named != '\0' ? named : EngineBeside();
  execvp(engine.c_str(), arguments);
  Complain("`" + std::string(arguments[1]) + "` needs " + engine +
           ", which cannot be started: " + std::strerror(errno));
  return kFailure;
}

}  // namespace lsq::cli
