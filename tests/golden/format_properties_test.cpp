// SPDX-License-Identifier: Apache-2.0
// What formatting promises (language rule 14), over every .lsq file of the repository and over random programs: it is
// idempotent, the tree stays the same, no comment is lost or moved past another.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "compiler/diagnostics/render_text.h"
#include "compiler/format/format.h"
#include "compiler/parse/parse.h"
#include "compiler/syntax/walk.h"
#include "tests/golden/report.h"
#include "tests/harness/format_promises.h"
#include "tests/harness/generate.h"

namespace lsq::golden {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kRandomPrograms = 1000;

struct Parsed {
  source::Files files;
  source::FileId id;
  syntax::FileTree tree;
  std::string errors;

  explicit Parsed(const std::string& text) {
    id = files.Add("program.lsq", text);
    diagnostics::Sink sink;
    tree = parse::ParseFile(files[id], id, sink);
    errors = RenderText(sink.TakeSorted(), files);
  }
  const source::File& file() const { return files[id]; }
};

void ExpectPromises(const std::string& text) {
  const harness::FormatVerdict verdict = harness::CheckFormatPromises(text);
  ASSERT_EQ(verdict.syntax_errors, "") << text;
  EXPECT_EQ(verdict.broken, "");
}

std::vector<fs::path> SourcesOfTheRepository() {
  std::vector<fs::path> paths;
  for (auto it = fs::recursive_directory_iterator(SourceDir()); it != fs::recursive_directory_iterator(); ++it) {
    const std::string name = it->path().filename().string();
    if (it->is_directory() && (name.starts_with(".") || name.starts_with("build"))) it.disable_recursion_pending();
    if (it->path().extension() == ".lsq" && name.find("wrong") == std::string::npos) paths.push_back(it->path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST(FormatProperties, EveryFileOfTheRepositoryThatParses) {
  size_t parsed = 0;
  for (const fs::path& path : SourcesOfTheRepository()) {
    const std::string text = ReadFile(path).value_or("");
    if (!Parsed(text).errors.empty()) continue;  // the parser's own golden cases hold many
    SCOPED_TRACE(path.string());
    ExpectPromises(text);
    ++parsed;
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(parsed, 0u);
}

TEST(FormatProperties, RandomPrograms) {
  for (uint64_t seed = 0; seed < kRandomPrograms; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    ExpectPromises(harness::GenerateProgram(seed));
    if (HasFailure()) return;
  }
}

// The random programs prove nothing about a node they never hold.
TEST(FormatProperties, RandomProgramsHoldEveryNode) {
  std::set<size_t> exprs, stmts, binary, units, changes;
  for (uint64_t seed = 0; seed < kRandomPrograms / 2; ++seed) {
    const Parsed parsed(harness::GenerateProgram(seed));
    for (const syntax::Declaration& declaration : parsed.tree.declarations) {
      for (const syntax::Stmt& stmt : declaration.tree->stmts) stmts.insert(stmt.node.index());
      for (const syntax::Expr& expr : declaration.tree->exprs) {
        exprs.insert(expr.node.index());
        if (auto* node = std::get_if<syntax::BinaryExpr>(&expr.node)) binary.insert(static_cast<size_t>(node->op));
        if (auto* node = std::get_if<syntax::DurationExpr>(&expr.node)) units.insert(static_cast<size_t>(node->unit));
        if (auto* node = std::get_if<syntax::ChangeExpr>(&expr.node)) changes.insert(static_cast<size_t>(node->kind));
      }
    }
  }
  // All but ErrorExpr and ErrorStmt, which are last.
  EXPECT_EQ(exprs.size(), std::variant_size_v<decltype(syntax::Expr::node)> - 1);
  EXPECT_EQ(stmts.size(), std::variant_size_v<decltype(syntax::Stmt::node)> - 1);
  EXPECT_EQ(binary.size(), static_cast<size_t>(syntax::BinaryOp::Remainder) + 1);
  EXPECT_EQ(units.size(), static_cast<size_t>(syntax::Unit::BusinessMinutes) + 1);
  EXPECT_EQ(changes.size(), static_cast<size_t>(syntax::ChangeKind::Crosses) + 1);
}

TEST(FormatProperties, BlanksAndLineEndsDoNotMatter) {
  harness::GenerateOptions tidy;
  tidy.comments = false;
  tidy.messy = false;
  for (uint64_t seed = 0; seed < kRandomPrograms / 4; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const std::string text = harness::GenerateProgram(seed, tidy);
    std::string crlf;
    for (const char c : text) crlf += c == '\n' ? std::string("  \r\n") : std::string(1, c);
    const Parsed plain(text), odd("\xEF\xBB\xBF" + crlf);
    if (text.find("\"\"\"") != std::string::npos) continue;  // blanks at the ends of its lines are part of the value
    ASSERT_EQ(plain.errors + odd.errors, "") << text;
    EXPECT_EQ(*format::Format(plain.file(), plain.tree), *format::Format(odd.file(), odd.tree));
  }
}

TEST(FormatProperties, AFileWithSyntaxErrorsIsRefused) {
  const Parsed parsed("automation \"A\" {\n  when (\n");
  ASSERT_NE(parsed.errors, "");
  const auto formatted = format::Format(parsed.file(), parsed.tree);
  ASSERT_FALSE(formatted.ok());
  EXPECT_EQ(formatted.error().code, "syntax");
}

}  // namespace
}  // namespace lsq::golden
