// SPDX-License-Identifier: Apache-2.0
// The tables of a store's file. `tenant` is first in every key. Record tables are one per entity, made as entities are
// met: record_<entity>(tenant, id, version, created, merged_into, body, and a column k_<field> per promoted field).
#pragma once

namespace lsq::store_sqlite {

inline constexpr const char* kCreateTables = R"sql(
CREATE TABLE IF NOT EXISTS meta(tenant TEXT, name TEXT, value TEXT, PRIMARY KEY(tenant, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS promoted(tenant TEXT, entity TEXT, field TEXT, kind INTEGER, is_unique INTEGER,
  PRIMARY KEY(tenant, entity, field)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counter(tenant TEXT, name TEXT, value INTEGER, PRIMARY KEY(tenant, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS event(seq INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT, source TEXT, id TEXT, at INTEGER,
  type TEXT, entity TEXT, record TEXT, payload TEXT, pending INTEGER, UNIQUE(tenant, source, id));
CREATE INDEX IF NOT EXISTS event_pending ON event(tenant, seq) WHERE pending = 1;
CREATE INDEX IF NOT EXISTS event_due ON event(tenant, at, seq) WHERE pending = 1;
CREATE TABLE IF NOT EXISTS run(id INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT, version INTEGER, program TEXT,
  automation TEXT, entity TEXT, record TEXT, cause INTEGER, step INTEGER, steps_done INTEGER, locals BLOB,
  cause_payload TEXT, state INTEGER, wake INTEGER, due INTEGER, wait TEXT, reason TEXT, started INTEGER, updated INTEGER,
  CHECK ((wake = 1 AND due IS NOT NULL) OR wake = 2 OR due IS NULL));
CREATE INDEX IF NOT EXISTS run_ready ON run(tenant, id) WHERE wake = 0;
CREATE INDEX IF NOT EXISTS run_due ON run(tenant, due, id) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS run_automation ON run(tenant, automation, id);
CREATE INDEX IF NOT EXISTS run_active ON run(tenant, automation, id) WHERE wake <> 4;
CREATE TABLE IF NOT EXISTS subscription(tenant TEXT, topic TEXT, key TEXT, run INTEGER, detail TEXT,
  PRIMARY KEY(tenant, topic, key, run, detail)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS subscription_run ON subscription(tenant, run);
CREATE TABLE IF NOT EXISTS effect(id INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT, key TEXT, run INTEGER, kind TEXT,
  body TEXT, state INTEGER, attempts INTEGER, due INTEGER, outcome TEXT, UNIQUE(tenant, key));
CREATE INDEX IF NOT EXISTS effect_due ON effect(tenant, due, id) WHERE state < 2;
CREATE TABLE IF NOT EXISTS cell(tenant TEXT, name TEXT, value INTEGER, PRIMARY KEY(tenant, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mark(tenant TEXT, key TEXT, expires INTEGER, PRIMARY KEY(tenant, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state(tenant TEXT, name TEXT, text TEXT, PRIMARY KEY(tenant, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS program(tenant TEXT, digest TEXT, ir TEXT, PRIMARY KEY(tenant, digest)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS trace(position INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT, at INTEGER, run INTEGER, text TEXT);
)sql";

}  // namespace lsq::store_sqlite
