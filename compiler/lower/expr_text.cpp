// SPDX-License-Identifier: Apache-2.0
// Texts: parts joined flat, what is known joined and escaped now.
#include "compiler/lower/expr_lowerer.h"

namespace lsq::lower {

using ir::Op;
using ir::Reg;
using program::Expr;
using program::ExprId;

namespace {

// The text that stands here whatever happens.
std::optional<std::string> KnownText(const program::Scope& scope, const Expr& node) {
  if (const std::string* literal = LiteralOf(node)) return *literal;
  if (node.op != program::Op::Escape) return std::nullopt;
  const std::string* literal = LiteralOf(scope[node.args[0]]);
  if (literal == nullptr) return std::nullopt;
  return markup::Escaped(std::get<markup::Escaper>(node.payload), *literal);
}

}  // namespace

void ExprLowerer::AddParts(ExprId id, std::vector<Part>& parts) {
  const Expr& node = expr(id);
  if (node.op == program::Op::Join) {
    for (const ExprId part : node.args) AddParts(part, parts);
    return;
  }
  std::optional<std::string> known = KnownText(scope_, node);
  if (!known) {
    parts.push_back({std::nullopt, Value(id)});
  } else if (!parts.empty() && parts.back().literal) {
    *parts.back().literal += *known;
  } else {
    parts.push_back({std::move(known)});
  }
}

Reg ExprLowerer::Text(const Expr& node) {
  if (node.op == program::Op::TextOf) return TextOf(node);
  if (node.op == program::Op::Escape) return Escape(node);
  std::vector<Part> parts;
  for (const ExprId part : node.args) AddParts(part, parts);
  const ir::Origin origin = module_.imports.OriginOf(node.at);
  if (parts.empty()) return Constant(std::string(), {ir::Kind::Text}, origin);
  std::vector<Reg> args;
  for (Part& part : parts) {
    args.push_back(part.literal ? Constant(std::move(*part.literal), {ir::Kind::Text}, origin) : part.reg);
  }
  if (args.size() == 1) return args[0];
  return Emit(node, Op::Join, {ir::Kind::Text}, std::move(args));
}

Reg ExprLowerer::TextOf(const Expr& node) {
  const Reg value = ValueAs(node.args[0], {ir::Kind::Text});
  const ir::Type type = build_.TypeOf(value);
  if (type.kind == ir::Kind::Text) return value;
  return Emit(node, Op::TextOf, type, {value}, static_cast<uint32_t>(std::get<program::Sink>(node.payload)));
}

Reg ExprLowerer::Escape(const Expr& node) {
  const auto escaper = std::get<markup::Escaper>(node.payload);
  const Reg value = ValueAs(node.args[0], {ir::Kind::Text});
  if (escaper == markup::Escaper::None) return value;
  return Emit(node, Op::Escape, {ir::Kind::Text}, {value}, static_cast<uint32_t>(escaper));
}

}  // namespace lsq::lower
