// SPDX-License-Identifier: Apache-2.0
#include "cli/engine/eval_request.h"

#include <simdjson.h>

#include <array>
#include <chrono>
#include <deque>

#include "cli/console/files.h"
#include "runtime/api/lsq.hpp"

namespace lsq::cli {

namespace {

namespace dom = simdjson::dom;
namespace ondemand = simdjson::ondemand;

constexpr size_t kSchemaBytes = 16u << 20;
constexpr std::array<std::string_view, 7> kPrintAs = {"value", "text", "html", "url", "json", "csv", "subject"};

Error Bad(std::string message) {
  return {"bad_request", std::move(message)};
}

std::string_view Trimmed(std::string_view token) {
  while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ') token.remove_suffix(1);
  return token;
}

int64_t ClockMicros() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace

struct EvalRequest::State {
  ondemand::parser parser;
  simdjson::padded_string padded;
  std::string id = "null";
  std::string text, timezone;
  std::string_view schema;
  std::map<std::string, std::string, std::less<>> schemas;  // path -> text
  struct Entity {
    std::string name;
    std::deque<std::string> names, texts;  // stable while they grow
    std::vector<lsq_field> fields;
  };
  std::deque<Entity> entities;
  std::vector<lsq_record> records;
  lsq_eval_request request{};

  void Clear() {
    id = "null";
    text.clear();
    timezone.clear();
    schema = {};
    entities.clear();
    request = {};
    request.size = sizeof request;
  }
  Status Member(std::string_view name, ondemand::value value, EvalRequest& self);
  Status ReadRecords(ondemand::value value);
  Status ReadFields(ondemand::value value, Entity& entity);
  Result<lsq_value> ReadValue(ondemand::value value, Entity& entity);
};

EvalRequest::EvalRequest() : state_(std::make_unique<State>()) {
  state_->Clear();
}
EvalRequest::~EvalRequest() = default;

const std::string& EvalRequest::id() const {
  return state_->id;
}

const lsq_eval_request& EvalRequest::get() {
  State& s = *state_;
  s.records.clear();
  for (const State::Entity& entity : s.entities) {
    s.records.push_back({embed::TextOf(entity.name), {}, entity.fields.data(), entity.fields.size()});
  }
  s.request.text = embed::TextOf(s.text);
  s.request.timezone = embed::TextOf(s.timezone);
  s.request.schema = embed::TextOf(s.schema);
  s.request.records = s.records.data();
  s.request.record_count = s.records.size();
  return s.request;
}

void EvalRequest::SetText(std::string text, bool is_merge_text) {
  state_->text = std::move(text);
  state_->request.is_merge_text = is_merge_text ? 1 : 0;
}
void EvalRequest::SetTimezone(std::string zone) {
  state_->timezone = std::move(zone);
}
void EvalRequest::SetNowToClock() {
  state_->request.now = ClockMicros();
}

Status EvalRequest::SetAs(std::string_view word) {
  for (size_t i = 0; i < kPrintAs.size(); ++i) {
    if (kPrintAs[i] != word) continue;
    state_->request.as = static_cast<lsq_print_as>(i);
    return Ok();
  }
  return Bad("\"as\" is value, text, html, url, json, csv or subject, not " + std::string(word));
}

Status EvalRequest::SetNow(std::string_view instant) {
  if (lsq_parse_instant(embed::TextOf(instant), &state_->request.now) == LSQ_OK) return Ok();
  return Bad("\"now\" is an instant such as 2026-03-06T17:20:00Z, not " + std::string(instant));
}

Status EvalRequest::SetSchema(const std::string& path) {
  auto found = state_->schemas.find(path);
  if (found == state_->schemas.end()) {
    LSQ_TRY(std::string text, ReadWholeFile(path, kSchemaBytes));
    found = state_->schemas.emplace(path, std::move(text)).first;
  }
  state_->schema = found->second;
  return Ok();
}

Status EvalRequest::Parse(std::string_view line) {
  state_->Clear();
  SetNowToClock();
  try {
    state_->padded = simdjson::padded_string(line);
    ondemand::document document = state_->parser.iterate(state_->padded);
    bool has_text = false;
    for (ondemand::field field : document.get_object()) {
      const std::string_view name = field.unescaped_key();
      has_text = has_text || name == "expr" || name == "text";
      LSQ_TRY_DO(state_->Member(name, field.value(), *this));
    }
    const bool at_end = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    if (!at_end) return Bad("something follows the object");
    return has_text ? Ok() : Bad("the request has neither \"expr\" nor \"text\"");
  } catch (const simdjson::simdjson_error& error) {
    return Bad(std::string("the line is not a JSON object: ") + error.what());
  }
}

Status EvalRequest::ParseRecords(std::string_view json) {
  try {
    state_->padded = simdjson::padded_string(json);
    ondemand::document document = state_->parser.iterate(state_->padded);
    return state_->ReadRecords(document.get_value());
  } catch (const simdjson::simdjson_error& error) {
    return Bad(std::string("the records are not a JSON object: ") + error.what());
  }
}

Status EvalRequest::State::Member(std::string_view name, ondemand::value value, EvalRequest& self) {
  if (name == "id") {
    id = std::string(Trimmed(std::string_view(simdjson::to_json_string(value))));
    return Ok();
  }
  if (name == "records") return ReadRecords(value);
  const bool known =
      name == "expr" || name == "text" || name == "as" || name == "schema" || name == "now" || name == "timezone";
  if (!known) return Bad("a request has no member \"" + std::string(name) + "\"");
  if (value.type() == ondemand::json_type::null) return Ok();
  std::string content{std::string_view(value.get_string())};
  if (name == "expr" || name == "text") return self.SetText(std::move(content), name == "text"), Ok();
  if (name == "as") return self.SetAs(content);
  if (name == "schema") return self.SetSchema(content);
  if (name == "now") return self.SetNow(content);
  return self.SetTimezone(std::move(content)), Ok();
}

Status EvalRequest::State::ReadRecords(ondemand::value value) {
  if (value.type() == ondemand::json_type::null) return Ok();
  for (ondemand::field field : value.get_object()) {
    Entity& entity = entities.emplace_back();
    entity.name = std::string(std::string_view(field.unescaped_key()));
    LSQ_TRY_DO(ReadFields(field.value(), entity));
  }
  return Ok();
}

Status EvalRequest::State::ReadFields(ondemand::value value, Entity& entity) {
  for (ondemand::field field : value.get_object()) {
    entity.names.emplace_back(std::string_view(field.unescaped_key()));
    LSQ_TRY(const lsq_value read, ReadValue(field.value(), entity));
    entity.fields.push_back({embed::TextOf(entity.names.back()), read});
  }
  return Ok();
}

Result<lsq_value> EvalRequest::State::ReadValue(ondemand::value value, Entity& entity) {
  const auto keep = [&](std::string_view text) { return embed::TextOf(entity.texts.emplace_back(text)); };
  switch (value.type()) {
    case ondemand::json_type::null:
      return lsq_value{LSQ_MISSING, 0, {}};
    case ondemand::json_type::boolean:
      return lsq_value{LSQ_BOOL, bool(value.get_bool()), {}};
    case ondemand::json_type::number:
      return lsq_value{LSQ_NUMBER, 0, keep(Trimmed(value.raw_json_token()))};
    case ondemand::json_type::string:
      return lsq_value{LSQ_TEXT, 0, keep(value.get_string())};
    case ondemand::json_type::array:
      return lsq_value{LSQ_LIST, 0, keep(std::string_view(simdjson::to_json_string(value)))};
    case ondemand::json_type::object:
      break;
  }
  return Bad(entity.name + "." + entity.names.back() + " is an object; fields are texts, numbers, booleans or arrays");
}

void AppendJsonText(std::string& out, std::string_view text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  out.push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

void AppendJsonValue(std::string& out, const lsq_value& value) {
  switch (value.kind) {
    case LSQ_MISSING:
      out += "null";
      return;
    case LSQ_BOOL:
      out += value.integer != 0 ? "true" : "false";
      return;
    case LSQ_NUMBER:
    case LSQ_LIST:
      out += embed::ViewOf(value.text);
      return;
    default:
      AppendJsonText(out, embed::ViewOf(value.text));
  }
}

std::string AnswerLine(std::string_view id, const lsq_value& value, std::string_view type) {
  std::string out = "{\"id\":" + std::string(id) + ",\"value\":";
  AppendJsonValue(out, value);
  out += ",\"type\":";
  AppendJsonText(out, type);
  return out + "}";
}

std::string ErrorLine(std::string_view id, std::string_view code, std::string_view name, std::string_view message) {
  std::string out = "{\"id\":" + std::string(id) + ",\"error\":{\"code\":";
  AppendJsonText(out, code);
  if (!name.empty()) {
    out += ",\"name\":";
    AppendJsonText(out, name);
  }
  out += ",\"message\":";
  AppendJsonText(out, message);
  return out + "}}";
}

}  // namespace lsq::cli
