// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/standard_library.h"

#include <algorithm>

#include "compiler/schema/library_index.h"
#include "stdlib/files.h"

namespace lsq::driver {

namespace {

// The trees of declarations, kept alive while they are read.
struct Units {
  std::vector<syntax::FileTree> trees;
  std::vector<check::DeclarationUnit> units;

  // `begin` is where the parsed text stands in `file`.
  void Add(syntax::FileTree tree, source::FileId file, uint32_t begin) {
    for (const syntax::Declaration& declaration : tree.declarations) {
      units.push_back({declaration.tree.get(), file, begin + declaration.offset});
    }
    trees.push_back(std::move(tree));
  }
};

}  // namespace

void LoadStandardLibrary(std::span<const std::string_view> texts, source::Files& files, schema::Catalog& catalog,
                         schema::Library& library, diagnostics::Sink& sink, parse::Cache* cache) {
  schema::LibraryIndex index;
  for (const EmbeddedFile& file : stdlib::Files()) {
    index.Add(files.Add("std/" + std::string(file.name), std::string(file.text)), file.text);
  }
  index.Describe(library);
  Units units;
  for (const schema::LibrarySlice* slice : index.Needed(texts)) {
    const source::File text(files[slice->file].path(), std::string(slice->text));
    units.Add(parse::ParseFile(text, slice->file, sink, cache), slice->file, slice->span.begin);
  }
  check::ReadDeclarations(units.units, catalog, library, sink);
}

bool IsStandardModule(std::string_view name) {
  const auto files = stdlib::Files();
  return std::any_of(files.begin(), files.end(), [&](const EmbeddedFile& file) {
    std::string_view stem = file.name;
    stem.remove_suffix(std::string_view(".lsq").size());
    return stem == name || (stem.starts_with(name) && stem[name.size()] == '_');
  });
}

}  // namespace lsq::driver
