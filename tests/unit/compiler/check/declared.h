// SPDX-License-Identifier: Apache-2.0
// Declarations read for a test: the standard library, then a project's text on top of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/declare.h"
#include "compiler/parse/parse.h"
#include "stdlib/files.h"

namespace lsq::check {

struct Declared {
  source::Files files;
  std::vector<syntax::FileTree> trees;
  schema::Catalog catalog;
  schema::Library library;
  diagnostics::Sink sink;

  // The whole library, read once and copied.
  static const Declared& Standard() {
    static const Declared standard = [] {
      Declared declared;
      std::vector<source::FileId> added;
      for (const EmbeddedFile& file : stdlib::Files()) {
        added.push_back(declared.files.Add("std/" + std::string(file.name), std::string(file.text)));
      }
      declared.Read(added);
      return declared;
    }();
    return standard;
  }

  // One layer of a project, in a file `name`.
  Declared& Add(std::string_view text, std::string_view name = "project.lsq") {
    Read({files.Add(std::string(name), std::string(text))});
    return *this;
  }

  // All that was reported, a line each: `3 LSQ5001 the entity … is declared twice [2 also declared here]`, with lines
  // of the file in which the primary place is, and labels in other files by that file's name.
  std::string Reports() const {
    std::string text;
    for (const diagnostics::Diagnostic& d : sink.diagnostics()) {
      text += std::to_string(LineOf(d.primary.at)) + " " + d.kind->Code() + " " + d.Message();
      for (const diagnostics::Label& label : d.labels) {
        const bool same = label.at.file == d.primary.at.file;
        text += " [" + (same ? std::to_string(LineOf(label.at)) : files[label.at.file].path()) + " " + label.text + "]";
      }
      for (const diagnostics::Fix& fix : d.fixes) text += " (" + fix.title + ")";
      text += "\n";
    }
    return text;
  }

  const schema::Field* Field(std::string_view entity, std::string_view name, std::string_view record_type = {}) const {
    const auto id = catalog.FindEntity(entity);
    const auto field = id ? catalog.FindField(*id, name, record_type) : std::nullopt;
    return field ? &catalog.field(*field) : nullptr;
  }

  const schema::ActionDecl* Action(std::string_view phrase) const {
    for (const schema::ActionDecl& action : library.actions()) {
      if (action.pattern.ToString(action.params) == phrase) return &action;
    }
    return nullptr;
  }

  const schema::TriggerDecl* Trigger(std::string_view phrase) const {
    for (const schema::TriggerDecl& trigger : library.triggers()) {
      if (trigger.pattern.ToString(trigger.params) == phrase) return &trigger;
    }
    return nullptr;
  }

 private:
  uint32_t LineOf(source::Location at) const { return files[at.file].PositionAt(at.span.begin).line; }

  void Read(const std::vector<source::FileId>& added) {
    std::vector<DeclarationUnit> units;
    for (const source::FileId id : added) trees.push_back(parse::ParseFile(files[id], id, sink));
    for (size_t i = trees.size() - added.size(); i < trees.size(); ++i) {
      for (const syntax::Declaration& declaration : trees[i].declarations) {
        units.push_back({declaration.tree.get(), trees[i].file, declaration.offset});
      }
    }
    ReadDeclarations(units, catalog, library, sink);
  }
};

}  // namespace lsq::check
