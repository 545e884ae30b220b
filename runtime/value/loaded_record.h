// SPDX-License-Identifier: Apache-2.0
// A record as one program sees it: the fields it uses, as cells, in the order of its slots. Made by runtime/link, read
// by the interpreter. Lies in an Arena; texts in it are those of the stored record, which must live as long.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/value/cell.h"
#include "runtime/value/record.h"

namespace lsq::value {

struct LoadedRecord {
  const Cell* cells;     // by slot of `entity`
  const Cell* before;    // by slot: what they were before the triggering update; `cells` without one
  const bool* changed;   // by slot: in the triggering change set; null without one
  uint32_t entity;       // import of the program
  std::string_view id;   // key().id
  const Record* record;  // as it was read

  const RecordKey& key() const { return record->key; }
  uint64_t version() const { return record->version; }
};

}  // namespace lsq::value
