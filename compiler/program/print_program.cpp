// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/match.h"
#include "compiler/program/print_steps.h"
#include "compiler/program/printer.h"

namespace lsq::program {

namespace {

std::string Quoted(std::string_view name) {
  return "\"" + std::string(name) + "\"";
}

class ProgramPrinter {
 public:
  explicit ProgramPrinter(const Program& program) : program_(program), catalog_(program.catalog) {}

  std::string Run() {
    for (const Function& each : program_.functions) Print(each);
    for (const EmailTemplate& each : program_.email_templates) Print(each);
    for (const Automation& each : program_.automations) Print(each);
    for (const Test& each : program_.tests) Print(each);
    return std::move(out_);
  }

 private:
  void Locals(const Scope& scope) {
    StepPrinter printer(scope, catalog_, out_);
    uint32_t index = 0;
    for (const Local& local : scope.locals) {
      printer.Line(1, "#" + std::to_string(index++) + " " + local.name + ": " + PrintType(catalog_, local.type));
    }
  }

  void Print(const Function& function) {
    StepPrinter printer(function.scope, catalog_, out_);
    printer.Line(0, "function " + function.name + " returns " + PrintType(catalog_, function.result));
    Locals(function.scope);
    printer.Line(1, "= " + printer.Expr(function.body));
  }

  void Print(const EmailTemplate& email) {
    StepPrinter printer(email.scope, catalog_, out_);
    printer.Line(0, "template email " + Quoted(email.name) + (email.html ? " html" : " text"));
    Locals(email.scope);
    printer.Line(1, "subject " + printer.Expr(email.subject));
    printer.Line(1, "body " + printer.Expr(email.body));
  }

  void Print(const Automation& automation) {
    StepPrinter printer(automation.scope, catalog_, out_);
    printer.Line(0, "automation " + Quoted(automation.name));
    Locals(automation.scope);
    for (const Trigger& trigger : automation.triggers) Print(trigger, printer);
    printer.Labelled(1, "when", automation.when);
    printer.Labelled(1, "exit when", automation.exit_when);
    for (const Policy& policy : automation.policies) {
      printer.Line(1, "policy " + policy.native);
      printer.Arguments(policy.arguments, 2);
    }
    printer.Line(1, "do");
    printer.Block(automation.body, 2);
    printer.Handlers(automation.handlers, 1);
  }

  void Print(const Trigger& trigger, StepPrinter& printer) {
    std::string text = "on " + trigger.native + " in " + trigger.group;
    if (trigger.entity.valid()) text += " of " + catalog_.entity(trigger.entity).name;
    if (!trigger.record_type.empty()) text += " of type " + Quoted(trigger.record_type);
    if (trigger.on_import) text += ", including imports";
    if (trigger.on_bulk) text += ", including bulk";
    printer.Line(1, text);
    for (const WatchedField& watched : trigger.watched) {
      printer.Line(2, "watches " + catalog_.field(watched.field).name);
      printer.Labelled(3, "from", watched.from);
      printer.Labelled(3, "to", watched.to);
      printer.Labelled(3, "crossing", watched.crossing);
    }
    printer.Arguments(trigger.arguments, 2);
    if (!trigger.schedule) return;
    const Schedule& schedule = *trigger.schedule;
    std::string every =
        "every " + std::to_string(schedule.every) + " " + std::string(time::UnitWord(schedule.unit, schedule.every));
    for (const time::Weekday day : schedule.weekdays) every += " " + std::string(time::ToString(day));
    if (schedule.day_of_month != 0) every += " on day " + std::to_string(schedule.day_of_month);
    if (schedule.or_skip) every += " or skip";
    if (schedule.at) every += " at " + time::ToString(*schedule.at);
    if (schedule.minute != 0) every += " at minute " + std::to_string(schedule.minute);
    printer.Line(2, every);
  }

  void Print(const Test& test) {
    StepPrinter printer(test.scope, catalog_, out_);
    printer.Line(0, "test " + Quoted(test.name));
    Locals(test.scope);
    if (test.start) printer.Line(1, "at " + time::ToString(*test.start) + " " + test.timezone);
    for (const auto& line : test.lines) {
      Match(line, [&](const auto& each) { Print(each, printer); });
    }
  }

  void Print(const Test::Given& given, StepPrinter& printer) {
    printer.Line(1, "given #" + std::to_string(given.record.index));
    printer.Assignments(given.fields, 2);
  }
  void Print(const Test::Event& event, StepPrinter& printer) {
    std::string text = "event " + event.native;
    if (event.record.valid()) text += " #" + std::to_string(event.record.index);
    if (!event.handle.empty()) text += " of " + event.handle;
    if (!event.name.empty()) text += " " + Quoted(event.name);
    printer.Line(1, text);
    printer.Labelled(2, "after", event.after);
    printer.Assignments(event.fields, 2);
  }
  void Print(const Test::Expect& expect, StepPrinter& printer) {
    std::string text = "expect " + expect.native;
    for (const std::string& name : expect.names) text += " " + Quoted(name);
    printer.Line(1, text);
    printer.Labelled(2, "that", expect.condition);
  }

  const Program& program_;
  const schema::Catalog& catalog_;
  std::string out_;
};

}  // namespace

std::string Print(const Program& program) {
  return ProgramPrinter(program).Run();
}

}  // namespace lsq::program
