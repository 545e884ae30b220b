// SPDX-License-Identifier: Apache-2.0
#include "runtime/run/wait_state.h"

#include <gtest/gtest.h>

#include "runtime/run/happening.h"
#include "runtime/run/segment.h"

namespace lsq::run {
namespace {

using value::Value;

TEST(Frame, AWaitIsReadBackAsItWas) {
  WaitState state;
  state.effect = "run-1-2";
  state.since = *time::ParseInstant("2026-03-02T04:00:00Z");
  state.until = *time::ParseInstant("2026-03-09T03:30:00.000001Z");
  state.local = "2026-03-09 09:00:00 Asia/Kolkata";
  state.seen = {0, 2};
  state.arrived = {{{"Activity", "A1"}, "Demo", state.since}};
  const auto back = ParseWaitState(Print(state));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, state);
  EXPECT_EQ(*ParseWaitState(""), WaitState{});
  EXPECT_FALSE(ParseWaitState(R"({"seen":[-1]})").ok());
  EXPECT_FALSE(ParseWaitState(R"({"until":7})").ok());
}

TEST(Frame, AnEventIsReadBackAsItWas) {
  Happening happening;
  happening.name = "Demo";
  happening.fields = {{"City", Value()}, {"Score", Value(number::FromInt64(3).value)}};
  happening.changes = {{"City", {Value::Text("Pune"), Value()}}};
  happening.bulk = happening.applied = true;
  happening.about = {"Lead", "L1"};
  happening.ids = {"L1", "L2"};
  const auto back = ParseHappening(Print(happening));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->fields, happening.fields);  // what empties a field stays
  EXPECT_EQ(back->changes.at("City").before, Value::Text("Pune"));
  EXPECT_TRUE(back->changes.at("City").after.missing());
  EXPECT_EQ(back->about, happening.about);
  EXPECT_EQ(back->ids, happening.ids);
  EXPECT_TRUE(back->bulk && back->applied && !back->import);
  EXPECT_FALSE(ParseHappening(R"({"fields":[]})").ok());
}

TEST(Frame, TextThatIsEqualWhenFoldedIsNoChangeCTRG3) {
  const value::Fields before = {{"City", Value::Text("Pune")}, {"Phone", Value::Text("1")}};
  EXPECT_TRUE(ChangesOf(before, {{"City", Value::Text(" PUNE ")}}).empty());
  EXPECT_EQ(ChangesOf(before, {{"City", Value()}, {"Phone", Value::Text("1")}}).size(), 1u);
  EXPECT_EQ(ChangesOf(before, {{"Score", Value(number::FromInt64(0).value)}}).size(), 1u);
}

TEST(Frame, AttemptsAreRepeatedLessAndLessOftenCACT3) {
  EXPECT_EQ(RetryDelaySeconds(1), 30);
  EXPECT_EQ(RetryDelaySeconds(2), 120);
  EXPECT_EQ(RetryDelaySeconds(3), 420);
  EXPECT_EQ(RetryDelaySeconds(4), 900);
  EXPECT_EQ(RetryDelaySeconds(100), 3'600);
}

}  // namespace
}  // namespace lsq::run
