// SPDX-License-Identifier: Apache-2.0
// Conditions: connectives, and what a condition tells about which values are filled (language rule 4).
#include <algorithm>
#include <iterator>

#include "compiler/check/expr_internal.h"

namespace lsq::check {

using program::Op;
using types::Kind;

namespace {

void Append(std::vector<Path>& paths, std::vector<Path> more) {
  paths.insert(paths.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<Path> Intersection(const std::vector<Path>& a, const std::vector<Path>& b) {
  std::vector<Path> both;
  for (const Path& path : a) {
    if (std::find(b.begin(), b.end(), path) != b.end()) both.push_back(path);
  }
  return both;
}

void AddPath(const Context& context, ExprId expr, std::vector<Path>& paths) {
  const program::Expr& node = context.scope[expr];
  if (node.op == Op::TextOf || node.op == Op::DateOf) return AddPath(context, node.args[0], paths);
  if (!node.type.optional) return;
  if (auto path = PathOf(context, expr)) paths.push_back(std::move(*path));
}

bool IsPositiveTest(Op op) {
  switch (op) {
    case Op::Equal:
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual:
    case Op::Between:
    case Op::Contains:
    case Op::StartsWith:
    case Op::EndsWith:
    case Op::In:
    case Op::HasAny:
    case Op::HasAll:
    case Op::InWindow:
      return true;
    default:
      return false;
  }
}

bool IsNegativeTest(Op op) {
  switch (op) {
    case Op::NotEqual:
    case Op::NotBetween:
    case Op::NotContains:
    case Op::NotStartsWith:
    case Op::NotEndsWith:
    case Op::NotIn:
    case Op::NotInWindow:
      return true;
    default:
      return false;
  }
}

// Of a single test. A positive one is only true with both sides there (C-CON-2); a negative one is false only then, or
// when its right side is missing (C-CON-3), so a literal on the right makes the left side known.
Learned LearnFromTest(const Context& context, ExprId id) {
  const program::Expr& node = context.scope[id];
  Learned learned;
  if (node.op == Op::IsFilled) AddPath(context, node.args[0], learned.when_true);
  if (node.op == Op::IsEmpty) AddPath(context, node.args[0], learned.when_false);
  if (IsPositiveTest(node.op)) {
    for (const ExprId arg : node.args) AddPath(context, arg, learned.when_true);
  }
  if (IsNegativeTest(node.op)) {
    bool right_known = true;
    for (size_t i = 1; i < node.args.size(); ++i) {
      AddPath(context, node.args[i], learned.when_true);
      right_known = right_known && !TypeOf(context, node.args[i]).optional;
    }
    if (right_known) AddPath(context, node.args[0], learned.when_false);
  }
  return learned;
}

Learned Negated(Learned learned) {
  std::swap(learned.when_true, learned.when_false);
  return learned;
}

Condition CheckChain(Context& context, syntax::ExprId id, syntax::BinaryOp op);

// A field of yes or no is a condition by itself; missing counts as no.
ExprId AsCondition(Context& context, ExprId value, syntax::ExprId source) {
  const Type type = TypeOf(context, value);
  if (type.IsError() || (type.Is(Kind::Bool) && !type.optional)) return value;
  const Location at = context.At(source);
  if (type.Is(Kind::Bool)) {
    const ExprId yes = MakeConstant(context, true, types::kBool, at);
    return Make(context, Op::Equal, types::kBool, at, {value, yes});
  }
  auto report = context.sink.Report(kind::ConditionWanted, at, {DescribeExpr(context, value, source)});
  report.Primary(ExprLabel(context, value, source));
  if (PathOf(context, value))
    report.Fix("ask whether it is filled", at, std::string(context.Source(source)) + " is filled");
  return Poison(context, at);
}

Condition Check(Context& context, syntax::ExprId id) {
  const syntax::ExprId inner = Unwrap(context.tree, id);
  const auto& node = context.tree[inner].node;
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&node)) {
    if (binary->op == syntax::BinaryOp::And || binary->op == syntax::BinaryOp::Or) {
      return CheckChain(context, inner, binary->op);
    }
  }
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node);
      unary != nullptr && unary->op == syntax::UnaryOp::Not) {
    Condition operand = Check(context, unary->operand);
    if (TypeOf(context, operand.expr).IsError()) return {operand.expr, {}};
    const ExprId negated = Make(context, Op::Not, types::kBool, context.At(inner), {operand.expr});
    return {negated, Negated(std::move(operand.learned))};
  }
  const ExprId value = AsCondition(context, CheckNode(context, inner, Expected::Anything()), inner);
  if (TypeOf(context, value).IsError()) return {value, {}};
  return {value, LearnFromTest(context, value)};
}

// The operands of `a and b and c`, without recursion: a chain may be as long as limits.h allows.
std::vector<syntax::ExprId> Operands(const syntax::Tree& tree, syntax::ExprId id, syntax::BinaryOp op) {
  std::vector<syntax::ExprId> operands;
  for (;;) {
    const auto* binary = std::get_if<syntax::BinaryExpr>(&tree[id].node);
    if (binary == nullptr || binary->op != op) break;
    operands.push_back(binary->right);
    id = binary->left;
  }
  operands.push_back(id);
  std::reverse(operands.begin(), operands.end());
  return operands;
}

// Each operand is checked knowing that those before it were true (and), or false (or).
Condition CheckChain(Context& context, syntax::ExprId id, syntax::BinaryOp op) {
  const bool conjunction = op == syntax::BinaryOp::And;
  const Facts before = context.facts;
  Condition all;
  bool poisoned = false;
  for (const syntax::ExprId source : Operands(context.tree, id, op)) {
    Condition each = Check(context, source);
    context.facts.Learn(conjunction ? each.learned.when_true : each.learned.when_false);
    poisoned = poisoned || TypeOf(context, each.expr).IsError();
    if (!all.expr.valid()) {
      all = std::move(each);
      continue;
    }
    auto& sure = conjunction ? all.learned.when_true : all.learned.when_false;
    auto& shared = conjunction ? all.learned.when_false : all.learned.when_true;
    shared = Intersection(shared, conjunction ? each.learned.when_false : each.learned.when_true);
    Append(sure, std::move(conjunction ? each.learned.when_true : each.learned.when_false));
    const Location at{context.file, source::Span::Join(context.scope[all.expr].at.span, context.At(source).span)};
    all.expr = Make(context, conjunction ? Op::And : Op::Or, types::kBool, at, {all.expr, each.expr});
  }
  context.facts = before;
  if (poisoned) return {Poison(context, context.At(id)), {}};
  return all;
}

}  // namespace

Condition CheckCondition(Context& context, syntax::ExprId id) {
  return Check(context, id);
}

ExprId CheckConnective(Context& context, syntax::ExprId id, const syntax::BinaryExpr&) {
  return Check(context, id).expr;
}

ExprId CheckNot(Context& context, syntax::ExprId id, const syntax::UnaryExpr&) {
  return Check(context, id).expr;
}

}  // namespace lsq::check
