// SPDX-License-Identifier: Apache-2.0
#include "cli/engine/project_files.h"

#include <filesystem>
#include <set>

#include "cli/console/files.h"
#include "cli/console/output.h"
#include "compiler/base/limits.h"

namespace lsq::cli {

namespace {

constexpr size_t kReadBytes = limits::kFileBytes + 1;  // what is larger is reported by the parser

Result<std::vector<embed::SourceText>> ReadSources(const std::string& path) {
  std::vector<std::string> paths = {path};
  if (!path.ends_with(".lsq") || IsFolder(path)) {
    Listing listing = ListSources(path);
    if (!listing.unreadable.empty()) return listing.unreadable.front();  // a project runs whole or not at all
    paths = std::move(listing.files);
  }
  if (paths.empty()) return Error{"io", path + ": it holds no .lsq files"};
  std::vector<embed::SourceText> sources;
  for (const std::string& file : paths) {
    LSQ_TRY(std::string text, ReadRegularFile(file, kReadBytes));
    sources.push_back({file, std::move(text)});
  }
  return sources;
}

// Adds the files that those of `sources` use, and those that these use.
void AddUsedFiles(std::vector<embed::SourceText>& sources) {
  const auto normal = [](const std::string& path) { return std::filesystem::path(path).lexically_normal().string(); };
  std::set<std::string> known;
  for (const embed::SourceText& source : sources) known.insert(normal(source.path));
  for (size_t i = 0; i < sources.size() && sources.size() < limits::kProjectFiles; ++i) {
    if (sources[i].text.find("use ") == std::string::npos) continue;
    for (std::string& used : embed::UsedFiles(sources[i])) {
      if (!known.insert(normal(used)).second) continue;
      auto text = ReadRegularFile(used, kReadBytes);  // what is not there is reported where it is used
      if (text.ok()) sources.push_back({std::move(used), *std::move(text)});
    }
  }
}

}  // namespace

std::optional<embed::Project> ReadProject(const std::string& path, const std::string& schema) {
  auto sources = ReadSources(path);
  if (!sources.ok()) return Complain(sources.error().message), std::nullopt;
  AddUsedFiles(*sources);
  std::string json;
  if (!schema.empty()) {
    auto text = ReadWholeFile(schema, limits::kFileBytes);
    if (!text.ok()) return Complain(text.error().message), std::nullopt;
    json = *std::move(text);
  }
  return embed::Project(*sources, json);
}

void ShowErrors(const embed::Project& project) {
  Print(project.Diagnostics(LSQ_FORMAT_TEXT, UseColor()));
  FlushOutput();
  Complain("the project has errors; nothing was run");
}

std::optional<embed::Project> OpenProject(const std::string& path, const std::string& schema, bool& failed) {
  std::optional<embed::Project> project = ReadProject(path, schema);
  failed = !project;
  if (!project || project->ok()) return project;
  ShowErrors(*project);
  return std::nullopt;
}

}  // namespace lsq::cli
