// SPDX-License-Identifier: Apache-2.0
#include "runtime/run/happening.h"

#include "compiler/number/decimal.h"
#include "compiler/text/text.h"
#include "runtime/value/json.h"

namespace lsq::run {

namespace {

using value::Json;
using value::Value;

Json ToJson(const value::Fields& fields) {
  Json::Object object;
  for (const auto& [name, value] : fields) object.emplace_back(name, value::ToStored(value));
  return Json(std::move(object));
}

Json ToJson(const link::ChangeSet& changes) {
  Json::Object object;
  for (const auto& [name, change] : changes) {
    object.emplace_back(name, Json(Json::Array{value::ToStored(change.before), value::ToStored(change.after)}));
  }
  return Json(std::move(object));
}

// Missing stays: it empties a field.
Result<value::Fields> FieldsOf(const Json& json) {
  const auto* object = json.As<Json::Object>();
  if (!object) return Error{"corrupt", "fields of an event are not an object"};
  value::Fields fields;
  for (const auto& [name, member] : *object) {
    LSQ_TRY(Value value, value::FromStored(member));
    fields.insert_or_assign(name, std::move(value));
  }
  return fields;
}

Result<link::ChangeSet> ChangesOf(const Json& json) {
  const auto* object = json.As<Json::Object>();
  if (!object) return Error{"corrupt", "changes of an event are not an object"};
  link::ChangeSet changes;
  for (const auto& [name, member] : *object) {
    const auto* pair = member.As<Json::Array>();
    if (!pair || pair->size() != 2) return Error{"corrupt", "a change of an event is not a pair"};
    LSQ_TRY(Value before, value::FromStored((*pair)[0]));
    LSQ_TRY(Value after, value::FromStored((*pair)[1]));
    changes.insert_or_assign(name, link::FieldChange{std::move(before), std::move(after)});
  }
  return changes;
}

std::string TextOf(const Json& json, std::string_view name) {
  const Json* member = json.Find(name);
  const std::string* text = member ? member->As<std::string>() : nullptr;
  return text ? *text : std::string();
}

bool Flag(const Json& json, std::string_view name) {
  const Json* member = json.Find(name);
  const bool* flag = member ? member->As<bool>() : nullptr;
  return flag && *flag;
}

}  // namespace

std::string Print(const Happening& happening) {
  Json::Object object;
  const auto text = [&](const char* name, const std::string& value) {
    if (!value.empty()) object.emplace_back(name, Json(value));
  };
  const auto flag = [&](const char* name, bool value) {
    if (value) object.emplace_back(name, Json(true));
  };
  text("name", happening.name);
  if (!happening.fields.empty()) object.emplace_back("fields", ToJson(happening.fields));
  if (!happening.changes.empty()) object.emplace_back("changes", ToJson(happening.changes));
  flag("applied", happening.applied);
  flag("import", happening.import);
  flag("bulk", happening.bulk);
  if (happening.bulk_records > 0) {
    object.emplace_back("bulk_records", Json(value::JsonNumber{std::to_string(happening.bulk_records)}));
  }
  text("how", happening.how);
  text("by", happening.by);
  text("about_entity", happening.about.entity);
  text("about", happening.about.id);
  if (!happening.ids.empty()) {
    Json::Array ids;
    for (const std::string& id : happening.ids) ids.push_back(Json(id));
    object.emplace_back("ids", Json(std::move(ids)));
  }
  if (happening.at_micros != 0) {
    object.emplace_back("at", Json(time::ToString(time::Instant{happening.at_micros})));
  }
  return PrintJson(Json(std::move(object)));
}

Result<Happening> ParseHappening(std::string_view text) {
  Happening happening;
  if (text.empty()) return happening;
  LSQ_TRY(const Json json, value::ParseJson(text));
  happening.name = TextOf(json, "name");
  if (const Json* fields = json.Find("fields")) {
    LSQ_TRY(happening.fields, FieldsOf(*fields));
  }
  if (const Json* changes = json.Find("changes")) {
    LSQ_TRY(happening.changes, ChangesOf(*changes));
  }
  happening.applied = Flag(json, "applied");
  happening.import = Flag(json, "import");
  happening.bulk = Flag(json, "bulk");
  if (const Json* records = json.Find("bulk_records"); records && records->As<value::JsonNumber>()) {
    const auto number = number::Parse(records->As<value::JsonNumber>()->digits);
    happening.bulk_records = number::ToInt64(number.value).value_or(0);
  }
  happening.how = TextOf(json, "how");
  happening.by = TextOf(json, "by");
  happening.about = {TextOf(json, "about_entity"), TextOf(json, "about")};
  if (const Json* ids = json.Find("ids"); ids && ids->As<Json::Array>()) {
    for (const Json& id : *ids->As<Json::Array>()) {
      if (const auto* text_id = id.As<std::string>()) happening.ids.push_back(*text_id);
    }
  }
  if (const std::string at = TextOf(json, "at"); !at.empty()) {
    LSQ_TRY(const time::Instant instant, time::ParseInstant(at));
    happening.at_micros = instant.micros;
  }
  return happening;
}

link::ChangeSet ChangesOf(const value::Fields& before, const value::Fields& fields) {
  link::ChangeSet changes;
  for (const auto& [name, after] : fields) {
    const auto found = before.find(name);
    const Value old = found == before.end() ? Value() : found->second;
    const auto* old_text = old.As<std::string>();
    const auto* new_text = after.As<std::string>();
    const bool same = old_text && new_text ? text::EqualsFolded(*old_text, *new_text) : old == after;
    if (!same) changes.insert_or_assign(name, link::FieldChange{old, after});
  }
  return changes;
}

}  // namespace lsq::run
