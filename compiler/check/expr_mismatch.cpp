// SPDX-License-Identifier: Apache-2.0
// How types that do not agree are told: both sides with where they come from, and the edit that was probably meant.
#include "compiler/check/expr_internal.h"
#include "compiler/text/text.h"

namespace lsq::check {

using types::Kind;

namespace {

bool IsDateLike(Type type) {
  return type.Is(Kind::Date) || type.Is(Kind::DateTime);
}

// "07/26/2018" -> 2018-07-26 where only one reading is possible.
std::optional<std::string> RewrittenDate(std::string_view text) {
  int parts[3] = {};
  size_t count = 0;
  size_t digits = 0;
  for (const char c : text::Trim(text)) {
    if (c >= '0' && c <= '9') {
      if (digits == 0 && ++count > 3) return std::nullopt;
      if (++digits > 4) return std::nullopt;
      parts[count - 1] = parts[count - 1] * 10 + (c - '0');
    } else if ((c == '/' || c == '-' || c == '.') && digits > 0) {
      digits = 0;
    } else {
      return std::nullopt;
    }
  }
  if (count != 3 || digits != 4) return std::nullopt;
  const bool first_is_day = parts[0] > 12;
  if (first_is_day == (parts[1] > 12) && parts[0] != parts[1]) return std::nullopt;
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const std::string date =
      std::to_string(parts[2]) + "-" + two(parts[first_is_day ? 1 : 0]) + "-" + two(parts[first_is_day ? 0 : 1]);
  return time::ParseDate(date).ok() ? std::optional(date) : std::nullopt;
}

// C-CON-11: a text that should be a date but is in no form the language reads.
bool ReportDateFormat(Context& context, const Operand& value, Type wanted) {
  const std::string* text = PlainText(context.tree, value.source);
  if (text == nullptr || !IsDateLike(wanted)) return false;
  if (LiteralAs(context, value.source, wanted)) return false;
  auto report = context.sink.Report(kind::DateFormat, context.At(value.source), {*text});
  report.Note("a date is written `2026-12-25`, with a time `2026-12-25 09:00`, both without quotes");
  if (const auto date = RewrittenDate(*text)) report.Fix("write `" + *date + "`", context.At(value.source), *date);
  return true;
}

// The function that makes one kind of value of another, when a person asks for it.
std::string_view ConversionFunction(Type from, Type to) {
  if (from.Is(Kind::Text) && to.Is(Kind::Number)) return "number";
  if (from.Is(Kind::Text) && to.Is(Kind::Date)) return "date";
  if (from.Is(Kind::Text) && to.Is(Kind::DateTime)) return "datetime";
  if (from.Is(Kind::DateTime) && to.Is(Kind::Date)) return "date_of";
  if (from.Is(Kind::Date) && to.Is(Kind::DateTime)) return "start_of_day";
  const bool printable = from.Is(Kind::Number) || IsDateLike(from) || from.Is(Kind::Time) || from.Is(Kind::Bool);
  if (printable && to.Is(Kind::Text)) return "text";
  return "";
}

void SuggestConversion(Context& context, const Operand& value, Type wanted, std::string_view verb,
                       Sink::Builder& report) {
  const Location at = context.At(value.source);
  if (const auto literal = LiteralAs(context, value.source, wanted)) {
    report.Fix(std::string(verb) + " " + LiteralWord(wanted), at, *literal);
    return;
  }
  const Type from = TypeOf(context, value.expr);
  if (wanted.Is(Kind::Duration) && from.Is(Kind::Number)) {
    report.Note("a bare number is never a duration: write its unit, as in `3 days`");
    return;
  }
  if (wanted.Is(Kind::Record) && PlainText(context.tree, value.source) != nullptr &&
      context.catalog.entity(schema::EntityId{wanted.arg}).name == "User") {
    report.Fix("name a user", at, "user " + std::string(context.Source(value.source)));
    return;
  }
  const bool literal = PlainText(context.tree, value.source) != nullptr;  // and none of what is wanted
  const std::string_view function = literal ? "" : ConversionFunction(from, wanted);
  if (function.empty()) return;
  report.Note("`" + std::string(function) + "(…)` converts it" +
              (from.Is(Kind::Text) ? ", and fails the run when the text is not one" : ""));
  report.Fix("convert it", {{{at.file, {at.span.begin, at.span.begin}}, std::string(function) + "("},
                            {{at.file, {at.span.end, at.span.end}}, ")"}});
}

// The value that stands for `it` in a message: its source when short, else what it is.
std::string Named(const Context& context, syntax::ExprId source) {
  constexpr size_t kShown = 40;
  const std::string_view written = context.Source(source);
  const bool one_line = written.find('\n') == std::string_view::npos;
  if (one_line && written.size() <= kShown) return std::string(written);
  return "this";
}

}  // namespace

void ReportMismatch(Context& context, const Operand& left, const Operand& right) {
  const Type wanted = TypeOf(context, left.expr);
  if (ReportDateFormat(context, right, wanted)) return;
  if (ReportDateFormat(context, left, TypeOf(context, right.expr))) return;
  auto report = context.sink.Report(kind::TypeMismatch, context.At(right.source),
                                    {Named(context, left.source), DescribeExpr(context, left.expr, left.source),
                                     Named(context, right.source), DescribeExpr(context, right.expr, right.source)});
  report.Primary(ExprLabel(context, right.expr, right.source));
  report.Label(context.At(left.source), ExprLabel(context, left.expr, left.source));
  SuggestConversion(context, right, wanted, "compare with", report);
}

void ReportWrongType(Context& context, const Operand& value, const Expected& expected) {
  if (ReportDateFormat(context, value, expected.type)) return;
  const std::string name = ExpectedName(context, expected);
  const std::string wanted = TypeWords(context, expected.type);
  const std::string found = DescribeExpr(context, value.expr, value.source);
  const Location at = context.At(value.source);
  auto report = name.empty()
                    ? context.sink.Report(kind::WrongType, at, {wanted, Named(context, value.source), found})
                    : context.sink.Report(kind::TypeMismatch, at, {name, wanted, Named(context, value.source), found});
  report.Primary(ExprLabel(context, value.expr, value.source));
  LabelExpected(context, expected, report);
  SuggestConversion(context, value, expected.type, "write", report);
}

namespace {

bool IsSimple(const syntax::Tree& tree, syntax::ExprId id) {
  const auto& node = tree[id].node;
  return std::holds_alternative<syntax::NameExpr>(node) || std::holds_alternative<syntax::MemberExpr>(node) ||
         std::holds_alternative<syntax::CallExpr>(node);
}

// The edit that supplies a value where one may be missing, when there is an obvious one. An `operand` needs brackets,
// for `default` binds less than arithmetic.
void FixMaybeEmpty(Context& context, const Operand& value, bool operand, Sink::Builder& report) {
  const Location at = context.At(value.source);
  const Type type = TypeOf(context, value.expr);
  const syntax::ExprId inner = Unwrap(context.tree, value.source);
  const auto* merge = std::get_if<syntax::MergeExpr>(&context.tree[inner].node);
  const auto sample = SampleLiteral(type);
  if (merge != nullptr) {
    const uint32_t end = at.span.end - 1;
    if (type.Is(Kind::Number)) report.Fix("give a default", {at.file, {end, end}}, merge->fallback ? "0" : ",0");
  } else if (sample) {
    const bool brackets = inner == value.source && (operand || !IsSimple(context.tree, inner));
    report.Fix("give a default", at,
               (brackets ? "(" : "") + std::string(context.Source(value.source)) + " default " + *sample +
                   (brackets ? ")" : ""));
  }
}

}  // namespace

void ReportMaybeEmpty(Context& context, const Operand& value, const std::string& needs, const Expected& expected) {
  const Location at = context.At(value.source);
  const std::string needing = needs.empty() ? "this place" : needs;
  if (TypeOf(context, value.expr).Is(Kind::Empty)) {
    auto report = context.sink.Report(kind::NeedsValue, at, {needing});
    LabelExpected(context, expected, report);
    return;
  }
  const std::string name = Named(context, value.source);
  const bool instant = expected.merge == MergeContext::DateTime && !expected.field.valid();
  auto report = instant ? context.sink.Report(kind::MergeNoDate, at, {name})
                        : context.sink.Report(kind::MaybeEmpty, at, {name, needing});
  report.Primary(MaybeEmptyLabel(context, value.expr, value.source));
  LabelExpected(context, expected, report);
  if (instant && expected.what.empty()) {  // of a wait, which has clauses for it
    report.Note("say it: `, if empty exit`, `, if empty continue`, or give a default");
    return;
  }
  FixMaybeEmpty(context, value, expected.type.IsError(), report);
  if (PathOf(context, value.expr)) {
    report.Note("or ask first: `" + name + " is filled and …`, `if " + name + " is filled { … }`");
  }
}

}  // namespace lsq::check
