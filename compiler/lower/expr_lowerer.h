// SPDX-License-Identifier: Apache-2.0
// The walk from expressions to instructions; one function per group of operators. Private to lower/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/lower/expr.h"
#include "compiler/lower/function_builder.h"

namespace lsq::lower {

class ExprLowerer {
 public:
  using Block = FunctionBuilder::Block;

  ExprLowerer(Module& module, const program::Scope& scope) : module_(module), scope_(scope) {}

  // Ends the function with the value of `expr`, held as `type`.
  void LowerResult(program::ExprId expr, ir::Type type);
  FunctionBuilder& builder() { return build_; }

  // Which number each local has; without it, its own.
  void SetParams(const std::vector<program::LocalId>& params) { params_ = &params; }

 private:
  const program::Expr& expr(program::ExprId id) const { return scope_[id]; }
  ir::Type TypeOf(program::ExprId id) { return module_.imports.TypeOf(expr(id).type); }

  // Values.
  ir::Reg Value(program::ExprId id);
  ir::Reg ValueAs(program::ExprId id, ir::Type wanted);  // `empty` becomes the missing value of that type
  ir::Reg Constant(ir::Constant value, ir::Type type, ir::Origin origin);
  ir::Reg Emit(const program::Expr& node, ir::Op op, ir::Type type, std::vector<ir::Reg> args, uint32_t imm = 0);
  std::vector<ir::Reg> Args(const program::Expr& node);
  ir::Reg Local(const program::Expr& node);
  ir::Reg RecordRead(const program::Expr& node, ir::Op op);
  ir::Reg List(const program::Expr& node);
  ir::Reg NamedList(const program::Expr& node, ir::Op op);
  ir::Reg Time(const program::Expr& node, ir::Op op);
  ir::Reg Number(const program::Expr& node, ir::Op op);
  ir::Reg Call(const program::Expr& node);
  ir::Reg CallFunction(const program::Expr& node);
  ir::Reg Leaf(const program::Expr& node);

  // Choices between values.
  ir::Reg Coalesce(const program::Expr& node);
  ir::Reg Choose(const program::Expr& node);
  ir::Reg Materialise(program::ExprId id);  // a condition as a Bool

  // Comparisons.
  ir::Reg Compare(const program::Expr& node);
  ir::Reg Operand(program::ExprId id, ir::Type type);

  // Conditions: end the current block by going to one of the two.
  void Condition(program::ExprId id, Block then, Block otherwise);
  void Connective(const program::Expr& node, bool conjunction, Block then, Block otherwise);
  void Changed(const program::Expr& node, Block then, Block otherwise);
  void ChooseCondition(const program::Expr& node, Block then, Block otherwise);

  // Texts.
  struct Part {
    std::optional<std::string> literal;
    ir::Reg reg = ir::kNoReg;
  };
  ir::Reg Text(const program::Expr& node);
  void AddParts(program::ExprId id, std::vector<Part>& parts);
  ir::Reg TextOf(const program::Expr& node);
  ir::Reg Escape(const program::Expr& node);

  Module& module_;
  const program::Scope& scope_;
  const std::vector<program::LocalId>* params_ = nullptr;
  FunctionBuilder build_;
};

// The text of a Const, when it is one.
const std::string* LiteralOf(const program::Expr& node);

}  // namespace lsq::lower
