// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/uses.h"

#include <gtest/gtest.h>

#include "compiler/driver/compile.h"

namespace lsq::driver {
namespace {

std::vector<std::string> Codes(const std::vector<Input>& inputs, const Options& options = {}) {
  std::vector<std::string> codes;
  for (const diagnostics::Diagnostic& each : Check(inputs, options).diagnostics) codes.push_back(each.kind->alias);
  return codes;
}

using Expected = std::vector<std::string>;

TEST(Uses, FilesAreFoundFromTheFolderOfTheirUser) {
  EXPECT_EQ(Codes({{"p/a.lsq", "use \"sub/b.lsq\"\n"}, {"p/sub/b.lsq", "use \"../c.lsq\"\n"}, {"p/c.lsq", ""}}),
            Expected{});
  EXPECT_EQ(Codes({{"p/a.lsq", "use \"b.lsq\"\n"}, {"b.lsq", ""}}), Expected{"E_UNKNOWN_USE"});
}

TEST(Uses, UnknownFilesSuggestNearOnes) {
  const auto found = Check(std::vector<Input>{{"a.lsq", "use \"shema.lsq\"\n"}, {"schema.lsq", ""}}).diagnostics;
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].fixes.size(), 1u);
  EXPECT_EQ(found[0].fixes[0].edits[0].replacement, "\"schema.lsq\"");
}

TEST(Uses, NoFileIsMeantToUseItself) {
  const auto found = Check(std::vector<Input>{{"schema.lsq", "use \"shema.lsq\"\n"}}).diagnostics;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].fixes.empty());
}

TEST(Uses, SchemasAreFilesOrWhatTheHostGives) {
  EXPECT_EQ(Codes({{"a.lsq", "use schema \"acme\"\n"}}), Expected{"E_UNKNOWN_USE"});
  EXPECT_EQ(Codes({{"a.lsq", "use schema \"acme\"\n"}, {"acme.lsq", ""}}), Expected{});
  Options options;
  options.schema = Input{"x/acme.json", "{}"};
  EXPECT_EQ(Codes({{"a.lsq", "use schema \"acme\"\n"}}, options), Expected{});
  options.schema = Input{"x/other.json", "{}"};
  EXPECT_EQ(Codes({{"a.lsq", "use schema \"acme\"\n"}}, options), Expected{"E_UNKNOWN_USE"});
  options.schema = Input{kUnnamedSchema, "{}"};
  EXPECT_EQ(Codes({{"a.lsq", "use schema \"acme\"\n"}}, options), Expected{});
}

TEST(Uses, OnlySourcesCanBeUsed) {
  diagnostics::Sink sink;
  const source::File file("p/a.lsq", "use \"/etc/passwd\"\nuse \"b.lsq\"\nuse schema \"acme\"\nuse \"../c\"\n");
  EXPECT_EQ(UsedFiles(parse::ParseFile(file, {0}, sink), file.path()), (Expected{"p/b.lsq", "p/acme.lsq"}));
  const auto found = Check(std::vector<Input>{{"a.lsq", "use \"notes.txt\"\n"}}).diagnostics;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].notes.at(0).find("`.lsq`"), std::string::npos);
}

TEST(Uses, StandardModulesExist) {
  EXPECT_EQ(Codes({{"a.lsq", "use std.crm\n"}}), Expected{});
  EXPECT_EQ(Codes({{"a.lsq", "use std.cmr\n"}}), Expected{"E_UNKNOWN_USE"});
  EXPECT_EQ(Codes({{"a.lsq", "use everything\n"}}), Expected{"E_USE_FORM"});
}

TEST(Uses, CirclesAreReportedOnce) {
  EXPECT_EQ(Codes({{"a.lsq", "use \"b.lsq\"\n"}, {"b.lsq", "use \"c.lsq\"\n"}, {"c.lsq", "use \"a.lsq\"\n"}}),
            Expected{"E_USE_CIRCLE"});
  EXPECT_EQ(Codes({{"a.lsq", "use \"a.lsq\"\n"}}), Expected{"E_USE_CIRCLE"});
}

TEST(Uses, PathsAreNormalised) {
  EXPECT_EQ(NormalPath("./a//b/../c.lsq"), "a/c.lsq");
  EXPECT_EQ(NormalPath("../a.lsq"), "../a.lsq");
  EXPECT_EQ(NormalPath("/a/./b"), "/a/b");
}

TEST(Driver, SchemaJsonThatIsWrongIsADiagnostic) {
  Options options;
  options.schema = Input{"acme.json", "{"};
  EXPECT_EQ(Codes({{"a.lsq", ""}}, options), Expected{"E_SCHEMA_JSON"});
}

TEST(Driver, ProgramsWithoutErrorsAreLowered) {
  const std::vector<Input> good = {{"a.lsq", "automation \"A\" {\n  on new Lead\n  do { exit }\n}\n"}};
  const std::vector<Input> bad = {{"a.lsq", "automation \"A\" {\n  on new Led\n  do { exit }\n}\n"}};
  EXPECT_TRUE(Compile(good).module.has_value());
  EXPECT_FALSE(Compile(bad).module.has_value());
}

}  // namespace
}  // namespace lsq::driver
