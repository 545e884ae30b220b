// SPDX-License-Identifier: Apache-2.0
#include "cli/engine/command_line.h"

#include <CLI/CLI.hpp>
#include <exception>

#include "cli/console/output.h"
#include "cli/engine/commands.h"

namespace lsq::cli {

namespace {

class CommandLine {
 public:
  CommandLine() {
    app_.require_subcommand(1);
    app_.name("lsq");
    app_.set_help_flag("-h,--help", "Print this and exit");
    app_.footer("Exit code: 0 fine, 1 findings, 2 misuse or failure. Each command has its own --help.");
    AddEval();
    AddRepl();
    AddRun();
    AddTest();
    AddNext();
  }

  int Perform(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      if (error.get_exit_code() == 0) return app_.exit(error) == 0 ? kFine : kFailure;  // --help
      return Misuse(error.what());
    }
    if (eval_->parsed()) return Evaluate();
    if (repl_->parsed()) return Repl(eval_options_);
    if (run_->parsed()) return Run(run_options_);
    if (next_->parsed()) return Next(next_options_);
    return Test(test_options_);
  }

 private:
  int Misuse(const std::string& why) const {
    const auto chosen = app_.get_subcommands();
    Complain(why + "\n     try `lsq " + (chosen.empty() ? "" : chosen.front()->get_name() + " ") + "--help`");
    return kFailure;
  }

  int Evaluate() {
    eval_options_.is_text = eval_->count("--text") > 0;
    if (eval_options_.is_text) eval_options_.expression = text_;
    if (!eval_options_.jsonl && !eval_options_.is_text && eval_options_.expression.empty()) {
      return Misuse("`eval` needs an expression, --text TEXT or --jsonl");
    }
    return Eval(eval_options_);
  }

  void AddCommon(CLI::App& command) {
    command.add_option("--as", eval_options_.as, "value, text, html, url, json, csv or subject")->type_name("FORM");
    command.add_option("--schema", eval_options_.schema, "A schema: .lsq or JSON")->type_name("FILE");
    command.add_option("--records", eval_options_.records, "A JSON object: {\"Lead\": {\"FirstName\": \"Asha\"}}")
        ->type_name("FILE");
    command.add_option("--now", eval_options_.now, "What `now` is, as 2026-03-06T17:20:00Z")->type_name("INSTANT");
    command.add_option("--timezone", eval_options_.timezone, "The account's time zone")->type_name("ZONE");
  }

  void AddEval() {
    eval_ = app_.add_subcommand("eval", "Evaluate one expression or merge text on records");
    eval_->add_option("EXPRESSION", eval_options_.expression, "Such as: Lead.Score + 1");
    eval_->add_option("--text", text_, "Merge text, such as: Hi @{Lead:FirstName,there}")->type_name("TEXT");
    eval_->add_flag("--jsonl", eval_options_.jsonl, "Answer requests from standard input, one JSON object a line");
    AddCommon(*eval_);
    eval_->footer(
        "Without --schema the CRM's own fields have their types, and other fields are what the records show: a number "
        "is a Number, true and false are a Bool, an array is a list, a text written as 2026-12-31 is a Date, one "
        "written "
        "as \"2026-12-31 10:00:00\" (UTC) or 2026-12-31T10:00:00Z a DateTime, and any other text a Text. Where the "
        "expression is wrong of dates but right of texts, all of them are texts. A field that is shown with a value is "
        "never empty; one that is shown empty (null, blank, []) may be.\n"
        "--jsonl reads {\"id\",\"expr\" or \"text\",\"as\",\"schema\",\"records\",\"now\",\"timezone\"} and answers "
        "{\"id\",\"value\",\"type\"} or {\"id\",\"error\":{\"code\",\"name\",\"message\"}}, a line for a line and in "
        "order; blank lines are passed over.");
  }

  void AddRepl() {
    repl_ = app_.add_subcommand("repl", "Evaluate expressions as they are typed");
    AddCommon(*repl_);
  }

  void AddRun() {
    run_ = app_.add_subcommand("run", "Run a project: import records, play events, perform the automations");
    run_->add_option("PROJECT", run_options_.project, "A folder of .lsq files")->required();
    run_->add_option("--records", run_options_.records,
                     "Records to import, .csv or .jsonl; the file's name says the entity (leads.csv, Lead=FILE)")
        ->type_name("FILE");
    run_->add_option("--events", run_options_.events, "Events to play, one JSON object a line")->type_name("FILE");
    run_->add_option("--store", run_options_.store, "The store's file; without it nothing is kept")->type_name("FILE");
    run_->add_flag("--virtual", run_options_.is_virtual, "Play on a virtual clock, as fast as it goes");
    run_->add_option("--until", run_options_.until, "Stop at this instant")->type_name("INSTANT");
    run_->add_option("--trace", run_options_.trace, "Write the trace as JSON lines")->type_name("FILE");
    run_->add_option("--outbox", run_options_.outbox, "Put effects here as .eml and .json")->type_name("FOLDER");
    run_->add_option("--schema", run_options_.schema, "What a host says about its CRM, as JSON")->type_name("FILE");
    run_->add_flag("--skip-errors", run_options_.skip_errors,
                   "Leave out bad rows and lines instead of refusing the file");
    run_->add_flag("--adopt-store", run_options_.adopt_store, "Take over a store that a project of another name made");
    run_->footer(
        "Ctrl-C stops it, at any moment and however it is stopped nothing is lost that is in the store: the same "
        "command goes on.\nExit code: 0 done, 1 findings, 2 misuse or failure, 130 or 143 stopped by a signal.");
  }

  void AddTest() {
    test_ = app_.add_subcommand("test", "Run the test blocks of a project");
    test_->add_option("PROJECT", test_options_.project, "A folder of .lsq files, or one file")->required();
    test_->add_option("--schema", test_options_.schema, "What a host says about its CRM, as JSON")->type_name("FILE");
    test_->add_flag("--coverage", test_options_.coverage, "Say which branches and conditions the tests never reached");
    test_->add_flag("--json", test_options_.json, "Print one JSON object instead of lines for people");
  }

  void AddNext() {
    next_ = app_.add_subcommand("next", "Say when the schedules of a project fire");
    next_->add_option("PROJECT", next_options_.project, "A folder of .lsq files, or one file")->required();
    next_->add_option("--automation", next_options_.automation, "Of this one alone")->type_name("NAME");
    next_->add_option("--from", next_options_.from, "After this instant, as 2026-03-06T17:20:00Z; without it: now")
        ->type_name("INSTANT");
    next_->add_option("--count", next_options_.count, "How many")->capture_default_str()->type_name("N");
    next_->add_option("--schema", next_options_.schema, "What a host says about its CRM, as JSON")->type_name("FILE");
    next_->add_flag("--json", next_options_.json, "Print a JSON array instead of lines for people");
    next_->footer(
        "A schedule without `starts on` counts as if it were published at --from. What a change of the clock or a "
        "short month does is said behind the firing.");
  }

  CLI::App app_{"Run lsq programs"};
  CLI::App* eval_ = nullptr;
  CLI::App* repl_ = nullptr;
  CLI::App* run_ = nullptr;
  CLI::App* test_ = nullptr;
  CLI::App* next_ = nullptr;
  EvalOptions eval_options_;
  std::string text_;
  RunOptions run_options_;
  TestOptions test_options_;
  NextOptions next_options_;
};

}  // namespace

int EngineMain(int argc, char** argv) {
  try {
    return CommandLine().Perform(argc, argv);
  } catch (const std::exception& error) {  // what the C++ face throws, and memory that is not there
    Complain(error.what());
    return kFailure;
  }
}

}  // namespace lsq::cli
