// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/render_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/diagnostics/render_text.h"

namespace lsq::diagnostics {

namespace {

using Json = nlohmann::ordered_json;

const char* NameOf(Severity severity) {
  if (severity == Severity::Error) return "error";
  return severity == Severity::Warning ? "warning" : "note";
}

Json PositionJson(const source::File& file, uint32_t offset) {
  const source::Position at = file.PositionAt(offset);
  return {{"line", at.line}, {"column", at.column}, {"offset", offset}};
}

// Adds "file" and "range".
void AddPlace(Json& to, source::Location at, const source::Files& files) {
  if (!at.file.valid()) {
    to["file"] = nullptr;
    to["range"] = nullptr;
    return;
  }
  const source::File& file = files[at.file];
  to["file"] = file.path();
  to["range"] = {{"start", PositionJson(file, at.span.begin)}, {"end", PositionJson(file, at.span.end)}};
}

Json LabelJson(const Label& label, const source::Files& files) {
  Json json = Json::object();
  AddPlace(json, label.at, files);
  json["text"] = label.text;
  return json;
}

Json FixJson(const Fix& fix, const source::Files& files) {
  Json edits = Json::array();
  for (const Edit& edit : fix.edits) {
    Json json = Json::object();
    AddPlace(json, edit.at, files);
    json["replacement"] = edit.replacement;
    edits.push_back(std::move(json));
  }
  return {{"title", fix.title}, {"edits", std::move(edits)}};
}

Json DiagnosticJson(const Diagnostic& d, const source::Files& files) {
  Json json = {{"code", d.kind->Code()}};
  if (*d.kind->alias != '\0') json["name"] = d.kind->alias;
  json["kind"] = d.kind->name;
  json["severity"] = NameOf(d.kind->severity);
  json["message"] = d.Message();
  AddPlace(json, d.primary.at, files);
  json["label"] = d.primary.text;
  json["labels"] = Json::array();
  for (const Label& label : d.labels) json["labels"].push_back(LabelJson(label, files));
  json["notes"] = d.notes;
  json["fixes"] = Json::array();
  for (const Fix& fix : d.fixes) json["fixes"].push_back(FixJson(fix, files));
  return json;
}

}  // namespace

std::string RenderJson(std::span<const Diagnostic> diagnostics, const source::Files& files, int indent) {
  const size_t listed = std::min(diagnostics.size(), kMostListed);
  Json list = Json::array();
  for (const Diagnostic& d : diagnostics.first(listed)) list.push_back(DiagnosticJson(d, files));
  const Counts counts = Count(diagnostics);
  Json summary = {
      {"errors", counts.errors}, {"warnings", counts.warnings}, {"notes", counts.notes}, {"files", counts.files}};
  if (listed < diagnostics.size()) summary["left_out"] = diagnostics.size() - listed;
  const Json document = {{"diagnostics", std::move(list)}, {"summary", std::move(summary)}};
  return document.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lsq::diagnostics
