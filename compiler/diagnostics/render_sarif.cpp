// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/render_sarif.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/diagnostics/page.h"
#include "compiler/diagnostics/render_json.h"

namespace lsq::diagnostics {

namespace {

using Json = nlohmann::ordered_json;

const char* LevelOf(Severity severity) {
  if (severity == Severity::Error) return "error";
  return severity == Severity::Warning ? "warning" : "note";
}

// A path as a URI reference (RFC 3986): what is not unreserved or a slash is percent-encoded.
std::string UriOf(std::string_view path) {
  constexpr std::string_view kKept = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (kKept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out.append("%").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
    }
  }
  return out;
}

// Writes the parts of one log; the rules that occur, in order of their code, are gathered first.
class Writer {
 public:
  Writer(std::span<const Diagnostic> diagnostics, const source::Files& files) : files_(files) {
    for (const Diagnostic& d : diagnostics) rules_.push_back(d.kind);
    std::sort(rules_.begin(), rules_.end(), [](const Kind* a, const Kind* b) { return a->number < b->number; });
    rules_.erase(std::unique(rules_.begin(), rules_.end()), rules_.end());
  }

  Json Rules() const {
    Json rules = Json::array();
    for (const Kind* kind : rules_) rules.push_back(Rule(*kind));
    return rules;
  }

  Json Result(const Diagnostic& d) const {
    Json result = {{"ruleId", d.kind->Code()},
                   {"ruleIndex", std::find(rules_.begin(), rules_.end(), d.kind) - rules_.begin()},
                   {"level", LevelOf(d.kind->severity)},
                   {"message", {{"text", MessageOf(d)}}},
                   {"locations", Json::array()}};
    if (d.primary.at.file.valid()) result["locations"].push_back({{"physicalLocation", Physical(d.primary.at)}});
    Json related = Json::array();
    for (const Label& label : d.labels) {
      if (!label.at.file.valid()) continue;
      related.push_back(
          {{"id", related.size()}, {"physicalLocation", Physical(label.at)}, {"message", {{"text", label.text}}}});
    }
    if (!related.empty()) result["relatedLocations"] = std::move(related);
    Json fixes = Json::array();
    for (const Fix& fix : d.fixes) fixes.push_back(FixJson(fix));
    if (!fixes.empty()) result["fixes"] = std::move(fixes);
    return result;
  }

 private:
  static Json Rule(const Kind& kind) {
    Json rule = {{"id", kind.Code()}, {"name", kind.name}};
    const lsq::Result<Page> page = ParsePage(PageOf(kind));
    rule["shortDescription"] = {{"text", page.ok() ? page->title : kind.message}};
    if (const auto help = Explain(kind.Code())) rule["help"] = {{"text", *help}, {"markdown", PageOf(kind)}};
    rule["defaultConfiguration"] = {{"level", LevelOf(kind.severity)}};
    if (*kind.alias != '\0') rule["properties"] = {{"tags", {kind.alias}}};
    return rule;
  }

  static std::string MessageOf(const Diagnostic& d) {
    std::string text = d.Message();
    if (!d.primary.text.empty()) text += " (" + d.primary.text + ")";
    for (const std::string& note : d.notes) text += "\nnote: " + note;
    return text;
  }

  Json Artifact(source::FileId file) const { return {{"uri", UriOf(files_[file].path())}}; }

  Json Region(source::Location at) const {
    const source::File& file = files_[at.file];
    const source::Position begin = file.PositionAt(at.span.begin);
    const source::Position end = file.PositionAt(at.span.end);
    return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line},
            {"endColumn", end.column}, {"byteOffset", at.span.begin}, {"byteLength", at.span.size()}};
  }

  Json Physical(source::Location at) const { return {{"artifactLocation", Artifact(at.file)}, {"region", Region(at)}}; }

  // The edits of each file are one change; files in the order of their first edit.
  Json FixJson(const Fix& fix) const {
    std::vector<std::pair<source::FileId, Json>> changes;
    for (const Edit& edit : fix.edits) {
      if (!edit.at.file.valid()) continue;
      auto change =
          std::find_if(changes.begin(), changes.end(), [&](const auto& c) { return c.first == edit.at.file; });
      if (change == changes.end()) change = changes.insert(changes.end(), {edit.at.file, Json::array()});
      change->second.push_back({{"deletedRegion", Region(edit.at)}, {"insertedContent", {{"text", edit.replacement}}}});
    }
    Json list = Json::array();
    for (auto& [file, replacements] : changes) {
      list.push_back({{"artifactLocation", Artifact(file)}, {"replacements", std::move(replacements)}});
    }
    return {{"description", {{"text", fix.title}}}, {"artifactChanges", std::move(list)}};
  }

  const source::Files& files_;
  std::vector<const Kind*> rules_;
};

Json LeftOut(size_t count) {
  const Json notification = {{"level", "warning"},
                             {"message", {{"text", std::to_string(count) + " more results are left out"}}}};
  return {{"executionSuccessful", true}, {"toolExecutionNotifications", Json::array({notification})}};
}

}  // namespace

std::string RenderSarif(std::span<const Diagnostic> diagnostics, const source::Files& files, std::string_view version) {
  const size_t left_out = diagnostics.size() - std::min(diagnostics.size(), kMostListed);
  diagnostics = diagnostics.first(diagnostics.size() - left_out);
  const Writer writer(diagnostics, files);
  Json results = Json::array();
  for (const Diagnostic& d : diagnostics) results.push_back(writer.Result(d));
  const Json driver = {{"name", "lsq"}, {"version", version}, {"rules", writer.Rules()}};
  Json run = {{"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results)}};
  if (left_out > 0) run["invocations"] = Json::array({LeftOut(left_out)});
  const Json log = {
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lsq::diagnostics
