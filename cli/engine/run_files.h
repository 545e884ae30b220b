// SPDX-License-Identifier: Apache-2.0
// The files of `lsq run`: what an argument names, when the events begin, and the trace as it grows.
#pragma once

#include <cstdint>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/api/lsq.hpp"

namespace lsq::cli {

// leads.csv, Lead=some/file.csv -> the entity and the path. The file's name may be a plural.
struct RecordFile {
  std::string entity;
  std::string path;
};
RecordFile RecordFileOf(const std::string& argument);

// What a project is called where its store must know it again: the folder's name, or the file's without `.lsq`.
std::string ProjectName(const std::string& path);

// The earliest `at` of the lines of an events file, wherever it stands; lines that are none are passed over.
std::optional<int64_t> EarliestInstant(std::string_view events);

// The trace file. It is written anew from the store's trace by every start, so that whatever a crash tore is mended,
// and grows while the engine runs.
class TraceFile {
 public:
  // Empty path: a trace that is only counted. False: the file cannot be written.
  bool Open(const std::string& path);
  // Appends what the engine has traced since the last time, and tells each line to `seen`.
  bool Append(embed::Engine& engine, const std::function<void(std::string_view line)>& seen);

 private:
  bool Good();

  std::string path_;
  std::ofstream out_;
  uint64_t position_ = 0;
};

// Whether a store's file can be opened or made, as far as its place says; else a complaint.
bool CanKeep(const std::string& store);

// Whether two paths lead to one file, which is there.
bool IsSameFile(const std::string& one, const std::string& other);

// Whether effects can be put into a folder, which is made when it is not there; else a complaint.
bool CanFill(const std::string& folder);

}  // namespace lsq::cli
