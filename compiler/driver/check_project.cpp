// SPDX-License-Identifier: Apache-2.0
// Parses and checks a project: the library first, then what the project declares, then the rest.
#include "compiler/check/check.h"
#include "compiler/check/declare.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/standard_library.h"
#include "compiler/driver/uses.h"
#include "compiler/schema/json_reader.h"

namespace lsq::driver {

namespace {

std::vector<check::DeclarationUnit> UnitsOf(const std::vector<syntax::FileTree>& trees) {
  std::vector<check::DeclarationUnit> units;
  for (const syntax::FileTree& tree : trees) {
    for (const syntax::Declaration& declaration : tree.declarations) {
      units.push_back({declaration.tree.get(), tree.file, declaration.offset});
    }
  }
  return units;
}

std::vector<std::string_view> TextsOf(std::span<const Input> inputs, const Options& options) {
  std::vector<std::string_view> texts;
  for (const Input& input : inputs) texts.push_back(input.text);
  if (options.schema) texts.push_back(options.schema->text);
  return texts;
}

void ReadSchema(const Input& schema, source::Files& files, schema::Catalog& catalog, diagnostics::Sink& sink) {
  const source::FileId file = files.Add(schema.path, schema.text);
  const Status status = schema::ReadCatalogJson(schema.text, catalog);
  if (!status.ok()) sink.Report(diagnostics::kind::SchemaJson, {file, {0, 0}}, {status.error().message});
}

}  // namespace

Compilation Check(std::span<const Input> inputs, const Options& options) {
  Compilation result;
  diagnostics::Sink sink;
  for (const Input& input : inputs) {
    const source::FileId id = result.files.Add(input.path, input.text);
    result.trees.push_back(parse::ParseFile(result.files[id], id, sink, options.cache));
  }
  schema::Catalog& catalog = result.program.catalog;
  LoadStandardLibrary(TextsOf(inputs, options), result.files, catalog, result.library, sink, options.cache);
  if (options.schema) ReadSchema(*options.schema, result.files, catalog, sink);
  const std::vector<check::DeclarationUnit> units = UnitsOf(result.trees);
  check::ReadDeclarations(units, catalog, result.library, sink);
  CheckUses(units, result.files, inputs, options.schema ? &*options.schema : nullptr, sink);
  check::CheckProgram(units, result.program, result.library, result.files, {.today = options.today}, sink);
  result.has_errors = sink.HasErrors();
  result.diagnostics = sink.TakeSorted();
  return result;
}

}  // namespace lsq::driver
