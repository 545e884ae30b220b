// SPDX-License-Identifier: Apache-2.0
#include "compiler/emit_bytecode/emit.h"
#include "runtime/link/program.h"

namespace lsq::link {

Result<std::shared_ptr<const LoadedProgram>> Load(ir::Module module, const LinkOptions& options) {
  LSQ_TRY(bytecode::Program code, emit_bytecode::Emit(module));
  return Link(std::move(module), std::move(code), options);
}

}  // namespace lsq::link
