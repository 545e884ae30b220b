// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>

#include "cli/console/files.h"
#include "cli/console/output.h"
#include "cli/engine/commands.h"
#include "cli/engine/project_files.h"
#include "cli/engine/summary.h"

namespace lsq::cli {

namespace {

constexpr size_t kDataBytes = 1u << 30;
constexpr size_t kProblemsShown = 20;
constexpr int64_t kDay = int64_t{24} * 3600 * 1'000'000;

// Prints the first problems of a file, and how many there were.
class Problems {
 public:
  explicit Problems(std::string path) : path_(std::move(path)) {}
  embed::Problem Teller() {
    return [this](size_t line, std::string_view message) {
      if (count_++ < kProblemsShown) {
        Complain(path_ + (line > 0 ? ":" + std::to_string(line) : "") + ": " + std::string(message));
      }
    };
  }
  ~Problems() {
    if (count_ > kProblemsShown) Complain(path_ + ": " + std::to_string(count_ - kProblemsShown) + " more problems");
  }

 private:
  std::string path_;
  size_t count_ = 0;
};

// leads.csv, Lead=some/file.csv -> the entity and the path. The file's name may be a plural.
struct RecordFile {
  std::string entity;
  std::string path;
};
RecordFile RecordFileOf(const std::string& argument) {
  const size_t equals = argument.find('=');
  if (equals != std::string::npos) return {argument.substr(0, equals), argument.substr(equals + 1)};
  std::string name = argument.substr(argument.find_last_of('/') + 1);
  name = name.substr(0, name.find_first_of(".-"));
  if (name.ends_with("ies")) return {name.substr(0, name.size() - 3) + "y", argument};
  if (name.ends_with("s")) name.pop_back();
  return {name, argument};
}

int64_t ClockMicros() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

class RunJob {
 public:
  explicit RunJob(const RunOptions& options) : options_(options) {}

  int Perform() {
    bool failed = false;
    project_ = OpenProject(options_.project, options_.schema, failed);
    if (!project_) return failed ? kFailure : kFindings;
    if (!ReadInputs() || !ReadUntil()) return kFailure;
    Open();
    if (!ImportRecords() || !SubmitEvents()) return kFindings;
    Play();
    return Finish();
  }

 private:
  bool ReadInputs() {
    if (options_.events.empty()) return true;
    auto text = ReadWholeFile(options_.events, kDataBytes);
    if (!text.ok()) return Complain(text.error().message), false;
    events_ = *std::move(text);
    return true;
  }

  bool ReadUntil() {
    if (options_.until.empty()) return true;
    if (lsq_parse_instant(embed::TextOf(options_.until), &until_) == LSQ_OK) return has_until_ = true;
    Complain("--until is an instant such as 2026-04-01T00:00:00Z, not " + options_.until);
    return false;
  }

  // A new virtual clock starts where the first event is.
  int64_t Start() const {
    const size_t at = events_.find("\"at\":\"");
    int64_t instant = ClockMicros();
    if (at != std::string::npos) {
      const size_t begin = at + 6;
      const std::string_view text(events_.data() + begin, std::min(events_.find('"', begin), events_.size()) - begin);
      lsq_parse_instant(embed::TextOf(text), &instant);
    }
    return instant;
  }

  void Open() {
    lsq_engine_options options{};
    options.store_path = embed::TextOf(options_.store);
    options.virtual_clock = options_.is_virtual ? 1 : 0;
    options.start = Start();
    options.outbox = embed::TextOf(options_.outbox);
    engine_.emplace(*project_, options);
  }

  // What is in the store already stays: a second start of the same command goes on, it does not begin again.
  bool ImportRecords() {
    for (const std::string& argument : options_.records) {
      const RecordFile file = RecordFileOf(argument);
      const auto text = ReadWholeFile(file.path, kDataBytes);
      if (!text.ok()) return Complain(text.error().message), false;
      const bool jsonl = file.path.ends_with(".jsonl");
      if (engine_->IsImported(file.path)) continue;
      Problems problems(file.path);
      const lsq_import_result done = engine_->Import(file.entity, jsonl ? LSQ_JSONL : LSQ_CSV, *text,
                                                     options_.skip_errors, file.path, problems.Teller());
      if (done.problems > 0 && !options_.skip_errors) {
        Complain(file.path + ": nothing was imported; mend the rows, or leave them out with --skip-errors");
        return false;
      }
      summary_.imports.push_back({file.path.substr(file.path.find_last_of('/') + 1), done.created, done.problems});
    }
    return true;
  }

  bool SubmitEvents() {
    if (options_.events.empty()) return true;
    Problems problems(options_.events);
    const std::string source = options_.events.substr(options_.events.find_last_of('/') + 1);
    const lsq_events_result done = engine_->SubmitLines(source, events_, options_.skip_errors, problems.Teller());
    if (done.problems > 0 && !options_.skip_errors) {
      Complain(options_.events + ": no event was taken; mend the lines, or leave them out with --skip-errors");
      return false;
    }
    summary_.events = done.lines - done.problems;
    summary_.new_events = done.accepted;
    last_event_ = done.lines > done.problems ? done.last : engine_->now();
    return true;
  }

  // Virtual time runs to --until, or until a day behind the last event nothing is due.
  void Play() {
    const int64_t begin = engine_->now();
    const int64_t end = has_until_ ? until_ : options_.is_virtual ? std::max(last_event_, begin) + kDay : begin;
    const bool show = isatty(STDERR_FILENO) == 1 && options_.is_virtual && end - begin > kDay;
    for (int64_t at = begin; at < end;) {
      at = options_.is_virtual ? std::min(at + kDay, end) : end;
      engine_->RunUntil(at);
      if (show) ShowProgress(begin, at, end);
    }
    if (begin >= end) engine_->RunUntil(begin);
    if (show) std::fputs("\r\x1b[K", stderr);
  }

  static void ShowProgress(int64_t begin, int64_t at, int64_t end) {
    constexpr int kWidth = 30;
    const double share = static_cast<double>(at - begin) / static_cast<double>(end - begin);
    const int filled = static_cast<int>(share * kWidth);
    std::string bar(static_cast<size_t>(filled), '#');
    bar.resize(kWidth, '.');
    std::fprintf(stderr, "\r[%s] %3d %%", bar.c_str(), static_cast<int>(share * 100));
    std::fflush(stderr);
  }

  int Finish() {
    std::ofstream trace;
    if (!options_.trace.empty()) trace.open(options_.trace, std::ios::binary | std::ios::trunc);
    engine_->Trace(0, [&](uint64_t, std::string_view line) {
      if (trace.is_open()) trace << line << '\n';
      summary_.Count(line);
      return true;
    });
    if (!options_.trace.empty() && !trace.flush()) {
      Complain(options_.trace + ": it cannot be written");
      return kFailure;
    }
    summary_.now = engine_->now();
    Print(summary_.Print());
    return FlushOutput() ? kFine : kFailure;
  }

  const RunOptions& options_;
  std::optional<embed::Project> project_;
  std::optional<embed::Engine> engine_;
  std::string events_;
  bool has_until_ = false;
  int64_t until_ = 0;
  int64_t last_event_ = 0;
  RunSummary summary_;
};

}  // namespace

int Run(const RunOptions& options) {
  return RunJob(options).Perform();
}

}  // namespace lsq::cli
