// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/report.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

#include "tests/golden/diff.h"

namespace lsq::golden {

void Report::Expect(std::string_view name, std::string_view expected, std::string_view actual,
                    const std::filesystem::path& path, std::optional<std::string> whole) {
  ++cases_;
  if (expected == actual) return;
  if (options_.update) {
    std::ofstream(path, std::ios::binary) << (whole ? *whole : std::string(actual));
    ++updated_;
    std::cout << "updated " << path.string() << "\n";
    return;
  }
  ++failures_;
  std::cout << "FAILED " << name << ": " << path.string() << " (- expected, + actual)\n"
            << Diff(expected, actual) << "accept with: " << options_.program << " --update " << name << "\n\n";
}

void Report::Fail(std::string_view name, std::string_view why) {
  ++cases_;
  ++failures_;
  std::cout << "FAILED " << name << ": " << why << "\n";
}

int Report::Finish() const {
  std::cout << cases_ << " golden cases, " << failures_ << " failed";
  if (updated_ > 0) std::cout << ", " << updated_ << " updated";
  std::cout << "\n";
  if (cases_ == 0) std::cout << "no case matches\n";
  return failures_ == 0 && cases_ > 0 ? 0 : 1;
}

std::optional<std::string> ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::filesystem::path> FilesIn(const std::filesystem::path& folder, std::string_view extension) {
  std::vector<std::filesystem::path> paths;
  if (!std::filesystem::is_directory(folder)) return paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == extension) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::filesystem::path SourceDir() {
  return LSQ_SOURCE_DIR;
}

}  // namespace lsq::golden
