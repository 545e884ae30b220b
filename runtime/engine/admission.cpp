// SPDX-License-Identifier: Apache-2.0
// Events: what they change, which runs they begin and which they wake, in one Delta each (domain.md C6).
#include <algorithm>

#include "compiler/base/limits.h"
#include "compiler/number/decimal.h"
#include "compiler/text/text.h"
#include "compiler/time/arithmetic.h"
#include "runtime/engine/core.h"
#include "runtime/run/entry.h"
#include "runtime/value/json.h"

namespace lsq::engine {

namespace {

using run::Happening;
using run::View;
using value::Record;
using value::Value;

constexpr size_t kMostActive = 100'000;  // runs of one automation that are looked through for one that goes on

class Admission {
 public:
  Admission(Core& core, const store::Event& event)
      : core_(core), event_(event), view_(core.store, core.options.schema) {}

  Result<Delta> Perform() {
    LSQ_TRY(happening_, run::ParseHappening(event_.payload));
    at_ = happening_.at_micros != 0 ? Instant{happening_.at_micros} : event_.at;
    LSQ_TRY(const bool applied, Apply());
    if (applied) LSQ_TRY_DO(StartRuns());
    if (applied) LSQ_TRY_DO(WakeRuns());
    delta_.consumed.push_back(event_.seq);
    view_.AddTo(delta_);
    if (view_.error()) return *view_.error();
    return std::move(delta_);
  }

 private:
  // ---- What the event changes

  // False: it is refused, and said so.
  Result<bool> Apply() {
    const std::string& type = event_.type;
    subject_ = event_.record;
    if (type == "schedule" || type == "ended") return true;
    if (type.starts_with("email_")) return ApplyMail(type.substr(std::string_view("email_").size()));
    if (type == "activity" && !happening_.applied) return ApplyActivity();
    if (type == "new" && !happening_.applied) return ApplyNew();
    LSQ_TRY(const Record* record, view_.Find(event_.record));
    if (!record) return Refuse("unknown_record");
    subject_ = record->key;
    const bool writes = type == "update" || type == "activity_update";
    if (writes && !happening_.applied) ApplyUpdate(*record);
    if (type == "delete") {
      view_.Erase(record->key);
      return false;
    }
    if (type == "added_to_list" && !happening_.applied) LSQ_TRY_DO(ApplyList());
    return true;
  }

  Result<bool> Refuse(std::string_view reason) {
    trace::Line line(event_.at, "refused");
    line.Text("source", event_.source).Text("id", event_.id).Text("type", event_.type).Record(event_.record);
    line.Text("reason", reason);
    delta_.trace.push_back({event_.at, store::kNoRun, line.Print()});
    return false;
  }

  void ApplyUpdate(const Record& record) {
    const RecordKey key = record.key;
    happening_.changes = run::ChangesOf(record.fields, happening_.fields);
    Fields written = happening_.fields;
    written.insert_or_assign("ModifiedOn", Value(at_));
    view_.Set(key, written);
  }

  Result<bool> ApplyNew() {
    LSQ_TRY(const Record* known, view_.Find(event_.record));
    if (known) {  // made before, by whoever: what differs is an update
      subject_ = known->key;
      event_.type = "update";
      ApplyUpdate(*known);
      return true;
    }
    Make(event_.record, happening_.fields);
    return true;
  }

  void Make(const RecordKey& key, Fields fields) {
    const run::EntityRules* rules = core_.options.schema.Find(key.entity);
    if (rules && !rules->key.empty()) fields.insert_or_assign(rules->key, Value::Text(key.id));
    fields.emplace("CreatedOn", Value(at_));
    fields.emplace("ModifiedOn", Value(at_));
    view_.Create(key, std::move(fields));
  }

  // The type by its name, or by the code that the CRM gives it.
  std::string ActivityType() const {
    if (!happening_.name.empty()) return happening_.name;
    for (const char* field : {"Type", "ActivityEvent", "EventCode"}) {
      const auto found = happening_.fields.find(field);
      if (found == happening_.fields.end()) continue;
      if (const auto* text = found->second.As<std::string>()) return *text;
      const auto* number = found->second.As<number::Decimal>();
      const auto code = number ? number::ToInt64(*number) : std::nullopt;
      if (!code) continue;
      const auto& types = core_.options.schema.activity_types;
      const auto type = types.find(*code);
      return type == types.end() ? std::to_string(*code) : type->second;
    }
    return {};
  }

  Result<bool> ApplyActivity() {
    LSQ_TRY(const Record* about, view_.Find(event_.record));
    if (!about) return Refuse("unknown_record");
    happening_.about = about->key;
    happening_.name = ActivityType();
    Fields fields = happening_.fields;
    const auto code = fields.find("ActivityEvent");
    if (code != fields.end()) fields.emplace("EventCode", code->second);
    fields.insert_or_assign("Type", Value::Text(happening_.name));
    fields.emplace("At", Value(at_));
    if (about->key.entity == "Lead") fields.insert_or_assign("ProspectID", Value::Text(about->key.id));
    if (about->key.entity == "Account") fields.insert_or_assign("CompanyId", Value::Text(about->key.id));
    if (about->key.entity == "Opportunity") fields.insert_or_assign("OpportunityId", Value::Text(about->key.id));
    subject_ = {"Activity", "E" + std::to_string(event_.seq)};
    Make(subject_, std::move(fields));
    return true;
  }

  Status ApplyList() {
    const RecordKey key = run::MembershipKey(happening_.name, subject_);
    LSQ_TRY(const Record* membership, view_.Find(key));
    if (!membership) {
      view_.Create(key, {{"List", Value::Text(happening_.name)}, {"Member", Value::Text(run::TopicKey(subject_))}});
    }
    return Ok();
  }

  // `what` is "opened", "clicked" …; which mail, its key or its template says.
  Result<bool> ApplyMail(const std::string& what) {
    LSQ_TRY(const std::string mail, FindMail());
    LSQ_TRY(const Record* sent,
            mail.empty() ? Result<const Record*>(nullptr) : view_.Find({std::string(run::kSentEmail), mail}));
    LSQ_TRY(const Record* who, view_.Find(event_.record));
    if (who) {
      subject_ = who->key;
      Fields fields{{"Type", Value::Text("Email" + text::TitleCase(what))}, {"At", Value(at_)}};
      fields.emplace("Note", Value::Text(happening_.name));
      if (!mail.empty()) fields.emplace("Mail", Value::Text(mail));
      if (who->key.entity == "Lead") fields.emplace("ProspectID", Value::Text(who->key.id));
      Make({"Activity", "E" + std::to_string(event_.seq)}, std::move(fields));
    }
    if (!sent) return false;  // of a mail that we did not send
    mail_ = mail;
    happening_.name = what;
    if (sent->Get(what).missing()) view_.Set(sent->key, {{what, Value(at_)}});
    return true;
  }

  // The newest of a template that went to the record, under the id it had then or has now.
  Result<std::string> FindMail() {
    LSQ_TRY(const Record* by_key, view_.Find({std::string(run::kSentEmail), happening_.name}));
    if (by_key) return happening_.name;
    LSQ_TRY(const Record* who, view_.Find(event_.record));
    for (const RecordKey& to : {event_.record, who ? who->key : event_.record}) {
      LSQ_TRY(const Record* last, view_.Find(run::LastMailKey(to, happening_.name)));
      const auto* mail = last ? last->Get("Mail").As<std::string>() : nullptr;
      if (mail) return *mail;
    }
    return std::string();
  }

  // ---- Runs that begin

  Status StartRuns() {
    if (event_.type == "schedule") return StartScheduled();
    if (mail_ || event_.type == "ended") return Ok();
    LSQ_TRY(const Record* now, view_.Find(subject_));
    if (!now) return Ok();
    Record record = *now;  // as of the event (E-TRG-1)
    for (const auto& [field, change] : happening_.changes) {
      if (change.after.missing()) {
        record.fields.erase(field);
      } else {
        record.fields.insert_or_assign(field, change.after);
      }
    }
    const bool update = !happening_.changes.empty();
    match::Occurrence occurrence;
    occurrence.type = event_.type;
    occurrence.record = &record;
    occurrence.changes = update ? &happening_.changes : nullptr;
    occurrence.name = happening_.name;
    occurrence.about_entity = happening_.about.entity;
    occurrence.arguments = &happening_.fields;
    occurrence.import = happening_.import;
    occurrence.bulk = happening_.bulk;
    occurrence.distributed = happening_.how == "distribute";
    for (const match::Published* candidate : core_.index->Candidates(occurrence)) {
      const match::Judged judged{&record, occurrence.changes, event_.at, &view_, {}};
      const vm::Verdict verdict = match::When(*candidate, judged);
      if (verdict.fault) Skip(*candidate, verdict.fault->code);
      if (verdict.holds) LSQ_TRY_DO(Enter(*candidate, record.key));
    }
    return Ok();
  }

  // One chunk of a firing: its records, or no record at all.
  Status StartScheduled() {
    const match::Published* published = core_.index->Find(happening_.name);
    if (!published) return Ok();  // unpublished since
    if (happening_.ids.empty()) return Begin(*published, {});
    for (const std::string& id : happening_.ids) {
      LSQ_TRY_DO(Enter(*published, {event_.record.entity, id}));
    }
    return Ok();
  }

  void Skip(const match::Published& published, std::string_view reason) {
    TraceSkipped(delta_, event_.at, published.automation->name, subject_, reason);
  }

  std::string Today() const { return run::DayOf(event_.at, core_.account_zone()); }

  // The header's conditions in their order; the first that does not hold says why nothing begins.
  Status Enter(const match::Published& published, const RecordKey& record) {
    const match::Header& header = published.header;
    const std::string& name = published.automation->name;
    subject_ = record;
    const time::Date today = core_.account_zone().ToLocal(event_.at).date;
    if (header.starts_on && today < *header.starts_on) return Skip(published, "not_started"), Ok();
    if (header.ends_on && today > *header.ends_on) return Skip(published, "ended"), Ok();
    if (header.once) {
      LSQ_TRY(const bool entered, core_.store.HasMark(run::OnceMark(name, record), event_.at));
      if (entered) return Skip(published, "once"), Ok();
    }
    LSQ_TRY(const bool looped, IsLooping(name, record));
    if (looped) return Ok();
    if (header.most_runs) {
      LSQ_TRY(const int64_t runs, core_.store.ReadCell(RunsCell(published, record)));
      if (runs >= *header.most_runs) return Skip(published, "at_most"), Ok();
    }
    LSQ_TRY(const bool free, MakeRoom(published, record));
    if (!free) return Skip(published, "one_at_a_time"), Ok();
    LSQ_TRY_DO(Count(published, record));
    return Begin(published, record);
  }

  std::string RunsCell(const match::Published& published, const RecordKey& record) const {
    const std::string& period = published.header.most_runs_period;
    const time::Date today = core_.account_zone().ToLocal(event_.at).date;
    const time::Period unit = period == "month"  ? time::Period::kMonth
                              : period == "week" ? time::Period::kWeek
                                                 : time::Period::kDay;
    const auto range = time::PeriodOf(today, unit, 0);
    return "runs/" + published.automation->name + "/" + run::TopicKey(record) + "/" + period + "/" +
           time::ToString(range.ok() ? range->first : today);
  }

  // The 51st entry of a day is one too many, and somebody is told once (C-TRG-2).
  Result<bool> IsLooping(const std::string& automation, const RecordKey& record) {
    const int64_t most = core_.options.schema.Limit("runs.per_record_per_day", limits::kRunsPerRecordPerDay);
    LSQ_TRY(const int64_t entered, core_.store.ReadCell(run::GuardCell(automation, record, Today())));
    if (entered < most) return false;
    TraceSkipped(delta_, event_.at, automation, record, "loop_guard");
    const std::string told = "told/" + run::GuardCell(automation, record, Today());
    LSQ_TRY(const bool known, core_.store.HasMark(told, event_.at));
    if (known) return true;
    delta_.marks.push_back({told, event_.at, std::nullopt});
    const std::string message = "`" + automation + "` began " + std::to_string(most) + " times today for " +
                                record.entity + " " + record.id + " and begins no more";
    value::Json::Object to{{"role", value::Json(std::string("Administrator"))}};
    value::Json::Object body{{"to", value::Json(value::Json::Array{value::Json(std::move(to))})},
                             {"message", value::Json(message)}};
    store::Effect effect;
    effect.key = told;
    effect.kind = "notify";
    effect.body = PrintJson(value::Json(std::move(body)));
    effect.due = event_.at;
    delta_.effects.push_back(std::move(effect));
    trace::Line line(event_.at, "notify");
    line.Text("automation", automation).Record(record).Value("message", value::Json(message));
    delta_.trace.push_back({event_.at, store::kNoRun, line.Print()});
    return true;
  }

  // `one at a time`: false when the run that goes on keeps this one out.
  Result<bool> MakeRoom(const match::Published& published, const RecordKey& record) {
    if (published.header.concurrency == match::Concurrency::Free) return true;
    LSQ_TRY(const std::vector<store::Run> runs, core_.store.Runs(published.automation->name, kMostActive));
    for (const store::Run& run : runs) {
      if (run.wake == store::Wake::Terminal) continue;
      LSQ_TRY(const Record* about, view_.Find(run.subject));
      if (!about || about->key != record) continue;
      if (published.header.concurrency == match::Concurrency::Skip) return false;
      if (published.header.concurrency == match::Concurrency::Queue) return true;  // it waits its turn, see run/
      LSQ_TRY(const auto program, core_.Program(run.program));
      const run::Setting setting{core_.store, core_.options.schema, *program, event_.at, {}};
      Delta ended = run::EndRun(setting, run, "restarted");
      std::move(ended.runs.begin(), ended.runs.end(), std::back_inserter(delta_.runs));
      std::move(ended.trace.begin(), ended.trace.end(), std::back_inserter(delta_.trace));
      delta_.unsubscribe.push_back(run.id);
    }
    return true;
  }

  Status Count(const match::Published& published, const RecordKey& record) {
    const std::string& name = published.automation->name;
    delta_.cells.push_back({store::CellOp::Kind::Add, run::GuardCell(name, record, Today()), 1});
    if (published.header.most_runs) {
      delta_.cells.push_back({store::CellOp::Kind::Add, RunsCell(published, record), 1});
    }
    if (!published.header.once) return Ok();
    std::optional<Instant> expires;
    if (published.header.once_in) {
      LSQ_TRY(expires, time::Add(event_.at, *published.header.once_in, core_.account_zone()));
    }
    delta_.marks.push_back({run::OnceMark(name, record), event_.at, expires});
    return Ok();
  }

  Status Begin(const match::Published& published, const RecordKey& record) {
    store::Run run = run::NewRun(published.digest, *published.automation, record);
    run.cause = event_.seq;
    if (event_.type != "schedule") run.cause_payload = Print(happening_);
    run.started = run.updated = event_.at;
    delta_.runs.push_back(std::move(run));
    ++core_.counts.runs_started;
    return Ok();
  }

  // ---- Runs that wake

  Status WakeRuns() {
    LSQ_TRY(const auto subscriptions, Listeners());
    std::set<store::RunId> woken;
    for (const store::Subscription& subscription : subscriptions) {
      if (!Concerns(subscription) || !woken.insert(subscription.run).second) continue;
      LSQ_TRY(auto run, core_.store.ReadRun(subscription.run));
      if (!run || run->wake != store::Wake::Subscription || IsEnding(run->id)) continue;
      if (subscription.topic == run::kActivity) LSQ_TRY_DO(AddArrival(*run));
      run->wake = store::Wake::Ready;
      run->due.reset();
      delta_.unsubscribe.push_back(run->id);
      delta_.runs.push_back(std::move(*run));
      if (event_.type == "ended") break;  // the first of the queue
    }
    return Ok();
  }

  bool IsEnding(store::RunId id) const {
    return std::any_of(delta_.runs.begin(), delta_.runs.end(), [&](const store::Run& run) { return run.id == id; });
  }

  Result<std::vector<store::Subscription>> Listeners() {
    const auto of = [&](std::string_view topic, const std::string& key) {
      return core_.store.Subscribers(std::string(topic), key);
    };
    if (mail_) return of(run::kMail, *mail_);
    if (event_.type == "activity") return of(run::kActivity, run::TopicKey(happening_.about));
    if (event_.type == "ended") return of(run::kEnded, run::EndedKey(happening_.name, event_.record));
    if (!happening_.changes.empty()) return of(run::kChanged, run::TopicKey(subject_));
    return std::vector<store::Subscription>();
  }

  bool Concerns(const store::Subscription& subscription) const {
    if (subscription.detail.empty()) return true;
    if (subscription.topic == run::kMail) return subscription.detail == happening_.name;
    if (subscription.topic == run::kChanged) return happening_.changes.contains(subscription.detail);
    return true;
  }

  Status AddArrival(store::Run& run) {
    LSQ_TRY(run::WaitState wait, run::ParseWaitState(run.wait));
    const RecordKey activity =
        happening_.applied ? event_.record : RecordKey{"Activity", "E" + std::to_string(event_.seq)};
    wait.arrived.push_back({activity, happening_.name, at_});
    run.wait = Print(wait);
    return Ok();
  }

  Core& core_;
  store::Event event_;
  View view_;
  Happening happening_;
  Instant at_{};       // when it happened
  RecordKey subject_;  // the record it is about, redirects followed
  std::optional<std::string> mail_;
  Delta delta_;
};

}  // namespace

Result<Delta> Admit(Core& core, const store::Event& event) {
  return Admission(core, event).Perform();
}

namespace {

// An event that the store refuses (a unique value is taken) is said so, and done with.
Status Consume(Core& core, const store::Event& event, const std::string& detail) {
  Delta delta;
  trace::Line line(event.at, "refused");
  line.Text("source", event.source).Text("id", event.id).Text("type", event.type).Record(event.record);
  line.Text("reason", "F_UNIQUE").Text("message", detail);
  delta.trace.push_back({event.at, store::kNoRun, line.Print()});
  delta.consumed.push_back(event.seq);
  std::vector<Delta> batch;
  batch.push_back(std::move(delta));
  LSQ_TRY_DO(core.Commit(batch));
  return Ok();
}

}  // namespace

// Events of one record wait for each other: a batch takes those of different records, up to the first that has another
// of its own before it.
Result<size_t> StepEvents(Core& core) {
  LSQ_TRY(const std::vector<store::Event> due, core.store.DueEvents(core.now(), core.batch()));
  std::vector<Delta> batch;
  std::vector<const store::Event*> taken;
  std::set<RecordKey> records;
  for (const store::Event& event : due) {
    if (!records.insert(event.record).second) break;
    LSQ_TRY(Delta delta, Admit(core, event));
    batch.push_back(std::move(delta));
    taken.push_back(&event);
  }
  if (batch.empty()) return size_t{0};
  LSQ_TRY(const auto outcomes, core.Commit(batch));
  for (size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].outcome != CommitOutcome::UniqueViolation) continue;
    LSQ_TRY_DO(Consume(core, *taken[i], outcomes[i].detail));
  }
  return batch.size();
}

}  // namespace lsq::engine
