// SPDX-License-Identifier: Apache-2.0
// `lsq eval --jsonl` as a partner at the other end of a pipe sees it: each line is answered, in order, whatever the
// line before was.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/engine/commands.h"
#include "cli/engine/lines.h"

namespace lsq::cli {
namespace {

// What the command answers to an input, and its exit code.
struct Answered {
  std::vector<std::string> lines;
  int code = 0;
};
Answered Answer(const std::string& input) {
  const auto path = std::filesystem::temp_directory_path() / ("lsq_eval_lines_" + std::to_string(getpid()));
  std::ofstream(path, std::ios::binary) << input;
  const int saved = dup(STDIN_FILENO);
  FILE* file = std::fopen(path.c_str(), "rb");
  dup2(fileno(file), STDIN_FILENO);
  testing::internal::CaptureStdout();
  Answered answered;
  answered.code = Eval({.jsonl = true});
  std::istringstream out(testing::internal::GetCapturedStdout());
  dup2(saved, STDIN_FILENO);
  close(saved);
  std::fclose(file);
  std::filesystem::remove(path);
  for (std::string line; std::getline(out, line);) answered.lines.push_back(line);
  return answered;
}
std::string One(const std::string& line) {
  const Answered answered = Answer(line + "\n");
  EXPECT_EQ(answered.lines.size(), 1u) << line;
  return answered.lines.empty() ? "" : answered.lines[0];
}

TEST(EvalLinesTest, AnswersInOrderAndGoesOnAfterAWrongLine) {
  const Answered answered = Answer(
      "{\"id\":1,\"expr\":\"1 + 1\"}\nnonsense\n\n{\"id\":\"b\",\"expr\":\"1 +\"}\r\n{\"id\":null,\"expr\":\"3\"}");
  ASSERT_EQ(answered.lines.size(), 4u);
  EXPECT_EQ(answered.lines[0], R"({"id":1,"value":2,"type":"Number"})");
  EXPECT_NE(answered.lines[1].find(R"({"id":null,"error":{"code":"bad_request","message":)"), std::string::npos);
  EXPECT_TRUE(answered.lines[2].starts_with(R"({"id":"b","error":{"code":"LSQ)")) << answered.lines[2];
  EXPECT_EQ(answered.lines[3], R"({"id":null,"value":3,"type":"Number"})");
  EXPECT_EQ(answered.code, kFindings);
  EXPECT_EQ(Answer("{\"expr\":\"1\"}\n").code, kFine);
}

TEST(EvalLinesTest, SaysWhatIsWrongWithALine) {
  const std::pair<std::string, std::string> wrong[] = {
      {R"({"expr":5})", "is a text, not a number"},
      {R"({"expr":["1"]})", "is a text, not an array"},
      {R"({"id":{},"expr":"1"})", "a text or a number, not an object"},
      {R"({"id":tru,"expr":"1"})", "JSON"},
      {R"({"id":01,"expr":"1"})", "JSON"},
      {R"({"expr":"1","text":"a"})", "both"},
      {R"({"id":7})", "neither"},
      {R"({"expr":"1","exp":"2"})", "no member \\\"exp\\\""},
      {R"({"expr":"1","expr":"2"})", "given twice"},
      {R"({"expr":"1","records":[]})", "an object of records, not an array"},
      {R"({"expr":"1","records":{"Lead":5}})", "an object of fields, not a number"},
      {R"({"expr":"1","records":{"Lead":{},"Lead":{}}})", "Lead is given twice"},
      {R"({"expr":"1","records":{"Lead":{"Score":1,"Score":2}}})", "Lead.Score is given twice"},
      {R"({"expr":"1","records":{"Lead":{"mx_A":{"b":1}}}})", "mx_A is an object"},
      {R"({"expr":"1","records":{"Lead":{"mx_A":[[1]]}}})", "holds an array"},
      {R"({"expr":"1","records":{"Lead":{"mx_A":[1,,2]}}})", "JSON"},
      {R"({"expr":"1"} {})", "follows"},
      {R"({"expr":"1","as":"pdf"})", "as"},
      {R"({"expr":"1","now":"today"})", "now"},
      {R"({"expr":"1","timezone":"Mars"})", "Mars"},
      {R"({"expr":"1","schema":"/no/such/file"})", "/no/such/file"},
      {R"({"expr":"1","records":{"Leed":{}}})", "no entity Leed"},
      {"[1]", "is an array, not a JSON object"},
      {"5", "JSON object"},
      {"{\"expr\":\"\xff\"}", "UTF-8"},
      {std::string("{\"expr\":\"1\0\"}", 13), "JSON"}};
  for (const auto& [line, message] : wrong) {
    const std::string answer = One(line);
    EXPECT_NE(answer.find("\"error\":{\"code\":\""), std::string::npos) << line << "\n" << answer;
    EXPECT_NE(answer.find(message), std::string::npos) << line << "\n" << answer;
  }
}

TEST(EvalLinesTest, AMistakeIsToldWithTheIdThatStandsBehindIt) {
  const std::string answer = One(R"({"expr":"1","as":"pdf","records":{"Lead":{"mx_A":[{"id":1}]}},"id":7})");
  EXPECT_TRUE(answer.starts_with(R"({"id":7,"error":{"code":"bad_request","message":"\"as\" is value)")) << answer;
  EXPECT_TRUE(One(R"({"id":1,"id":2,"expr":"1"})").starts_with(R"({"id":1,"error")"));
}

TEST(EvalLinesTest, AnAnswerIsJsonWhateverTheIdWas) {
  EXPECT_TRUE(One(R"({"id":"\ud800","expr":"1"})").starts_with(R"({"id":null,"error")"));
}

TEST(EvalLinesTest, AByteOrderMarkBeginsNoMistake) {
  EXPECT_EQ(One("\xEF\xBB\xBF{\"expr\":\"1\"}"), R"({"id":null,"value":1,"type":"Number"})");
}

TEST(EvalLinesTest, ASchemaThatIsNoFileIsNotWaitedFor) {
  const auto path = std::filesystem::temp_directory_path() / ("lsq_eval_fifo_" + std::to_string(getpid()));
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  EXPECT_NE(One(R"({"expr":"1","schema":")" + path.string() + "\"}").find("no regular file"), std::string::npos);
  std::filesystem::remove(path);
}

TEST(EvalLinesTest, ANulNeverEntersAValue) {
  EXPECT_NE(One(R"({"text":"@{Lead:mx_A,}","records":{"Lead":{"mx_A":"a\u0000b"}}})").find("value_nul"),
            std::string::npos);
}

TEST(EvalLinesTest, KeepsNumbersAsTheyWereWritten) {
  EXPECT_EQ(One(R"({"id":12345678901234567890,"expr":"Lead.mx_A","records":{"Lead":{"mx_A":0.123456789}}})"),
            R"({"id":12345678901234567890,"value":0.123456789,"type":"Number"})");
}

TEST(EvalLinesTest, WithoutASchemaFieldsAreWhatTheyLookLike) {
  EXPECT_EQ(One(R"({"expr":"@{Lead:mx_End,}+24","records":{"Lead":{"mx_End":"2026-12-31"}}})"),
            R"({"id":null,"value":"2027-01-01 00:00:00","type":"DateTime"})");
  EXPECT_EQ(One(R"({"expr":"@{Lead:mx_End,}+24","records":{"Lead":{"mx_End":"2026-12-31 10:00:00"}}})"),
            R"({"id":null,"value":"2027-01-01 10:00:00","type":"DateTime"})");
  EXPECT_EQ(One(R"({"expr":"Lead.Score + 1","records":{"Lead":{"Score":41.5}}})"),
            R"({"id":null,"value":42.5,"type":"Number"})");
  EXPECT_EQ(One(R"({"expr":"Lead.mx_Won and Lead.mx_A is \"x\"","records":{"Lead":{"mx_Won":true,"mx_A":"x"}}})"),
            R"({"id":null,"value":true,"type":"Bool"})");
  EXPECT_EQ(One(R"({"text":"@{Lead:mx_L,}","records":{"Lead":{"mx_L":["A","B"]}}})"),
            R"({"id":null,"value":"A; B","type":"Text"})");
  EXPECT_NE(One(R"({"expr":"Lead.Score + 1","records":{"Lead":{"Score":null}}})").find("E_MAYBE_EMPTY"),
            std::string::npos);
}

// ---- Lines

TEST(LineReaderTest, GivesLinesOfAnyLength) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const std::string text = "a\r\n\n" + std::string(100, 'x') + "\n" + std::string(101, 'y') + "\nlast";
  ASSERT_EQ(write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  close(ends[1]);
  int waits = 0;
  LineReader reader(ends[0], 100, [&] { ++waits; });
  std::string_view line;
  ASSERT_EQ(reader.Next(line), LineReader::Found::Line);
  EXPECT_EQ(line, "a");
  ASSERT_EQ(reader.Next(line), LineReader::Found::Line);
  EXPECT_EQ(line, "");
  ASSERT_EQ(reader.Next(line), LineReader::Found::Line);
  EXPECT_EQ(line.size(), 100u);
  EXPECT_EQ(reader.Next(line), LineReader::Found::TooLong);
  ASSERT_EQ(reader.Next(line), LineReader::Found::Line);
  EXPECT_EQ(line, "last");
  EXPECT_EQ(reader.Next(line), LineReader::Found::End);
  EXPECT_GE(waits, 2);
  close(ends[0]);
}

TEST(LineReaderTest, GrowsForLinesLongerThanItsBuffer) {
  const auto path = std::filesystem::temp_directory_path() / ("lsq_lines_" + std::to_string(getpid()));
  std::ofstream out(path);
  for (size_t size : {1u << 20, 3u, 700'000u, 0u, 5'000'000u}) out << std::string(size, 'z') << "\n";
  out.close();
  FILE* file = std::fopen(path.c_str(), "rb");
  LineReader reader(fileno(file), 2u << 20, [] {});
  std::string_view line;
  for (const size_t size : {1u << 20, 3u, 700'000u, 0u}) {
    ASSERT_EQ(reader.Next(line), LineReader::Found::Line);
    EXPECT_EQ(line.size(), size);
    EXPECT_EQ(line.find_first_not_of('z'), std::string_view::npos);
  }
  EXPECT_EQ(reader.Next(line), LineReader::Found::TooLong);
  EXPECT_EQ(reader.Next(line), LineReader::Found::End);
  std::fclose(file);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace lsq::cli
