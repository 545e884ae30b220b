// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "runtime/store/codec.h"
#include "runtime/store_sqlite/session.h"

namespace lsq::store_sqlite {

Status SqliteStore::EnsureTable(const std::string& entity) {
  if (promoted_.contains(entity)) return Ok();
  const std::string table = RecordTable(entity);
  LSQ_TRY_DO(db_->Execute("CREATE TABLE IF NOT EXISTS " + table +
                          "(tenant TEXT, id TEXT, version INTEGER, created INTEGER, merged_into TEXT, body BLOB, "
                          "PRIMARY KEY(tenant, id)) WITHOUT ROWID;"
                          "CREATE INDEX IF NOT EXISTS " +
                          Quoted("created_" + entity) + " ON " + table + "(tenant, created, id)"));
  LSQ_TRY(Statement row, db_->Prepare("INSERT OR IGNORE INTO promoted VALUES(?, ?, '', 0, 0)"));
  LSQ_TRY_DO(row.Bind(tenant_).Bind(entity).Run());
  promoted_[entity];
  return Ok();
}

Status SqliteStore::Declare(const std::vector<EntityColumns>& columns) {
  LSQ_TRY_DO(Sync());
  LSQ_TRY_DO(Begin());
  const auto all = [&]() -> Status {
    for (const EntityColumns& entity : columns) {
      LSQ_TRY_DO(EnsureTable(entity.entity));
      bool added = false;
      for (const Column& column : entity.columns) {
        const auto known = promoted_[entity.entity].find(column.field);
        if (known != promoted_[entity.entity].end() && known->second == column) continue;
        LSQ_TRY_DO(Promote(entity.entity, column));
        added = true;
      }
      if (added) LSQ_TRY_DO(BackFill(entity.entity));
    }
    return Ok();
  };
  Status declared = all();
  LSQ_TRY_DO(End(declared.ok()));
  return declared;
}

Status SqliteStore::Promote(const std::string& entity, const Column& column) {
  const bool known = promoted_[entity].contains(column.field);
  const std::string table = RecordTable(entity);
  if (!known) LSQ_TRY_DO(db_->Execute("ALTER TABLE " + table + " ADD COLUMN " + KeyColumn(column.field) + " BLOB"));
  LSQ_TRY_DO(db_->Execute("CREATE INDEX IF NOT EXISTS " + Quoted("by_" + entity + "_" + column.field) + " ON " + table +
                          "(tenant, " + KeyColumn(column.field) + ", created, id) WHERE " + KeyColumn(column.field) +
                          " IS NOT NULL"));
  LSQ_TRY(Statement row, db_->Prepare("INSERT OR REPLACE INTO promoted VALUES(?, ?, ?, ?, ?)"));
  row.Bind(tenant_)
      .Bind(entity)
      .Bind(column.field)
      .Bind(static_cast<int64_t>(column.kind))
      .Bind(int64_t{column.unique});
  LSQ_TRY_DO(row.Run());
  promoted_[entity][column.field] = column;
  return Ok();
}

// Computes every promoted key of an entity again, and sees that unique ones are.
Status SqliteStore::BackFill(const std::string& entity) {
  std::vector<RecordKey> keys;
  LSQ_TRY_DO(Scan(entity, {}, [&](const Record& record) { return keys.push_back(record.key), true; }));
  for (const RecordKey& key : keys) {
    LSQ_TRY(const std::optional<Record> record, LoadRecord(key));
    LSQ_TRY_DO(SaveRecord(*record));
  }
  for (const auto& [field, column] : promoted_[entity]) {
    if (!column.unique) continue;
    LSQ_TRY(Statement twice, db_->Prepare("SELECT min(id), max(id) FROM " + RecordTable(entity) +
                                          " WHERE tenant = ? AND " + KeyColumn(field) + " IS NOT NULL GROUP BY " +
                                          KeyColumn(field) + " HAVING count(*) > 1 LIMIT 1"));
    LSQ_TRY(const bool found, twice.Bind(tenant_).Step());
    if (found) {
      return Error{"not_unique", entity + "." + field + " cannot be unique: " + twice.Text(0) + " and " +
                                     twice.Text(1) + " have the same value"};
    }
  }
  return Ok();
}

Result<std::optional<Record>> SqliteStore::LoadRecord(const RecordKey& key) {
  if (!promoted_.contains(key.entity)) return std::optional<Record>();
  LSQ_TRY(Statement row, db_->Prepare("SELECT version, merged_into, body FROM " + RecordTable(key.entity) +
                                      " WHERE tenant = ? AND id = ?"));
  LSQ_TRY(const bool found, row.Bind(tenant_).Bind(key.id).Step());
  if (!found) return std::optional<Record>();
  LSQ_TRY(value::Fields fields, DecodeFields(row.Text(2)));
  return std::optional(Record{key, static_cast<uint64_t>(row.Int(0)), std::move(fields), row.Text(1)});
}

Status SqliteStore::SaveRecord(const Record& record) {
  LSQ_TRY_DO(EnsureTable(record.key.entity));
  const Promoted& columns = promoted_[record.key.entity];
  std::string sql =
      "INSERT OR REPLACE INTO " + RecordTable(record.key.entity) + "(tenant, id, version, created, merged_into, body";
  for (const auto& [field, column] : columns) sql += ", " + KeyColumn(field);
  sql += ") VALUES(?, ?, ?, ?, ?, ?";
  for (size_t i = 0; i < columns.size(); ++i) sql += ", ?";
  LSQ_TRY(Statement row, db_->Prepare(sql + ")"));
  row.Bind(tenant_).Bind(record.key.id).Bind(static_cast<int64_t>(record.version)).Bind(CreatedKey(record));
  row.Bind(record.merged_into).Bind(Blob{EncodeFields(record.fields)});
  for (const auto& [field, column] : columns) {
    const std::string key = ColumnKey(record.Get(field));
    key.empty() ? row.BindNull() : row.Bind(Blob{key});
  }
  return row.Run();
}

Status SqliteStore::EraseRecord(const RecordKey& key) {
  if (!promoted_.contains(key.entity)) return Ok();
  LSQ_TRY(Statement row, db_->Prepare("DELETE FROM " + RecordTable(key.entity) + " WHERE tenant = ? AND id = ?"));
  return row.Bind(tenant_).Bind(key.id).Run();
}

Status SqliteStore::Scan(const std::string& entity, const std::vector<Equals>& indexed,
                         const std::function<bool(const Record&)>& visit) {
  if (!promoted_.contains(entity)) return Ok();
  const Promoted& columns = promoted_[entity];
  std::string sql = "SELECT id, version, body FROM " + RecordTable(entity) + " WHERE tenant = ? AND merged_into = ''";
  std::vector<std::string> keys;
  for (const Equals& equal : indexed) {
    if (!columns.contains(equal.field)) continue;
    sql += " AND " + KeyColumn(equal.field) + " = ?";
    keys.push_back(ColumnKey(equal.value));
  }
  LSQ_TRY(Statement rows, db_->Prepare(sql + " ORDER BY created, id"));
  rows.Bind(tenant_);
  for (const std::string& key : keys) rows.Bind(Blob{key});
  while (true) {
    LSQ_TRY(const bool more, rows.Step());
    if (!more) return Ok();
    LSQ_TRY(value::Fields fields, DecodeFields(rows.Text(2)));
    if (!visit({{entity, rows.Text(0)}, static_cast<uint64_t>(rows.Int(1)), std::move(fields), ""})) return Ok();
  }
}

Result<uint64_t> SqliteStore::Count(const std::string& entity) {
  if (!promoted_.contains(entity)) return uint64_t{0};
  LSQ_TRY(Statement row,
          db_->Prepare("SELECT count(*) FROM " + RecordTable(entity) + " WHERE tenant = ? AND merged_into = ''"));
  LSQ_TRY_DO(row.Bind(tenant_).Step());
  return static_cast<uint64_t>(row.Int(0));
}

Result<std::vector<std::string>> SqliteStore::UniqueFields(const std::string& entity) {
  std::vector<std::string> fields;
  if (const auto found = promoted_.find(entity); found != promoted_.end()) {
    for (const auto& [field, column] : found->second) {
      if (column.unique) fields.push_back(field);
    }
  }
  return fields;
}

Result<std::optional<std::string>> SqliteStore::FindUnique(const std::string& entity, const std::string& field,
                                                           const Value& value) {
  return TextOf(
      "SELECT id FROM " + RecordTable(entity) + " WHERE tenant = ? AND " + KeyColumn(field) + " = CAST(? AS BLOB)",
      ColumnKey(value));
}

Result<uint64_t> SqliteStore::NextVersion() {
  LSQ_TRY(Statement row, db_->Prepare("INSERT INTO counter VALUES(?, 'version', 1) ON CONFLICT DO UPDATE "
                                      "SET value = value + 1 RETURNING value"));
  LSQ_TRY_DO(row.Bind(tenant_).Step());
  return static_cast<uint64_t>(row.Int(0));
}

}  // namespace lsq::store_sqlite
