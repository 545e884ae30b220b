// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/front_end.h"

#include "compiler/diagnostics/render_text.h"
#include "compiler/driver/compile.h"

namespace lsq::golden {

namespace {

constexpr time::Date kToday{20518};  // 2026-03-06, so that no case changes with the clock

}  // namespace

Checked CheckSource(const std::vector<ExampleFile>& files) {
  driver::Options options;
  options.today = kToday;
  std::vector<driver::Input> inputs;
  for (const ExampleFile& file : files) {
    if (file.path.ends_with(".json")) {
      options.schema = driver::Input{file.path, file.text};
    } else {
      inputs.push_back({file.path, file.text});
    }
  }
  driver::Compilation compilation = driver::Check(inputs, options);
  return {std::move(compilation.files), std::move(compilation.diagnostics)};
}

std::string Rendered(const Checked& checked) {
  if (checked.diagnostics.empty()) return "no errors\n";
  std::string out;
  for (const diagnostics::Diagnostic& d : checked.diagnostics) {
    out += (out.empty() ? "" : "\n") + RenderText(d, checked.files);
  }
  return out;
}

}  // namespace lsq::golden
