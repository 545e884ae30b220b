// SPDX-License-Identifier: Apache-2.0
// `lsq test` as a shell sees it: what it prints, how it ends.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "cli/engine/command_line.h"

namespace lsq::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kScore = R"(automation "Score" {
  on update of Lead.Score
  do {
    if Lead.Score > 50 { exit because "hot" } else { exit because "cold" }
  }
}
test "a low score is cold" {
  given Lead { Score: 1 }
  event update of Lead { Score: 2 }
  expect run exited because "cold"
}
)";
constexpr const char* kFailing = R"(test "it is hot" {
  given Lead { Score: 1 }
  event update of Lead { Score: 2 }
  expect run exited because "hot"
  expect Lead.Score > 50 and Lead.City is "Pune"
}
)";

struct Ran {
  int code = 0;
  std::string out, err;
};

class TestCommand : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("lsq_test_command_" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    fs::current_path(folder_);
  }
  void TearDown() override {
    fs::current_path("/");
    fs::remove_all(folder_);
  }
  static void Write(const std::string& name, const std::string& text) { std::ofstream(name) << text; }

  static Ran Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"lsq", "test"});
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

TEST_F(TestCommand, SaysWhatPassed) {
  Write("a.lsq", kScore);
  const Ran ran = Run({"a.lsq"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out, "ok   a low score is cold\n\n1 passed, 0 failed\n");
}

TEST_F(TestCommand, AFailureShowsLinesAndValuesAndIsAFinding) {
  Write("a.lsq", std::string(kScore) + kFailing);
  const Ran ran = Run({"a.lsq"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.out,
            "ok   a low score is cold\n"
            "FAIL it is hot  (a.lsq:12)\n"
            "  line 15: expect run exited because \"hot\"\n"
            "      the run exited because cold\n"
            "  line 16: expect Lead.Score > 50 and Lead.City is \"Pune\"\n"
            "      Lead.Score > 50 = no\n"
            "      Lead.Score = 2\n"
            "\n1 passed, 1 failed\n");
}

TEST_F(TestCommand, CoverageNamesWhatWasNotReached) {
  Write("a.lsq", kScore);
  const Ran ran = Run({"--coverage", "."});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out,
            "ok   a low score is cold\n"
            "\n1 passed, 0 failed\n"
            "\nnever reached\n"
            "  ./a.lsq  branches 1/2  conditions 1/2\n"
            "      4  if `Lead.Score > 50`\n"
            "      4  `Lead.Score > 50` is yes\n"
            "  all      branches 1/2  conditions 1/2\n");
}

TEST_F(TestCommand, JsonIsOneObject) {
  Write("a.lsq", kScore);
  const Ran ran = Run({"--coverage", "--json", "a.lsq"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out, R"({
  "passed": 1,
  "failed": 0,
  "tests": [
    {
      "name": "a low score is cold",
      "file": "a.lsq",
      "line": 7,
      "passed": true
    }
  ],
  "coverage": {
    "branches": {
      "taken": 1,
      "all": 2
    },
    "conditions": {
      "taken": 1,
      "all": 2
    },
    "files": [
      {
        "file": "a.lsq",
        "branches": {
          "taken": 1,
          "all": 2
        },
        "conditions": {
          "taken": 1,
          "all": 2
        },
        "missed": [
          {
            "line": 4,
            "kind": "branch",
            "what": "if `Lead.Score > 50`"
          },
          {
            "line": 4,
            "kind": "condition",
            "what": "`Lead.Score > 50` is yes"
          }
        ]
      }
    ]
  }
}
)");
}

TEST_F(TestCommand, ErrorsThatNobodyExpectsAreShown) {
  Write("a.lsq", "automation \"A\" {\n  on new Led\n  do { exit }\n}\n");
  const Ran ran = Run({"a.lsq"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.out.find("Led"), std::string::npos);
  EXPECT_NE(ran.err.find("nothing was run"), std::string::npos);
}

TEST_F(TestCommand, ErrorsAreADocumentForTools) {
  Write("a.lsq", "automation \"A\" {\n  on new Led\n  do { exit }\n}\n");
  const Ran ran = Run({".", "--json"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_TRUE(ran.out.starts_with("{")) << ran.out;
  EXPECT_NE(ran.out.find("\"E_UNKNOWN_ENTITY\""), std::string::npos) << ran.out;
}

TEST_F(TestCommand, ExpectedErrorsAreTests) {
  Write("a.lsq", "automation \"A\" {\n  on new Lead\n  when Lead.Scroe > 1\n  do { exit }\n}\n");
  Write("tests.lsq", "test \"it is refused\" { expect error E_UNKNOWN_FIELD in \"a.lsq\" }\n");
  const Ran ran = Run({"."});
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_EQ(ran.out, "ok   it is refused\n\n1 passed, 0 failed\n");
}

TEST_F(TestCommand, MisuseIsAFailure) {
  EXPECT_EQ(Run({}).code, 2);
  EXPECT_EQ(Run({"nowhere"}).code, 2);
}

TEST_F(TestCommand, AFolderMayBeCalledLikeAFile) {
  fs::create_directories("crm.lsq");
  Write("crm.lsq/score.lsq", kScore);
  EXPECT_EQ(Run({"crm.lsq"}).out, "ok   a low score is cold\n\n1 passed, 0 failed\n");
}

TEST_F(TestCommand, ReadsWhatAFileUses) {
  Write("score.lsq", kScore);
  fs::create_directories("tests");
  Write("tests/hot.lsq", R"(use "../score.lsq"
test "a high score is hot" {
  given Lead { Score: 1 }
  event update of Lead { Score: 60 }
  expect run exited because "hot"
}
)");
  const Ran ran = Run({"tests/hot.lsq"});
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_NE(ran.out.find("ok   a high score is hot\n"), std::string::npos) << ran.out;
}

TEST_F(TestCommand, ASchemaOfAHostGoesByItsName) {
  Write("score.lsq", "use schema \"acme\"\n" + std::string(kScore));
  Write("acme.json", "{}");
  EXPECT_EQ(Run({"score.lsq"}).code, 1);
  EXPECT_EQ(Run({"score.lsq", "--schema", "acme.json"}).code, 0);
}

TEST_F(TestCommand, WhatIsNoFileIsNotWaitedFor) {
  ASSERT_EQ(mkfifo("pipe.lsq", 0600), 0);
  EXPECT_EQ(Run({"."}).code, 2);
  EXPECT_EQ(Run({"pipe.lsq"}).err, "lsq: pipe.lsq: it is no regular file\n");
}

TEST_F(TestCommand, AFileThatIsTooLargeIsAFinding) {
  Write("large.lsq", std::string((16u << 20) + 1, ' '));
  EXPECT_EQ(Run({"large.lsq"}).code, 1);
}

}  // namespace
}  // namespace lsq::cli
