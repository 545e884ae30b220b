// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/coverage.h"

#include "tests/unit/runtime/project/tested.h"

namespace lsq::project {
namespace {

// "3 branch else" for every way that was not taken, then the shares.
std::vector<std::string> Missed(const std::string& program) {
  const Ran ran = RunProject({{"a.lsq", program}}, true);
  if (ran.coverage.null()) return {"error " + ran.error};
  std::vector<std::string> missed;
  for (const value::Json& file : *ran.coverage.Find("files")->As<value::Json::Array>()) {
    for (const value::Json& line : *file.Find("missed")->As<value::Json::Array>()) {
      missed.push_back(line.Find("line")->As<value::JsonNumber>()->digits + " " +
                       *line.Find("kind")->As<std::string>() + " " + *line.Find("what")->As<std::string>());
    }
  }
  return missed;
}

using Strings = std::vector<std::string>;

const std::string kIf = R"(automation "A" {
  on update of Lead.Score
  do {
    if Lead.Score > 50 and Lead.City is "Pune" {
      exit because "hot"
    } else {
      exit because "cold"
    }
  }
}
)";

TEST(Coverage, WithoutTestsNothingIsReached) {
  EXPECT_EQ(Missed(kIf),
            (Strings{"4 branch if `Lead.Score > 50 and Lead.City is \"Pune\"`", "4 condition `Lead.Score > 50` is yes",
                     "4 condition `Lead.Score > 50` is no", "4 condition `Lead.City is \"Pune\"` is yes",
                     "4 condition `Lead.City is \"Pune\"` is no", "7 branch else"}));
}

TEST(Coverage, AShortCircuitReachesNeitherWayOfTheRest) {
  EXPECT_EQ(Missed(kIf + "test \"t\" {\n  given Lead { City: \"Pune\" }\n  event update of Lead { Score: 1 }\n}\n"),
            (Strings{"4 branch if `Lead.Score > 50 and Lead.City is \"Pune\"`", "4 condition `Lead.Score > 50` is yes",
                     "4 condition `Lead.City is \"Pune\"` is yes", "4 condition `Lead.City is \"Pune\"` is no"}));
}

TEST(Coverage, AllWaysOfAllTestsCount) {
  EXPECT_EQ(Missed(kIf + R"(
test "hot" {
  given Lead { City: "Pune" }
  event update of Lead { Score: 51 }
}
test "cold" {
  given Lead { City: "Goa" }
  event update of Lead { Score: 51 }
  event update of Lead { Score: 1 }
}
)"),
            Strings{});
}

TEST(Coverage, EntryCriteriaAreConditions) {
  EXPECT_EQ(Missed("automation \"A\" {\n  on new Lead\n  when Lead.Source in [\"Web\", \"Ads\"]\n  do { exit }\n}\n"
                   "test \"t\" {\n  given Lead { Source: \"Ads\" }\n  event new Lead\n}\n"),
            Strings{"3 condition `Lead.Source in [\"Web\", \"Ads\"]` is no"});
}

TEST(Coverage, WhatIsFilledIsYes) {
  EXPECT_EQ(Missed("automation \"A\" {\n  on new Lead\n  when Lead.City is filled\n  do { exit }\n}\n"
                   "test \"t\" {\n  given Lead { City: \"Pune\" }\n  event new Lead\n}\n"),
            Strings{"3 condition `Lead.City is filled` is no"});
}

TEST(Coverage, WaitsEndInSeveralWays) {
  const std::string program = R"(automation "A" {
  on new Lead
  do {
    wait until Lead.Birthday, if empty exit
    wait until Lead.Score > 5, at most 2 days
  }
}
)";
  EXPECT_EQ(
      Missed(program + "test \"t\" {\n  given Lead { Birthday: 2026-01-10 }\n  event new Lead\n  after 20 days\n}\n"),
      (Strings{"4 branch wait: the date is empty", "4 branch wait: the date has passed", "5 branch wait: over",
               "5 condition `Lead.Score > 5` is yes"}));
}

TEST(Coverage, RowsOfTablesAreWays) {
  EXPECT_EQ(Missed(R"(table band by score, first row, otherwise "cold" {
  | score | band   |
  | > 90  | "hot"  |
  | > 50  | "warm" |
}
automation "A" {
  on update of Lead.Score
  do { set Lead.Tagline to band(Lead.Score default 0) }
}
test "t" {
  given Lead
  event update of Lead { Score: 60 }
}
)"),
            (Strings{"3 branch `> 90` chosen", "3 condition `> 90` is yes", "4 branch else of `> 50`",
                     "4 condition `> 50` is no"}));
}

TEST(Coverage, ASearchFindsOrNot) {
  const Strings missed = Missed(R"(automation "A" {
  on new Lead
  do {
    if lead exists as match where match.Phone is Lead.Phone { exit } else { exit because "new" }
  }
}
test "t" {
  given Lead as known { Phone: "1" }
  given Lead { Phone: "1" }
  event new Lead
}
)");
  EXPECT_NE(std::find(missed.begin(), missed.end(), "4 branch search: not found"), missed.end());
  EXPECT_EQ(std::find(missed.begin(), missed.end(), "4 branch search: found"), missed.end());
}

}  // namespace
}  // namespace lsq::project
