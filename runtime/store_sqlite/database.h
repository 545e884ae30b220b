// SPDX-License-Identifier: Apache-2.0
// SQLite with Results instead of codes: prepared statements kept by their text, typed binding and columns.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "compiler/base/result.h"

namespace lsq::store_sqlite {

struct Blob {
  std::string_view bytes;
};

// One execution of a prepared statement; resets it when it goes. Binding counts from 1 in the order of calls.
class Statement {
 public:
  Statement(sqlite3* db, sqlite3_stmt* statement) : db_(db), statement_(statement) {}
  Statement(Statement&& other) noexcept : db_(other.db_), statement_(std::exchange(other.statement_, nullptr)) {}
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& Bind(int64_t value);
  Statement& Bind(std::string_view text);
  Statement& Bind(Blob blob);
  Statement& Bind(std::optional<int64_t> value);
  Statement& BindNull();

  // True while there is a row.
  Result<bool> Step();
  Status Run();  // of statements without rows

  int64_t Int(int column) const { return sqlite3_column_int64(statement_, column); }
  bool IsNull(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::optional<int64_t> OptionalInt(int column) const;
  std::string Text(int column) const;  // text or blob

 private:
  sqlite3* db_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
};

class Database {
 public:
  // Opens or creates the file and takes its exclusive lease.
  static Result<std::unique_ptr<Database>> Open(const std::string& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Result<Statement> Prepare(const std::string& sql);
  Status Run(const std::string& sql);      // one statement, no parameters; kept, for what runs often
  Status Execute(const std::string& sql);  // several statements, no parameters
  int64_t LastInsertId() const { return sqlite3_last_insert_rowid(db_); }
  int Changes() const { return sqlite3_changes(db_); }

 private:
  explicit Database(sqlite3* db) : db_(db) {}
  sqlite3* db_;
  std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

}  // namespace lsq::store_sqlite
