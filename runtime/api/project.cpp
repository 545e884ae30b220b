// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/render_json.h"
#include "compiler/diagnostics/render_sarif.h"
#include "compiler/diagnostics/render_text.h"
#include "runtime/api/handles.h"

namespace {

using namespace lsq;
using namespace lsq::api;

std::string Render(const driver::Compilation& compilation, lsq_format format, bool colour) {
  switch (format) {
    case LSQ_FORMAT_JSON:
      return diagnostics::RenderJson(compilation.diagnostics, compilation.files);
    case LSQ_FORMAT_SARIF:
      return diagnostics::RenderSarif(compilation.diagnostics, compilation.files, LSQ_VERSION);
    case LSQ_FORMAT_TEXT:
      break;
  }
  return diagnostics::RenderText(compilation.diagnostics, compilation.files, {.color = colour});
}

}  // namespace

extern "C" {

lsq_project* lsq_project_compile(const lsq_project_options* options, lsq_error** error) {
  return Guarded<lsq_project*>(error, nullptr, [&]() -> lsq_project* {
    std::vector<driver::Input> inputs;
    for (size_t i = 0; i < options->source_count; ++i) {
      inputs.push_back({StringOf(options->sources[i].path), StringOf(options->sources[i].text)});
    }
    driver::Options compile;
    if (options->schema_json.size > 0) compile.schema = {"schema.json", StringOf(options->schema_json)};
    return new lsq_project{driver::Compile(inputs, compile)};
  });
}

int lsq_project_ok(const lsq_project* project) {
  return project->compilation.has_errors ? 0 : 1;
}
size_t lsq_project_error_count(const lsq_project* project) {
  return diagnostics::Count(project->compilation.diagnostics).errors;
}
size_t lsq_project_automation_count(const lsq_project* project) {
  return project->compilation.program.automations.size();
}
lsq_buffer* lsq_project_diagnostics(const lsq_project* project, lsq_format format, int colour) {
  return Guarded<lsq_buffer*>(nullptr, nullptr,
                              [&] { return new lsq_buffer{Render(project->compilation, format, colour != 0)}; });
}
void lsq_project_free(lsq_project* project) {
  delete project;
}
}
