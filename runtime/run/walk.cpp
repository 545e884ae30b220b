// SPDX-License-Identifier: Apache-2.0
#include "runtime/run/walk.h"

#include <algorithm>

#include "compiler/base/limits.h"

namespace lsq::run {

using store::RunState;
using store::Wake;

namespace {

constexpr int64_t kRetryDelays[] = {30, 120, 420, 900, 1'800, 3'600};

// The automation's own time zone, or the account's.
time::Zone ZoneOf(Walk& walk) {
  for (const ir::Policy& policy : walk.automation().policies) {
    if (policy.native != "timezone" || policy.arguments.empty()) continue;
    const Value name = walk.Evaluate(policy.arguments[0].value);
    const auto* text = name.As<std::string>();
    auto zone = walk.setting().program.tz().Find(text ? *text : "");
    if (zone.ok()) return *zone;
  }
  return walk.setting().program.account_zone();
}

}  // namespace

int64_t RetryDelaySeconds(uint32_t attempt) {
  constexpr size_t kLast = std::size(kRetryDelays) - 1;
  return kRetryDelays[attempt == 0 ? 0 : std::min<size_t>(attempt - 1, kLast)];
}

std::string EndedKey(std::string_view automation, const RecordKey& subject) {
  return std::string(automation) + "/" + TopicKey(subject);
}

std::string TopicKey(const RecordKey& key) {
  return key.entity + "/" + key.id;
}

RecordKey LastMailKey(const RecordKey& to, std::string_view email_template) {
  return {std::string(kLastMail), TopicKey(to) + "/" + std::string(email_template)};
}

value::Json Plain(const Value& value) {
  return value::ToPlain(value);
}
value::Json Text(std::string_view text) {
  return value::Json(std::string(text));
}

void AddPlace(trace::Line& line, const ir::Module& module, const ir::Step& step) {
  line.Text("step", step.label);
  if (step.origin.file < module.files.size()) {
    line.Source(module.files[step.origin.file], step.origin.begin, step.origin.end);
  }
}

const ir::Automation* FindAutomation(const link::LoadedProgram& program, std::string_view name) {
  for (const ir::Automation& automation : program.module().automations) {
    if (automation.name == name) return &automation;
  }
  return nullptr;
}

store::Run NewRun(const std::string& digest, const ir::Automation& automation, const RecordKey& subject) {
  store::Run run;
  run.program = digest;
  run.automation = automation.name;
  run.subject = subject;
  run.step = automation.entry.index;
  run.locals.resize(automation.locals.size());
  if (automation.subject != ir::kNoLocal && !subject.entity.empty()) {
    run.locals[automation.subject] = Value(value::RecordRef{subject.entity, subject.id});
  }
  return run;
}

Walk::Walk(const Setting& setting, store::Run run)
    : setting_(setting),
      run_(std::move(run)),
      automation_(FindAutomation(setting.program, run_.automation)),
      view_(setting.store, setting.schema) {}

Result<store::Delta> Walk::Advance(std::optional<Failure> refused) {
  if (!automation_) return Error{"corrupt", "a run of `" + run_.automation + "`, which its program does not have"};
  if (run_.locals.size() != automation_->locals.size()) return Error{"corrupt", "a frame does not fit its program"};
  LSQ_TRY(cause_, ParseHappening(run_.cause_payload));
  LSQ_TRY(wait_, ParseWaitState(run_.wait));
  waits_ = !run_.wait.empty();
  Begin();
  if (refused && !done_ && run_.step < automation_->steps.size()) {
    ++run_.steps_done;
    HandleFailure(*refused, &automation_->steps[run_.step]);
  }
  if (!done_) Loop();
  return Finish();
}

// What the automation does `on cancel` is still done, by a run that has begun and is not at its end already.
store::Delta Walk::End(const std::string& reason) {
  const ir::Handler* handler = nullptr;
  for (const ir::Handler& each : automation_->handlers) {
    if (each.name == "cancel" && each.entry.valid()) handler = &each;
  }
  if (handler && run_.steps_done > 0 && run_.reason.empty()) {
    Trace(Line("exited").Text("reason", reason));
    run_.reason = reason;
    GoOn(handler->entry);
  } else {
    Close(RunState::Exited, "exited", reason);
  }
  delta_.unsubscribe.push_back(run_.id);
  run_.updated = now();
  delta_.runs.push_back(run_);
  return std::move(delta_);
}

// Sets the zone, says that the run entered when it did, and sees to a record that is gone.
void Walk::Begin() {
  zone_ = setting_.program.account_zone();
  zone_ = run_zone_ = ZoneOf(*this);
  failure_.reset();
  delta_.unsubscribe.push_back(run_.id);
  const bool handling = !run_.reason.empty();
  const bool gone = !run_.subject.entity.empty() && !Subject();
  if (error_) {
    done_ = true;
    return;
  }
  if (run_.steps_done == 0 && !handling) {
    if (gone) return Close(RunState::Exited, "skipped", "gone");
    run_.due.reset();  // of one that was to settle
    if (QueuesBehind()) return;
    run_.started = now();
    trace::Line line = Line("entered");
    line.Text("program", run_.program).Text("tz", setting_.program.tz().version());
    Trace(line);
  } else if (gone) {
    Close(RunState::Exited, "exited", "gone");
  }
}

// `one at a time, queue`: parks until an older run of the record has ended.
bool Walk::QueuesBehind() {
  const auto& policies = automation_->policies;
  const bool queues = std::any_of(policies.begin(), policies.end(), [](const ir::Policy& policy) {
    return policy.native == "one_at_a_time" &&
           std::any_of(policy.arguments.begin(), policy.arguments.end(),
                       [](const ir::Argument& argument) { return argument.param == "queue"; });
  });
  if (!queues) return false;
  const auto runs = setting_.store.ActiveRuns(run_.automation);
  if (!runs.ok()) return Stop(runs.error()), true;
  const bool behind = std::any_of(runs->begin(), runs->end(), [&](const store::Run& other) {
    return other.id < run_.id && other.subject == run_.subject;
  });
  if (!behind) return false;
  delta_.subscribe.push_back({run_.id, std::string(kEnded), EndedKey(run_.automation, run_.subject), {}});
  run_.wake = Wake::Subscription;
  run_.state = RunState::Waiting;
  done_ = true;
  return true;
}

void Walk::Loop() {
  bool resumed = waits_;
  for (uint32_t steps = 0; !done_ && !error_; ++steps) {
    const ir::StepId at{run_.step};
    if (!at.valid() || at.index >= automation_->steps.size()) {
      if (run_.reason.empty()) return Close(RunState::Completed, "completed", {});
      const bool failed = run_.reason.starts_with("F_");  // else cancelled; both were told when it happened
      return Close(failed ? RunState::Failed : RunState::Exited, {}, run_.reason);
    }
    const ir::Step& step = automation_->steps[at.index];
    if (steps == limits::kStepsPerRun) return HandleFailure({"F_STEPS", "the run takes too many steps"}, nullptr);
    loaded_ = false;
    ids_made_ = 0;
    if (!resumed) ++run_.steps_done;
    if (automation_->exit_when.valid() && run_.reason.empty() && Test(automation_->exit_when)) {
      return Close(RunState::Exited, "exited", "exit_condition");
    }
    failure_.reset();  // an exit condition that cannot be judged does not hold
    const Next next = Perform(*this, step, resumed);
    if (error_ || view_.error()) return;
    resumed = false;
    Handle(next, &step);
    const bool touched = view_.written() || !delta_.events.empty() || !delta_.effects.empty();
    if (!done_ && (step.ends_segment || setting_.single_steps) && touched && ir::StepId{run_.step}.valid())
      return Park();
  }
}

void Walk::Handle(const Next& next, const ir::Step* step) {
  switch (next.kind) {
    case Next::Kind::Go:
      return GoOn(next.to);
    case Next::Kind::Park:
      done_ = true;
      run_.wait = Print(wait_);
      return;
    case Next::Kind::Exit:
      return Close(RunState::Exited, "exited", next.reason);
    case Next::Kind::Fail:
      return HandleFailure(next.failure, step);
  }
}

void Walk::GoOn(ir::StepId to) {
  run_.step = to.index;
  run_.state = RunState::Running;
  run_.wake = Wake::Ready;
  run_.due.reset();
  run_.wait.clear();
  wait_ = {};
  waits_ = false;
  zone_ = run_zone_;
}

// The step's handler for it, else the automation's, else the end (C-ACT-1).
void Walk::HandleFailure(const Failure& failure, const ir::Step* step) {
  const auto* action = step ? std::get_if<ir::ActionStep>(&step->node) : nullptr;
  for (const std::string& name : {failure.handler, std::string("failure")}) {
    if (!action) break;
    for (const ir::Handler& handler : action->handlers) {
      if (handler.name != name) continue;
      trace::Line line = Line("step_failed");
      line.Text("reason", failure.code).Text("message", failure.message);
      AddPlace(line, module(), *step);
      Trace(line);
      return GoOn(handler.entry.valid() ? handler.entry : step->next);
    }
  }
  trace::Line line = Line("failed");
  line.Text("reason", failure.code).Text("message", failure.message);
  if (step) AddPlace(line, module(), *step);
  Trace(line);
  const bool handling = !run_.reason.empty();
  if (!handling) {
    run_.reason = failure.code;
    for (const ir::Handler& handler : automation_->handlers) {
      if (handler.name == "failure" && handler.entry.valid()) return GoOn(handler.entry);
    }
  }
  Close(RunState::Failed, {}, run_.reason);
}

void Walk::Park() {
  run_.state = RunState::Running;
  run_.wake = Wake::Ready;
  done_ = true;
}

void Walk::Close(RunState state, std::string_view event, const std::string& reason) {
  run_.state = state;
  run_.wake = Wake::Terminal;
  run_.due.reset();
  run_.wait.clear();
  run_.reason = reason;
  done_ = true;
  const auto& policies = automation_->policies;
  const bool alone = std::any_of(policies.begin(), policies.end(),
                                 [](const ir::Policy& policy) { return policy.native == "one_at_a_time"; });
  if (alone) {  // the next of the queue may begin
    Happening happening;
    happening.name = run_.automation;
    Emit("ended", run_.subject, std::move(happening));
  }
  if (event.empty()) return;
  trace::Line line = Line(event);
  if (!reason.empty()) line.Text("reason", reason);
  Trace(line);
}

Result<store::Delta> Walk::Finish() {
  if (error_) return *error_;
  if (view_.error()) return *view_.error();
  view_.AddTo(delta_);
  run_.updated = now();
  delta_.runs.push_back(run_);
  return std::move(delta_);
}

// ---- Tracing and ids ------------------------------------------------------------------------------------------------

trace::Line Walk::Line(std::string_view event) const {
  trace::Line line(now(), event);
  line.Number("run", run_.id).Text("automation", run_.automation).Record(run_.subject);
  return line;
}

void Walk::Trace(const trace::Line& line) {
  delta_.trace.push_back({now(), run_.id, line.Print()});
}

std::string Walk::MakeId(std::string_view prefix) {
  std::string id(prefix);
  id += std::to_string(run_.id) + "-" + std::to_string(run_.steps_done);
  if (ids_made_++ > 0) id += "-" + std::to_string(ids_made_);
  return id;
}

std::string Walk::AddIntent(std::string_view kind, value::Json body, time::Instant due) {
  store::Effect effect;
  effect.key = MakeId("run-");
  effect.run = run_.id;
  effect.kind = kind;
  effect.body = PrintJson(body);
  effect.due = due;
  delta_.effects.push_back(effect);
  return effect.key;
}

const Record* Walk::Find(const RecordKey& key) {
  Result<const Record*> found = view_.Find(key);
  if (found.ok()) return *found;
  Stop(found.error());
  return nullptr;
}

void Walk::SetLocal(ir::LocalIndex local, Value value) {
  if (local == ir::kNoLocal) return;
  run_.locals[local] = std::move(value);
  loaded_ = false;
}

Result<store::Delta> Advance(const Setting& setting, store::Run run) {
  return Walk(setting, std::move(run)).Advance();
}

Result<store::Delta> FailStep(const Setting& setting, store::Run run, const std::string& code,
                              const std::string& message) {
  return Walk(setting, std::move(run)).Advance(Failure{code, message});
}

store::Delta EndRun(const Setting& setting, store::Run run, const std::string& reason) {
  return Walk(setting, std::move(run)).End(reason);
}

}  // namespace lsq::run
