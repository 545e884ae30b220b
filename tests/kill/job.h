// SPDX-License-Identifier: Apache-2.0
// One `lsq run` as a process of its own, in a folder of its own: started, killed, started again, and what it leaves.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace lsq::kill {

// The project and the files that are played.
struct Input {
  std::filesystem::path project;
  std::vector<std::filesystem::path> records;
  std::filesystem::path events;
  std::string until;
};

// Everything that a job leaves behind.
struct Left {
  std::string trace;
  std::map<std::string, std::string> outbox;  // by file name
  std::string store;                          // every row of every table
};

class Job {
 public:
  // `folder` is made anew. Without a store everything is in memory.
  Job(const Input& input, std::filesystem::path folder, bool with_store = true);
  ~Job();

  // Starts the command and waits for it: false when it did not end with 0; what it said is in `said`.
  bool Finish(std::string& said);
  // Starts the command and kills it (SIGKILL) after that time; true when it had ended before.
  bool KillAfter(std::chrono::microseconds delay);

  Left Leaves() const;

 private:
  int Start(const std::filesystem::path& output) const;

  std::vector<std::string> command_;
  std::filesystem::path folder_;
};

}  // namespace lsq::kill
