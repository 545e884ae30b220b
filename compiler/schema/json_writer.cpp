// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/schema/json_reader.h"
#include "compiler/schema/json_types.h"

namespace lsq::schema {

namespace {

using Json = nlohmann::ordered_json;
using types::Kind;

void SetText(Json& json, const char* member, const std::string& text) {
  if (!text.empty()) json[member] = text;
}

void SetFlag(Json& json, const char* member, bool flag) {
  if (flag) json[member] = true;
}

Json WriteOptions(const OptionSet& set) {
  Json options = Json::array();
  for (const Option& option : set.options) {
    if (option.stable_id == StableId(option.value)) {
      options.push_back(option.value);
    } else {
      options.push_back({{"value", option.value}, {"id", option.stable_id}});
    }
  }
  return options;
}

void WriteType(const Catalog& catalog, const Field& field, Json& json) {
  const bool one = field.type.Is(Kind::Option);
  if (field.type.Is(Kind::Record)) {
    json["type"] = catalog.entity(EntityId{field.type.arg}).name;
  } else if (!one && !field.type.Is(Kind::Options)) {
    json["type"] = types::WordFor(field.type);
  } else {
    const OptionSet& set = catalog.options(OptionSetId{field.type.arg});
    if (one && !set.name.empty()) {
      json["type"] = set.name;
      return;
    }
    json["type"] = one ? "Select" : "MultiSelect";
    json["options"] = WriteOptions(set);
    SetFlag(json, "open", set.open);
  }
}

Json WriteField(const Catalog& catalog, const Field& field) {
  Json json;
  json["name"] = field.name;
  if (!field.aliases.empty()) json["aliases"] = field.aliases;
  if (field.label != field.name) json["label"] = field.label;
  WriteType(catalog, field, json);
  SetText(json, "via", field.via);
  SetText(json, "onlyType", field.only_type);
  SetText(json, "mailMergeDefault", field.merge_default.value_or(""));
  SetFlag(json, "mandatory", field.mandatory);
  SetFlag(json, "unique", field.unique);
  SetFlag(json, "readOnly", field.read_only);
  SetFlag(json, "indexed", field.indexed);
  SetFlag(json, "multiline", field.multiline);
  if (field.max_length != 0) json["maxLength"] = field.max_length;
  if (field.type.Is(Kind::Number)) json["scale"] = field.scale;
  json["id"] = field.stable_id;
  return json;
}

Json WriteEntity(const Catalog& catalog, const Entity& entity) {
  Json json;
  json["name"] = entity.name;
  if (!entity.aliases.empty()) json["aliases"] = entity.aliases;
  if (entity.label != entity.name) json["label"] = entity.label;
  SetText(json, "key", entity.key);
  if (entity.type_names) json["types"] = types::WordFor(types::Name(*entity.type_names));
  SetFlag(json, "hosted", entity.hosted);
  SetFlag(json, "pseudo", entity.pseudo);
  json["id"] = entity.stable_id;
  json["fields"] = Json::array();
  for (const FieldId id : entity.fields) json["fields"].push_back(WriteField(catalog, catalog.field(id)));
  return json;
}

Json WriteName(const Catalog& catalog, const Named& named) {
  if (!named.entity.valid() && !named.dynamic && !named.visual && named.part_of.empty()) return named.name;
  Json json;
  json["name"] = named.name;
  if (named.entity.valid()) json["entity"] = catalog.entity(named.entity).name;
  SetFlag(json, "dynamic", named.dynamic);
  SetFlag(json, "visual", named.visual);
  SetText(json, "partOf", named.part_of);
  return json;
}

Json WriteEnums(const Catalog& catalog) {
  Json enums = Json::array();
  for (uint32_t i = 0; i < catalog.option_set_count(); ++i) {
    const OptionSet& set = catalog.options(OptionSetId{i});
    if (set.name.empty()) continue;
    Json json{{"name", set.name}, {"options", WriteOptions(set)}};
    SetFlag(json, "open", set.open);
    enums.push_back(std::move(json));
  }
  return enums;
}

}  // namespace

std::string WriteCatalogJson(const Catalog& catalog) {
  Json json;
  if (!catalog.account_timezone.empty()) json["account"]["timezone"] = catalog.account_timezone;
  if (!catalog.features.empty()) json["account"]["features"] = catalog.features;
  json["enums"] = WriteEnums(catalog);
  json["entities"] = Json::array();
  for (uint32_t i = 0; i < catalog.entity_count(); ++i) {
    json["entities"].push_back(WriteEntity(catalog, catalog.entity(EntityId{i})));
  }
  for (const JsonNames& names : JsonNameLists()) {
    if (!catalog.closed(names.kind)) continue;
    Json& list = json[std::string(names.member)] = Json::array();
    for (const Named& named : catalog.names(names.kind)) list.push_back(WriteName(catalog, named));
  }
  std::vector<std::string> limits;
  for (const auto& [name, value] : catalog.limits) limits.push_back(name);
  std::sort(limits.begin(), limits.end());
  for (const std::string& name : limits) {
    json["limits"][name] = Json::parse(number::Print(catalog.limits.at(name)));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lsq::schema
