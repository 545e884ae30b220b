// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string_view>

#include "cli/console/output.h"
#include "cli/lsq/commands.h"

namespace lsq::cli {

namespace {

// Performed by the engine, which has options and help of its own for them.
struct EngineCommand {
  const char* name;
  const char* help;
};
constexpr std::array kEngineCommands = {
    EngineCommand{"run", "Run a project on events"},
    EngineCommand{"test", "Run the tests of a project"},
    EngineCommand{"eval", "Evaluate an expression or a condition on records"},
    EngineCommand{"repl", "Evaluate expressions as they are typed"},
};

bool IsEngineCommand(std::string_view name) {
  return std::any_of(kEngineCommands.begin(), kEngineCommands.end(),
                     [&](const auto& each) { return name == each.name; });
}

class CommandLine {
 public:
  CommandLine() {
    app_.require_subcommand(1);
    app_.set_version_flag("--version", std::string("lsq ") + LSQ_VERSION);
    app_.footer("Exit code: 0 fine, 1 findings, 2 misuse or failure. Each command has its own --help.");
    AddCheck();
    AddFormat();
    AddDump();
    AddExplain();
    for (const EngineCommand& command : kEngineCommands) app_.add_subcommand(command.name, command.help);
  }

  int Run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? kFine : kFailure;
    }
    if (check_->parsed()) return RunCheck();
    if (format_->parsed()) return Format(format_request_);
    if (dump_->parsed()) return RunDump();
    return Explain(code_);
  }

 private:
  void AddCheck() {
    check_ = app_.add_subcommand("check", "Report what is wrong with a project");
    check_->add_option("PATH", check_request_.paths, "Files, folders with everything in them, or - for standard input")
        ->required();
    check_->add_option("--format", format_name_, "How to report")
        ->check(CLI::IsMember({"text", "json", "sarif"}))
        ->type_name("");
    check_->add_option("--schema", check_request_.schema, "What a host says about its CRM, as JSON")->type_name("FILE");
    check_->add_flag("--strict", check_request_.strict, "Warnings are findings too");
  }

  void AddFormat() {
    format_ = app_.add_subcommand("fmt", "Write files in the one canonical format");
    format_->add_option("PATH", format_request_.paths, "Files, folders, or - for standard input to standard output")
        ->required();
    format_->add_flag("--check", format_request_.check, "Write nothing; list the files that would change");
  }

  void AddDump() {
    dump_ = app_.add_subcommand("dump", "Print what a phase of the compiler makes of a file");
    dump_->add_option("FILE", dump_request_.path, "A file, or - for standard input")->required();
    dump_->add_option("--phase", phase_name_, "What to print")
        ->check(CLI::IsMember({"tokens", "ast", "types", "ir", "bytecode"}))
        ->type_name("");
    dump_->add_option("--schema", dump_request_.schema, "What a host says about its CRM, as JSON")->type_name("FILE");
  }

  void AddExplain() {
    explain_ = app_.add_subcommand("explain", "Explain a diagnostic: LSQ2104, 2104 or E_TYPE");
    explain_->add_option("CODE", code_, "As the diagnostic shows it")->required();
  }

  int RunCheck() {
    if (format_name_ == "json") check_request_.format = OutputFormat::Json;
    if (format_name_ == "sarif") check_request_.format = OutputFormat::Sarif;
    return Check(check_request_);
  }

  int RunDump() {
    if (phase_name_ == "tokens") dump_request_.phase = Phase::Tokens;
    if (phase_name_ == "types") dump_request_.phase = Phase::Types;
    if (phase_name_ == "ir") dump_request_.phase = Phase::Ir;
    if (phase_name_ == "bytecode") dump_request_.phase = Phase::Bytecode;
    return Dump(dump_request_);
  }

  CLI::App app_{"Checks and formats lsq programs, and runs them with lsq-engine.", "lsq"};
  CLI::App* check_ = nullptr;
  CLI::App* format_ = nullptr;
  CLI::App* dump_ = nullptr;
  CLI::App* explain_ = nullptr;
  CheckRequest check_request_;
  FormatRequest format_request_;
  DumpRequest dump_request_;
  std::string format_name_ = "text";
  std::string phase_name_ = "ast";
  std::string code_;
};

}  // namespace

int Main(int argc, char** argv) {
  if (argc > 1 && IsEngineCommand(argv[1])) return RunEngine(argv);
  const int code = CommandLine().Run(argc, argv);
  return FlushOutput() ? code : kFailure;
}

}  // namespace lsq::cli
