// SPDX-License-Identifier: Apache-2.0
// `lsq run` as a shell sees it: how it ends on files that are wrong, and where it goes on.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/engine/command_line.h"

namespace lsq::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kGreet = R"(account timezone "Asia/Kolkata"
automation "Greet" {
  on new Lead
  do {
    wait 3 hours
    set Lead.Score to 1
    wait 30 hours
    set Lead.Score to 2
  }
}
)";
constexpr const char* kEvents =
    R"({"id":"e1","at":"2026-03-01T00:00:00Z","type":"new","entity":"Lead","record":"L1","fields":{}}
{"id":"e2","at":"2026-03-02T00:00:00Z","type":"new","entity":"Lead","record":"L2","fields":{}}
)";

struct Ran {
  int code = 0;
  std::string out, err;
};

class RunCommand : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("lsq_run_command_" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "crm");
    fs::current_path(folder_);
    Write("crm/greet.lsq", kGreet);
    Write("events.jsonl", kEvents);
  }
  void TearDown() override {
    fs::current_path("/");
    fs::remove_all(folder_);
  }
  static void Write(const std::string& name, const std::string& text) { std::ofstream(name, std::ios::binary) << text; }
  static std::string Read(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(name).rdbuf();
    return text.str();
  }
  static Ran Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"lsq", "run", "crm", "--virtual"});
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    Ran ran;
    ran.code = EngineMain(static_cast<int>(arguments.size()), argv.data());
    ran.out = testing::internal::GetCapturedStdout();
    ran.err = testing::internal::GetCapturedStderr();
    return ran;
  }

  fs::path folder_;
};

TEST_F(RunCommand, EndsWhereItWouldHadItNotBeenStopped) {
  ASSERT_EQ(Run({"--events", "events.jsonl", "--trace", "whole.jsonl"}).code, 0);
  const std::vector<std::string> stopped = {"--events", "events.jsonl", "--store", "s.lsqdb", "--trace", "trace.jsonl"};
  auto until = stopped;
  until.insert(until.end(), {"--until", "2026-03-02T20:00:00Z"});  // behind the last event
  ASSERT_EQ(Run(until).code, 0);
  ASSERT_EQ(Run(stopped).code, 0);
  EXPECT_EQ(Read("trace.jsonl"), Read("whole.jsonl"));
  ASSERT_EQ(Run(stopped).code, 0);  // nothing is left to do
  EXPECT_EQ(Read("trace.jsonl"), Read("whole.jsonl"));
}

TEST_F(RunCommand, ATraceNeverOverwritesWhatIsRead) {
  Write("leads.csv", "ProspectID\nL9\n");
  fs::create_symlink("events.jsonl", "link.jsonl");
  for (const char* trace : {"events.jsonl", "link.jsonl", "./leads.csv"}) {
    const Ran ran = Run({"--events", "events.jsonl", "--records", "leads.csv", "--trace", trace});
    EXPECT_EQ(ran.code, 2);
    EXPECT_NE(ran.err.find("would overwrite"), std::string::npos) << ran.err;
  }
  EXPECT_EQ(Read("events.jsonl"), kEvents);
  EXPECT_EQ(Read("leads.csv"), "ProspectID\nL9\n");
}

TEST_F(RunCommand, AFileThatCannotBeReadIsAFailure) {
  EXPECT_EQ(Run({"--records", "leads.csv"}).code, 2);
  EXPECT_EQ(Run({"--events", "nowhere.jsonl"}).code, 2);
}

TEST_F(RunCommand, HeadersAndNamesThatAreWrongAreToldWithTheirFile) {
  Write("leads.csv", "FirstName\nAsha\n");
  const Ran header = Run({"--records", "leads.csv", "--skip-errors"});
  EXPECT_EQ(header.code, 1);
  EXPECT_EQ(header.err, "lsq: leads.csv: no column is ProspectID, the id of a Lead\n");
  Write("frobs.csv", "ProspectID\nL1\n");
  const Ran entity = Run({"--records", "frobs.csv"});
  EXPECT_EQ(entity.code, 2);
  EXPECT_NE(entity.err.find("frobs.csv: there is no entity frob"), std::string::npos) << entity.err;
  EXPECT_NE(entity.err.find("ENTITY=frobs.csv"), std::string::npos) << entity.err;
}

TEST_F(RunCommand, WrongLinesAreRefusedWholeOrLeftOut) {
  Write("events.jsonl", std::string(kEvents) + "nonsense\n");
  const Ran refused = Run({"--events", "events.jsonl", "--store", "s.lsqdb"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_NE(refused.err.find("events.jsonl:3: "), std::string::npos) << refused.err;
  const Ran skipped = Run({"--events", "events.jsonl", "--store", "s.lsqdb", "--skip-errors"});
  EXPECT_EQ(skipped.code, 0);
  EXPECT_NE(skipped.out.find("events    2\n"), std::string::npos) << "none was taken before\n" << skipped.out;
}

TEST_F(RunCommand, AnEventIsAboutAnEntityThatIsThere) {
  Write("events.jsonl", R"({"id":"e1","at":"2026-03-01T00:00:00Z","type":"new","entity":"Leed","record":"L1"})");
  const Ran ran = Run({"--events", "events.jsonl"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("events.jsonl:1: there is no entity Leed; did you mean Lead?"), std::string::npos) << ran.err;
}

TEST_F(RunCommand, OnlyRowsCountAsLeftOut) {
  Write("leads.csv", "ProspectID,Shoe\nL1,42\nL2,43\n,44\n");
  const Ran ran = Run({"--records", "leads.csv", "--skip-errors"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_NE(ran.out.find("2 records of leads.csv, 1 left out"), std::string::npos) << ran.out;
}

TEST_F(RunCommand, TheLastDayOfTheCalendarIsPlayed) {
  Write("events.jsonl", R"({"id":"e1","at":"9999-12-31T10:00:00Z","type":"new","entity":"Lead","record":"L1"})");
  const Ran ran = Run({"--events", "events.jsonl"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("clock     9999-12-31T23:59:59Z"), std::string::npos) << ran.out;
}

TEST_F(RunCommand, MisuseSaysWhereHelpIs) {
  const Ran ran = Run({"--vitual"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("--vitual"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("lsq run --help"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace lsq::cli
