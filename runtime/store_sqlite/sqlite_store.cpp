// SPDX-License-Identifier: Apache-2.0
#include "runtime/store_sqlite/sqlite_store.h"

#include <utility>

#include "compiler/text/text.h"
#include "runtime/store_sqlite/session.h"
#include "runtime/store_sqlite/tables.h"

namespace lsq::store_sqlite {

Status SqliteStore::Prepare() {
  LSQ_TRY_DO(CheckFormat());
  LSQ_TRY_DO(db_->Execute(kCreateTables));
  LSQ_TRY_DO(LoadPromoted());
  LSQ_TRY(const auto unicode, TextOf("SELECT value FROM meta WHERE tenant = ? AND name = ?", "unicode"));
  if (unicode && *unicode != text::UnicodeVersion()) {
    for (const auto& [entity, columns] : promoted_) LSQ_TRY_DO(BackFill(entity));  // folds differ (decision 13)
  }
  LSQ_TRY_DO(SaveMeta("unicode", text::UnicodeVersion()));
  return SaveMeta("format", std::to_string(kFormatVersion));
}

// Before anything is written: a file of a newer version, or one that is not ours, stays as it is.
Status SqliteStore::CheckFormat() {
  LSQ_TRY(Statement tables,
          db_->Prepare("SELECT count(*), coalesce(sum(name = 'meta'), 0) FROM sqlite_master WHERE type = 'table'"));
  LSQ_TRY_DO(tables.Step());
  if (tables.Int(0) == 0) return Ok();
  if (tables.Int(1) == 0) return Error{"not_a_store", "the file is a database, but not a store of lsq"};
  LSQ_TRY(Statement format, db_->Prepare("SELECT max(CAST(value AS INTEGER)) FROM meta WHERE name = 'format'"));
  LSQ_TRY_DO(format.Step());
  if (format.Int(0) > kFormatVersion) {
    return Error{"newer_format", "the store was written by a newer lsq (format " + std::to_string(format.Int(0)) +
                                     "; this one knows " + std::to_string(kFormatVersion) + "): use that version"};
  }
  return Ok();
}

Status SqliteStore::LoadPromoted() {
  promoted_.clear();
  LSQ_TRY(Statement rows, db_->Prepare("SELECT entity, field, kind, is_unique FROM promoted WHERE tenant = ?"));
  rows.Bind(tenant_);
  while (true) {
    LSQ_TRY(const bool more, rows.Step());
    if (!more) return Ok();
    const std::string field = rows.Text(1);
    if (field.empty()) {
      promoted_[rows.Text(0)];
    } else {
      promoted_[rows.Text(0)][field] = {field, static_cast<ColumnKind>(rows.Int(2)), rows.Int(3) != 0};
    }
  }
}

Status SqliteStore::SaveMeta(const std::string& name, const std::string& value) {
  LSQ_TRY(Statement row, db_->Prepare("INSERT OR REPLACE INTO meta VALUES(?, ?, ?)"));
  return row.Bind(tenant_).Bind(name).Bind(value).Run();
}

Status SqliteStore::End(bool commit) {
  Status ended = db_->Run(commit ? "COMMIT" : "ROLLBACK");
  if (!ended.ok() && commit) (void)db_->Execute("ROLLBACK");
  if (!ended.ok() || !commit) LSQ_TRY_DO(LoadPromoted());  // tables made meanwhile are gone
  return ended;
}

Status SqliteStore::CloseSavepoint(bool keep) {
  if (keep) return db_->Run("RELEASE delta");
  LSQ_TRY_DO(db_->Execute("ROLLBACK TO delta; RELEASE delta"));
  return LoadPromoted();
}

Result<std::unique_ptr<store::Store>> Open(const Options& options) {
  LSQ_TRY(std::unique_ptr<Database> database, Database::Open(options.path));
  auto opened = std::make_unique<SqliteStore>(std::move(database), options.tenant);
  LSQ_TRY_DO(opened->Prepare());
  return std::unique_ptr<store::Store>(std::move(opened));
}

}  // namespace lsq::store_sqlite
