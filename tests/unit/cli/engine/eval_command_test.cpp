// SPDX-License-Identifier: Apache-2.0
// `lsq eval` for one expression, as a shell sees it.
#include <gtest/gtest.h>

#include "cli/engine/command_line.h"

namespace lsq::cli {
namespace {

struct Ran {
  int code = 0;
  std::string out, err;
};
Ran Eval(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"lsq", "eval"});
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

TEST(EvalCommand, PrintsTheValueAlone) {
  EXPECT_EQ(Eval({"0.1 + 0.2"}).out, "0.3\n");
  EXPECT_EQ(Eval({"-5"}).out, "-5\n");
  EXPECT_EQ(Eval({"--as", "html", "\"<b>\""}).out, "<b>\n") << "what an author writes is not escaped";
}

TEST(EvalCommand, AnEmptyTextIsAText) {
  const Ran ran = Eval({"--text", ""});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "\n");
}

TEST(EvalCommand, AMistakeInTheExpressionIsAFindingAndInAnOptionAFailure) {
  EXPECT_EQ(Eval({"1 +"}).code, 1);
  EXPECT_EQ(Eval({"1 / 0"}).code, 1);
  for (const std::vector<std::string>& misuse : std::vector<std::vector<std::string>>{{},
                                                                                      {""},
                                                                                      {"1", "2"},
                                                                                      {"--as", "pdf", "1"},
                                                                                      {"--now", "today", "1"},
                                                                                      {"--timezone", "Mars", "1"},
                                                                                      {"--schema", "/no/such", "1"},
                                                                                      {"--records", "/no/such", "1"}}) {
    EXPECT_EQ(Eval(misuse).code, 2) << testing::PrintToString(misuse);
  }
}

}  // namespace
}  // namespace lsq::cli
