// SPDX-License-Identifier: Apache-2.0
// What the checker made of each expression, for `lsq dump --phase=types`.
#pragma once

#include <string>

#include "compiler/driver/compile.h"

namespace lsq::driver {

// One expression a line, in the order of the source: `welcome.lsq:6:8-6:17 Text or empty  Lead.City`.
std::string PrintTypes(const Compilation& compilation);

}  // namespace lsq::driver
