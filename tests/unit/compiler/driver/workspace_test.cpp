// SPDX-License-Identifier: Apache-2.0
// Snapshots of a changing project say what a fresh compilation says (architecture decision 23).
#include "compiler/driver/workspace.h"

#include <gtest/gtest.h>

#include <random>

#include "compiler/diagnostics/render_text.h"
#include "compiler/driver/print_types.h"

namespace lsq::driver {
namespace {

const std::vector<std::string> kDeclarations = {
    "automation \"A\" {\n  on new Lead\n  do { set Lead.City to \"Pune\" }\n}\n",
    "automation \"A\" {\n  on new Lead\n  do { set Lead.Cty to \"Pune\" }\n}\n",
    "automation \"B\" {\n  on update of Lead.Score crossing 50\n  do { add Lead to list \"Fresh\" }\n}\n",
    "automation \"C\" {\n  every day at 9:00 am for Lead where Lead.Score > limit()\n  do { exit }\n}\n",
    "list \"Fresh\" static for Lead\n",
    "entity Lead { mx_Plan: Text }\n",
    "function limit() returns Number = 50\n",
    "automation \"D\" {\n  on new Lead\n  when Lead.mx_Plan is \"Gold\"\n  do { exit\n",
    "// a comment\n",
    "test \"t\" {\n  given Lead { mx_Plan: \"Gold\" }\n  event new Lead\n  expect run completed\n}\n",
};

std::string Everything(const Compilation& compilation) {
  return diagnostics::RenderText(compilation.diagnostics, compilation.files) + PrintTypes(compilation);
}

std::string RandomText(std::mt19937& random) {
  std::string text;
  for (size_t count = random() % 5; count > 0; --count) text += kDeclarations[random() % kDeclarations.size()] + "\n";
  return text;
}

TEST(Workspace, SnapshotsEqualFreshCompilationsOverRandomEdits) {
  std::mt19937 random(20260306);
  Workspace workspace;
  std::map<std::string, std::string> texts;
  for (int round = 0; round < 60; ++round) {
    const std::string path = std::string(1, static_cast<char>('a' + random() % 3)) + ".lsq";
    if (random() % 5 == 0) {
      texts.erase(path);
      workspace.Remove(path);
    } else {
      texts[path] = RandomText(random);
      workspace.Set(path, texts[path]);
    }
    std::vector<Input> inputs;
    for (const auto& [name, text] : texts) inputs.push_back({name, text});
    ASSERT_EQ(Everything(*workspace.Snapshot()), Everything(Check(inputs))) << "round " << round;
  }
}

TEST(Workspace, UnchangedDeclarationsKeepTheirTrees) {
  Workspace workspace;
  workspace.Set("a.lsq", kDeclarations[0] + "\n" + kDeclarations[2]);
  const auto before = workspace.Snapshot();
  workspace.Set("a.lsq", "// moved down\n\n" + kDeclarations[0] + "\n" + kDeclarations[4]);
  const auto after = workspace.Snapshot();
  ASSERT_EQ(after->trees[0].declarations.size(), 2u);
  EXPECT_EQ(before->trees[0].declarations[0].tree, after->trees[0].declarations[0].tree);
}

TEST(Workspace, SnapshotsStayWhatTheyWere) {
  Workspace workspace;
  workspace.Set("a.lsq", kDeclarations[0]);
  const auto before = workspace.Snapshot();
  EXPECT_EQ(workspace.Snapshot(), before);
  workspace.Set("a.lsq", kDeclarations[1]);
  EXPECT_FALSE(before->has_errors);
  EXPECT_TRUE(workspace.Snapshot()->has_errors);
}

}  // namespace
}  // namespace lsq::driver
