// SPDX-License-Identifier: Apache-2.0
#include "runtime/store_sqlite/sqlite_store.h"

#include <filesystem>
#include <random>

#include "runtime/store_memory/memory_store.h"
#include "runtime/store_sqlite/database.h"
#include "runtime/store_sqlite/session.h"
#include "tests/harness/store_contract.h"

namespace lsq::store {

namespace {

std::unique_ptr<Store> OpenInMemory() {
  auto opened = store_sqlite::Open({":memory:", "main"});
  return opened.ok() ? std::move(*opened) : nullptr;
}

class SqliteFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("lsq_store_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    path_ = folder_ / "store.lsqdb";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::unique_ptr<Store> MustOpen(const std::string& tenant = "main") {
    auto opened = store_sqlite::Open({path_, tenant});
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error().message);
    return opened.ok() ? std::move(*opened) : nullptr;
  }
  std::filesystem::path folder_;
  std::string path_;
};

// A random Delta over few keys, so that conflicts, duplicates and unique violations happen.
Delta RandomDelta(std::mt19937& random, Store& model) {
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto key = [&] { return RecordKey{below(5) == 0 ? "Account" : "Lead", "r" + std::to_string(below(6))}; };
  const auto version = [&](const RecordKey& k) {
    const auto record = model.Read(k, false).value();
    return below(6) == 0 ? uint64_t{3} : record ? record->version : 0;
  };
  Delta delta;
  for (int i = below(3); i > 0; --i) {
    const RecordKey k = key();
    Fields fields;
    if (below(2) == 0) fields["EmailAddress"] = below(4) == 0 ? Value() : TextValue(below(2) == 0 ? "a@x" : " A@X ");
    if (below(2) == 0) fields["Phone"] = TextValue(std::to_string(below(3)));
    if (below(3) == 0) fields["CreatedOn"] = Value(value::Value::Variant(time::Instant{below(4)}));
    WriteRecord write{k, below(8) == 0 ? kAnyVersion : version(k), fields, {}, below(12) == 0, ""};
    if (below(10) == 0 && k.id != "r0") write.merged_into = "r0";
    delta.writes.push_back(write);
  }
  if (below(4) == 0) delta.reads.push_back({key(), static_cast<uint64_t>(below(9))});
  if (below(3) == 0) delta.cells.push_back({CellOp::Kind::TakeNext, "c" + std::to_string(below(2)), 3});
  if (below(4) == 0)
    delta.marks.push_back({"m" + std::to_string(below(3)), time::Instant{below(20)}, time::Instant{15}});
  if (below(3) == 0) {
    delta.events.push_back({0, "s", "e" + std::to_string(below(9)), time::Instant{1}, "new", key(), "{}"});
  }
  if (below(5) == 0) delta.consumed.push_back(static_cast<EventSeq>(below(9)));
  if (below(4) == 0)
    delta.effects.push_back({0, "k" + std::to_string(below(9)), 1, "x", "b", EffectState::Intent, 0, {}, ""});
  if (below(3) == 0) {
    Run run;
    if (const auto runs = model.Runs("", 3).value(); !runs.empty() && below(2) == 0) run = runs.back();
    run.wake = static_cast<Wake>(below(4) == 0 ? 4 : below(3));
    run.due = run.wake == Wake::Timer ? std::optional(time::Instant{below(50)}) : std::nullopt;
    if (below(5) == 0) run.version += 1;
    delta.runs.push_back(run);
    if (run.wake == Wake::Subscription && run.id == 0)
      delta.subscribe.push_back({0, "t", "k", std::to_string(below(3))});
    if (run.wake == Wake::Terminal) delta.unsubscribe.push_back(run.id);
  }
  return delta;
}

std::string Everything(Store& store) {
  std::string out;
  for (const std::string entity : {"Lead", "Account"}) {
    EXPECT_TRUE(store
                    .Scan(entity, {},
                          [&](const Record& r) {
                            out += entity + r.key.id + "v" + std::to_string(r.version) + "n" +
                                   std::to_string(r.fields.size()) + ";";
                            return true;
                          })
                    .ok());
    for (const char* email : {"a@x", "A@x "}) {
      for (const RecordKey& k : store.Find(entity, {{"EmailAddress", TextValue(email)}}, 9).value()) out += k.id + ",";
    }
  }
  for (const Event& e : store.PendingEvents(0, 99).value()) out += e.id + "@" + std::to_string(e.seq) + ",";
  for (const RunId id : store.ReadyRuns(99).value()) out += "ready" + std::to_string(id);
  for (const Run& run : store.DueRuns(time::Instant{99}, 99).value()) out += "due" + std::to_string(run.id);
  for (const Run& run : store.Runs("", 99).value()) out += "run" + std::to_string(run.version);
  for (const Subscription& s : store.Subscribers("t", "k").value()) out += "sub" + std::to_string(s.run) + s.detail;
  for (const Effect& e : store.DueEffects(time::Instant{9}, 99).value()) out += e.key + std::to_string(e.id) + ",";
  for (const char* cell : {"c0", "c1"}) out += std::to_string(store.ReadCell(cell).value()) + ",";
  for (const char* mark : {"m0", "m1", "m2"}) out += store.HasMark(mark, time::Instant{10}).value() ? "1" : "0";
  return out;
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, testing::Values(StoreFactory(OpenInMemory)));

// The model and SQLite must agree on every outcome and every answer, whatever is committed.
TEST(SqliteAgainstModel, RandomDeltas) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    auto model = store_memory::Open();
    auto sqlite = OpenInMemory();
    const std::vector<EntityColumns> columns = {{"Lead", {{"EmailAddress", ColumnKind::Text, true}}}};
    ASSERT_TRUE(model->Declare(columns).ok() && sqlite->Declare(columns).ok());
    for (int i = 0; i < 60; ++i) {
      const std::vector<Delta> batch = {RandomDelta(random, *model), RandomDelta(random, *model)};
      const auto expected = model->Commit(batch);
      const auto actual = sqlite->Commit(batch);
      ASSERT_EQ(expected.ok(), actual.ok()) << "seed " << seed << " commit " << i;
      if (!expected.ok()) continue;
      for (size_t d = 0; d < batch.size(); ++d) {
        ASSERT_EQ((*expected)[d].outcome, (*actual)[d].outcome) << "seed " << seed << " commit " << i;
        ASSERT_EQ((*expected)[d].detail, (*actual)[d].detail);
        ASSERT_EQ((*expected)[d].cells, (*actual)[d].cells);
        ASSERT_EQ((*expected)[d].runs, (*actual)[d].runs);
        ASSERT_EQ((*expected)[d].events, (*actual)[d].events);
      }
      ASSERT_EQ(Everything(*model), Everything(*sqlite)) << "seed " << seed << " commit " << i;
    }
  }
}

TEST_F(SqliteFile, WhatWasCommittedIsThereAfterReopening) {
  {
    auto store = MustOpen();
    ASSERT_TRUE(store->Declare({{"Lead", {{"EmailAddress", ColumnKind::Text, true}}}}).ok());
    ASSERT_TRUE(store->Commit({Delta{.writes = {Create("L1", {{"EmailAddress", TextValue("a@x")}})}}}).ok());
  }
  auto store = MustOpen();
  EXPECT_EQ(store->Find("Lead", {{"EmailAddress", TextValue("A@X")}}, 9).value().size(), 1u);
  EXPECT_EQ(store->Commit({Delta{.writes = {Create("L2", {{"EmailAddress", TextValue("a@x")}})}}}).value()[0].outcome,
            CommitOutcome::UniqueViolation);
}

TEST_F(SqliteFile, ASecondOpenerIsRefusedWhileTheFirstLives) {
  auto first = MustOpen();
  const auto second = store_sqlite::Open({path_, "main"});
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, "in_use");
  first.reset();
  EXPECT_TRUE(store_sqlite::Open({path_, "main"}).ok());
}

TEST_F(SqliteFile, TenantsDoNotSeeEachOther) {
  ASSERT_TRUE(MustOpen("a")->Commit({Delta{.writes = {Create("L1", {})}}}).ok());
  EXPECT_FALSE(MustOpen("b")->Read({"Lead", "L1"}).value().has_value());
  EXPECT_TRUE(MustOpen("a")->Read({"Lead", "L1"}).value().has_value());
}

TEST_F(SqliteFile, AFileOfANewerVersionIsRefusedAndLeftAlone) {
  MustOpen();
  {
    auto raw = store_sqlite::Database::Open(path_);
    ASSERT_TRUE(raw.ok());
    ASSERT_TRUE((*raw)->Execute("UPDATE meta SET value = '99' WHERE name = 'format'").ok());
  }
  const auto opened = store_sqlite::Open({path_, "main"});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, "newer_format");
}

TEST_F(SqliteFile, OtherFilesAreRefused) {
  {
    auto raw = store_sqlite::Database::Open(path_);
    ASSERT_TRUE((*raw)->Execute("CREATE TABLE mine(x)").ok());
  }
  EXPECT_EQ(store_sqlite::Open({path_, "main"}).error().code, "not_a_store");
  const std::string text_path = folder_ / "notes.txt";
  FILE* file = fopen(text_path.c_str(), "w");
  for (int i = 0; i < 100; ++i) fputs("this is not a database, it is a shopping list\n", file);
  fclose(file);
  EXPECT_EQ(store_sqlite::Open({text_path, "main"}).error().code, "not_a_store");
  EXPECT_EQ(store_sqlite::Open({(folder_ / "no" / "such" / "folder").string(), "main"}).error().code, "io");
}

TEST_F(SqliteFile, EveryCommitIsSyncedToTheDisk) {
  auto raw = store_sqlite::Database::Open(path_);
  ASSERT_TRUE(raw.ok());
  auto synchronous = (*raw)->Prepare("PRAGMA synchronous");
  ASSERT_TRUE(synchronous.ok() && synchronous->Step().value());
  EXPECT_EQ(synchronous->Int(0), 2);  // FULL
  auto journal = (*raw)->Prepare("PRAGMA journal_mode");
  ASSERT_TRUE(journal.ok() && journal->Step().value());
  EXPECT_EQ(journal->Text(0), "wal");
}

// A synced WAL is the promise; this is what a process that dies leaves of it.
TEST_F(SqliteFile, WhatIsStagedAndNotSyncedIsNotThereAfterReopening) {
  {
    auto store = MustOpen();
    ASSERT_TRUE(store->Commit({Delta{.writes = {Create("L1", {})}}}).ok());
    ASSERT_TRUE(store->Stage({Delta{.writes = {Create("L2", {})}}}).ok());
  }
  EXPECT_EQ(MustOpen()->Count("Lead").value(), 1u);
}

// A limit of pages stands for the disk.
TEST_F(SqliteFile, AFullDiskSaysSoAndLeavesWhatWasThere) {
  {
    ASSERT_TRUE(MustOpen()->Commit({Delta{.writes = {Create("L1", {})}}}).ok());
  }
  auto raw = store_sqlite::Database::Open(path_);
  ASSERT_TRUE((*raw)->Execute("PRAGMA max_page_count = 1").ok());  // as many as there are
  store_sqlite::SqliteStore store(std::move(*raw), "main");
  ASSERT_TRUE(store.Prepare().ok());
  const auto full =
      store.Commit({Delta{.writes = {Create("L2", {{"Notes", TextValue(std::string(1'000'000, 'x'))}})}}});
  ASSERT_FALSE(full.ok());
  EXPECT_EQ(full.error().code, "disk_full") << full.error().message;
  EXPECT_NE(full.error().message.find("make room"), std::string::npos);
  EXPECT_EQ(store.Count("Lead").value(), 1u);
  EXPECT_TRUE(store.Commit({Delta{.writes = {Create("L2", {})}}}).ok());
}

}  // namespace lsq::store
