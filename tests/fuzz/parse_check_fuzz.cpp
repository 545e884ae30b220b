// SPDX-License-Identifier: Apache-2.0
// Any text is checked against the CRM library and a host's schema without a crash; what is said of it can be rendered
// in every format, and a program without errors has an IR that verifies. A line `//// b.lsq` starts another file.
#include <cstddef>
#include <string>

#include "compiler/diagnostics/render_json.h"
#include "compiler/diagnostics/render_sarif.h"
#include "compiler/diagnostics/render_text.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/print_types.h"
#include "compiler/emit_bytecode/emit.h"
#include "tests/fuzz/fuzz.h"

namespace lsq::fuzz {

namespace {

constexpr char kSchema[] = R"json({
  "account": {"timezone": "Asia/Kolkata"},
  "entities": [
    {"name": "Lead", "fields": [
      {"name": "mx_City", "type": "Text", "maxLength": 60, "mailMergeDefault": "your city"},
      {"name": "mx_Income", "type": "Number", "scale": 2},
      {"name": "mx_Interests", "type": "MultiSelect", "options": ["Flats", "Plots"]},
      {"name": "mx_Subscription_End_Date", "type": "DateTime"}]},
    {"name": "Site", "key": "SiteId", "fields": [
      {"name": "SiteId", "type": "Text", "mandatory": true, "unique": true},
      {"name": "ManagerId", "type": "Text"},
      {"name": "Manager", "type": "User", "via": "ManagerId"}]}],
  "accountTypes": ["Customers"], "activityTypes": ["Call", "Demo"], "roles": ["Sales User"],
  "groups": ["India", {"name": "West", "partOf": "India"}], "users": ["ops@acme.example"],
  "lists": [{"name": "Fresh", "entity": "Lead"}], "emailTemplates": [{"name": "Welcome", "entity": "Lead"}],
  "webhooks": ["crm-merged"]
})json";

constexpr time::Date kToday{20518};  // 2026-03-06
constexpr std::string_view kFileMark = "//// ";

std::vector<driver::Input> Split(std::string_view text) {
  std::vector<driver::Input> files{{"a.lsq", ""}};
  while (!text.empty()) {
    const std::string_view line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    text.remove_prefix(line.size());
    if (line.starts_with(kFileMark) && files.size() < 4) {
      files.push_back(
          {std::string(line.substr(kFileMark.size(), line.find_last_not_of("\r\n") + 1 - kFileMark.size())), ""});
    } else {
      files.back().text += line;
    }
  }
  return files;
}

void CheckDiagnostics(const driver::Compilation& project) {
  bool errors = false;
  const auto inside = [&](source::Location at) {
    if (!at.file.valid()) return;
    const size_t size = project.files[at.file].text().size();
    LSQ_CHECK(at.span.begin <= at.span.end && at.span.end <= size, "a diagnostic is about a part of its file");
  };
  for (const diagnostics::Diagnostic& d : project.diagnostics) {
    errors = errors || d.kind->severity == diagnostics::Severity::Error;
    inside(d.primary.at);
    for (const diagnostics::Label& label : d.labels) inside(label.at);
    for (const diagnostics::Fix& fix : d.fixes) {
      for (const diagnostics::Edit& edit : fix.edits) inside(edit.at);
    }
  }
  LSQ_CHECK(errors == project.has_errors, "errors are reported");
  diagnostics::RenderText(project.diagnostics, project.files, {.color = true});
  diagnostics::RenderJson(project.diagnostics, project.files);
  diagnostics::RenderSarif(project.diagnostics, project.files, "0");
}

}  // namespace

void Check(std::string_view input) {
  static parse::Cache cache;  // of the library's declarations above all
  driver::Options options;
  options.schema = driver::Input{"schema.json", kSchema};
  options.today = kToday;
  options.cache = &cache;
  const driver::Compilation project = driver::Compile(Split(input), options);
  CheckDiagnostics(project);
  driver::PrintTypes(project);
  LSQ_CHECK(project.has_errors || project.module, "what has no errors is lowered");
  if (project.module) (void)emit_bytecode::Emit(*project.module);
}

}  // namespace lsq::fuzz
