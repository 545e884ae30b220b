// SPDX-License-Identifier: Apache-2.0
#include "cli/lsq/source_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <set>
#include <utility>

#include "cli/console/output.h"
#include "compiler/base/limits.h"
#include "compiler/driver/uses.h"

namespace lsq::cli {

namespace {

Error IoError(const std::string& path, const std::string& what) {
  return {"io", path + ": " + what};
}

std::string Reason(int error) {
  switch (error) {
    case ENOENT:
      return "there is no such file or folder";
    case EACCES:
      return "it may not be read";
    case ELOOP:
      return "its links lead in a circle";
    default:
      return std::strerror(error);
  }
}

// Closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

Result<std::string> ReadAll(int fd, const std::string& path) {
  std::string text;
  constexpr size_t kStep = 64u << 10;
  for (;;) {
    const size_t size = text.size();
    text.resize(size + kStep);
    const ssize_t count = read(fd, text.data() + size, kStep);
    text.resize(size + static_cast<size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return IoError(path, Reason(errno));
    if (count == 0) return text;
    if (text.size() > limits::kFileBytes) {
      return IoError(path, "it is too large: at most " + std::to_string(limits::kFileBytes) + " bytes are read");
    }
  }
}

bool WriteAll(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(fd, text.data(), text.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) text.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

std::string Join(const std::string& folder, std::string_view name) {
  return folder + (folder.ends_with('/') ? "" : "/") + std::string(name);
}

class Collector {
 public:
  Sources Take() { return std::move(sources_); }

  void AddNamed(const std::string& path) {
    if (path == kStandardInput) return AddText("<standard input>", ReadStandardInput());
    struct stat status{};
    if (stat(path.c_str(), &status) != 0) return Fail(path + ": " + Reason(errno));
    if (S_ISDIR(status.st_mode)) {
      const size_t before = sources_.inputs.size();
      AddFolder(path, status);
      if (sources_.complete && sources_.inputs.size() == before) Fail(path + ": it holds no .lsq files");
    } else if (!path.ends_with(".lsq")) {
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

  void AddText(const std::string& path, Result<std::string> text) {
    if (!text.ok()) return Fail(text.error().message);
    if (sources_.inputs.size() == limits::kProjectFiles) {
      if (std::exchange(full_, true)) return;
      return Fail("a project has at most " + std::to_string(limits::kProjectFiles) + " files");
    }
    sources_.inputs.push_back({path, std::move(*text)});
  }

  void AddFile(const std::string& path) {
    if (files_.insert(driver::NormalPath(path)).second) AddText(path, ReadFile(path));
  }

  void AddFolder(const std::string& path, const struct stat& status) {
    if (!folders_.insert({status.st_dev, status.st_ino}).second) return;  // a link led here again
    for (const std::string& name : Entries(path)) {
      const std::string entry = Join(path, name);
      struct stat of_entry{};
      const bool found = stat(entry.c_str(), &of_entry) == 0;
      const int error = errno;
      if (found && S_ISDIR(of_entry.st_mode)) {
        AddFolder(entry, of_entry);
      } else if (name.ends_with(".lsq")) {
        if (!found) {
          Fail(entry + ": " + Reason(error));
        } else {
          AddFile(entry);
        }
      }
    }
  }

  // Sorted; hidden ones left out.
  std::vector<std::string> Entries(const std::string& path) {
    std::vector<std::string> names;
    DIR* folder = opendir(path.c_str());
    if (folder == nullptr) {
      Fail(path + ": " + Reason(errno));
      return names;
    }
    while (const dirent* entry = readdir(folder)) {
      if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
    }
    closedir(folder);
    std::sort(names.begin(), names.end());
    return names;
  }

  Sources sources_;
  std::set<std::string> files_;
  std::set<std::pair<dev_t, ino_t>> folders_;
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
      auto text = ReadFile(used);  // what is not there is reported where it is used
      if (text.ok()) sources.inputs.push_back({std::move(used), std::move(*text)});
    }
  }
}

Result<std::string> ReadFile(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return IoError(path, Reason(errno));
  struct stat status{};
  if (fstat(file.get(), &status) != 0) return IoError(path, Reason(errno));
  if (S_ISDIR(status.st_mode)) return IoError(path, "it is a folder");
  if (!S_ISREG(status.st_mode)) return IoError(path, "it is no regular file");
  return ReadAll(file.get(), path);
}

Result<std::string> ReadStandardInput() {
  return ReadAll(STDIN_FILENO, "standard input");
}

Status ReplaceFile(const std::string& path, std::string_view text) {
  char real[PATH_MAX];
  struct stat status{};
  if (realpath(path.c_str(), real) == nullptr || stat(real, &status) != 0) return IoError(path, Reason(errno));
  std::string temporary = std::string(real) + ".XXXXXX";
  const Descriptor file(mkstemp(temporary.data()));
  if (file.get() < 0) return IoError(path, "no file can be written beside it: " + std::string(std::strerror(errno)));
  const bool written = WriteAll(file.get(), text) && fchmod(file.get(), status.st_mode & 07777) == 0 &&
                       fsync(file.get()) == 0 && rename(temporary.c_str(), real) == 0;
  if (written) return Ok();
  const int error = errno;
  unlink(temporary.c_str());
  return IoError(path, "it cannot be written: " + std::string(std::strerror(error)));
}

}  // namespace lsq::cli
