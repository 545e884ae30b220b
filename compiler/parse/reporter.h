// SPDX-License-Identifier: Apache-2.0
// Where the passes over one declaration report to. Places are relative to the declaration; ParseFile moves them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"

namespace lsq::parse {

namespace kind = diagnostics::kind;
using source::Span;

class Reporter {
 public:
  using Builder = diagnostics::Sink::Builder;

  Builder Report(const diagnostics::Kind& kind, Span at, std::vector<std::string> args = {}) {
    places_.push_back(at.begin);
    return sink_.Report(kind, Place(at), std::move(args));
  }
  static source::Location Place(Span at) { return {source::FileId{}, at}; }

  // What follows is not understood any more; the parser's own mistakes are no news.
  void GiveUp() { gave_up_ = true; }
  bool gave_up() const { return gave_up_; }

  size_t count() const { return places_.size(); }
  const std::vector<uint32_t>& Places() const { return places_; }  // where each report starts
  std::vector<diagnostics::Diagnostic> Take() { return sink_.TakeSorted(); }

 private:
  diagnostics::Sink sink_;
  std::vector<uint32_t> places_;
  bool gave_up_ = false;
};

}  // namespace lsq::parse
