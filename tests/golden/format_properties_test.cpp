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
#include "compiler/syntax/printer.h"
#include "tests/golden/report.h"
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

// The texts of all comments in order, without blanks at their end.
std::vector<std::string> CommentsOf(const Parsed& parsed) {
  std::vector<std::pair<uint32_t, std::string>> comments;
  const auto add = [&](source::Span span) {
    std::string text(parsed.file().Slice(span));
    text.erase(text.find_last_not_of(" \t\r") + 1);
    comments.emplace_back(span.begin, text);
  };
  for (const syntax::Comment& comment : parsed.tree.loose_comments) add(comment.span);
  for (const syntax::Declaration& declaration : parsed.tree.declarations) {
    for (const syntax::Comment& comment : declaration.tree->comments) add(comment.span.Shifted(declaration.offset));
  }
  std::sort(comments.begin(), comments.end());
  std::vector<std::string> texts;
  for (auto& [offset, text] : comments) texts.push_back(std::move(text));
  return texts;
}

// The same trees with no name quoted: whether Lead."City" has its quotes is the formatter's to decide.
syntax::FileTree WithoutQuotes(syntax::FileTree file) {
  const auto unquote = [](std::vector<syntax::Argument>& arguments) {
    for (syntax::Argument& argument : arguments) {
      if (argument.name) argument.name->quoted = false;
    }
  };
  for (syntax::Declaration& declaration : file.declarations) {
    auto tree = std::make_shared<syntax::Tree>(*declaration.tree);
    for (uint32_t i = 0; i < tree->exprs.size(); ++i) {
      auto& node = tree->exprs[syntax::ExprId{i}].node;
      if (auto* member = std::get_if<syntax::MemberExpr>(&node)) member->member.quoted = false;
      if (auto* call = std::get_if<syntax::CallExpr>(&node)) unquote(call->arguments);
      if (auto* params = std::get_if<syntax::ParamsExpr>(&node)) unquote(params->params);
      if (auto* shape = std::get_if<syntax::ShapeExpr>(&node)) unquote(shape->fields);
    }
    for (uint32_t i = 0; i < tree->stmts.size(); ++i) {
      if (auto* entry = std::get_if<syntax::Entry>(&tree->stmts[syntax::StmtId{i}].node)) entry->name.quoted = false;
    }
    declaration.tree = std::move(tree);
  }
  return file;
}

void ExpectPromises(const std::string& text) {
  const Parsed before(text);
  ASSERT_EQ(before.errors, "") << text;
  const auto formatted = format::Format(before.file(), before.tree);
  ASSERT_TRUE(formatted.ok());
  const Parsed after(*formatted);
  ASSERT_EQ(after.errors, "") << "before:\n" << text << "\nafter:\n" << *formatted;
  EXPECT_TRUE(syntax::Equal(WithoutQuotes(before.tree), WithoutQuotes(after.tree)))
      << syntax::Print(before.tree) << "\nbecame\n"
      << syntax::Print(after.tree) << text << "\nafter:\n"
      << *formatted;
  EXPECT_EQ(CommentsOf(before), CommentsOf(after)) << text << "\nafter:\n" << *formatted;
  const auto again = format::Format(after.file(), after.tree);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(*again, *formatted) << "the first time from:\n" << text;
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
