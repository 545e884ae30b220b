// SPDX-License-Identifier: Apache-2.0
// Concrete tree to syntax::Tree: drops punctuation, applies precedence (chain.cpp), reads literals, and reports what
// the grammar lets through but the language does not. Recursion is bounded by limits::kNesting.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "compiler/parse/concrete_tree.h"
#include "compiler/parse/reporter.h"
#include "compiler/parse/symbols.h"
#include "compiler/syntax/ast.h"

namespace lsq::parse {

class Builder {
 public:
  Builder(std::string_view text, const Symbols& symbols, const ConcreteTree& concrete, Reporter& report)
      : text_(text), symbols_(symbols), concrete_(concrete), report_(report) {}

  // The statement below Root.
  syntax::Tree BuildDeclaration();
  // The expression below Root; the tree has no statement.
  std::pair<syntax::Tree, syntax::ExprId> BuildExpression();

 private:
  using Node = uint32_t;  // index into concrete_.nodes

  // ---- the concrete tree ----
  const ConcreteNode& At(Node node) const { return concrete_.nodes[node]; }
  Node First(Node parent) const { return parent + 1; }
  bool Has(Node parent, Node child) const { return child < At(parent).next; }
  Node Next(Node child) const { return At(child).next; }
  bool Leaf(Node node) const { return At(node).rule == Rule::Symbol; }
  const Symbol& SymbolAt(Node node) const { return symbols_.all[At(node).symbol]; }
  bool Is(Node node, SymbolKind kind) const { return Leaf(node) && SymbolAt(node).kind == kind; }
  // From the first to the last symbol below the node; empty where it starts when it has none.
  Span SpanOf(Node node) const;

  // ---- build_statement.cpp ----
  syntax::StmtId Statement(Node node);
  bool Unreadable(const syntax::Stmt& stmt) const;
  syntax::Card Card(Node node);
  syntax::If If(Node node);
  syntax::Let Let(Node node);
  syntax::Set Set(Node node);
  syntax::Entry Entry(Node node);
  syntax::Row Row(Node node);
  syntax::Clause Clause(Node node);
  syntax::BlockId Block(Node node);
  syntax::BlockId ElsePart(Node node);
  std::vector<syntax::ExprId> Items(Node node);
  std::string DocOf(Node node) const;

  // ---- build_expression.cpp ----
  friend class ChainBuilder;
  syntax::ExprId Expression(Node node);
  syntax::ExprId Operand(Node node);
  syntax::ExprId OperandOf(Node node, Node first);
  syntax::ExprId Literal(const Symbol& symbol);
  syntax::ExprId Element(Node node);
  syntax::Argument Argument(Node node);
  std::vector<syntax::Argument> Arguments(Node node);
  std::vector<syntax::ExprId> Elements(Node node);
  syntax::ExprId Parenthesis(Node node);
  syntax::Word WordOf(const Symbol& symbol) const;
  // Not a name that was reported for its letters or length; such a one would only be reported again, as unknown.
  bool Readable(const Symbol& symbol) const;

  template <typename T>
  syntax::ExprId Add(Span span, T node) {
    return tree_.exprs.Add({span, std::move(node)});
  }
  syntax::ExprId Error(Span span) { return Add(span, syntax::ErrorExpr{}); }

  std::string_view text_;
  const Symbols& symbols_;
  const ConcreteTree& concrete_;
  Reporter& report_;
  syntax::Tree tree_;
};

}  // namespace lsq::parse
