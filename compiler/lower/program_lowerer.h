// SPDX-License-Identifier: Apache-2.0
// Everything durable of a program. Private to lower/.
#pragma once

#include "compiler/lower/expr.h"

namespace lsq::lower {

// Functions written in lsq come first, so that they keep their numbers; then automations, then templates.
void LowerProgram(Module& module);

}  // namespace lsq::lower
