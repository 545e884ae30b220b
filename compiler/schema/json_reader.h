// SPDX-License-Identifier: Apache-2.0
// A catalogue as JSON: what a host that embeds the language says about its CRM. The format, with an example: README.md.
#pragma once

#include <string>
#include <string_view>

#include "compiler/base/result.h"
#include "compiler/schema/catalog.h"

namespace lsq::schema {

// Adds to `base` what the text says: new entities, new fields of entities that are there, names, limits. A field that
// is there takes the properties that the text gives and keeps the others. All or nothing: after an error `base` is as
// before. Errors (code `schema`): the message begins with the path, `entities[0].fields[2].type: …`, or with line and
// column where the text is no JSON.
Status ReadCatalogJson(std::string_view text, Catalog& base);

// The whole catalogue in the same format, so that reading it into an empty one gives the same catalogue. Indented by
// two; members in a fixed order.
std::string WriteCatalogJson(const Catalog& catalog);

}  // namespace lsq::schema
