// SPDX-License-Identifier: Apache-2.0
// Merges as values: typed by their context (C-MM-1), with a default of that type (C-MM-9), and the hours added to dates
// (C-MM-10, C-MM-11, WAIT-14).
#include "compiler/check/expr_internal.h"
#include "compiler/check/merge.h"
#include "compiler/text/text.h"

namespace lsq::check {

using program::Op;
using types::Kind;

namespace {

bool IsDateLike(Type type) {
  return type.Is(Kind::Date) || type.Is(Kind::DateTime);
}

std::optional<program::Constant> ParseBool(std::string_view text) {
  for (const std::string_view yes : {"yes", "true", "1"}) {
    if (text::EqualsFolded(text, yes)) return true;
  }
  for (const std::string_view no : {"no", "false", "0"}) {
    if (text::EqualsFolded(text, no)) return false;
  }
  return std::nullopt;
}

std::optional<program::Constant> ParseDateTime(std::string_view text) {
  if (const auto local = time::ParseLocalDateTime(text)) return *local;
  if (const auto date = time::ParseDate(text)) return time::LocalDateTime{*date, {0}};
  return std::nullopt;
}

template <typename T>
std::optional<program::Constant> Parsed(const Result<T>& result) {
  if (!result.ok()) return std::nullopt;
  return *result;
}

// A default of one of the kinds that are written without their schema.
std::optional<program::Constant> ParseConstant(std::string_view text, Type wanted) {
  const std::string_view trimmed = text::Trim(text);
  switch (wanted.kind) {
    case Kind::Text:
      return std::string(text);
    case Kind::Bool:
      return ParseBool(trimmed);
    case Kind::Date:
      return Parsed(time::ParseDate(trimmed));
    case Kind::DateTime:
      return ParseDateTime(trimmed);
    case Kind::Time:
      return Parsed(time::ParseTimeOfDay(trimmed));
    case Kind::Duration:
      return Parsed(time::ParseDuration(trimmed));
    case Kind::Number: {
      const number::Parsed number = number::Parse(trimmed);
      if (!number.ok()) return std::nullopt;
      return number.value;
    }
    default:
      return std::nullopt;
  }
}

ExprId ParseOption(Context& context, const Merged& merged, Type wanted) {
  const types::OptionSetId set{wanted.arg};
  if (const auto index = context.catalog.FindOption(set, *merged.fallback)) {
    return MakeConstant(context, program::OptionValue{set, *index}, wanted, merged.fallback_at);
  }
  if (context.catalog.options(set).open) return MakeConstant(context, *merged.fallback, wanted, merged.fallback_at);
  auto report = context.sink.Report(kind::UnknownDropdownValue, merged.fallback_at,
                                    {*merged.fallback, OptionSetWords(context, set)});
  std::vector<std::string_view> names;
  for (const schema::Option& option : context.catalog.options(set).options) names.push_back(option.value);
  SuggestNearest(report, merged.fallback_at, *merged.fallback, names);
  return Poison(context, merged.fallback_at);
}

// E-MM-8: a text never becomes a number by itself.
bool ReportIntoTyped(Context& context, syntax::ExprId id, ExprId value, Type wanted) {
  if (!TypeOf(context, value).Is(Kind::Text)) return false;
  const char* function = wanted.Is(Kind::Number)     ? "number"
                         : wanted.Is(Kind::Date)     ? "date"
                         : wanted.Is(Kind::DateTime) ? "datetime"
                                                     : nullptr;
  if (function == nullptr) return false;
  auto report = context.sink.Report(kind::MergeIntoTyped, context.At(id),
                                    {std::string(context.Source(id)), TypeWords(context, wanted)});
  report.Primary(ExprLabel(context, value, id));
  report.Note("a text that spells no " + context.catalog.TypeName(wanted.Required()) + " fails the run");
  report.Fix("convert it", context.At(id), std::string(function) + "(" + std::string(context.Source(id)) + ")");
  return true;
}

// The value or its default. In a DateTime context a Date is the start of its day (C-MM-11).
ExprId WithFallback(Context& context, syntax::ExprId id, Merged merged, const Expected& hint) {
  Type type = TypeOf(context, merged.value);
  const bool instant = hint.merge == MergeContext::DateTime && !hint.type.Is(Kind::Date);
  if (instant && type.Is(Kind::Date)) {
    type = {Kind::DateTime, type.optional, 0};
    merged.value = Make(context, Op::StartOfDay, type, context.At(id), {merged.value});
  }
  if (!merged.fallback || !type.optional) return merged.value;
  const ExprId fallback = ParseFallback(context, merged, type.Required());
  if (TypeOf(context, fallback).IsError()) return Poison(context, context.At(id));
  return Make(context, Op::Coalesce, type.Required(), context.At(id), {merged.value, fallback});
}

// One `+24` of a chain, outermost first.
struct Offset {
  const syntax::BinaryExpr* sum;
  const syntax::NumberExpr* number;  // null: a duration, `+1 day`, which is as little an offset as `+1d`
  syntax::ExprId source;             // of the number
};
struct Chain {
  syntax::ExprId merge;
  std::vector<Offset> offsets;
};
std::optional<Chain> ReadChain(const syntax::Tree& tree, syntax::ExprId id) {
  Chain chain;
  for (;;) {
    const auto* sum = std::get_if<syntax::BinaryExpr>(&tree[id].node);
    if (sum == nullptr) break;
    if (sum->op != syntax::BinaryOp::Add && sum->op != syntax::BinaryOp::Subtract) return std::nullopt;
    const auto* number = std::get_if<syntax::NumberExpr>(&tree[sum->right].node);
    if (number == nullptr && !std::holds_alternative<syntax::DurationExpr>(tree[sum->right].node)) return std::nullopt;
    chain.offsets.push_back({sum, number, sum->right});
    id = sum->left;
  }
  if (!std::holds_alternative<syntax::MergeExpr>(tree[id].node) || chain.offsets.empty()) return std::nullopt;
  chain.merge = id;
  return chain;
}

// `1d`, `1 day` -> `24` where the unit is a whole number of hours.
std::optional<std::string> HoursOf(std::string_view raw, std::string_view unit) {
  static constexpr std::pair<std::string_view, int64_t> kHours[] = {
      {"h", 1},    {"hr", 1},    {"hrs", 1}, {"hour", 1},   {"hours", 1},  {"d", 24},
      {"day", 24}, {"days", 24}, {"w", 168}, {"week", 168}, {"weeks", 168}};
  const number::Parsed parsed = number::Parse(raw);
  const auto count = parsed.ok() ? number::ToInt64(parsed.value) : std::nullopt;
  if (!count || *count > 100'000) return std::nullopt;
  for (const auto& [word, hours] : kHours) {
    if (unit == word) return std::to_string(*count * hours);
  }
  return std::nullopt;
}

void ReportUnit(Context& context, const Offset& offset) {
  const Location at = context.At(offset.source);
  const std::string written(context.Source(offset.source));
  auto report = context.sink.Report(kind::MergeUnit, at, {written});
  const size_t unit = written.find_first_not_of("0123456789. ");
  const size_t digits = written.find_first_not_of("0123456789.");
  if (unit == std::string::npos) return;
  if (const auto hours = HoursOf(written.substr(0, digits), written.substr(unit))) {
    report.Fix("write the hours", at, *hours);
  }
}

// The hours of the one offset, signed; nothing when it was reported.
std::optional<number::Decimal> ReadOffset(Context& context, const Chain& chain) {
  const Offset& offset = chain.offsets.back();
  const Location at = context.At(offset.source);
  if (offset.number == nullptr || !offset.number->suffix.empty()) {
    ReportUnit(context, offset);
    return std::nullopt;
  }
  if (chain.offsets.size() > 1) {
    context.sink.Report(kind::MergeOffset, context.At(chain.offsets.front().source), {"a second offset"})
        .Label(at, "the first offset");
    return std::nullopt;
  }
  const number::Parsed parsed = number::Parse(offset.number->raw);
  const auto whole = parsed.ok() ? number::ToInt64(parsed.value) : std::nullopt;
  if (!whole || offset.number->percent || offset.number->raw.find('.') != std::string::npos) {
    context.sink.Report(kind::MergeOffset, at, {"`" + std::string(context.Source(offset.source)) + "`"});
    return std::nullopt;
  }
  return offset.sum->op == syntax::BinaryOp::Add ? parsed.value : number::Neg(parsed.value);
}

}  // namespace

ExprId ParseFallback(Context& context, const Merged& merged, Type wanted) {
  if (wanted.Is(Kind::Option)) return ParseOption(context, merged, wanted);
  if (auto constant = ParseConstant(*merged.fallback, wanted)) {
    return MakeConstant(context, std::move(*constant), wanted, merged.fallback_at);
  }
  auto report =
      context.sink.Report(kind::MergeFallback, merged.fallback_at, {*merged.fallback, TypeWords(context, wanted)});
  if (IsDateLike(wanted)) report.Note("a date is written `2026-12-25` or `2026-12-25 09:00:00`");
  return Poison(context, merged.fallback_at);
}

ExprId CheckMerge(Context& context, syntax::ExprId id, const syntax::MergeExpr& node, const Expected& hint) {
  auto merged = ResolveMerge(context, id, node);
  if (!merged) return Poison(context, context.At(id));
  if (ReportIntoTyped(context, id, merged->value, hint.type)) return Poison(context, context.At(id));
  if (hint.mail && merged->fallback) ReportEmoji(context, merged->fallback_at, *merged->fallback);
  return WithFallback(context, id, std::move(*merged), hint);
}

bool IsMergeOffset(const Context& context, syntax::ExprId id, const Expected& hint) {
  if (hint.merge != MergeContext::DateTime && !IsDateLike(hint.type)) return false;
  return ReadChain(context.tree, id).has_value();
}

ExprId CheckMergeOffset(Context& context, syntax::ExprId id, const Expected& hint) {
  const Chain chain = *ReadChain(context.tree, id);
  const Location at = context.At(id);
  const auto& node = std::get<syntax::MergeExpr>(context.tree[chain.merge].node);
  auto merged = ResolveMerge(context, chain.merge, node);
  const auto hours = ReadOffset(context, chain);
  if (!merged || !hours) return Poison(context, at);
  const Type type = TypeOf(context, merged->value);
  if (!IsDateLike(type)) {
    context.sink.Report(kind::MergeType, context.At(chain.merge), {TypeWords(context, type)})
        .Primary(ExprLabel(context, merged->value, chain.merge));
    return Poison(context, at);
  }
  const ExprId start = WithFallback(context, chain.merge, std::move(*merged),
                                    Expected{.type = types::kDateTime, .merge = MergeContext::DateTime});
  if (TypeOf(context, start).IsError()) return Poison(context, at);
  const ExprId count = MakeConstant(context, *hours, types::kNumber, context.At(chain.offsets.back().source));
  const bool optional = TypeOf(context, start).optional;
  const ExprId moved = Make(context, Op::AddHours, {Kind::DateTime, optional, 0}, at, {start, count});
  if (!hint.type.Is(Kind::Date)) return moved;
  return Make(context, Op::DateOf, {Kind::Date, optional, 0}, at, {moved});
}

}  // namespace lsq::check
