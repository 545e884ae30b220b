// SPDX-License-Identifier: Apache-2.0
// The rules applied to this repository. What each rule catches is shown by the tests beside this one.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "tests/rules/bans.h"
#include "tests/rules/layers.h"
#include "tests/rules/sizes.h"
#include "tests/rules/texts.h"

namespace lsq::rules {
namespace {

namespace fs = std::filesystem;

std::string Read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string ReadTable(const std::string& name) {
  return Read(fs::path(LSQ_SOURCE_DIR) / "tests/rules" / name);
}

// Path relative to the root -> text, of every text file the rules read.
const std::map<std::string, std::string>& Tree() {
  static const auto tree = [] {
    const std::set<std::string> skipped = {".git", "build", "node_modules"};
    const std::set<std::string> suffixes = {".h",     ".cpp", ".def", ".md", ".txt",
                                            ".cmake", ".lsq", ".g4",  ".sh", ".json"};
    std::map<std::string, std::string> files;
    const fs::path root(LSQ_SOURCE_DIR);
    for (auto it = fs::recursive_directory_iterator(root); it != fs::recursive_directory_iterator(); ++it) {
      if (skipped.contains(it->path().filename())) {
        it.disable_recursion_pending();
      } else if (it->is_regular_file() && suffixes.contains(it->path().extension())) {
        files[it->path().lexically_relative(root).generic_string()] = Read(it->path());
      }
    }
    return files;
  }();
  return tree;
}

bool IsCpp(const std::string& path) {
  return path.ends_with(".h") || path.ends_with(".cpp") || path.ends_with(".def");
}

bool IsLayered(const std::string& path) {
  static const std::set<std::string> areas = {"compiler", "runtime", "stdlib", "lsp", "cli"};
  return IsCpp(path) && areas.contains(path.substr(0, path.find('/')));
}

bool ExistsInTree(const std::string& path) {
  return fs::exists(fs::path(LSQ_SOURCE_DIR) / path);
}

void ExpectNone(const Problems& problems) {
  for (const auto& problem : problems) ADD_FAILURE() << problem;
}

TEST(Tree, IsRead) {
  EXPECT_TRUE(Tree().contains("compiler/base/id.h"));
  EXPECT_TRUE(Tree().contains("tests/rules/tree_test.cpp"));
}

TEST(Tree, KeepsTheLayers) {
  Problems problems;
  const Layers layers = ParseLayers(ReadTable("layers.txt"), problems);
  const Walls walls = ParseWalls(ReadTable("walls.txt"), problems);
  CheckWallNames(layers, walls, problems);
  for (const auto& [path, text] : Tree()) {
    if (IsLayered(path)) CheckIncludes(layers, walls, path, text, problems);
  }
  ExpectNone(problems);
}

TEST(Tree, KeepsTheWorldBehindTheHost) {
  Problems problems;
  Bans bans = Bans::Parse(ReadTable("bans.txt"), problems);
  for (const auto& [path, text] : Tree()) {
    if (IsCpp(path)) bans.Check(path, text, problems);
  }
  bans.CheckAllUsed(problems);
  ExpectNone(problems);
}

TEST(Tree, KeepsFilesAndFunctionsShort) {
  Problems problems;
  Sizes files;
  Sizes functions;
  for (const auto& [path, text] : Tree()) {
    if (!IsCpp(path)) continue;
    AddLongFile(path, text, files);
    AddLongFunctions(path, text, functions);
  }
  CompareSizes(files, ParseSizes("long_files.txt", ReadTable("long_files.txt"), problems), problems);
  CompareSizes(functions, ParseSizes("long_functions.txt", ReadTable("long_functions.txt"), problems), problems);
  ExpectNone(problems);
}

TEST(Tree, CarriesItsLicence) {
  Problems problems;
  for (const auto& [path, text] : Tree()) {
    if (IsCpp(path)) CheckLicenceLine(path, text, problems);
  }
  ExpectNone(problems);
}

TEST(Tree, HasSourcesThatIncludeTheirHeaderFirst) {
  Problems problems;
  for (const auto& [path, text] : Tree()) {
    if (path.ends_with(".cpp")) CheckOwnHeaderFirst(path, text, ExistsInTree, problems);
  }
  ExpectNone(problems);
}

TEST(Tree, HasNoDeadLinks) {
  Problems problems;
  for (const auto& [path, text] : Tree()) {
    if (path.ends_with(".md")) CheckLinks(path, text, ExistsInTree, problems);
  }
  ExpectNone(problems);
}

TEST(Tree, HasNothingLeftUndoneOrOfOneMachine) {
  Problems problems;
  for (const auto& [path, text] : Tree()) CheckMarks(path, text, problems);
  ExpectNone(problems);
}

}  // namespace
}  // namespace lsq::rules
