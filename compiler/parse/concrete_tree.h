// SPDX-License-Identifier: Apache-2.0
// What ANTLR found, copied out of its tree (architecture decision 23): which rule spans which symbols. Made by
// antlr_parser.cpp, the only file that knows ANTLR; read by the builders.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "compiler/parse/symbols.h"

namespace lsq::parse {

enum class Rule : uint8_t {
  Symbol,  // a leaf
  Statement,
  If,
  Let,
  Set,
  Entry,
  Row,
  Cell,
  Card,
  Clause,
  Block,
  Else,
  ShortCard,
  Expression,
  Operand,
  Argument,
  Element,
  Root,
};

// Nodes in preorder: the children of node i are i + 1, nodes[i + 1].next, … up to nodes[i].next.
struct ConcreteNode {
  Rule rule = Rule::Symbol;
  bool failed = false;  // an error was found in it, and reported
  uint32_t symbol = 0;  // the leaf's; else the first one the rule saw
  uint32_t next = 0;
};

struct ConcreteTree {
  std::vector<ConcreteNode> nodes;  // [0] is Root
};

// Where the parser could not go on, for Explain.
struct Mistake {
  Rule rule = Rule::Root;
  uint32_t symbol = 0;    // the first one that does not fit
  bool leftover = false;  // the statement or expression was complete before it
};

class MistakeListener {
 public:
  virtual ~MistakeListener() = default;
  virtual void OnMistake(const Mistake& mistake) = 0;
};

// Runs the generated parser over declarations. Holds no global state; one instance serves one thread.
class AntlrParser {
 public:
  AntlrParser();
  ~AntlrParser();
  AntlrParser(const AntlrParser&) = delete;
  AntlrParser& operator=(const AntlrParser&) = delete;

  // Never fails: after a mistake it goes on at the next comma, block or line.
  ConcreteTree Parse(const std::vector<Symbol>& symbols, bool expression, MistakeListener& listener);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lsq::parse
