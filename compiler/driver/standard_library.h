// SPDX-License-Identifier: Apache-2.0
// The standard library for one compilation: only those of its declarations are parsed that the project's texts can
// mean, so that checking a small file costs little. Which those are depends on the texts alone.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "compiler/check/declare.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/parse/parse.h"
#include "compiler/schema/catalog.h"
#include "compiler/schema/library.h"
#include "compiler/source/source.h"

namespace lsq::driver {

// Adds the library's files to `files`, so that messages can point into them as `std/actions.lsq`, and what `texts` need
// of them to the catalogue and the library. `cache` may be null.
void LoadStandardLibrary(std::span<const std::string_view> texts, source::Files& files, schema::Catalog& catalog,
                         schema::Library& library, diagnostics::Sink& sink, parse::Cache* cache);

// Whether `use std.<name>` names a part of the library.
bool IsStandardModule(std::string_view name);

}  // namespace lsq::driver
