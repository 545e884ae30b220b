// SPDX-License-Identifier: Apache-2.0
#include "compiler/schema/json_reader.h"

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "compiler/schema/json_types.h"
#include "compiler/text/text.h"
#include "compiler/time/zone.h"

namespace lsq::schema {

namespace {

using Json = nlohmann::json;
using types::Kind;

constexpr uint32_t kMaxLength = 1u << 20;
constexpr uint32_t kMaxScale = 9;

Error Wrong(const std::string& path, std::string message) {
  return {"schema", (path.empty() ? "" : path + ": ") + std::move(message)};
}

std::string DidYouMean(std::string_view word, const std::vector<std::string_view>& known) {
  const auto near = text::Nearest(word, known);
  return near ? "; did you mean \"" + std::string(*near) + "\"?" : "";
}

// ---- Values ---------------------------------------------------------------------------------------------------------

Status Read(const Json& json, const std::string& path, bool& out) {
  if (!json.is_boolean()) return Wrong(path, "here stands true or false");
  out = json.get<bool>();
  return Ok();
}

Status Read(const Json& json, const std::string& path, std::string& out) {
  if (!json.is_string()) return Wrong(path, "here stands a text");
  out = json.get<std::string>();
  if (text::IsBlank(out)) return Wrong(path, "the text is empty");
  return Ok();
}

Status ReadCount(const Json& json, const std::string& path, uint32_t least, uint32_t most, uint32_t& out) {
  const bool fits = json.is_number_unsigned() && json.get<uint64_t>() >= least && json.get<uint64_t>() <= most;
  if (!fits) {
    return Wrong(path, "here stands a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  out = json.get<uint32_t>();
  return Ok();
}

using Handler = std::function<Status(const Json&, const std::string& path)>;

Status ReadObject(const Json& json, const std::string& path, const std::map<std::string_view, Handler>& members) {
  if (!json.is_object()) return Wrong(path, "here stands an object, { … }");
  for (const auto& [name, value] : json.items()) {
    const auto member = members.find(name);
    const std::string member_path = path.empty() ? name : path + "." + name;
    if (member == members.end()) {
      std::vector<std::string_view> known;
      for (const auto& [key, handler] : members) known.push_back(key);
      return Wrong(member_path, "there is no such member here" + DidYouMean(name, known));
    }
    LSQ_TRY_DO(member->second(value, member_path));
  }
  return Ok();
}

Status ReadArray(const Json& json, const std::string& path, const Handler& element) {
  if (!json.is_array()) return Wrong(path, "here stands a list, [ … ]");
  for (size_t i = 0; i < json.size(); ++i) LSQ_TRY_DO(element(json[i], path + "[" + std::to_string(i) + "]"));
  return Ok();
}

template <typename T>
Handler Into(T& out) {
  return [&out](const Json& json, const std::string& path) { return Read(json, path, out); };
}

Handler Into(std::vector<std::string>& out) {
  return [&out](const Json& json, const std::string& path) {
    return ReadArray(json, path, [&](const Json& element, const std::string& at) -> Status {
      std::string text;
      LSQ_TRY_DO(Read(element, at, text));
      out.push_back(std::move(text));
      return Ok();
    });
  };
}

// ---- What is read before it is understood ---------------------------------------------------------------------------

// A field's members as they stand; absent ones leave a field that is there as it is.
struct FieldText {
  std::string name, label, type, via, only_type, merge_default;
  std::vector<std::string> aliases;
  std::optional<std::vector<Option>> options;
  std::optional<bool> open, mandatory, unique, read_only, indexed, multiline;
  std::optional<uint32_t> max_length, scale, id;
};

Handler Into(std::optional<bool>& out) {
  return [&out](const Json& json, const std::string& path) { return Read(json, path, out.emplace()); };
}

Handler Into(std::optional<uint32_t>& out, uint32_t least, uint32_t most) {
  return [&out, least, most](const Json& json, const std::string& path) {
    return ReadCount(json, path, least, most, out.emplace());
  };
}

// "Web", or { "value": "Web", "id": 3 }.
Status ReadOption(const Json& json, const std::string& path, std::vector<Option>& options) {
  Option option;
  if (json.is_string()) {
    LSQ_TRY_DO(Read(json, path, option.value));
  } else {
    std::optional<uint32_t> id;
    LSQ_TRY_DO(ReadObject(json, path, {{"value", Into(option.value)}, {"id", Into(id, 1, UINT32_MAX)}}));
    if (option.value.empty()) return Wrong(path, "`value` is missing");
    option.stable_id = id.value_or(0);
  }
  if (option.stable_id == 0) option.stable_id = StableId(option.value);
  for (const Option& other : options) {
    if (other.value == option.value) return Wrong(path, "the option \"" + option.value + "\" is there twice");
  }
  options.push_back(std::move(option));
  return Ok();
}

Handler IntoOptions(std::optional<std::vector<Option>>& out) {
  return [&out](const Json& json, const std::string& path) {
    std::vector<Option>& options = out.emplace();
    return ReadArray(json, path, [&](const Json& element, const std::string& at) -> Status {
      return ReadOption(element, at, options);
    });
  };
}

Status ReadFieldText(const Json& json, const std::string& path, FieldText& field) {
  LSQ_TRY_DO(ReadObject(json, path,
                        {{"name", Into(field.name)},
                         {"aliases", Into(field.aliases)},
                         {"label", Into(field.label)},
                         {"type", Into(field.type)},
                         {"via", Into(field.via)},
                         {"onlyType", Into(field.only_type)},
                         {"mailMergeDefault", Into(field.merge_default)},
                         {"options", IntoOptions(field.options)},
                         {"open", Into(field.open)},
                         {"mandatory", Into(field.mandatory)},
                         {"unique", Into(field.unique)},
                         {"readOnly", Into(field.read_only)},
                         {"indexed", Into(field.indexed)},
                         {"multiline", Into(field.multiline)},
                         {"maxLength", Into(field.max_length, 1, kMaxLength)},
                         {"scale", Into(field.scale, 0, kMaxScale)},
                         {"id", Into(field.id, 1, UINT32_MAX)}}));
  if (field.name.empty()) return Wrong(path, "`name` is missing");
  return Ok();
}

// ---- Into the catalogue ---------------------------------------------------------------------------------------------

class CatalogReader {
 public:
  explicit CatalogReader(Catalog& catalog) : catalog_(catalog) {}

  Status Read(const Json& json);

 private:
  Status ReadAccount(const Json& json, const std::string& path);
  Status ReadEnum(const Json& json, const std::string& path);
  Status ReadEntityHead(const Json& json, const std::string& path);
  Status SetTypeNames(EntityId id, const std::string& word, const std::string& path);
  Status ReadEntityFields(const Json& json, const std::string& path);
  Status AddField(EntityId entity, const FieldText& text, const std::string& path);
  Status SetType(const FieldText& text, const std::string& path, Field& field);
  Status AddOptions(const FieldText& text, const std::string& path, bool open, Field& field);
  Status CheckRelation(const Field& field, const std::string& path) const;
  Status CheckStableIds() const;
  Status ReadName(NameKind kind, const Json& json, const std::string& path);
  Status ReadLimits(const Json& json, const std::string& path);
  Status Unknown(const std::string& path, std::string_view word) const;

  Catalog& catalog_;
  std::unordered_set<uint32_t> fields_read_;
};

Status CatalogReader::Unknown(const std::string& path, std::string_view word) const {
  std::vector<std::string_view> known;
  for (const JsonType& type : JsonTypes()) known.push_back(type.word);
  for (uint32_t i = 0; i < catalog_.entity_count(); ++i) known.push_back(catalog_.entity(EntityId{i}).name);
  return Wrong(path, "there is no type \"" + std::string(word) + "\"" + DidYouMean(word, known));
}

Status CatalogReader::AddOptions(const FieldText& text, const std::string& path, bool open, Field& field) {
  const bool options = field.type.Is(Kind::Option) || field.type.Is(Kind::Options);
  if (!options) {
    if (!text.options && !text.open) return Ok();
    return Wrong(path, "only a dropdown or a multi-select has options");
  }
  if (text.options) {
    OptionSet set{{}, *text.options, text.open.value_or(open), {}};
    field.type.arg = catalog_.AddOptionSet(std::move(set)).index;
  } else if (field.type.arg == UINT32_MAX) {
    return Wrong(path, "`options` is missing");
  } else if (text.open) {
    catalog_.options(OptionSetId{field.type.arg}).open = *text.open;
  }
  return Ok();
}

Status CatalogReader::SetType(const FieldText& text, const std::string& path, Field& field) {
  bool open = false;
  if (text.type.empty()) {
    if (field.type.IsError()) return Wrong(path, "`type` is missing");
  } else if (const JsonType* type = FindJsonType(text.type)) {
    const bool same_kind = field.type.kind == type->type.kind;
    const uint32_t options = same_kind ? field.type.arg : UINT32_MAX;
    field.type = type->type;
    field.multiline = type->multiline;
    open = type->open;
    if (field.type.Is(Kind::Option) || field.type.Is(Kind::Options)) field.type.arg = options;
    if (field.type.Is(Kind::Number) && !same_kind) field.scale = kMaxScale;
  } else if (const auto set = catalog_.FindOptionSet(text.type)) {
    field.type = types::Option(*set);
  } else if (const auto entity = catalog_.FindEntity(text.type == "ActiveUsers" ? "User" : text.type)) {
    field.type = types::Record(*entity);
  } else {
    return Unknown(path + ".type", text.type);
  }
  return AddOptions(text, path, open, field);
}

Status CatalogReader::CheckRelation(const Field& field, const std::string& path) const {
  if (field.via.empty()) return Ok();
  if (!field.type.Is(Kind::Record)) return Wrong(path + ".via", "only a field that is another record has it");
  const auto via = catalog_.FindField(field.entity, field.via);
  if (via && !catalog_.field(*via).type.Is(Kind::Record)) return Ok();
  std::vector<std::string_view> known;
  for (const FieldId id : catalog_.entity(field.entity).fields) known.push_back(catalog_.field(id).name);
  return Wrong(path + ".via", "no field \"" + field.via + "\" holds an id" + DidYouMean(field.via, known));
}

Status CatalogReader::AddField(EntityId entity, const FieldText& text, const std::string& path) {
  Field field;
  const std::optional<FieldId> named = catalog_.FindField(entity, text.name, text.only_type);
  const bool known = named && catalog_.field(*named).only_type == text.only_type;
  const FieldId before = known ? *named : FieldId{};
  if (known) {
    field = catalog_.field(before);
    field.type = field.type.Required();
  }
  if (known && fields_read_.contains(before.index))
    return Wrong(path, "the field \"" + text.name + "\" is there twice");
  field.entity = entity;
  if (!known) field.name = field.label = text.name;
  LSQ_TRY_DO(SetType(text, path, field));
  if (!text.label.empty()) field.label = text.label;
  if (!text.via.empty()) field.via = text.via;
  if (!text.only_type.empty()) field.only_type = text.only_type;
  if (!text.merge_default.empty()) field.merge_default = text.merge_default;
  field.mandatory = text.mandatory.value_or(field.mandatory);
  field.unique = text.unique.value_or(field.unique);
  field.read_only = text.read_only.value_or(field.read_only);
  field.indexed = text.indexed.value_or(field.indexed);
  field.multiline = text.multiline.value_or(field.multiline);
  field.max_length = text.max_length.value_or(field.max_length);
  field.scale = static_cast<uint8_t>(text.scale.value_or(field.scale));
  if (field.type.Is(Kind::Number)) field.type.arg = field.scale;
  if (!field.mandatory) field.type = field.type.Optional();
  field.stable_id = text.id.value_or(StableFieldId(catalog_.entity(entity), field, field.name));
  const FieldId id = known ? before : catalog_.AddField(field);
  if (known) catalog_.field(id) = field;
  for (const std::string& alias : text.aliases) {
    const auto other = catalog_.FindField(entity, alias);
    if (other && *other != id) return Wrong(path + ".aliases", "the field \"" + alias + "\" is there twice");
    if (!other) catalog_.AddFieldAlias(id, alias);
  }
  fields_read_.insert(id.index);
  return CheckRelation(field, path);
}

Status CatalogReader::SetTypeNames(EntityId id, const std::string& word, const std::string& path) {
  const auto type = types::FindNamedType(word);
  if (!type || !type->Is(Kind::Name)) return Wrong(path, "here stands AccountType, ActivityType …");
  catalog_.entity(id).type_names = static_cast<NameKind>(type->arg);
  return Ok();
}

Status CatalogReader::ReadEntityHead(const Json& json, const std::string& path) {
  std::string name, label, key, types;
  std::vector<std::string> aliases;
  std::optional<bool> hosted, pseudo;
  std::optional<uint32_t> id;
  const Handler skip = [](const Json&, const std::string&) { return Ok(); };
  LSQ_TRY_DO(ReadObject(json, path,
                        {{"name", Into(name)},
                         {"aliases", Into(aliases)},
                         {"label", Into(label)},
                         {"key", Into(key)},
                         {"types", Into(types)},
                         {"hosted", Into(hosted)},
                         {"pseudo", Into(pseudo)},
                         {"id", Into(id, 1, UINT32_MAX)},
                         {"fields", skip}}));
  if (name.empty()) return Wrong(path, "`name` is missing");
  auto found = catalog_.FindEntity(name);
  if (!found) {
    Entity entity;
    entity.name = entity.label = name;
    entity.stable_id = StableId(name);
    found = catalog_.AddEntity(std::move(entity));
  }
  for (const std::string& alias : aliases) {
    const auto other = catalog_.FindEntity(alias);
    if (other && *other != *found) return Wrong(path + ".aliases", "the entity \"" + alias + "\" is there twice");
    if (!other) catalog_.AddAlias(*found, alias);
  }
  Entity& entity = catalog_.entity(*found);
  if (!label.empty()) entity.label = label;
  if (!key.empty()) entity.key = key;
  entity.hosted = hosted.value_or(entity.hosted);
  entity.pseudo = pseudo.value_or(entity.pseudo);
  entity.stable_id = id.value_or(entity.stable_id);
  return types.empty() ? Ok() : SetTypeNames(*found, types, path + ".types");
}

Status CatalogReader::ReadEntityFields(const Json& json, const std::string& path) {
  if (!json.contains("fields")) return Ok();
  const EntityId entity = *catalog_.FindEntity(json["name"].get<std::string>());
  // Relations come last, because they lead through fields that may stand further down.
  std::vector<std::pair<FieldText, std::string>> relations;
  LSQ_TRY_DO(ReadArray(json["fields"], path + ".fields", [&](const Json& element, const std::string& at) -> Status {
    FieldText text;
    LSQ_TRY_DO(ReadFieldText(element, at, text));
    if (text.via.empty()) return AddField(entity, text, at);
    relations.emplace_back(std::move(text), at);
    return Ok();
  }));
  for (const auto& [text, at] : relations) LSQ_TRY_DO(AddField(entity, text, at));
  return Ok();
}

Status CatalogReader::ReadEnum(const Json& json, const std::string& path) {
  std::string name;
  std::optional<std::vector<Option>> options;
  bool open = false;
  LSQ_TRY_DO(ReadObject(json, path, {{"name", Into(name)}, {"options", IntoOptions(options)}, {"open", Into(open)}}));
  if (name.empty()) return Wrong(path, "`name` is missing");
  const auto before = catalog_.FindOptionSet(name);
  if (!before) {
    catalog_.AddOptionSet({name, options.value_or(std::vector<Option>{}), open, {}});
    return Ok();
  }
  if (options) catalog_.options(*before).options = *options;
  catalog_.options(*before).open = open;
  return Ok();
}

// "West", or { "name": "Fresh", "entity": "Lead", "dynamic": true, "partOf": "India" }.
Status CatalogReader::ReadName(NameKind kind, const Json& json, const std::string& path) {
  Named named;
  std::string entity;
  if (json.is_string()) {
    LSQ_TRY_DO(schema::Read(json, path, named.name));
  } else {
    LSQ_TRY_DO(ReadObject(json, path,
                          {{"name", Into(named.name)},
                           {"entity", Into(entity)},
                           {"dynamic", Into(named.dynamic)},
                           {"visual", Into(named.visual)},
                           {"partOf", Into(named.part_of)}}));
    if (named.name.empty()) return Wrong(path, "`name` is missing");
  }
  if (!entity.empty()) {
    const auto id = catalog_.FindEntity(entity);
    if (!id) return Wrong(path + ".entity", "there is no entity \"" + entity + "\"");
    named.entity = *id;
  }
  if (catalog_.FindName(kind, named.name) != nullptr) return Wrong(path, "\"" + named.name + "\" is there twice");
  for (uint32_t i = 0; i < catalog_.entity_count(); ++i) {
    Entity& typed = catalog_.entity(EntityId{i});
    if (typed.type_names == kind) typed.record_types.push_back(named.name);
  }
  catalog_.AddName(kind, std::move(named));
  return Ok();
}

Status CatalogReader::ReadLimits(const Json& json, const std::string& path) {
  if (!json.is_object()) return Wrong(path, "here stands an object, { \"schedule.daily\": 25000 }");
  for (const auto& [name, value] : json.items()) {
    const number::Parsed parsed = number::Parse(value.is_number() ? value.dump() : "");
    if (!parsed.ok() || parsed.value < number::kZero) return Wrong(path + "." + name, "here stands a number from 0 on");
    catalog_.limits[name] = parsed.value;
  }
  return Ok();
}

Status CatalogReader::ReadAccount(const Json& json, const std::string& path) {
  std::string zone;
  LSQ_TRY_DO(ReadObject(json, path, {{"timezone", Into(zone)}, {"features", Into(catalog_.features)}}));
  if (zone.empty()) return Ok();
  const time::TzData zones = time::BuiltinTzData();
  if (!zones.Find(zone).ok()) {
    return Wrong(path + ".timezone", "there is no time zone \"" + zone + "\"" + DidYouMean(zone, zones.ZoneNames()));
  }
  catalog_.account_timezone = zone;
  return Ok();
}

Status CatalogReader::CheckStableIds() const {
  std::map<uint32_t, FieldId> taken;
  for (uint32_t i = 0; i < catalog_.field_count(); ++i) {
    const Field& field = catalog_.field(FieldId{i});
    const auto [other, added] = taken.emplace(field.stable_id, FieldId{i});
    if (added) continue;
    const Field& first = catalog_.field(other->second);
    return Wrong("entities", "the fields " + catalog_.entity(first.entity).name + "." + first.name + " and " +
                                 catalog_.entity(field.entity).name + "." + field.name + " have the same id " +
                                 std::to_string(field.stable_id));
  }
  return Ok();
}

Status CatalogReader::Read(const Json& json) {
  const Json none = Json::array();
  std::map<std::string_view, Handler> members;
  // Members are read in an order of their own, whichever the text has: what others speak of comes first.
  const Handler later = [](const Json&, const std::string&) { return Ok(); };
  for (const std::string_view name : {"account", "enums", "entities", "limits"}) members.emplace(name, later);
  for (const JsonNames& names : JsonNameLists()) members.emplace(names.member, later);
  LSQ_TRY_DO(ReadObject(json, "", members));
  const auto each = [&](const char* name, auto read) -> Status {
    return ReadArray(json.contains(name) ? json[name] : none, name,
                     [&](const Json& element, const std::string& path) { return (this->*read)(element, path); });
  };
  if (json.contains("account")) LSQ_TRY_DO(ReadAccount(json["account"], "account"));
  LSQ_TRY_DO(each("enums", &CatalogReader::ReadEnum));
  LSQ_TRY_DO(each("entities", &CatalogReader::ReadEntityHead));
  for (const JsonNames& names : JsonNameLists()) {
    const std::string member(names.member);
    if (!json.contains(member)) continue;
    catalog_.CloseNames(names.kind);
    LSQ_TRY_DO(ReadArray(json[member], member, [&](const Json& element, const std::string& path) {
      return ReadName(names.kind, element, path);
    }));
  }
  LSQ_TRY_DO(each("entities", &CatalogReader::ReadEntityFields));
  if (json.contains("limits")) LSQ_TRY_DO(ReadLimits(json["limits"], "limits"));
  return CheckStableIds();
}

// "line 3, column 7", 1-based, columns in bytes.
std::string PlaceOf(std::string_view text, size_t byte) {
  const std::string_view before = text.substr(0, byte == 0 ? 0 : byte - 1);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return "line " + std::to_string(lines + 1) + ", column " + std::to_string(before.size() - line_start + 1);
}

}  // namespace

Status ReadCatalogJson(std::string_view text, Catalog& base) {
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::parse_error& error) {
    return Wrong(PlaceOf(text, error.byte), "this is not JSON");
  } catch (const Json::out_of_range&) {  // a number such as 1e400; the library does not say where
    return Wrong("", "a number has too many digits");
  }
  Catalog catalog = base;
  LSQ_TRY_DO(CatalogReader(catalog).Read(json));
  base = std::move(catalog);
  return Ok();
}

}  // namespace lsq::schema
