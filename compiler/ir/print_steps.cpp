// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/match.h"
#include "compiler/ir/names.h"
#include "compiler/ir/print_internal.h"

namespace lsq::ir {
namespace {

std::string Fn(FunctionId id) {
  return "fn" + std::to_string(id.index);
}
// " name fn3", or nothing.
std::string Optional(std::string_view name, FunctionId id) {
  return id.valid() ? " " + std::string(name) + " " + Fn(id) : "";
}
std::string Goto(StepId step) {
  return step.valid() ? "s" + std::to_string(step.index) : "end";
}
std::string LocalText(LocalIndex local) {
  return "local" + std::to_string(local);
}
std::string Locals(const Module& module, const std::vector<Local>& locals) {
  std::string out;
  for (size_t i = 0; i < locals.size(); ++i) {
    out += "  local" + std::to_string(i) + " " + locals[i].name + " : " + Print(module, locals[i].type) + "\n";
  }
  return out;
}

std::string Arguments(const std::vector<Argument>& arguments) {
  std::string out;
  for (const Argument& argument : arguments) {
    out += " " + argument.param + "=" + Fn(argument.value);
    if (argument.candidate != kNoLocal) out += "(" + LocalText(argument.candidate) + ")";
  }
  return out;
}
std::string Assignments(const Module& module, const std::vector<Assignment>& assignments) {
  std::string out;
  for (const Assignment& assignment : assignments) {
    out += " " + FieldText(module, assignment.field) + ":=" + Fn(assignment.value);
  }
  return out;
}
std::string Fields(const Module& module, std::string_view name, const std::vector<uint32_t>& fields) {
  std::string out;
  for (const uint32_t field : fields) out += " " + std::string(name) + " " + FieldText(module, field);
  return out;
}
std::string Handlers(const std::vector<Handler>& handlers) {
  std::string out;
  for (const Handler& handler : handlers) {
    out += " on " + Quoted(handler.name) + " " + (handler.entry.valid() ? Goto(handler.entry) : "next");
  }
  return out;
}

std::string NodeText(const Module& module, const ActionStep& step) {
  std::string out = "action " + step.native + Arguments(step.arguments) + Assignments(module, step.assignments);
  if (step.result != kNoLocal) out += " as " + LocalText(step.result);
  return out + Handlers(step.handlers);
}
std::string NodeText(const Module&, const BranchStep& step) {
  std::string out = "branch";
  for (const BranchStep::Arm& arm : step.arms) out += " " + Fn(arm.condition) + "->" + Goto(arm.target);
  return out + " else->" + Goto(step.otherwise);
}
std::string NodeText(const Module& module, const FindStep& step) {
  std::string out =
      "find " + module.entities[step.entity].name + " as " + LocalText(step.match) + Optional("where", step.where);
  for (const FindStep::Key& key : step.keys) out += " key " + FieldText(module, key.field) + "=" + Fn(key.value);
  return out + " then->" + Goto(step.then) + " else->" + Goto(step.otherwise);
}

std::string UntilText(const Module&, const WaitStep::ForDuration& until) {
  std::string out = " for " + Fn(until.duration);
  if (until.weekday) out += " on " + std::string(NameOf(*until.weekday));
  return until.at ? out + " at " + time::ToString(*until.at) : out;
}
std::string UntilText(const Module& module, const WaitStep::UntilInstant& until) {
  std::string out = " until " + Fn(until.instant);
  if (until.local) out += " local " + time::ToString(*until.local);
  out += " empty=" + std::string(NameOf(until.if_empty)) + " past=" + std::string(NameOf(until.if_past));
  return out + Fields(module, "watch", until.watched);
}
std::string UntilText(const Module&, const WaitStep::UntilEvents& until) {
  std::string out = until.all ? " until all" : " until any";
  for (const WaitStep::Event& event : until.events) {
    out += " [" + event.name;
    if (event.handle != kNoLocal) out += " of " + LocalText(event.handle);
    if (!event.activity_type.empty()) out += " " + Quoted(event.activity_type);
    if (event.candidate != kNoLocal) out += " as " + LocalText(event.candidate);
    out += Optional("where", event.where) + "]";
  }
  return out;
}
std::string UntilText(const Module& module, const WaitStep::UntilCondition& until) {
  return " while not " + Fn(until.condition) + Fields(module, "watch", until.watched);
}
std::string NodeText(const Module& module, const WaitStep& step) {
  std::string out = "wait" + Match(step.until, [&](const auto& until) { return UntilText(module, until); });
  out += Optional("zone", step.zone) + Optional("default_zone", step.default_zone) + Optional("at_most", step.at_most);
  out += " then->" + Goto(step.then);
  if (!step.at_most.valid()) return out;
  out += " time_out=" + std::string(NameOf(step.on_time_out));
  const bool goes_on = step.on_time_out == Otherwise::Goto || step.on_time_out == Otherwise::Continue;
  return goes_on ? out + "->" + Goto(step.time_out) : out;
}
std::string NodeText(const Module& module, const SetStep& step) {
  return "set " + Fn(step.record) + Assignments(module, step.assignments);
}
std::string NodeText(const Module&, const LetStep& step) {
  return "let " + LocalText(step.local) + " " + Fn(step.value);
}
std::string NodeText(const Module&, const ExitStep& step) {
  return "exit" + Optional("because", step.reason);
}

std::string ScheduleText(const Schedule& schedule) {
  std::string out =
      " every " + std::to_string(schedule.every) + " " + std::string(time::UnitWord(schedule.unit, schedule.every));
  for (const time::Weekday day : schedule.weekdays) out += " " + std::string(NameOf(day));
  if (schedule.day_of_month != 0) out += " day " + std::to_string(schedule.day_of_month);
  if (schedule.at) out += " at " + time::ToString(*schedule.at);
  if (schedule.minute != 0) out += " minute " + std::to_string(schedule.minute);
  return schedule.or_skip ? out + " or skip" : out;
}
std::string TriggerText(const Module& module, const Trigger& trigger) {
  std::string out = "  on " + trigger.native + " group " + (trigger.group.empty() ? "-" : trigger.group);
  if (trigger.entity < module.entities.size()) out += " " + module.entities[trigger.entity].name;
  if (!trigger.record_type.empty()) out += " of type " + Quoted(trigger.record_type);
  for (const WatchedField& watched : trigger.watched) {
    out += " watch " + FieldText(module, watched.field) + Optional("from", watched.from) + Optional("to", watched.to) +
           Optional("crossing", watched.crossing);
  }
  out += Arguments(trigger.arguments);
  if (trigger.schedule) out += ScheduleText(*trigger.schedule);
  return out + (trigger.on_import ? " +import" : "") + (trigger.on_bulk ? " +bulk" : "") + "\n";
}

}  // namespace

std::string Print(const Module& module, const Automation& automation) {
  std::string out = "automation " + Quoted(automation.name) + "\n" + Locals(module, automation.locals);
  if (automation.subject != kNoLocal) out += "  subject " + LocalText(automation.subject) + "\n";
  for (const Trigger& trigger : automation.triggers) out += TriggerText(module, trigger);
  if (automation.when.valid()) out += "  when " + Fn(automation.when) + "\n";
  if (automation.exit_when.valid()) out += "  exit when " + Fn(automation.exit_when) + "\n";
  for (const Policy& policy : automation.policies)
    out += "  policy " + policy.native + Arguments(policy.arguments) + "\n";
  out += "  entry " + Goto(automation.entry) + Handlers(automation.handlers) + "\n";
  for (size_t i = 0; i < automation.steps.size(); ++i) {
    const Step& step = automation.steps[i];
    out +=
        "  s" + std::to_string(i) + ": " + Match(step.node, [&](const auto& node) { return NodeText(module, node); });
    out += " next->" + Goto(step.next) + (step.ends_segment ? " ends segment" : "") + "  ; " + step.label + "\n";
  }
  return out;
}

std::string Print(const Module& module, const EmailTemplate& email) {
  std::string out = "email " + Quoted(email.name) + (email.html ? " html" : " text");
  if (email.entity < module.entities.size()) out += " for " + module.entities[email.entity].name;
  out += "\n" + Locals(module, email.locals);
  return out + "  subject " + Fn(email.subject) + "\n  body " + Fn(email.body) + "\n";
}

}  // namespace lsq::ir
