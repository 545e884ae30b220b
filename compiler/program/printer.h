// SPDX-License-Identifier: Apache-2.0
// A checked program as text, for `lsq dump --phase=types` and for tests. Stable: the same program gives the same text.
//
// An expression is printed as operator(arguments): `greater(#0.Score:Number?, 50)`. `#0` is a local, `?` behind a type
// says that the value may be missing; constants and truth values carry no type.
#pragma once

#include <string>

#include "compiler/program/program.h"

namespace lsq::program {

std::string PrintType(const schema::Catalog& catalog, Type type);  // "Number?"
std::string PrintExpr(const Scope& scope, const schema::Catalog& catalog, ExprId id);
std::string Print(const Program& program);

}  // namespace lsq::program
