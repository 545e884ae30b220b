// SPDX-License-Identifier: Apache-2.0
#include "compiler/schema/library.h"

#include <gtest/gtest.h>

#include "compiler/schema/library_index.h"

namespace lsq::schema {
namespace {

Pattern Phrase(std::initializer_list<PatternPart> parts) {
  return {parts, false};
}

TEST(Pattern, IsShownAsItIsWritten) {
  const std::vector<Param> params = {{"template", {}, true, {}, {}}, {"who", {}, true, {}, {}}};
  const Pattern send = Phrase({{"send"}, {"email"}, {"", 0}, {"to"}, {"", 1}});
  EXPECT_EQ(send.ToString(params), "send email (template) to (who)");
  EXPECT_EQ(send.Head(), "send email");
  EXPECT_EQ(send.first_word(), "send");
  EXPECT_EQ(send.fixed_words(), 3u);
  const Pattern call{{{"submitted"}, {"", 0}, {"", 1}}, true};
  EXPECT_EQ(call.ToString(params), "submitted(template, who)");
}

TEST(Availability, ListsOrExcepts) {
  const Availability everywhere;
  const Availability only{Availability::Rule::Only, {"lead", "account"}};
  const Availability except{Availability::Rule::Except, {"account"}};
  EXPECT_TRUE(everywhere.In("none"));
  EXPECT_TRUE(only.In("account"));
  EXPECT_FALSE(only.In("task"));
  EXPECT_FALSE(except.In("account"));
  EXPECT_TRUE(except.In("task"));
  EXPECT_EQ(only.ToString(), "lead, account");
  EXPECT_EQ(except.ToString(), "everywhere but account");
}

constexpr std::string_view kSource = R"(// Comment of the file.
language 2026

/// Sends Lead a mail.
action send email (who: Lead), native "send" {
  returns SentEmail

  available in task
}

/// A lead.
entity Lead, also Prospect, key Id {
  Owner: User, also Boss
}

entity User { Name: Text }

entity Task { Name: Text }
function upper(value: Text) returns Text, native "text.upper"

limits schedule { daily: 5 }
)";

std::vector<std::string> HeadsOf(const std::vector<const LibrarySlice*>& slices) {
  std::vector<std::string> heads;
  for (const LibrarySlice* slice : slices) heads.push_back(slice->head);
  return heads;
}

class Index : public testing::Test {
 protected:
  void SetUp() override { index_.Add(source::FileId{3}, kSource); }
  std::vector<std::string> Needed(std::string_view text) {
    const std::string_view texts[] = {text};
    return HeadsOf(index_.Needed(texts));
  }
  LibraryIndex index_;
};

TEST_F(Index, CutsDeclarationsByTheirFirstAndLastLines) {
  ASSERT_EQ(index_.slices().size(), 6u);
  const LibrarySlice& send = index_.slices()[0];
  EXPECT_EQ(send.file.index, 3u);
  EXPECT_EQ(send.head, "send email");
  EXPECT_TRUE(send.text.starts_with("/// Sends"));
  EXPECT_TRUE(send.text.ends_with("\n}"));
  EXPECT_EQ(kSource.substr(send.span.begin, send.span.size()), send.text);
  EXPECT_EQ(index_.slices()[3].text, "entity Task { Name: Text }");
  EXPECT_EQ(index_.slices()[4].text, "function upper(value: Text) returns Text, native \"text.upper\"");
}

TEST_F(Index, AWordOfTheFileAsksForADeclarationAndWhatThatSpeaksOf) {
  EXPECT_EQ(Needed(""), std::vector<std::string>{"schedule"});
  EXPECT_EQ(Needed("\"@{Lead:X,}\""), (std::vector<std::string>{"Lead", "User", "schedule"}));
  EXPECT_EQ(Needed("if prospect exists"), (std::vector<std::string>{"Lead", "User", "schedule"}));
  EXPECT_EQ(Needed("send"), (std::vector<std::string>{"send email", "Lead", "User", "schedule"}));
  EXPECT_EQ(Needed("sender Boss"), std::vector<std::string>{"schedule"});
}

TEST_F(Index, DescribesAllHeads) {
  Library library;
  index_.Describe(library);
  EXPECT_EQ(library.Heads(DeclKind::Action), std::vector<std::string>{"send email"});
  EXPECT_EQ(library.Heads(DeclKind::Entity), (std::vector<std::string>{"Lead", "Task", "User"}));
}

TEST(Library, FindsByNameAndFirstWord) {
  Library library;
  FunctionDecl upper;
  upper.name = "upper";
  library.Add(upper);
  library.Add(upper);
  EXPECT_EQ(library.FindFunctions("upper").size(), 2u);
  EXPECT_TRUE(library.FindFunctions("Upper").empty());
  ActionDecl send;
  send.pattern = Phrase({{"send"}, {"email"}});
  library.Add(send);
  send.pattern = Phrase({{"send"}, {"sms"}});
  library.Add(send);
  EXPECT_EQ(library.ActionsStarting("send").size(), 2u);
  EXPECT_TRUE(library.ActionsStarting("email").empty());
  EXPECT_EQ(library.Heads(DeclKind::Action), (std::vector<std::string>{"send email", "send sms"}));
  MergePrefixDecl lead;
  lead.name = "Lead";
  library.Add(lead);
  EXPECT_NE(library.FindMergePrefix("Lead"), nullptr);
  EXPECT_EQ(library.FindMergePrefix("lead"), nullptr);  // E-MM-2
}

}  // namespace
}  // namespace lsq::schema
