// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/crm.h"

#include "compiler/text/text.h"

namespace lsq::project {

namespace {

using schema::Catalog;
using schema::Entity;
using schema::Field;
using schema::FieldId;

// Relations are stored in the field that holds the other record's id, so they are no column of their own.
bool IsStored(const Field& field) {
  return field.via.empty();
}

store::ColumnKind ColumnKindOf(types::Type type) {
  switch (type.kind) {
    case types::Kind::Number:
      return store::ColumnKind::Number;
    case types::Kind::Date:
      return store::ColumnKind::Date;
    case types::Kind::DateTime:
      return store::ColumnKind::DateTime;
    case types::Kind::Bool:
      return store::ColumnKind::Bool;
    default:
      return store::ColumnKind::Text;
  }
}

run::FieldRule RuleOf(const Field& field) {
  run::FieldRule rule;
  rule.kind = KindOf(field.type);
  rule.max_length = field.max_length;
  rule.mandatory = field.mandatory;
  rule.unique = field.unique;
  rule.indexed = field.indexed;
  rule.multiline = field.multiline;
  rule.read_only = field.read_only;
  return rule;
}

const Entity* FindEntity(const Catalog& catalog, std::string_view name) {
  for (uint32_t i = 0; i < catalog.entity_count(); ++i) {
    const Entity& entity = catalog.entity(schema::EntityId{i});
    if (text::EqualsFolded(entity.name, name)) return &entity;
    for (const std::string& alias : entity.aliases) {
      if (text::EqualsFolded(alias, name)) return &entity;
    }
  }
  return nullptr;
}

}  // namespace

std::string NoEntity(const Catalog& catalog, std::string_view name) {
  std::vector<std::string_view> names;
  for (uint32_t i = 0; i < catalog.entity_count(); ++i) names.push_back(catalog.entity(schema::EntityId{i}).name);
  const auto near = text::Nearest(name, names);
  return "there is no entity " + std::string(name) + (near ? "; did you mean " + std::string(*near) + "?" : "");
}

value::Kind KindOf(types::Type type) {
  switch (type.kind) {
    case types::Kind::Bool:
      return value::Kind::Bool;
    case types::Kind::Number:
      return value::Kind::Number;
    case types::Kind::Text:
    case types::Kind::Option:
      return value::Kind::Text;
    case types::Kind::Date:
      return value::Kind::Date;
    case types::Kind::DateTime:
      return value::Kind::DateTime;
    case types::Kind::Time:
      return value::Kind::Time;
    case types::Kind::Duration:
      return value::Kind::Duration;
    case types::Kind::Options:
    case types::Kind::List:
      return value::Kind::List;
    case types::Kind::Record:
      return value::Kind::Record;
    default:
      return value::Kind::Any;
  }
}

std::string EntityOf(types::Type type, const Catalog& catalog) {
  return type.Is(types::Kind::Record) ? catalog.entity(schema::EntityId{type.arg}).name : "";
}

run::Schema RunSchema(const Catalog& catalog) {
  run::Schema schema;
  for (uint32_t i = 0; i < catalog.entity_count(); ++i) {
    const Entity& entity = catalog.entity(schema::EntityId{i});
    run::EntityRules& rules = schema.entities[entity.name];
    rules.key = entity.key;
    for (const FieldId id : entity.fields) {
      const Field& field = catalog.field(id);
      if (IsStored(field)) rules.fields.emplace(field.name, RuleOf(field));
    }
  }
  for (const auto& [name, limit] : catalog.limits) {
    if (const auto whole = number::ToInt64(limit)) schema.limits.emplace(name, *whole);
  }
  return schema;
}

link::Layout LayoutOf(const Catalog& catalog) {
  link::Layout layout;
  for (uint32_t i = 0; i < catalog.entity_count(); ++i) {
    const Entity& entity = catalog.entity(schema::EntityId{i});
    link::EntityLayout& out = layout.entities.emplace_back(link::EntityLayout{entity.name, entity.stable_id, {}});
    for (const FieldId id : entity.fields) out.fields.push_back({catalog.field(id).name, catalog.field(id).stable_id});
  }
  for (uint32_t i = 0; i < catalog.option_set_count(); ++i) {
    const schema::OptionSet& set = catalog.options(schema::OptionSetId{i});
    link::OptionSetLayout& out = layout.option_sets.emplace_back(link::OptionSetLayout{set.name, {}});
    for (const schema::Option& option : set.options) out.options.push_back({option.value, option.stable_id});
  }
  return layout;
}

std::vector<store::EntityColumns> ColumnsOf(const Catalog& catalog) {
  std::vector<store::EntityColumns> all;
  for (uint32_t i = 0; i < catalog.entity_count(); ++i) {
    const Entity& entity = catalog.entity(schema::EntityId{i});
    store::EntityColumns columns{entity.name, {}};
    for (const FieldId id : entity.fields) {
      const Field& field = catalog.field(id);
      const bool promoted = field.indexed || field.unique;
      if (promoted && IsStored(field)) columns.columns.push_back({field.name, ColumnKindOf(field.type), field.unique});
    }
    if (!columns.columns.empty()) all.push_back(std::move(columns));
  }
  return all;
}

std::optional<import::Target> TargetOf(const Catalog& catalog, std::string_view name) {
  const Entity* entity = FindEntity(catalog, name);
  if (entity == nullptr) return std::nullopt;
  import::Target target{entity->name, entity->key, {}};
  for (const FieldId id : entity->fields) {
    const Field& field = catalog.field(id);
    if (!IsStored(field)) continue;
    const bool required = field.mandatory && !field.read_only;  // what the system sets, no file needs to bring
    target.fields.push_back(
        {field.name, field.label, KindOf(field.type), EntityOf(field.type, catalog), field.max_length, required});
  }
  return target;
}

}  // namespace lsq::project
