// SPDX-License-Identifier: Apache-2.0
// What one event does, as one Delta: what it changes (apply.cpp), which runs it begins (entry.cpp) and which it wakes
// (admission.cpp). Private to engine/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/engine/core.h"
#include "runtime/run/entry.h"

namespace lsq::engine {

using run::Happening;
using run::View;
using value::Record;
using value::Value;

class Admission {
 public:
  Admission(Core& core, const store::Event& event)
      : core_(core), event_(event), view_(core.store, core.options.schema) {}
  Result<Delta> Perform();

 private:
  // ---- What the event changes
  // False: it is refused, and said so.
  Result<bool> Apply();
  Result<bool> Refuse(std::string_view reason);
  void ApplyUpdate(const Record& record);
  Result<bool> ApplyNew();
  void Make(const RecordKey& key, Fields fields);
  // The type by its name, or by the code that the CRM gives it.
  std::string ActivityType() const;
  Result<bool> ApplyActivity();
  Status ApplyList();
  // `what` is "opened", "clicked" …; which mail, its key or its template says.
  Result<bool> ApplyMail(const std::string& what);
  // The newest of a template that went to the record, under the id it had then or has now.
  Result<std::string> FindMail();

  // ---- Runs that begin
  Status StartRuns();
  bool IsTooBulky() const;
  // One chunk of a firing: its records, or no record at all.
  Status StartScheduled();
  void Skip(const match::Published& published, std::string_view reason);
  std::string Today() const { return run::DayOf(event_.at, core_.account_zone()); }
  // The header's conditions in their order; the first that does not hold says why nothing begins.
  Status Enter(const match::Published& published, const RecordKey& record);
  std::string RunsCell(const match::Published& published, const RecordKey& record) const;
  // A counter that what follows depends on.
  Result<int64_t> Seen(std::string cell);
  // The 51st entry of a day is one too many, and somebody is told once (C-TRG-2).
  Result<bool> IsLooping(const std::string& automation, const RecordKey& record);
  // `one at a time`: false when the run that goes on keeps this one out.
  Result<bool> MakeRoom(const match::Published& published, const RecordKey& record);
  // Runs that have not ended, whatever id the record had when they began.
  Result<std::vector<store::Run>> RunsAbout(const match::Published& published, const RecordKey& record);
  Status End(const store::Run& run, const std::string& reason);
  // Where only one run of a record may go on, the child's ends when both had one (E-MRG-2).
  Status EndDoubles();
  bool IsOwn(const store::Run& run) const { return run.subject == subject_; }

  // ---- Runs that begin when the record has been left alone for long enough (`settle`)
  static bool IsSettling(const store::Run& run) { return run.steps_done == 0 && run.wake == store::Wake::Timer; }
  // Every change puts them off.
  Status Resettle();
  // The last of several events is the one that a run is about.
  bool JoinSettling(const std::string& automation);
  Status Count(const match::Published& published, const RecordKey& record);
  Status Begin(const match::Published& published, const RecordKey& record);

  // ---- Runs that wake
  Status WakeRuns();
  bool IsEnding(store::RunId id) const;
  Result<std::vector<store::Subscription>> Listeners();
  // Of a record that is gone: whatever they wait for does not come.
  Result<std::vector<store::Subscription>> ListenersToRecord();
  bool Concerns(const store::Subscription& subscription) const;
  Status AddArrival(store::Run& run);

  Core& core_;
  store::Event event_;
  View view_;
  Happening happening_;
  Instant at_{};       // when it happened
  RecordKey subject_;  // the record it is about, redirects followed
  std::optional<std::string> mail_;
  bool gone_ = false;                       // the event erased the record
  std::map<std::string, size_t> settling_;  // automation -> its run in the Delta that has not begun yet
  Delta delta_;
};

}  // namespace lsq::engine
