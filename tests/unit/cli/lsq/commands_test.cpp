// SPDX-License-Identifier: Apache-2.0
// The commands as a shell sees them: what they print, how they end, what they leave on the disk.
#include "cli/lsq/commands.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/console/files.h"

namespace lsq::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kGood = "automation \"A\" {\n  on new Lead\n  do { exit }\n}\n";
constexpr const char* kWrong = "automation \"A\" {\n  on new Led\n  do { exit }\n}\n";
constexpr const char* kBroken = "automation \"A\" {\n  on new Lead\n";
constexpr const char* kUnformatted = "automation   \"A\" {\n on new Lead\n do { exit }\n}\n";

constexpr uid_t kNobody = 65534;

struct Ran {
  int code = 0;
  std::string out, err;
};

class Commands : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("lsq_commands_" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& text) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return path.string();
  }
  static std::string Read(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  static Ran Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "lsq");
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    Ran ran;
    ran.code = Main(static_cast<int>(arguments.size()), argv.data());
    ran.out = testing::internal::GetCapturedStdout();
    ran.err = testing::internal::GetCapturedStderr();
    return ran;
  }

  fs::path folder_;
};

TEST_F(Commands, CheckEndsWithWhatItFound) {
  EXPECT_EQ(Run({"check", Write("good.lsq", kGood)}).code, kFine);
  const Ran wrong = Run({"check", Write("wrong.lsq", kWrong)});
  EXPECT_EQ(wrong.code, kFindings);
  EXPECT_NE(wrong.out.find("error[LSQ"), std::string::npos);
}

TEST_F(Commands, CheckReadsFoldersSortedAndPassesHiddenOnesOver) {
  Write("b/x.lsq", kWrong);
  Write("a.lsq", kWrong);
  Write(".hidden/c.lsq", kWrong);
  Write("notes.txt", "no program");
  const Ran ran = Run({"check", folder_.string()});
  EXPECT_EQ(ran.code, kFindings);
  EXPECT_LT(ran.out.find("a.lsq"), ran.out.find("x.lsq"));
  EXPECT_EQ(ran.out.find("c.lsq"), std::string::npos);
}

TEST_F(Commands, CheckReadsWhatAFileUses) {
  Write("schema.lsq", "entity Lead { mx_Plan: Text }\n");
  const std::string path =
      Write("rule.lsq",
            "use \"schema.lsq\"\nautomation \"A\" {\n  on new Lead\n  when Lead.mx_Plan is \"x\"\n  do { exit }\n}\n");
  EXPECT_EQ(Run({"check", path}).code, kFine);
}

TEST_F(Commands, LinksInACircleEnd) {
  Write("a.lsq", kGood);
  fs::create_directory_symlink(folder_, folder_ / "again");
  EXPECT_EQ(Run({"check", folder_.string()}).code, kFine);
  fs::create_symlink(folder_ / "y.lsq", folder_ / "x.lsq");
  fs::create_symlink(folder_ / "x.lsq", folder_ / "y.lsq");
  const Ran ran = Run({"check", folder_.string()});
  EXPECT_EQ(ran.code, kFailure);
  EXPECT_NE(ran.err.find("circle"), std::string::npos);
}

TEST_F(Commands, MisuseIsNoFinding) {
  EXPECT_EQ(Run({"check"}).code, kFailure);
  EXPECT_EQ(Run({"frobnicate"}).code, kFailure);
  EXPECT_EQ(Run({"check", "--format", "yaml", Write("a.lsq", kGood)}).code, kFailure);
  EXPECT_EQ(Run({"check", (folder_ / "missing.lsq").string()}).code, kFailure);
  EXPECT_EQ(Run({"check", Write("a.txt", kGood)}).code, kFailure);
  fs::create_directory(folder_ / "empty");
  EXPECT_EQ(Run({"check", (folder_ / "empty").string()}).code, kFailure);
  EXPECT_EQ(Run({"explain", "LSQ0"}).code, kFailure);
  EXPECT_EQ(Run({"--help"}).code, kFine);
}

TEST_F(Commands, MisuseSaysWhatIsMeant) {
  EXPECT_EQ(Run({}).err, "lsq: a command is missing\n     try `lsq --help`\n");
  EXPECT_EQ(Run({"chekc", "a"}).err,
            "lsq: there is no command `chekc`; did you mean `check`?\n     try `lsq --help`\n");
  EXPECT_EQ(Run({"check"}).err, "lsq: PATH is required\n     try `lsq check --help`\n");
  EXPECT_EQ(Run({"check", "--format", "xml", "a"}).err,
            "lsq: --format: `xml` is none of text, json, sarif\n     try `lsq check --help`\n");
  EXPECT_EQ(Run({"check", folder_.string()}).err, "lsq: " + folder_.string() + ": it holds no .lsq files\n");
}

TEST_F(Commands, ExplainFindsNearCodesAndListsAll) {
  EXPECT_NE(Run({"explain", "e_type"}).out.find("LSQ2104: "), std::string::npos);
  EXPECT_EQ(Run({"explain", "E_TYP"}).err, "lsq: there is no diagnostic E_TYP; did you mean E_TYPE?\n");
  EXPECT_EQ(
      Run({"explain", "lsq120"}).err,
      "lsq: there is no diagnostic lsq120; there is LSQ1201, LSQ1202, LSQ1203, LSQ1204, LSQ1205, LSQ1206, LSQ1207\n");
  EXPECT_EQ(Run({"explain", "7"}).code, kFailure);
  const Ran all = Run({"explain"});
  EXPECT_EQ(all.code, kFine);
  EXPECT_EQ(all.out.find("LSQ1001  bytes that are not UTF-8\n"), 0u);
}

TEST_F(Commands, AFileIsReadOnceWhateverNamesAndLinksLeadToIt) {
  const std::string good = Write("good.lsq", kGood);
  fs::create_symlink(good, folder_ / "link.lsq");
  const Ran ran = Run({"check", good, good, (folder_ / "link.lsq").string(), folder_.string()});
  EXPECT_EQ(ran.code, kFine) << ran.out;
  EXPECT_EQ(ran.out, "no errors in 1 file\n");
}

TEST_F(Commands, ASmallFileTakesLittleMemory) {
  const auto text = ReadRegularFile(Write("small.lsq", kGood), 1u << 20);
  ASSERT_TRUE(text.ok());
  EXPECT_LT(text->capacity(), 256u);  // a project may have ten thousand of them
}

TEST_F(Commands, WhatIsNoFileIsNotWaitedFor) {
  ASSERT_EQ(mkfifo((folder_ / "pipe.lsq").c_str(), 0600), 0);
  const Ran pipe = Run({"check", folder_.string()});
  EXPECT_EQ(pipe.code, kFailure);
  EXPECT_EQ(pipe.err, "lsq: " + (folder_ / "pipe.lsq").string() + ": it is no regular file\n");
  fs::create_symlink("/dev/zero", folder_ / "zero.lsq");
  EXPECT_NE(Run({"check", folder_.string()}).err.find("zero.lsq: it is no regular file\n"), std::string::npos);
  fs::create_symlink("nowhere.lsq", folder_ / "gone.lsq");
  EXPECT_NE(Run({"fmt", folder_.string()}).err.find("gone.lsq: there is no such file or folder\n"), std::string::npos);
  fs::create_directory(folder_ / "folder.lsq");
  EXPECT_EQ(Run({"check", (folder_ / "folder.lsq").string()}).code, kFailure);
}

TEST_F(Commands, AFileThatIsTooLargeIsAFinding) {
  const Ran ran = Run({"check", Write("large.lsq", std::string(50u << 20, 'x'))});
  EXPECT_EQ(ran.code, kFindings);
  EXPECT_NE(ran.out.find("error[LSQ1006]: the file has more than 16777216 bytes; at most 16777216 are read"),
            std::string::npos);
  EXPECT_NE(ran.out.find("large.lsq:1:1\n"), std::string::npos);
}

TEST_F(Commands, OtherFilesAreCheckedThoughOneIsMissing) {
  const Ran ran = Run({"check", (folder_ / "missing.lsq").string(), Write("wrong.lsq", kWrong)});
  EXPECT_EQ(ran.code, kFailure);
  EXPECT_NE(ran.out.find("wrong.lsq"), std::string::npos);
}

TEST_F(Commands, OtherFilesAreCheckedThoughAFolderMayNotBeRead) {
  Write("closed/a.lsq", kGood);
  Write("wrong.lsq", kWrong);
  fs::permissions(folder_ / "closed", fs::perms::none);
  const bool root = geteuid() == 0;  // may read everything
  ASSERT_TRUE(!root || seteuid(kNobody) == 0);
  const Ran ran = Run({"check", folder_.string()});
  ASSERT_TRUE(!root || seteuid(0) == 0);
  fs::permissions(folder_ / "closed", fs::perms::owner_all);
  EXPECT_EQ(ran.code, kFailure);
  EXPECT_NE(ran.err.find("closed: it may not be read"), std::string::npos) << ran.err;
  EXPECT_NE(ran.out.find("wrong.lsq"), std::string::npos) << ran.out;
}

TEST_F(Commands, AToolGetsItsDocumentThoughNothingCouldBeRead) {
  for (const std::string format : {"json", "sarif"}) {
    const Ran ran = Run({"check", "--format", format, "nowhere.lsq"});
    EXPECT_EQ(ran.code, kFailure);
    EXPECT_TRUE(ran.out.starts_with("{")) << ran.out;
    EXPECT_NE(ran.err.find("nowhere.lsq"), std::string::npos);
  }
}

TEST_F(Commands, ComplaintsHoldNothingThatATerminalWouldObey) {
  EXPECT_EQ(Run({"check", "\x1b[31m.lsq"}).err, "lsq: \\x{1B}[31m.lsq: there is no such file or folder\n");
}

TEST_F(Commands, JsonAndSarifGoToStandardOutputAlone) {
  const std::string path = Write("wrong.lsq", kWrong);
  for (const char* format : {"json", "sarif"}) {
    const Ran ran = Run({"check", "--format", format, path});
    EXPECT_EQ(ran.code, kFindings);
    EXPECT_EQ(ran.out.front(), '{');
    EXPECT_TRUE(ran.err.empty());
  }
}

TEST_F(Commands, FmtKeepsTheModeAndFollowsLinks) {
  const std::string path = Write("a.lsq", kUnformatted);
  chmod(path.c_str(), 0640);
  fs::create_symlink(path, folder_ / "link.lsq");
  EXPECT_EQ(Run({"fmt", (folder_ / "link.lsq").string()}).code, kFine);
  EXPECT_EQ(Read(path), kGood);
  struct stat status{};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0640u);
  EXPECT_TRUE(fs::is_symlink(folder_ / "link.lsq"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 2) << "a temporary file is left";
}

TEST_F(Commands, FmtLeavesAFileThatMayNotBeWritten) {
  const std::string path = Write("a.lsq", kUnformatted);
  fs::permissions(path, fs::perms::all & ~(fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write));
  const bool root = geteuid() == 0;  // may write everything
  fs::permissions(folder_, fs::perms::all);
  ASSERT_TRUE(!root || seteuid(kNobody) == 0);
  const Ran ran = Run({"fmt", path});
  ASSERT_TRUE(!root || seteuid(0) == 0);
  EXPECT_EQ(ran.code, kFailure);
  EXPECT_EQ(ran.err, "lsq: " + path + ": it may not be written\n");
  EXPECT_EQ(Read(path), kUnformatted);
}

TEST_F(Commands, FmtKeepsTheOwner) {
  const std::string path = Write("a.lsq", kUnformatted);
  const bool root = geteuid() == 0;  // may format the files of others
  const uid_t owner = root ? kNobody : geteuid();
  const gid_t group = root ? kNobody : getegid();
  ASSERT_EQ(chown(path.c_str(), owner, group), 0);
  EXPECT_EQ(Run({"fmt", path}).code, kFine);
  struct stat status{};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, owner);
  EXPECT_EQ(status.st_gid, group);
}

TEST_F(Commands, FmtCheckWritesNothing) {
  const std::string path = Write("a.lsq", kUnformatted);
  const Ran ran = Run({"fmt", "--check", path});
  EXPECT_EQ(ran.code, kFindings);
  EXPECT_EQ(ran.out, path + "\n");
  EXPECT_EQ(Read(path), kUnformatted);
}

TEST_F(Commands, FmtLeavesBrokenFilesAlone) {
  const std::string path = Write("a.lsq", kBroken);
  const Ran ran = Run({"fmt", path});
  EXPECT_EQ(ran.code, kFindings);
  EXPECT_EQ(Read(path), kBroken);
  EXPECT_NE(ran.err.find("left as it is"), std::string::npos);
  EXPECT_NE(ran.err.find("error[LSQ"), std::string::npos);
  EXPECT_EQ(ran.out, "") << "it may go into a file";
}

TEST_F(Commands, DumpShowsEachPhase) {
  const std::string path = Write("a.lsq", "automation \"A\" {\n  on new Lead\n  do { set Lead.Score to 1 + 1 }\n}\n");
  const std::vector<std::pair<const char*, const char*>> phases = {
      {"tokens", "Text"}, {"ast", "ref automation"}, {"types", "Number"}, {"ir", "Lead.Score"}, {"bytecode", "fn"}};
  for (const auto& [phase, shown] : phases) {
    const Ran ran = Run({"dump", "--phase", phase, path});
    EXPECT_EQ(ran.code, kFine) << phase;
    EXPECT_NE(ran.out.find(shown), std::string::npos) << phase << "\n" << ran.out;
  }
}

}  // namespace
}  // namespace lsq::cli
