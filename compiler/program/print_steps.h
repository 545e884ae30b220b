// SPDX-License-Identifier: Apache-2.0
// Steps and blocks of one declaration, a line each, indented by two blanks a level. Internal to the printer.
#pragma once

#include <string>

#include "compiler/program/program.h"

namespace lsq::program {

class StepPrinter {
 public:
  StepPrinter(const Scope& scope, const schema::Catalog& catalog, std::string& out)
      : scope_(scope), catalog_(catalog), out_(out) {}

  std::string Expr(ExprId id) const;
  void Line(size_t depth, const std::string& text);
  void Labelled(size_t depth, const std::string& label, ExprId id);  // nothing for an invalid id
  void Assignments(const std::vector<Assignment>& assignments, size_t depth);
  void Arguments(const std::vector<Argument>& arguments, size_t depth);
  void Handlers(const std::vector<Handler>& handlers, size_t depth);
  void Block(BlockId id, size_t depth);  // nothing for an invalid id

 private:
  void Print(const ActionStep& step, size_t depth);
  void Print(const IfStep& step, size_t depth);
  void Print(const IfExistsStep& step, size_t depth);
  void Print(const WaitStep& step, size_t depth);
  void Print(const SetStep& step, size_t depth);
  void Print(const LetStep& step, size_t depth);
  void Print(const ExitStep& step, size_t depth);

  const Scope& scope_;
  const schema::Catalog& catalog_;
  std::string& out_;
};

}  // namespace lsq::program
