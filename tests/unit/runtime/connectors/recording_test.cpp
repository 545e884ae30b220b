// SPDX-License-Identifier: Apache-2.0
#include "runtime/connectors/recording.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "runtime/value/secret.h"

namespace lsq::connectors {
namespace {

namespace fs = std::filesystem;

class Recorded : public testing::Test {
 protected:
  void SetUp() override { folder_ = fs::temp_directory_path() / ("lsq_outbox_" + std::to_string(getpid())); }
  void TearDown() override { fs::remove_all(folder_); }

  host::Outcome Perform(const std::string& key, const std::string& kind, const std::string& body) {
    return Recording(folder_ / "new" / "outbox")->Perform({key, kind, body, 1, time::Instant{0}});
  }
  std::string Read(const std::string& name) const {
    std::ifstream in(folder_ / "new" / "outbox" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  size_t Files() const {
    const fs::directory_iterator files(folder_ / "new" / "outbox");
    return static_cast<size_t>(std::distance(begin(files), end(files)));
  }
  fs::path folder_;
};

TEST_F(Recorded, AMailIsAnEmlAndTheRestIsJson) {
  EXPECT_EQ(Perform("run-1-1", "send_email", R"({"to":["a@x.example"],"subject":"Hi","text":"Hello"})").state,
            host::Outcome::State::Done);
  EXPECT_EQ(Perform("told/Hot & \"new\"/L1", "notify", R"({"message":"x"})").state, host::Outcome::State::Done);
  EXPECT_NE(Read("run-1-1.eml").find("Subject: Hi\r\n"), std::string::npos);
  EXPECT_EQ(Read("told_Hot____new__L1.json"), "{\"message\":\"x\"}\n");
}

TEST_F(Recorded, AnEffectThatIsPerformedAgainIsTheSameFile) {
  Perform("run-1-1", "notify", R"({"message":"x"})");
  Perform("run-1-1", "notify", R"({"message":"x"})");
  EXPECT_EQ(Files(), 1u);
}

TEST_F(Recorded, WithoutAFolderEffectsAreAccepted) {
  EXPECT_EQ(Recording("")->Perform({"k", "notify", "{}", 1, {}}).state, host::Outcome::State::Done);
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(Recorded, AFolderThatCannotBeMadeIsBrokenAndSaysWhichAndWhy) {
  fs::create_directories(folder_);
  std::ofstream(folder_ / "new") << "a file";
  const host::Outcome outcome = Perform("k", "notify", "{}");
  EXPECT_EQ(outcome.state, host::Outcome::State::Broken);
  EXPECT_NE(outcome.reason.find((folder_ / "new" / "outbox").string()), std::string::npos) << outcome.reason;
  EXPECT_NE(outcome.reason.find("cannot be written: "), std::string::npos);
}

TEST_F(Recorded, AFullDiskIsBrokenAndLeavesNoHalfFile) {
  ASSERT_TRUE(fs::exists("/dev/full"));
  fs::create_directories(folder_ / "new" / "outbox");
  fs::create_symlink("/dev/full", folder_ / "new" / "outbox" / "k.json.partial");
  const host::Outcome outcome = Perform("k", "notify", "{}");
  EXPECT_EQ(outcome.state, host::Outcome::State::Broken);
  EXPECT_NE(outcome.reason.find("No space left"), std::string::npos) << outcome.reason;
  EXPECT_FALSE(fs::exists(folder_ / "new" / "outbox" / "k.json"));
}

TEST_F(Recorded, SecretsAreShownByName) {
  Perform("k", "call_webhook", R"({"headers":[["X-Key",")" + value::SecretMark("crm") + R"("]]})");
  EXPECT_EQ(Read("k.json"), "{\"headers\":[[\"X-Key\",\"secret \\\"crm\\\"\"]]}\n");
}

// ---- The text of mails (RFC 5322, 2047, 2045)

std::string Mail(const std::string& body) {
  return MailText({"run-7-2", "send_email", body, 1, *time::ParseInstant("2026-03-02T04:05:06Z")});
}

TEST(MailText, HeadersSayWhoToWhomAndWhen) {
  const std::string mail = Mail(R"({"to":["a@x.example"],"cc":["b@x.example","c@x.example"],)"
                                R"("from":{"name":"Ops","address":"ops@x.example"},"subject":"Hi","text":"Hello"})");
  for (const char* line :
       {"Message-ID: <run-7-2@lsq.invalid>\r\n", "Date: Mon, 02 Mar 2026 04:05:06 +0000\r\n",
        "From: \"Ops\" <ops@x.example>\r\n", "To: a@x.example\r\n", "Cc: b@x.example, c@x.example\r\n",
        "Content-Type: text/plain; charset=UTF-8\r\n", "\r\n\r\nHello\r\n"}) {
    EXPECT_NE(mail.find(line), std::string::npos) << line << "in\n" << mail;
  }
  EXPECT_EQ(mail.find("Bcc"), std::string::npos);
}

TEST(MailText, ALongSubjectIsCutBetweenCodePoints) {
  std::string subject;
  for (int i = 0; i < 30; ++i) subject += "\xC3\xA9";
  const std::string mail = Mail(R"({"to":["a@x.example"],"subject":")" + subject + R"(","text":""})");
  // 45 bytes would cut the 23rd letter in two: the first word has 22 of them.
  std::string first;
  for (int i = 0; i < 22; ++i) first += i % 3 == 0 ? "w6nD" : i % 3 == 1 ? "qcOp" : "";
  EXPECT_NE(mail.find("Subject: =?UTF-8?B?" + first.substr(0, 56)), std::string::npos) << mail;
  EXPECT_NE(mail.find("?=\r\n =?UTF-8?B?"), std::string::npos);
}

TEST(MailText, BodiesAreQuotedPrintableWithShortLines) {
  const std::string text(200, 'x');
  const std::string mail = Mail(R"({"to":["a@x.example"],"subject":"s","html":"<p>a=b\u00e9 </p> \n)" + text + R"("})");
  EXPECT_NE(mail.find("<p>a=3Db=C3=A9 </p>=20\r\n"), std::string::npos) << mail;
  EXPECT_NE(mail.find("text/html"), std::string::npos);
  for (size_t begin = 0; begin < mail.size();) {
    const size_t end = mail.find("\r\n", begin);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - begin, 76u);
    begin = end + 2;
  }
}

TEST(MailText, NobodyAddsAHeaderThroughASubject) {
  const std::string mail = Mail(R"({"to":["a@x.example"],"subject":"Hi\r\nBcc: thief@x.example","text":""})");
  EXPECT_EQ(mail.find("\r\nBcc:"), std::string::npos);
}

}  // namespace
}  // namespace lsq::connectors
