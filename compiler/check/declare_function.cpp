// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/check/declare_library.h"
#include "compiler/check/declare_phrase.h"
#include "compiler/check/declare_types.h"

namespace lsq::check::declare {

namespace {

using schema::FunctionDecl;

bool SameParams(const FunctionDecl& a, const FunctionDecl& b) {
  return std::equal(a.params.begin(), a.params.end(), b.params.begin(), b.params.end(),
                    [](const schema::Param& x, const schema::Param& y) { return x.type == y.type; });
}

// `, native "text.upper"` · `, reads clock` · `, reads host` · `, later`.
void ReadClauses(Target& target, const Source& source, FunctionDecl& decl) {
  for (const syntax::Clause& clause : source.card().clauses) {
    if (auto native = ReadNative(source, clause)) {
      decl.native = std::move(*native);
      continue;
    }
    ItemReader items(source.tree, clause.items);
    if (items.Take({"reads", "clock"})) {
      decl.reads_clock = true;
    } else if (items.Take({"reads", "host"})) {
      decl.reads_host = true;
    } else if (items.Take({"later"})) {
      decl.later = true;
    }
    ExpectEnd(target, source, items, "a function",
              "after a comma: `native \"text.upper\"`, `reads clock`, `reads host`, `later`");
  }
}

void Add(Target& target, FunctionDecl decl) {
  for (const FunctionDecl* other : target.library.FindFunctions(decl.name)) {
    if (!SameParams(*other, decl)) continue;
    target.sink
        .Report(kind::DeclaredTwice, decl.declared, {"the function " + Quoted(decl.name) + " with these parameters"})
        .Label(other->declared, "also declared here");
    return;
  }
  target.library.Add(std::move(decl));
}

}  // namespace

void ReadFunction(Target& target, const Source& source, ItemReader& items, bool host) {
  FunctionDecl decl;
  decl.doc = source.doc();
  decl.declared = source.At(items.Here());
  decl.host = host;
  auto pattern = ReadPattern(target, source, items, decl.params, {"returns"});
  if (!pattern) return;
  if (!pattern->call) {
    ReportPart(target, source, items.Whole(), "a function",
               "a function is written `function name(value: Text) returns Text`");
    return;
  }
  decl.name = pattern->first_word();
  if (!items.Take({"returns"})) {
    target.sink.Report(kind::DeclarationIncomplete, decl.declared,
                       {"the function " + Quoted(decl.name), "result type"});
    return;
  }
  auto result = ReadParamType(target, source, items, decl.params);
  if (!result) return;
  decl.result = std::move(*result);
  ExpectEnd(target, source, items, "a function", "a function is written `function name(value: Text) returns Text`");
  ReadClauses(target, source, decl);
  if (host && decl.native.empty()) decl.native = HostNative(*pattern);
  if (decl.native.empty()) {
    target.sink.Report(kind::DeclarationIncomplete, decl.declared, {"the function " + Quoted(decl.name), "body"})
        .Note("write one, `= …`, or let the host supply it: `extern function`");
    return;
  }
  Add(target, std::move(decl));
}

}  // namespace lsq::check::declare
