// SPDX-License-Identifier: Apache-2.0
// Files of records and events into values. Everything wrong is said with its line; nothing is half-imported: with
// Refuse one bad row refuses the file, with Skip the good rows go in and the bad ones are listed (IMP-7).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/result.h"
#include "runtime/store/store.h"
#include "runtime/value/record.h"

namespace lsq::import {

// What a file's columns become. `kind` and `entity` as ReadText of runtime/value takes them.
struct TargetField {
  std::string name;
  std::string label;  // a column may be called by it too
  value::Kind kind = value::Kind::Text;
  std::string entity;       // of kind Record
  uint32_t max_length = 0;  // code points; 0: unlimited
  bool mandatory = false;
};
struct Target {
  std::string entity;
  std::string key;  // the field with the record's id
  std::vector<TargetField> fields;
};

enum class OnError : uint8_t { Refuse, Skip };

struct Problem {
  size_t line = 0;      // 1-based; 1 is the header of a CSV
  std::string message;  // "Score: \"abc\" is not a number"
  bool operator==(const Problem&) const = default;
};

struct Row {
  size_t line = 0;
  value::RecordKey key;
  value::Fields fields;
};
struct Rows {
  size_t count = 0;  // good and bad, the header and blank lines not counted (C-IMP-2)
  std::vector<Row> good;
  std::vector<Problem> problems;  // by line; rows with one are not in `good`
};

// Errors (the file as a whole): `csv_header` when no column is the key, a name stands there twice, or it is no CSV.
Result<Rows> ReadCsv(std::string_view text, const Target& target);
// One JSON object a line, its members named like the columns of a CSV.
Rows ReadJsonl(std::string_view text, const Target& target);

struct Imported {
  size_t created = 0;
  size_t rows = 0;                // good and bad
  std::vector<Problem> problems;  // of reading and of storing: ids and unique values that are there already
};
// One transaction. With Refuse and any problem nothing is written and Imported::created is 0. With a `name` the same
// transaction leaves the mark MarkOf(name), so that a job that was stopped knows what it has done.
Result<Imported> StoreRows(store::Store& store, Rows rows, OnError on_error, const std::string& name = "");
inline std::string MarkOf(const std::string& name) {
  return "import/" + name;
}

// A line of an events file: {"id","at","type","entity","record", "fields"?: {…}, …}. Other members stay in the payload.
struct EventLine {
  size_t line = 0;
  store::Event event;
};
struct EventLines {
  std::vector<EventLine> good;  // in the order of the file
  std::vector<Problem> problems;
};
EventLines ReadEvents(std::string_view text, const std::string& source);

}  // namespace lsq::import
