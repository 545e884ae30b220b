// SPDX-License-Identifier: Apache-2.0
// A module of a small CRM with every kind of field, and functions written into it instruction by instruction: for tests
// of what runs IR. Each instruction has a place of its own in the source, so that faults and traces can be told apart.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/ir.h"

namespace lsq::harness {

using ir::Op;
using ir::Reg;

inline ir::Type TypeOf(ir::Kind kind) {
  return {.kind = kind};
}

// Entities Lead and User; Lead.Owner leads to the User whose id is in OwnerId.
struct SmallCrm {
  ir::Module module;
  uint32_t lead = 0, user = 1;
  ir::Type lead_type{.kind = ir::Kind::Record, .entity = 0};
  ir::Type user_type{.kind = ir::Kind::Record, .entity = 1};
  ir::Type source_type{.kind = ir::Kind::Option, .option_set = 0};
  ir::Type topics_type{.kind = ir::Kind::Options, .option_set = 1};
  uint32_t city, score, budget, active, born, seen, call_at, source, topics, last_name, owner, first_name, revenue;

  SmallCrm() {
    module.account_timezone = "Asia/Kolkata";
    module.files = {"rules.lsq"};
    module.entities = {{"Lead", 1, "ProspectID"}, {"User", 2, "UserId"}};
    module.option_sets = {{"Source", {"Web", "Ads", "Referral"}, {1, 2, 3}},
                          {"Topics", {"A", "B", "C", "D"}, {4, 5, 6, 7}}};
    city = Field(lead, "mx_City", TypeOf(ir::Kind::Text));
    score = Field(lead, "Score", {.kind = ir::Kind::Number, .scale = 0});
    budget = Field(lead, "Budget", {.kind = ir::Kind::Number, .scale = 2});
    active = Field(lead, "Active", TypeOf(ir::Kind::Bool));
    born = Field(lead, "Born", TypeOf(ir::Kind::Date));
    seen = Field(lead, "Seen", TypeOf(ir::Kind::DateTime));
    call_at = Field(lead, "CallAt", TypeOf(ir::Kind::Time));
    source = Field(lead, "Source", source_type);
    topics = Field(lead, "Topics", topics_type);
    last_name = Field(lead, "LastName", TypeOf(ir::Kind::Text));
    module.fields[last_name].mandatory = true;
    owner = Field(lead, "Owner", user_type);
    module.fields[owner].relation_entity = user;
    module.fields[owner].via = "OwnerId";
    revenue = Field(lead, "Revenue", {.kind = ir::Kind::Number, .scale = number::kScale});
    first_name = Field(user, "FirstName", TypeOf(ir::Kind::Text));
  }

  uint32_t Field(uint32_t entity, std::string name, ir::Type type) {
    const auto index = static_cast<uint32_t>(module.fields.size());
    module.fields.push_back({.entity = entity, .name = std::move(name), .stable_id = 100 + index, .type = type});
    return index;
  }
  uint32_t Constant(ir::Constant constant) {
    for (uint32_t i = 0; i < module.constants.size(); ++i) {
      if (module.constants[i] == constant) return i;
    }
    module.constants.push_back(std::move(constant));
    return static_cast<uint32_t>(module.constants.size() - 1);
  }
  uint32_t Native(std::string name, std::vector<ir::Type> params, ir::Type result) {
    module.natives.push_back({.name = std::move(name), .params = std::move(params), .result = result});
    return static_cast<uint32_t>(module.natives.size() - 1);
  }
  uint32_t Window(ir::WindowSpan span, uint32_t count, time::Unit unit) {
    module.windows.push_back({span, count, unit});
    return static_cast<uint32_t>(module.windows.size() - 1);
  }
};

// One function, block after block. Instructions go into the block opened last; instruction n stands at bytes
// [10 n, 10 n + 5) of the file.
class FunctionBuilder {
 public:
  FunctionBuilder(SmallCrm& crm, std::string name, ir::Type result, std::vector<ir::Type> params = {}) : crm_(&crm) {
    function_.name = std::move(name);
    function_.result = result;
    function_.params = std::move(params);
    function_.blocks.emplace_back();
  }

  Reg Add(Op op, ir::Type type, std::vector<Reg> args, uint32_t imm = 0) {
    const auto reg = static_cast<Reg>(function_.insts.size());
    function_.insts.push_back({op, type, std::move(args), imm, {0, 10 * reg, 10 * reg + 5}});
    function_.blocks.back().insts.push_back(reg);
    return reg;
  }
  Reg Const(ir::Constant constant, ir::Type type) {
    return Add(Op::Const, type, {}, crm_->Constant(std::move(constant)));
  }
  Reg Text(std::string text) { return Const(std::move(text), TypeOf(ir::Kind::Text)); }
  Reg Number(std::string_view digits) {
    return Const(number::Parse(digits).value, {.kind = ir::Kind::Number, .scale = number::kScale});
  }
  Reg Bool(bool value) { return Const(value, TypeOf(ir::Kind::Bool)); }
  Reg Local(uint32_t index, ir::Type type) { return Add(Op::Local, type, {}, index); }
  Reg Lead() { return Local(0, crm_->lead_type); }
  Reg Field(Reg record, uint32_t field) { return Add(Op::Field, crm_->module.fields[field].type, {record}, field); }
  // A comparison: its type is that of its first operand.
  Reg Test(Op op, std::vector<Reg> args, uint32_t imm = 0) {
    const ir::Type type = function_.insts[args[0]].type;
    return Add(op, type, std::move(args), imm);
  }

  ir::Type result() const { return function_.result; }
  uint32_t block() const { return static_cast<uint32_t>(function_.blocks.size() - 1); }
  void Open() { function_.blocks.emplace_back(); }
  void Return(Reg value) { End({ir::Terminator::Kind::Return, value}); }
  void Jump(uint32_t target) { End({ir::Terminator::Kind::Jump, ir::kNoReg, target}); }
  void Branch(Reg condition, uint32_t target, uint32_t otherwise) {
    End({ir::Terminator::Kind::Branch, condition, target, otherwise});
  }

  // Adds the function to the module.
  ir::FunctionId Finish() {
    for (uint32_t from = 0; from < function_.blocks.size(); ++from) {
      const ir::Terminator& end = function_.blocks[from].end;
      if (end.kind == ir::Terminator::Kind::Return) continue;
      function_.blocks[end.target].predecessors.push_back(from);
      if (end.kind == ir::Terminator::Kind::Branch) function_.blocks[end.otherwise].predecessors.push_back(from);
    }
    return crm_->module.functions.Add(std::move(function_));
  }
  ir::FunctionId Finish(Reg value) {
    Return(value);
    return Finish();
  }

 private:
  void End(ir::Terminator end) { function_.blocks.back().end = end; }

  SmallCrm* crm_;
  ir::Function function_;
};

}  // namespace lsq::harness
