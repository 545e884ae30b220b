// SPDX-License-Identifier: Apache-2.0
// How operators are spelt.
#pragma once

#include <string>

#include "compiler/syntax/ast.h"

namespace lsq::format {

// `is not`, `contains exactly`, `+`.
std::string OperatorText(syntax::BinaryOp op, bool exactly);

}  // namespace lsq::format
