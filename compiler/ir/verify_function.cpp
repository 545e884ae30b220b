// SPDX-License-Identifier: Apache-2.0
// The shape of a function: blocks, registers, dominance.
#include <algorithm>

#include "compiler/ir/names.h"
#include "compiler/ir/verify_internal.h"

namespace lsq::ir {
namespace {

constexpr uint32_t kNowhere = UINT32_MAX;

struct Place {
  uint32_t block = kNowhere;
  uint32_t index = 0;
};

class FunctionVerifier {
 public:
  FunctionVerifier(const Module& module, const Function& function) : module_(module), function_(function) {}

  Status Run() {
    for (const Type& param : function_.params) LSQ_TRY_DO(VerifyType(module_, param));
    LSQ_TRY_DO(VerifyType(module_, function_.result));
    LSQ_TRY_DO(VerifyBlocks());
    LSQ_TRY_DO(VerifyPredecessors());
    FindDominators();
    for (uint32_t block = 0; block < blocks().size(); ++block) LSQ_TRY_DO(VerifyBlock(block));
    return Ok();
  }

 private:
  const std::vector<Block>& blocks() const { return function_.blocks; }
  const Inst& inst(Reg reg) const { return function_.insts[reg]; }

  // Every instruction stands in one block; targets lie ahead.
  Status VerifyBlocks() {
    LSQ_IR_HOLDS(!blocks().empty(), "no block");
    place_.resize(function_.insts.size());
    size_t placed = 0;
    for (uint32_t block = 0; block < blocks().size(); ++block) {
      for (const Reg reg : blocks()[block].insts) {
        LSQ_IR_HOLDS(reg < place_.size() && place_[reg].block == kNowhere, "an instruction in no or two blocks");
        place_[reg] = {block, static_cast<uint32_t>(placed++)};
      }
      LSQ_TRY_DO(VerifyEnd(block));
    }
    LSQ_IR_HOLDS(placed == function_.insts.size(), "an instruction outside all blocks");
    return Ok();
  }

  Status VerifyEnd(uint32_t block) {
    const Terminator& end = blocks()[block].end;
    const auto ahead = [&](uint32_t target) { return block < target && target < blocks().size(); };
    LSQ_IR_HOLDS(IsNamed(end.kind), "a block without an end");
    LSQ_IR_HOLDS(end.kind == Terminator::Kind::Return || ahead(end.target), "a jump backwards");
    if (end.kind != Terminator::Kind::Branch) return Ok();
    LSQ_IR_HOLDS(ahead(end.otherwise) && end.otherwise != end.target, "a branch backwards or without a choice");
    return Ok();
  }

  Status VerifyPredecessors() {
    std::vector<std::vector<uint32_t>> found(blocks().size());
    for (uint32_t block = 0; block < blocks().size(); ++block) {
      const Terminator& end = blocks()[block].end;
      if (end.kind == Terminator::Kind::Return) continue;
      found[end.target].push_back(block);
      if (end.kind == Terminator::Kind::Branch) found[end.otherwise].push_back(block);
    }
    for (uint32_t block = 0; block < blocks().size(); ++block) {
      LSQ_IR_HOLDS(found[block] == blocks()[block].predecessors, "predecessors that are not");
      LSQ_IR_HOLDS(block == 0 || !found[block].empty(), "a block that nothing reaches");
    }
    return Ok();
  }

  // Blocks stand in topological order, so one pass finds each block's immediate dominator.
  void FindDominators() {
    dominator_.assign(blocks().size(), 0);
    for (uint32_t block = 1; block < blocks().size(); ++block) {
      uint32_t common = blocks()[block].predecessors[0];
      for (uint32_t other : blocks()[block].predecessors) {
        while (common != other) (common > other ? common : other) = dominator_[std::max(common, other)];
      }
      dominator_[block] = common;
    }
  }

  bool Dominates(uint32_t above, uint32_t below) const {
    while (below > above) below = dominator_[below];
    return below == above;
  }

  // Whether `reg` is defined wherever the end of `block` is reached, `before` its place in order at the latest.
  bool IsDefined(Reg reg, uint32_t block, uint32_t before) const {
    return reg < place_.size() && place_[reg].index < before && Dominates(place_[reg].block, block);
  }

  Status VerifyBlock(uint32_t block) {
    bool phis = true;
    for (const Reg reg : blocks()[block].insts) {
      LSQ_IR_HOLDS(IsNamed(inst(reg).op), "an unknown instruction");
      const bool phi = inst(reg).op == Op::Phi;
      LSQ_IR_HOLDS(!phi || phis, "a phi behind other instructions");
      phis = phi;
      LSQ_TRY_DO(phi ? VerifyPhi(reg, block) : VerifyOperands(reg, block));
      const Status status = VerifyInst(module_, function_, inst(reg));
      if (!status.ok()) {
        return Corrupt("%" + std::to_string(reg) + " " + std::string(NameOf(inst(reg).op)) + ": " +
                       status.error().message);
      }
    }
    return VerifyEndValue(block);
  }

  Status VerifyPhi(Reg reg, uint32_t block) {
    const std::vector<uint32_t>& predecessors = blocks()[block].predecessors;
    LSQ_IR_HOLDS(inst(reg).args.size() == predecessors.size(), "a phi that misses a predecessor");
    for (size_t i = 0; i < predecessors.size(); ++i) {
      LSQ_IR_HOLDS(IsDefined(inst(reg).args[i], predecessors[i], kNowhere), "a phi of an undefined value");
    }
    return Ok();
  }

  Status VerifyOperands(Reg reg, uint32_t block) {
    for (const Reg arg : inst(reg).args) LSQ_IR_HOLDS(IsDefined(arg, block, place_[reg].index), "an undefined operand");
    return Ok();
  }

  Status VerifyEndValue(uint32_t block) {
    const Terminator& end = blocks()[block].end;
    if (end.kind == Terminator::Kind::Jump) return Ok();
    LSQ_IR_HOLDS(IsDefined(end.value, block, kNowhere), "an undefined result");
    const Type type = ResultOf(inst(end.value));
    const bool returns = end.kind == Terminator::Kind::Return;
    LSQ_IR_HOLDS(returns ? SameRegister(type, function_.result) : type.kind == Kind::Bool, "a result of another type");
    return Ok();
  }

  const Module& module_;
  const Function& function_;
  std::vector<Place> place_;  // by register
  std::vector<uint32_t> dominator_;
};

}  // namespace

Status VerifyFunction(const Module& module, const Function& function) {
  return FunctionVerifier(module, function).Run();
}

}  // namespace lsq::ir
