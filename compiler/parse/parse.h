// SPDX-License-Identifier: Apache-2.0
// Source text to syntax trees. Never fails: every text gives a tree, with ErrorExpr and ErrorStmt where something was
// reported, and every mistake is reported once, in words that say what was forgotten.
//
// A function of the text alone: no clock, disk or global state. Calls in different threads need different Sinks and
// Caches; nothing else is shared (the generated parser never predicts, so ANTLR's shared tables are only read).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "compiler/base/limits.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source.h"
#include "compiler/syntax/ast.h"

namespace lsq::parse {

struct Options {
  size_t file_bytes = limits::kFileBytes;                // a larger file is reported and not read
  size_t declaration_bytes = limits::kDeclarationBytes;  // likewise
  size_t errors = limits::kErrorsShown;                  // of one file; the rest is counted in a note
};

// Trees and diagnostics of declarations by their text, so that an edit parses one declaration again and not the file.
// Bounded: when it is full, what was not used lately is dropped. One thread at a time.
class Cache {
 public:
  explicit Cache(size_t max_bytes_of_source = 64u << 20);
  ~Cache();
  Cache(const Cache&) = delete;
  Cache& operator=(const Cache&) = delete;

  size_t size() const;  // declarations held
  size_t hits() const;  // answered from the cache since it was made

  struct Entry;
  struct Impl;

 private:
  friend class FileParser;
  std::unique_ptr<Impl> impl_;
};

// `id` is what the file is called in diagnostics.
syntax::FileTree ParseFile(const source::File& file, source::FileId id, diagnostics::Sink& sink, Cache* cache = nullptr,
                           const Options& options = {});

// A tree without a statement: `root` is the expression, spans count from the start of the text.
struct ParsedExpr {
  syntax::Tree tree;
  syntax::ExprId root;
};

// A condition or value alone, as `lsq eval` takes it. `id` is the file that `text` stands for in diagnostics.
ParsedExpr ParseExpression(std::string_view text, source::FileId id, diagnostics::Sink& sink);

// All of `text` is the content of a text: tags are live, quotes and backslashes outside them are plain. The root is a
// TextExpr.
ParsedExpr ParseMergeText(std::string_view text, source::FileId id, diagnostics::Sink& sink);

// The tokens of a file, one a line: `3:5-3:9 Name "when"`. For `lsq dump --phase=tokens`.
std::string DumpTokens(const source::File& file);

}  // namespace lsq::parse
