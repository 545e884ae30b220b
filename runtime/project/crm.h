// SPDX-License-Identifier: Apache-2.0
// What the compiler knows of a CRM, as the runtime's folders want it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/catalog.h"
#include "runtime/import/import.h"
#include "runtime/link/layout.h"
#include "runtime/run/schema.h"
#include "runtime/store/store.h"
#include "runtime/value/value.h"

namespace lsq::project {

// How a value of the type is read from JSON or text.
value::Kind KindOf(types::Type type);
// The entity that a relation leads to, or the empty text.
std::string EntityOf(types::Type type, const schema::Catalog& catalog);

// That there is no such entity, and which one was probably meant.
std::string NoEntity(const schema::Catalog& catalog, std::string_view name);

run::Schema RunSchema(const schema::Catalog& catalog);
link::Layout LayoutOf(const schema::Catalog& catalog);
// Fields that are indexed or unique: the store's promoted columns.
std::vector<store::EntityColumns> ColumnsOf(const schema::Catalog& catalog);
// What the columns of a file about an entity become; nothing for an unknown entity. By name or alias, in any case.
std::optional<import::Target> TargetOf(const schema::Catalog& catalog, std::string_view entity);

}  // namespace lsq::project
