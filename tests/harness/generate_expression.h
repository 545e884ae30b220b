// SPDX-License-Identifier: Apache-2.0
// Random expressions, by the precedence of the language.
#pragma once

#include "tests/harness/source_writer.h"

namespace lsq::harness {

// Writes one expression of at most the given depth; a depth of 0 gives leaves.
class ExpressionGenerator {
 public:
  ExpressionGenerator(Random& random, SourceWriter& out, size_t depth) : random_(random), out_(out), depth_(depth) {}

  void Condition();      // anything
  void PhraseOperand();  // what may stand among the words of a phrase
  void Cell();           // of a decision table
  void Text();           // "…"
  void Path();           // Lead."Preferred time"

 private:
  void Connected();
  void Comparison();
  void Sum();
  void Factor();
  void Operand();
  void Leaf();
  void Bracketed();
  void Merge(bool in_text);
  void TextBody(bool block);
  void BlockText();
  void Elements(size_t least);
  ExpressionGenerator Deeper() { return {random_, out_, depth_ == 0 ? 0 : depth_ - 1}; }

  Random& random_;
  SourceWriter& out_;
  size_t depth_;
};

}  // namespace lsq::harness
