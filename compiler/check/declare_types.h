// SPDX-License-Identifier: Apache-2.0
// Types as declarations write them: `Text or empty`, `list of Email`, `one of ["A", "B"]`, `Condition(User)`. Internal
// to declare_*.cpp.
#pragma once

#include <optional>

#include "compiler/check/declare_items.h"

namespace lsq::check::declare {

// The next items as the type of a value. Reports and gives nothing when they are none.
std::optional<schema::Type> ReadType(Target& target, const Source& source, ItemReader& items);

// The type of a hole, which may also be a variable, a condition, a field …. `params` are those declared so far.
std::optional<schema::ParamType> ReadParamType(Target& target, const Source& source, ExprId type,
                                               const std::vector<schema::Param>& params);
std::optional<schema::ParamType> ReadParamType(Target& target, const Source& source, ItemReader& items,
                                               const std::vector<schema::Param>& params);

// By name or alias; reports when there is none.
std::optional<schema::EntityId> ReadEntityName(Target& target, const Source& source, const Item& name);

}  // namespace lsq::check::declare
