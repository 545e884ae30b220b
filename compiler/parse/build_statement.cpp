// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/parse/builder.h"

namespace lsq::parse {

using syntax::BlockId;
using syntax::ExprId;
using syntax::StmtId;

Span Builder::SpanOf(Node node) const {
  const uint32_t start = SymbolAt(node).begin;
  uint32_t end = start;
  // Preorder: the last leaf of the node is the last leaf before its end.
  for (Node i = At(node).next; i > node;) {
    if (Leaf(--i)) {
      end = SymbolAt(i).end;
      break;
    }
  }
  return {start, std::max(start, end)};
}

syntax::Tree Builder::BuildDeclaration() {
  tree_.comments = symbols_.comments;
  tree_.root = Statement(First(0));
  return std::move(tree_);
}

std::pair<syntax::Tree, ExprId> Builder::BuildExpression() {
  tree_.comments = symbols_.comments;
  const ExprId root = Has(0, First(0)) && !Leaf(First(0)) ? Expression(First(0)) : Error({0, 0});
  return {std::move(tree_), root};
}

StmtId Builder::Statement(Node node) {
  const Node inner = First(node);
  const Span span = SpanOf(node);
  if (!Has(node, inner) || Leaf(inner)) return tree_.stmts.Add({span, DocOf(node), syntax::ErrorStmt{}});
  syntax::Stmt stmt{span, DocOf(node), syntax::ErrorStmt{}};
  switch (At(inner).rule) {
    case Rule::If:
      stmt.node = If(inner);
      break;
    case Rule::Let:
      stmt.node = Let(inner);
      break;
    case Rule::Set:
      stmt.node = Set(inner);
      break;
    case Rule::Entry:
      stmt.node = Entry(inner);
      break;
    case Rule::Row:
      stmt.node = Row(inner);
      break;
    default:
      stmt.node = Card(inner);
      break;
  }
  if (Unreadable(stmt)) stmt.node = syntax::ErrorStmt{};
  return tree_.stmts.Add(std::move(stmt));
}

// A statement of which nothing tells what it is; a checker could only report it again.
bool Builder::Unreadable(const syntax::Stmt& stmt) const {
  if (const auto* let = std::get_if<syntax::Let>(&stmt.node)) return let->name.text.empty();
  const auto* card = std::get_if<syntax::Card>(&stmt.node);
  if (card == nullptr) return false;
  return card->items.empty() || std::holds_alternative<syntax::ErrorExpr>(tree_[card->items[0]].node);
}

std::string Builder::DocOf(Node node) const {
  const auto& docs = symbols_.docs;
  const auto found = std::lower_bound(docs.begin(), docs.end(), At(node).symbol,
                                      [](const Doc& doc, uint32_t symbol) { return doc.symbol < symbol; });
  return found != docs.end() && found->symbol == At(node).symbol ? found->text : "";
}

// The introducers and expressions directly below a node, in order.
std::vector<ExprId> Builder::Items(Node node) {
  std::vector<ExprId> items;
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    if (Is(child, SymbolKind::INTRODUCER)) {
      items.push_back(Add(SymbolAt(child).span(), syntax::NameExpr{WordOf(SymbolAt(child))}));
    } else if (At(child).rule == Rule::Expression) {
      items.push_back(Expression(child));
    } else if (Is(child, SymbolKind::ASSIGN)) {
      break;
    }
  }
  return items;
}

syntax::Clause Builder::Clause(Node node) {
  return {SpanOf(node), Items(node)};
}

syntax::Card Builder::Card(Node node) {
  syntax::Card card;
  card.items = Items(node);
  bool init = false;
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    switch (At(child).rule) {
      case Rule::Clause:
        card.clauses.push_back(Clause(child));
        break;
      case Rule::Block:
        card.block = Block(child);
        break;
      case Rule::Else:
        card.else_block = ElsePart(child);
        break;
      case Rule::Symbol:
        init = init || Is(child, SymbolKind::ASSIGN);
        break;
      case Rule::Expression:
        if (init) card.init = Expression(child);
        break;
      default:
        break;
    }
  }
  return card;
}

syntax::If Builder::If(Node node) {
  syntax::If result;
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    if (Is(child, SymbolKind::IF) || Is(child, SymbolKind::ELSE_IF)) {
      result.arms.push_back({SymbolAt(child).span(), {}, {}});
    } else if (At(child).rule == Rule::Else) {
      result.else_block = ElsePart(child);
    } else if (!result.arms.empty() && !Leaf(child)) {
      syntax::IfArm& arm = result.arms.back();
      arm.span = Span::Join(arm.span, SpanOf(child));
      const bool block = At(child).rule == Rule::Block;
      if (block) {
        const BlockId id = Block(child);
        result.arms.back().block = id;
      } else {
        const ExprId id = Expression(child);
        result.arms.back().condition = id;
      }
    }
  }
  for (syntax::IfArm& arm : result.arms) {
    const Span end{arm.span.end, arm.span.end};
    if (!arm.condition.valid()) arm.condition = Error(end);
    if (!arm.block.valid()) arm.block = tree_.blocks.Add({end, {}, true});
  }
  return result;
}

syntax::Let Builder::Let(Node node) {
  syntax::Let let;
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    if (Is(child, SymbolKind::NAME)) let.name = WordOf(SymbolAt(child));
    if (At(child).rule == Rule::Expression) let.value = Expression(child);
  }
  const Span end{SpanOf(node).end, SpanOf(node).end};
  if (!let.value.valid()) let.value = Error(end);
  return let;
}

syntax::Set Builder::Set(Node node) {
  syntax::Set set;
  bool to = false;
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    to = to || Is(child, SymbolKind::TO);
    if (At(child).rule == Rule::Expression) (to ? set.value : set.target) = Expression(child);
  }
  const Span end{SpanOf(node).end, SpanOf(node).end};
  if (!set.target.valid()) set.target = Error(end);
  if (!set.value.valid()) set.value = Error(end);
  return set;
}

syntax::Entry Builder::Entry(Node node) {
  syntax::Entry entry;
  entry.name = WordOf(SymbolAt(First(node)));
  entry.items = Items(node);
  bool init = false;
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    if (Is(child, SymbolKind::ASSIGN)) init = true;
    if (At(child).rule == Rule::Expression && init) entry.init = Expression(child);
    if (At(child).rule == Rule::Clause) entry.clauses.push_back(Clause(child));
    if (At(child).rule == Rule::Block) entry.block = Block(child);
  }
  const Span end{SpanOf(node).end, SpanOf(node).end};
  if (entry.items.empty() && !entry.init.valid()) entry.items.push_back(Error(end));
  return entry;
}

syntax::Row Builder::Row(Node node) {
  syntax::Row row;
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    if (At(child).rule != Rule::Cell) continue;
    row.cells.push_back(Clause(child));
    if (!row.cells.back().items.empty() || At(child).failed) continue;
    report_.Report(kind::EmptyCell, row.cells.back().span)
        .Fix("write `any`", Reporter::Place(row.cells.back().span), " any ");
    row.cells.back().items.push_back(Error(row.cells.back().span));
  }
  return row;
}

BlockId Builder::Block(Node node) {
  syntax::Block block;
  block.span = SpanOf(node);
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    if (At(child).rule == Rule::Statement) block.statements.push_back(Statement(child));
  }
  return tree_.blocks.Add(std::move(block));
}

// `else { … }`, or `else` and one short statement, which becomes a block without braces.
BlockId Builder::ElsePart(Node node) {
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    if (At(child).rule == Rule::Block) return Block(child);
    if (Leaf(child)) continue;
    const Span span = SpanOf(child);
    syntax::Stmt stmt{span, "", syntax::ErrorStmt{}};
    if (At(child).rule == Rule::Set) {
      stmt.node = Set(child);
    } else {
      stmt.node = Card(child);
    }
    const StmtId id = tree_.stmts.Add(std::move(stmt));
    return tree_.blocks.Add({span, {id}, false});
  }
  const Span span = SpanOf(node);
  return tree_.blocks.Add({{span.end, span.end}, {}, false});
}

}  // namespace lsq::parse
