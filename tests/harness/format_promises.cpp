// SPDX-License-Identifier: Apache-2.0
#include "tests/harness/format_promises.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "compiler/diagnostics/render_text.h"
#include "compiler/format/format.h"
#include "compiler/parse/parse.h"
#include "compiler/syntax/printer.h"
#include "compiler/syntax/walk.h"

namespace lsq::harness {

namespace {

struct Parsed {
  source::Files files;
  source::FileId id;
  syntax::FileTree tree;
  std::string errors;

  explicit Parsed(std::string_view text) {
    id = files.Add("program.lsq", std::string(text));
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
    text.erase(text.find_last_not_of(" \t\r\v\f") + 1);
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

std::string Broken(std::string_view promise, std::string_view before, std::string_view after) {
  return std::string(promise) + "\nbefore:\n" + std::string(before) + "\nafter:\n" + std::string(after);
}

}  // namespace

FormatVerdict CheckFormatPromises(std::string_view text) {
  const Parsed before(text);
  if (!before.errors.empty()) return {before.errors, ""};
  const auto formatted = format::Format(before.file(), before.tree);
  if (!formatted.ok()) return {"", Broken("a right program is formatted", text, formatted.error().message)};
  const Parsed after(*formatted);
  if (!after.errors.empty()) return {"", Broken("the result parses", text, *formatted + "\n" + after.errors)};
  if (!syntax::Equal(WithoutQuotes(before.tree), WithoutQuotes(after.tree))) {
    const std::string trees = syntax::Print(before.tree) + "\nbecame\n" + syntax::Print(after.tree);
    return {"", Broken("the tree stays the same", text, *formatted + "\n" + trees)};
  }
  if (CommentsOf(before) != CommentsOf(after)) return {"", Broken("comments stay", text, *formatted)};
  const auto again = format::Format(after.file(), after.tree);
  if (!again.ok() || *again != *formatted) {
    return {"", Broken("formatting twice changes nothing", *formatted, again.ok() ? *again : again.error().message)};
  }
  return {};
}

}  // namespace lsq::harness
