// SPDX-License-Identifier: Apache-2.0
// What every store must do. Included by the test of each implementation, which instantiates it with how to open one.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "runtime/store/store.h"

namespace lsq::store {

// Opens an empty store; a second call gives another empty one.
using StoreFactory = std::function<std::unique_ptr<Store>()>;

inline Value TextValue(const std::string& text) {
  return Value(value::Value::Variant(text));
}
inline Value NumberValue(int64_t n) {
  return Value(value::Value::Variant(number::FromInt64(n).value));
}

inline WriteRecord Create(const std::string& id, Fields fields) {
  return {{"Lead", id}, 0, std::move(fields), {}, false, ""};
}

class StoreContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override {
    store_ = GetParam()();
    ASSERT_NE(store_, nullptr);
    ASSERT_TRUE(
        store_->Declare({{"Lead", {{"EmailAddress", ColumnKind::Text, true}, {"Phone", ColumnKind::Text, false}}}})
            .ok());
  }
  Committed Apply(const Delta& delta) {
    auto outcomes = store_->Commit({delta});
    EXPECT_TRUE(outcomes.ok()) << (outcomes.ok() ? "" : outcomes.error().message);
    return outcomes.ok() ? outcomes->at(0) : Committed{};
  }
  Record Get(const std::string& id) {
    auto record = store_->Read({"Lead", id});
    EXPECT_TRUE(record.ok());
    return record.ok() && *record ? **record : Record{};
  }
  std::unique_ptr<Store> store_;
};

TEST_P(StoreContract, KeepsEveryKindOfValueAsItIs) {
  Fields fields = {{"Text", TextValue("Zoë \xF0\x9F\x98\x80")},
                   {"Number", Value(value::Value::Variant(number::Decimal{-123'456'789}))},
                   {"Bool", Value(value::Value::Variant(false))},
                   {"Date", Value(value::Value::Variant(time::Date{-719'162}))},
                   {"At", Value(value::Value::Variant(time::Instant{-1}))},
                   {"Time", Value(value::Value::Variant(time::TimeOfDay{86'399}))},
                   {"For", Value(value::Value::Variant(time::Duration{-1, 2, 3, 4, 5}))},
                   {"Owner", Value(value::Value::Variant(value::RecordRef{"User", "U1"}))},
                   {"Set", Value(value::Value::Variant(value::List{TextValue("A"), TextValue("B")}))}};
  EXPECT_EQ(Apply({.writes = {Create("L1", fields)}}).outcome, CommitOutcome::Committed);
  EXPECT_EQ(Get("L1").fields, fields);
}

TEST_P(StoreContract, ARecordThatWasNeverWrittenIsAbsent) {
  auto record = store_->Read({"Lead", "L1"});
  ASSERT_TRUE(record.ok());
  EXPECT_FALSE(record->has_value());
  EXPECT_FALSE(store_->Read({"Visit", "V1"}).value().has_value());
}

TEST_P(StoreContract, AMissingValueRemovesItsField) {
  Apply({.writes = {Create("L1", {{"City", TextValue("Pune")}, {"Phone", TextValue("1")}})}});
  Apply({.writes = {{{"Lead", "L1"}, Get("L1").version, {{"City", Value()}}, {}, false, ""}}});
  EXPECT_EQ(Get("L1").fields, (Fields{{"Phone", TextValue("1")}}));
}

TEST_P(StoreContract, AStaleReadOrWriteConflictsAndLeavesNothing) {
  Apply({.writes = {Create("L1", {{"City", TextValue("Pune")}})}});
  const uint64_t seen = Get("L1").version;
  Apply({.writes = {{{"Lead", "L1"}, seen, {{"City", TextValue("Goa")}}, {}, false, ""}}});
  const WriteRecord other = Create("L2", {});
  EXPECT_EQ(Apply({.reads = {{{"Lead", "L1"}, seen}}, .writes = {other}}).outcome, CommitOutcome::Conflict);
  EXPECT_EQ(Apply({.writes = {other, {{"Lead", "L1"}, seen, {}, {}, false, ""}}}).outcome, CommitOutcome::Conflict);
  EXPECT_FALSE(store_->Read({"Lead", "L2"}).value().has_value());
  EXPECT_EQ(Apply({.reads = {{{"Lead", "L2"}, 0}}, .writes = {other}}).outcome, CommitOutcome::Committed);
  EXPECT_EQ(Apply({.reads = {{{"Lead", "L2"}, 0}}}).outcome, CommitOutcome::Conflict);
}

TEST_P(StoreContract, ARecordMadeAgainHasAVersionNobodySaw) {
  Apply({.writes = {Create("L1", {})}});
  const uint64_t first = Get("L1").version;
  Apply({.writes = {{{"Lead", "L1"}, first, {}, {}, true, ""}}});
  Apply({.writes = {Create("L1", {})}});
  EXPECT_GT(Get("L1").version, first);
}

TEST_P(StoreContract, IncrementsApplyToWhatIsThere) {
  Apply({.writes = {Create("L1", {{"Visits", NumberValue(2)}})}});
  WriteRecord more{{"Lead", "L1"}, kAnyVersion, {}, {{"Visits", number::FromInt64(3).value}}, false, ""};
  Apply({.writes = {more}});
  Apply({.writes = {more}});
  EXPECT_EQ(Get("L1").Get("Visits"), NumberValue(8));
}

TEST_P(StoreContract, UniqueFieldsCompareFoldedEMRG3) {
  Apply({.writes = {Create("L1", {{"EmailAddress", TextValue("Asha@X.example")}})}});
  const Committed refused = Apply({.writes = {Create("L2", {{"EmailAddress", TextValue(" asha@x.EXAMPLE ")}})}});
  EXPECT_EQ(refused.outcome, CommitOutcome::UniqueViolation);
  EXPECT_NE(refused.detail.find("L1"), std::string::npos);
  EXPECT_EQ(Apply({.writes = {Create("L3", {}), Create("L4", {})}}).outcome,
            CommitOutcome::Committed);  // missing is no value
}

TEST_P(StoreContract, AUniqueValueCanBeHandedOverInOneDelta) {
  Apply({.writes = {Create("child", {{"EmailAddress", TextValue("a@x")}}), Create("parent", {})}});
  WriteRecord redirect{{"Lead", "child"}, Get("child").version, {}, {}, false, "parent"};
  WriteRecord parent{{"Lead", "parent"}, Get("parent").version, {{"EmailAddress", TextValue("a@x")}}, {}, false, ""};
  EXPECT_EQ(Apply({.writes = {redirect, parent}}).outcome, CommitOutcome::Committed);
}

TEST_P(StoreContract, ARedirectLeadsToTheSurvivorCMRG1) {
  Apply({.writes = {Create("a", {}), Create("b", {}), Create("c", {{"City", TextValue("Pune")}})}});
  Apply({.writes = {{{"Lead", "a"}, Get("a").version, {}, {}, false, "b"}}});
  Apply({.writes = {{{"Lead", "b"}, Get("b").version, {}, {}, false, "c"}}});
  EXPECT_EQ(Get("a").key.id, "c");
  EXPECT_EQ(store_->Read({"Lead", "a"}, false).value()->merged_into, "b");
  EXPECT_EQ(store_->Count("Lead").value(), 1u);
}

TEST_P(StoreContract, FindComparesFoldedOldestFirstAndNeverMissingCMRG7CMRG8) {
  const auto created = [](int64_t at) { return Value(value::Value::Variant(time::Instant{at})); };
  Apply({.writes = {Create("new", {{"Phone", TextValue(" 98 ")}, {"CreatedOn", created(20)}}),
                    Create("old2", {{"Phone", TextValue("98")}, {"CreatedOn", created(10)}}),
                    Create("old1", {{"Phone", TextValue("98")}, {"CreatedOn", created(10)}}),
                    Create("none", {{"City", TextValue("Pune")}})}});
  const auto ids = [&](const std::vector<Equals>& equals, size_t limit = 10) {
    std::string out;
    for (const RecordKey& key : store_->Find("Lead", equals, limit).value()) out += key.id + " ";
    return out;
  };
  EXPECT_EQ(ids({{"Phone", TextValue("98")}}), "old1 old2 new ");
  EXPECT_EQ(ids({{"Phone", TextValue("98")}}, 1), "old1 ");
  EXPECT_EQ(ids({{"Phone", Value()}}), "");
  EXPECT_EQ(ids({{"City", TextValue("PUNE")}}), "none ");  // not promoted: found by scanning
  EXPECT_EQ(ids({}), "old1 old2 new none ");
}

TEST_P(StoreContract, DeclaringAColumnLaterFillsItAndChecksUniqueness) {
  Apply({.writes = {Create("L1", {{"City", TextValue("Pune")}}), Create("L2", {{"City", TextValue("pune ")}})}});
  EXPECT_TRUE(store_->Declare({{"Lead", {{"City", ColumnKind::Text, false}}}}).ok());
  EXPECT_EQ(store_->Find("Lead", {{"City", TextValue("PUNE")}}, 9).value().size(), 2u);
  const Status unique = store_->Declare({{"Lead", {{"City", ColumnKind::Text, true}}}});
  ASSERT_FALSE(unique.ok());
  EXPECT_EQ(unique.error().code, "not_unique");
  EXPECT_EQ(Apply({.writes = {Create("L3", {{"City", TextValue("Pune")}})}}).outcome, CommitOutcome::Committed);
}

TEST_P(StoreContract, ARedeliveredEventIsOneEvent) {
  Event event{0, "feed", "e1", time::Instant{5}, "new", {"Lead", "L1"}, "{}"};
  const Committed first = Apply({.events = {event}});
  EXPECT_NE(first.events.at(0), 0u);
  EXPECT_EQ(Apply({.events = {event}}).events.at(0), 0u);
  event.id = "e2";
  Apply({.events = {event}});
  const auto pending = store_->PendingEvents(0, 10).value();
  ASSERT_EQ(pending.size(), 2u);
  EXPECT_EQ(pending[0].id, "e1");
  EXPECT_EQ(pending[0].record.id, "L1");
  Apply({.consumed = {pending[0].seq}});
  EXPECT_EQ(store_->PendingEvents(0, 10).value().size(), 1u);
  EXPECT_EQ(store_->PendingEvents(pending[1].seq, 10).value().size(), 0u);
  EXPECT_EQ(Apply({.events = {pending[0]}}).events.at(0), 0u);  // finished ones stay known
}

TEST_P(StoreContract, RunsKeepTheirWakeReasonAndRefuseStaleWriters) {
  store::Run run;
  run.program = "p";
  run.automation = "Welcome";
  run.subject = {"Lead", "L1"};
  run.locals = {Value(value::Value::Variant(value::RecordRef{"Lead", "L1"})), Value()};
  run.started = run.updated = time::Instant{1};
  const Committed started = Apply({.subscribe = {{0, "opened", "mail-1", ""}}, .runs = {run}});
  const RunId id = started.runs.at(0);
  EXPECT_EQ(store_->ReadyRuns(9).value(), std::vector<RunId>{id});
  store::Run stored = *store_->ReadRun(id).value();
  EXPECT_EQ(stored.locals, run.locals);
  EXPECT_EQ(store_->Subscribers("opened", "mail-1").value().at(0).run, id);

  store::Run waiting = stored;
  waiting.state = RunState::Waiting;
  waiting.wake = Wake::Subscription;
  waiting.due = time::Instant{100};
  EXPECT_EQ(Apply({.runs = {waiting}}).outcome, CommitOutcome::Committed);
  EXPECT_EQ(Apply({.runs = {waiting}}).outcome, CommitOutcome::Conflict);
  EXPECT_TRUE(store_->ReadyRuns(9).value().empty());
  EXPECT_EQ(*store_->NextDue().value(), (time::Instant{100}));
  EXPECT_TRUE(store_->DueRuns(time::Instant{99}, 9).value().empty());
  ASSERT_EQ(store_->DueRuns(time::Instant{100}, 9).value().size(), 1u);
  EXPECT_TRUE(store_->CheckIntegrity().value().empty());

  store::Run ended = *store_->ReadRun(id).value();
  ended.state = RunState::Completed;
  ended.wake = Wake::Terminal;
  ended.due.reset();
  Apply({.unsubscribe = {id}, .runs = {ended}});
  EXPECT_TRUE(store_->Subscribers("opened", "mail-1").value().empty());
  EXPECT_FALSE(store_->NextDue().value().has_value());
  EXPECT_EQ(store_->Runs("Welcome", 9).value().size(), 1u);
  EXPECT_TRUE(store_->Runs("Other", 9).value().empty());
  EXPECT_TRUE(store_->CheckIntegrity().value().empty());
}

TEST_P(StoreContract, AnEffectKeyIsIntendedOnce) {
  Effect effect{0, "run1/3/0", 1, "send_email", "body", EffectState::Intent, 0, time::Instant{10}, ""};
  Apply({.effects = {effect}});
  effect.body = "another";
  Apply({.effects = {effect}});
  EXPECT_TRUE(store_->DueEffects(time::Instant{9}, 9).value().empty());
  auto due = store_->DueEffects(time::Instant{10}, 9).value();
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].body, "body");
  due[0].state = EffectState::Done;
  due[0].attempts = 1;
  due[0].outcome = "{}";
  Apply({.outcomes = {due[0]}});
  EXPECT_TRUE(store_->DueEffects(time::Instant{10}, 9).value().empty());
  EXPECT_EQ(*store_->ReadEffect("run1/3/0").value(), due[0]);
  EXPECT_FALSE(store_->ReadEffect("other").value().has_value());
}

TEST_P(StoreContract, CellsAreRunInOrderOfCommit) {
  using Kind = CellOp::Kind;
  const Committed done = Apply({.cells = {{Kind::TakeNext, "cursor", 3},
                                          {Kind::TakeNext, "cursor", 3},
                                          {Kind::TakeNext, "cursor", 3},
                                          {Kind::TakeNext, "cursor", 3},
                                          {Kind::Add, "guard", 2},
                                          {Kind::Get, "guard", 0},
                                          {Kind::Set, "guard", 7}}});
  EXPECT_EQ(done.cells, (std::vector<int64_t>{0, 1, 2, 0, 2, 2, 7}));
  EXPECT_EQ(store_->ReadCell("guard").value(), 7);
  EXPECT_EQ(store_->ReadCell("never").value(), 0);
}

TEST_P(StoreContract, AMarkRefusesASecondUntilItExpires) {
  const Mark mark{"once/Welcome/L1", time::Instant{10}, time::Instant{20}};
  EXPECT_EQ(Apply({.marks = {mark}}).outcome, CommitOutcome::Committed);
  EXPECT_EQ(Apply({.writes = {Create("L9", {})}, .marks = {mark}}).outcome, CommitOutcome::Duplicate);
  EXPECT_FALSE(store_->Read({"Lead", "L9"}).value().has_value());
  EXPECT_TRUE(store_->HasMark(mark.key, time::Instant{19}).value());
  EXPECT_FALSE(store_->HasMark(mark.key, time::Instant{20}).value());
  EXPECT_EQ(Apply({.marks = {{mark.key, time::Instant{20}, {}}}}).outcome, CommitOutcome::Committed);
  EXPECT_TRUE(store_->HasMark(mark.key, time::Instant{1'000'000}).value());
}

TEST_P(StoreContract, EachDeltaOfABatchStandsAlone) {
  const Delta bad{.reads = {{{"Lead", "L1"}, 77}}, .writes = {Create("L2", {})}};
  auto outcomes = store_->Commit({Delta{.writes = {Create("L1", {})}}, bad, Delta{.writes = {Create("L3", {})}}});
  ASSERT_TRUE(outcomes.ok());
  EXPECT_EQ(outcomes->at(0).outcome, CommitOutcome::Committed);
  EXPECT_EQ(outcomes->at(1).outcome, CommitOutcome::Conflict);
  EXPECT_EQ(outcomes->at(2).outcome, CommitOutcome::Committed);
  EXPECT_EQ(store_->Count("Lead").value(), 2u);
}

TEST_P(StoreContract, ARefusedDeltaOfANewEntityLeavesTheStoreUsable) {
  WriteRecord visit{{"Visit", "V1"}, 0, {}, {}, false, ""};
  Apply({.writes = {visit, {{"Lead", "L1"}, 77, {}, {}, false, ""}}});
  EXPECT_FALSE(store_->Read({"Visit", "V1"}).value().has_value());
  EXPECT_EQ(Apply({.writes = {visit}}).outcome, CommitOutcome::Committed);
  EXPECT_TRUE(store_->Read({"Visit", "V1"}).value().has_value());
}

TEST_P(StoreContract, TraceStatesAndProgramsAreKept) {
  Apply({.state = {{"clock", "1"}}, .trace = {{time::Instant{1}, 0, "a"}, {time::Instant{2}, 3, "b"}}});
  Apply({.state = {{"clock", "2"}}, .trace = {{time::Instant{3}, 0, "c"}}});
  EXPECT_EQ(*store_->ReadState("clock").value(), "2");
  EXPECT_FALSE(store_->ReadState("other").value().has_value());
  const auto first = store_->ReadTrace(0, 2).value();
  ASSERT_EQ(first.size(), 2u);
  const auto rest = store_->ReadTrace(first[1].first, 9).value();
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].second.text, "c");
  EXPECT_TRUE(store_->PutProgram("d", "one").ok());
  EXPECT_TRUE(store_->PutProgram("d", "two").ok());
  EXPECT_EQ(*store_->GetProgram("d").value(), "one");
}

// ---- What is due, and when ------------------------------------------------------------------------------------------

TEST_P(StoreContract, DueEventsComeByTimeThenArrivalAndNextEventIsTheEarliest) {
  EXPECT_FALSE(store_->NextEvent().value().has_value());
  const auto event = [](const char* id, int64_t at) {
    return Event{0, "feed", id, time::Instant{at}, "new", {"Lead", "L1"}, "{}"};
  };
  Apply({.events = {event("late", 30), event("early", 10), event("same", 10)}});
  EXPECT_EQ(*store_->NextEvent().value(), (time::Instant{10}));
  const auto ids = [&](int64_t until, size_t limit) {
    std::string out;
    for (const Event& each : store_->DueEvents(time::Instant{until}, limit).value()) out += each.id + " ";
    return out;
  };
  EXPECT_EQ(ids(9, 9), "");
  EXPECT_EQ(ids(10, 9), "early same ");
  EXPECT_EQ(ids(30, 9), "early same late ");
  EXPECT_EQ(ids(30, 1), "early ");
  for (const Event& each : store_->DueEvents(time::Instant{10}, 9).value()) Apply({.consumed = {each.seq}});
  EXPECT_EQ(ids(30, 9), "late ");
  EXPECT_EQ(*store_->NextEvent().value(), (time::Instant{30}));
}

TEST_P(StoreContract, DueRunsComeByTimeThenIdAndActiveOnesById) {
  const auto waiting = [](int64_t due) {
    store::Run run;
    run.automation = "A";
    run.wake = Wake::Timer;
    run.state = RunState::Waiting;
    run.due = time::Instant{due};
    return run;
  };
  const Committed made = Apply({.runs = {waiting(20), waiting(10), waiting(10)}});
  const auto ids = [](const std::vector<store::Run>& runs) {
    std::vector<RunId> out;
    for (const store::Run& run : runs) out.push_back(run.id);
    return out;
  };
  const RunId a = made.runs[0], b = made.runs[1], c = made.runs[2];
  EXPECT_EQ(ids(store_->DueRuns(time::Instant{20}, 9).value()), (std::vector<RunId>{b, c, a}));
  EXPECT_EQ(ids(store_->DueRuns(time::Instant{20}, 2).value()), (std::vector<RunId>{b, c}));
  EXPECT_EQ(ids(store_->ActiveRuns("A").value()), (std::vector<RunId>{a, b, c}));
  store::Run ended = *store_->ReadRun(b).value();
  ended.wake = Wake::Terminal;
  ended.state = RunState::Completed;
  ended.due.reset();
  Apply({.runs = {ended}});
  EXPECT_EQ(ids(store_->ActiveRuns("A").value()), (std::vector<RunId>{a, c}));
  EXPECT_TRUE(store_->ActiveRuns("B").value().empty());
  EXPECT_EQ(ids(store_->Runs("A", 9).value()), (std::vector<RunId>{c, b, a}));
  EXPECT_EQ(ids(store_->Runs("", 2).value()), (std::vector<RunId>{c, b}));
  EXPECT_FALSE(store_->ReadRun(999).value().has_value());
}

TEST_P(StoreContract, SubscribersComeByRunAndLeaveWithIt) {
  store::Run run;
  run.wake = Wake::Subscription;
  run.state = RunState::Waiting;
  const RunId first = Apply({.runs = {run}}).runs[0];
  const RunId second = Apply({.runs = {run}}).runs[0];
  Apply({.subscribe = {{second, "changed", "Lead/L1", "City"}, {first, "changed", "Lead/L1", ""}}});
  Apply({.subscribe = {{first, "mail", "m1", "opened"}}});
  const auto all = store_->Subscribers("changed", "Lead/L1").value();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0], (Subscription{first, "changed", "Lead/L1", ""}));
  EXPECT_EQ(all[1], (Subscription{second, "changed", "Lead/L1", "City"}));
  Apply({.unsubscribe = {first}});
  EXPECT_EQ(store_->Subscribers("changed", "Lead/L1").value().size(), 1u);
  EXPECT_TRUE(store_->Subscribers("mail", "m1").value().empty());
}

TEST_P(StoreContract, ATraceLineIsOfTheRunThatItsDeltaInsertsUnlessItIsOfNone) {
  store::Run run;
  const Committed made = Apply({.runs = {run}, .trace = {{time::Instant{1}, 0, "its"}, {{}, kNoRun, "nobody's"}}});
  Apply({.trace = {{time::Instant{2}, 0, "nobody's either"}}});
  const auto rows = store_->ReadTrace(0, 9).value();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].second.run, made.runs[0]);
  EXPECT_EQ(rows[1].second.run, 0u);
  EXPECT_EQ(rows[2].second.run, 0u);
}

TEST_P(StoreContract, ASubscriptionWithoutARunThatWaitsIsDamage) {
  store::Run ready;
  Apply({.subscribe = {{0, "changed", "Lead/L1", ""}}, .runs = {ready}});
  EXPECT_EQ(store_->CheckIntegrity().value().size(), 1u);
}

// ---- Counters and marks that were seen ------------------------------------------------------------------------------

TEST_P(StoreContract, ACounterThatChangedSinceItWasSeenIsAConflict) {
  const Delta takes{.seen = {{"quota", 0}}, .cells = {{CellOp::Kind::Add, "quota", 1}}};
  const auto outcomes = store_->Commit({takes, takes}).value();
  EXPECT_EQ(outcomes[0].outcome, CommitOutcome::Committed);
  EXPECT_EQ(outcomes[1].outcome, CommitOutcome::Conflict);
  EXPECT_EQ(store_->ReadCell("quota").value(), 1);
}

TEST_P(StoreContract, AMarkThatUnitesRefusesNothingAndTheOneThatLastsLongerStays) {
  using Expiry = std::optional<time::Instant>;
  const auto unite = [&](Expiry expires) { return Apply({.marks = {{"m", time::Instant{1}, expires, true}}}).outcome; };
  const auto expires = [&] { return store_->ReadMark("m", time::Instant{1}).value()->expires; };
  EXPECT_FALSE(store_->ReadMark("m", time::Instant{1}).value().has_value());
  EXPECT_EQ(unite(time::Instant{20}), CommitOutcome::Committed);
  EXPECT_EQ(unite(time::Instant{10}), CommitOutcome::Committed);
  EXPECT_EQ(expires(), Expiry(time::Instant{20}));
  EXPECT_EQ(unite(std::nullopt), CommitOutcome::Committed);
  EXPECT_EQ(unite(time::Instant{30}), CommitOutcome::Committed);
  EXPECT_EQ(expires(), Expiry());
  EXPECT_FALSE(store_->ReadMark("other", time::Instant{1}).value().has_value());
}

// ---- Group commit, and a disk that fails ----------------------------------------------------------------------------

TEST_P(StoreContract, WhatIsStagedIsReadAtOnceAndGoneTogether) {
  auto faults = std::make_shared<Faults>();
  store_->Inject(faults);
  Apply({.writes = {Create("L1", {})}});
  ASSERT_TRUE(store_->Stage({Delta{.writes = {Create("L2", {})}}}).ok());
  const auto mixed = store_->Stage({Delta{.reads = {{{"Lead", "L1"}, 77}}}, Delta{.writes = {Create("L3", {})}}});
  ASSERT_TRUE(mixed.ok());
  EXPECT_EQ(mixed->at(0).outcome, CommitOutcome::Conflict);
  EXPECT_EQ(mixed->at(1).outcome, CommitOutcome::Committed);
  EXPECT_EQ(store_->Count("Lead").value(), 3u);
  faults->fail_commit = 1;
  EXPECT_FALSE(store_->Sync().ok());
  EXPECT_EQ(store_->Count("Lead").value(), 1u);
  EXPECT_TRUE(store_->Sync().ok());  // there is nothing to be synced
  EXPECT_EQ(Apply({.writes = {Create("L2", {})}}).outcome, CommitOutcome::Committed);
}

TEST_P(StoreContract, ACommitTakesWhatWasStagedWithIt) {
  auto faults = std::make_shared<Faults>();
  store_->Inject(faults);
  ASSERT_TRUE(store_->Stage({Delta{.writes = {Create("L1", {})}}}).ok());
  Apply({.writes = {Create("L2", {})}});
  ASSERT_TRUE(store_->Stage({Delta{.writes = {Create("L3", {})}}}).ok());
  faults->fail_commit = 1;
  EXPECT_FALSE(store_->Commit({Delta{.writes = {Create("L4", {})}}}).ok());
  EXPECT_EQ(store_->Count("Lead").value(), 2u);
}

TEST_P(StoreContract, AnAnswerThatIsLostIsDurable) {
  auto faults = std::make_shared<Faults>();
  store_->Inject(faults);
  faults->lose_answer_of = 1;
  EXPECT_FALSE(store_->Commit({Delta{.writes = {Create("L1", {})}}}).ok());
  EXPECT_EQ(store_->Count("Lead").value(), 1u);
}

TEST_P(StoreContract, AFailedCommitTakesEveryKindOfRowBack) {
  auto faults = std::make_shared<Faults>();
  store_->Inject(faults);
  store::Run run;
  run.automation = "A";
  const auto fill = [&](const std::string& n) {
    Delta delta{.writes = {Create("L" + n, {{"EmailAddress", TextValue(n + "@x")}})},
                .cells = {{CellOp::Kind::Add, "c", 1}},
                .marks = {{"m" + n, {}, {}}},
                .events = {{0, "s", "e" + n, time::Instant{1}, "new", {"Lead", "L1"}, "{}"}},
                .effects = {{0, "k" + n, 0, "notify", "{}", EffectState::Intent, 0, {}, ""}},
                .runs = {run},
                .state = {{"clock", n}},
                .trace = {{time::Instant{1}, 0, n}}};
    return delta;
  };
  Apply(fill("1"));
  faults->fail_commit = 1;
  EXPECT_FALSE(store_->Commit({fill("2")}).ok());
  EXPECT_EQ(store_->Count("Lead").value(), 1u);
  EXPECT_TRUE(store_->Find("Lead", {{"EmailAddress", TextValue("2@x")}}, 9).value().empty());
  EXPECT_EQ(store_->ReadCell("c").value(), 1);
  EXPECT_FALSE(store_->HasMark("m2", {}).value());
  EXPECT_EQ(store_->PendingEvents(0, 9).value().size(), 1u);
  EXPECT_EQ(store_->DueEffects({}, 9).value().size(), 1u);
  EXPECT_EQ(store_->ReadyRuns(9).value().size(), 1u);
  EXPECT_EQ(store_->ActiveRuns("A").value().size(), 1u);
  EXPECT_EQ(*store_->ReadState("clock").value(), "1");
  EXPECT_EQ(store_->ReadTrace(0, 9).value().size(), 1u);
  const Committed again = Apply(fill("2"));
  EXPECT_EQ(again.outcome, CommitOutcome::Committed);
  EXPECT_EQ(store_->ReadyRuns(9).value().size(), 2u);
}

}  // namespace lsq::store
