// SPDX-License-Identifier: Apache-2.0
// What went wrong in a golden run, and the files it reads and rewrites.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lsq::golden {

struct Options {
  bool update = false;
  std::string filter;   // only cases whose name contains it
  std::string program;  // how this program was called, for the hint
};

class Report {
 public:
  explicit Report(Options options) : options_(std::move(options)) {}

  const Options& options() const { return options_; }
  bool Selected(std::string_view name) const { return name.find(options_.filter) != std::string_view::npos; }

  // Counts the case `name`; compares, or rewrites `path` when updating. `whole` is the file's new content when `actual`
  // is only a part of it.
  void Expect(std::string_view name, std::string_view expected, std::string_view actual,
              const std::filesystem::path& path, std::optional<std::string> whole = std::nullopt);
  void Fail(std::string_view name, std::string_view why);

  // 0 when nothing failed; says how many cases ran.
  int Finish() const;

 private:
  Options options_;
  size_t cases_ = 0;
  size_t failures_ = 0;
  size_t updated_ = 0;
};

// The file's bytes; nothing when it cannot be read.
std::optional<std::string> ReadFile(const std::filesystem::path& path);
// Names of the files with `extension` in `folder`, ordered.
std::vector<std::filesystem::path> FilesIn(const std::filesystem::path& folder, std::string_view extension);
// The folder of the source tree that the build was made from.
std::filesystem::path SourceDir();

}  // namespace lsq::golden
