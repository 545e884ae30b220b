// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/vm.h"

#include "compiler/base/check.h"
#include "runtime/vm/machine.h"

namespace lsq::vm {

Evaluation Evaluate(const LoadedProgram& program, link::FunctionId function, const Environment& environment,
                    Arena& arena, std::span<const Cell> args) {
  LSQ_CHECK(function.index < program.code().functions.size(), "no such function");
  const bytecode::Function& code = program.code().functions[function.index];
  LSQ_CHECK(args.size() == code.params, "another number of arguments");
  if (code.params == 0 && environment.locals.size() < code.frame_locals) {
    return {
        .fault = std::make_unique<Fault>(Fault{
            .code = "F_NO_RUN", .message = "this reads values of a run where there is none", .function = code.name})};
  }
  if (const link::Broken* broken = program.BrokenReason(function.index)) {
    return {.fault = std::make_unique<Fault>(
                Fault{.code = broken->code, .message = broken->message, .function = code.name})};
  }
  const size_t mark = arena.output().size();
  Machine machine(program, environment, arena);
  Evaluation result{.cell = machine.Run(function.index, args)};
  if (machine.fault) {
    machine.Locate(function.index, 0);
    result = {.fault = std::move(machine.fault)};
    arena.output().resize(mark);
  }
  return result;
}

Verdict Test(const LoadedProgram& program, link::FunctionId condition, const Environment& environment, Arena& arena) {
  Evaluation result = Evaluate(program, condition, environment, arena);
  return {.holds = value::AsBool(result.cell), .fault = std::move(result.fault)};
}

}  // namespace lsq::vm
