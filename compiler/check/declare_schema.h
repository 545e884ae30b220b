// SPDX-License-Identifier: Apache-2.0
// Readers of the schema's declarations. Heads come before bodies, so that fields may speak of entities that are
// declared further down. Internal to declare_*.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/declare_items.h"

namespace lsq::check::declare {

// `items` stand behind the word that says the kind. Nothing when the declaration cannot go on.
std::optional<schema::EntityId> ReadEntityHead(Target& target, const Source& source, ItemReader& items);
void ReadEnum(Target& target, const Source& source, ItemReader& items);
void ReadDropdown(Target& target, const Source& source, ItemReader& items);

// The fields in the block of an entity or of one of its record types.
void ReadFields(Target& target, const Source& source, schema::EntityId entity, const std::string& record_type);
// Once all fields of a layer are there: what relations lead through, and that no two share a stable id.
void CheckFields(Target& target);

// The words that declare a name, and what the name is of: `role "Sales User"`.
struct NameForm {
  std::vector<std::string_view> words;
  types::NameKind kind;
  Catalog::Listing listing = Catalog::Listing::Schema;
  bool bare = false;  // written without quotes: `table region_host by region`
  // A project that has one lists them all: what the CRM has besides is declared, `email template "Reminder"`.
  bool closes = false;
};
// Takes the words of a form if the items begin with one, else null.
const NameForm* TakeNameForm(ItemReader& items);

// What a name's declaration gives besides the name: the fields of a type go to this entity.
struct NamedType {
  schema::EntityId entity;
  std::string name;
};
std::optional<NamedType> ReadName(Target& target, const Source& source, const NameForm& form, ItemReader& items);
void CheckGroups(Target& target);

// Adds the place of the first declaration, unless it came from JSON.
void LabelOther(Sink::Builder& report, Location declared, std::string text);

}  // namespace lsq::check::declare
