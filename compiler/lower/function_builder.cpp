// SPDX-License-Identifier: Apache-2.0
#include "compiler/lower/function_builder.h"

#include <algorithm>

namespace lsq::lower {

using ir::Reg;
using ir::Terminator;

namespace {
constexpr uint32_t kDropped = UINT32_MAX;
}  // namespace

FunctionBuilder::FunctionBuilder() {
  NewBlock();
}

FunctionBuilder::Block FunctionBuilder::NewBlock() {
  blocks_.emplace_back();
  return static_cast<Block>(blocks_.size() - 1);
}

Reg FunctionBuilder::Add(ir::Inst inst) {
  LSQ_CHECK(!blocks_[current_].end, "an instruction behind the end of its block");
  insts_.push_back(std::move(inst));
  blocks_[current_].insts.push_back(static_cast<Reg>(insts_.size() - 1));
  return blocks_[current_].insts.back();
}

Reg FunctionBuilder::AddPhi(ir::Type type, const std::vector<std::pair<Block, Reg>>& sources, ir::Origin origin) {
  const Reg reg = Add({.op = ir::Op::Phi, .type = type, .args = {}, .imm = 0, .origin = origin});
  phis_.push_back({reg, sources});
  return reg;
}

void FunctionBuilder::End(Terminator end) {
  LSQ_CHECK(!blocks_[current_].end, "a block with two ends");
  blocks_[current_].end = end;
}
void FunctionBuilder::Return(Reg value) {
  End({.kind = Terminator::Kind::Return, .value = value});
}
void FunctionBuilder::Jump(Block target) {
  End({.kind = Terminator::Kind::Jump, .target = target});
}
void FunctionBuilder::Branch(Reg condition, Block target, Block otherwise) {
  LSQ_CHECK(target != otherwise, "a branch without a choice");
  End({.kind = Terminator::Kind::Branch, .value = condition, .target = target, .otherwise = otherwise});
}

// Reverse postorder from the entry, without recursion: a long condition has many blocks.
std::vector<FunctionBuilder::Block> FunctionBuilder::Order() const {
  std::vector<Block> order;
  std::vector<std::pair<Block, int>> stack = {{0, 0}};
  std::vector<bool> seen(blocks_.size());
  seen[0] = true;
  while (!stack.empty()) {
    auto& [block, visited] = stack.back();
    const Terminator& end = blocks_[block].end.value();
    const bool branch = end.kind == Terminator::Kind::Branch;
    const int successors = end.kind == Terminator::Kind::Return ? 0 : branch ? 2 : 1;
    if (visited == successors) {
      order.push_back(block);
      stack.pop_back();
      continue;
    }
    const Block next = branch && visited == 0 ? end.otherwise : end.target;  // the target last, to stand first
    ++visited;
    if (!seen[next]) {
      seen[next] = true;
      stack.emplace_back(next, 0);
    }
  }
  std::reverse(order.begin(), order.end());
  return order;
}

// In the order of the predecessors; what comes from a dropped block does not come.
void FunctionBuilder::FillPhis(ir::Function& function, const std::vector<Reg>& renamed,
                               const std::vector<Block>& place) {
  for (Phi& phi : phis_) {
    if (renamed[phi.reg] == ir::kNoReg) continue;
    std::sort(phi.sources.begin(), phi.sources.end(),
              [&](const auto& a, const auto& b) { return place[a.first] < place[b.first]; });
    for (const auto& [block, reg] : phi.sources) {
      if (place[block] != kDropped) function.insts[renamed[phi.reg]].args.push_back(renamed[reg]);
    }
  }
}

ir::Function FunctionBuilder::Finish(std::string name, std::vector<ir::Type> params, ir::Type result) {
  for (const Draft& draft : blocks_) LSQ_CHECK(draft.end, "a block without an end");
  const std::vector<Block> order = Order();
  std::vector<uint32_t> place(blocks_.size(), kDropped);
  for (uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;

  ir::Function function{std::move(name), std::move(params), result, {}, std::vector<ir::Block>(order.size())};
  std::vector<Reg> renamed(insts_.size(), ir::kNoReg);
  for (uint32_t i = 0; i < order.size(); ++i) {
    ir::Block& block = function.blocks[i];
    for (const Reg reg : blocks_[order[i]].insts) {
      renamed[reg] = static_cast<Reg>(function.insts.size());
      block.insts.push_back(renamed[reg]);
      function.insts.push_back(std::move(insts_[reg]));
    }
    block.end = *blocks_[order[i]].end;
    if (block.end.kind == Terminator::Kind::Return) continue;
    block.end.target = place[block.end.target];
    function.blocks[block.end.target].predecessors.push_back(i);
    if (block.end.kind != Terminator::Kind::Branch) continue;
    block.end.otherwise = place[block.end.otherwise];
    function.blocks[block.end.otherwise].predecessors.push_back(i);
  }
  for (ir::Inst& inst : function.insts) {
    for (Reg& arg : inst.args) arg = renamed[arg];
  }
  for (ir::Block& block : function.blocks) {
    if (block.end.value != ir::kNoReg) block.end.value = renamed[block.end.value];
  }
  FillPhis(function, renamed, place);
  return function;
}

}  // namespace lsq::lower
