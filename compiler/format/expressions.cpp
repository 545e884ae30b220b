// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/expressions.h"

#include <string>

#include "compiler/base/match.h"
#include "compiler/format/operators.h"

namespace lsq::format {

namespace {

using namespace syntax;

// Adds one expression and those within it. Every piece that has a place in the source says so, that comments stay
// between the same two pieces.
class Adder {
 public:
  Adder(const SourceText& source, Line& line) : source_(source), line_(line) {}

  void Add(ExprId id, Gap gap) {
    const Expr& expr = source_.tree[id];
    Match(expr.node, [&](const auto& node) { AddNode(node, expr, gap); });
  }

 private:
  void Piece(Gap gap, std::string text, Span span) { line_.Add(gap, std::move(text), source_.offset + span.begin); }
  void Closing(std::string text, const Expr& expr) {
    line_.Add(Gap::None, std::move(text), source_.offset + expr.span.end - 1);
  }
  void Words(const char* words) { line_.Add(Gap::Blank, words); }

  // `opening a, b, c closing`, the opening already there.
  void Elements(const std::vector<ExprId>& elements) {
    line_.Enter();
    for (size_t i = 0; i < elements.size(); ++i) Element(elements[i], i);
    line_.Leave();
  }
  void Arguments(const std::vector<Argument>& arguments) {
    line_.Enter();
    for (size_t i = 0; i < arguments.size(); ++i) {
      const Argument& argument = arguments[i];
      if (!argument.name) {
        Element(argument.value, i);
        continue;
      }
      if (i > 0) line_.Append(",");
      Piece(i > 0 ? Gap::Break : Gap::None, MemberText(source_, *argument.name) + ":", argument.name->span);
      Add(argument.value, Gap::Blank);
    }
    line_.Leave();
  }
  void Element(ExprId value, size_t index) {
    if (index > 0) line_.Append(",");
    Add(value, index > 0 ? Gap::Break : Gap::None);
  }

  void AddNode(const ConstantExpr& node, const Expr& expr, Gap gap) {
    constexpr const char* kNames[] = {"empty", "yes", "no", "me", "now"};
    Piece(gap, kNames[static_cast<size_t>(node.value)], expr.span);
  }
  void AddNode(const NameExpr& node, const Expr& expr, Gap gap) { Piece(gap, NameText(source_, node.word), expr.span); }
  void AddNode(const NumberExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, node.raw + node.suffix + (node.percent ? "%" : ""), expr.span);
  }
  void AddNode(const DurationExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, DurationText(node.raw, node.unit), expr.span);
  }
  void AddNode(const DateExpr&, const Expr& expr, Gap gap) { Moment(expr, gap); }
  void AddNode(const DateTimeExpr&, const Expr& expr, Gap gap) { Moment(expr, gap); }
  void AddNode(const TimeExpr&, const Expr& expr, Gap gap) { Moment(expr, gap); }
  void Moment(const Expr& expr, Gap gap) { Piece(gap, MomentText(source_.Slice(expr.span)), expr.span); }
  void AddNode(const MergeExpr& node, const Expr& expr, Gap gap) { Piece(gap, MergeText(source_, node), expr.span); }
  void AddNode(const TextExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, TextLiteral(source_, expr, node), expr.span);
  }
  void AddNode(const ListExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, "[", expr.span);
    Elements(node.elements);
    Closing("]", expr);
  }
  void AddNode(const MemberExpr& node, const Expr&, Gap gap) {
    Add(node.object, gap);
    Piece(Gap::None, "." + MemberText(source_, node.member), node.member.span);
  }
  void AddNode(const CallExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, NameText(source_, node.callee) + "(", expr.span);
    Arguments(node.arguments);
    Closing(")", expr);
  }
  void AddNode(const RefExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, NameText(source_, node.kind), expr.span);
    Add(node.name, Gap::Blank);
  }
  void AddNode(const ParamsExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, "(", expr.span);
    Arguments(node.params);
    Closing(")", expr);
  }
  void AddNode(const ShapeExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, node.fields.empty() ? "{" : "{ ", expr.span);
    Arguments(node.fields);
    Closing(node.fields.empty() ? "}" : " }", expr);
  }
  void AddNode(const OneOfExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, "one of", expr.span);
    Add(node.options, Gap::Blank);
  }
  void AddNode(const ListOfExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, "list of", expr.span);
    Add(node.element, Gap::Blank);
  }
  void AddNode(const UnaryExpr& node, const Expr& expr, Gap gap) {
    const bool negate = node.op == UnaryOp::Negate;
    Piece(gap, negate ? "-" : "not", expr.span);
    Add(node.operand, negate ? Gap::None : Gap::Blank);
  }
  void AddNode(const BinaryExpr& node, const Expr&, Gap gap) {
    Add(node.left, gap);
    const bool connective = node.op == BinaryOp::And || node.op == BinaryOp::Or;
    const Gap around = IsHoursOffset(node) ? Gap::None : Gap::Blank;
    Piece(connective ? Gap::Join : around, OperatorText(node.op, node.exactly), node.op_span);
    Add(node.right, around);
  }
  // The CRM's own `@{Lead:Due,}+24` is kept tight, as every admin knows it.
  bool IsHoursOffset(const BinaryExpr& node) const {
    return (node.op == BinaryOp::Add || node.op == BinaryOp::Subtract) &&
           std::holds_alternative<MergeExpr>(source_.tree[node.left].node) &&
           std::holds_alternative<NumberExpr>(source_.tree[node.right].node);
  }
  void AddNode(const BetweenExpr& node, const Expr& expr, Gap gap) {
    const char* words = node.negated ? "not between" : "between";
    if (node.value.valid()) {
      Add(node.value, gap);
      Words(words);
    } else {
      Piece(gap, words, expr.span);
    }
    Add(node.low, Gap::Blank);
    Words("and");
    Add(node.high, Gap::Blank);
  }
  void AddNode(const ChangeExpr& node, const Expr&, Gap gap) {
    constexpr const char* kNames[] = {"changed", "increased", "decreased", "crosses"};
    Add(node.operand, gap);
    Words(kNames[static_cast<size_t>(node.kind)]);
    if (node.from.valid()) {
      Words("from");
      Add(node.from, Gap::Blank);
    }
    if (!node.to.valid()) return;
    if (node.kind != ChangeKind::Crosses) Words("to");
    Add(node.to, Gap::Blank);
  }
  void AddNode(const WindowExpr& node, const Expr& expr, Gap gap) { Piece(gap, WindowText(node), expr.span); }
  void AddNode(const ConditionalExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, "if", expr.span);
    Add(node.condition, Gap::Blank);
    Words("then");
    Add(node.then, Gap::Blank);
    Words("else");
    Add(node.otherwise, Gap::Blank);
  }
  void AddNode(const QuantifiedExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, node.all ? "all of (" : "any of (", expr.span);
    Elements(node.elements);
    Closing(")", expr);
  }
  void AddNode(const FilteredExpr& node, const Expr&, Gap gap) {
    Add(node.subject, gap);
    Words("where");
    Add(node.condition, Gap::Blank);
  }
  void AddNode(const ExistsExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, NameText(source_, node.entity) + " exists", expr.span);
    if (node.binding) Piece(Gap::Blank, "as " + NameText(source_, *node.binding), node.binding->span);
    if (!node.where.valid()) return;
    Words("where");
    Add(node.where, Gap::Blank);
  }
  void AddNode(const CellTestExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, OperatorText(node.op, false), expr.span);
    Add(node.operand, Gap::Blank);
  }
  void AddNode(const ParenExpr& node, const Expr& expr, Gap gap) {
    Piece(gap, "(", expr.span);
    line_.Enter();
    Add(node.inner, Gap::None);
    line_.Leave();
    Closing(")", expr);
  }
  void AddNode(const ErrorExpr&, const Expr&, Gap) { LSQ_CHECK(false, "a tree with errors is not formatted"); }

  const SourceText& source_;
  Line& line_;
};

}  // namespace

void AddExpr(const SourceText& source, ExprId id, Gap gap, Line& line) {
  Adder(source, line).Add(id, gap);
}

void AddItems(const SourceText& source, const std::vector<ExprId>& items, Gap gap, Line& line) {
  for (size_t i = 0; i < items.size(); ++i) AddExpr(source, items[i], i == 0 ? gap : Gap::Blank, line);
}

void AddClauses(const SourceText& source, const std::vector<Clause>& clauses, Line& line) {
  for (const Clause& clause : clauses) {
    line.Append(",");
    AddItems(source, clause.items, Gap::Break, line);
  }
}

}  // namespace lsq::format
