// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/expected_errors.h"

#include <algorithm>

namespace lsq::project {

namespace {

using diagnostics::Diagnostic;
using program::Test;

bool IsNamed(const std::string& path, const std::string& name) {
  if (!path.ends_with(name)) return false;
  return path.size() == name.size() || path[path.size() - name.size() - 1] == '/';
}

bool IsIn(const driver::Compilation& compilation, const Diagnostic& diagnostic, const std::vector<std::string>& names) {
  return names.size() < 2 || IsNamed(compilation.files[diagnostic.primary.at.file].path(), names[1]);
}

bool Fits(const driver::Compilation& compilation, const Diagnostic& diagnostic, const std::vector<std::string>& names) {
  const bool same = diagnostic.kind->Code() == names[0] || diagnostic.kind->alias == names[0];
  return same && IsIn(compilation, diagnostic, names);
}

bool IsExpected(const driver::Compilation& compilation, const Diagnostic& diagnostic) {
  for (const Test& test : compilation.program.tests) {
    for (const auto& line : test.lines) {
      const auto* expect = std::get_if<Test::Expect>(&line);
      if (expect != nullptr && expect->native == "error" && Fits(compilation, diagnostic, expect->names)) return true;
    }
  }
  return false;
}

}  // namespace

bool HasDiagnostic(const driver::Compilation& compilation, const std::vector<std::string>& names) {
  return std::any_of(compilation.diagnostics.begin(), compilation.diagnostics.end(),
                     [&](const Diagnostic& diagnostic) { return Fits(compilation, diagnostic, names); });
}

std::string DiagnosticsThere(const driver::Compilation& compilation, const std::vector<std::string>& names) {
  std::set<std::string> codes;
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    const std::string alias(diagnostic.kind->alias);
    if (IsIn(compilation, diagnostic, names)) {
      codes.insert(diagnostic.kind->Code() + (alias.empty() ? "" : " (" + alias + ")"));
    }
  }
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : ", ") + code;
  return text.empty() ? "there is no error" : "there is " + text;
}

std::optional<std::set<uint32_t>> FilesWrongOnPurpose(const driver::Compilation& compilation) {
  std::set<uint32_t> wrong;
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    if (diagnostic.kind->severity != diagnostics::Severity::Error) continue;
    if (!IsExpected(compilation, diagnostic)) return std::nullopt;
    wrong.insert(diagnostic.primary.at.file.index);
  }
  return wrong;
}

std::vector<driver::Input> InputsWithout(const driver::Compilation& compilation, const std::set<uint32_t>& left_out) {
  std::vector<driver::Input> inputs;
  for (uint32_t i = 0; i < compilation.trees.size(); ++i) {
    const source::File& file = compilation.files[source::FileId{i}];
    if (!left_out.contains(i)) inputs.push_back({file.path(), std::string(file.text())});
  }
  return inputs;
}

}  // namespace lsq::project
