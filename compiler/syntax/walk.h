// SPDX-License-Identifier: Apache-2.0
// Going through a tree without knowing every node: children in source order, what is at a place, structural equality.
#pragma once

#include <functional>
#include <variant>
#include <vector>

#include "compiler/syntax/ast.h"

namespace lsq::syntax {

using NodeId = std::variant<ExprId, StmtId, BlockId>;

// Calls `visit` for every direct child; ids that are not valid are left out.
void ForEachChild(const Tree& tree, NodeId node, const std::function<void(NodeId)>& visit);
// Calls `visit` for `node` and everything below it, parents first.
void Walk(const Tree& tree, NodeId node, const std::function<void(NodeId)>& visit);

Span SpanOf(const Tree& tree, NodeId node);

// The nodes that hold the byte `offset` (relative to the declaration; the end of a span counts as inside), from the
// root to the innermost. Empty when the declaration's statement does not hold it.
std::vector<NodeId> NodesAt(const Tree& tree, uint32_t offset);
// The innermost of these.
std::optional<NodeId> NodeAt(const Tree& tree, uint32_t offset);

// The same program: nodes, words and values are equal; spans, comments and the layout of texts are not looked at.
// `==` and `is`, `"a"` and """a""" are the same.
bool Equal(const Tree& a, const Tree& b);
bool Equal(const Tree& a, NodeId node_a, const Tree& b, NodeId node_b);
bool Equal(const FileTree& a, const FileTree& b);

}  // namespace lsq::syntax
