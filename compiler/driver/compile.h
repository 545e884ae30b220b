// SPDX-License-Identifier: Apache-2.0
// From the files of a project to its diagnostics, its checked program and its IR: the one place where the phases are
// joined. Values in, values out: reading files is the caller's affair. Calls in different threads share nothing unless
// they are given the same cache.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/ir/ir.h"
#include "compiler/parse/parse.h"
#include "compiler/program/program.h"
#include "compiler/schema/library.h"
#include "compiler/source/source.h"
#include "compiler/syntax/ast.h"
#include "compiler/time/civil.h"

namespace lsq::driver {

// `path` is what messages call the file; `use "…"` finds it by that path, from the folder of the file that uses it.
struct Input {
  std::string path;
  std::string text;
};

// The path of a schema whose file nobody knows: every `use schema "…"` means it.
inline constexpr char kUnnamedSchema[] = "schema.json";

struct Options {
  std::optional<Input> schema;      // JSON of a host: entities, fields, names (compiler/schema/json_reader.h)
  std::optional<time::Date> today;  // to warn about waits for the past; without it nobody is warned
  parse::Cache* cache = nullptr;    // shared between compilations of one thread; null: none
};

struct Compilation {
  source::Files files;                  // the inputs first, in their order, then the library's and the schema's
  std::vector<syntax::FileTree> trees;  // of the inputs
  std::vector<diagnostics::Diagnostic> diagnostics;  // by file and position
  schema::Library library;
  program::Program program;  // poisoned where there are errors; complete when there are none
  bool has_errors = false;
  std::optional<ir::Module> module;  // of Compile, when there are no errors
};

// Parses and checks.
Compilation Check(std::span<const Input> inputs, const Options& options = {});
// The same, then lowers what has no errors.
Compilation Compile(std::span<const Input> inputs, const Options& options = {});

}  // namespace lsq::driver
