// SPDX-License-Identifier: Apache-2.0
// Declarations of the schema and of the library, read from syntax trees into a Catalog and a Library. The standard
// library and a project's own (`entity Lead { … }`, `role "Sales User"`, `extern action …`) take the same path. How
// each is written: stdlib/README.md.
#pragma once

#include <cstdint>
#include <span>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/schema/catalog.h"
#include "compiler/schema/library.h"
#include "compiler/source/source.h"
#include "compiler/syntax/ast.h"

namespace lsq::check {

// One declaration and where it stands. The tree is read during the call only.
struct DeclarationUnit {
  const syntax::Tree* tree = nullptr;
  source::FileId file;
  uint32_t offset = 0;  // of the tree's first byte in the file
};

// Whether ReadDeclarations reads it whole: entities, enums, roles, functions with a native …. What it only takes the
// name of (a template, an automation, a form) is checked by others and is not.
bool IsSchemaDeclaration(const syntax::Tree& tree);

// Reads all `units` of one layer, in any order: the library first, then, on what that gave, a project. What is declared
// twice in a layer is an error; a later layer may add to an entity, state a field of it more narrowly, and set a limit
// anew. Everything is added that could be understood, so one mistake is one message. Errors: 5xxx.
void ReadDeclarations(std::span<const DeclarationUnit> units, schema::Catalog& catalog, schema::Library& library,
                      diagnostics::Sink& sink);

}  // namespace lsq::check
