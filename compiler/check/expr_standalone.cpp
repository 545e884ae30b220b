// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/expr_standalone.h"

#include "compiler/check/expr_internal.h"
#include "compiler/check/merge.h"

namespace lsq::check {

namespace {

TextTarget TargetOf(PrintAs as) {
  switch (as) {
    case PrintAs::Html:
      return {.medium = markup::Medium::Html, .what = "the text"};
    case PrintAs::Url:
      return {.sink = program::Sink::Machine, .medium = markup::Medium::Url, .what = "the address"};
    case PrintAs::Json:
      return {.sink = program::Sink::Json, .medium = markup::Medium::Json, .what = "the JSON"};
    case PrintAs::Csv:
      return {.sink = program::Sink::Machine, .medium = markup::Medium::Csv, .what = "the cell"};
    case PrintAs::Subject:
      return {.medium = markup::Medium::Header, .mail = true, .what = "the subject"};
    default:
      return {};
  }
}

Context Begin(Standalone& made, const syntax::Tree& tree, source::FileId file,
              const std::vector<schema::EntityId>& records, const ProjectContext& project, diagnostics::Sink& sink) {
  Context context{.catalog = project.catalog,
                  .library = project.library,
                  .files = project.files,
                  .sink = sink,
                  .tree = tree,
                  .file = file,
                  .scope = made.scope,
                  .functions = project.functions};
  for (const schema::EntityId entity : records) made.records.push_back(DeclareRecord(context, entity, {}));
  if (!made.records.empty()) context.place.subject = made.records.front();
  return context;
}

// Whether the whole is `@{Lead:End,}+24`, and the merge is of a date. Nothing says here what is wanted, so what is
// merged decides: hours after a date (C-MM-10), a sum of numbers. `look` is a context of which nothing is kept.
bool IsInstant(Context& look, syntax::ExprId root) {
  if (!IsMergeOffset(look, root, Expected::Instant(true))) return false;
  while (const auto* sum = std::get_if<syntax::BinaryExpr>(&look.tree[root].node)) root = sum->left;
  const auto merged = ResolveMerge(look, root, std::get<syntax::MergeExpr>(look.tree[root].node));
  if (!merged) return false;
  const Type type = TypeOf(look, merged->value);
  return type.Is(types::Kind::Date) || type.Is(types::Kind::DateTime);
}

}  // namespace

Standalone CheckStandalone(const syntax::Tree& tree, syntax::ExprId root, source::FileId file,
                           const std::vector<schema::EntityId>& records, PrintAs as, const ProjectContext& project) {
  Standalone made;
  Context context = Begin(made, tree, file, records, project, project.sink);
  if (as != PrintAs::Value) {
    made.root = CheckPrinted(context, root, TargetOf(as));
    return made;
  }
  Standalone looked_at;
  diagnostics::Sink unheard;
  Context look = Begin(looked_at, tree, file, records, project, unheard);
  made.root =
      IsInstant(look, root) ? CheckMergeOffset(context, root, Expected::Instant(true)) : CheckExpr(context, root);
  return made;
}

}  // namespace lsq::check
