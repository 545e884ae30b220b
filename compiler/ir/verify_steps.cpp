// SPDX-License-Identifier: Apache-2.0
// Automations and templates: steps go forward, functions exist and fit.
#include <algorithm>

#include "compiler/base/match.h"
#include "compiler/ir/names.h"
#include "compiler/ir/verify_internal.h"

namespace lsq::ir {
namespace {

// Things that may name functions, over the locals those may read.
class OwnerVerifier {
 public:
  OwnerVerifier(const Module& module, const std::vector<Local>& locals) : module_(module), locals_(locals) {}

  Status Locals() const {
    for (const Local& local : locals_) LSQ_TRY_DO(VerifyType(module_, local.type));
    return Ok();
  }
  Status Entity(uint32_t entity) const {
    LSQ_IR_HOLDS(entity == UINT32_MAX || entity < module_.entities.size(), "no such entity");
    return Ok();
  }
  Status LocalOf(LocalIndex local) const {
    LSQ_IR_HOLDS(local == kNoLocal || local < locals_.size(), "no such local");
    return Ok();
  }
  Status Record(LocalIndex local, uint32_t entity) const {
    LSQ_IR_HOLDS(local < locals_.size() && entity < module_.entities.size(), "no such record");
    LSQ_IR_HOLDS(locals_[local].type.kind == Kind::Record && locals_[local].type.entity == entity, "another record");
    return Ok();
  }
  Status Fields(const std::vector<uint32_t>& fields) const {
    for (const uint32_t field : fields) LSQ_IR_HOLDS(field < module_.fields.size(), "no such field");
    return Ok();
  }

  // The function reads only these locals, as what they are.
  Status Function(FunctionId id) const {
    LSQ_IR_HOLDS(id.index < module_.functions.size(), "no such function");
    const ir::Function& function = module_.functions[id];
    LSQ_IR_HOLDS(function.params.empty(), "a function that wants arguments");
    for (const Inst& inst : function.insts) {
      if (inst.op != Op::Local) continue;
      LSQ_IR_HOLDS(inst.imm < locals_.size() && SameRegister(inst.type, locals_[inst.imm].type), "no such local");
    }
    return Ok();
  }
  Status Optional(FunctionId id) const { return id.valid() ? Function(id) : Ok(); }
  // Gives one of `kinds`; a literal `empty` fits everywhere.
  Status Gives(FunctionId id, std::initializer_list<Kind> kinds) const {
    LSQ_TRY_DO(Function(id));
    const Kind kind = module_.functions[id].result.kind;
    const bool fits = kind == Kind::Void || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    LSQ_IR_HOLDS(fits, "function " + module_.functions[id].name + " gives another type");
    return Ok();
  }
  Status GivesIfAny(FunctionId id, std::initializer_list<Kind> kinds) const {
    return id.valid() ? Gives(id, kinds) : Ok();
  }
  Status Condition(FunctionId id) const { return GivesIfAny(id, {Kind::Bool}); }

  Status Arguments(const std::vector<Argument>& arguments) const {
    for (const Argument& argument : arguments) {
      LSQ_TRY_DO(Function(argument.value));
      LSQ_TRY_DO(LocalOf(argument.candidate));
    }
    return Ok();
  }
  Status Assignments(const std::vector<Assignment>& assignments, uint32_t entity) const {
    for (const Assignment& assignment : assignments) {
      LSQ_IR_HOLDS(assignment.field < module_.fields.size(), "no such field");
      LSQ_IR_HOLDS(entity == UINT32_MAX || module_.fields[assignment.field].entity == entity,
                   "a field of another entity");
      LSQ_TRY_DO(Function(assignment.value));
    }
    return Ok();
  }

 protected:
  const Module& module_;
  const std::vector<Local>& locals_;
};

class AutomationVerifier : OwnerVerifier {
 public:
  AutomationVerifier(const Module& module, const Automation& automation)
      : OwnerVerifier(module, automation.locals), automation_(automation) {}

  Status Run() {
    LSQ_TRY_DO(Locals());
    LSQ_TRY_DO(LocalOf(automation_.subject));
    LSQ_TRY_DO(Condition(automation_.when));
    LSQ_TRY_DO(Condition(automation_.exit_when));
    for (const Trigger& trigger : automation_.triggers) LSQ_TRY_DO(VerifyTrigger(trigger));
    for (const Policy& policy : automation_.policies) LSQ_TRY_DO(Arguments(policy.arguments));
    LSQ_TRY_DO(AnyStep(automation_.entry));
    LSQ_TRY_DO(Handlers(automation_.handlers));
    for (size_t i = 0; i < automation_.steps.size(); ++i) {
      const Status status = VerifyStep(i);
      if (!status.ok()) return Corrupt("step " + std::to_string(i) + ": " + status.error().message);
    }
    return Ok();
  }

 private:
  Status AnyStep(StepId step) const {
    LSQ_IR_HOLDS(!step.valid() || step.index < automation_.steps.size(), "no such step");
    return Ok();
  }
  Status Ahead(StepId step) const {
    LSQ_TRY_DO(AnyStep(step));
    LSQ_IR_HOLDS(!step.valid() || step.index > current_, "a step backwards");
    return Ok();
  }
  Status Handlers(const std::vector<Handler>& handlers) const {
    for (const Handler& handler : handlers) LSQ_TRY_DO(AnyStep(handler.entry));
    return Ok();
  }

  Status VerifyTrigger(const Trigger& trigger) const {
    LSQ_TRY_DO(Entity(trigger.entity));
    LSQ_TRY_DO(Arguments(trigger.arguments));
    for (const WatchedField& watched : trigger.watched) {
      LSQ_TRY_DO(Fields({watched.field}));
      for (const FunctionId value : {watched.from, watched.to, watched.crossing}) LSQ_TRY_DO(Optional(value));
    }
    if (!trigger.schedule) return Ok();
    LSQ_IR_HOLDS(trigger.schedule->every > 0 && trigger.schedule->minute < 60, "a schedule that never comes");
    LSQ_IR_HOLDS(trigger.schedule->day_of_month <= 32, "no such day of a month");
    return Ok();
  }

  Status VerifyStep(size_t index) {
    current_ = index;
    const Step& step = automation_.steps[index];
    LSQ_TRY_DO(Ahead(step.next));
    return Match(step.node, [&](const auto& node) { return VerifyNode(node); });
  }
  Status VerifyNode(const ActionStep& step) const {
    LSQ_TRY_DO(Entity(step.entity));
    LSQ_TRY_DO(LocalOf(step.result));
    LSQ_TRY_DO(Arguments(step.arguments));
    LSQ_TRY_DO(Assignments(step.assignments, step.entity));
    for (const Handler& handler : step.handlers) LSQ_TRY_DO(Ahead(handler.entry));
    return Ok();
  }
  Status VerifyNode(const BranchStep& step) const {
    for (const BranchStep::Arm& arm : step.arms) {
      LSQ_TRY_DO(Gives(arm.condition, {Kind::Bool}));
      LSQ_TRY_DO(Ahead(arm.target));
    }
    return Ahead(step.otherwise);
  }
  Status VerifyNode(const FindStep& step) const {
    LSQ_TRY_DO(Record(step.match, step.entity));
    LSQ_TRY_DO(Condition(step.where));
    for (const FindStep::Key& key : step.keys) {
      LSQ_TRY_DO(Function(key.value));
      LSQ_IR_HOLDS(key.field < module_.fields.size() && module_.fields[key.field].entity == step.entity, "no such key");
    }
    LSQ_TRY_DO(Ahead(step.then));
    return Ahead(step.otherwise);
  }
  Status VerifyNode(const WaitStep& step) const {
    LSQ_TRY_DO(Match(step.until, [&](const auto& until) { return VerifyUntil(until); }));
    LSQ_TRY_DO(GivesIfAny(step.zone, {Kind::Text}));
    LSQ_TRY_DO(GivesIfAny(step.default_zone, {Kind::Text}));
    LSQ_TRY_DO(GivesIfAny(step.at_most, {Kind::Duration}));
    LSQ_TRY_DO(Ahead(step.then));
    return Ahead(step.time_out);
  }
  Status VerifyUntil(const WaitStep::ForDuration& until) const { return Gives(until.duration, {Kind::Duration}); }
  Status VerifyUntil(const WaitStep::UntilInstant& until) const {
    LSQ_TRY_DO(Gives(until.instant, {Kind::DateTime}));
    return Fields(until.watched);
  }
  Status VerifyUntil(const WaitStep::UntilEvents& until) const {
    for (const WaitStep::Event& event : until.events) {
      LSQ_TRY_DO(LocalOf(event.handle));
      LSQ_TRY_DO(LocalOf(event.candidate));
      LSQ_TRY_DO(Condition(event.where));
    }
    return Ok();
  }
  Status VerifyUntil(const WaitStep::UntilCondition& until) const {
    LSQ_TRY_DO(Gives(until.condition, {Kind::Bool}));
    return Fields(until.watched);
  }
  Status VerifyNode(const SetStep& step) const {
    LSQ_TRY_DO(Entity(step.entity));
    LSQ_TRY_DO(Gives(step.record, {Kind::Record}));
    return Assignments(step.assignments, step.entity);
  }
  Status VerifyNode(const LetStep& step) const {
    LSQ_TRY_DO(Function(step.value));
    LSQ_IR_HOLDS(step.local < locals_.size(), "no such local");
    const Type given = module_.functions[step.value].result;
    LSQ_IR_HOLDS(SameRegister(given, locals_[step.local].type), "a local of another type");
    return Ok();
  }
  Status VerifyNode(const ExitStep& step) const { return GivesIfAny(step.reason, {Kind::Text}); }

  const Automation& automation_;
  size_t current_ = 0;
};

}  // namespace

Status VerifyAutomation(const Module& module, const Automation& automation) {
  return AutomationVerifier(module, automation).Run();
}

Status VerifyEmailTemplate(const Module& module, const EmailTemplate& email) {
  const OwnerVerifier owner(module, email.locals);
  LSQ_TRY_DO(owner.Locals());
  if (!email.locals.empty()) LSQ_TRY_DO(owner.Record(0, email.entity));
  LSQ_TRY_DO(owner.Gives(email.subject, {Kind::Text}));
  return owner.Gives(email.body, {Kind::Text});
}

}  // namespace lsq::ir
