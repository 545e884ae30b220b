// SPDX-License-Identifier: Apache-2.0
#include "runtime/store_sqlite/database.h"

#include <utility>

namespace lsq::store_sqlite {

namespace {

Error ErrorOf(sqlite3* db, const std::string& doing) {
  const int code = sqlite3_errcode(db) & 0xFF;
  const std::string why = sqlite3_errmsg(db);
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
    return {"in_use", "the store is in use by another process; stop it first, or give this one another file"};
  }
  if (code == SQLITE_NOTADB) return {"not_a_store", "the file is not a store of lsq"};
  if (code == SQLITE_FULL) return {"disk_full", "the disk is full; make room for the store and start again"};
  if (code == SQLITE_READONLY || code == SQLITE_PERM) return {"io", "the store may not be written: " + why};
  if (code == SQLITE_CORRUPT) return {"corrupt", "the store is damaged: " + why};
  return {"io", doing + ": " + why};
}

}  // namespace

Statement::~Statement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Statement& Statement::Bind(int64_t value) {
  sqlite3_bind_int64(statement_, ++bound_, value);
  return *this;
}
Statement& Statement::Bind(std::string_view text) {
  // A null pointer would bind NULL where an empty text is meant. The caller's text outlives the statement's execution.
  sqlite3_bind_text(statement_, ++bound_, text.data() != nullptr ? text.data() : "", static_cast<int>(text.size()),
                    SQLITE_STATIC);
  return *this;
}
Statement& Statement::Bind(Blob blob) {
  sqlite3_bind_blob(statement_, ++bound_, blob.bytes.data() != nullptr ? blob.bytes.data() : "",
                    static_cast<int>(blob.bytes.size()), SQLITE_TRANSIENT);
  return *this;
}
Statement& Statement::Bind(std::optional<int64_t> value) {
  return value ? Bind(*value) : BindNull();
}
Statement& Statement::BindNull() {
  sqlite3_bind_null(statement_, ++bound_);
  return *this;
}

Result<bool> Statement::Step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return ErrorOf(db_, "running a statement");
}

Status Statement::Run() {
  LSQ_TRY_DO(Step());
  return Ok();
}

std::optional<int64_t> Statement::OptionalInt(int column) const {
  return IsNull(column) ? std::nullopt : std::optional<int64_t>(Int(column));
}

std::string Statement::Text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return bytes == nullptr ? "" : std::string(bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column)));
}

Result<std::unique_ptr<Database>> Database::Open(const std::string& path) {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<Database> database(new Database(raw));
  if (code != SQLITE_OK) return ErrorOf(raw, "opening " + path);
  // EXCLUSIVE before WAL keeps the index of the WAL in this process and the lock until it ends; the empty write takes
  // it now.
  LSQ_TRY_DO(
      database->Execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                        "PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY; BEGIN EXCLUSIVE; COMMIT;"));
  return database;
}

Database::~Database() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(db_);
}

Result<Statement> Database::Prepare(const std::string& sql) {
  sqlite3_stmt*& statement = statements_[sql];
  if (statement == nullptr &&
      sqlite3_prepare_v3(db_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
    return ErrorOf(db_, "preparing " + sql);
  }
  return Statement(db_, statement);
}

Status Database::Run(const std::string& sql) {
  LSQ_TRY(Statement statement, Prepare(sql));
  return statement.Run();
}

Status Database::Execute(const std::string& sql) {
  if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return ErrorOf(db_, "executing");
  return Ok();
}

}  // namespace lsq::store_sqlite
