// SPDX-License-Identifier: Apache-2.0
#include "runtime/trace/trace.h"

#include <algorithm>

#include "runtime/value/secret_json.h"

namespace lsq::trace {

using value::Json;

Line::Line(time::Instant at, std::string_view event) {
  Text("at", time::ToString(at));
  Text("event", event);
}

Line& Line::Add(std::string_view name, Json json) {
  members_.emplace_back(name, std::move(json));
  return *this;
}

Line& Line::Number(std::string_view name, uint64_t number) {
  return Add(name, Json(value::JsonNumber{std::to_string(number)}));
}

Line& Line::Text(std::string_view name, std::string_view text) {
  return Add(name, Json(std::string(text)));
}

Line& Line::Record(const value::RecordKey& key) {
  if (key.entity.empty()) return *this;
  return Text("entity", key.entity).Text("record", key.id);
}

Line& Line::Source(std::string_view file, uint32_t begin, uint32_t end) {
  if (file.empty()) return *this;
  return Add("source", Json(Json::Object{{"file", Json(std::string(file))},
                                         {"begin", Json(value::JsonNumber{std::to_string(begin)})},
                                         {"end", Json(value::JsonNumber{std::to_string(end)})}}));
}

Line& Line::Value(std::string_view name, Json json, std::vector<Origin> from) {
  std::sort(from.begin(), from.end());
  from.erase(std::unique(from.begin(), from.end()), from.end());
  Json::Object value{{"value", std::move(json)}};
  Json::Array origins;
  for (Origin& origin : from) {
    origins.push_back(Json(Json::Object{{"entity", Json(std::move(origin.entity))},
                                        {"record", Json(std::move(origin.record))},
                                        {"field", Json(std::move(origin.field))}}));
  }
  if (!origins.empty()) value.emplace_back("from", Json(std::move(origins)));
  values_.emplace_back(name, Json(std::move(value)));
  return *this;
}

std::string Line::Print() const {
  Json::Object all = members_;
  if (!values_.empty()) all.emplace_back("values", Json(values_));
  return PrintJson(value::HideSecretsIn(Json(std::move(all))));
}

namespace {

std::string_view TextOf(const Json* json) {
  const std::string* text = json ? json->As<std::string>() : nullptr;
  return text ? *text : std::string_view();
}

bool ComesFromHidden(const Json& value, const value::ReadContext& context, const Hides& hides) {
  const Json* from = value.Find("from");
  const Json::Array* origins = from ? from->As<Json::Array>() : nullptr;
  if (!origins) return false;
  return std::any_of(origins->begin(), origins->end(), [&](const Json& origin) {
    return hides(context, TextOf(origin.Find("entity")), TextOf(origin.Find("field")));
  });
}

}  // namespace

Result<std::string> Mask(std::string_view line, const value::ReadContext& context, const Hides& hides) {
  LSQ_TRY(Json json, value::ParseJson(line));
  Json::Object* members = json.As<Json::Object>();
  if (!members) return Error{"corrupt", "a line of the trace is not an object"};
  for (auto& [name, member] : *members) {
    Json::Object* values = name == "values" ? member.As<Json::Object>() : nullptr;
    if (!values) continue;
    for (auto& [value_name, value] : *values) {
      if (!ComesFromHidden(value, context, hides)) continue;
      for (auto& [part, content] : *value.As<Json::Object>()) {
        if (part == "value") content = Json(std::string(kMasked));
      }
    }
  }
  return PrintJson(json);
}

}  // namespace lsq::trace
