// SPDX-License-Identifier: Apache-2.0
#include "compiler/lower/automation.h"

#include "compiler/lower/steps.h"

namespace lsq::lower {
namespace {

ir::LocalIndex IndexOf(program::LocalId local) {
  return local.index;  // an invalid id is kNoLocal
}
static_assert(program::LocalId{}.index == ir::kNoLocal);

ir::Schedule LowerSchedule(const program::Schedule& schedule) {
  return {schedule.unit,     schedule.every,        schedule.at,     schedule.minute,
          schedule.weekdays, schedule.day_of_month, schedule.or_skip};
}

ir::Trigger LowerTrigger(Module& module, const program::Scope& scope, const program::Trigger& trigger,
                         std::string name) {
  ir::Trigger result;
  result.native = trigger.native;
  result.group = trigger.group;
  result.entity = module.imports.Entity(trigger.entity);
  result.record_type = trigger.record_type;
  for (const program::WatchedField& watched : trigger.watched) {
    result.watched.push_back({module.imports.Field(watched.field),
                              LowerIfAny(module, scope, watched.from, name + " from"),
                              LowerIfAny(module, scope, watched.to, name + " to"),
                              LowerIfAny(module, scope, watched.crossing, name + " crossing")});
  }
  result.arguments = LowerArguments(module, scope, trigger.arguments, name);
  if (trigger.schedule) result.schedule = LowerSchedule(*trigger.schedule);
  result.on_import = trigger.on_import;
  result.on_bulk = trigger.on_bulk;
  return result;
}

}  // namespace

std::vector<ir::Argument> LowerArguments(Module& module, const program::Scope& scope,
                                         const std::vector<program::Argument>& arguments, const std::string& name) {
  std::vector<ir::Argument> result;
  for (const program::Argument& argument : arguments) {
    const ir::FunctionId value = LowerFunction(module, scope, argument.value, name + " " + argument.param);
    result.push_back({argument.param, value, IndexOf(argument.candidate)});
  }
  return result;
}

ir::Automation LowerAutomation(Module& module, const program::Automation& automation) {
  const program::Scope& scope = automation.scope;
  ir::Automation result;
  result.name = automation.name;
  result.origin = module.imports.OriginOf(automation.at);
  result.locals = LowerLocals(module, scope);
  result.subject = IndexOf(automation.subject);
  for (const program::Trigger& trigger : automation.triggers) {
    const std::string name = "trigger " + std::to_string(result.triggers.size());
    result.triggers.push_back(LowerTrigger(module, scope, trigger, name));
  }
  result.when = LowerIfAny(module, scope, automation.when, "when");
  result.exit_when = LowerIfAny(module, scope, automation.exit_when, "exit when");
  for (const program::Policy& policy : automation.policies) {
    result.policies.push_back({policy.native, LowerArguments(module, scope, policy.arguments, policy.native)});
  }
  LowerSteps(module, automation, result);
  return result;
}

ir::EmailTemplate LowerEmailTemplate(Module& module, const program::EmailTemplate& email) {
  ir::EmailTemplate result;
  result.name = email.name;
  result.entity = module.imports.Entity(email.entity);
  result.locals = LowerLocals(module, email.scope);
  LSQ_CHECK(!email.subject_record.valid() || email.subject_record.index == 0, "a template's record is its first local");
  result.subject = LowerFunction(module, email.scope, email.subject, email.name + " subject");
  result.body = LowerFunction(module, email.scope, email.body, email.name + " body");
  result.html = email.html;
  return result;
}

}  // namespace lsq::lower
