// SPDX-License-Identifier: Apache-2.0
// Expressions of one scope as functions. Private to lower/.
//
// Conditions become branches, not values: `a and b` tests `a` and goes on with `b` only when it holds (E-EXPR-3), and
// the function of a condition returns a constant at each end.
#pragma once

#include <string>

#include "compiler/ir/ir.h"
#include "compiler/lower/imports.h"
#include "compiler/program/program.h"

namespace lsq::lower {

struct Module {
  const program::Program& program;
  Imports imports;
  ir::Module ir;

  Module(const program::Program& checked, const source::Files& files)
      : program(checked), imports(checked.catalog, files, ir) {}
  Module(const Module&) = delete;
};

// A function that gives the value of `expr`, added to the module. Its locals are the frame's, of the same numbers.
ir::FunctionId LowerFunction(Module& module, const program::Scope& scope, program::ExprId expr, std::string name);
// The same for an expression that may be absent: an invalid id gives an invalid id.
ir::FunctionId LowerIfAny(Module& module, const program::Scope& scope, program::ExprId expr, std::string name);
// A function written in lsq; its locals 0..n-1 are the params.
ir::Function LowerUserFunction(Module& module, const program::Function& function);

std::vector<ir::Local> LowerLocals(Module& module, const program::Scope& scope);

}  // namespace lsq::lower
