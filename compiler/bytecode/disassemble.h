// SPDX-License-Identifier: Apache-2.0
// Bytecode as text for people: `lsq dump --phase=bytecode` and goldens. Requires a program that passed Verify.
#pragma once

#include <string>
#include <string_view>

#include "compiler/bytecode/bytecode.h"

namespace lsq::bytecode {

std::string Disassemble(const Program& program);
std::string Disassemble(const Program& program, const Function& function);

std::string_view NameOf(CellKind kind);

}  // namespace lsq::bytecode
