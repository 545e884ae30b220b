// SPDX-License-Identifier: Apache-2.0
#include "cli/console/files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace lsq::cli {

namespace fs = std::filesystem;

Result<std::string> ReadWholeFile(const std::string& path, size_t limit) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) return Error{"io", path + ": it is a folder"};
  const auto size = fs::file_size(path, failed);
  if (!failed && size > limit) {
    return Error{"io", path + ": it is too large: at most " + std::to_string(limit) + " bytes are read"};
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{"io", path + ": it cannot be opened: " + (failed ? failed.message() : "it may not be read")};
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) return Error{"io", path + ": reading it failed"};
  return text;
}

Result<std::vector<std::string>> ListSources(const std::string& folder) {
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) return Error{"io", folder + ": there is no such folder"};
  std::vector<std::string> files;
  fs::recursive_directory_iterator at(folder, failed);
  for (; !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
    const bool hidden = at->path().filename().string().starts_with(".");
    if (hidden && at->is_directory()) at.disable_recursion_pending();
    if (!hidden && at->path().extension() == ".lsq") files.push_back(at->path().string());
  }
  if (failed) return Error{"io", folder + ": " + failed.message()};
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace lsq::cli
