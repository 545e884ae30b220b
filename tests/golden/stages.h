// SPDX-License-Identifier: Apache-2.0
// One rule followed through every stage of compiler and runtime: what each stage made of it, as text.
#pragma once

#include <map>
#include <string>

#include "compiler/diagnostics/page.h"

namespace lsq::golden {

// By stage: source, tokens, ast, types, ir, bytecode, delta, rows, trace, outbox.
std::map<std::string, std::string> Stages(const diagnostics::ExampleFile& rule);

}  // namespace lsq::golden
