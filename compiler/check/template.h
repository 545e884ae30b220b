// SPDX-License-Identifier: Apache-2.0
// Mail templates: `template email "Welcome" for Lead { subject "…" body html """…""" }`. Every hole gets the escaper of
// its place when the template is checked (architecture decision 20).
#pragma once

#include <optional>

#include "compiler/check/context.h"
#include "compiler/check/declare.h"

namespace lsq::check {

// What the declarations of a project are checked against.
struct ProjectContext {
  schema::Catalog& catalog;
  const schema::Library& library;
  const source::Files& files;
  Sink& sink;
  const FunctionTable* functions = nullptr;
  const ListTable* lists = nullptr;
};

// Whether the declaration begins with `template email`; its name is read by ReadDeclarations.
bool IsTemplate(const syntax::Tree& tree);
// Reports mistakes; nothing when there is not enough of a template to go on.
std::optional<program::EmailTemplate> CheckTemplate(const DeclarationUnit& unit, const ProjectContext& project);

}  // namespace lsq::check
