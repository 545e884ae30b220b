// SPDX-License-Identifier: Apache-2.0
// IR written by hand, for tests of what reads it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/ir.h"

namespace lsq::harness {

inline constexpr ir::Type kIrBool{ir::Kind::Bool};
inline constexpr ir::Type kIrNumber{ir::Kind::Number, number::kScale};
inline constexpr ir::Type kIrText{ir::Kind::Text};
inline constexpr ir::Type kIrDate{ir::Kind::Date};
inline constexpr ir::Type kIrDateTime{ir::Kind::DateTime};

// One function over a module with a lead: entity 0, local 0.
class IrBuilder {
 public:
  IrBuilder() {
    module.account_timezone = "Asia/Kolkata";
    module.entities = {{"Lead", 1, "ProspectID"}, {"Account", 2, "AccountID"}};
    module.option_sets = {{"Lead.Source", {"Web", "Ads", "Referral"}, {71, 72, 73}}};
    module.windows = {{ir::WindowSpan::Last, 7, time::Unit::kDay}};
    Begin();
  }

  static ir::Type Record(uint32_t entity) { return {.kind = ir::Kind::Record, .entity = entity}; }
  static ir::Type Option() { return {.kind = ir::Kind::Option, .option_set = 0}; }
  static ir::Type List(ir::Type element) {
    return {ir::Kind::List, 0, element.kind, element.option_set, element.entity};
  }

  // An import; of a relation when `type` is a record.
  uint32_t Field(std::string name, ir::Type type, bool mandatory = false, uint32_t entity = 0) {
    const bool relation = type.kind == ir::Kind::Record;
    const auto id = static_cast<uint32_t>(module.fields.size());
    module.fields.push_back(
        {entity, std::move(name), 100 + id, type, mandatory, relation ? type.entity : UINT32_MAX, ""});
    return id;
  }
  uint32_t Constant(ir::Constant constant) {
    module.constants.push_back(std::move(constant));
    return static_cast<uint32_t>(module.constants.size() - 1);
  }

  // ---- The function being written

  void Begin() { function_ = {"f", {}, kIrBool, {}, {{}}}; }
  ir::Reg Add(ir::Op op, ir::Type type, std::vector<ir::Reg> args = {}, uint32_t imm = 0) {
    function_.insts.push_back({op, type, std::move(args), imm, {}});
    function_.blocks.back().insts.push_back(static_cast<ir::Reg>(function_.insts.size() - 1));
    return function_.blocks.back().insts.back();
  }
  ir::Reg Const(ir::Constant constant, ir::Type type) {
    return Add(ir::Op::Const, type, {}, Constant(std::move(constant)));
  }
  ir::Reg Text(std::string text) { return Const(std::move(text), kIrText); }
  ir::Reg Number(std::string_view text) { return Const(number::Parse(text).value, kIrNumber); }
  ir::Reg Lead() { return Add(ir::Op::Local, Record(0), {}, 0); }
  ir::Reg Read(uint32_t field) { return Read(Lead(), field); }
  ir::Reg Read(ir::Reg record, uint32_t field) {
    ir::Type type = module.fields[field].type;
    if (type.kind == ir::Kind::Number) type.scale = number::kScale;
    return Add(ir::Op::Field, type, {record}, field);
  }
  // Blocks follow each other; these end the current one and begin the next.
  void Branch(ir::Reg value, uint32_t target, uint32_t otherwise) {
    End({ir::Terminator::Kind::Branch, value, target, otherwise});
  }
  void Jump(uint32_t target) { End({ir::Terminator::Kind::Jump, ir::kNoReg, target, 0}); }
  void Return(ir::Reg value) { End({ir::Terminator::Kind::Return, value, 0, 0}); }
  void ReturnConst(bool value) { Return(Const(value, kIrBool)); }

  // Adds the function to the module and begins another.
  ir::FunctionId Finish(ir::Type result, std::vector<ir::Type> params = {}) {
    function_.blocks.pop_back();  // begun by the last End
    function_.result = result;
    function_.params = std::move(params);
    for (uint32_t block = 0; block < function_.blocks.size(); ++block) {
      const ir::Terminator& end = function_.blocks[block].end;
      if (end.kind == ir::Terminator::Kind::Return) continue;
      function_.blocks[end.target].predecessors.push_back(block);
      if (end.kind == ir::Terminator::Kind::Branch) function_.blocks[end.otherwise].predecessors.push_back(block);
    }
    const ir::FunctionId id = module.functions.Add(std::move(function_));
    Begin();
    return id;
  }
  // A condition: one test.
  ir::FunctionId FinishTest(ir::Reg test) {
    Branch(test, 1, 2);
    ReturnConst(true);
    ReturnConst(false);
    return Finish(kIrBool);
  }
  ir::FunctionId FinishValue(ir::Reg value, ir::Type type) {
    Return(value);
    return Finish(type);
  }

  ir::Module module;

 private:
  void End(ir::Terminator end) {
    function_.blocks.back().end = end;
    function_.blocks.emplace_back();
  }
  ir::Function function_;
};

}  // namespace lsq::harness
