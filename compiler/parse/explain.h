// SPDX-License-Identifier: Apache-2.0
// Says in words what is wrong where the parser could not go on: one message per construct, naming what was forgotten.
#pragma once

#include <string_view>

#include "compiler/parse/concrete_tree.h"
#include "compiler/parse/reporter.h"
#include "compiler/parse/symbols.h"

namespace lsq::parse {

void Explain(std::string_view text, const std::vector<Symbol>& symbols, const Mistake& mistake, Reporter& report);

}  // namespace lsq::parse
