// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/vm.h"

#include "compiler/base/check.h"
#include "runtime/vm/machine.h"

namespace lsq::vm {

namespace {

std::unique_ptr<Fault> Refusal(const bytecode::Function& code, std::string_view fault, std::string_view message) {
  return std::make_unique<Fault>(
      Fault{.code = std::string(fault), .message = std::string(message), .function = code.name});
}

// Conditions are asked so often that what is around them counts: this is all there is.
inline Cell Start(const LoadedProgram& program, uint32_t function, const Environment& environment, Arena& arena,
                  std::span<const Cell> args, std::unique_ptr<Fault>& fault) {
  LSQ_CHECK(function < program.code().functions.size(), "no such function");
  const bytecode::Function& code = program.code().functions[function];
  LSQ_CHECK(args.size() == code.params, "another number of arguments");
  if (const link::Broken* broken = program.BrokenReason(function)) [[unlikely]] {
    fault = Refusal(code, broken->code, broken->message);
    return value::kMissingCell;
  }
  if (code.params == 0 && environment.locals.size() < code.frame_locals) [[unlikely]] {
    fault = Refusal(code, "F_NO_RUN", "this reads values of a run where there is none");
    return value::kMissingCell;
  }
  Machine machine(program, environment, arena);
  const Cell result = machine.Run(function, args);
  if (!machine.fault) [[likely]]
    return result;
  machine.Locate(function, 0);
  fault = std::move(machine.fault);
  return value::kMissingCell;
}

// Whether the table is enough: nobody wants to see values, and evaluating would not be refused.
inline bool CanDecide(const link::Decision& decision, const Environment& environment) {
  return !environment.observer && decision.local() < environment.locals.size() && decision.fuel() <= environment.fuel;
}

// Apart from Test, which then needs no stack.
[[gnu::noinline]] Verdict Interpret(const LoadedProgram& program, link::FunctionId condition,
                                    const Environment& environment, Arena& arena) {
  const size_t mark = arena.output().size();
  Verdict verdict;
  verdict.holds = value::AsBool(Start(program, condition.index, environment, arena, {}, verdict.fault));
  if (verdict.fault) arena.output().resize(mark);
  return verdict;
}

}  // namespace

Evaluation Evaluate(const LoadedProgram& program, link::FunctionId function, const Environment& environment,
                    Arena& arena, std::span<const Cell> args) {
  const size_t mark = arena.output().size();
  Evaluation result;
  result.cell = Start(program, function.index, environment, arena, args, result.fault);
  if (result.fault) arena.output().resize(mark);
  return result;
}

Verdict Test(const LoadedProgram& program, link::FunctionId condition, const Environment& environment, Arena& arena) {
  const link::Decision* decision = program.DecisionOf(condition.index);
  if (decision && CanDecide(*decision, environment)) [[likely]] {
    return {.holds = decision->Holds(value::AsRecord(environment.locals[decision->local()])), .fault = nullptr};
  }
  return Interpret(program, condition, environment, arena);
}

}  // namespace lsq::vm
