// SPDX-License-Identifier: Apache-2.0
#include "compiler/bytecode/verify.h"

#include <algorithm>
#include <map>
#include <optional>

#include "compiler/bytecode/operands.h"
#include "compiler/bytecode/verify_internal.h"

namespace lsq::bytecode {
namespace {

// Follows the code once from front to back: jumps go forward, so whoever can reach a word was seen before it.
class FunctionVerifier {
 public:
  FunctionVerifier(const Program& program, const Function& function)
      : program_(program), function_(function), operands_(program, function) {}

  Status Run() {
    LSQ_TRY_DO(VerifyConstants(program_, function_));
    LSQ_BYTECODE_HOLDS(function_.sources.size() == function_.code.size(), "words without sources");
    LSQ_BYTECODE_HOLDS(function_.registers.size() <= UINT16_MAX && function_.params <= function_.registers.size(),
                       "too many registers");
    written_.assign(function_.registers.size(), false);
    std::fill_n(written_.begin(), function_.params, true);
    for (size_t at = 0; at < function_.code.size();) {
      const Status status = Step(at);
      if (!status.ok()) return Corrupt("word " + std::to_string(at) + ": " + status.error().message);
    }
    LSQ_BYTECODE_HOLDS(!reached_, "the end without a return");
    return Ok();
  }

 private:
  // Verifies the instruction at `at`, with the words that belong to it, and moves behind it.
  Status Step(size_t& at) {
    LSQ_TRY_DO(Arrive(at));
    const Word& word = function_.code[at];
    LSQ_BYTECODE_HOLDS(static_cast<int>(word.op) < kOpCount, "no such instruction");
    LSQ_BYTECODE_HOLDS(word.op != Op::Args, "arguments of nothing");
    LSQ_BYTECODE_HOLDS(reached_, "an instruction that nothing reaches");
    LSQ_TRY_DO(operands_.Check(at, word));
    for (const uint16_t reg : operands_.read())
      LSQ_BYTECODE_HOLDS(written_[reg], "a register read before it is written");
    if (operands_.dst()) written_[*operands_.dst()] = true;
    at += operands_.words();
    LSQ_BYTECODE_HOLDS(at <= function_.code.size(), "arguments beyond the end");
    return Leave(at);
  }

  // What is written here is what was written on every way that leads here.
  Status Arrive(size_t at) {
    LSQ_BYTECODE_HOLDS(waiting_.empty() || waiting_.begin()->first >= at, "a jump between the words of an instruction");
    const auto arriving = waiting_.find(at);
    if (arriving == waiting_.end()) return Ok();
    if (reached_) Meet(written_, arriving->second);
    if (!reached_) written_ = std::move(arriving->second);
    reached_ = true;
    waiting_.erase(arriving);
    return Ok();
  }

  Status Leave(size_t next) {
    if (const auto target = operands_.target()) {
      LSQ_BYTECODE_HOLDS(*target >= next && *target < function_.code.size(), "a jump backwards or out");
      const auto [at, first] = waiting_.try_emplace(*target, written_);
      if (!first) Meet(at->second, written_);
    }
    reached_ = !operands_.ends_way();
    return Ok();
  }

  static void Meet(std::vector<bool>& into, const std::vector<bool>& other) {
    for (size_t i = 0; i < into.size(); ++i) into[i] = into[i] && other[i];
  }

  const Program& program_;
  const Function& function_;
  OperandVerifier operands_;
  std::vector<bool> written_;
  bool reached_ = true;
  std::map<size_t, std::vector<bool>> waiting_;  // by the word that is jumped to
};

bool IsType(const Program& program, const CellType& type) {
  const bool list = type.kind == CellKind::List;
  const auto is = [&](CellKind kind) { return type.kind == kind || (list && type.element == kind); };
  if (static_cast<int>(type.kind) >= kCellKinds || static_cast<int>(type.element) >= kCellKinds) return false;
  if (list ? type.element == CellKind::List : type.element != CellKind::Void) return false;
  if (is(CellKind::Option) || is(CellKind::Options)) return type.import < program.option_sets;
  return is(CellKind::Record) ? type.import < program.slots.size() : type.import == kNoImport;
}

Status VerifyImports(const Program& program) {
  for (const std::vector<Slot>& slots : program.slots) {
    for (const Slot& slot : slots) {
      LSQ_BYTECODE_HOLDS(slot.field < program.relations.size() && IsType(program, slot.type), "a slot of no field");
      LSQ_BYTECODE_HOLDS(slot.scale <= 9, "a slot of no scale");
    }
  }
  for (const CellType& relation : program.relations) {
    const bool fits = relation.kind == CellKind::Void || relation.kind == CellKind::Record;
    LSQ_BYTECODE_HOLDS(fits && IsType(program, relation), "a relation to no record");
  }
  for (const Signature& native : program.natives) {
    LSQ_BYTECODE_HOLDS(IsType(program, native.result), "a native of no type");
    for (const CellType& param : native.params) LSQ_BYTECODE_HOLDS(IsType(program, param), "a native of no type");
  }
  return Ok();
}

}  // namespace

Status Verify(const Program& program) {
  LSQ_TRY_DO(VerifyImports(program));
  for (const Function& function : program.functions) {
    LSQ_BYTECODE_HOLDS(function.params <= function.registers.size(), "params without registers");
    LSQ_BYTECODE_HOLDS(IsType(program, function.result), "a function of no type");
    for (const CellType& type : function.registers) LSQ_BYTECODE_HOLDS(IsType(program, type), "a register of no type");
  }
  for (const Function& function : program.functions) {
    const Status status = FunctionVerifier(program, function).Run();
    if (!status.ok()) return Corrupt("function " + function.name + ": " + status.error().message);
  }
  return Ok();
}

}  // namespace lsq::bytecode
