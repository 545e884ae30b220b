// SPDX-License-Identifier: Apache-2.0
#include "cli/engine/run_files.h"

#include <simdjson.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/console/output.h"

namespace lsq::cli {

namespace fs = std::filesystem;

RecordFile RecordFileOf(const std::string& argument) {
  const size_t equals = argument.find('=');
  if (equals != std::string::npos) return {argument.substr(0, equals), argument.substr(equals + 1)};
  std::string name = argument.substr(argument.find_last_of('/') + 1);
  name = name.substr(0, name.find_first_of(".-"));
  if (name.ends_with("ies")) return {name.substr(0, name.size() - 3) + "y", argument};
  if (name.ends_with("s")) name.pop_back();
  return {name, argument};
}

std::string ProjectName(const std::string& path) {
  std::error_code failed;
  const fs::path whole = fs::weakly_canonical(path, failed);
  return (failed ? fs::path(path) : whole).stem().string();
}

std::optional<int64_t> EarliestInstant(std::string_view events) {
  simdjson::dom::parser parser;
  std::optional<int64_t> earliest;
  for (size_t begin = 0; begin < events.size();) {
    const size_t end = std::min(events.find('\n', begin), events.size());
    const std::string_view line = events.substr(begin, end - begin);
    begin = end + 1;
    std::string_view at;
    int64_t instant = 0;
    if (parser.parse(line.data(), line.size())["at"].get(at) != simdjson::SUCCESS) continue;
    if (lsq_parse_instant(embed::TextOf(at), &instant) != LSQ_OK) continue;
    earliest = std::min(earliest.value_or(instant), instant);
  }
  return earliest;
}

bool TraceFile::Open(const std::string& path) {
  path_ = path;
  if (path_.empty()) return true;
  errno = 0;
  out_.open(path_, std::ios::binary | std::ios::trunc);
  return Good();
}

bool TraceFile::Append(embed::Engine& engine, const std::function<void(std::string_view line)>& seen) {
  errno = 0;
  engine.Trace(position_, [&](uint64_t position, std::string_view line) {
    position_ = position;
    if (out_.is_open()) out_ << line << '\n';
    seen(line);
    return true;
  });
  if (out_.is_open()) out_.flush();
  return Good();
}

bool TraceFile::Good() {
  if (path_.empty() || out_) return true;
  Complain(path_ + ": the trace cannot be written: " + (errno != 0 ? std::strerror(errno) : "unknown reason"));
  return false;
}

namespace {

// Empty: nothing.
std::string WhyNoStore(const fs::path& path) {
  std::error_code failed;
  const fs::file_status found = fs::status(path, failed);
  if (fs::exists(found)) {
    if (!fs::is_regular_file(found)) return "a store is a regular file, and this is none";
    return access(path.c_str(), R_OK | W_OK) == 0 ? "" : "the store may not be written";
  }
  const fs::path folder = path.has_parent_path() ? path.parent_path() : ".";
  if (!fs::is_directory(folder, failed)) return "there is no folder " + folder.string() + " for the store";
  return access(folder.c_str(), W_OK | X_OK) == 0 ? "" : "nothing may be written in its folder";
}

}  // namespace

bool CanKeep(const std::string& store) {
  const std::string why = store.empty() ? "" : WhyNoStore(store);
  if (!why.empty()) Complain(store + ": " + why);
  return why.empty();
}

bool IsSameFile(const std::string& one, const std::string& other) {
  std::error_code failed;
  return fs::equivalent(one, other, failed) && !failed;
}

bool CanFill(const std::string& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (!failed && access(folder.c_str(), W_OK | X_OK) != 0) failed = std::error_code(errno, std::generic_category());
  if (failed) Complain(folder + ": the outbox cannot be written: " + failed.message());
  return !failed;
}

}  // namespace lsq::cli
