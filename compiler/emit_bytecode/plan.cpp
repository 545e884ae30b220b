// SPDX-License-Identifier: Apache-2.0
#include "compiler/emit_bytecode/plan.h"

#include <algorithm>

#include "compiler/ir/names.h"

namespace lsq::emit_bytecode {

using ir::Op;
using ir::Reg;

Plan::Plan(const ir::Module& module, const ir::Function& function, bool fuse, Pools& pools, Literals& literals)
    : module_(module), function_(function), fuse_(fuse), pools_(pools), literals_(literals) {
  uses_.resize(function.insts.size());
  part_.assign(function.insts.size(), false);
  CountUses();
  // Users first: what becomes of a value depends on them.
  for (auto block = static_cast<uint32_t>(function.blocks.size()); block-- > 0;) {
    const std::vector<Reg>& insts = function.blocks[block].insts;
    for (auto at = insts.rbegin(); at != insts.rend(); ++at) Decide(block, *at);
  }
  FindDeaths();
}

const FieldTest* Plan::TestOf(Reg condition) const {
  const auto found = tests_.find(condition);
  return found == tests_.end() ? nullptr : &found->second;
}

void Plan::CountUse(Reg arg, Reg user, uint32_t block) {
  Use& use = uses_[arg];
  ++use.count;
  use.user = user;
  use.block = block;
  if (user == ir::kNoReg) {
    use.needed |= function_.blocks[block].end.kind == ir::Terminator::Kind::Return;
    return;
  }
  const Op op = inst(user).op;
  const bool test = op >= Op::Eq && op <= Op::NotInNamedList;
  const bool text = op == Op::TextOf || op == Op::Join || op == Op::Escape;
  use.asked |= op == Op::IsMissing || op == Op::Coalesce;
  use.needed |= !test && !text;
}

void Plan::CountUses() {
  for (uint32_t block = 0; block < function_.blocks.size(); ++block) {
    for (const Reg reg : function_.blocks[block].insts) {
      for (const Reg arg : inst(reg).args) CountUse(arg, reg, block);
    }
    const Reg value = function_.blocks[block].end.value;
    if (value != ir::kNoReg) CountUse(value, ir::kNoReg, block);
  }
}

void Plan::Decide(uint32_t block, Reg reg) {
  const Use& use = uses_[reg];
  const Op op = inst(reg).op;
  if (op == Op::Const) {
    part_[reg] = true;
  } else if (use.count == 0) {
    part_[reg] = ir::InfoOf(op).effect == ir::Effect::Pure;
  } else if (fuse_ && use.count == 1 && op != Op::Phi && (use.block == block || MayWait(reg))) {
    part_[reg] = use.user == ir::kNoReg ? IsPartOfEnd(reg) : IsPartOfUser(reg);
  }
}

std::optional<FieldTest> Plan::MakeTest(Reg reg) {
  if (inst(reg).op == Op::Field && inst(reg).type.kind == ir::Kind::Bool) {  // `when Lead.IsCustomer`
    return FieldTest{bytecode::Op::JumpIfInside, bytecode::Op::JumpIfOutside, reg, pools_.Range({1, 0})};
  }
  return FieldTestOf(module_, function_, inst(reg), pools_, literals_);
}

bool Plan::IsPartOfEnd(Reg reg) {
  if (function_.blocks[uses_[reg].block].end.kind != ir::Terminator::Kind::Branch) return false;
  const auto test = MakeTest(reg);
  if (!test || uses_[test->field].count != 1 || uses_[test->field].block != uses_[reg].block) return false;
  tests_.emplace(reg, *test);
  return true;
}

// Whether a value may be made in a later block, where it is printed: nothing changes meanwhile.
bool Plan::MayWait(Reg reg) const {
  const bool unchanging = inst(reg).op == Op::Field || ir::InfoOf(inst(reg).op).effect == ir::Effect::Pure;
  return uses_[reg].user != ir::kNoReg && unchanging;
}

bool Plan::IsPartOfUser(Reg reg) const {
  const Reg user = uses_[reg].user;
  const bool tested = inst(reg).op == Op::Field || inst(reg).op == Op::List;  // the field, or a list of constants
  if (tested && tests_.contains(user)) return true;
  switch (inst(user).op) {
    case Op::Join:
      return inst(reg).op == Op::TextOf || inst(reg).op == Op::Escape || IsPrintedField(reg) ||
             IsFieldWithFallback(reg);
    case Op::Escape:
      return inst(reg).op == Op::TextOf || IsPrintedField(reg) || IsFieldWithFallback(reg);
    case Op::Coalesce:
      return part_[user] && inst(reg).op == Op::Field;
    default:
      return false;
  }
}

bool Plan::IsPrintedField(Reg reg) const {
  return inst(reg).op == Op::Field && inst(reg).type.kind == ir::Kind::Text;
}

// `@{Lead:FirstName,there}`
bool Plan::IsFieldWithFallback(Reg reg) const {
  if (inst(reg).op != Op::Coalesce || inst(reg).type.kind != ir::Kind::Text) return false;
  const Reg field = inst(reg).args[0];
  return inst(field).op == Op::Field && uses_[field].count == 1 && inst(inst(reg).args[1]).op == Op::Const;
}

// What a part reads is read by its user.
void Plan::Read(Reg reg, uint32_t place) {
  if (!part_[reg]) {
    last_read_[reg] = place;
    return;
  }
  for (const Reg arg : inst(reg).args) Read(arg, place);
}

void Plan::FindDeaths() {
  last_read_.assign(function_.insts.size(), UINT32_MAX);
  uint32_t place = 0;
  for (uint32_t block = 0; block < function_.blocks.size(); ++block) {
    for (const Reg reg : function_.blocks[block].insts) {
      if (!part_[reg] && inst(reg).op != Op::Phi) {
        last_read_[reg] = place;  // at least here, also when nothing reads it
        for (const Reg arg : inst(reg).args) Read(arg, place);
      }
      ++place;
    }
    const ir::Terminator& end = function_.blocks[block].end;
    if (end.value != ir::kNoReg) Read(end.value, place);
    ForPhiSources(function_, block, [&](Reg, Reg source) { Read(source, place); });
    ++place;
  }
  dying_.resize(place);
  for (Reg reg = 0; reg < last_read_.size(); ++reg) {
    const bool kept = inst(reg).op == Op::Phi || inst(reg).op == Op::Local;
    if (!kept && last_read_[reg] != UINT32_MAX) dying_[last_read_[reg]].push_back(reg);
  }
}

}  // namespace lsq::emit_bytecode
