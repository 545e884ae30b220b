// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/operators.h"

#include <iterator>

namespace lsq::format {

namespace {

// In the order of syntax::BinaryOp.
constexpr const char* kOperators[] = {
    "or",          "and",
    "is",          "is not",
    "in",          "not in",
    "<",           "<=",
    ">",           ">=",
    "contains",    "does not contain",
    "starts with", "does not start with",
    "ends with",   "does not end with",
    "has any",     "has all",
    "has none",    "default",
    "+",           "-",
    "*",           "/",
    "%",
};
static_assert(std::size(kOperators) == static_cast<size_t>(syntax::BinaryOp::Remainder) + 1);

}  // namespace

std::string OperatorText(syntax::BinaryOp op, bool exactly) {
  return std::string(kOperators[static_cast<size_t>(op)]) + (exactly ? " exactly" : "");
}

}  // namespace lsq::format
