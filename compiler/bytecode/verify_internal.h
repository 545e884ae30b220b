// SPDX-License-Identifier: Apache-2.0
// What the parts of the verifier share. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/bytecode/bytecode.h"
#include "compiler/bytecode/operands.h"

namespace lsq::bytecode {

inline Error Corrupt(std::string message) {
  return {"bytecode_corrupt", std::move(message)};
}

// Returns the error from the enclosing function.
#define LSQ_BYTECODE_HOLDS(condition, message) \
  do {                                         \
    if (!(condition)) return Corrupt(message); \
  } while (false)

Status VerifyConstants(const Program& program, const Function& function);

// One instruction at a time: bounds and types of its operands, and what it does to registers and control.
class OperandVerifier {
 public:
  OperandVerifier(const Program& program, const Function& function) : program_(program), function_(function) {}

  Status Check(size_t at, const Word& word);

  // Of the instruction checked last.
  const std::vector<uint16_t>& read() const { return read_; }
  std::optional<uint16_t> dst() const { return dst_; }
  std::optional<size_t> target() const { return target_; }
  size_t words() const { return words_; }  // its own and those of its arguments
  bool ends_way() const;

 private:
  Status CheckOperand(Operand operand, uint16_t value);
  Status CheckDst(Operand operand, uint16_t value);
  Status CheckSrc(Operand operand, uint16_t value);
  Status CheckSlot(Operand operand, uint16_t value);
  Status CheckConstant(Operand operand, uint16_t value);
  Status CheckPlain(Operand operand, uint16_t value);
  Status CheckWhole();  // what concerns several operands
  Status CheckCall(const std::vector<CellType>& params, const CellType& result);
  Status CheckArgs(size_t count);
  const CellType& type(uint16_t reg) const { return function_.registers[reg]; }

  const Program& program_;
  const Function& function_;
  size_t at_ = 0;
  Word word_{};
  std::vector<uint16_t> read_;
  std::vector<uint16_t> args_;
  std::optional<uint16_t> dst_;
  std::optional<size_t> target_;
  size_t words_ = 1;
};

}  // namespace lsq::bytecode
