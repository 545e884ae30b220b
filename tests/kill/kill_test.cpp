// SPDX-License-Identifier: Apache-2.0
// `lsq run` is killed (SIGKILL) at many moments, started again with the same command, killed again, and ended at last:
// the trace, the outbox and every row of the store are those of a run that nobody disturbed.
//
// LSQ_KILLS says how many processes are killed (scripts/kill.sh), LSQ_KILL_SEED which moments are drawn, LSQ_KILL_CRM=1
// that examples/crm is played instead of the small project here.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>

#include "tests/kill/job.h"

namespace lsq::kill {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

constexpr int kLeads = 40;
constexpr int kMostRestarts = 4;

unsigned Setting(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

std::string Line(int id, int minute, const std::string& type, int lead, const std::string& more) {
  char at[32];
  std::snprintf(at, sizeof at, "2026-03-%02dT%02d:%02d:00Z", 1 + minute / 1440, minute / 60 % 24, minute % 60);
  return "{\"id\": \"e" + std::to_string(id) + "\", \"at\": \"" + at + "\", \"type\": \"" + type +
         "\", \"entity\": \"Lead\", \"record\": \"L" + std::to_string(lead) + "\"" + more + "}\n";
}

// New leads, some of whom are known by their phone; opened mails; renewals that move.
void WriteEvents(const fs::path& path) {
  std::ofstream out(path);
  int id = 0;
  for (int lead = 0; lead < kLeads; ++lead) {
    const int minute = lead * 97;
    const std::string phone = std::to_string(lead % 7 == 3 ? lead - 1 : lead);
    out << Line(++id, minute, "new", lead,
                ", \"fields\": {\"FirstName\": \"Lead " + std::to_string(lead) + "\", \"EmailAddress\": \"l" +
                    std::to_string(lead) + "@x.example\", \"Phone\": \"" + phone + "\", \"mx_City\": \"" +
                    (lead % 2 == 0 ? "Pune" : "Goa") + "\"}");
    if (lead % 3 == 0) out << Line(++id, minute + 50, "email_opened", lead, ", \"email\": \"Hello\"");
    for (int day = 6; lead % 4 == 1 && day < 8; ++day) {
      out << Line(++id, minute + day, "update", lead,
                  ", \"fields\": {\"mx_Renewal\": \"2026-03-0" + std::to_string(day) + " 00:00:00\"}");
    }
  }
}

void WriteUsers(const fs::path& path) {
  std::ofstream out(path);
  out << "UserId,FirstName,LastName,EmailAddress,Role,IsActive,City\n";
  for (int i = 1; i <= 4; ++i) {
    out << "U" << i << ",User," << i << ",u" << i << "@x.example,Sales User,true," << (i % 2 == 0 ? "Pune" : "Goa")
        << "\n";
  }
}

Input SmallProject(const fs::path& folder) {
  const fs::path here = fs::path(LSQ_SOURCE_DIR) / "tests" / "kill" / "project";
  WriteEvents(folder / "events.jsonl");
  WriteUsers(folder / "users.csv");
  return {here, {folder / "users.csv"}, folder / "events.jsonl", "2026-03-12T00:00:00Z"};
}

Input Example() {
  const fs::path crm = fs::path(LSQ_SOURCE_DIR) / "examples" / "crm";
  const fs::path data = crm / "data";
  return {crm,
          {data / "accounts.csv", data / "users.csv", data / "leads.csv"},
          data / "events.jsonl",
          "2026-04-15T00:00:00Z"};
}

class Kill : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("lsq_kill_" + std::to_string(getpid()));
    fs::create_directories(folder_);
    input_ = Setting("LSQ_KILL_CRM", 0) == 1 ? Example() : SmallProject(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  Left Undisturbed(bool with_store, microseconds& took) {
    Job job(input_, folder_ / "undisturbed", with_store);
    std::string said;
    const auto begin = Clock::now();
    EXPECT_TRUE(job.Finish(said)) << said;
    took = std::chrono::duration_cast<microseconds>(Clock::now() - begin);
    return job.Leaves();
  }

  fs::path folder_;
  Input input_;
};

void ExpectSame(const Left& actual, const Left& expected) {
  EXPECT_EQ(actual.trace, expected.trace);
  EXPECT_EQ(actual.outbox, expected.outbox);
  EXPECT_EQ(actual.store, expected.store);
}

TEST_F(Kill, MemoryAndSqliteLeaveTheSame) {
  microseconds took{};
  const Left memory = Undisturbed(false, took);
  const Left sqlite = Undisturbed(true, took);
  EXPECT_GT(sqlite.outbox.size(), 30u);
  EXPECT_EQ(memory.trace, sqlite.trace);
  EXPECT_EQ(memory.outbox, sqlite.outbox);
}

// The first kill of each job goes through the whole time that a job takes, the later ones are drawn.
TEST_F(Kill, AtAnyMomentLosesAndRepeatsNothing) {
  const unsigned kills = Setting("LSQ_KILLS", 16);
  std::mt19937 random(Setting("LSQ_KILL_SEED", 1));
  microseconds took{};
  const Left expected = Undisturbed(true, took);
  ASSERT_GT(expected.store.size(), 50'000u);  // else nothing is compared
  for (unsigned killed = 0, jobs = 0; killed < kills && !HasFailure(); ++jobs) {
    Job job(input_, folder_ / "killed");
    const auto first = took * ((jobs * 7 + 1) % 17) / 17 + took * (random() % 100) / 1700;
    std::string moments = "killed after";
    for (int restart = 0; restart < kMostRestarts && killed < kills; ++restart) {
      const auto delay = restart == 0 ? first : took * (random() % 1000) / 1000;
      moments += " " + std::to_string(delay.count()) + " us";
      if (job.KillAfter(delay)) break;
      ++killed;
    }
    SCOPED_TRACE(moments);
    std::string said;
    ASSERT_TRUE(job.Finish(said)) << said;
    ExpectSame(job.Leaves(), expected);
  }
}

}  // namespace
}  // namespace lsq::kill
