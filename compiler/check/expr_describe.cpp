// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/expr_describe.h"

#include "compiler/base/match.h"
#include "compiler/number/decimal.h"
#include "compiler/text/text.h"

namespace lsq::check {

using types::Kind;

namespace {

std::string_view HandleWords(Type type) {
  switch (static_cast<types::HandleKind>(type.arg)) {
    case types::HandleKind::SentEmail:
      return "a sent mail";
    case types::HandleKind::SentSms:
      return "a sent message";
    case types::HandleKind::Task:
      return "a task";
    case types::HandleKind::Webhook:
      return "a webhook call";
    case types::HandleKind::Activity:
      return "an activity";
  }
  return "a handle";
}

// What a literal is called, as opposed to a thing that was declared with a type.
std::optional<std::string> LiteralWords(const syntax::Tree& tree, syntax::ExprId source) {
  using Words = std::optional<std::string>;
  return Match(
      tree[source].node, [](const syntax::TextExpr&) -> Words { return "text"; },
      [](const syntax::NumberExpr&) -> Words { return "a number"; },
      [](const syntax::DateExpr&) -> Words { return "a date"; },
      [](const syntax::DateTimeExpr&) -> Words { return "a date with a time"; },
      [](const syntax::TimeExpr&) -> Words { return "a time of day"; },
      [](const syntax::DurationExpr&) -> Words { return "a duration"; },
      [](const syntax::ListExpr&) -> Words { return "a list"; },
      [](const syntax::ConstantExpr& constant) -> Words {
        if (constant.value == syntax::Constant::Empty) return "empty";
        return std::nullopt;
      },
      [](const auto&) -> Words { return std::nullopt; });
}

// Whether the declaration ships with lsq, as opposed to a project's own.
bool IsStandard(std::string_view path) {
  return path.starts_with("std/") || path.starts_with("std.") || path.starts_with("stdlib/");
}

}  // namespace

std::string TypeWords(const Context& context, Type type) {
  switch (type.kind) {
    case Kind::Text:
      if (static_cast<types::TextKind>(type.arg) == types::TextKind::Plain) return "Text";
      break;
    case Kind::Bool:
      return "yes or no";
    case Kind::Empty:
      return "empty";
    case Kind::Option:
      return OptionSetWords(context, types::OptionSetId{type.arg});
    case Kind::Options:
    case Kind::Shape:
      return context.catalog.TypeName(type.Required());
    case Kind::Handle:
      return std::string(HandleWords(type));
    case Kind::Reply:
      return "a saved reply";
    case Kind::Name:
      return "the name of " + std::string("a ") + std::string(WordFor(static_cast<types::NameKind>(type.arg)));
    default:
      break;
  }
  const std::string name = context.catalog.TypeName(type.Required());
  const bool vowel = !name.empty() && std::string_view("AEIOaeio").find(name[0]) != std::string_view::npos;
  return (vowel ? "an " : "a ") + name;
}

std::string OptionSetWords(const Context& context, types::OptionSetId set) {
  const std::string& name = context.catalog.options(set).name;
  return name.empty() ? context.catalog.TypeName(types::Option(set)) : "a value of " + name;
}

std::string DescribeExpr(const Context& context, ExprId expr, syntax::ExprId source) {
  if (const auto words = LiteralWords(context.tree, Unwrap(context.tree, source))) return *words;
  return TypeWords(context, context.scope[expr].type);
}

std::string PlaceName(const Context& context, Location at) {
  if (!at.file.valid()) return "";
  const source::File& file = context.files[at.file];
  return file.path() + ":" + std::to_string(file.PositionAt(at.span.begin).line);
}

std::string FieldName(const Context& context, schema::FieldId field) {
  const schema::Field& described = context.catalog.field(field);
  return context.catalog.entity(described.entity).name + "." + described.name;
}

namespace {

std::string LabelOfField(const Context& context, schema::FieldId field, const std::string& type) {
  const schema::Field& described = context.catalog.field(field);
  const std::string place = PlaceName(context, described.declared);
  if (place.empty()) return type + ", declared by the host's schema";
  const bool standard = IsStandard(context.files[described.declared.file].path());
  return type + ", declared in " + place + (standard ? " (standard field)" : " (custom field)");
}

}  // namespace

std::string FieldLabel(const Context& context, schema::FieldId field) {
  return LabelOfField(context, field, context.catalog.TypeName(context.catalog.field(field).type.Required()));
}

std::string ExprLabel(const Context& context, ExprId expr, syntax::ExprId source) {
  const program::Expr& node = context.scope[expr];
  if (node.op == program::Op::Field || node.op == program::Op::Related) {
    return FieldLabel(context, std::get<program::FieldId>(node.payload));
  }
  if (const auto words = LiteralWords(context.tree, Unwrap(context.tree, source))) return *words;
  return context.catalog.TypeName(node.type.Required());
}

std::string MaybeEmptyLabel(const Context& context, ExprId expr, syntax::ExprId source) {
  const program::Expr& node = context.scope[expr];
  if (node.op == program::Op::Field || node.op == program::Op::Related) {
    const auto field = std::get<program::FieldId>(node.payload);
    return LabelOfField(context, field, context.catalog.TypeName(node.type.Optional()));
  }
  return ExprLabel(context, expr, source) + " or empty";
}

std::string ExpectedName(const Context& context, const Expected& expected) {
  return expected.field.valid() ? FieldName(context, expected.field) : expected.what;
}

void LabelExpected(const Context& context, const Expected& expected, Sink::Builder& report) {
  if (expected.field.valid()) {
    const schema::Field& field = context.catalog.field(expected.field);
    if (field.declared.file.valid()) report.Label(field.declared, FieldLabel(context, expected.field));
  } else if (expected.declared.file.valid()) {
    report.Label(expected.declared, context.catalog.TypeName(expected.type));
  }
}

std::optional<std::string> LiteralAs(const Context& context, syntax::ExprId source, Type wanted) {
  const syntax::ExprId inner = Unwrap(context.tree, source);
  const std::string* text = PlainText(context.tree, inner);
  if (text != nullptr) {
    const std::string trimmed(text::Trim(*text));
    if (wanted.Is(Kind::Number) && number::Parse(trimmed).ok()) return trimmed;
    if (wanted.Is(Kind::Date) && time::ParseDate(trimmed).ok()) return trimmed;
    if (wanted.Is(Kind::DateTime) && (time::ParseDate(trimmed).ok() || time::ParseLocalDateTime(trimmed).ok())) {
      return trimmed;
    }
    if (wanted.Is(Kind::Time) && time::ParseTimeOfDay(trimmed).ok()) return trimmed;
    if (wanted.Is(Kind::Duration) && time::ParseDuration(trimmed).ok()) return trimmed;
    if (!wanted.Is(Kind::Bool)) return std::nullopt;
    for (const auto& [word, literal] : {std::pair{"yes", "yes"}, {"true", "yes"}, {"1", "yes"}}) {
      if (text::EqualsFolded(trimmed, word)) return literal;
    }
    for (const std::string_view word : {"no", "false", "0"}) {
      if (text::EqualsFolded(trimmed, word)) return "no";
    }
    return std::nullopt;
  }
  const bool number = std::holds_alternative<syntax::NumberExpr>(context.tree[inner].node);
  if (number && wanted.Is(Kind::Text)) return Quoted(context.Source(inner));
  if (number && wanted.Is(Kind::Bool) && context.Source(inner) == "1") return "yes";
  if (number && wanted.Is(Kind::Bool) && context.Source(inner) == "0") return "no";
  return std::nullopt;
}

std::optional<std::string> SampleLiteral(Type type) {
  if (type.Is(Kind::Number)) return "0";
  if (type.Is(Kind::Text)) return "\"\"";
  if (type.Is(Kind::Bool)) return "no";
  if (type.Is(Kind::DateTime)) return "now";
  return std::nullopt;
}

std::string LiteralWord(Type type) {
  switch (type.kind) {
    case Kind::Number:
      return "a number";
    case Kind::Date:
      return "a date";
    case Kind::DateTime:
      return "a date";
    case Kind::Time:
      return "a time of day";
    case Kind::Duration:
      return "a duration";
    case Kind::Bool:
      return "yes or no";
    default:
      return "text";
  }
}

void SuggestNearest(Sink::Builder& report, Location at, std::string_view name,
                    const std::vector<std::string_view>& candidates, std::string_view quote) {
  const auto near = text::Nearest(name, candidates);
  if (!near) return;
  const std::string replacement = quote.empty() ? std::string(*near) : Quoted(*near);
  report.Fix("did you mean `" + std::string(*near) + "`?", at, replacement);
}

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      out += c;
    }
  }
  return out += '"';
}

syntax::ExprId Unwrap(const syntax::Tree& tree, syntax::ExprId id) {
  while (const auto* paren = std::get_if<syntax::ParenExpr>(&tree[id].node)) id = paren->inner;
  return id;
}

const std::string* PlainText(const syntax::Tree& tree, syntax::ExprId id) {
  const auto* text = std::get_if<syntax::TextExpr>(&tree[Unwrap(tree, id)].node);
  if (text == nullptr || text->parts.size() > 1) return nullptr;
  static const std::string kNothing;
  if (text->parts.empty()) return &kNothing;
  return text->parts[0].hole.valid() ? nullptr : &text->parts[0].literal;
}

}  // namespace lsq::check
