// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ctime>

#include "cli/console/files.h"
#include "cli/console/output.h"
#include "cli/lsq/commands.h"
#include "cli/lsq/project.h"
#include "cli/lsq/source_files.h"
#include "compiler/base/limits.h"
#include "compiler/diagnostics/render_json.h"
#include "compiler/diagnostics/render_sarif.h"
#include "compiler/diagnostics/render_text.h"

namespace lsq::cli {

using diagnostics::Counts;

namespace {

void PrintReport(const driver::Compilation& project, OutputFormat format, size_t checked) {
  switch (format) {
    case OutputFormat::Json:
      return Print(diagnostics::RenderJson(project.diagnostics, project.files));
    case OutputFormat::Sarif:
      return Print(diagnostics::RenderSarif(project.diagnostics, project.files, LSQ_VERSION));
    case OutputFormat::Text:
      break;
  }
  if (project.diagnostics.empty()) {
    return Print("no errors in " + std::to_string(checked) + (checked == 1 ? " file\n" : " files\n"));
  }
  Print(diagnostics::RenderText(project.diagnostics, project.files, {.color = UseColor()}) + "\n");
}

}  // namespace

std::optional<driver::Options> ReadOptions(const std::string& schema, parse::Cache& cache) {
  driver::Options options;
  options.cache = &cache;
  options.today = time::Date{static_cast<int32_t>(std::time(nullptr) / 86'400)};
  if (schema.empty()) return options;
  auto text = ReadWholeFile(schema, limits::kFileBytes);
  if (!text.ok()) {
    Complain(text.error().message);
    return std::nullopt;
  }
  options.schema = driver::Input{schema, std::move(*text)};
  return options;
}

int Check(const CheckRequest& request) {
  parse::Cache cache;
  const auto options = ReadOptions(request.schema, cache);
  Sources sources = ReadSources(request.paths);
  if (!options) return kFailure;
  if (sources.inputs.empty() && request.format == OutputFormat::Text) return kFailure;  // a tool gets its document
  AddUsedFiles(sources, cache);
  const driver::Compilation project = driver::Check(sources.inputs, *options);
  const Counts counts = diagnostics::Count(project.diagnostics);
  PrintReport(project, request.format, sources.inputs.size());
  if (!sources.complete) return kFailure;
  return project.has_errors || (request.strict && counts.warnings > 0) ? kFindings : kFine;
}

}  // namespace lsq::cli
