// SPDX-License-Identifier: Apache-2.0
// Blocks of steps as a graph: where each leads, what ends a segment, what a search is keyed by, what a wait watches.
#include <gtest/gtest.h>

#include "compiler/ir/print.h"
#include "compiler/ir/verify.h"
#include "compiler/lower/lower.h"
#include "tests/harness/program_builder.h"

namespace lsq::lower {
namespace {

using harness::Crm;
using harness::ExprBuilder;
using program::BlockId;
using program::ExprId;
using program::LocalId;
using program::Op;

class StepsTest : public testing::Test {
 protected:
  StepsTest() {
    lead_ = build_.NewLocal("Lead", types::Record(crm_.lead));
    automation_.name = "a";
    automation_.subject = lead_;
  }

  program::Step Say(const std::string& native) { return {{}, native, program::ActionStep{.native = native}}; }
  BlockId Block(std::vector<program::Step> steps) { return automation_.scope.blocks.Add({std::move(steps)}); }
  ExprId City(LocalId record, const char* value) {
    return build_.Is(build_.Field(record, crm_.city), build_.Text(value));
  }

  const ir::Automation& Lowered(BlockId body) {
    automation_.body = body;
    program_.catalog = crm_.catalog;
    program_.automations = {automation_};
    module_ = Lower(program_, files_);
    const Status status = ir::Verify(module_);
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message) << "\n" << ir::Print(module_);
    return module_.automations[0];
  }
  uint32_t Next(size_t step) { return module_.automations[0].steps[step].next.index; }
  template <typename T>
  const T& Node(size_t step) {
    return std::get<T>(module_.automations[0].steps[step].node);
  }

  Crm crm_;
  program::Program program_;
  source::Files files_;
  program::Automation automation_;
  ExprBuilder build_{crm_.catalog, automation_.scope};
  LocalId lead_;
  ir::Module module_;
};

constexpr uint32_t kEnd = UINT32_MAX;

TEST_F(StepsTest, StepsFollowEachOtherToTheEnd) {
  const ir::Automation& automation = Lowered(Block({Say("notify"), Say("cancel_email")}));
  EXPECT_EQ(automation.entry.index, 0u);
  EXPECT_EQ(Next(0), 1u);
  EXPECT_EQ(Next(1), kEnd);
}

TEST_F(StepsTest, EmptyBodyHasNoEntry) {
  EXPECT_FALSE(Lowered(Block({})).entry.valid());
}

// C-CON-9: the first arm that holds; without an else on to the next step.
TEST_F(StepsTest, BranchesComeTogetherBehindTheIf) {
  program::IfStep choice;
  choice.arms.push_back({City(lead_, "a"), Block({Say("one"), Say("two")})});
  choice.arms.push_back({City(lead_, "b"), Block({})});
  Lowered(Block({{{}, "if", choice}, Say("after")}));
  const auto& branch = Node<ir::BranchStep>(0);
  EXPECT_EQ(branch.arms[0].target.index, 1u);
  EXPECT_EQ(Next(1), 2u);
  EXPECT_EQ(Next(2), 3u);                      // out of the arm
  EXPECT_EQ(branch.arms[1].target.index, 3u);  // an empty arm leads on
  EXPECT_EQ(branch.otherwise.index, 3u);
}

// C-MRG-8: what a store can look up is taken out of the condition; the condition stays whole.
TEST_F(StepsTest, SearchIsKeyedByEqualitiesThatDoNotMentionTheCandidate) {
  const LocalId match = build_.NewLocal("match", types::Record(crm_.lead));
  program::IfExistsStep find;
  find.entity = crm_.lead;
  find.match = match;
  const ExprId by_name = build_.Is(build_.Field(match, crm_.last_name), build_.Field(lead_, crm_.last_name));
  const ExprId turned = build_.Is(build_.Field(lead_, crm_.city), build_.Field(match, crm_.city));
  const ExprId to_itself = build_.Is(build_.Field(match, crm_.first_name), build_.Field(match, crm_.last_name));
  const ExprId either = build_.Or({City(match, "a"), City(match, "b")});
  const ExprId not_equal = build_.Test(Op::NotEqual, {build_.Field(match, crm_.city), build_.Text("x")});
  find.where = build_.And({by_name, build_.And({turned, to_itself}), either, not_equal});
  find.then = Block({Say("merge")});
  Lowered(Block({{{}, "find", find}}));
  const auto& step = Node<ir::FindStep>(0);
  ASSERT_EQ(step.keys.size(), 2u);
  EXPECT_EQ(module_.fields[step.keys[0].field].name, "LastName");
  EXPECT_EQ(module_.fields[step.keys[1].field].name, "mx_City");
  EXPECT_TRUE(step.where.valid());
  EXPECT_EQ(step.then.index, 1u);
  EXPECT_EQ(step.otherwise.index, kEnd);
}

// C-WAIT-7: only fields of the run's own record re-arm a wait.
TEST_F(StepsTest, WaitWatchesTheFieldsItsInstantReads) {
  program::WaitStep wait;
  const ExprId created = build_.Field(lead_, crm_.created);
  const ExprId fallback = build_.Make(Op::StartOfDay, types::kDateTime, {build_.Field(lead_, crm_.birthday)});
  const ExprId instant =
      build_.Make(Op::AddHours, types::kDateTime, {build_.Default(created, fallback), build_.Number("24")});
  wait.until = program::WaitStep::UntilInstant{instant, program::Otherwise::Exit, program::Otherwise::Continue};
  Lowered(Block({{{}, "wait", wait}, Say("after")}));
  const auto& until = std::get<ir::WaitStep::UntilInstant>(Node<ir::WaitStep>(0).until);
  ASSERT_EQ(until.watched.size(), 2u);
  EXPECT_EQ(module_.fields[until.watched[0]].name, "CreatedOn");
  EXPECT_EQ(module_.fields[until.watched[1]].name, "Birthday");
  EXPECT_EQ(until.if_empty, ir::Otherwise::Exit);
  EXPECT_FALSE(until.local);
}

TEST_F(StepsTest, WaitForAWallClockTimeKeepsIt) {
  const time::LocalDateTime christmas{time::MakeDate(2026, 12, 25).value(), time::At(9, 0)};
  program::WaitStep wait;
  wait.until = program::WaitStep::UntilInstant{build_.Const(christmas, types::kDateTime)};
  Lowered(Block({{{}, "wait", wait}}));
  EXPECT_EQ(std::get<ir::WaitStep::UntilInstant>(Node<ir::WaitStep>(0).until).local, christmas);
}

TEST_F(StepsTest, WaitLeadsIntoItsBlockOrItsTimeOut) {
  program::WaitStep wait;
  wait.until = program::WaitStep::UntilEvents{false, {{.name = "activity", .activity_type = "Demo"}}};
  wait.at_most = build_.Const(time::Duration{.days = 3}, types::kDuration);
  wait.block = Block({Say("good")});
  wait.on_time_out = program::Otherwise::Block;
  wait.time_out_block = Block({Say("late")});
  Lowered(Block({{{}, "wait", wait}, Say("after")}));
  const auto& step = Node<ir::WaitStep>(0);
  EXPECT_EQ(step.then.index, 1u);
  EXPECT_EQ(step.on_time_out, ir::Otherwise::Goto);
  EXPECT_EQ(step.time_out.index, 2u);
  EXPECT_EQ(Next(1), 3u);
  EXPECT_EQ(Next(2), 3u);
}

// Architecture decision 3: around waits, merges, distributions, searches and writes to other records.
TEST_F(StepsTest, SegmentsEndAroundIsolatedSteps) {
  const LocalId other = build_.NewLocal("other", types::Record(crm_.lead));
  const auto set = [&](LocalId record) {
    return program::Step{
        {}, "set", program::SetStep{build_.Local(record), crm_.lead, {{crm_.city, build_.Text("x"), {}}}}};
  };
  Lowered(Block({set(lead_), Say("notify"), set(other), Say("notify"), Say("notify"), Say("merge")}));
  std::vector<bool> ends;
  for (const ir::Step& step : module_.automations[0].steps) ends.push_back(step.ends_segment);
  EXPECT_EQ(ends, (std::vector<bool>{false, true, true, false, true, true}));
}

TEST_F(StepsTest, UpdateOfTheRunsOwnRecordIsNotIsolated) {
  program::ActionStep own{.native = "update", .arguments = {{"record", build_.Local(lead_), {}}}};
  program::ActionStep account = own;
  account.arguments = {{"record", build_.Field(lead_, crm_.belongs_to), {}}};
  Lowered(Block({{{}, "own", own}, Say("notify"), Say("notify"), {{}, "account", account}}));
  EXPECT_FALSE(module_.automations[0].steps[0].ends_segment);
  EXPECT_TRUE(module_.automations[0].steps[3].ends_segment);
}

TEST_F(StepsTest, HandlersLeadOn) {
  program::ActionStep send{.native = "send_email"};
  send.handlers = {{"failure", Block({Say("notify")})}, {"capped", {}}};
  automation_.handlers = {{"failure", Block({Say("last")})}};
  Lowered(Block({{{}, "send", send}, Say("after")}));
  const auto& step = Node<ir::ActionStep>(0);
  EXPECT_EQ(step.handlers[0].entry.index, 1u);
  EXPECT_EQ(Next(1), 2u);
  EXPECT_EQ(step.handlers[1].entry.index, 2u);  // without a block: on with the next step
  EXPECT_EQ(module_.automations[0].handlers[0].entry.index, 3u);
  EXPECT_EQ(Next(3), kEnd);
}

TEST_F(StepsTest, ConditionsOfActionsSayWhichRecordTheyTest) {
  const LocalId user = build_.NewLocal("User", types::Record(crm_.lead));
  program::ActionStep distribute{.native = "distribute", .arguments = {{"criteria", City(user, "Pune"), user}}};
  Lowered(Block({{{}, "distribute", distribute}}));
  EXPECT_EQ(Node<ir::ActionStep>(0).arguments[0].candidate, user.index);
}

TEST_F(StepsTest, ModuleOfEverythingSurvivesPrinting) {
  program::Trigger trigger{.native = "update", .group = "lead", .entity = crm_.lead, .record_type = {}, .watched = {}};
  trigger.watched.push_back({crm_.score, {}, {}, build_.Number("50")});
  trigger.schedule = program::Schedule{.at = time::At(11, 0)};
  automation_.triggers = {trigger};
  automation_.policies = {{"priority", {{"order", build_.Number("10"), {}}}, {}}};
  automation_.when = City(lead_, "Pune");
  Lowered(Block({{{}, "exit", program::ExitStep{build_.Text("done")}}}));
  const std::string text = ir::Print(module_);
  for (const char* part : {"on update group lead Lead watch Lead.Score crossing fn0 every 1 day at 11:00:00",
                           "policy priority order=fn2", "when fn1", "s0: exit because fn3 next->end  ; exit"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

}  // namespace
}  // namespace lsq::lower
