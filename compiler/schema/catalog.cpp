// SPDX-License-Identifier: Apache-2.0
#include "compiler/schema/catalog.h"

#include "compiler/text/text.h"

namespace lsq::schema {

namespace {

constexpr size_t kOptionsShown = 3;

std::string FieldKey(EntityId entity, std::string_view name, std::string_view record_type = {}) {
  std::string key = std::to_string(entity.index) + "." + std::string(name);
  return record_type.empty() ? key : key + "@" + text::Fold(record_type);
}

// `"Web", "Ads", …`, or the set's own name.
std::string OptionSetName(const OptionSet& set, std::string_view quantity) {
  if (!set.name.empty()) return quantity == "one" ? set.name : std::string(quantity) + " of " + set.name;
  std::string name = std::string(quantity) + " of ";
  for (size_t i = 0; i < set.options.size() && i < kOptionsShown; ++i) {
    name += (i == 0 ? "\"" : ", \"") + set.options[i].value + "\"";
  }
  return set.options.size() > kOptionsShown ? name + ", …" : name;
}

std::string_view StorageWord(types::Kind kind) {
  switch (kind) {
    case types::Kind::Option:
      return "Option";
    case types::Kind::Options:
      return "Options";
    case types::Kind::Record:
      return "Record";
    default:
      return types::WordFor(Type{kind});
  }
}

}  // namespace

uint32_t StableId(std::string_view text) {
  uint32_t hash = 2'166'136'261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619u;
  return hash;
}

uint32_t StableFieldId(const Entity& entity, const Field& field, std::string_view name) {
  std::string key = entity.name + ".";
  if (!field.only_type.empty()) key += field.only_type + ".";
  return StableId(key.append(name).append(":").append(StorageWord(field.type.kind)));
}

EntityId Catalog::AddEntity(Entity entity) {
  LSQ_CHECK(!entity_by_name_.contains(entity.name), "an entity of this name exists");
  const std::string name = entity.name;
  const std::vector<std::string> aliases = entity.aliases;
  const EntityId id = entities_.Add(std::move(entity));
  entity_by_name_.emplace(name, id);
  for (const std::string& alias : aliases) entity_by_name_.emplace(alias, id);
  return id;
}

void Catalog::AddAlias(EntityId entity, std::string alias) {
  LSQ_CHECK(!entity_by_name_.contains(alias), "an entity of this name exists");
  entity_by_name_.emplace(alias, entity);
  entities_[entity].aliases.push_back(std::move(alias));
}

FieldId Catalog::AddField(Field field) {
  const EntityId entity = field.entity;
  const std::string name = field.name;
  const std::string record_type = field.only_type;
  const FieldId id = fields_.Add(std::move(field));
  const bool added = field_by_name_.emplace(FieldKey(entity, name, record_type), id).second;
  LSQ_CHECK(added, "the entity has a field of this name");
  if (!record_type.empty()) field_by_name_.emplace(FieldKey(entity, name), id);
  entities_[entity].fields.push_back(id);
  return id;
}

void Catalog::AddFieldAlias(FieldId field, const std::string& alias) {
  const bool added = field_by_name_.emplace(FieldKey(fields_[field].entity, alias), field).second;
  LSQ_CHECK(added, "the entity has a field of this name");
  fields_[field].aliases.push_back(alias);
}

OptionSetId Catalog::AddOptionSet(OptionSet set) {
  const OptionSetId id = option_sets_.Add(std::move(set));
  const std::string& name = option_sets_[id].name;
  if (!name.empty()) option_set_by_name_.emplace(name, id);
  return id;
}

void Catalog::AddName(NameKind kind, Named named, Listing listing) {
  Names& names = names_of(kind);
  if (listing == Listing::Schema) names.closed = true;
  names.by_fold.emplace(text::Fold(named.name), names.list.size());
  names.list.push_back(std::move(named));
}

const Named* Catalog::FindName(NameKind kind, std::string_view name) const {
  const Names& names = names_[static_cast<size_t>(kind)];
  const auto found = names.by_fold.find(text::Fold(name));
  return found == names.by_fold.end() ? nullptr : &names.list[found->second];
}

std::optional<EntityId> Catalog::FindEntity(std::string_view name) const {
  const auto found = entity_by_name_.find(std::string(name));
  if (found == entity_by_name_.end()) return std::nullopt;
  return found->second;
}

std::optional<FieldId> Catalog::FindField(EntityId entity, std::string_view name, std::string_view record_type) const {
  auto found = field_by_name_.find(FieldKey(entity, name, record_type));
  if (found == field_by_name_.end() && !record_type.empty()) {
    found = field_by_name_.find(FieldKey(entity, name));
    const bool other_type = found != field_by_name_.end() && !fields_[found->second].only_type.empty();
    if (other_type) return std::nullopt;
  }
  if (found == field_by_name_.end()) return std::nullopt;
  return found->second;
}

std::optional<OptionSetId> Catalog::FindOptionSet(std::string_view name) const {
  const auto found = option_set_by_name_.find(std::string(name));
  if (found == option_set_by_name_.end()) return std::nullopt;
  return found->second;
}

std::optional<uint32_t> Catalog::FindOption(OptionSetId set, std::string_view value) const {
  const std::vector<Option>& options = option_sets_[set].options;
  for (uint32_t i = 0; i < options.size(); ++i) {
    if (text::EqualsFolded(options[i].value, value)) return i;
  }
  return std::nullopt;
}

std::string Catalog::TypeName(Type type) const {
  if (type.optional && !type.Is(types::Kind::Empty)) return TypeName(type.Required()) + " or empty";
  switch (type.kind) {
    case types::Kind::Error:
      return "unknown";
    case types::Kind::Empty:
      return "empty";
    case types::Kind::Option:
      return OptionSetName(option_sets_[OptionSetId{type.arg}], "one");
    case types::Kind::Options:
      return OptionSetName(option_sets_[OptionSetId{type.arg}], "several");
    case types::Kind::Record:
      return entities_[EntityId{type.arg}].name;
    case types::Kind::List:
      return "list of " + TypeName(type_store_.Element(type));
    case types::Kind::Shape: {
      std::string name = "{ ";
      for (const types::ShapeMember& member : type_store_.Members(type)) {
        if (name.size() > 2) name += ", ";
        name += member.name + ": " + TypeName(member.type);
      }
      return name + " }";
    }
    default:
      return std::string(types::WordFor(type));
  }
}

}  // namespace lsq::schema
