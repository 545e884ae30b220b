// SPDX-License-Identifier: Apache-2.0
// What runs must know of the schema beyond what a program says: rules of fields that are written, and how the account
// is organised. Made by the project from its catalogue; immutable while an engine uses it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/value.h"

namespace lsq::run {

struct FieldRule {
  value::Kind kind = value::Kind::Any;
  uint32_t max_length = 0;  // in code points; 0: as long as a text may be
  bool mandatory = false;
  bool unique = false;
  bool indexed = false;
  bool multiline = false;  // appended to with a line break between (C-MRG-4)
  bool read_only = false;
};
struct EntityRules {
  std::string key;  // name of its id field: "ProspectID"
  std::map<std::string, FieldRule, std::less<>> fields;
};

struct Schema {
  std::map<std::string, EntityRules, std::less<>> entities;
  // By event code; those that every account has.
  std::map<int64_t, std::string> activity_types = {{21, "Inbound Call"}, {22, "Outbound Call"}, {30, "Sales Activity"}};
  // Fields of User that name the groups somebody is in; a field may hold several.
  std::vector<std::string> group_fields = {"Groups", "Team"};
  std::string default_sender;                   // id of the user who sends when a record has no owner (C-MM-18)
  std::map<std::string, int64_t> limits;        // "schedule.daily" -> 25000
  std::map<std::string, std::string> webhooks;  // name -> address, for those that have one

  const EntityRules* Find(std::string_view entity) const {
    const auto found = entities.find(entity);
    return found == entities.end() ? nullptr : &found->second;
  }
  const FieldRule* Find(std::string_view entity, std::string_view field) const {
    const EntityRules* rules = Find(entity);
    if (rules == nullptr) return nullptr;
    const auto found = rules->fields.find(field);
    return found == rules->fields.end() ? nullptr : &found->second;
  }
  int64_t Limit(const std::string& name, int64_t otherwise) const {
    const auto found = limits.find(name);
    return found == limits.end() ? otherwise : found->second;
  }
};

}  // namespace lsq::run
