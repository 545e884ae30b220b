// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "cli/console/output.h"
#include "cli/engine/commands.h"
#include "cli/engine/project_files.h"

namespace lsq::cli {

namespace {

struct Tally {
  size_t passed = 0;
  size_t failed = 0;
};

void Tell(const lsq_test_result& result, bool colour, Tally& tally) {
  const std::string place = std::string(embed::ViewOf(result.file)) + ":" + std::to_string(result.line);
  const auto paint = [&](const char* code, const std::string& text) {
    return colour ? "\x1b[" + std::string(code) + "m" + text + "\x1b[0m" : text;
  };
  if (result.passed != 0) {
    ++tally.passed;
    Print(paint("32", "ok  ") + " " + std::string(embed::ViewOf(result.name)) + "\n");
    return;
  }
  ++tally.failed;
  Print(paint("31", "FAIL") + " " + std::string(embed::ViewOf(result.name)) + "  (" + place + ")\n");
  Print(std::string(embed::ViewOf(result.report)));
}

}  // namespace

int Test(const TestOptions& options) {
  bool failed = false;
  const auto project = OpenProject(options.project, options.schema, failed);
  if (!project) return failed ? kFailure : kFindings;
  Tally tally;
  const bool colour = UseColor();
  project->Test([&](const lsq_test_result& result) { Tell(result, colour, tally); });
  Print("\n" + std::to_string(tally.passed) + " passed, " + std::to_string(tally.failed) + " failed\n");
  if (!FlushOutput()) return kFailure;
  return tally.failed > 0 ? kFindings : kFine;
}

}  // namespace lsq::cli
