// SPDX-License-Identifier: Apache-2.0
// Makes one ir::Function. Blocks may be made in any order; Finish drops those that nothing reaches and puts the others
// in the order IR wants: every jump goes forward, the way taken when a branch holds follows first. Private to lower/.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "compiler/ir/types.h"

namespace lsq::lower {

class FunctionBuilder {
 public:
  FunctionBuilder();

  using Block = uint32_t;
  Block NewBlock();
  Block current() const { return current_; }
  void Continue(Block block) { current_ = block; }  // what follows is put there

  ir::Reg Add(ir::Inst inst);
  // `sources`: the value that comes from each block that jumps to the current one.
  ir::Reg AddPhi(ir::Type type, const std::vector<std::pair<Block, ir::Reg>>& sources, ir::Origin origin);
  // Each ends the current block.
  void Return(ir::Reg value);
  void Jump(Block target);
  void Branch(ir::Reg condition, Block target, Block otherwise);

  ir::Type TypeOf(ir::Reg reg) const { return ir::ResultOf(insts_[reg]); }

  ir::Function Finish(std::string name, std::vector<ir::Type> params, ir::Type result);

 private:
  struct Draft {
    std::vector<ir::Reg> insts;
    std::optional<ir::Terminator> end;
  };
  struct Phi {
    ir::Reg reg;
    std::vector<std::pair<Block, ir::Reg>> sources;
  };
  std::vector<Block> Order() const;
  void FillPhis(ir::Function& function, const std::vector<ir::Reg>& renamed, const std::vector<Block>& place);
  void End(ir::Terminator end);

  std::vector<ir::Inst> insts_;
  std::vector<Draft> blocks_;
  std::vector<Phi> phis_;
  Block current_ = 0;
};

}  // namespace lsq::lower
