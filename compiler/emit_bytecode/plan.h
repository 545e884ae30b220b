// SPDX-License-Identifier: Apache-2.0
// What becomes of each instruction of IR, decided before code is made. Private to emit_bytecode/.
//
// An instruction is put into a register where it stands, or it is part of the one instruction that uses it: a constant,
// a field inside a test that jumps, a value printed straight into a text.
#pragma once

#include <unordered_map>
#include <vector>

#include "compiler/emit_bytecode/field_test.h"

namespace lsq::emit_bytecode {

class Plan {
 public:
  Plan(const ir::Module& module, const ir::Function& function, bool fuse, Pools& pools, Literals& literals);

  bool IsPart(ir::Reg reg) const { return part_[reg]; }  // made by its user, or not needed at all
  // Whether an empty field is a fault: not where its user says what missing means (a default, a test, a text).
  bool NeedsValue(ir::Reg field) const { return uses_[field].needed && !uses_[field].asked; }
  const FieldTest* TestOf(ir::Reg condition) const;  // of a condition that is part of a branch
  // Registers whose value nobody reads after this place; places count instructions and block ends, in order.
  const std::vector<ir::Reg>& DyingAt(uint32_t place) const { return dying_[place]; }

 private:
  struct Use {
    uint32_t count = 0;
    ir::Reg user = ir::kNoReg;  // an instruction; kNoReg: the end of `block`
    uint32_t block = UINT32_MAX;
    bool asked = false;   // whether it is missing, which answers for all its users
    bool needed = false;  // by a user to whom missing says nothing
  };
  void CountUses();
  void CountUse(ir::Reg arg, ir::Reg user, uint32_t block);
  void Decide(uint32_t block, ir::Reg reg);
  std::optional<FieldTest> MakeTest(ir::Reg condition);
  bool IsPartOfEnd(ir::Reg reg);
  bool IsPartOfUser(ir::Reg reg) const;
  bool MayWait(ir::Reg reg) const;
  bool IsPrintedField(ir::Reg reg) const;
  bool IsFieldWithFallback(ir::Reg reg) const;
  void FindDeaths();
  void Read(ir::Reg reg, uint32_t place);

  const ir::Inst& inst(ir::Reg reg) const { return function_.insts[reg]; }

  const ir::Module& module_;
  const ir::Function& function_;
  const bool fuse_;
  Pools& pools_;
  Literals& literals_;
  std::vector<Use> uses_;
  std::vector<bool> part_;
  std::unordered_map<ir::Reg, FieldTest> tests_;
  std::vector<uint32_t> last_read_;
  std::vector<std::vector<ir::Reg>> dying_;
};

// Calls visit(phi, source) for each phi of a block that `block` leads to and the value it has when it comes from there.
template <typename F>
void ForPhiSources(const ir::Function& function, uint32_t block, F visit) {
  const ir::Terminator& end = function.blocks[block].end;
  if (end.kind == ir::Terminator::Kind::Return) return;
  const bool branch = end.kind == ir::Terminator::Kind::Branch;
  for (const uint32_t next : {end.target, branch ? end.otherwise : UINT32_MAX}) {
    if (next == UINT32_MAX) continue;
    const ir::Block& target = function.blocks[next];
    for (const ir::Reg reg : target.insts) {
      if (function.insts[reg].op != ir::Op::Phi) break;
      for (size_t i = 0; i < target.predecessors.size(); ++i) {
        if (target.predecessors[i] == block) visit(reg, function.insts[reg].args[i]);
      }
    }
  }
}

}  // namespace lsq::emit_bytecode
