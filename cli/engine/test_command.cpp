// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/console/output.h"
#include "cli/engine/commands.h"
#include "cli/engine/project_files.h"

namespace lsq::cli {

namespace {

using Json = nlohmann::ordered_json;

// What is told while tests run, and at their end.
class Reporter {
 public:
  virtual ~Reporter() = default;
  virtual void Tell(const lsq_test_result& result) = 0;
  virtual void Finish(const Json& coverage) = 0;                               // null: none was asked for
  virtual void Refuse(const embed::Project& project) { ShowErrors(project); }  // its errors: no test was run

  void Count(const lsq_test_result& result) { ++(result.passed != 0 ? passed_ : failed_); }
  size_t failed() const { return failed_; }

 protected:
  size_t passed_ = 0;
  size_t failed_ = 0;
};

class Lines final : public Reporter {
 public:
  void Tell(const lsq_test_result& result) override {
    const std::string name(embed::ViewOf(result.name));
    if (result.passed != 0) return Print(Paint("32", "ok  ") + " " + name + "\n");
    const std::string place = std::string(embed::ViewOf(result.file)) + ":" + std::to_string(result.line);
    Print(Paint("31", "FAIL") + " " + name + "  (" + place + ")\n");
    Print(std::string(embed::ViewOf(result.report)));
  }

  void Finish(const Json& coverage) override {
    Print((passed_ + failed_ > 0 ? "\n" : "") + std::to_string(passed_) + " passed, " + std::to_string(failed_) +
          " failed\n");
    if (coverage.is_null()) return;
    size_t width = 3;
    for (const Json& file : coverage["files"])
      width = std::max(width, file["file"].get_ref<const std::string&>().size());
    Print("\nnever reached\n");
    for (const Json& file : coverage["files"]) {
      PrintCounts(file["file"], file, width);
      for (const Json& missed : file["missed"]) {
        const std::string line = std::to_string(missed["line"].get<size_t>());
        Print(std::string(line.size() < 7 ? 7 - line.size() : 0, ' ') + line + "  " +
              missed["what"].get<std::string>() + "\n");
      }
    }
    PrintCounts("all", coverage, width);
  }

 private:
  std::string Paint(const char* code, const std::string& text) const {
    return colour_ ? "\x1b[" + std::string(code) + "m" + text + "\x1b[0m" : text;
  }
  static std::string Share(const Json& count) {
    return std::to_string(count["taken"].get<size_t>()) + "/" + std::to_string(count["all"].get<size_t>());
  }
  static void PrintCounts(std::string name, const Json& counts, size_t width) {
    name.resize(std::max(name.size(), width), ' ');
    Print("  " + name + "  branches " + Share(counts["branches"]) + "  conditions " + Share(counts["conditions"]) +
          "\n");
  }

  const bool colour_ = UseColor();
};

class Object final : public Reporter {
 public:
  void Tell(const lsq_test_result& result) override {
    Json test{{"name", embed::ViewOf(result.name)},
              {"file", embed::ViewOf(result.file)},
              {"line", result.line},
              {"passed", result.passed != 0}};
    if (result.passed == 0) test["report"] = embed::ViewOf(result.report);
    tests_.push_back(std::move(test));
  }

  void Finish(const Json& coverage) override {
    Json all{{"passed", passed_}, {"failed", failed_}, {"tests", tests_}};
    if (!coverage.is_null()) all["coverage"] = coverage;
    Print(all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  }

  void Refuse(const embed::Project& project) override { Print(project.Diagnostics(LSQ_FORMAT_JSON, false)); }

 private:
  Json tests_ = Json::array();
};

int Perform(const embed::Project& project, const TestOptions& options, Reporter& reporter) {
  const auto tell = [&](const lsq_test_result& result) {
    reporter.Count(result);
    reporter.Tell(result);
  };
  try {
    const std::string coverage = options.coverage ? project.TestCoverage(tell) : (project.Test(tell), "null");
    reporter.Finish(Json::parse(coverage));
  } catch (const embed::Failure& failure) {
    if (failure.code() != "project") throw;
    reporter.Refuse(project);
    return FlushOutput() ? kFindings : kFailure;
  }
  if (!FlushOutput()) return kFailure;
  return reporter.failed() > 0 ? kFindings : kFine;
}

}  // namespace

int Test(const TestOptions& options) {
  const auto project = ReadProject(options.project, options.schema);
  if (!project) return kFailure;
  if (!options.json) {
    Lines lines;
    return Perform(*project, options, lines);
  }
  Object object;
  return Perform(*project, options, object);
}

}  // namespace lsq::cli
