// SPDX-License-Identifier: Apache-2.0
// lsq for C++: lsq.h with owners instead of _free, and exceptions of one type instead of error parameters. Header only,
// and nothing but lsq.h behind it. Threads, lifetimes and units are as lsq.h says.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/api/lsq.h"

namespace lsq::embed {

inline lsq_text TextOf(std::string_view text) {
  return {text.data(), text.size()};
}
inline std::string_view ViewOf(lsq_text text) {
  return {text.data == nullptr ? "" : text.data, text.size};
}

// What every call that fails throws; what() is the message.
class Failure : public std::runtime_error {
 public:
  // Takes the error over.
  explicit Failure(lsq_error* error)
      : std::runtime_error(std::string(ViewOf(lsq_error_message(error)))),
        code_(ViewOf(lsq_error_code(error))),
        name_(ViewOf(lsq_error_name(error))),
        drawing_(ViewOf(lsq_error_drawing(error))) {
    lsq_error_free(error);
  }
  const std::string& code() const { return code_; }
  const std::string& name() const { return name_; }        // "E_MERGE_NESTED"; may be empty
  const std::string& drawing() const { return drawing_; }  // of a mistake in an expression, in several lines

 private:
  std::string code_;
  std::string name_;
  std::string drawing_;
};

namespace detail {
struct Free {
  void operator()(lsq_project* p) const { lsq_project_free(p); }
  void operator()(lsq_expression* e) const { lsq_expression_free(e); }
  void operator()(lsq_evaluator* e) const { lsq_evaluator_free(e); }
  void operator()(lsq_engine* e) const { lsq_engine_free(e); }
  void operator()(lsq_buffer* b) const { lsq_buffer_free(b); }
};
inline void Check(lsq_status status, lsq_error* error) {
  if (status != LSQ_OK) throw Failure(error);
}
inline std::string Take(lsq_buffer* buffer, lsq_error* error = nullptr) {
  const std::unique_ptr<lsq_buffer, Free> owner(buffer);
  if (!owner && error != nullptr) throw Failure(error);
  return owner ? std::string(ViewOf(lsq_buffer_text(owner.get()))) : "";
}
}  // namespace detail

// "2026-03-06T17:20:00Z"
inline std::string InstantText(int64_t instant) {
  return detail::Take(lsq_print_instant(instant));
}

using Problem = std::function<void(size_t line, std::string_view message)>;

struct SourceText {
  std::string path;
  std::string text;
};

// The .lsq files that it uses, as paths that begin where its own does; they may not be there.
inline std::vector<std::string> UsedFiles(const SourceText& source) {
  std::vector<std::string> used;
  const lsq_source given = {TextOf(source.path), TextOf(source.text)};
  const auto tell = [](void* user, lsq_text path) {
    static_cast<std::vector<std::string>*>(user)->emplace_back(ViewOf(path));
  };
  lsq_source_uses(&given, tell, &used);
  return used;
}

class Project {
 public:
  // `natives`: functions that the host performs.
  explicit Project(const std::vector<SourceText>& sources, std::string_view schema_json = {},
                   const std::vector<lsq_native>& natives = {}) {
    std::vector<lsq_source> list;
    for (const SourceText& source : sources) list.push_back({TextOf(source.path), TextOf(source.text)});
    lsq_project_options options{};
    options.size = sizeof options;
    options.sources = list.data();
    options.source_count = list.size();
    options.schema_json = TextOf(schema_json);
    options.natives = natives.data();
    options.native_count = natives.size();
    lsq_error* error = nullptr;
    handle_.reset(lsq_project_compile(&options, &error));
    if (!handle_) throw Failure(error);
  }
  bool ok() const { return lsq_project_ok(handle_.get()) != 0; }
  size_t error_count() const { return lsq_project_error_count(handle_.get()); }
  size_t automation_count() const { return lsq_project_automation_count(handle_.get()); }
  std::string Diagnostics(lsq_format format, bool colour) const {
    return detail::Take(lsq_project_diagnostics(handle_.get(), format, colour ? 1 : 0));
  }
  // `done` is told of every test.
  using TestDone = std::function<void(const lsq_test_result&)>;
  void Test(const TestDone& done) const {
    lsq_error* error = nullptr;
    const lsq_status status = lsq_project_test(handle_.get(), Tell, UserOf(done), &error);
    detail::Check(status, error);
  }
  // The same, and gives the coverage as JSON.
  std::string TestCoverage(const TestDone& done) const {
    lsq_error* error = nullptr;
    lsq_buffer* coverage = lsq_project_test_coverage(handle_.get(), Tell, UserOf(done), &error);
    return detail::Take(coverage, error);
  }
  // `found` is told of every firing.
  using FiringFound = std::function<void(const lsq_firing&)>;
  void Next(std::string_view automation, int64_t from, size_t count, const FiringFound& found) const {
    lsq_error* error = nullptr;
    const auto tell = [](void* user, const lsq_firing* firing) { (*static_cast<FiringFound*>(user))(*firing); };
    FiringFound told = found;
    const lsq_status status = lsq_project_next(handle_.get(), TextOf(automation), from, count, tell, &told, &error);
    detail::Check(status, error);
  }
  const lsq_project* get() const { return handle_.get(); }

 private:
  static void Tell(void* user, const lsq_test_result* result) { (*static_cast<const TestDone*>(user))(*result); }
  static void* UserOf(const TestDone& done) { return const_cast<void*>(static_cast<const void*>(&done)); }
  std::unique_ptr<lsq_project, detail::Free> handle_;
};

// An expression that was compiled once; any number of threads evaluate it at a time, each with its own Evaluator.
class Expression {
 public:
  const lsq_expression* get() const { return handle_.get(); }

 private:
  friend class Evaluator;
  explicit Expression(lsq_expression* handle) : handle_(handle) {}
  std::unique_ptr<lsq_expression, detail::Free> handle_;
};

class Evaluator {
 public:
  struct Answer {
    lsq_value value;  // until the next Evaluate
    std::string_view type;
  };
  // `natives`: functions that the host performs.
  explicit Evaluator(const std::vector<lsq_native>& natives = {}) {
    lsq_error* error = nullptr;
    handle_.reset(lsq_evaluator_open(natives.data(), natives.size(), &error));
    if (!handle_) throw Failure(error);
  }
  Answer Evaluate(lsq_eval_request request) {
    request.size = sizeof request;
    Answer answer{};
    lsq_text type{};
    lsq_error* error = nullptr;
    const lsq_status status = lsq_evaluate(handle_.get(), &request, &answer.value, &type, &error);
    detail::Check(status, error);
    answer.type = ViewOf(type);
    return answer;
  }
  Expression Compile(lsq_eval_request request) {
    request.size = sizeof request;
    lsq_error* error = nullptr;
    lsq_expression* compiled = lsq_expression_compile(handle_.get(), &request, &error);
    if (compiled == nullptr) throw Failure(error);
    return Expression(compiled);
  }
  Answer Evaluate(const Expression& expression, lsq_eval_request request) {
    request.size = sizeof request;
    Answer answer{};
    lsq_text type{};
    lsq_error* error = nullptr;
    const lsq_status status =
        lsq_expression_evaluate(expression.get(), handle_.get(), &request, &answer.value, &type, &error);
    detail::Check(status, error);
    answer.type = ViewOf(type);
    return answer;
  }

 private:
  std::unique_ptr<lsq_evaluator, detail::Free> handle_;
};

class Engine {
 public:
  Engine(const Project& project, lsq_engine_options options) {
    options.size = sizeof options;
    lsq_error* error = nullptr;
    handle_.reset(lsq_engine_open(project.get(), &options, &error));
    if (!handle_) throw Failure(error);
  }
  bool IsImported(std::string_view name) { return lsq_engine_is_imported(handle_.get(), TextOf(name)) != 0; }
  lsq_import_result Import(std::string_view entity, lsq_file_format format, std::string_view text, bool skip_bad_rows,
                           std::string_view name, const Problem& problem) {
    lsq_import_options options{sizeof(lsq_import_options), TextOf(entity), format, TextOf(text),
                               skip_bad_rows ? 1 : 0,      TextOf(name),   Tell,   const_cast<Problem*>(&problem)};
    lsq_import_result result{};
    lsq_error* error = nullptr;
    const lsq_status status = lsq_engine_import(handle_.get(), &options, &result, &error);
    detail::Check(status, error);
    return result;
  }
  lsq_events_result SubmitLines(std::string_view source, std::string_view text, bool skip_bad_lines,
                                const Problem& problem) {
    lsq_events_options options{sizeof(lsq_events_options), TextOf(source), TextOf(text),
                               skip_bad_lines ? 1 : 0,     Tell,           const_cast<Problem*>(&problem)};
    lsq_events_result result{};
    lsq_error* error = nullptr;
    const lsq_status status = lsq_engine_submit_lines(handle_.get(), &options, &result, &error);
    detail::Check(status, error);
    return result;
  }
  int64_t now() const { return lsq_engine_now(handle_.get()); }
  void RunUntil(int64_t until) {
    lsq_error* error = nullptr;
    const lsq_status status = lsq_engine_run_until(handle_.get(), until, &error);
    detail::Check(status, error);
  }
  // Lets RunUntil return soon; may be called by a signal handler.
  void Stop() { lsq_engine_stop(handle_.get()); }
  // Whether anything is left to do, and when the next of it is.
  std::pair<bool, int64_t> Next() {
    int has_next = 0;
    int64_t next = 0;
    lsq_error* error = nullptr;
    const lsq_status status = lsq_engine_next(handle_.get(), &has_next, &next, &error);
    detail::Check(status, error);
    return {has_next != 0, next};
  }
  // Stops when `line` gives false.
  void Trace(uint64_t after, const std::function<bool(uint64_t position, std::string_view line)>& line) {
    using Line = std::function<bool(uint64_t, std::string_view)>;
    const auto tell = [](void* user, uint64_t position, lsq_text text) {
      return (*static_cast<const Line*>(user))(position, ViewOf(text)) ? 0 : 1;
    };
    lsq_error* error = nullptr;
    const lsq_status status = lsq_engine_trace(handle_.get(), after, tell, const_cast<Line*>(&line), &error);
    detail::Check(status, error);
  }
  lsq_engine_counts Counts() const {
    lsq_engine_counts counts{};
    counts.size = sizeof counts;
    lsq_engine_count(handle_.get(), &counts);
    return counts;
  }
  std::string Check() {
    lsq_error* error = nullptr;
    lsq_buffer* buffer = lsq_engine_check(handle_.get(), &error);
    return detail::Take(buffer, error);
  }

 private:
  static void Tell(void* user, size_t line, lsq_text message) {
    const Problem& problem = *static_cast<const Problem*>(user);
    if (problem) problem(line, ViewOf(message));
  }
  std::unique_ptr<lsq_engine, detail::Free> handle_;
};

}  // namespace lsq::embed
