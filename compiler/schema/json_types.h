// SPDX-License-Identifier: Apache-2.0
// The words for types and kinds of names in a catalogue's JSON. Internal to json_*.cpp.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "compiler/schema/catalog.h"

namespace lsq::schema {

// A type as the CRM's API calls it (domain.md B4: data types, render types, internal types) or as the language does.
struct JsonType {
  std::string_view word;
  Type type;               // Option and Options: their set is the field's own
  bool multiline = false;  // TextArea
  bool open = false;       // a dropdown "with Others"
};
std::span<const JsonType> JsonTypes();
const JsonType* FindJsonType(std::string_view word);  // in any case

// The member that lists names of a kind: "roles", "emailTemplates".
struct JsonNames {
  std::string_view member;
  NameKind kind;
};
std::span<const JsonNames> JsonNameLists();

}  // namespace lsq::schema
