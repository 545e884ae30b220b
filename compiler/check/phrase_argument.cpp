// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/phrase_argument.h"

#include <algorithm>

#include "compiler/check/expr_internal.h"

namespace lsq::check {

using program::Op;
using schema::ParamForm;
using types::Kind;

namespace {

std::string Named(const schema::Param& param) {
  return "`" + param.name + "`";
}

// Texts that become another medium's source are escaped for it (C-MM-15).
std::optional<markup::Medium> MediumOf(Type type) {
  if (!type.Is(Kind::Text)) return std::nullopt;
  switch (static_cast<types::TextKind>(type.arg)) {
    case types::TextKind::Json:
      return markup::Medium::Json;
    case types::TextKind::FormBody:
      return markup::Medium::Form;
    default:
      return std::nullopt;
  }
}

// `to users []` would be nobody, `on update of []` nothing. True when it was reported.
bool ReportEmptyList(Context& context, syntax::ExprId value) {
  const auto* list = std::get_if<syntax::ListExpr>(&context.tree[Unwrap(context.tree, value)].node);
  if (list == nullptr || !list->elements.empty()) return false;
  context.sink.Report(kind::EmptyList, context.At(value), {});
  return true;
}

// `quota 0 per day`, `retry 1.5` and `3 hours before at 9:00 am` can mean nothing.
void ReportCount(Context& context, const schema::Param& param, ExprId value) {
  const program::Expr& expr = context.scope[value];
  if (!param.type.least || expr.op != Op::Const) return;
  const auto& constant = std::get<program::Constant>(expr.payload);
  const auto least = static_cast<int64_t>(*param.type.least);
  if (const auto* number = std::get_if<number::Decimal>(&constant)) {
    const auto whole = number::ToInt64(*number);
    if (whole && *whole >= least) return;
    context.sink.Report(kind::BadNumber, expr.at,
                        {Named(param), "a whole number of at least " + std::to_string(least)});
  } else if (const auto* duration = std::get_if<time::Duration>(&constant)) {
    if (duration->seconds == 0 && duration->months >= 0 && duration->days >= 0 &&
        duration->months + duration->days >= least) {
      return;
    }
    context.sink.Report(kind::BadNumber, expr.at, {Named(param), "a number of days, weeks, months or years"});
  }
}

// A day is where a date and time is wanted, as everywhere (C-MM-11).
bool Holds(Type field, Type wanted) {
  return wanted.IsError() || field.Is(wanted.kind) || (field.Is(Kind::Date) && wanted.Is(Kind::DateTime));
}

void ReportFieldType(Context& context, const FieldPlace& place, Type wanted) {
  const schema::Field& field = context.catalog.field(place.field);
  context.sink
      .Report(kind::WrongType, place.at,
              {TypeWords(context, wanted), FieldName(context, place.field), TypeWords(context, field.type)})
      .Label(field.declared, FieldLabel(context, place.field));
}

}  // namespace

std::optional<FieldPlace> CheckFieldPlace(Context& context, syntax::ExprId id) {
  const auto* member = std::get_if<syntax::MemberExpr>(&context.tree[Unwrap(context.tree, id)].node);
  if (member == nullptr) {
    context.sink.Report(kind::FieldWanted, context.At(id), {std::string(context.Source(id))})
        .Note("a field is written with its record: `Lead.Score`");
    return std::nullopt;
  }
  const ExprId record = CheckExpr(context, member->object);
  const Type type = TypeOf(context, record);
  if (type.IsError()) return std::nullopt;
  if (!type.Is(Kind::Record)) {
    context.sink.Report(kind::FieldWanted, context.At(id), {std::string(context.Source(id))})
        .Label(context.At(member->object), ExprLabel(context, record, member->object));
    return std::nullopt;
  }
  if (type.optional) {
    ReportMaybeEmpty(context, {record, member->object}, "a field that is changed");
    return std::nullopt;
  }
  const auto field = FindField(context, schema::EntityId{type.arg}, member->member, RecordTypeOf(context, record));
  if (!field) return std::nullopt;
  return FieldPlace{record, *field, context.At(id)};
}

ExprId ArgumentReader::ReadOperand(const Filled& filled, const Expected& expected) {
  if (filled.name == nullptr) return CheckExpr(context_, filled.value, expected);
  const ExprId local = MakeLocal(context_, *context_.names.Find(filled.name->text), context_.At(filled.name->span));
  return Convert(context_, local, filled.value, expected);
}

ExprId ArgumentReader::ReadValue(const schema::Param& param, const Filled& filled) {
  const syntax::ExprId value = filled.value;
  const Type type = param.type.form == ParamForm::Value ? param.type.type : variable_;
  if (const auto medium = MediumOf(type)) {
    const program::Sink sink = *medium == markup::Medium::Json ? program::Sink::Json : program::Sink::Machine;
    return CheckText(context_, value, {.sink = sink, .medium = *medium, .what = Named(param)});
  }
  if (type.Is(Kind::Name) && std::holds_alternative<syntax::TextExpr>(context_.tree[value].node)) {
    return CheckNamed(context_, static_cast<types::NameKind>(type.arg), value);
  }
  if (type.Is(Kind::List) && ReportEmptyList(context_, value)) return Poison(context_, context_.At(value));
  Expected expected = Expected::Of(type, Named(param), param.declared);
  const bool date = type.Is(Kind::Date) || type.Is(Kind::DateTime);
  expected.merge = date ? MergeContext::DateTime : MergeContext::TypedValue;
  expected.handles_missing = type.optional;
  expected.sink = type.Is(Kind::Text) ? program::Sink::Prose : program::Sink::Machine;
  const ExprId read = ReadOperand(filled, expected);
  ReportCount(context_, param, read);
  return read;
}

ExprId ArgumentReader::ReadRecord(const schema::Param& param, const Filled& filled) {
  const syntax::ExprId value = filled.value;
  const ExprId record = ReadOperand(filled, Expected::Anything());
  const Type type = TypeOf(context_, record);
  if (type.IsError()) return record;
  if (!type.Is(Kind::Record)) {
    context_.sink.Report(kind::RecordWanted, context_.At(value), {Named(param), DescribeExpr(context_, record, value)})
        .Primary(ExprLabel(context_, record, value));
    return Poison(context_, context_.At(value));
  }
  if (type.optional) {
    ReportMaybeEmpty(context_, {record, value}, Named(param));
    return Poison(context_, context_.At(value));
  }
  return record;
}

ExprId ArgumentReader::ReadField(const schema::Param& param, syntax::ExprId value) {
  const auto place = CheckFieldPlace(context_, value);
  if (!place) return Poison(context_, context_.At(value));
  if (!Holds(context_.catalog.field(place->field).type, param.type.type)) {
    ReportFieldType(context_, *place, param.type.type);
    return Poison(context_, place->at);
  }
  variable_ = context_.catalog.field(place->field).type.Optional();
  return MakeField(context_, place->record, place->field, place->at);
}

ExprId ArgumentReader::ReadFieldNames(const schema::ParamType& type, syntax::ExprId value) {
  const Location at = context_.At(value);
  const auto owner =
      std::find_if(types_.begin(), types_.end(), [&](const auto& each) { return each.first == type.of; });
  const auto& list = std::get<syntax::ListExpr>(context_.tree[Unwrap(context_.tree, value)].node);
  program::Expr names{.op = Op::List, .type = context_.catalog.type_store().List(types::kText), .at = at};
  bool poisoned = owner == types_.end() || !owner->second.Is(Kind::Record);
  for (const syntax::ExprId element : list.elements) {
    const auto* name = std::get_if<syntax::NameExpr>(&context_.tree[element].node);
    if (name == nullptr) {
      context_.sink.Report(kind::FieldNameWanted, context_.At(element), {std::string(context_.Source(element))});
      poisoned = true;
      continue;
    }
    if (poisoned) continue;
    const auto field = FindField(context_, schema::EntityId{owner->second.arg}, name->word);
    if (!field) {
      poisoned = true;
      continue;
    }
    names.args.push_back(
        MakeConstant(context_, context_.catalog.field(*field).name, types::kText, context_.At(element)));
  }
  return poisoned ? Poison(context_, at) : check::Add(context_, std::move(names));
}

program::Argument ArgumentReader::ReadCondition(const schema::Param& param, syntax::ExprId value) {
  if (!param.type.type.Is(Kind::Record)) return {param.name, CheckCondition(context_, value).expr, {}};
  NameScope scope(context_.names);
  const LocalId candidate = DeclareRecord(context_, schema::EntityId{param.type.type.arg}, context_.At(value));
  const Facts before = context_.facts;
  const ExprId condition = CheckCondition(context_, value).expr;
  context_.facts = before;
  return {param.name, condition, candidate};
}

program::Argument ArgumentReader::Read(const Filled& filled) {
  const schema::Param& param = params_[filled.param];
  const Location at = context_.At(filled.value);
  switch (param.type.form) {
    case ParamForm::Value:
    case ParamForm::Variable:
    case ParamForm::VariableList:
      return {param.name, ReadValue(param, filled), {}};
    case ParamForm::Condition:
      return ReadCondition(param, filled.value);
    case ParamForm::Record:
      return {param.name, ReadRecord(param, filled), {}};
    case ParamForm::Field:
      return {param.name, ReadField(param, filled.value), {}};
    case ParamForm::FieldNames:
      return {param.name, ReadFieldNames(param.type, filled.value), {}};
    case ParamForm::Fields: {
      if (ReportEmptyList(context_, filled.value)) break;
      program::Expr fields{.op = Op::List, .type = types::kError, .at = at};
      const auto& list = std::get<syntax::ListExpr>(context_.tree[Unwrap(context_.tree, filled.value)].node);
      for (const syntax::ExprId element : list.elements) fields.args.push_back(ReadField(param, element));
      return {param.name, check::Add(context_, std::move(fields)), {}};
    }
    case ParamForm::Entity:
    case ParamForm::Word: {
      const auto& name = std::get<syntax::NameExpr>(context_.tree[filled.value].node);
      std::string word = name.word.text;
      if (param.type.form == ParamForm::Entity) word = context_.catalog.entity(*context_.catalog.FindEntity(word)).name;
      return {param.name, MakeConstant(context_, std::move(word), types::kText, at), {}};
    }
  }
  return {param.name, Poison(context_, at), {}};
}

void ArgumentReader::Add(const Filled& filled, std::vector<program::Argument>& arguments) {
  arguments.push_back(Read(filled));
  types_.push_back({filled.param, TypeOf(context_, arguments.back().value)});
}

void ArgumentReader::AddEntry(uint32_t param, syntax::ExprId value, std::vector<program::Argument>& arguments) {
  Add({param, value, nullptr}, arguments);
}

}  // namespace lsq::check
