// SPDX-License-Identifier: Apache-2.0
// Functions written in lsq: `function f(a: Text) returns Number = …` and decision tables, which are called the same
// way. Signatures of the whole project are read first, so that order and files do not matter; then bodies are checked.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/check/context.h"
#include "compiler/check/declare.h"
#include "compiler/schema/library.h"

namespace lsq::check {

struct FunctionSignature {
  struct Param {
    std::string name;
    Type type;  // Error when its type was reported
    Location declared;
  };
  std::string name;
  program::FunctionId id;  // its place in Program::functions
  std::vector<Param> params;
  Type result;
  Location declared;  // of the name
};

class FunctionTable {
 public:
  // False, and nothing added, when a function has that name.
  bool Add(FunctionSignature signature);
  const FunctionSignature* Find(std::string_view name) const;
  // A function of that name is declared, but cannot be called: what is wrong with it was reported. An empty name is one
  // that could not be read, so it may be any.
  void AddBroken(std::string name) { broken_.insert(std::move(name)); }
  bool IsBroken(std::string_view name) const {
    return broken_.count(std::string(name)) > 0 || broken_.count(std::string()) > 0;
  }
  const FunctionSignature& operator[](program::FunctionId id) const { return signatures_[id.index]; }
  std::vector<std::string_view> Names() const;
  size_t size() const { return signatures_.size(); }

 private:
  std::vector<FunctionSignature> signatures_;  // by id
  std::unordered_map<std::string, size_t> by_name_;
  std::unordered_set<std::string> broken_;
};

// `function … = …` and `table …`: what CheckFunctions reads. Functions with a native belong to the library.
bool IsFunctionDeclaration(const syntax::Tree& tree);

// Reads the signatures, then the bodies, of all `units` into `program.functions`. Reports names used twice, functions
// that call themselves, gaps and overlaps of tables. `library` grows by nothing that stays. The catalog is
// program.catalog.
FunctionTable CheckFunctions(std::span<const DeclarationUnit> units, program::Program& program,
                             schema::Library& library, const source::Files& files, Sink& sink);

}  // namespace lsq::check
