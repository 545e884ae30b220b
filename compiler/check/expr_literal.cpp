// SPDX-License-Identifier: Apache-2.0
// Literals: numbers, durations, dates, lists, and the reserved names.
#include "compiler/check/expr_internal.h"

namespace lsq::check {

using types::Kind;

namespace {

constexpr std::string_view kUserEntity = "User";

struct UnitSpelling {
  std::string_view suffix;
  std::string_view word;
};
// What people glue to a number, and the word it stands for.
constexpr UnitSpelling kGluedUnits[] = {
    {"m", "minutes"},     {"min", "minutes"}, {"mins", "minutes"}, {"h", "hours"},     {"hr", "hours"},
    {"hrs", "hours"},     {"d", "days"},      {"day", "days"},     {"days", "days"},   {"w", "weeks"},
    {"mo", "months"},     {"y", "years"},     {"yr", "years"},     {"hours", "hours"}, {"weeks", "weeks"},
    {"months", "months"}, {"years", "years"}};

ExprId RefuseSuffix(Context& context, syntax::ExprId id, const syntax::NumberExpr& node) {
  auto report = context.sink.Report(kind::GluedUnit, context.At(id), {node.raw + node.suffix});
  for (const auto& [suffix, word] : kGluedUnits) {
    if (node.suffix != suffix) continue;
    const std::string spelled = node.raw + " " + std::string(node.raw == "1" ? word.substr(0, word.size() - 1) : word);
    report.Fix("write `" + spelled + "`", context.At(id), spelled);
  }
  return Poison(context, context.At(id));
}

time::Unit TimeUnit(syntax::Unit unit) {
  using enum syntax::Unit;
  switch (unit) {
    case Seconds:
      return time::Unit::kSecond;
    case Minutes:
      return time::Unit::kMinute;
    case Hours:
      return time::Unit::kHour;
    case Days:
      return time::Unit::kDay;
    case Weeks:
      return time::Unit::kWeek;
    case Months:
      return time::Unit::kMonth;
    case Years:
      return time::Unit::kYear;
    case BusinessDays:
      return time::Unit::kBusinessDay;
    case BusinessHours:
      return time::Unit::kBusinessHour;
    case BusinessMinutes:
      return time::Unit::kBusinessMinute;
  }
  return time::Unit::kDay;
}

bool IsBusinessTime(syntax::Unit unit) {
  return unit == syntax::Unit::BusinessDays || unit == syntax::Unit::BusinessHours ||
         unit == syntax::Unit::BusinessMinutes;
}

// WAIT-2: the smallest unit of the product is a minute.
ExprId RefuseSeconds(Context& context, syntax::ExprId id, int64_t seconds) {
  auto report = context.sink.Report(kind::SecondsRefused, context.At(id), {std::string(context.Source(id))});
  const int64_t minutes = seconds <= 60 ? 1 : seconds / 60;
  const std::string spelled = std::to_string(minutes) + " " + std::string(time::UnitWord(time::Unit::kMinute, minutes));
  report.Fix("say `" + spelled + "`", context.At(id), spelled);
  return Poison(context, context.At(id));
}

}  // namespace

ExprId CheckConstant(Context& context, syntax::ExprId id, const syntax::ConstantExpr& node) {
  const Location at = context.At(id);
  switch (node.value) {
    case syntax::Constant::Empty:
      return MakeConstant(context, program::Missing{}, types::kEmpty, at);
    case syntax::Constant::Yes:
    case syntax::Constant::No:
      return MakeConstant(context, node.value == syntax::Constant::Yes, types::kBool, at);
    case syntax::Constant::Now:
      return Make(context, program::Op::Now, types::kDateTime, at, {});
    case syntax::Constant::Me:
      break;
  }
  if (!context.place.signed_in) {  // automations run as the system (C-ACT-8)
    context.sink.Report(kind::NoRecordHere, at, {"me"})
        .Note("nobody is signed in here: name the user, or the owner of the record");
    return Poison(context, at);
  }
  const auto user = context.catalog.FindEntity(kUserEntity);
  if (user) return Make(context, program::Op::Me, types::Record(*user), at, {});
  context.sink.Report(kind::UnknownEntity, at, {std::string(kUserEntity)});
  return Poison(context, at);
}

ExprId CheckNumber(Context& context, syntax::ExprId id, const syntax::NumberExpr& node) {
  if (!node.suffix.empty()) return RefuseSuffix(context, id, node);
  const number::Parsed parsed = number::Parse(node.raw);
  if (!parsed.ok() || parsed.inexact) {
    context.sink.Report(kind::NumberTooLong, context.At(id), {node.raw});
    return Poison(context, context.At(id));
  }
  number::Decimal value = parsed.value;
  if (node.percent) {
    const auto hundredth = number::Div(value, number::FromInt64(100).value);
    value = hundredth.value;
  }
  return MakeConstant(context, value, types::kNumber, context.At(id));
}

ExprId CheckDuration(Context& context, syntax::ExprId id, const syntax::DurationExpr& node) {
  const Location at = context.At(id);
  const number::Parsed parsed = number::Parse(node.raw);
  const auto count = parsed.ok() ? number::ToInt64(parsed.value) : std::nullopt;
  if (!count || parsed.inexact) {
    context.sink.Report(kind::DurationNotWhole, at, {std::string(context.Source(id))});
    return Poison(context, at);
  }
  if (node.unit == syntax::Unit::Seconds) return RefuseSeconds(context, id, *count);
  if (IsBusinessTime(node.unit)) {
    context.sink.Report(kind::NotSupportedYet, at, {"business time"})
        .Note("it needs a business calendar, and none can be declared yet");
    return Poison(context, at);
  }
  const auto duration = time::MakeDuration(*count, TimeUnit(node.unit));
  if (!duration) {
    context.sink.Report(kind::DurationOutOfRange, at, {std::string(context.Source(id))});
    return Poison(context, at);
  }
  return MakeConstant(context, *duration, types::kDuration, at);
}

ExprId CheckDate(Context& context, syntax::ExprId id) {
  const Location at = context.At(id);
  const auto& node = context.tree[id].node;
  if (const auto* date = std::get_if<syntax::DateExpr>(&node)) {
    return MakeConstant(context, time::Date{date->days}, types::kDate, at);
  }
  if (const auto* local = std::get_if<syntax::DateTimeExpr>(&node)) {
    return MakeConstant(context, time::LocalDateTime{{local->days}, {local->seconds}}, types::kDateTime, at);
  }
  const auto& of_day = std::get<syntax::TimeExpr>(node);
  return MakeConstant(context, time::TimeOfDay{of_day.seconds}, types::kTime, at);
}

// Without a wanted type the first element decides. Elements are values: a missing one is refused.
ExprId CheckList(Context& context, syntax::ExprId id, const syntax::ListExpr& node, const Expected& hint) {
  Expected element = hint;
  element.what = "an element of a list";
  element.type = types::kError;
  if (hint.type.Is(Kind::List)) element.type = context.catalog.type_store().Element(hint.type.Required());
  if (hint.type.Is(Kind::Options)) element.type = types::Option(types::OptionSetId{hint.type.arg});
  program::Expr list{.op = program::Op::List, .at = context.At(id)};
  bool poisoned = false;
  for (const syntax::ExprId source : node.elements) {
    ExprId value = CheckExpr(context, source, element);
    if (element.type.IsError()) {
      element.type = TypeOf(context, value).Required();
      value = Convert(context, value, source, element);
    }
    poisoned = poisoned || TypeOf(context, value).IsError();
    list.args.push_back(value);
  }
  if (poisoned) return Poison(context, list.at);
  const bool options = hint.type.Is(Kind::Options);
  list.type = options ? hint.type.Required() : context.catalog.type_store().List(element.type);
  return Add(context, std::move(list));
}

}  // namespace lsq::check
