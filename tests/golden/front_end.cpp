// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/front_end.h"

#include "compiler/diagnostics/render_text.h"
#include "compiler/driver/compile.h"

namespace lsq::golden {

namespace {

constexpr time::Date kToday{20518};  // 2026-03-06, so that no case changes with the clock

struct Project {
  explicit Project(const std::vector<ExampleFile>& files) {
    options.today = kToday;
    for (const ExampleFile& file : files) {
      if (file.path.ends_with(".json")) {
        options.schema = driver::Input{file.path, file.text};
      } else {
        inputs.push_back({file.path, file.text});
      }
    }
  }
  std::vector<driver::Input> inputs;
  driver::Options options;
};

}  // namespace

Checked CheckSource(const std::vector<ExampleFile>& files) {
  const Project project(files);
  driver::Compilation compilation = driver::Check(project.inputs, project.options);
  return {std::move(compilation.files), std::move(compilation.diagnostics)};
}

driver::Compilation CompileSource(const std::vector<ExampleFile>& files) {
  const Project project(files);
  return driver::Compile(project.inputs, project.options);
}

std::string Rendered(const std::vector<diagnostics::Diagnostic>& diagnostics, const source::Files& files) {
  if (diagnostics.empty()) return "no errors\n";
  std::string out;
  for (const diagnostics::Diagnostic& d : diagnostics) out += (out.empty() ? "" : "\n") + RenderText(d, files);
  return out;
}

}  // namespace lsq::golden
