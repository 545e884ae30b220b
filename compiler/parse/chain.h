// SPDX-License-Identifier: Apache-2.0
// Precedence. The grammar gives the operands and operators of an expression as one flat chain; this makes the tree.
// From loosest to tightest (grammar/README.md):
//   if … then … else …, where · or · and · not · comparisons, between, changed (not chained) · default · + - · * / % ·
//   unary minus, list of · .member
#pragma once

#include <vector>

#include "compiler/parse/builder.h"

namespace lsq::parse {

struct ChainItem {
  Symbol symbol;  // an operator; its kind is End for an operand
  syntax::ExprId operand;
  uint32_t from = 0, to = 0;  // of the operand
};

class ChainBuilder {
 public:
  ChainBuilder(Builder& builder, std::vector<ChainItem> items, Span span)
      : builder_(builder), items_(std::move(items)), span_(span) {}
  syntax::ExprId Build();

 private:
  struct Part {
    syntax::ExprId id;
    Span span;
  };

  bool TooLong();
  Part Whole() { return Logic(); }
  Part Conditional(const Symbol& word);
  Part Logic();  // or, and
  Part And();
  Part Not();
  Part Comparison();
  Part Arithmetic(int level);  // 0 default, 1 + -, 2 * / %
  Part Negation();
  Part Postfix();
  Part Between(Part value, const Symbol& word);
  Part Change(Part operand, const Symbol& word);
  Part Exists(Part entity, const Symbol& word);
  void ReportMixed(const Part& left, const Part& right, const Symbol& op);
  void ReportChained(const Symbol& second);

  SymbolKind Peek() const { return at_ < items_.size() ? items_[at_].symbol.kind : SymbolKind::NEWLINE; }
  bool AtOperand() const { return at_ < items_.size() && items_[at_].operand.valid(); }
  bool Take(SymbolKind kind) { return Peek() == kind && ++at_ > 0; }
  Part Missing() const;
  template <typename T>
  Part Add(Span span, T node) {
    return {builder_.Add(span, std::move(node)), span};
  }
  Part Binary(const Part& left, const Symbol& op, syntax::BinaryOp binary, const Part& right);

  Builder& builder_;
  std::vector<ChainItem> items_;
  Span span_;
  size_t at_ = 0;
  bool mixed_reported_ = false;  // once per chain is enough
  bool chained_reported_ = false;
};

}  // namespace lsq::parse
