// SPDX-License-Identifier: Apache-2.0
#include "compiler/lower/expr.h"

#include "compiler/lower/expr_lowerer.h"

namespace lsq::lower {

using ir::Op;
using ir::Reg;
using program::Expr;
using program::ExprId;

void ExprLowerer::LowerResult(ExprId id, ir::Type type) {
  if (!expr(id).type.Is(types::Kind::Bool) || expr(id).type.optional) return build_.Return(ValueAs(id, type));
  const Block yes = build_.NewBlock();
  const Block no = build_.NewBlock();
  const ir::Origin origin = module_.imports.OriginOf(expr(id).at);
  Condition(id, yes, no);
  build_.Continue(yes);
  build_.Return(Constant(true, {ir::Kind::Bool}, origin));
  build_.Continue(no);
  build_.Return(Constant(false, {ir::Kind::Bool}, origin));
}

Reg ExprLowerer::Emit(const Expr& node, Op op, ir::Type type, std::vector<Reg> args, uint32_t imm) {
  return build_.Add({op, type, std::move(args), imm, module_.imports.OriginOf(node.at)});
}

Reg ExprLowerer::Constant(ir::Constant value, ir::Type type, ir::Origin origin) {
  return build_.Add({Op::Const, type, {}, module_.imports.Constant(std::move(value)), origin});
}

Reg ExprLowerer::ValueAs(ExprId id, ir::Type wanted) {
  if (!expr(id).type.Is(types::Kind::Empty)) return Value(id);
  return Constant(std::monostate{}, wanted, module_.imports.OriginOf(expr(id).at));
}

std::vector<Reg> ExprLowerer::Args(const Expr& node) {
  std::vector<Reg> args;
  for (const ExprId arg : node.args) args.push_back(Value(arg));
  return args;
}

Reg ExprLowerer::Local(const Expr& node) {
  const auto local = std::get<program::LocalId>(node.payload);
  const ir::Type type = module_.imports.TypeOf(scope_[local].type);
  if (params_ == nullptr) return Emit(node, Op::Local, type, {}, local.index);
  for (uint32_t i = 0; i < params_->size(); ++i) {
    if ((*params_)[i] == local) return Emit(node, Op::Local, type, {}, i);
  }
  LSQ_CHECK(false, "a function reads what is not its parameter");
  return ir::kNoReg;
}

Reg ExprLowerer::RecordRead(const Expr& node, Op op) {
  const Reg record = Value(node.args[0]);
  const uint32_t field = module_.imports.Field(std::get<schema::FieldId>(node.payload));
  ir::Type type = op == Op::IsChanged ? ir::Type{ir::Kind::Bool} : module_.ir.fields[field].type;
  if (type.kind == ir::Kind::Number) type.scale = number::kScale;
  return Emit(node, op, type, {record}, field);
}

Reg ExprLowerer::List(const Expr& node) {
  const ir::Type type = module_.imports.TypeOf(node.type);
  std::vector<Reg> args;
  for (const ExprId arg : node.args) args.push_back(ValueAs(arg, ir::ElementOf(type)));
  return Emit(node, Op::List, type, std::move(args));
}

Reg ExprLowerer::NamedList(const Expr& node, Op op) {
  const auto& name = std::get<std::string>(std::get<program::Constant>(node.payload));
  return Emit(node, op, {ir::Kind::Bool}, Args(node), module_.imports.Constant(name));
}

Reg ExprLowerer::Leaf(const Expr& node) {
  switch (node.op) {
    case program::Op::Const:
      return Constant(module_.imports.ConstantOf(std::get<program::Constant>(node.payload)),
                      module_.imports.TypeOf(node.type), module_.imports.OriginOf(node.at));
    case program::Op::Local:
      return Local(node);
    case program::Op::Field:
      return RecordRead(node, Op::Field);
    case program::Op::Related:
      return RecordRead(node, Op::Related);
    case program::Op::OldField:
      return RecordRead(node, Op::OldField);
    case program::Op::IsChanged:
      return RecordRead(node, Op::IsChanged);
    case program::Op::Member:
      return Emit(node, Op::Member, module_.imports.TypeOf(node.type), Args(node),
                  module_.imports.Constant(std::get<std::string>(node.payload)));
    case program::Op::Now:
      return Emit(node, Op::Now, {ir::Kind::DateTime}, {});
    case program::Op::Me:
      return Emit(node, Op::Me, module_.imports.TypeOf(node.type), {});
    default:
      return List(node);
  }
}

Reg ExprLowerer::Number(const Expr& node, Op op) {
  return Emit(node, op, {ir::Kind::Number, number::kScale}, Args(node));
}

Reg ExprLowerer::Time(const Expr& node, Op op) {
  std::vector<Reg> args = Args(node);
  ir::Type type = module_.imports.TypeOf(node.type);
  if (op == Op::AddDuration || op == Op::SubDuration) type = build_.TypeOf(args[0]);
  if (op == Op::AddHours && build_.TypeOf(args[0]).kind == ir::Kind::Date) {  // from the start of that day (C-MM-11)
    args[0] = Emit(expr(node.args[0]), Op::StartOfDay, {ir::Kind::DateTime}, {args[0]});
  }
  return Emit(node, op, type, std::move(args));
}

Reg ExprLowerer::Call(const Expr& node) {
  std::vector<Reg> args = Args(node);
  std::vector<ir::Type> params;
  for (const Reg arg : args) params.push_back(build_.TypeOf(arg));
  const ir::Type result = module_.imports.TypeOf(node.type);
  const std::string& name = std::get<program::NativeCall>(node.payload).name;
  const uint32_t native = module_.imports.Native(name, std::move(params), result);
  return Emit(node, Op::Call, result, std::move(args), native);
}

Reg ExprLowerer::CallFunction(const Expr& node) {
  const auto id = std::get<program::FunctionId>(node.payload);
  const program::Function& callee = module_.program.functions[id];
  std::vector<Reg> args;
  for (size_t i = 0; i < node.args.size(); ++i) {
    args.push_back(ValueAs(node.args[i], module_.imports.TypeOf(callee.scope[callee.params[i]].type)));
  }
  return Emit(node, Op::CallFunction, module_.imports.TypeOf(callee.result), std::move(args), id.index);
}

Reg ExprLowerer::Value(ExprId id) {
  using enum program::Op;
  const Expr& node = expr(id);
  switch (node.op) {
    case And:
    case Or:
    case Not:
    case IsFilled:
    case Changed:
      return Materialise(id);
    case IsEmpty:
      return Emit(node, Op::IsMissing, {ir::Kind::Bool}, Args(node));
    case InNamedList:
      return NamedList(node, Op::InNamedList);
    case NotInNamedList:
      return NamedList(node, Op::NotInNamedList);
    case program::Op::Coalesce:
      return this->Coalesce(node);
    case If:
      return node.type.Is(types::Kind::Bool) ? Materialise(id) : Choose(node);
    case Negate:
      return Number(node, Op::Neg);
    case Add:
      return Number(node, Op::Add);
    case Subtract:
      return Number(node, Op::Sub);
    case Multiply:
      return Number(node, Op::Mul);
    case Divide:
      return Number(node, Op::Div);
    case Remainder:
      return Number(node, Op::Rem);
    case AddDuration:
      return Time(node, Op::AddDuration);
    case SubtractDuration:
      return Time(node, Op::SubDuration);
    case AddHours:
      return Time(node, Op::AddHours);
    case Difference:
      return Time(node, Op::Difference);
    case DateOf:
      return Time(node, Op::DateOf);
    case StartOfDay:
      return Time(node, Op::StartOfDay);
    case program::Op::TextOf:
    case Join:
    case program::Op::Escape:
      return Text(node);
    case program::Op::Call:
      return this->Call(node);
    case program::Op::CallFunction:
      return this->CallFunction(node);
    default:
      return node.op <= program::Op::List || node.op == OldField || node.op == IsChanged ? Leaf(node) : Compare(node);
  }
}

// ---- Functions ------------------------------------------------------------------------------------------------------

std::vector<ir::Local> LowerLocals(Module& module, const program::Scope& scope) {
  std::vector<ir::Local> locals;
  for (const program::Local& local : scope.locals) locals.push_back({local.name, module.imports.TypeOf(local.type)});
  return locals;
}

ir::FunctionId LowerFunction(Module& module, const program::Scope& scope, ExprId expr, std::string name) {
  ExprLowerer lowerer(module, scope);
  const ir::Type result = module.imports.TypeOf(scope[expr].type);
  lowerer.LowerResult(expr, result);
  return module.ir.functions.Add(lowerer.builder().Finish(std::move(name), {}, result));
}

ir::FunctionId LowerIfAny(Module& module, const program::Scope& scope, ExprId expr, std::string name) {
  return expr.valid() ? LowerFunction(module, scope, expr, std::move(name)) : ir::FunctionId{};
}

ir::Function LowerUserFunction(Module& module, const program::Function& function) {
  ExprLowerer lowerer(module, function.scope);
  lowerer.SetParams(function.params);
  std::vector<ir::Type> params;
  for (const program::LocalId param : function.params) {
    params.push_back(module.imports.TypeOf(function.scope[param].type));
  }
  const ir::Type result = module.imports.TypeOf(function.result);
  lowerer.LowerResult(function.body, result);
  return lowerer.builder().Finish(function.name, std::move(params), result);
}

}  // namespace lsq::lower
