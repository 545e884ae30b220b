// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/console/output.h"
#include "cli/lsq/commands.h"
#include "compiler/text/text.h"

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
    EngineCommand{"next", "Say when the schedules of a project fire"},
};

bool IsEngineCommand(std::string_view name) {
  return std::any_of(kEngineCommands.begin(), kEngineCommands.end(),
                     [&](const auto& each) { return name == each.name; });
}

// CLI11's own IsMember speaks of sets.
CLI::Validator OneOf(std::vector<std::string> values) {
  return CLI::Validator(
      [values = std::move(values)](const std::string& given) {
        if (std::find(values.begin(), values.end(), given) != values.end()) return std::string();
        return "`" + given + "` is none of " + CLI::detail::join(values, ", ");
      },
      "");
}

class CommandLine {
 public:
  CommandLine() {
    app_.require_subcommand(1);
    app_.set_version_flag("--version", std::string("lsq ") + LSQ_VERSION, "Print the version and exit");
    app_.footer("Exit code: 0 fine, 1 findings, 2 misuse or failure. Each command has its own --help.");
    app_.get_formatter()->column_width(22);
    app_.set_help_flag("-h,--help", "Print this and exit");
    AddCheck();
    AddFormat();
    AddDump();
    AddExplain();
    for (const EngineCommand& command : kEngineCommands) app_.add_subcommand(command.name, command.help);
  }

  bool Knows(const std::string& command) const {
    return !app_.get_subcommands([&](const CLI::App* each) { return each->get_name() == command; }).empty();
  }
  int Unknown(const std::string& command) const {
    std::vector<std::string> names;
    for (const CLI::App* each : app_.get_subcommands([](const CLI::App*) { return true; }))
      names.push_back(each->get_name());
    const std::vector<std::string_view> known(names.begin(), names.end());
    const auto near = text::Nearest(command, known);
    return Misuse("there is no command `" + command + "`" +
                  (near ? "; did you mean `" + std::string(*near) + "`?" : ""));
  }

  int Run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      if (error.get_exit_code() == 0) return app_.exit(error) == 0 ? kFine : kFailure;  // --help, --version
      return Misuse(app_.get_subcommands().empty() && argc == 1 ? "a command is missing" : error.what());
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
        ->required()
        ->option_text("...");
    check_->add_option("--format", format_name_, "How to report")
        ->check(OneOf({"text", "json", "sarif"}))
        ->option_text("text|json|sarif");
    check_->add_option("--schema", check_request_.schema, "What a host says about its CRM, as JSON")->type_name("FILE");
    check_->add_flag("--strict", check_request_.strict, "Warnings are findings too");
  }

  void AddFormat() {
    format_ = app_.add_subcommand("fmt", "Write files in the one canonical format");
    format_->add_option("PATH", format_request_.paths, "Files, folders, or - for standard input to standard output")
        ->required()
        ->option_text("...");
    format_->add_flag("--check", format_request_.check, "Write nothing; list the files that would change");
  }

  void AddDump() {
    dump_ = app_.add_subcommand("dump", "Print what a phase of the compiler makes of a file");
    dump_->add_option("FILE", dump_request_.path, "A file, or - for standard input")->required()->option_text(" ");
    dump_->add_option("--phase", phase_name_, "What to print; the tree (ast) when left out")
        ->check(OneOf({"tokens", "ast", "types", "ir", "bytecode"}))
        ->option_text("tokens|ast|types|ir|bytecode");
    dump_->add_option("--schema", dump_request_.schema, "What a host says about its CRM, as JSON")->type_name("FILE");
  }

  void AddExplain() {
    explain_ = app_.add_subcommand("explain", "Explain a diagnostic");
    explain_->add_option("CODE", code_, "LSQ2104, 2104 or E_TYPE; all codes are listed when it is left out")
        ->option_text(" ");
  }

  int Misuse(const std::string& why) const {
    const auto chosen = app_.get_subcommands();
    Complain(why + "\n     try `lsq " + (chosen.empty() ? "" : chosen.front()->get_name() + " ") + "--help`");
    return kFailure;
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
  CommandLine line;
  const int code = argc > 1 && argv[1][0] != '-' && !line.Knows(argv[1]) ? line.Unknown(argv[1]) : line.Run(argc, argv);
  return FlushOutput() ? code : kFailure;
}

}  // namespace lsq::cli
