// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/print_types.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace lsq::driver {

namespace {

struct Typed {
  source::Location at;
  types::Type type;
};

void AddScope(const program::Scope& scope, size_t inputs, std::vector<Typed>& typed) {
  for (const program::Expr& expr : scope.exprs) {
    if (expr.at.file.index < inputs && expr.at.span.size() > 0) typed.push_back({expr.at, expr.type});
  }
}

std::string PositionText(source::Position position) {
  return std::to_string(position.line) + ":" + std::to_string(position.column);
}

std::string Line(const Compilation& compilation, const Typed& typed) {
  const source::File& file = compilation.files[typed.at.file];
  const source::Span span = typed.at.span;
  std::string source(file.Slice(span));
  if (const size_t line_end = source.find('\n'); line_end != std::string::npos)
    source = source.substr(0, line_end) + " …";
  return file.path() + ":" + PositionText(file.PositionAt(span.begin)) + "-" + PositionText(file.PositionAt(span.end)) +
         " " + compilation.program.catalog.TypeName(typed.type) + "  " + source + "\n";
}

}  // namespace

std::string PrintTypes(const Compilation& compilation) {
  const program::Program& program = compilation.program;
  const size_t inputs = compilation.trees.size();
  std::vector<Typed> typed;
  for (const auto& each : program.automations) AddScope(each.scope, inputs, typed);
  for (const auto& each : program.email_templates) AddScope(each.scope, inputs, typed);
  for (const auto& each : program.functions) AddScope(each.scope, inputs, typed);
  for (const auto& each : program.tests) AddScope(each.scope, inputs, typed);
  const auto key = [](const Typed& each) {
    return std::tuple(each.at.file.index, each.at.span.begin, ~each.at.span.end, each.type);
  };
  std::sort(typed.begin(), typed.end(), [&](const Typed& a, const Typed& b) { return key(a) < key(b); });
  const auto same = [&](const Typed& a, const Typed& b) { return key(a) == key(b); };
  typed.erase(std::unique(typed.begin(), typed.end(), same), typed.end());
  std::string text;
  for (const Typed& each : typed) text += Line(compilation, each);
  return text;
}

}  // namespace lsq::driver
