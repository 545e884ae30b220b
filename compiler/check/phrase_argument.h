// SPDX-License-Identifier: Apache-2.0
// What stands in the holes of a matched phrase, checked against the types the library declares for them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/expr.h"
#include "compiler/check/phrase.h"
#include "compiler/program/program.h"

namespace lsq::check {

// The holes of one declaration, filled one after the other; what a variable `T` stands for is shared between them.
class ArgumentReader {
 public:
  ArgumentReader(Context& context, const std::vector<schema::Param>& params) : context_(context), params_(params) {}

  // Checks a value and appends it; a mistake is reported and appends a poisoned one.
  void Add(const Filled& filled, std::vector<program::Argument>& arguments);
  // A value of the block's `name: value` line.
  void AddEntry(uint32_t param, syntax::ExprId value, std::vector<program::Argument>& arguments);

 private:
  program::Argument Read(const Filled& filled);
  ExprId ReadValue(const schema::Param& param, const Filled& filled);
  ExprId ReadRecord(const schema::Param& param, const Filled& filled);
  ExprId ReadOperand(const Filled& filled, const Expected& expected);
  ExprId ReadField(const schema::Param& param, syntax::ExprId value);
  ExprId ReadFieldNames(const schema::ParamType& type, syntax::ExprId value);
  program::Argument ReadCondition(const schema::Param& param, syntax::ExprId value);

  Context& context_;
  const std::vector<schema::Param>& params_;
  Type variable_ = types::kError;                 // what T stands for, once a field said so
  schema::EntityId record_entity_;                // of the last Record hole: whose fields FieldNames are
  std::vector<std::pair<uint32_t, Type>> types_;  // of what was read, by parameter
};

// A field named as a place, `Lead.Visits`: its record and the field. Reported when it is none.
struct FieldPlace {
  ExprId record;
  schema::FieldId field;
  Location at;
};
std::optional<FieldPlace> CheckFieldPlace(Context& context, syntax::ExprId id);

}  // namespace lsq::check
