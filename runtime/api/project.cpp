// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/render_json.h"
#include "compiler/diagnostics/render_sarif.h"
#include "compiler/diagnostics/render_text.h"
#include "compiler/driver/uses.h"
#include "runtime/api/handles.h"
#include "runtime/project/next_firings.h"

namespace {

using namespace lsq;
using namespace lsq::api;

constexpr size_t kFirings = 1'000'000;  // at a time

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

void lsq_source_uses(const lsq_source* source, lsq_used_file used, void* user) {
  Guarded<int>(nullptr, 0, [&] {
    if (!AreGiven({source, reinterpret_cast<const void*>(used)}, nullptr)) return 0;
    diagnostics::Sink ignored;  // reported when the project is compiled
    const source::File file(StringOf(source->path), StringOf(source->text));
    for (const std::string& path : driver::UsedFiles(parse::ParseFile(file, {0}, ignored), file.path())) {
      used(user, TextOf(path));
    }
    return 0;
  });
}

lsq_project* lsq_project_compile(const lsq_project_options* options, lsq_error** error) {
  return Guarded<lsq_project*>(error, nullptr, [&]() -> lsq_project* {
    if (!AreGiven({options}, error)) return nullptr;
    std::vector<driver::Input> inputs;
    const lsq_project_options own = Known(*options);
    if (own.source_count > 0 && !AreGiven({own.sources}, error)) return nullptr;
    if (own.native_count > 0 && !AreGiven({own.natives}, error)) return nullptr;
    for (size_t i = 0; i < own.source_count; ++i) {
      inputs.push_back({StringOf(own.sources[i].path), StringOf(own.sources[i].text)});
    }
    driver::Options compile;
    if (own.schema_json.size > 0) compile.schema = {driver::kUnnamedSchema, StringOf(own.schema_json)};
    auto natives = NativesOf(own.natives, own.native_count);
    if (!natives.ok()) return SetError(error, natives.error()), nullptr;
    return new lsq_project{driver::Compile(inputs, compile), compile.schema, *std::move(natives)};
  });
}

int lsq_project_ok(const lsq_project* project) {
  return project != nullptr && !project->compilation.has_errors ? 1 : 0;
}
size_t lsq_project_error_count(const lsq_project* project) {
  return project != nullptr ? diagnostics::Count(project->compilation.diagnostics).errors : 0;
}
size_t lsq_project_automation_count(const lsq_project* project) {
  return project != nullptr ? project->compilation.program.automations.size() : 0;
}
lsq_buffer* lsq_project_diagnostics(const lsq_project* project, lsq_format format, int colour) {
  return Guarded<lsq_buffer*>(nullptr, nullptr, [&] {
    return new lsq_buffer{project != nullptr ? Render(project->compilation, format, colour != 0) : ""};
  });
}
lsq_status lsq_project_next(const lsq_project* project, lsq_text automation, int64_t from, size_t count,
                            lsq_firing_found found, void* user, lsq_error** error) {
  return Guarded(error, LSQ_FAILED, [&] {
    if (!AreGiven({project, reinterpret_cast<const void*>(found)}, error)) return LSQ_FAILED;
    const auto firings =
        project::NextFirings(project->compilation, ViewOf(automation), time::Instant{from}, std::min(count, kFirings));
    if (!firings.ok()) return Fail(error, firings.error());
    for (const project::Firing& firing : *firings) {
      const std::string local = time::ToString(firing.local);
      const lsq_firing told = {TextOf(firing.automation), firing.at.micros, TextOf(local), TextOf(firing.zone),
                               TextOf(firing.note)};
      found(user, &told);
    }
    return LSQ_OK;
  });
}
void lsq_project_free(lsq_project* project) {
  delete project;
}
}
