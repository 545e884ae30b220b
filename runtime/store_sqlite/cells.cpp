// SPDX-License-Identifier: Apache-2.0
#include "runtime/store_sqlite/session.h"

namespace lsq::store_sqlite {

// The first column of the one row that has this tenant and key.
Result<std::optional<std::string>> SqliteStore::TextOf(const std::string& sql, const std::string& key) {
  LSQ_TRY(Statement row, db_->Prepare(sql));
  LSQ_TRY(const bool found, row.Bind(tenant_).Bind(key).Step());
  return found ? std::optional(row.Text(0)) : std::nullopt;
}

Result<int64_t> SqliteStore::ReadCell(const std::string& cell) {
  LSQ_TRY(Statement row, db_->Prepare("SELECT value FROM cell WHERE tenant = ? AND name = ?"));
  LSQ_TRY(const bool found, row.Bind(tenant_).Bind(cell).Step());
  return found ? row.Int(0) : 0;
}

Status SqliteStore::SaveCell(const std::string& cell, int64_t value) {
  LSQ_TRY(Statement row, db_->Prepare("INSERT OR REPLACE INTO cell VALUES(?, ?, ?)"));
  return row.Bind(tenant_).Bind(cell).Bind(value).Run();
}

Result<std::optional<std::optional<Instant>>> SqliteStore::LoadMark(const std::string& key) {
  using Expiry = std::optional<Instant>;
  LSQ_TRY(Statement row, db_->Prepare("SELECT expires FROM mark WHERE tenant = ? AND key = ?"));
  LSQ_TRY(const bool found, row.Bind(tenant_).Bind(key).Step());
  if (!found) return std::optional<Expiry>();
  const auto expires = row.OptionalInt(0);
  return std::optional<Expiry>(expires ? Expiry(Instant{*expires}) : Expiry());
}

Status SqliteStore::SaveMark(const Mark& mark) {
  LSQ_TRY(Statement row, db_->Prepare("INSERT OR REPLACE INTO mark VALUES(?, ?, ?)"));
  row.Bind(tenant_).Bind(mark.key).Bind(mark.expires ? std::optional(mark.expires->micros) : std::nullopt);
  return row.Run();
}

Result<std::optional<std::string>> SqliteStore::ReadState(const std::string& name) {
  return TextOf("SELECT text FROM state WHERE tenant = ? AND name = ?", name);
}

Status SqliteStore::SaveState(const std::string& name, const std::string& text) {
  LSQ_TRY(Statement row, db_->Prepare("INSERT OR REPLACE INTO state VALUES(?, ?, ?)"));
  return row.Bind(tenant_).Bind(name).Bind(text).Run();
}

Status SqliteStore::PutProgram(const std::string& digest, const std::string& ir) {
  LSQ_TRY(Statement row, db_->Prepare("INSERT OR IGNORE INTO program VALUES(?, ?, ?)"));
  return row.Bind(tenant_).Bind(digest).Bind(ir).Run();
}

Result<std::optional<std::string>> SqliteStore::GetProgram(const std::string& digest) {
  return TextOf("SELECT ir FROM program WHERE tenant = ? AND digest = ?", digest);
}

Status SqliteStore::AppendTrace(const TraceRow& row) {
  LSQ_TRY(Statement statement, db_->Prepare("INSERT INTO trace(tenant, at, run, text) VALUES(?, ?, ?, ?)"));
  return statement.Bind(tenant_).Bind(row.at.micros).Bind(static_cast<int64_t>(row.run)).Bind(row.text).Run();
}

Result<std::vector<std::pair<uint64_t, TraceRow>>> SqliteStore::ReadTrace(uint64_t after, size_t limit) {
  LSQ_TRY(Statement rows, db_->Prepare("SELECT position, at, run, text FROM trace WHERE tenant = ? AND position > ? "
                                       "ORDER BY position LIMIT ?"));
  rows.Bind(tenant_).Bind(static_cast<int64_t>(after)).Bind(static_cast<int64_t>(limit));
  std::vector<std::pair<uint64_t, TraceRow>> found;
  while (true) {
    LSQ_TRY(const bool more, rows.Step());
    if (!more) return found;
    found.emplace_back(static_cast<uint64_t>(rows.Int(0)),
                       TraceRow{Instant{rows.Int(1)}, static_cast<RunId>(rows.Int(2)), rows.Text(3)});
  }
}

Status SqliteStore::AppendFindings(const std::string& sql, const std::string& sentence,
                                   std::vector<std::string>& wrong) {
  LSQ_TRY(Statement rows, db_->Prepare(sql));
  rows.Bind(tenant_);
  while (true) {
    LSQ_TRY(const bool more, rows.Step());
    if (!more) return Ok();
    wrong.push_back("run " + rows.Text(0) + sentence);
  }
}

Result<std::vector<std::string>> SqliteStore::CheckIntegrity() {
  std::vector<std::string> wrong;
  LSQ_TRY_DO(
      AppendFindings("SELECT id FROM run WHERE tenant = ? AND NOT ((wake = 1 AND due IS NOT NULL) OR wake = 2 OR "
                     "(wake IN (0, 3, 4) AND due IS NULL))",
                     " has no single wake reason", wrong));
  LSQ_TRY_DO(
      AppendFindings("SELECT DISTINCT run FROM subscription s WHERE tenant = ? AND NOT EXISTS "
                     "(SELECT 1 FROM run r WHERE r.id = s.run AND r.tenant = s.tenant AND r.wake = 2)",
                     " is subscribed to an event but does not wait for one", wrong));
  return wrong;
}

}  // namespace lsq::store_sqlite
