// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/chain.h"

#include <algorithm>

#include "compiler/base/limits.h"
#include "compiler/parse/token.h"

namespace lsq::parse {

using syntax::BinaryOp;
using syntax::ExprId;

ExprId ChainBuilder::Build() {
  if (TooLong()) return builder_.Error(span_);
  const Part whole = Whole();
  // What does not fit, such as a second `between … and`, was reported by the pass that named it.
  return at_ < items_.size() ? builder_.Error(span_) : whole.id;
}

// Checked before any recursion: afterwards the depth of the tree is bounded.
bool ChainBuilder::TooLong() {
  size_t prefixes = 0;
  for (const ChainItem& item : items_) {
    const SymbolKind kind = item.symbol.kind;
    const bool prefix = kind == SymbolKind::NOT || kind == SymbolKind::NEGATE || kind == SymbolKind::LIST_OF;
    prefixes = prefix ? prefixes + 1 : 0;
    if (prefixes <= limits::kNesting) continue;
    builder_.report_.Report(kind::NestingTooDeep, item.symbol.span(), {std::to_string(limits::kNesting)});
    return true;
  }
  if (items_.size() <= 2 * limits::kOperatorsPerExpression + 1) return false;
  builder_.report_.Report(kind::ExpressionTooLong, span_, {std::to_string(limits::kOperatorsPerExpression)});
  return true;
}

ChainBuilder::Part ChainBuilder::Missing() const {
  const uint32_t place =
      at_ == 0 ? span_.begin : (items_[at_ - 1].operand.valid() ? items_[at_ - 1].to : items_[at_ - 1].symbol.end);
  return {builder_.Error({place, place}), {place, place}};
}

ChainBuilder::Part ChainBuilder::Binary(const Part& left, const Symbol& op, BinaryOp binary, const Part& right) {
  return Add(Span::Join(left.span, right.span), syntax::BinaryExpr{binary, op.exactly, left.id, right.id, op.span()});
}

ChainBuilder::Part ChainBuilder::Conditional(const Symbol& word) {
  syntax::ConditionalExpr node;
  const Part condition = Whole();
  node.condition = condition.id;
  Part last = condition;
  if (Take(SymbolKind::THEN)) {
    last = Whole();
    node.then = last.id;
  } else if (at_ == items_.size()) {
    builder_.report_.Report(kind::ConditionalWithout, word.span(), {"then"});
  }
  if (node.then.valid() && Take(SymbolKind::OTHERWISE)) {
    last = Whole();
    node.otherwise = last.id;
  } else if (node.then.valid() && at_ == items_.size()) {
    builder_.report_.Report(kind::ConditionalWithout, word.span(), {"else"});
  }
  if (!node.then.valid()) node.then = Missing().id;
  if (!node.otherwise.valid()) node.otherwise = Missing().id;
  return Add(Span::Join(word.span(), last.span), node);
}

ChainBuilder::Part ChainBuilder::Logic() {
  Part left = And();
  while (Peek() == SymbolKind::OR) {
    const Symbol op = items_[at_++].symbol;
    const Part right = And();
    ReportMixed(left, right, op);
    left = Binary(left, op, BinaryOp::Or, right);
  }
  return left;
}

ChainBuilder::Part ChainBuilder::And() {
  Part left = Not();
  while (Peek() == SymbolKind::AND) {
    const Symbol op = items_[at_++].symbol;
    left = Binary(left, op, BinaryOp::And, Not());
  }
  return left;
}

// C-CON-10. `a or b` is complete where this is called; an `and` in one of the two had no brackets, or it would be
// inside a ParenExpr.
void ChainBuilder::ReportMixed(const Part& left, const Part& right, const Symbol& op) {
  for (const Part& side : {left, right}) {
    const auto* inner = std::get_if<syntax::BinaryExpr>(&builder_.tree_[side.id].node);
    if (inner == nullptr || inner->op != BinaryOp::And) continue;
    if (mixed_reported_) return;
    mixed_reported_ = true;
    builder_.report_.Report(kind::MixedConnectives, op.span())
        .Label(Reporter::Place(inner->op_span), "`and` binds tighter, but not everybody reads it so")
        .Fix("put the `and` in brackets", {{Reporter::Place({side.span.begin, side.span.begin}), "("},
                                           {Reporter::Place({side.span.end, side.span.end}), ")"}});
  }
}

ChainBuilder::Part ChainBuilder::Not() {
  if (Peek() == SymbolKind::CONDITION_IF) return Conditional(items_[at_++].symbol);
  if (Peek() != SymbolKind::NOT) return Comparison();
  const Symbol op = items_[at_++].symbol;
  const Part operand = Not();
  return Add(Span::Join(op.span(), operand.span), syntax::UnaryExpr{syntax::UnaryOp::Not, operand.id, op.span()});
}

ChainBuilder::Part ChainBuilder::Comparison() {
  if (Peek() == SymbolKind::CELL_TEST) {
    const Symbol op = items_[at_++].symbol;
    if (op.between) return Between({{}, op.span()}, op);
    const Part operand = Arithmetic(0);
    return Add(Span::Join(op.span(), operand.span), syntax::CellTestExpr{op.op, operand.id});
  }
  Part left = Arithmetic(0);
  for (bool first = true;; first = false) {
    const SymbolKind kind = Peek();
    const bool comparison = kind == SymbolKind::COMPARE || kind == SymbolKind::CROSSES || kind == SymbolKind::BETWEEN ||
                            kind == SymbolKind::CHANGED;
    if (!comparison) return left;
    const Symbol op = items_[at_++].symbol;
    if (kind == SymbolKind::COMPARE) {
      left = Binary(left, op, op.op, Arithmetic(0));
    } else {
      left = kind == SymbolKind::BETWEEN ? Between(left, op) : Change(left, op);
    }
    if (!first) ReportChained(op);
    if (!first || op.wrong) left.id = builder_.Error(left.span);
  }
}

void ChainBuilder::ReportChained(const Symbol& second) {
  if (chained_reported_) return;
  chained_reported_ = true;
  builder_.report_.Report(kind::ChainedComparison, second.span());
}

ChainBuilder::Part ChainBuilder::Between(Part value, const Symbol& word) {
  syntax::BetweenExpr node;
  node.value = value.id;
  node.negated = word.op == BinaryOp::NotIn;
  Part last = Arithmetic(0);
  node.low = last.id;
  if (Take(SymbolKind::BETWEEN_AND)) {
    last = Arithmetic(0);
    node.high = last.id;
  } else {
    if (at_ == items_.size()) builder_.report_.Report(kind::BetweenWithoutAnd, word.span());
    node.high = Missing().id;
  }
  return Add(Span::Join(value.span, last.span), node);
}

ChainBuilder::Part ChainBuilder::Change(Part operand, const Symbol& word) {
  syntax::ChangeExpr node;
  node.operand = operand.id;
  Part last{operand.id, word.span()};
  if (word.kind == SymbolKind::CROSSES) {
    node.kind = syntax::ChangeKind::Crosses;
    last = Arithmetic(0);
    node.to = last.id;
    return Add(Span::Join(operand.span, last.span), node);
  }
  const std::string_view text = Slice(builder_.text_, word.span());
  node.kind = text == "changed" ? syntax::ChangeKind::Changed
                                : (text == "increased" ? syntax::ChangeKind::Increased : syntax::ChangeKind::Decreased);
  if (Take(SymbolKind::FROM)) {
    last = Arithmetic(0);
    node.from = last.id;
  }
  if (Take(SymbolKind::TO_VALUE)) {
    last = Arithmetic(0);
    node.to = last.id;
  }
  return Add(Span::Join(operand.span, last.span), node);
}

ChainBuilder::Part ChainBuilder::Arithmetic(int level) {
  if (level == 3) return Negation();
  Part left = Arithmetic(level + 1);
  while (true) {
    BinaryOp op;
    switch (Peek()) {
      case SymbolKind::DEFAULT:
        op = BinaryOp::Default;
        break;
      case SymbolKind::PLUS:
        op = BinaryOp::Add;
        break;
      case SymbolKind::MINUS:
        op = BinaryOp::Subtract;
        break;
      case SymbolKind::STAR:
        op = BinaryOp::Multiply;
        break;
      case SymbolKind::SLASH:
        op = BinaryOp::Divide;
        break;
      case SymbolKind::PERCENT:
        op = BinaryOp::Remainder;
        break;
      default:
        return left;
    }
    const int level_of_op = op == BinaryOp::Default ? 0 : (op == BinaryOp::Add || op == BinaryOp::Subtract ? 1 : 2);
    if (level_of_op != level) return left;
    const Symbol symbol = items_[at_++].symbol;
    left = Binary(left, symbol, op, Arithmetic(level + 1));
  }
}

ChainBuilder::Part ChainBuilder::Negation() {
  const SymbolKind kind = Peek();
  // An `if` or `not` here had an operator before it, which was reported or stands before a whole expression.
  if (kind == SymbolKind::CONDITION_IF) return Conditional(items_[at_++].symbol);
  if (kind == SymbolKind::NOT) return Not();
  if (kind != SymbolKind::NEGATE && kind != SymbolKind::LIST_OF) return Postfix();
  const Symbol op = items_[at_++].symbol;
  const Part operand = Negation();
  const Span span = Span::Join(op.span(), operand.span);
  if (kind == SymbolKind::LIST_OF) return Add(span, syntax::ListOfExpr{operand.id});
  return Add(span, syntax::UnaryExpr{syntax::UnaryOp::Negate, operand.id, op.span()});
}

ChainBuilder::Part ChainBuilder::Postfix() {
  if (!AtOperand()) return Missing();
  Part left{items_[at_].operand, {items_[at_].from, items_[at_].to}};
  ++at_;
  while (Peek() == SymbolKind::DOT) {
    const Symbol dot = items_[at_++].symbol;
    syntax::Word member{{dot.end, dot.end}, "", false};
    if (Peek() == SymbolKind::MEMBER || Peek() == SymbolKind::TEXT) {
      const Symbol& name = items_[at_++].symbol;
      if (builder_.Readable(name)) member = builder_.WordOf(name);
    }
    left = Add(Span::Join(left.span, member.span), syntax::MemberExpr{left.id, member});
  }
  if (Peek() != SymbolKind::EXISTS) return left;
  const Symbol word = items_[at_++].symbol;
  return Exists(left, word);
}

ChainBuilder::Part ChainBuilder::Exists(Part entity, const Symbol& word) {
  syntax::ExistsExpr node;
  if (const auto* name = std::get_if<syntax::NameExpr>(&builder_.tree_[entity.id].node)) node.entity = name->word;
  Span span = Span::Join(entity.span, word.span());
  if (Take(SymbolKind::AS)) {
    if (Peek() == SymbolKind::NAME) {
      node.binding = builder_.WordOf(items_[at_++].symbol);
      span = Span::Join(span, node.binding->span);
    }
  }
  if (Take(SymbolKind::EXISTS_WHERE)) {
    const Part where = Whole();
    node.where = where.id;
    span = Span::Join(span, where.span);
  }
  return Add(span, node);
}

}  // namespace lsq::parse
