// SPDX-License-Identifier: Apache-2.0
#include "runtime/import/import.h"

#include <gtest/gtest.h>

#include "runtime/import/csv.h"
#include "runtime/store_memory/memory_store.h"

namespace lsq::import {

namespace {

using value::Kind;

const Target kLeads = {"Lead",
                       "ProspectID",
                       {{"ProspectID", "Lead id", Kind::Text, "", 0, true},
                        {"FirstName", "First Name", Kind::Text, "", 10, false},
                        {"Score", "Score", Kind::Number, "", 0, false},
                        {"Born", "Born", Kind::Date, "", 0, false},
                        {"DoNotEmail", "", Kind::Bool, "", 0, false}}};

std::vector<std::vector<std::string>> Cells(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  CsvReader reader(text);
  while (const auto row = reader.Next()) rows.push_back(row->cells);
  return rows;
}
using Table = std::vector<std::vector<std::string>>;

std::vector<std::string> ProblemsOf(const Rows& rows) {
  std::vector<std::string> out;
  for (const Problem& p : rows.problems) out.push_back(std::to_string(p.line) + " " + p.message);
  return out;
}

}  // namespace

TEST(Csv, ReadsWhatRfc4180Says) {
  EXPECT_EQ(Cells("a,b\r\n\"x,\"\"y\"\"\",\r\n"), (Table{{"a", "b"}, {"x,\"y\"", ""}}));
  EXPECT_EQ(Cells("a,b"), (Table{{"a", "b"}}));
  EXPECT_EQ(Cells("a,"), (Table{{"a", ""}}));
  EXPECT_EQ(Cells("\xEF\xBB\xBF"
                  "a\n\n"),
            (Table{{"a"}, {""}}));
  EXPECT_EQ(Cells("\"one\ntwo\",b\n"), (Table{{"one\ntwo", "b"}}));
}

TEST(Csv, ALoneCarriageReturnEndsALineEIMP2) {
  EXPECT_EQ(Cells("a\rb\r\nc\nd"), (Table{{"a"}, {"b"}, {"c"}, {"d"}}));
}

TEST(Csv, SaysWhatIsWrongAndGoesOn) {
  CsvReader reader("a\nx\"y,1\n\"p\"q\nok\n\"never");
  std::vector<std::string> problems;
  std::vector<size_t> lines;
  while (const auto row = reader.Next()) {
    problems.push_back(row->problem);
    lines.push_back(row->line);
  }
  EXPECT_EQ(lines, (std::vector<size_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(problems,
            (std::vector<std::string>{"", "a quote stands inside a cell that does not begin with one",
                                      "text follows the closing quote of a cell", "",
                                      "a quoted cell is never closed: it takes the rest of the file, to line 5"}));
}

TEST(Csv, LinesAreCountedThroughQuotedCells) {
  CsvReader reader("\"a\r\nb\rc\nd\"\nnext");
  EXPECT_EQ(reader.Next()->line, 1u);
  EXPECT_EQ(reader.Next()->line, 5u);
}

TEST(ReadCsv, TypesCellsAndBlamesRowsByLine) {
  const auto rows = ReadCsv(
      "lead ID,FirstName,Score,Born,DoNotEmail\n"
      "L1, Asha ,1.50,2026-03-01,1\n"
      ",,,,\n"
      "L2,,abc,,\n"
      "L3,much too long a name,,,\n"
      "L4,x,1\n"
      ",x,1,,\n"
      "L5,,,2026-02-30,no\n",
      kLeads);
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(rows->count, 6u);  // C-IMP-2: a line of commas is no row
  ASSERT_EQ(rows->good.size(), 1u);
  EXPECT_EQ(rows->good[0].key.id, "L1");
  EXPECT_EQ(rows->good[0].fields.at("Score").As<number::Decimal>()->units, 1'500'000'000);
  EXPECT_EQ(*rows->good[0].fields.at("DoNotEmail").As<bool>(), true);
  const auto problems = ProblemsOf(*rows);
  ASSERT_EQ(problems.size(), 5u);
  EXPECT_TRUE(problems[0].starts_with("4 Score: ")) << problems[0];
  EXPECT_EQ(problems[1], "5 FirstName: is longer than 10 characters");
  EXPECT_EQ(problems[2], "6 has 3 cells, the header has 5");  // E-IMP-3
  EXPECT_TRUE(problems[3].starts_with("7 ProspectID: ")) << problems[3];
  EXPECT_TRUE(problems[4].starts_with("8 Born: ")) << problems[4];
}

TEST(ReadCsv, EmptyMandatoryFieldsOfARowAreToldAtOnce) {
  const Target users = {"User",
                        "UserId",
                        {{"UserId", "", Kind::Text, "", 0, true},
                         {"Role", "", Kind::Text, "", 0, true},
                         {"IsActive", "", Kind::Bool, "", 0, true}}};
  const auto rows = ReadCsv("UserId,Role\nU1, \n", users);
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(ProblemsOf(*rows), (std::vector<std::string>{"2 Role, IsActive: may not be empty"}));
}

TEST(ReadCsv, RefusesHeadersThatCannotWork) {
  EXPECT_EQ(ReadCsv("", kLeads).error().code, "csv_header");
  EXPECT_EQ(ReadCsv("FirstName\nx\n", kLeads).error().code, "csv_header");
  EXPECT_EQ(ReadCsv("ProspectID,FirstName,First Name\n", kLeads).error().code, "csv_header");
}

TEST(ReadCsv, SaysInWhichOtherFormAFileIs) {
  const auto why = [](std::string_view text) { return ReadCsv(text, kLeads).error().message; };
  EXPECT_NE(why("ProspectID;FirstName\nL1;x\n").find("separated by `;`"), std::string::npos);
  EXPECT_NE(why("ProspectID\tFirstName\nL1\tx\n").find("separated by tabs"), std::string::npos);
  EXPECT_NE(why("\xFF\xFEP\0r").find("UTF-16"), std::string::npos);
  EXPECT_EQ(why("FirstName\n"), "no column is ProspectID, the id of a Lead");
}

TEST(ReadCsv, AnUnknownColumnIsAProblemOfTheHeader) {
  const auto rows = ReadCsv("ProspectID,FristName\nL1,x\n", kLeads);
  ASSERT_TRUE(rows.ok());
  ASSERT_EQ(rows->problems.size(), 1u);
  EXPECT_EQ(rows->problems[0].line, 1u);
  EXPECT_NE(rows->problems[0].message.find("did you mean FirstName"), std::string::npos);
  EXPECT_EQ(rows->good.size(), 1u);
}

TEST(ReadCsv, NulAndBadUtf8AreRowErrorsEMM5) {
  const std::string text = std::string("ProspectID,FirstName\nL1,a") + '\0' + "b\nL2,\xFF\nL3,ok\n";
  const auto rows = ReadCsv(text, kLeads);
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(rows->good.size(), 1u);
  EXPECT_EQ(rows->problems.size(), 2u);
}

TEST(ReadJsonl, ReadsObjectsAndBlamesLines) {
  const Rows rows = ReadJsonl(
      "{\"ProspectID\":\"L1\",\"Score\":0.1}\n\n[1]\n{\"ProspectID\":\"L2\",\"Skore\":1}\n{\"ProspectID\"\n"
      "{\"FirstName\":\"x\"}",
      kLeads);
  EXPECT_EQ(rows.count, 5u);
  ASSERT_EQ(rows.good.size(), 1u);
  EXPECT_EQ(rows.good[0].fields.at("Score").As<number::Decimal>()->units, 100'000'000);
  ASSERT_EQ(rows.problems.size(), 4u);
  EXPECT_EQ(rows.problems[0].line, 3u);
  EXPECT_EQ(rows.problems[3].line, 6u);
}

TEST(ReadJsonl, AFieldGivenTwiceIsAProblem) {
  const Rows rows = ReadJsonl(R"({"ProspectID":"L1","FirstName":"a","First Name":"b"})", kLeads);
  EXPECT_TRUE(rows.good.empty());
  ASSERT_EQ(rows.problems.size(), 1u);
  EXPECT_EQ(rows.problems[0].message, "FirstName: is given twice");
}

TEST(StoreRows, RefuseWritesNothingAndSkipWritesTheGoodOnesIMP7) {
  const char* text = "ProspectID,Score\nL1,1\nL2,x\nL1,2\nL3,3\n";
  auto store = store_memory::Open();
  const auto refused = StoreRows(*store, *ReadCsv(text, kLeads), OnError::Refuse);
  ASSERT_TRUE(refused.ok());
  EXPECT_EQ(refused->created, 0u);
  EXPECT_EQ(refused->problems.size(), 2u);
  EXPECT_EQ(store->Count("Lead").value(), 0u);
  const auto skipped = StoreRows(*store, *ReadCsv(text, kLeads), OnError::Skip);
  EXPECT_EQ(skipped->created, 2u);
  EXPECT_EQ(skipped->rows, 4u);
  ASSERT_EQ(skipped->problems.size(), 2u);
  EXPECT_EQ(skipped->problems[1].line, 4u);  // the later row is the wrong one
}

TEST(StoreRows, WhatIsThereAlreadyIsAProblemNotAnOverwrite) {
  auto store = store_memory::Open();
  ASSERT_TRUE(StoreRows(*store, *ReadCsv("ProspectID\nL1\n", kLeads), OnError::Refuse).ok());
  const auto again = StoreRows(*store, *ReadCsv("ProspectID\nL1\nL2\n", kLeads), OnError::Refuse);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->created, 0u);
  EXPECT_EQ(store->Count("Lead").value(), 1u);
  EXPECT_EQ(StoreRows(*store, *ReadCsv("ProspectID\nL1\nL2\n", kLeads), OnError::Skip)->created, 1u);
}

TEST(ReadEvents, KeepsTheOrderAndThePayload) {
  const EventLines lines = ReadEvents(
      "{\"id\":\"e1\",\"at\":\"2026-03-01T03:15:51Z\",\"type\":\"new\",\"entity\":\"Lead\",\"record\":\"L1\","
      "\"fields\":{\"Score\":1.10}}\n{\"id\":\"e2\"}\nnot "
      "json\n{\"id\":\"e3\",\"at\":\"yesterday\",\"type\":\"new\"}\n",
      "events.jsonl");
  ASSERT_EQ(lines.good.size(), 1u);
  EXPECT_EQ(lines.good[0].event.payload, "{\"fields\":{\"Score\":1.10}}");
  EXPECT_EQ(lines.good[0].event.record.id, "L1");
  ASSERT_EQ(lines.problems.size(), 3u);
  EXPECT_EQ(lines.problems[0].line, 2u);
  EXPECT_EQ(lines.problems[2].line, 4u);
}

TEST(ReadEvents, SaysWhatIsMissingOrGivenTwice) {
  const auto problem = [](const std::string& about) {
    const EventLines lines = ReadEvents(R"({"id":"e1","at":"2026-03-01T03:15:51Z",)" + about + "}\n", "events.jsonl");
    return lines.problems.empty() ? "" : lines.problems[0].message;
  };
  EXPECT_NE(problem(R"("type":"new","entity":"Lead")").find("no \"record\""), std::string::npos);
  EXPECT_NE(problem(R"("type":"new")").find("no \"record\""), std::string::npos);
  EXPECT_NE(problem(R"("type":"update","record":"L1")").find("no \"entity\""), std::string::npos);
  EXPECT_EQ(problem(R"("type":"email_opened","email":"E1")"), "");
  EXPECT_EQ(problem(R"("type":"new","entity":"Lead","record":"L1")"), "");
  EXPECT_EQ(problem(R"("type":"new","type":"update","entity":"Lead","record":"L1")"), "\"type\" is given twice");
  EXPECT_EQ(problem(R"("type":"new","entity":"Lead","record":"L1","fields":{"Score":1,"Score":2})"),
            "\"Score\" is given twice");
  EXPECT_NE(problem(R"("type":"new","entity":"Lead","record":"L1","fields":[1])").find("no JSON object"),
            std::string::npos);
}

}  // namespace lsq::import
