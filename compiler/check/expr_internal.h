// SPDX-License-Identifier: Apache-2.0
// The cases of CheckExpr, one function per construct, each in the file of that construct. `hint` says what is wanted
// without demanding it: literals, bare enum members and merges read it, the conversion happens in CheckExpr.
#pragma once

#include "compiler/check/expr.h"
#include "compiler/check/expr_describe.h"

namespace lsq::check {

struct Operand {
  ExprId expr;
  syntax::ExprId source;
};

ExprId CheckNode(Context& context, syntax::ExprId id, const Expected& hint);

// expr_literal.cpp
ExprId CheckConstant(Context& context, syntax::ExprId id, const syntax::ConstantExpr& node);
ExprId CheckNumber(Context& context, syntax::ExprId id, const syntax::NumberExpr& node);
ExprId CheckDuration(Context& context, syntax::ExprId id, const syntax::DurationExpr& node);
ExprId CheckDate(Context& context, syntax::ExprId id);  // DateExpr, DateTimeExpr, TimeExpr
ExprId CheckList(Context& context, syntax::ExprId id, const syntax::ListExpr& node, const Expected& hint);

// expr_name.cpp
ExprId CheckName(Context& context, syntax::ExprId id, const syntax::NameExpr& node, const Expected& hint);
ExprId CheckMember(Context& context, syntax::ExprId id, const syntax::MemberExpr& node);
ExprId CheckRef(Context& context, syntax::ExprId id, const syntax::RefExpr& node);
// `record.member`; also used by merges, whose field is a member of their prefix. Reports and poisons.
ExprId MemberOf(Context& context, ExprId object, syntax::ExprId source, const syntax::Word& member, Location at);

// expr_compare.cpp
ExprId CheckComparison(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node);
// Reports a constant duration that is no time at all or goes back; `what` is "a wait".
void ReportNoTime(Context& context, ExprId duration, const std::string& what);
ExprId CheckBetween(Context& context, syntax::ExprId id, const syntax::BetweenExpr& node);
// Brings both sides to one type for `op`, or reports why that cannot be and gives false.
bool Unify(Context& context, Operand& left, Operand& right, program::Op op);
// Checks `right` as what `left` is compared with: merges, dropdown values and enum members take its type (C-MM-1).
Operand CheckRightSide(Context& context, const Operand& left, syntax::ExprId right);

// expr_membership.cpp
ExprId CheckIn(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node);
ExprId CheckHas(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node);

// expr_change.cpp
ExprId CheckChange(Context& context, syntax::ExprId id, const syntax::ChangeExpr& node);
// `old(Lead.Stage)`: the value before the update that started the run.
ExprId CheckOld(Context& context, syntax::ExprId id, const syntax::CallExpr& node);

// expr_arithmetic.cpp
ExprId CheckArithmetic(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node, const Expected& hint);
ExprId CheckNegate(Context& context, syntax::ExprId id, const syntax::UnaryExpr& node);

// expr_choice.cpp
ExprId CheckDefault(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node, const Expected& hint);
ExprId CheckConditional(Context& context, syntax::ExprId id, const syntax::ConditionalExpr& node, const Expected& hint);
// One type for two results, both converted to it; nothing when there is none.
std::optional<Type> Join(Context& context, Operand& a, Operand& b);

// expr_condition.cpp
ExprId CheckConnective(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node);
ExprId CheckNot(Context& context, syntax::ExprId id, const syntax::UnaryExpr& node);

// expr_call.cpp
ExprId CheckCall(Context& context, syntax::ExprId id, const syntax::CallExpr& node, const Expected& hint);

// expr_convert.cpp
// `value` as one of `to`, absence aside: the value itself, or a conversion of it. Nothing when they do not agree;
// Error when a mistake of its own was reported (an unknown dropdown value).
std::optional<ExprId> Coerce(Context& context, const Operand& value, Type to);
// Reports `report_at` as missing what `needs` requires, with the fixes: a default, or a guard.
void ReportMaybeEmpty(Context& context, const Operand& value, const std::string& needs,
                      const Expected& expected = Expected::Anything());
// LSQ2104 and its relatives: `left` is one thing, `right` another.
void ReportMismatch(Context& context, const Operand& left, const Operand& right);
// What a reported expression becomes when `expected` and it do not agree.
void ReportWrongType(Context& context, const Operand& value, const Expected& expected);

inline Type TypeOf(const Context& context, ExprId id) {
  return context.scope[id].type;
}
inline ExprId Make(Context& context, program::Op op, Type type, Location at, std::vector<ExprId> args,
                   program::Payload payload = {}) {
  return Add(context, {.op = op, .type = type, .at = at, .args = std::move(args), .payload = std::move(payload)});
}

}  // namespace lsq::check
