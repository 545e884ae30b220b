// SPDX-License-Identifier: Apache-2.0
// One segment being executed: the frame, what it sees of the world, and the Delta it makes. Private to run/; steps are
// in steps.cpp, waits in waits.cpp, writes of records in write.cpp, actions in actions_*.cpp.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/ir/ir.h"
#include "runtime/link/load_record.h"
#include "runtime/run/happening.h"
#include "runtime/run/segment.h"
#include "runtime/run/view.h"
#include "runtime/trace/trace.h"
#include "runtime/value/json.h"
#include "runtime/vm/vm.h"

namespace lsq::run {

// Why a step cannot be done. `handler` is which of the step's handlers it is for, before `failure`.
struct Failure {
  std::string code;
  std::string message;
  std::string handler = "failure";
};

// What a step leads to.
struct Next {
  enum class Kind : uint8_t { Go, Park, Exit, Fail } kind = Kind::Go;
  ir::StepId to{};       // of Go
  std::string reason{};  // of Exit
  Failure failure{};

  static Next Go(ir::StepId to) { return {Kind::Go, to}; }
  static Next Park() { return {Kind::Park}; }
  static Next Exit(std::string reason) { return {Kind::Exit, {}, std::move(reason)}; }
  static Next Fail(Failure failure) { return {Kind::Fail, {}, {}, std::move(failure)}; }
  static Next Fail(std::string code, std::string message) { return Fail(Failure{std::move(code), std::move(message)}); }
};

// A value and the fields it was computed from.
struct Evaluated {
  Value value;
  std::vector<trace::Origin> from;
};

// A record that stands for a local while a condition about it is judged.
struct Candidate {
  ir::LocalIndex local = ir::kNoLocal;
  const Record* record = nullptr;
};

class Walk {
 public:
  Walk(const Setting& setting, store::Run run);

  // With a failure: of the step the run stands at.
  Result<store::Delta> Advance(std::optional<Failure> refused = {});
  store::Delta End(const std::string& reason);

  // ---- What steps and actions use

  const Setting& setting() const { return setting_; }
  const ir::Module& module() const { return setting_.program.module(); }
  const ir::Automation& automation() const { return *automation_; }
  time::Instant now() const { return setting_.now; }
  const time::Zone& zone() const { return zone_; }
  store::Run& run() { return run_; }
  View& view() { return view_; }
  store::Delta& delta() { return delta_; }
  WaitState& wait() { return wait_; }

  // Evaluations share one sticky failure: after the first, values are missing and conditions false. The step that sees
  // failed() ends with TakeFailure().
  Value Evaluate(ir::FunctionId function) { return EvaluateTraced(function).value; }
  Evaluated EvaluateTraced(ir::FunctionId function);
  bool Test(ir::FunctionId condition, Candidate candidate = {});
  // A text of a mail: `record` is the template's.
  Evaluated Render(const ir::EmailTemplate& email, ir::FunctionId function, const Record& record);
  // Dates in evaluations are those of this zone until it is set again: of a wait.
  void SetZone(time::Zone zone) { zone_ = std::move(zone); }
  bool failed() const { return failure_.has_value(); }
  void Fault(Failure failure) {
    if (!failure_) failure_ = std::move(failure);
  }
  Next TakeFailure() {
    Next next = Next::Fail(std::move(*failure_));
    failure_.reset();
    return next;
  }

  // The record as it is now, redirects followed; null when there is none or the store failed (then Advance says so).
  const Record* Find(const RecordKey& key);
  const Record* Subject() { return run_.subject.entity.empty() ? nullptr : Find(run_.subject); }
  void SetLocal(ir::LocalIndex local, Value value);
  // Lets go of what evaluations have loaded: after writes, and now and then in a search.
  void Reload() { loaded_ = false; }

  // Values of assignments, by field name; relations by the field that holds the other record's id.
  Fields FieldsOf(const std::vector<ir::Assignment>& assignments, std::vector<std::pair<std::string, Evaluated>>& seen);
  // What the schema says against writing these fields; nothing when they may be written.
  std::optional<Failure> Refusal(const std::string& entity, const Fields& fields) const;
  // Writes what differs and emits one update event for it (C-TRG-5). The fields were checked.
  void Write(const Record& record, const Fields& fields, std::string_view how = {});
  // The same for a new record; `event` is what it is announced as ("new", "activity").
  void Create(const RecordKey& key, Fields fields, std::string_view event, Happening happening);
  void Emit(std::string_view type, const RecordKey& record, Happening happening);
  // An id nobody else will make, the same when the segment runs again.
  std::string MakeId(std::string_view prefix);
  // An intent; the run parks on its outcome unless it says otherwise.
  std::string AddIntent(std::string_view kind, value::Json body, time::Instant due);

  // The step goes one of its several ways: see witness.h.
  void TellWay(const ir::Step& step, uint32_t way) const {
    if (setting_.witness) setting_.witness->OnWay(module(), step, way);
  }

  trace::Line Line(std::string_view event) const;
  void Trace(const trace::Line& line);

  // A failure of the store: the segment is given up.
  void Stop(Error error) {
    if (!error_) error_ = std::move(error);
  }

 private:
  class Reads;  // collects origins

  Result<store::Delta> Finish();
  void Begin();
  void Loop();
  bool QueuesBehind();
  void Handle(const Next& next, const ir::Step* step);
  void HandleFailure(const Failure& failure, const ir::Step* step);
  void Park();
  void Close(store::RunState state, std::string_view event, const std::string& reason);
  void GoOn(ir::StepId to);

  vm::Environment Environment();
  bool LoadLocals();
  std::optional<value::Cell> LoadLocal(const ir::Type& type, const Value& value, bool is_subject);
  const value::LoadedRecord* Load(uint32_t entity, const Record& record, bool is_subject);
  void FaultOf(const vm::Fault& fault);

  Setting setting_;
  store::Run run_;
  const ir::Automation* automation_;
  Happening cause_;
  WaitState wait_;
  bool waits_ = false;  // `wait_` is of the present step
  View view_;
  store::Delta delta_;
  time::Zone zone_;
  time::Zone run_zone_;
  value::Arena arena_;
  std::vector<value::Cell> cells_;
  bool loaded_ = false;
  uint32_t ids_made_ = 0;
  std::optional<Failure> failure_;
  std::optional<Error> error_;
  bool done_ = false;
};

// The step's place in the source and its label.
void AddPlace(trace::Line& line, const ir::Module& module, const ir::Step& step);

// The effect `update` of a record: the fields and where their values came from.
void TraceUpdate(Walk& walk, const ir::Step& step, const Record& record,
                 const std::vector<std::pair<std::string, Evaluated>>& seen);

// ---- Steps. `resumed`: the run was parked at this step and is awake again.

Next Perform(Walk& walk, const ir::Step& step, bool resumed);
Next PerformAction(Walk& walk, const ir::Step& step, const ir::ActionStep& action, bool resumed);
Next PerformFind(Walk& walk, const ir::Step& step, const ir::FindStep& find);
Next PerformWait(Walk& walk, const ir::Step& step, const ir::WaitStep& wait, bool resumed);

// The value in plain JSON, as traces and bodies show it.
value::Json Plain(const Value& value);
value::Json Text(std::string_view text);

}  // namespace lsq::run
