// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>

#include "cli/console/files.h"
#include "cli/console/output.h"
#include "cli/engine/commands.h"
#include "cli/engine/project_files.h"
#include "cli/engine/run_files.h"
#include "cli/engine/run_signals.h"
#include "cli/engine/summary.h"

namespace lsq::cli {

namespace {

constexpr size_t kDataBytes = 1u << 30;
constexpr size_t kProblemsShown = 20;
constexpr int64_t kDay = int64_t{24} * 3600 * 1'000'000;
constexpr int64_t kLastInstant = int64_t{253'402'300'799} * 1'000'000;  // 9999-12-31T23:59:59Z

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
    if (!ReadInputs() || !ReadUntil() || !Open()) return kFailure;
    const StopOnSignals signals(*engine_);
    try {
      for (const std::string& argument : options_.records) {
        const int imported = ImportRecords(argument);
        if (imported != kFine) return imported;
      }
      if (!SubmitEvents()) return kFindings;
      if (!Play()) return Broken();
      return Finish();
    } catch (const embed::Failure& failure) {
      Complain(failure.what());
      return Broken();
    }
  }

 private:
  bool ReadInputs() {
    if (!options_.events.empty()) {
      auto text = ReadWholeFile(options_.events, kDataBytes);
      if (!text.ok()) return Complain(text.error().message), false;
      events_ = *std::move(text);
    }
    return TraceIsApart() && CanKeep(options_.store) && (options_.outbox.empty() || CanFill(options_.outbox));
  }

  // A trace is written anew by every start: it may not be a file that is read.
  bool TraceIsApart() const {
    std::vector<std::string> kept = {options_.events, options_.store, options_.schema};
    for (const std::string& argument : options_.records) kept.push_back(RecordFileOf(argument).path);
    for (const std::string& path : kept) {
      if (!IsSameFile(options_.trace, path)) continue;
      return Complain(options_.trace + ": the trace would overwrite it, and the run needs it"), false;
    }
    return true;
  }

  bool ReadUntil() {
    if (options_.until.empty()) return true;
    if (lsq_parse_instant(embed::TextOf(options_.until), &until_) == LSQ_OK) return has_until_ = true;
    Complain("--until is an instant such as 2026-04-01T00:00:00Z, not " + options_.until);
    return false;
  }

  // A new virtual clock starts where the first event is.
  bool Open() {
    const std::string name = ProjectName(options_.project);
    lsq_engine_options options{};
    options.store_path = embed::TextOf(options_.store);
    options.virtual_clock = options_.is_virtual ? 1 : 0;
    options.start = options_.is_virtual ? EarliestInstant(events_).value_or(ClockMicros()) : 0;
    options.outbox = embed::TextOf(options_.outbox);
    options.project_name = embed::TextOf(name);
    options.adopt_store = options_.adopt_store ? 1 : 0;
    try {
      engine_.emplace(*project_, options);
    } catch (const embed::Failure& failure) {
      const bool other = failure.code() == "other_project";
      Complain((options_.store.empty() ? "" : options_.store + ": ") + failure.what() +
               (other ? "; give it a store of its own, or --adopt-store if the project was renamed" : ""));
      return false;
    }
    return trace_.Open(options_.trace) && Trace();  // only now: a trace of the process that has the store stays whole
  }

  // What is in the store already stays: a second start of the same command goes on, it does not begin again.
  int ImportRecords(const std::string& argument) {
    const RecordFile file = RecordFileOf(argument);
    const auto text = ReadWholeFile(file.path, kDataBytes);
    if (!text.ok()) return Complain(text.error().message), kFailure;
    if (engine_->IsImported(file.path)) return kFine;
    const auto format = file.path.ends_with(".jsonl") ? LSQ_JSONL : LSQ_CSV;
    lsq_import_result done{};
    try {
      Problems problems(file.path);
      done = engine_->Import(file.entity, format, *text, options_.skip_errors, file.path, problems.Teller());
    } catch (const embed::Failure& failure) {
      if (failure.code() != "csv_header" && failure.code() != "import") throw;
      const bool by_name = failure.code() == "import" && argument == file.path;
      Complain(file.path + ": " + failure.what() +
               (by_name ? " Where the file is not named after its records, write ENTITY=" + file.path : ""));
      return failure.code() == "import" ? kFailure : kFindings;
    }
    if (done.problems > 0 && !options_.skip_errors) {
      Complain(file.path + ": nothing was imported; mend the rows, or leave them out with --skip-errors");
      return kFindings;
    }
    summary_.imports.push_back(
        {file.path.substr(file.path.find_last_of('/') + 1), done.created, done.rows - done.created});
    return kFine;
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
    if (done.lines > done.problems) last_event_ = done.last;
    return true;
  }

  // Virtual time ends at --until, or else a day behind the last event: wherever it begins, so that a run that was
  // stopped ends where one would that was not.
  int64_t End(int64_t begin) const {
    if (has_until_) return until_;
    if (!options_.is_virtual) return begin;
    return last_event_ ? std::max(std::min(*last_event_, kLastInstant - kDay) + kDay, begin) : begin + kDay;
  }

  // False: the trace cannot be written.
  bool Play() {
    const int64_t begin = engine_->now();
    const int64_t end = End(begin);
    if (end < begin) {
      Complain("nothing was played: the clock stands at " + embed::InstantText(begin) + ", and --until is before that");
      return true;
    }
    const bool show = isatty(STDERR_FILENO) == 1 && options_.is_virtual && end - begin > kDay;
    bool traced = true;
    for (int64_t at = begin; traced && StopOnSignals::Caught() == 0;) {
      at = options_.is_virtual ? std::min(at + kDay, end) : end;
      engine_->RunUntil(at);
      traced = Trace();
      if (show) ShowProgress(begin, at, end);
      if (at == end) break;
    }
    if (show) std::fputs("\r\x1b[K", stderr);
    return traced;
  }

  bool Trace() {
    return trace_.Append(*engine_, [&](std::string_view line) { summary_.Count(line); });
  }

  static void ShowProgress(int64_t begin, int64_t at, int64_t end) {
    constexpr int kWidth = 30;
    const double share = end > begin ? static_cast<double>(at - begin) / static_cast<double>(end - begin) : 1;
    const int filled = static_cast<int>(share * kWidth);
    std::string bar(static_cast<size_t>(filled), '#');
    bar.resize(kWidth, '.');
    std::fprintf(stderr, "\r[%s] %3d %%", bar.c_str(), static_cast<int>(share * 100));
    std::fflush(stderr);
  }

  // The world failed while the engine ran: what to do when it is mended.
  int Broken() const {
    if (!options_.store.empty()) {
      Complain("what was done is kept in " + options_.store + "; when that is mended, the same command goes on");
    }
    return kFailure;
  }

  int Finish() {
    summary_.now = engine_->now();
    Print(summary_.Print());
    const bool printed = FlushOutput();
    const int signal = StopOnSignals::Caught();
    if (signal == 0) return printed ? kFine : kFailure;
    Complain("stopped at " + embed::InstantText(summary_.now) + "; " +
             (options_.store.empty() ? "without --store nothing is kept"
                                     : "everything is kept in " + options_.store + ": the same command goes on"));
    return 128 + signal;  // as shells say it
  }

  const RunOptions& options_;
  std::optional<embed::Project> project_;
  std::optional<embed::Engine> engine_;
  TraceFile trace_;
  std::string events_;
  bool has_until_ = false;
  int64_t until_ = 0;
  std::optional<int64_t> last_event_;
  RunSummary summary_;
};

}  // namespace

int Run(const RunOptions& options) {
  return RunJob(options).Perform();
}

}  // namespace lsq::cli
