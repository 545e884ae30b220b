// SPDX-License-Identifier: Apache-2.0
#include "cli/engine/eval_request.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <map>
#include <optional>

#include "cli/console/files.h"
#include "cli/engine/eval_answers.h"
#include "cli/engine/lines.h"
#include "runtime/api/lsq.hpp"

namespace lsq::cli {

namespace {

namespace ondemand = simdjson::ondemand;

static_assert(LineReader::kPadding >= simdjson::SIMDJSON_PADDING);
constexpr size_t kSchemaBytes = 16u << 20;
constexpr size_t kSchemas = 64;  // kept; one that is asked for again after them is read again
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 7> kPrintAs = {"value", "text", "html", "url", "json", "csv", "subject"};

Error Bad(std::string message) {
  return {"bad_request", std::move(message)};
}

// Members of a request.
enum class Member : uint8_t { Id, Expression, Text, As, Schema, Records, Now, Timezone };
constexpr std::array<std::string_view, 8> kMembers = {"id",     "expr",    "text", "as",
                                                      "schema", "records", "now",  "timezone"};

std::optional<Member> MemberNamed(std::string_view name) {
  const auto found = std::find(kMembers.begin(), kMembers.end(), name);
  if (found == kMembers.end()) return std::nullopt;
  return static_cast<Member>(found - kMembers.begin());
}

constexpr uint32_t BitOf(Member member) {
  return 1u << static_cast<uint32_t>(member);
}

std::string WordFor(ondemand::json_type type) {
  switch (type) {
    case ondemand::json_type::array:
      return "an array";
    case ondemand::json_type::object:
      return "an object";
    case ondemand::json_type::number:
      return "a number";
    case ondemand::json_type::string:
      return "a text";
    case ondemand::json_type::boolean:
      return "a boolean";
    default:
      return "null";
  }
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
  simdjson::padded_string records_text;  // of ParseRecords
  std::string id = "null";
  uint32_t seen = 0;  // members of the request, a bit each
  std::string text, timezone;
  std::string_view schema;
  std::map<std::string, std::string, std::less<>> schemas;  // path -> text
  struct Entity {
    std::string_view name;
    size_t begin = 0, end = 0;  // of its fields
  };
  std::vector<Entity> entities;
  std::vector<lsq_field> fields;
  std::deque<std::string> lists;  // texts that are made here; stable while they grow
  std::vector<std::string_view> names;
  std::vector<lsq_record> records;
  lsq_eval_request request{};

  void Clear() {
    id = "null";
    seen = 0;
    text.clear();
    timezone.clear();
    schema = {};
    entities.clear();
    fields.clear();
    lists.clear();
    request = {};
    request.size = sizeof request;
  }
  bool Saw(Member member) const { return (seen & BitOf(member)) != 0; }
  Status ReadObject(ondemand::object object, EvalRequest& self);
  Status ReadMember(Member member, ondemand::value value, EvalRequest& self);
  Status ReadId(ondemand::value value);
  Status ReadRecords(ondemand::value value);
  Status ReadFields(ondemand::value value, Entity& entity);
  Result<lsq_value> ReadField(ondemand::value value, std::string_view name);
  Result<std::string_view> ReadList(ondemand::value value, std::string_view name);
  // The first name that stands twice among `names`; they lose their order.
  std::optional<std::string_view> FindTwice() {
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    return twice == names.end() ? std::nullopt : std::optional(*twice);
  }
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
    s.records.push_back({embed::TextOf(entity.name), {}, s.fields.data() + entity.begin, entity.end - entity.begin});
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
    state_->request.as = static_cast<int32_t>(i);
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
    LSQ_TRY(std::string text, ReadRegularFile(path, kSchemaBytes + 1));  // a pipe would keep the lines waiting
    if (text.size() > kSchemaBytes)
      return Bad(path + ": a schema has at most " + std::to_string(kSchemaBytes) + " bytes");
    if (state_->schemas.size() == kSchemas) state_->schemas.clear();
    found = state_->schemas.emplace(path, std::move(text)).first;
  }
  state_->schema = found->second;
  return Ok();
}

Status EvalRequest::Parse(std::string_view line) {
  state_->Clear();
  SetNowToClock();
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  try {
    ondemand::document document = state_->parser.iterate(line.data(), line.size(), line.size() + LineReader::kPadding);
    const ondemand::json_type type = document.type();
    if (type != ondemand::json_type::object) return Bad("the line is " + WordFor(type) + ", not a JSON object");
    LSQ_TRY_DO(state_->ReadObject(document.get_object(), *this));
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) return Bad("something follows the object");
  } catch (const simdjson::simdjson_error& error) {
    return Bad(std::string("the line is not a JSON object: ") + error.what());
  }
  const bool has_expression = state_->Saw(Member::Expression);
  const bool has_text = state_->Saw(Member::Text);
  if (has_expression && has_text) return Bad("the request has both \"expr\" and \"text\"");
  return has_expression || has_text ? Ok() : Bad("the request has neither \"expr\" nor \"text\"");
}

// The first mistake is told. The object is read to its end all the same: the id with which it is told may stand behind
// it.
Status EvalRequest::State::ReadObject(ondemand::object object, EvalRequest& self) {
  Status read = Ok();
  for (ondemand::field field : object) {
    const std::string_view name = field.unescaped_key();
    const auto member = MemberNamed(name);
    if (!read.ok() && (member != Member::Id || Saw(Member::Id))) continue;
    Status of_member = Ok();
    if (!member) {
      of_member = Bad("a request has no member \"" + std::string(name) + "\"");
    } else if (Saw(*member)) {
      of_member = Bad("\"" + std::string(name) + "\" is given twice");
    } else {
      seen |= BitOf(*member);
      of_member = ReadMember(*member, field.value(), self);
    }
    if (read.ok()) read = std::move(of_member);
  }
  return read;
}

Status EvalRequest::ParseRecords(std::string_view json) {
  try {
    state_->records_text = simdjson::padded_string(json);
    ondemand::document document = state_->parser.iterate(state_->records_text);
    return state_->ReadRecords(document.get_value());
  } catch (const simdjson::simdjson_error& error) {
    return Bad(std::string("the records are not a JSON object: ") + error.what());
  }
}

Status EvalRequest::State::ReadMember(Member member, ondemand::value value, EvalRequest& self) {
  if (member == Member::Id) return ReadId(value);
  const ondemand::json_type type = value.type();
  if (type == ondemand::json_type::null) return value.is_null() ? Ok() : Bad("no JSON");
  if (member == Member::Records) return ReadRecords(value);
  if (type != ondemand::json_type::string) {
    return Bad("\"" + std::string(kMembers[static_cast<size_t>(member)]) + "\" is a text, not " + WordFor(type));
  }
  const std::string_view content = value.get_string();
  switch (member) {
    case Member::Expression:
    case Member::Text:
      return self.SetText(std::string(content), member == Member::Text), Ok();
    case Member::As:
      return self.SetAs(content);
    case Member::Schema:
      return self.SetSchema(std::string(content));
    case Member::Now:
      return self.SetNow(content);
    default:
      return self.SetTimezone(std::string(content)), Ok();
  }
}

// Texts and numbers are given back as they are.
Status EvalRequest::State::ReadId(ondemand::value value) {
  switch (value.type()) {
    case ondemand::json_type::string: {
      const std::string_view content = value.get_string();  // throws when it is no text
      id.clear();
      AppendJsonText(id, content);
      return Ok();
    }
    case ondemand::json_type::number: {
      const std::string_view digits = Trimmed(value.raw_json_token());
      (void)double(value.get_double());  // throws when it is no number
      id = digits;
      return Ok();
    }
    case ondemand::json_type::null:
      return value.is_null() ? Ok() : Bad("no JSON");
    case ondemand::json_type::boolean:
      (void)bool(value.get_bool());  // throws when it is `tru`
      [[fallthrough]];
    default:
      return Bad("\"id\" is a text or a number, not " + WordFor(value.type()));
  }
}

Status EvalRequest::State::ReadRecords(ondemand::value value) {
  if (value.type() != ondemand::json_type::object) {
    return Bad("\"records\" is an object of records, not " + WordFor(value.type()));
  }
  for (ondemand::field field : value.get_object()) {
    Entity& entity = entities.emplace_back();
    entity.name = field.unescaped_key();
    LSQ_TRY_DO(ReadFields(field.value(), entity));
  }
  names.clear();
  for (const Entity& entity : entities) names.push_back(entity.name);
  if (const auto twice = FindTwice()) return Bad("the record " + std::string(*twice) + " is given twice");
  return Ok();
}

Status EvalRequest::State::ReadFields(ondemand::value value, Entity& entity) {
  if (value.type() != ondemand::json_type::object) {
    return Bad("the record " + std::string(entity.name) + " is an object of fields, not " + WordFor(value.type()));
  }
  entity.begin = fields.size();
  names.clear();
  for (ondemand::field field : value.get_object()) {
    const std::string_view name = field.unescaped_key();
    names.push_back(name);
    LSQ_TRY(const lsq_value read, ReadField(field.value(), name));
    fields.push_back({embed::TextOf(name), read});
  }
  entity.end = fields.size();
  if (const auto twice = FindTwice()) {
    return Bad(std::string(entity.name) + "." + std::string(*twice) + " is given twice");
  }
  return Ok();
}

Result<lsq_value> EvalRequest::State::ReadField(ondemand::value value, std::string_view name) {
  switch (value.type()) {
    case ondemand::json_type::null:
      if (!value.is_null()) return Bad("no JSON");
      return lsq_value{LSQ_MISSING, 0, {}};
    case ondemand::json_type::boolean:
      return lsq_value{LSQ_BOOL, bool(value.get_bool()), {}};
    case ondemand::json_type::number: {
      const std::string_view digits = Trimmed(value.raw_json_token());
      (void)double(value.get_double());
      return lsq_value{LSQ_NUMBER, 0, embed::TextOf(digits)};
    }
    case ondemand::json_type::string:
      return lsq_value{LSQ_TEXT, 0, embed::TextOf(std::string_view(value.get_string()))};
    case ondemand::json_type::array: {
      LSQ_TRY(const std::string_view list, ReadList(value, name));
      return lsq_value{LSQ_LIST, 0, embed::TextOf(list)};
    }
    case ondemand::json_type::object:
      break;
  }
  return Bad(std::string(name) + " is an object; fields are texts, numbers, booleans or arrays");
}

// The elements, again as JSON: what is passed on is known to be right.
Result<std::string_view> EvalRequest::State::ReadList(ondemand::value value, std::string_view name) {
  std::string& list = lists.emplace_back("[");
  for (ondemand::value element : value.get_array()) {
    const ondemand::json_type type = element.type();
    if (type == ondemand::json_type::array || type == ondemand::json_type::object) {
      return Bad(std::string(name) + " holds " + WordFor(type) + "; elements are texts, numbers or booleans");
    }
    LSQ_TRY(const lsq_value read, ReadField(element, name));
    if (list.size() > 1) list += ',';
    AppendJsonValue(list, read);
  }
  list += ']';
  return std::string_view(list);
}

}  // namespace lsq::cli
