// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/console/output.h"
#include "cli/engine/commands.h"
#include "cli/engine/project_files.h"

namespace lsq::cli {

namespace {

int64_t ClockMicros() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

struct Firing {
  std::string automation, utc, local, zone, note;
};

void PrintLines(const std::vector<Firing>& firings) {
  size_t width = 0;
  for (const Firing& firing : firings) width = std::max(width, firing.automation.size());
  for (const Firing& firing : firings) {
    std::string line = firing.utc + "  " + firing.local + " " + firing.zone + "  " + firing.automation;
    if (!firing.note.empty()) line += std::string(width - firing.automation.size(), ' ') + "  " + firing.note;
    Print(line + "\n");
  }
}

void PrintJson(const std::vector<Firing>& firings) {
  auto all = nlohmann::ordered_json::array();
  for (const Firing& firing : firings) {
    nlohmann::ordered_json each{
        {"automation", firing.automation}, {"at", firing.utc}, {"local", firing.local}, {"zone", firing.zone}};
    if (!firing.note.empty()) each["note"] = firing.note;
    all.push_back(std::move(each));
  }
  Print(all.dump(2) + "\n");
}

}  // namespace

int Next(const NextOptions& options) {
  int64_t from = ClockMicros();
  if (!options.from.empty() && lsq_parse_instant(embed::TextOf(options.from), &from) != LSQ_OK) {
    return Complain("--from is an instant such as 2026-04-01T00:00:00Z, not " + options.from), kFailure;
  }
  bool failed = false;
  const auto project = OpenProject(options.project, options.schema, failed);
  if (!project) return failed ? kFailure : kFindings;
  std::vector<Firing> firings;
  try {
    project->Next(options.automation, from, options.count, [&](const lsq_firing& firing) {
      firings.push_back({std::string(embed::ViewOf(firing.automation)), embed::InstantText(firing.at),
                         std::string(embed::ViewOf(firing.local)), std::string(embed::ViewOf(firing.zone)),
                         std::string(embed::ViewOf(firing.note))});
    });
  } catch (const embed::Failure& failure) {
    return Complain(failure.what()), kFailure;
  }
  options.json ? PrintJson(firings) : PrintLines(firings);
  return FlushOutput() ? kFine : kFailure;
}

}  // namespace lsq::cli
