// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/crm.h"
#include "runtime/project/eval_context.h"

namespace lsq::project {

namespace {

using value::Json;

// Puts one member of a record's JSON where the schema says it belongs.
Status ReadField(const schema::Catalog& catalog, const schema::Entity& entity, schema::EntityId id,
                 const std::pair<std::string, Json>& member, value::Record& record) {
  const auto found = catalog.FindField(id, member.first);
  if (!found) return Error{"eval_record", entity.name + " has no field " + member.first};
  const schema::Field& field = catalog.field(*found);
  Result<value::Value> value = value::ReadJson(member.second, KindOf(field.type), EntityOf(field.type, catalog));
  if (!value.ok()) return Error{value.error().code, entity.name + "." + member.first + ": " + value.error().message};
  const auto* text = value->As<std::string>();
  if (field.name == entity.key && text != nullptr) record.key.id = *text;
  if (!value->missing()) record.fields.insert_or_assign(field.name, *std::move(value));
  return Ok();
}

}  // namespace

Result<EvalRecords> EvalRecords::Read(const schema::Catalog& catalog, const Json::Object& records,
                                      const std::vector<schema::EntityId>& entities) {
  EvalRecords read;
  for (size_t i = 0; i < entities.size(); ++i) {
    const schema::Entity& entity = catalog.entity(entities[i]);
    const auto* members = records[i].second.As<Json::Object>();
    if (members == nullptr) return Error{"eval_record", records[i].first + " is not an object of fields"};
    auto record = std::make_unique<value::Record>();
    record->key = {entity.name, records[i].first};
    record->version = 1;
    for (const auto& member : *members) LSQ_TRY_DO(ReadField(catalog, entity, entities[i], member, *record));
    read.records_.push_back(std::move(record));
  }
  read.Relate(catalog, entities);
  return read;
}

void EvalRecords::Relate(const schema::Catalog& catalog, const std::vector<schema::EntityId>& entities) {
  if (entities.size() < 2) return;
  for (size_t i = 0; i < entities.size(); ++i) {
    value::Record& from = *records_[i];
    for (const schema::FieldId id : catalog.entity(entities[i]).fields) {
      const schema::Field& field = catalog.field(id);
      if (field.via.empty()) continue;
      const value::Record* to = Of(EntityOf(field.type, catalog));
      if (to != nullptr && to != &from && from.Get(field.via).missing()) {
        from.fields.insert_or_assign(field.via, value::Value::Text(to->key.id));
      }
    }
  }
}

const value::Record* EvalRecords::Of(std::string_view entity) const {
  for (const auto& record : records_) {
    if (record->key.entity == entity) return record.get();
  }
  return nullptr;
}

Result<const value::Record*> EvalRecords::Read(const value::RecordKey& key, const value::ReadContext&) {
  const value::Record* record = Of(key.entity);
  return record != nullptr && record->key.id == key.id ? record : nullptr;
}

}  // namespace lsq::project
