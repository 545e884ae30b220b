// SPDX-License-Identifier: Apache-2.0
// From a checked program to its durable form: expressions become functions in SSA form, blocks of steps become a graph,
// everything named becomes an import.
#pragma once

#include "compiler/ir/ir.h"
#include "compiler/program/program.h"
#include "compiler/source/source.h"

namespace lsq::lower {

// Requires: a program without errors. `files` are those its Locations speak of. Cannot fail; what it gives passes
// ir::Verify. The same program gives the same module.
ir::Module Lower(const program::Program& program, const source::Files& files);

}  // namespace lsq::lower
