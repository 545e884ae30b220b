// SPDX-License-Identifier: Apache-2.0
// Which automations an event starts, by the ids of the domain; and what their header lines say.
#include "runtime/match/match.h"

#include <gtest/gtest.h>

#include "compiler/driver/compile.h"
#include "compiler/number/decimal.h"

namespace lsq::match {
namespace {

using value::Fields;
using value::Value;

Value T(std::string_view text) {
  return Value::Text(text);
}
Value N(int64_t number) {
  return Value(number::FromInt64(number).value);
}

constexpr std::string_view kSchema = R"(language 2026
use std.crm
account timezone "Asia/Kolkata"
account type "Customers", "Partners"
activity type "Demo", "Visit"
list "Fresh" static for Lead
)";

class Matching : public testing::Test {
 protected:
  // Automations named A, B, C …, each with its own header.
  void Publish(const std::vector<std::string>& headers) {
    std::string source(kSchema);
    for (size_t i = 0; i < headers.size(); ++i) {
      source +=
          "automation \"" + std::string(1, static_cast<char>('A' + i)) + "\" { " + headers[i] + "\n do { exit } }\n";
    }
    const driver::Input input{"test.lsq", source};
    auto compilation = driver::Compile(std::span(&input, 1));
    ASSERT_TRUE(compilation.module) << source;
    auto program = link::Load(*std::move(compilation.module), {});
    ASSERT_TRUE(program.ok()) << program.error().message;
    index_ = std::make_unique<Index>(std::vector{*program}, std::vector<std::string>{"digest"});
  }

  std::string Started(const Occurrence& occurrence) {
    std::string names;
    for (const Published* published : index_->Candidates(occurrence)) names += published->automation->name;
    return names;
  }
  std::string OnNew(const std::string& entity, Fields fields, bool import = false, bool bulk = false) {
    const value::Record record{{entity, "1"}, 1, std::move(fields), {}};
    Occurrence occurrence{.type = "new", .record = &record};
    occurrence.import = import;
    occurrence.bulk = bulk;
    return Started(occurrence);
  }
  std::string OnUpdate(const link::ChangeSet& changes, bool distributed = false) {
    const value::Record record{{"Lead", "1"}, 1, {}, {}};
    Occurrence occurrence{.type = "update", .record = &record, .changes = &changes};
    occurrence.distributed = distributed;
    return Started(occurrence);
  }
  const Header& HeaderOf(std::string_view name) { return index_->Find(name)->header; }

  std::unique_ptr<Index> index_;
};

TEST_F(Matching, ByEntityAndByTypeOfAccount) {
  Publish({"on new Lead", "on new Account", "on new Account of type \"Partners\""});
  EXPECT_EQ(OnNew("Lead", {}), "A");
  EXPECT_EQ(OnNew("Account", {{"Type", T("Customers")}}), "B");
  EXPECT_EQ(OnNew("Account", {{"Type", T(" partners ")}}), "BC");
  EXPECT_EQ(OnNew("Task", {}), "");
}

TEST_F(Matching, ImportsAndBulkOnlyWhereTheHeaderSaysSoCTRG6) {
  Publish({"on new Lead", "on new Lead, including imports", "on new Lead, bulk"});
  EXPECT_EQ(OnNew("Lead", {}), "ABC");
  EXPECT_EQ(OnNew("Lead", {}, true), "B");
  EXPECT_EQ(OnNew("Lead", {}, false, true), "C");
}

TEST_F(Matching, PriorityThenNameETRG3) {
  Publish({"on new Lead", "on new Lead\n priority 200", "on new Lead\n priority 1", "on new Lead"});
  EXPECT_EQ(OnNew("Lead", {}), "CADB");
}

TEST_F(Matching, WatchedFieldsAndTheirValues) {
  Publish({"on update of Lead", "on update of Lead.City", "on update of [Lead.City, Lead.Score]",
           "on update of Lead.City from \"Pune\" to \"Goa\"", "on update of Lead.City to \"Goa\""});
  EXPECT_EQ(OnUpdate({{"Phone", {T("1"), T("2")}}}), "A");
  EXPECT_EQ(OnUpdate({{"Score", {N(1), N(2)}}}), "AC");
  EXPECT_EQ(OnUpdate({{"City", {T("pune "), T("GOA")}}}), "ABCDE");
  EXPECT_EQ(OnUpdate({{"City", {T("Agra"), T("Goa")}}}), "ABCE");
  EXPECT_EQ(OnUpdate({}), "");
}

TEST_F(Matching, CrossingIsFromAtMostToMoreCTRG8) {
  Publish({"on update of Lead.Score crossing 50"});
  EXPECT_EQ(OnUpdate({{"Score", {N(50), N(51)}}}), "A");
  EXPECT_EQ(OnUpdate({{"Score", {N(49), N(50)}}}), "");
  EXPECT_EQ(OnUpdate({{"Score", {N(51), N(60)}}}), "");
  EXPECT_EQ(OnUpdate({{"Score", {Value(), N(60)}}}), "");
}

TEST_F(Matching, AnOwnerSetByDistributeStartsNothingCTRG4) {
  Publish({"on update of Lead.OwnerId", "on update of Lead"});
  const link::ChangeSet owner = {{"OwnerId", {T("U1"), T("U2")}}};
  EXPECT_EQ(OnUpdate(owner), "AB");
  EXPECT_EQ(OnUpdate(owner, true), "");
  EXPECT_EQ(OnUpdate({{"OwnerId", {T("U1"), T("U2")}}, {"City", {T("a"), T("b")}}}, true), "B");
}

TEST_F(Matching, ActivitiesByTypeAndByWhomTheyAreAbout) {
  Publish({"on new Activity on Lead", "on new Activity \"Demo\" on Lead", "on new Activity \"Demo\" on Opportunity",
           "on update of Activity \"Demo\" on Lead"});
  const value::Record record{{"Activity", "1"}, 1, {}, {}};
  const auto posted = [&](const char* type, const char* name, const char* about) {
    return Started({.type = type, .record = &record, .name = name, .about_entity = about});
  };
  EXPECT_EQ(posted("activity", "demo", "Lead"), "AB");
  EXPECT_EQ(posted("activity", "Visit", "Lead"), "A");
  EXPECT_EQ(posted("activity", "Demo", "Opportunity"), "C");
  EXPECT_EQ(posted("activity_update", "Demo", "Lead"), "D");
}

TEST_F(Matching, ListsByName) {
  Publish({"on Lead added to list \"Fresh\""});
  const value::Record record{{"Lead", "1"}, 1, {}, {}};
  EXPECT_EQ(Started({.type = "added_to_list", .record = &record, .name = "fresh"}), "A");
  EXPECT_EQ(Started({.type = "added_to_list", .record = &record, .name = "other"}), "");
}

TEST_F(Matching, HeaderLinesAreRead) {
  Publish(
      {"on new Lead\n once per Lead in 2 weeks\n one at a time per Lead, queue\n at most 3 runs per Lead per month\n"
       "starts on 2026-03-01\n ends on 2026-04-01, hard\n settle 10 minutes\n timezone \"Asia/Tokyo\"",
       "every day at 9:00 am for Lead\n limit 7\n catch up once within 6 hours\n no overlap"});
  const Header& lead = HeaderOf("A");
  EXPECT_TRUE(lead.once);
  EXPECT_EQ(lead.once_in, (time::Duration{.days = 14}));
  EXPECT_EQ(lead.concurrency, Concurrency::Queue);
  EXPECT_EQ(lead.most_runs, 3);
  EXPECT_EQ(lead.most_runs_period, "month");
  EXPECT_EQ(time::ToString(*lead.starts_on), "2026-03-01");
  EXPECT_TRUE(lead.ends_hard);
  EXPECT_TRUE(lead.settle.has_value());
  EXPECT_EQ(lead.timezone, "Asia/Tokyo");
  EXPECT_EQ(lead.priority, 100);
  const Header& morning = HeaderOf("B");
  EXPECT_EQ(morning.limit, 7);
  EXPECT_TRUE(morning.catch_up.has_value());
  EXPECT_TRUE(morning.no_overlap);
  EXPECT_FALSE(morning.once || morning.ends_hard || morning.settle);
}

TEST_F(Matching, WhenIsJudgedOnTheRecordItIsGivenETRG1) {
  Publish({"on new Lead\n when Lead.Score > 50"});
  const Published& published = *index_->Find("A");
  const value::Record hot{{"Lead", "1"}, 1, {{"Score", N(60)}}, {}};
  const value::Record cold{{"Lead", "2"}, 1, {}, {}};
  EXPECT_TRUE(When(published, {.record = &hot}).holds);
  EXPECT_FALSE(When(published, {.record = &cold}).holds);  // C-CON-2
}

}  // namespace
}  // namespace lsq::match
