// SPDX-License-Identifier: Apache-2.0
// Waits (domain.md C2): when a run goes on, what it listens for meanwhile, and what happens when it waits in vain.
#include <algorithm>

#include "compiler/base/match.h"
#include "compiler/text/text.h"
#include "compiler/time/arithmetic.h"
#include "runtime/run/walk.h"

namespace lsq::run {

using store::RunState;
using store::Wake;

// One wait step being begun or looked at again. What has happened is judged before what has run out, so an event at the
// very instant of the time-out wins (C-WAIT-11).
class Waiting {
 public:
  Waiting(Walk& walk, const ir::Step& step, const ir::WaitStep& wait)
      : walk_(walk), step_(step), wait_(wait), state_(walk.wait()) {}

  Next Begin() {
    state_ = {};
    state_.since = walk_.now();
    if (!SetZone(false) || !SetDeadline()) return walk_.TakeFailure();
    return Judge(false);
  }
  Next Again() {
    if (!SetZone(true)) return walk_.TakeFailure();
    return Judge(true);
  }

 private:
  Next Judge(bool resumed) {
    std::optional<Next> next = Match(wait_.until, [&](const auto& until) { return Look(until, resumed); });
    if (walk_.failed()) return walk_.TakeFailure();
    if (next) {
      if (resumed) Resumed("resumed", {});
      return *next;
    }
    if (state_.deadline && *state_.deadline <= walk_.now()) return TimeOut();
    Listen();
    return Park(resumed);
  }

  // ---- The four kinds: what follows when it is over; nothing while it goes on

  std::optional<Next> Look(const ir::WaitStep::ForDuration& until, bool resumed) {
    if (!resumed) {
      const Value value = walk_.Evaluate(until.duration);
      if (walk_.failed()) return std::nullopt;
      const auto* duration = value.As<time::Duration>();
      Result<time::Instant> end = duration
                                      ? time::Add(walk_.now(), *duration, walk_.zone())
                                      : Result<time::Instant>(Error{"F_DATE_MISSING", "the time to wait is empty"});
      if (end.ok() && until.weekday) {
        const time::TimeOfDay at = until.at ? *until.at : walk_.zone().ToLocal(*end).time;
        end = time::NextWeekdayTime(*end, *until.weekday, at, walk_.zone());
      } else if (end.ok() && until.at) {
        end = time::NextTimeOfDay(*end, *until.at, walk_.zone());
      }
      if (!end.ok()) return Next::Fail(FailureOf(end.error()));
      state_.until = *end;
    }
    if (*state_.until <= walk_.now()) return Happened();
    return std::nullopt;
  }

  // Read anew each time it is looked at (C-WAIT-7).
  std::optional<Next> Look(const ir::WaitStep::UntilInstant& until, bool resumed) {
    std::optional<time::Instant> target;
    if (until.local) {
      target = walk_.zone().ToInstant(*until.local);
    } else {
      const Value value = walk_.Evaluate(until.instant);
      if (walk_.failed()) return std::nullopt;
      if (const auto* instant = value.As<time::Instant>()) target = *instant;
      if (const auto* date = value.As<time::Date>()) target = time::StartOfDay(*date, walk_.zone());
    }
    if (!target) return Instead(kEmpty, until.if_empty, {"F_DATE_MISSING", "the date to wait for is empty"});
    const bool moved = state_.until != *target;
    state_.until = *target;
    if (*target > walk_.now()) return std::nullopt;
    if (*target == walk_.now() || (resumed && !moved)) return Happened();
    Past();
    return Instead(kPast, until.if_past, {"F_DATE_PAST", "the date to wait for has passed"});
  }

  std::optional<Next> Look(const ir::WaitStep::UntilEvents& until, bool) {
    for (uint32_t i = 0; i < until.events.size(); ++i) {
      const bool known = std::find(state_.seen.begin(), state_.seen.end(), i) != state_.seen.end();
      if (!known && Happened(until.events[i])) state_.seen.push_back(i);
      if (walk_.failed()) return std::nullopt;
    }
    state_.arrived.clear();
    const size_t needed = until.all ? until.events.size() : 1;
    if (state_.seen.size() >= needed) return Happened();
    return std::nullopt;
  }

  std::optional<Next> Look(const ir::WaitStep::UntilCondition& until, bool) {
    const bool late = state_.deadline && *state_.deadline < walk_.now();
    if (!late && walk_.Test(until.condition)) return Happened();
    return std::nullopt;
  }

  bool InTime(time::Instant at) const { return !state_.deadline || at <= *state_.deadline; }

  // Mails count since they were sent (C-WAIT-9), activities since the wait began (C-WAIT-10).
  bool Happened(const ir::WaitStep::Event& event) {
    if (event.handle != ir::kNoLocal) {
      const auto* mail = walk_.run().locals[event.handle].As<std::string>();
      const Record* sent = mail ? walk_.Find({std::string(kSentEmail), *mail}) : nullptr;
      const auto* at = sent ? sent->Get(event.name).As<time::Instant>() : nullptr;
      return at && InTime(*at);
    }
    return std::any_of(state_.arrived.begin(), state_.arrived.end(), [&](const Arrival& arrival) {
      if (arrival.at < state_.since || !InTime(arrival.at)) return false;
      if (!event.activity_type.empty() && !text::EqualsFolded(event.activity_type, arrival.type)) return false;
      const Record* activity = walk_.Find(arrival.activity);
      return activity && walk_.Test(event.where, {event.candidate, activity});
    });
  }

  // ---- Zones, ends

  // An unknown or empty zone is the default one, and said so (C-WAIT-14).
  bool SetZone(bool resumed) {
    if (!wait_.zone.valid()) return true;
    const Value wanted = walk_.Evaluate(wait_.zone);
    if (walk_.failed()) return false;
    const time::TzData& tz = walk_.setting().program.tz();
    const auto* name = wanted.As<std::string>();
    if (name) {
      if (auto zone = tz.Find(text::Trim(*name)); zone.ok()) return walk_.SetZone(*zone), true;
      if (!resumed) walk_.Trace(walk_.Line("zone_unknown").Text("zone", *name));
    }
    const Value fallback = walk_.Evaluate(wait_.default_zone);
    if (walk_.failed()) return false;
    const auto* fallback_name = fallback.As<std::string>();
    auto zone = tz.Find(fallback_name ? *fallback_name : std::string());
    if (!zone.ok()) {
      if (!fallback_name) return true;  // the run's own
      walk_.Fault(Failure{"F_TZ_UNKNOWN", zone.error().message});
      return false;
    }
    walk_.SetZone(*zone);
    return true;
  }

  bool SetDeadline() {
    if (!wait_.at_most.valid()) return true;
    const Value value = walk_.Evaluate(wait_.at_most);
    if (walk_.failed()) return false;
    const auto* duration = value.As<time::Duration>();
    if (!duration) return walk_.Fault({"F_DATE_MISSING", "the longest time to wait is empty"}), false;
    const auto end = time::Add(walk_.now(), *duration, walk_.zone());
    if (!end.ok()) return walk_.Fault(FailureOf(end.error())), false;
    state_.deadline = *end;
    return true;
  }

  static Failure FailureOf(const Error& error) {
    return {error.code.starts_with("F_") ? error.code : "F_DATE_RANGE", error.message};
  }

  Next TimeOut() {
    Resumed("timed_out", "timeout");
    return Instead(kTimedOut, wait_.on_time_out, {"F_TIMEOUT", "what was waited for did not happen in time"});
  }

  Next Happened() const {
    walk_.TellWay(step_, kHappened);
    return Next::Go(wait_.then);
  }

  Next Instead(WaitWay way, ir::Otherwise otherwise, Failure failure) const {
    constexpr const char* kReasons[] = {"", "timeout", "no_date", "past"};
    walk_.TellWay(step_, way);
    switch (otherwise) {
      case ir::Otherwise::Fail:
        return Next::Fail(std::move(failure));
      case ir::Otherwise::Exit:
        return Next::Exit(kReasons[way]);
      case ir::Otherwise::Continue:
        return Next::Go(way == kTimedOut ? wait_.time_out : wait_.then);
      case ir::Otherwise::Goto:
        return Next::Go(wait_.time_out);
    }
    return Next::Fail(std::move(failure));
  }

  // ---- Parking

  void Subscribe(std::string_view topic, std::string key, std::string detail) {
    walk_.delta().subscribe.push_back({walk_.run().id, std::string(topic), std::move(key), std::move(detail)});
  }

  // A change of any record that the condition or date reads wakes the run.
  void SubscribeToFields(const std::vector<uint32_t>& watched) {
    const Record* subject = walk_.Subject();
    if (!subject) return;
    for (const uint32_t field : watched) {
      const ir::FieldImport& import = walk_.module().fields[field];
      const std::string& entity = walk_.module().entities[import.entity].name;
      const std::string name = walk_.setting().program.FieldName(field);
      if (entity == subject->key.entity) {
        Subscribe(kChanged, TopicKey(subject->key), import.via.empty() ? name : import.via);
      } else {
        SubscribeToRelated(*subject, entity, name);
      }
    }
  }

  // One relation away (architecture decision 6): the records that the run's record leads to.
  void SubscribeToRelated(const Record& subject, const std::string& entity, const std::string& name) {
    for (const ir::FieldImport& relation : walk_.module().fields) {
      const bool leads = relation.relation_entity != UINT32_MAX &&
                         walk_.module().entities[relation.relation_entity].name == entity &&
                         walk_.module().entities[relation.entity].name == subject.key.entity;
      if (!leads) continue;
      Subscribe(kChanged, TopicKey(subject.key), relation.via);
      const auto* id = subject.Get(relation.via).As<std::string>();
      const Record* other = id ? walk_.Find({entity, *id}) : nullptr;
      if (other) Subscribe(kChanged, TopicKey(other->key), name);
    }
  }

  // Activities are posted on leads, opportunities and accounts. A run about an activity or a task waits for those on
  // the record that this one is about.
  static store::RecordKey PostedOn(const Record& subject) {
    if (subject.key.entity != "Activity" && subject.key.entity != "Task") return subject.key;
    constexpr std::pair<const char*, const char*> kAbout[] = {
        {"OpportunityId", "Opportunity"}, {"ProspectID", "Lead"}, {"CompanyId", "Account"}};
    for (const auto& [field, entity] : kAbout) {
      if (const auto* id = subject.Get(field).As<std::string>()) return {entity, *id};
    }
    return subject.key;
  }

  void Listen() {
    const Record* subject = walk_.Subject();
    if (subject && walk_.automation().exit_when.valid()) Subscribe(kChanged, TopicKey(subject->key), {});
    Match(
        wait_.until, [](const ir::WaitStep::ForDuration&) {},
        [&](const ir::WaitStep::UntilInstant& until) { SubscribeToFields(until.watched); },
        [&](const ir::WaitStep::UntilCondition& until) { SubscribeToFields(until.watched); },
        [&](const ir::WaitStep::UntilEvents& until) {
          for (const ir::WaitStep::Event& event : until.events) {
            const auto* mail =
                event.handle != ir::kNoLocal ? walk_.run().locals[event.handle].As<std::string>() : nullptr;
            if (mail) Subscribe(kMail, *mail, event.name);
            if (event.handle == ir::kNoLocal && subject) Subscribe(kActivity, TopicKey(PostedOn(*subject)), {});
          }
        });
  }

  Next Park(bool resumed) {
    store::Run& run = walk_.run();
    std::optional<time::Instant> due = state_.until;
    if (state_.deadline && (!due || *state_.deadline < *due)) due = state_.deadline;
    const bool same = resumed && run.state == RunState::Waiting && Due() == due;
    run.due = due;
    run.wake = walk_.delta().subscribe.empty() && due ? Wake::Timer : Wake::Subscription;
    run.state = RunState::Waiting;
    if (due) {
      const time::Zone& zone = walk_.zone();
      state_.local = time::ToString(zone.ToLocal(*due)) + " " + zone.name();
    }
    if (!same) TraceWaiting();
    return Next::Park();
  }

  std::optional<time::Instant> Due() const {
    const auto before = ParseWaitState(walk_.run().wait);
    if (!before.ok()) return std::nullopt;
    std::optional<time::Instant> due = before->until;
    if (before->deadline && (!due || *before->deadline < *due)) due = before->deadline;
    return due;
  }

  void TraceWaiting() {
    trace::Line line = walk_.Line("waiting");
    if (walk_.run().due) {
      line.Text("until", time::ToString(*walk_.run().due)).Text("local", state_.local);
      line.Text("tz", walk_.setting().program.tz().version());
    }
    AddPlace(line, walk_.module(), step_);
    walk_.Trace(line);
  }

  void Past() {
    trace::Line line = walk_.Line("past");
    AddPlace(line, walk_.module(), step_);
    walk_.Trace(line);
  }

  void Resumed(std::string_view event, std::string_view reason) {
    trace::Line line = walk_.Line(event == "timed_out" ? "resumed" : event);
    if (!reason.empty()) line.Text("reason", reason);
    AddPlace(line, walk_.module(), step_);
    walk_.Trace(line);
  }

  Walk& walk_;
  const ir::Step& step_;
  const ir::WaitStep& wait_;
  WaitState& state_;
};

Next PerformWait(Walk& walk, const ir::Step& step, const ir::WaitStep& wait, bool resumed) {
  Waiting waiting(walk, step, wait);
  return resumed ? waiting.Again() : waiting.Begin();
}

}  // namespace lsq::run
