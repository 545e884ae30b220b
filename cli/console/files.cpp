// SPDX-License-Identifier: Apache-2.0
#include "cli/console/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <set>
#include <utility>

namespace lsq::cli {

namespace {

Error IoError(const std::string& path, const std::string& what) {
  return {"io", (path.empty() ? "\"\"" : path) + ": " + what};
}

std::string Reason(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return "there is no such file or folder";
    case EACCES:
      return "it may not be read";
    case ELOOP:
      return "its links lead in a circle";
    case ENAMETOOLONG:
      return "the name is too long";
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

// At most `limit` bytes.
Result<std::string> ReadSome(int fd, const std::string& path, size_t limit) {
  std::string text;
  constexpr size_t kStep = 64u << 10;
  while (text.size() < limit) {
    const size_t size = text.size();
    text.resize(std::min(size + kStep, limit));
    const ssize_t count = read(fd, text.data() + size, text.size() - size);
    text.resize(size + static_cast<size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return IoError(path, Reason(errno));
    if (count == 0) break;
  }
  text.shrink_to_fit();  // a project is thousands of small files
  return text;
}

Result<std::string> Read(const std::string& path, size_t limit, bool regular_only) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | (regular_only ? O_NONBLOCK : 0)));
  if (file.get() < 0) return IoError(path, Reason(errno));
  struct stat status{};
  if (fstat(file.get(), &status) != 0) return IoError(path, Reason(errno));
  if (S_ISDIR(status.st_mode)) return IoError(path, "it is a folder");
  if (regular_only && !S_ISREG(status.st_mode)) return IoError(path, "it is no regular file");
  return ReadSome(file.get(), path, limit);
}

bool WriteAll(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(fd, text.data(), text.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) text.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

// As far as it is allowed: only root gives files away, and everybody to their own groups.
void KeepOwner(int fd, const struct stat& status) {
  if (fchown(fd, status.st_uid, status.st_gid) != 0) (void)!fchown(fd, static_cast<uid_t>(-1), status.st_gid);
}

std::string Join(std::string path, std::string_view name) {
  if (!path.ends_with('/')) path += '/';
  return path.append(name);
}

class Lister {
 public:
  void Add(const std::string& folder) {
    struct stat status{};
    if (stat(folder.c_str(), &status) != 0) return Fail(folder, errno);
    if (!folders_.insert({status.st_dev, status.st_ino}).second) return;  // a link led here again
    for (const std::string& name : Entries(folder)) {
      const std::string path = Join(folder, name);
      if (IsFolder(path)) {
        Add(path);
      } else if (name.ends_with(".lsq")) {
        listing_.files.push_back(path);
      }
    }
  }
  Listing Take() { return std::move(listing_); }

 private:
  // Sorted; hidden ones left out.
  std::vector<std::string> Entries(const std::string& path) {
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir(path.c_str()), closedir);
    if (folder == nullptr) return Fail(path, errno), names;
    while (const dirent* entry = readdir(folder.get())) {
      if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  void Fail(const std::string& path, int error) {
    listing_.unreadable.push_back(IoError(path, error == ENOTDIR ? "it is no folder" : Reason(error)));
  }

  std::set<std::pair<dev_t, ino_t>> folders_;
  Listing listing_;
};

}  // namespace

Result<std::string> ReadWholeFile(const std::string& path, size_t limit) {
  LSQ_TRY(std::string text, Read(path, limit + 1, false));
  if (text.size() <= limit) return text;
  return IoError(path, "it is too large: at most " + std::to_string(limit) + " bytes are read");
}

Result<std::string> ReadRegularFile(const std::string& path, size_t limit) {
  return Read(path, limit, true);
}

Result<std::string> ReadStandardInput(size_t limit) {
  return ReadSome(STDIN_FILENO, "standard input", limit);
}

Status ReplaceFile(const std::string& path, std::string_view text) {
  char real[PATH_MAX];
  struct stat status{};
  if (realpath(path.c_str(), real) == nullptr || stat(real, &status) != 0) return IoError(path, Reason(errno));
  if (faccessat(AT_FDCWD, real, W_OK, AT_EACCESS) != 0) return IoError(path, "it may not be written");
  std::string temporary = std::string(real) + ".XXXXXX";
  const Descriptor file(mkstemp(temporary.data()));
  if (file.get() < 0) return IoError(path, "no file can be written beside it: " + std::string(std::strerror(errno)));
  KeepOwner(file.get(), status);
  const bool written = WriteAll(file.get(), text) && fchmod(file.get(), status.st_mode & 07777) == 0 &&
                       fsync(file.get()) == 0 && rename(temporary.c_str(), real) == 0;
  if (written) return Ok();
  const int error = errno;
  unlink(temporary.c_str());
  return IoError(path, "it cannot be written: " + std::string(std::strerror(error)));
}

bool IsFolder(const std::string& path) {
  struct stat status{};
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

Listing ListSources(const std::string& folder) {
  Lister lister;
  lister.Add(folder);
  return lister.Take();
}

}  // namespace lsq::cli
