// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/expr_standalone.h"

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

}  // namespace

Standalone CheckStandalone(const syntax::Tree& tree, syntax::ExprId root, source::FileId file,
                           const std::vector<schema::EntityId>& records, PrintAs as, const ProjectContext& project) {
  Standalone made;
  Context context{.catalog = project.catalog,
                  .library = project.library,
                  .files = project.files,
                  .sink = project.sink,
                  .tree = tree,
                  .file = file,
                  .scope = made.scope,
                  .functions = project.functions};
  for (const schema::EntityId entity : records) made.records.push_back(DeclareRecord(context, entity, {}));
  if (!made.records.empty()) context.place.subject = made.records.front();
  made.root = as == PrintAs::Value ? CheckExpr(context, root) : CheckPrinted(context, root, TargetOf(as));
  return made;
}

}  // namespace lsq::check
