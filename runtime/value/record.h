// SPDX-License-Identifier: Apache-2.0
// A record as the store keeps it: named values and a version. No schema: what a program may assume of it is checked
// when the program is linked and the record is loaded.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "runtime/value/value.h"

namespace lsq::value {

// Field name -> value; missing ones are left out. Ordered, so that everything printed from it is stable.
using Fields = std::map<std::string, Value, std::less<>>;

struct RecordKey {
  std::string entity;  // "Lead"
  std::string id;      // never empty
  auto operator<=>(const RecordKey&) const = default;
};

// `version` grows with every commit that changes it and is never reused; 0 is "does not exist".
struct Record {
  RecordKey key;
  uint64_t version = 0;
  Fields fields;
  // Set when it was merged away: the survivor's id (C-MRG-1). Its fields are then empty.
  std::string merged_into;

  const Value& Get(std::string_view field) const {
    static const Value kMissing;
    const auto found = fields.find(field);
    return found == fields.end() ? kMissing : found->second;
  }
  bool operator==(const Record&) const = default;
};

// On whose behalf and what for something is read (architecture decision 11).
struct ReadContext {
  std::string principal = "system";
  std::string purpose = "automation";
};

}  // namespace lsq::value
