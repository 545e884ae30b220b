// SPDX-License-Identifier: Apache-2.0
// Events, one Delta each, in the order in which they arrived.
#include "runtime/engine/admission.h"

#include <algorithm>
#include <set>

namespace lsq::engine {

Result<Delta> Admission::Perform() {
  LSQ_TRY(happening_, run::ParseHappening(event_.payload));
  at_ = happening_.at_micros != 0 ? Instant{happening_.at_micros} : event_.at;
  LSQ_TRY(const bool applied, Apply());
  if (applied) LSQ_TRY_DO(Resettle());
  if (applied && happening_.how == "merge") LSQ_TRY_DO(EndDoubles());
  if (applied && !gone_) LSQ_TRY_DO(StartRuns());
  if (applied) LSQ_TRY_DO(WakeRuns());
  delta_.consumed.push_back(event_.seq);
  view_.AddTo(delta_);
  if (view_.error()) return *view_.error();
  return std::move(delta_);
}

Status Admission::WakeRuns() {
  LSQ_TRY(const auto subscriptions, Listeners());
  std::set<store::RunId> woken;
  for (const store::Subscription& subscription : subscriptions) {
    if (!Concerns(subscription) || !woken.insert(subscription.run).second) continue;
    LSQ_TRY(auto run, core_.store.ReadRun(subscription.run));
    if (!run || run->wake != store::Wake::Subscription || IsEnding(run->id)) continue;
    if (subscription.topic == run::kActivity && !gone_) LSQ_TRY_DO(AddArrival(*run));
    run->wake = store::Wake::Ready;
    run->due.reset();
    delta_.unsubscribe.push_back(run->id);
    delta_.runs.push_back(std::move(*run));
    if (event_.type == "ended") break;  // the first of the queue
  }
  return Ok();
}

bool Admission::IsEnding(store::RunId id) const {
  return std::any_of(delta_.runs.begin(), delta_.runs.end(), [&](const store::Run& run) { return run.id == id; });
}

Result<std::vector<store::Subscription>> Admission::Listeners() {
  const auto of = [&](std::string_view topic, const std::string& key) {
    return core_.store.Subscribers(std::string(topic), key);
  };
  if (mail_) return of(run::kMail, *mail_);
  if (gone_) return ListenersToRecord();
  if (event_.type == "activity") return of(run::kActivity, run::TopicKey(happening_.about));
  if (event_.type == "ended") return of(run::kEnded, run::EndedKey(happening_.name, event_.record));
  if (!happening_.changes.empty()) return of(run::kChanged, run::TopicKey(subject_));
  return std::vector<store::Subscription>();
}

// Of a record that is gone: whatever they wait for does not come.
Result<std::vector<store::Subscription>> Admission::ListenersToRecord() {
  LSQ_TRY(auto all, core_.store.Subscribers(std::string(run::kChanged), run::TopicKey(subject_)));
  LSQ_TRY(const auto more, core_.store.Subscribers(std::string(run::kActivity), run::TopicKey(subject_)));
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

bool Admission::Concerns(const store::Subscription& subscription) const {
  if (subscription.detail.empty() || gone_) return true;
  if (subscription.topic == run::kMail) return subscription.detail == happening_.name;
  if (subscription.topic == run::kChanged) return happening_.changes.contains(subscription.detail);
  return true;
}

Status Admission::AddArrival(store::Run& run) {
  LSQ_TRY(run::WaitState wait, run::ParseWaitState(run.wait));
  const RecordKey activity =
      happening_.applied ? event_.record : RecordKey{"Activity", "E" + std::to_string(event_.seq)};
  wait.arrived.push_back({activity, happening_.name, at_});
  run.wait = Print(wait);
  return Ok();
}

namespace {

// An event that the store refuses (a unique value is taken) is said so, and done with.
Status Consume(Core& core, const store::Event& event, const Committed& refusal) {
  Delta delta;
  trace::Line line(event.at, "refused");
  line.Text("source", event.source).Text("id", event.id).Text("type", event.type).Record(event.record);
  line.Text("reason", refusal.outcome == CommitOutcome::UniqueViolation ? "F_UNIQUE" : "F_CONFLICT");
  line.Text("message", refusal.detail);
  delta.trace.push_back({event.at, store::kNoRun, line.Print()});
  delta.consumed.push_back(event.seq);
  LSQ_TRY_DO(core.Commit(std::move(delta)));
  return Ok();
}

}  // namespace

// Events of one record wait for each other: a batch takes those of different records, up to the first that has another
// of its own before it. One that is refused because of what others of the batch did is still there, and judged again by
// a later step, after the runs that they woke; the first saw everything there is.
Result<size_t> StepEvents(Core& core) {
  LSQ_TRY(const std::vector<store::Event> due, core.store.DueEvents(core.now(), core.options.batch));
  std::vector<Delta> batch;
  std::set<RecordKey> records;
  for (const store::Event& event : due) {
    if (!records.insert(event.record).second) break;
    LSQ_TRY(Delta delta, Admission(core, event).Perform());
    batch.push_back(std::move(delta));
  }
  if (batch.empty()) return size_t{0};
  LSQ_TRY(const auto outcomes, core.Commit(batch));
  if (outcomes[0].outcome != CommitOutcome::Committed) LSQ_TRY_DO(Consume(core, due[0], outcomes[0]));
  return batch.size();
}

}  // namespace lsq::engine
