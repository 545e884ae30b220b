// SPDX-License-Identifier: Apache-2.0
// The CRM's schema as a value: entities and their fields, dropdown values, and the things people named in the CRM.
//
// Built from `.lsq` declarations (the standard library declares the CRM's own; a project adds to them) or from JSON
// that a host supplies (json_reader.h). Read by check/ and, through the IR's import table, by the runtime's link step.
// Immutable once a program was checked against it. Facts: domain.md B1, B4.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/base/id.h"
#include "compiler/number/decimal.h"
#include "compiler/source/source.h"
#include "compiler/types/type.h"

namespace lsq::schema {

using types::EntityId;
using types::NameKind;
using types::OptionSetId;
using types::Type;

struct FieldTag;
using FieldId = Id<FieldTag>;  // across all entities of a catalog

// A value of a dropdown. `stable_id` is never reused: a rename keeps it (architecture decision 2).
struct Option {
  std::string value;
  uint32_t stable_id = 0;
};
struct OptionSet {
  std::string name;             // of an enum; empty for one that belongs to a field
  std::vector<Option> options;  // in the order people see
  bool open = false;            // "with Others": any text is a value too
  source::Location declared;
};

// What a record's field may hold, and what happens around it.
struct Field {
  std::string name;                  // FirstName, mx_City, mx_Addr~mx_CustomObject_1
  std::vector<std::string> aliases;  // Stage, of ProspectStage
  std::string label;                 // what people see: "City"; never empty
  std::string doc;                   // its `///` lines
  uint32_t stable_id = 0;
  EntityId entity;
  Type type;               // optional unless the field can never be empty
  uint8_t scale = 0;       // of numbers: fractional digits stored
  bool multiline = false;  // text area
  bool mandatory = false;  // a write that leaves it empty is refused; a load may still find it empty
  bool unique = false;
  bool read_only = false;                    // set by the system: ids, CreatedOn
  bool indexed = false;                      // promoted to a typed column of the store
  uint32_t max_length = 0;                   // code points; 0 is unlimited
  std::optional<std::string> merge_default;  // the field's own mail-merge default (C-MM-4)
  std::string only_type;      // of entities with record types: the one it belongs to; empty is every type
  std::string via;            // of relations (type Record): the field that holds the other record's id
  source::Location declared;  // file invalid when it came from JSON
};

struct Entity {
  std::string name;                  // Lead
  std::vector<std::string> aliases;  // Prospect
  std::string label;
  std::string doc;
  uint32_t stable_id = 0;
  bool hosted = false;  // its records live with the host (architecture decision 9)
  std::string key;      // the name of its id field: ProspectID
  std::vector<FieldId> fields;
  std::optional<NameKind> type_names;     // AccountType, ActivityType …: its records have types, which are these names
  std::vector<std::string> record_types;  // the declared ones
  bool pseudo = false;                    // has fields but no records: DateTime
  source::Location declared;
};

// A thing a person named: a role, a list, a template.
struct Named {
  std::string name;
  EntityId entity;       // what a list holds, what a template is for; may be invalid
  bool dynamic = false;  // of lists: filled by a condition, so nothing may be added to it
  bool visual = false;   // of templates: made in the visual designer, for campaigns (QEM-9)
  std::string part_of;   // of groups: the group above it; empty when it is a top one
  source::Location declared;
};

// Stands for what `text` names as long as nobody says otherwise: FNV-1a, so it is the same in every build. A rename
// keeps the id by naming what it was derived from.
uint32_t StableId(std::string_view text);
// Of a field called `name`: a change of the stored type makes another field (architecture decision 2).
uint32_t StableFieldId(const Entity& entity, const Field& field, std::string_view name);

class Catalog {
 public:
  // Names must be new: whoever adds has looked (a duplicate is the user's mistake and deserves a message).
  EntityId AddEntity(Entity entity);
  void AddAlias(EntityId entity, std::string alias);
  FieldId AddField(Field field);  // to `field.entity`; fields of different record types may share a name
  void AddFieldAlias(FieldId field, const std::string& alias);
  OptionSetId AddOptionSet(OptionSet set);
  // Adds a named thing. Names of a kind are closed once the schema lists some: an unknown one is then an error. What a
  // project itself makes (its templates, forms, automations) lives beside what the CRM has, and closes nothing.
  enum class Listing : uint8_t { Schema, Project };
  void AddName(NameKind kind, Named named, Listing listing = Listing::Schema);
  void CloseNames(NameKind kind) { names_of(kind).closed = true; }
  // A declaration could not be read, and perhaps it named something: an unknown name is no mistake of its own then.
  void MarkNamesIncomplete() { names_incomplete_ = true; }

  const Entity& entity(EntityId id) const { return entities_[id]; }
  Entity& entity(EntityId id) { return entities_[id]; }
  const Field& field(FieldId id) const { return fields_[id]; }
  Field& field(FieldId id) { return fields_[id]; }
  const OptionSet& options(OptionSetId id) const { return option_sets_[id]; }
  OptionSet& options(OptionSetId id) { return option_sets_[id]; }
  const std::vector<Named>& names(NameKind kind) const { return names_[static_cast<size_t>(kind)].list; }
  bool closed(NameKind kind) const { return !names_incomplete_ && names_[static_cast<size_t>(kind)].closed; }
  const Named* FindName(NameKind kind, std::string_view name) const;  // compares folded (C-CON-4)

  // By exact name or alias.
  std::optional<EntityId> FindEntity(std::string_view name) const;
  // By exact name or alias. A field of one record type is found with that type; without one, the first of that name is.
  std::optional<FieldId> FindField(EntityId entity, std::string_view name, std::string_view record_type = {}) const;
  std::optional<OptionSetId> FindOptionSet(std::string_view name) const;              // of an enum, by exact name
  std::optional<uint32_t> FindOption(OptionSetId set, std::string_view value) const;  // index; compares folded

  size_t entity_count() const { return entities_.size(); }
  size_t field_count() const { return fields_.size(); }
  size_t option_set_count() const { return option_sets_.size(); }

  types::TypeStore& type_store() { return type_store_; }
  const types::TypeStore& type_store() const { return type_store_; }
  // As a person reads it: `Text or empty`, `Lead`, `one of "Web", "Ads", …`.
  std::string TypeName(Type type) const;

  std::string account_timezone;                             // IANA; empty is a load error (C-GEN-1)
  std::vector<std::string> features;                        // that the account has: "attachments" (QEM-7)
  std::unordered_map<std::string, number::Decimal> limits;  // by name: "schedule.daily"

 private:
  struct Names {
    std::vector<Named> list;
    std::unordered_map<std::string, size_t> by_fold;
    bool closed = false;
  };
  Names& names_of(NameKind kind) { return names_[static_cast<size_t>(kind)]; }

  Store<EntityId, Entity> entities_;
  Store<FieldId, Field> fields_;
  Store<OptionSetId, OptionSet> option_sets_;
  std::array<Names, 18> names_;
  bool names_incomplete_ = false;
  types::TypeStore type_store_;
  std::unordered_map<std::string, EntityId> entity_by_name_;
  std::unordered_map<std::string, OptionSetId> option_set_by_name_;
  // "<entity index>.<name>", and for fields of one record type also "<entity index>.<name>@<folded type>".
  std::unordered_map<std::string, FieldId> field_by_name_;
};

}  // namespace lsq::schema
