// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>

#include "compiler/text/text.h"
#include "runtime/import/import.h"
#include "runtime/value/json.h"

namespace lsq::import {

namespace {

using value::Json;

std::string TextMember(const Json& json, std::string_view name) {
  const Json* member = json.Find(name);
  const auto* text = member != nullptr ? member->As<std::string>() : nullptr;
  return text != nullptr ? *text : "";
}

// A name that stands twice among the members.
const std::string* FindTwice(const Json::Object& members) {
  std::set<std::string_view> seen;
  for (const auto& [name, member] : members) {
    if (!seen.insert(name).second) return &name;
  }
  return nullptr;
}

// The event of one line, or what is wrong with it.
Result<store::Event> ReadEvent(std::string_view line, const std::string& source) {
  LSQ_TRY(Json json, value::ParseJson(line));
  const auto* members = json.As<Json::Object>();
  if (members == nullptr) return Error{"event", "is not a JSON object"};
  const Json* fields = json.Find("fields");
  const auto* written = fields != nullptr ? fields->As<Json::Object>() : nullptr;
  if (fields != nullptr && !fields->null() && written == nullptr) {
    return Error{"event", "has \"fields\" that are no JSON object"};
  }
  for (const Json::Object* each : {members, written}) {
    const std::string* twice = each != nullptr ? FindTwice(*each) : nullptr;
    if (twice != nullptr) return Error{"event", "\"" + *twice + "\" is given twice"};
  }
  store::Event event;
  event.source = source;
  event.id = TextMember(json, "id");
  event.type = TextMember(json, "type");
  event.record = {TextMember(json, "entity"), TextMember(json, "record")};
  if (event.id.empty()) return Error{"event", "has no \"id\": a text that no other event has"};
  if (event.type.empty()) return Error{"event", "has no \"type\""};
  if (event.record.entity.empty() != event.record.id.empty() || (event.type == "new" && event.record.id.empty())) {
    return Error{"event", event.record.id.empty() ? "has no \"record\": the id of the record that it is about"
                                                  : "has no \"entity\": which kind of record it is about"};
  }
  const std::string at = TextMember(json, "at");
  if (at.empty()) return Error{"event", "has no \"at\": an instant such as \"2026-03-06T17:20:00Z\""};
  LSQ_TRY(event.at, time::ParseInstant(at));
  if (text::FindNul(line) || line.find("\\u0000") != std::string_view::npos) {
    return Error{"event", "holds a NUL character"};  // E-MM-5
  }
  Json::Object payload;
  for (const auto& [name, member] : *members) {
    const bool own = name == "id" || name == "at" || name == "type" || name == "entity" || name == "record";
    if (!own) payload.emplace_back(name, member);
  }
  event.payload = value::PrintJson(Json(std::move(payload)));
  return event;
}

}  // namespace

EventLines ReadEvents(std::string_view text, const std::string& source) {
  EventLines lines;
  size_t number = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (text::IsBlank(line)) continue;
    Result<store::Event> event = ReadEvent(line, source);
    if (event.ok()) {
      lines.good.push_back({number, *std::move(event)});
    } else {
      lines.problems.push_back({number, event.error().message});
    }
  }
  return lines;
}

}  // namespace lsq::import
