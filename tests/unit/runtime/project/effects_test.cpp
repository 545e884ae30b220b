// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/runtime/project/tested.h"

namespace lsq::project {
namespace {

Ran RunNewcomer(const std::string& expectations) {
  return RunProject({{"a.lsq", R"(
webhook "crm"
automation "A" {
  on new Lead
  do {
    create task "Call @{Lead:FirstName,them}"
    create task "Write"
    post to webhook "crm"
  }
}
test "t" {
  given Lead { FirstName: "Ravi" }
  event new Lead
)" + expectations + "}\n"}});
}

TEST(Effects, AreExpectedByWhatTellsThemApart) {
  const Ran ran = RunNewcomer("expect tasks [\"Call Ravi\", \"Write\"]\nexpect webhooks [\"crm\"]\nexpect no emails\n");
  EXPECT_TRUE(ran[0].passed) << ran[0].report;
}

TEST(Effects, AFailureShowsWhatHappened) {
  const Ran ran = RunNewcomer("expect no tasks\nexpect webhooks []\nexpect emails [\"Hello\"]\n");
  EXPECT_EQ(ran[0].report,
            "  line 14: expect no tasks\n"
            "      create_task: [\"Call Ravi\", \"Write\"]\n"
            "  line 15: expect webhooks []\n"
            "      call_webhook: [\"crm\"]\n"
            "  line 16: expect emails [\"Hello\"]\n"
            "      send_email: []\n");
}

TEST(Effects, NamesThatNobodyKnowsAreErrors) {
  EXPECT_EQ(RunNewcomer("expect webhooks [\"crmm\"]\n").error, "project");
}

}  // namespace
}  // namespace lsq::project
