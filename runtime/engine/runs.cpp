// SPDX-License-Identifier: Apache-2.0
// Segments of runs, several at once: those about different records, so that they are seldom in each other's way.
#include "runtime/engine/core.h"

namespace lsq::engine {

namespace {

constexpr size_t kLookAhead = 4;  // ready runs read for each that fits into the batch

// What several runs of one batch must not share: their record.
class Subjects {
 public:
  bool Take(const store::Run& run) { return run.subject.entity.empty() || taken_.insert(run.subject).second; }

 private:
  std::set<RecordKey> taken_;
};

Result<run::Setting> SettingOf(Core& core, const store::Run& run, std::shared_ptr<const link::LoadedProgram>& program) {
  LSQ_TRY(program, core.Program(run.program));
  return run::Setting{core.store, core.options.schema, *program, core.now(), {}, core.options.witness};
}

// Refused although nobody was before it: a unique value is taken. The step that writes it is found by going step by
// step, and fails (E-MRG-3).
Status Refused(Core& core, store::Run run) {
  std::shared_ptr<const link::LoadedProgram> program;
  LSQ_TRY(run::Setting setting, SettingOf(core, run, program));
  setting.single_steps = true;
  LSQ_TRY(Delta one_step, run::Advance(setting, run));
  LSQ_TRY(const Committed outcome, core.Commit(std::move(one_step)));
  if (outcome.outcome == CommitOutcome::Committed) return Ok();
  const char* code = outcome.outcome == CommitOutcome::UniqueViolation ? "F_UNIQUE" : "F_CONFLICT";
  LSQ_TRY(Delta failed, run::FailStep(setting, std::move(run), code, outcome.detail));
  LSQ_TRY_DO(core.Commit(std::move(failed)));
  return Ok();
}

// A run that is refused among others because of what they did is still ready, and is done again by a later step. The
// first of a batch saw everything there is, so that every step gets on.
Result<size_t> Execute(Core& core, std::vector<store::Run> runs) {
  std::vector<Delta> batch;
  for (const store::Run& run : runs) {
    std::shared_ptr<const link::LoadedProgram> program;
    LSQ_TRY(const run::Setting setting, SettingOf(core, run, program));
    LSQ_TRY(Delta delta, run::Advance(setting, run));
    batch.push_back(std::move(delta));
  }
  if (batch.empty()) return size_t{0};
  LSQ_TRY(const auto outcomes, core.Commit(batch));
  if (outcomes[0].outcome != CommitOutcome::Committed) LSQ_TRY_DO(Refused(core, std::move(runs[0])));
  return batch.size();
}

}  // namespace

Result<size_t> StepRuns(Core& core) {
  LSQ_TRY(const auto ids, core.store.ReadyRuns(core.options.batch * kLookAhead));
  std::vector<store::Run> runs;
  Subjects subjects;
  for (const store::RunId id : ids) {
    if (runs.size() == core.options.batch) break;
    LSQ_TRY(auto run, core.store.ReadRun(id));
    if (run && subjects.Take(*run)) runs.push_back(std::move(*run));
  }
  return Execute(core, std::move(runs));
}

Result<size_t> StepTimers(Core& core) {
  LSQ_TRY(auto due, core.store.DueRuns(core.now(), core.options.batch));
  std::vector<store::Run> runs;
  Subjects subjects;
  for (store::Run& run : due) {
    if (subjects.Take(run)) runs.push_back(std::move(run));
  }
  return Execute(core, std::move(runs));
}

}  // namespace lsq::engine
