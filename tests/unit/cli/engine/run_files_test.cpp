// SPDX-License-Identifier: Apache-2.0
#include "cli/engine/run_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace lsq::cli {
namespace {

TEST(RecordFile, TheNameSaysTheEntityUnlessTheArgumentDoes) {
  const auto entity = [](const std::string& argument) { return RecordFileOf(argument).entity; };
  EXPECT_EQ(entity("data/leads.csv"), "lead");
  EXPECT_EQ(entity("Opportunities-2026.jsonl"), "Opportunity");
  EXPECT_EQ(entity("Lead=exports/all.csv"), "Lead");
  EXPECT_EQ(RecordFileOf("Lead=exports/all.csv").path, "exports/all.csv");
}

TEST(ProjectName, IsThatOfTheFolderHoweverItIsNamed) {
  EXPECT_EQ(ProjectName("/a/crm"), "crm");
  EXPECT_EQ(ProjectName("/a/b/../crm"), "crm");
  EXPECT_EQ(ProjectName("/a/one.lsq"), "one");
  EXPECT_EQ(ProjectName("."), std::filesystem::current_path().stem().string());
}

int64_t Micros(std::string_view text) {
  int64_t instant = 0;
  EXPECT_EQ(lsq_parse_instant(embed::TextOf(text), &instant), LSQ_OK);
  return instant;
}

TEST(EarliestInstant, IsFoundWhereverItStandsAndHoweverItIsSpaced) {
  EXPECT_EQ(EarliestInstant("{\"id\": \"1\", \"at\" : \"2026-03-02T00:00:00Z\"}\n"
                            "{\"fields\":{\"at\":\"1999-01-01T00:00:00Z\"},\"at\":\"2026-03-01T00:00:00Z\"}\n"),
            Micros("2026-03-01T00:00:00Z"));
}

TEST(EarliestInstant, PassesOverWhatIsNoEvent) {
  EXPECT_EQ(EarliestInstant(
                "not JSON\n\n[1]\n{\"at\":5}\n{\"at\":\"soon\"}\n{\"at\":\"2026-03-02T00:00:00Z\"}\n{\"at\":\"2026-"),
            Micros("2026-03-02T00:00:00Z"));
  EXPECT_FALSE(EarliestInstant("").has_value());
}

TEST(CanKeep, SaysWhyAStoreCannotBeThere) {
  const auto complaint = [](const std::string& store) {
    testing::internal::CaptureStderr();
    EXPECT_FALSE(CanKeep(store));
    return testing::internal::GetCapturedStderr();
  };
  EXPECT_EQ(complaint("/tmp"), "lsq: /tmp: a store is a regular file, and this is none\n");
  EXPECT_EQ(complaint("/no/such/s.lsqdb"), "lsq: /no/such/s.lsqdb: there is no folder /no/such for the store\n");
  const auto path = std::filesystem::temp_directory_path() / ("lsq_keep_" + std::to_string(getpid()));
  EXPECT_TRUE(CanKeep(path));
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_TRUE(CanKeep(""));
}

TEST(CanFill, MakesTheFolderOrSaysWhyNot) {
  const auto folder = std::filesystem::temp_directory_path() / ("lsq_fill_" + std::to_string(getpid()));
  EXPECT_TRUE(CanFill(folder / "a" / "b"));
  EXPECT_TRUE(std::filesystem::is_directory(folder / "a" / "b"));
  EXPECT_FALSE(CanFill("/dev/null/outbox"));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace lsq::cli
