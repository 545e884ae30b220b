// SPDX-License-Identifier: Apache-2.0
// What agrees with what. There are no implicit conversions between kinds of values (language rules 4, 5); what is here
// changes only how the same value is held: a literal as the dropdown value it spells, a dropdown value as its text, a
// quoted name as the user it names.
#include "compiler/check/expr_internal.h"
#include "compiler/text/text.h"

namespace lsq::check {

using program::Op;
using types::Kind;
using types::TextKind;

namespace {

constexpr std::string_view kUserEntity = "User";

bool IsUser(const Context& context, Type type) {
  return type.Is(Kind::Record) && context.catalog.entity(schema::EntityId{type.arg}).name == kUserEntity;
}

bool TextAgrees(Type from, Type to) {
  const auto kind = [](Type type) { return static_cast<TextKind>(type.arg); };
  const auto guarded = [](TextKind k) { return k == TextKind::Html || k == TextKind::Secret; };
  return kind(from) == kind(to) || (!guarded(kind(from)) && !guarded(kind(to)));
}

bool IsOpen(const Context& context, Type option) {
  return context.catalog.options(types::OptionSetId{option.arg}).open;
}

const std::string* ConstantText(const Context& context, ExprId id) {
  const program::Expr& node = context.scope[id];
  if (node.op != Op::Const || !node.type.Is(Kind::Text)) return nullptr;
  return std::get_if<std::string>(&std::get<program::Constant>(node.payload));
}

// A literal against a dropdown: the value it spells, folded (C-CON-4). Unknown ones are text where the set is open.
ExprId CoerceToOption(Context& context, const Operand& value, const std::string& text, Type to) {
  const types::OptionSetId set{to.arg};
  const Location at = context.At(value.source);
  if (const auto index = context.catalog.FindOption(set, text)) {
    return MakeConstant(context, program::OptionValue{set, *index}, types::Option(set), at);
  }
  const schema::OptionSet& options = context.catalog.options(set);
  if (options.open) {
    context.scope.exprs[value.expr].type = types::Option(set);
    return value.expr;
  }
  auto report = context.sink.Report(kind::UnknownDropdownValue, at, {text, OptionSetWords(context, set)});
  std::vector<std::string_view> names;
  for (const schema::Option& option : options.options) names.push_back(option.value);
  SuggestNearest(report, at, text, names, "\"");
  return Poison(context, at);
}

// A user named by a text, found when the step runs.
ExprId UserNamed(Context& context, ExprId name, Type to) {
  const Location at = context.scope[name].at;
  const program::Constant constant = std::get<program::Constant>(context.scope[name].payload);
  const ExprId text = MakeConstant(context, constant, types::kText, at);
  return Make(context, Op::Call, to.Required(), at, {text}, program::NativeCall{"user.named"});
}

ExprId CoerceConstantToName(Context& context, const Operand& value, Type to) {
  return CheckNamed(context, static_cast<types::NameKind>(to.arg), Unwrap(context.tree, value.source));
}

std::optional<ExprId> CoerceText(Context& context, const Operand& value, Type to) {
  const std::string* literal = ConstantText(context, value.expr);
  if (to.Is(Kind::Option)) {
    if (literal != nullptr) return CoerceToOption(context, value, std::string(*literal), to);
    if (IsOpen(context, to)) return value.expr;
  }
  if (to.Is(Kind::Name) && literal != nullptr) return CoerceConstantToName(context, value, to);
  return std::nullopt;
}

ExprId AsText(Context& context, ExprId value) {
  const Type from = TypeOf(context, value);
  const Type text{Kind::Text, from.optional, 0};
  return Make(context, Op::TextOf, text, context.scope[value].at, {value}, program::Sink::Machine);
}

}  // namespace

bool IsAssignable(const Context& context, Type from, Type to) {
  if (from.IsError() || to.IsError()) return true;
  if (from.Is(Kind::Empty)) return to.optional;
  if (from.optional && !to.optional) return false;
  if (from.kind != to.kind) {
    if (from.Is(Kind::Option) && to.Is(Kind::Text)) return TextAgrees(types::kText, to);
    if (from.Is(Kind::Text) && to.Is(Kind::Option)) return IsOpen(context, to);
    return from.Is(Kind::Name) && static_cast<types::NameKind>(from.arg) == types::NameKind::User &&
           IsUser(context, to);
  }
  switch (from.kind) {
    case Kind::Text:
      return TextAgrees(from, to);
    case Kind::Option:
      return from.arg == to.arg || IsOpen(context, to);
    case Kind::List: {
      const types::TypeStore& store = context.catalog.type_store();
      return IsAssignable(context, store.Element(from.Required()), store.Element(to.Required()));
    }
    case Kind::Options:
    case Kind::Record:
    case Kind::Name:
    case Kind::Handle:
    case Kind::Shape:
      return from.arg == to.arg;
    default:
      return true;
  }
}

std::optional<ExprId> Coerce(Context& context, const Operand& value, Type to) {
  const Type from = TypeOf(context, value.expr);
  if (from.IsError() || to.IsError()) return value.expr;
  const Type wanted = to.Optional();
  if (from.Is(Kind::Text) && !to.Is(Kind::Text)) return CoerceText(context, value, to);
  if (from.Is(Kind::Name) && to.Is(Kind::Record) && IsAssignable(context, from, wanted)) {
    return UserNamed(context, value.expr, to);
  }
  if (!IsAssignable(context, from, wanted)) return std::nullopt;
  const bool other_set = from.Is(Kind::Option) && to.Is(Kind::Option) && from.arg != to.arg;
  if (other_set || (from.Is(Kind::Option) && to.Is(Kind::Text))) return AsText(context, value.expr);
  return value.expr;
}

ExprId Convert(Context& context, ExprId value, syntax::ExprId source, const Expected& expected) {
  const Type from = TypeOf(context, value);
  const Type to = expected.type;
  if (from.IsError() || to.IsError()) return value;
  const Operand operand{value, source};
  if (from.Is(Kind::Empty)) {
    if (to.optional) return MakeConstant(context, program::Missing{}, to, context.scope[value].at);
    ReportMaybeEmpty(context, operand, ExpectedName(context, expected), expected);
    return Poison(context, context.At(source));
  }
  const bool instant = expected.merge == MergeContext::DateTime && !expected.field.valid();
  if (instant && from.Is(Kind::Date) && to.Is(Kind::DateTime)) {  // a day begins: C-MM-11
    const Type type = from.optional ? types::kDateTime.Optional() : types::kDateTime;
    value = Make(context, Op::StartOfDay, type, context.At(source), {value});
  } else {
    const auto coerced = Coerce(context, operand, to);
    if (!coerced) {
      ReportWrongType(context, operand, expected);
      return Poison(context, context.At(source));
    }
    value = *coerced;
  }
  if (TypeOf(context, value).optional && !to.optional) {
    ReportMaybeEmpty(context, operand, ExpectedName(context, expected), expected);
    return Poison(context, context.At(source));
  }
  return value;
}

}  // namespace lsq::check
