// SPDX-License-Identifier: Apache-2.0
// Equality by printing is exact because the printer shows everything but spans, and docs are words. Two trees are
// compared a declaration at a time, so the texts are short.
#include "compiler/syntax/printer.h"

namespace lsq::syntax {

bool Equal(const Tree& a, NodeId node_a, const Tree& b, NodeId node_b) {
  return Print(a, node_a) == Print(b, node_b);
}

bool Equal(const Tree& a, const Tree& b) {
  return a.has_errors == b.has_errors && Print(a) == Print(b);
}

bool Equal(const FileTree& a, const FileTree& b) {
  if (a.declarations.size() != b.declarations.size()) return false;
  for (size_t i = 0; i < a.declarations.size(); ++i) {
    if (!Equal(*a.declarations[i].tree, *b.declarations[i].tree)) return false;
  }
  return true;
}

}  // namespace lsq::syntax
