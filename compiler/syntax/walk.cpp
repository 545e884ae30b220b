// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/walk.h"

#include "compiler/base/match.h"
#include "compiler/syntax/words.h"

namespace lsq::syntax {

namespace {

class Children {
 public:
  Children(const Tree& tree, const std::function<void(NodeId)>& visit) : tree_(tree), visit_(visit) {}

  void Of(NodeId node) {
    Match(
        node, [&](ExprId id) { std::visit(*this, tree_[id].node); },
        [&](StmtId id) { std::visit(*this, tree_[id].node); }, [&](BlockId id) { Each(tree_[id].statements); });
  }

  void operator()(const ConstantExpr&) const {}
  void operator()(const NameExpr&) const {}
  void operator()(const NumberExpr&) const {}
  void operator()(const DurationExpr&) const {}
  void operator()(const DateExpr&) const {}
  void operator()(const DateTimeExpr&) const {}
  void operator()(const TimeExpr&) const {}
  void operator()(const MergeExpr&) const {}
  void operator()(const WindowExpr&) const {}
  void operator()(const ErrorExpr&) const {}
  void operator()(const TextExpr& e) const {
    for (const TextPart& part : e.parts) One(part.hole);
  }
  void operator()(const ListExpr& e) const { Each(e.elements); }
  void operator()(const MemberExpr& e) const { One(e.object); }
  void operator()(const CallExpr& e) const { Each(e.arguments); }
  void operator()(const RefExpr& e) const { One(e.name); }
  void operator()(const ParamsExpr& e) const { Each(e.params); }
  void operator()(const ShapeExpr& e) const { Each(e.fields); }
  void operator()(const OneOfExpr& e) const { One(e.options); }
  void operator()(const ListOfExpr& e) const { One(e.element); }
  void operator()(const UnaryExpr& e) const { One(e.operand); }
  void operator()(const BinaryExpr& e) const { One(e.left), One(e.right); }
  void operator()(const BetweenExpr& e) const { One(e.value), One(e.low), One(e.high); }
  void operator()(const ChangeExpr& e) const { One(e.operand), One(e.from), One(e.to); }
  void operator()(const ConditionalExpr& e) const { One(e.condition), One(e.then), One(e.otherwise); }
  void operator()(const QuantifiedExpr& e) const { Each(e.elements); }
  void operator()(const FilteredExpr& e) const { One(e.subject), One(e.condition); }
  void operator()(const ExistsExpr& e) const { One(e.where); }
  void operator()(const CellTestExpr& e) const { One(e.operand); }
  void operator()(const ParenExpr& e) const { One(e.inner); }

  void operator()(const Card& s) const {
    Each(s.items), Each(s.clauses);
    One(s.init), One(s.block), One(s.else_block);
  }
  void operator()(const If& s) const {
    for (const IfArm& arm : s.arms) One(arm.condition), One(arm.block);
    One(s.else_block);
  }
  void operator()(const Let& s) const { One(s.value); }
  void operator()(const Set& s) const { One(s.target), One(s.value); }
  void operator()(const Entry& s) const {
    Each(s.items);
    One(s.init);
    Each(s.clauses);
    One(s.block);
  }
  void operator()(const Row& s) const { Each(s.cells); }
  void operator()(const ErrorStmt&) const {}

 private:
  template <typename IdT>
  void One(IdT id) const {
    if (id.valid()) visit_(id);
  }
  template <typename IdT>
  void Each(const std::vector<IdT>& ids) const {
    for (const IdT id : ids) One(id);
  }
  void Each(const std::vector<Argument>& arguments) const {
    for (const Argument& argument : arguments) One(argument.value);
  }
  void Each(const std::vector<Clause>& clauses) const {
    for (const Clause& clause : clauses) Each(clause.items);
  }

  const Tree& tree_;
  const std::function<void(NodeId)>& visit_;
};

}  // namespace

void ForEachChild(const Tree& tree, NodeId node, const std::function<void(NodeId)>& visit) {
  Children(tree, visit).Of(node);
}

void Walk(const Tree& tree, NodeId node, const std::function<void(NodeId)>& visit) {
  visit(node);
  ForEachChild(tree, node, [&](NodeId child) { Walk(tree, child, visit); });
}

Span SpanOf(const Tree& tree, NodeId node) {
  return std::visit([&](auto id) { return tree[id].span; }, node);
}

std::vector<NodeId> NodesAt(const Tree& tree, uint32_t offset) {
  const auto holds = [&](NodeId node) {
    const Span span = SpanOf(tree, node);
    return span.begin <= offset && offset <= span.end;
  };
  std::vector<NodeId> path;
  if (!tree.root.valid() || !holds(tree.root)) return path;
  path.push_back(tree.root);
  for (std::optional<NodeId> next = tree.root; next;) {
    const NodeId parent = *next;
    next.reset();
    // Of two neighbours that touch at the offset, the later one.
    ForEachChild(tree, parent, [&](NodeId child) {
      if (holds(child)) next = child;
    });
    if (next) path.push_back(*next);
  }
  return path;
}

std::optional<NodeId> NodeAt(const Tree& tree, uint32_t offset) {
  const std::vector<NodeId> path = NodesAt(tree, offset);
  return path.empty() ? std::nullopt : std::optional<NodeId>(path.back());
}

std::string_view WordOf(const Tree& tree, ExprId id) {
  if (!id.valid()) return {};
  if (const auto* constant = std::get_if<ConstantExpr>(&tree[id].node)) return SpellingOf(constant->value);
  const auto* name = std::get_if<NameExpr>(&tree[id].node);
  return name != nullptr && !name->word.quoted ? std::string_view(name->word.text) : std::string_view();
}

}  // namespace lsq::syntax
