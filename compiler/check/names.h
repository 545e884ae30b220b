// SPDX-License-Identifier: Apache-2.0
// Names that stand for values within one declaration: the record of the trigger under its entity's name and aliases,
// `match`, parameters, `let`s, handles. Inner names hide outer ones; lookup is one hash probe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/program/program.h"

namespace lsq::check {

class Names {
 public:
  // Valid until the scope that was open when it was bound is closed. One local may have several names.
  void Bind(std::string name, program::LocalId local);
  std::optional<program::LocalId> Find(std::string_view name) const;
  // The name bound in the innermost scope only: to refuse a second `let` of one name.
  std::optional<program::LocalId> FindHere(std::string_view name) const;
  std::vector<std::string_view> All() const;  // what did-you-mean chooses from; no order

  // What binds a name could not be read: an unknown name is no mistake of its own then.
  void MarkIncomplete() { incomplete_ = true; }
  bool incomplete() const { return incomplete_; }

  void Open() { scopes_.push_back(bindings_.size()); }
  void Close();

 private:
  static constexpr size_t kNone = SIZE_MAX;
  struct Binding {
    std::string name;
    program::LocalId local;
    size_t hidden = kNone;  // the binding of the same name that this one hides
  };
  std::vector<Binding> bindings_;
  std::vector<size_t> scopes_;  // bindings_.size() when each was opened
  std::unordered_map<std::string, size_t> newest_;
  bool incomplete_ = false;
};

// Opens a scope of names for the lifetime of the object.
class NameScope {
 public:
  explicit NameScope(Names& names) : names_(names) { names_.Open(); }
  ~NameScope() { names_.Close(); }
  NameScope(const NameScope&) = delete;
  NameScope& operator=(const NameScope&) = delete;

 private:
  Names& names_;
};

}  // namespace lsq::check
