// SPDX-License-Identifier: Apache-2.0
// Makes the code of one function; one function per group of IR instructions. Private to emit_bytecode/.
//
// Registers are given out as values appear and given back where they are last read. That is right because IR has no
// loops: all that can run between the two places lies between them in the code.
#pragma once

#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/emit_bytecode/emit.h"
#include "compiler/emit_bytecode/plan.h"
#include "compiler/emit_bytecode/slots.h"

namespace lsq::emit_bytecode {

class FunctionEmitter {
 public:
  FunctionEmitter(const ir::Module& module, const ir::Function& function, const SlotMap& slots, Literals& literals,
                  bool fuse)
      : module_(module), function_(function), slots_(slots), plan_(module, function, fuse, pools_, literals) {}

  // Nothing when an index does not fit into its bits.
  std::optional<bytecode::Function> Run();

 private:
  using Op = bytecode::Op;
  using Register = uint16_t;

  const ir::Inst& inst(ir::Reg reg) const { return function_.insts[reg]; }
  ir::Type TypeOf(ir::Reg reg) const;

  // Registers.
  Register NewRegister(const bytecode::CellType& type);
  Register Temporary(const bytecode::CellType& type);  // until the end of the instruction of IR
  Register Define(ir::Reg reg);                        // a new register that holds it from here on
  Register Use(ir::Reg reg);                           // where it is; a constant is loaded
  void GiveBack(uint32_t place);

  // Words.
  uint16_t Narrow(uint64_t index);  // remembers when it does not fit
  bytecode::Word& Emit(Op op, uint8_t a = 0, uint16_t b = 0, uint16_t c = 0, uint16_t d = 0);
  void EmitArgs(const std::vector<Register>& args);
  uint16_t SlotOf(uint32_t field);

  // Structure.
  void LoadLocals();
  void EmitEnd(uint32_t block);
  void EmitReturn(ir::Reg value);
  void EmitJump(uint32_t from, uint32_t target);
  void EmitTest(ir::Reg condition, bool sense, uint32_t target);  // jumps to the block when the condition is `sense`
  void EmitPhiMoves(uint32_t block);
  void PatchJumps();

  // Instructions.
  void EmitInst(ir::Reg reg);
  void LoadConstant(const ir::Constant& constant, Register into);
  void EmitRecordRead(ir::Reg reg);
  void EmitLogic(ir::Reg reg);
  bool MayBeBlank(ir::Reg reg) const;
  void EmitList(ir::Reg reg);
  std::optional<uint32_t> ConstantItem(const ir::Constant& constant);
  void EmitCall(ir::Reg reg, Op op);
  void EmitBinary(ir::Reg reg, Op op, uint8_t a = 0);
  void EmitUnary(ir::Reg reg, Op op);
  void EmitNumbers(ir::Reg reg);
  void EmitTime(ir::Reg reg);
  void EmitTestValue(ir::Reg reg);
  void EmitOrder(ir::Reg reg, Op op, bool swapped);
  void EmitBetween(ir::Reg reg, bool negative);
  void EmitIn(ir::Reg reg, uint8_t flags);
  void EmitHas(ir::Reg reg, bytecode::Quantifier quantifier);
  void EmitWindow(ir::Reg reg, bool negative);
  void EmitNamedList(ir::Reg reg, bool negative);
  void EmitSearch(ir::Reg reg);

  // Texts.
  void EmitText(ir::Reg reg);
  void Append(ir::Reg part, markup::Escaper escaper);
  void AppendKnown(const std::string& text, markup::Escaper escaper);
  void AppendField(ir::Reg field, markup::Escaper escaper, const std::string* fallback);
  void AppendValue(ir::Reg value, ir::Sink sink, markup::Escaper escaper);
  const std::string* KnownText(ir::Reg reg) const;

  const ir::Module& module_;
  const ir::Function& function_;
  const SlotMap& slots_;
  Pools pools_;
  Plan plan_;
  bytecode::Function out_;
  bool fits_ = true;
  ir::Reg source_ = 0;                              // of the words being made
  std::vector<std::optional<Register>> registers_;  // by IR register
  std::vector<std::pair<bytecode::CellType, std::vector<Register>>> free_;
  std::vector<Register> temporaries_;
  std::vector<size_t> block_starts_;
  struct JumpTo {
    size_t word;
    uint32_t block;
    bool is_long;
  };
  std::vector<JumpTo> jumps_;
};

}  // namespace lsq::emit_bytecode
