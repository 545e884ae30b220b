// SPDX-License-Identifier: Apache-2.0
// What is wrong with a user's program, as data: a stable code, arguments, labelled places, edits that fix it
// (architecture decision 24). Phases report into a Sink; renderers (text, JSON, SARIF) and the language server read.
//
// Every code is a row of a .def file here and a page under pages/, whose example is also its golden test.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/source/source.h"

namespace lsq::diagnostics {

enum class Severity { Error, Warning, Note };

// The static half of a diagnostic. `alias` is its name in the domain's vocabulary (E_MERGE_NESTED), empty when it has
// none. `message` holds one `{}` per argument; lower case, no full stop, says what is.
struct Kind {
  int number;  // 1104 is shown as LSQ1104
  const char* name;
  Severity severity;
  const char* alias;
  const char* message;
  std::string Code() const { return "LSQ" + std::to_string(number); }
};

namespace kind {
#define LSQ_DIAGNOSTIC(number, name, severity, alias, message) \
  inline constexpr Kind name{number, #name, Severity::severity, alias, message};
#include "compiler/diagnostics/diagnostics.def"
#undef LSQ_DIAGNOSTIC
}  // namespace kind

// All kinds, ordered by number.
const std::vector<const Kind*>& AllKinds();
// By `LSQ2104`, `2104` or an alias such as `E_MERGE_NESTED`, in any case; null when there is none.
const Kind* FindKind(std::string_view code);

struct Label {
  source::Location at;
  std::string text;  // may be empty for the primary label
  bool operator==(const Label&) const = default;
};

struct Edit {
  source::Location at;      // an empty span inserts
  std::string replacement;  // UTF-8
  bool operator==(const Edit&) const = default;
};

// Edits that together remove the cause. `title` is imperative: "compare with a number".
struct Fix {
  std::string title;
  std::vector<Edit> edits;
  bool operator==(const Fix&) const = default;
};

struct Diagnostic {
  const Kind* kind = nullptr;
  std::vector<std::string> args;
  Label primary;
  std::vector<Label> labels;       // secondary places: where a thing was declared, where a bracket was opened
  std::vector<std::string> notes;  // why; remedies without an edit
  std::vector<Fix> fixes;

  std::string Message() const;  // `message` with its arguments filled in
  bool operator==(const Diagnostic&) const = default;
};

// Collects the diagnostics of a compilation. Not thread-safe: one sink per compiling thread.
class Sink {
 public:
  class Builder {
   public:
    Builder(Sink& sink, size_t index) : sink_(sink), index_(index) {}
    Builder& Label(source::Location at, std::string text);
    Builder& Note(std::string text);
    Builder& Fix(std::string title, std::vector<Edit> edits);
    Builder& Fix(std::string title, source::Location at, std::string replacement);
    Builder& Primary(std::string label_text);  // text under the primary span

   private:
    Diagnostic& get() { return sink_.diagnostics_[index_]; }
    Sink& sink_;
    size_t index_;
  };

  // The number of args must equal the number of `{}` in the kind's message.
  Builder Report(const Kind& kind, source::Location at, std::vector<std::string> args = {});
  void Add(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

  bool HasErrors() const;
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  // By file and position, stable; a second error at one place with the same code is dropped.
  std::vector<Diagnostic> TakeSorted();

 private:
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace lsq::diagnostics
