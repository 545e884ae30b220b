// SPDX-License-Identifier: Apache-2.0
#include "cli/lsq/source_files.h"

#include <sys/stat.h>

#include <set>
#include <utility>

#include "cli/console/files.h"
#include "cli/console/output.h"
#include "compiler/base/limits.h"
#include "compiler/driver/uses.h"

namespace lsq::cli {

namespace {

constexpr size_t kReadBytes = limits::kFileBytes + 1;  // what is larger is reported by the parser

class Collector {
 public:
  Sources Take() { return std::move(sources_); }

  void AddNamed(const std::string& path) {
    struct stat status{};
    if (path == kStandardInput) return AddText("<standard input>", ReadStandardInput(kReadBytes));
    const bool found = stat(path.c_str(), &status) == 0;
    if (found && S_ISDIR(status.st_mode)) {
      AddFolder(path);
    } else if (found && !path.ends_with(".lsq")) {
      Fail(path + ": it is no .lsq file");
    } else {
      AddFile(path);
    }
  }

 private:
  void Fail(const std::string& message) {
    Complain(message);
    sources_.complete = false;
  }

  void AddFolder(const std::string& path) {
    const Listing listing = ListSources(path);
    for (const Error& error : listing.unreadable) Fail(error.message);
    if (listing.files.empty() && listing.unreadable.empty()) Fail(path + ": it holds no .lsq files");
    for (const std::string& file : listing.files) AddFile(file);
  }

  void AddFile(const std::string& path) {
    struct stat status{};
    const bool found = stat(path.c_str(), &status) == 0;  // what is not there is said when it is read
    if (found && !files_.insert({status.st_dev, status.st_ino}).second) return;
    AddText(path, ReadRegularFile(path, kReadBytes));
  }

  void AddText(const std::string& path, Result<std::string> text) {
    if (!text.ok()) return Fail(text.error().message);
    if (sources_.inputs.size() == limits::kProjectFiles) {
      if (std::exchange(full_, true)) return;
      return Fail("a project has at most " + std::to_string(limits::kProjectFiles) + " files");
    }
    sources_.inputs.push_back({path, std::move(*text)});
  }

  Sources sources_;
  std::set<std::pair<dev_t, ino_t>> files_;
  bool full_ = false;
};

}  // namespace

Sources ReadSources(const std::vector<std::string>& paths) {
  Collector collector;
  for (const std::string& path : paths) collector.AddNamed(path);
  return collector.Take();
}

void AddUsedFiles(Sources& sources, parse::Cache& cache) {
  std::set<std::string> known;
  for (const driver::Input& input : sources.inputs) known.insert(driver::NormalPath(input.path));
  for (size_t i = 0; i < sources.inputs.size(); ++i) {
    const driver::Input& input = sources.inputs[i];
    if (input.text.find("use ") == std::string::npos) continue;
    diagnostics::Sink ignored;  // reported when the project is checked
    const source::File file(input.path, input.text);
    for (std::string& used : driver::UsedFiles(parse::ParseFile(file, {0}, ignored, &cache), input.path)) {
      if (!known.insert(used).second || sources.inputs.size() >= limits::kProjectFiles) continue;
      auto text = ReadRegularFile(used, kReadBytes);  // what is not there is reported where it is used
      if (text.ok()) sources.inputs.push_back({std::move(used), std::move(*text)});
    }
  }
}

}  // namespace lsq::cli
