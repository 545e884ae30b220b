// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "compiler/base/match.h"
#include "compiler/number/decimal.h"
#include "compiler/program/printer.h"

namespace lsq::program {

namespace {

std::string_view OpName(Op op) {
  static constexpr std::array<std::string_view, static_cast<size_t>(Op::CallFunction) + 1> kNames = {
      "const",
      "local",
      "field",
      "related",
      "member",
      "now",
      "me",
      "list",
      "not",
      "and",
      "or",
      "equal",
      "not_equal",
      "less",
      "less_equal",
      "greater",
      "greater_equal",
      "in",
      "not_in",
      "between",
      "not_between",
      "contains",
      "not_contains",
      "starts_with",
      "not_starts_with",
      "ends_with",
      "not_ends_with",
      "has_any",
      "has_all",
      "has_none",
      "in_window",
      "not_in_window",
      "is_empty",
      "is_filled",
      "in_named_list",
      "not_in_named_list",
      "changed",
      "old",
      "is_changed",
      "coalesce",
      "if",
      "negate",
      "add",
      "subtract",
      "multiply",
      "divide",
      "remainder",
      "add_duration",
      "subtract_duration",
      "add_hours",
      "difference",
      "date_of",
      "start_of_day",
      "text",
      "join",
      "escape",
      "call",
      "function"};
  return kNames[static_cast<size_t>(op)];
}

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out += '"';
}

std::string PrintConstant(const schema::Catalog& catalog, const Constant& constant) {
  return Match(
      constant, [](const Missing&) -> std::string { return "missing"; },
      [](bool value) -> std::string { return value ? "yes" : "no"; },
      [](const number::Decimal& value) { return number::Print(value); },
      [](const std::string& value) { return Quoted(value); },
      [&](const OptionValue& value) {
        return Quoted(catalog.options(value.set).options[value.index].value) + ":option";
      },
      [](const auto& time) { return time::ToString(time); });
}

std::string PrintWindow(const Window& window) {
  static constexpr std::string_view kSpans[] = {"last", "this", "next"};
  std::string text(kSpans[static_cast<size_t>(window.span)]);
  if (window.count != 0) text += " " + std::to_string(window.count);
  return text + " " + std::string(time::UnitWord(window.unit, window.count == 0 ? 1 : window.count));
}

std::string_view SinkName(Sink sink) {
  static constexpr std::string_view kNames[] = {"prose", "machine", "json"};
  return kNames[static_cast<size_t>(sink)];
}

// What stands between the operator's name and its arguments: `call text.upper`.
std::string PrintPayload(const schema::Catalog& catalog, const Payload& payload) {
  using Text = std::string;
  return Match(
      payload, [](std::monostate) -> Text { return ""; },
      [&](const Constant& constant) -> Text { return " " + PrintConstant(catalog, constant); },
      [](LocalId id) -> Text { return " #" + std::to_string(id.index); },
      [&](FieldId id) -> Text { return " " + catalog.field(id).name; },
      [](const std::string& text) -> Text { return " " + text; },
      [](const Window& window) -> Text { return " " + PrintWindow(window); },
      [](const NativeCall& call) -> Text { return " " + call.name; },
      [](FunctionId id) -> Text { return " @" + std::to_string(id.index); },
      [](markup::Escaper escaper) -> Text { return " " + Text(markup::ToString(escaper)); },
      [](Sink sink) -> Text { return " " + Text(SinkName(sink)); });
}

class Printer {
 public:
  Printer(const Scope& scope, const schema::Catalog& catalog) : scope_(scope), catalog_(catalog) {}

  std::string Print(ExprId id) const {
    const Expr& expr = scope_[id];
    switch (expr.op) {
      case Op::Const:
        if (expr.type.IsError()) return "error";
        return PrintConstant(catalog_, std::get<Constant>(expr.payload));
      case Op::Local:
        return "#" + std::to_string(std::get<LocalId>(expr.payload).index);
      case Op::Field:
      case Op::Related:
        return Print(expr.args[0]) + "." + catalog_.field(std::get<FieldId>(expr.payload)).name + TypeOf(expr);
      case Op::Member:
        return Print(expr.args[0]) + "." + std::get<std::string>(expr.payload) + TypeOf(expr);
      case Op::Now:
      case Op::Me:
        return std::string(OpName(expr.op));
      default:
        return PrintOperator(expr);
    }
  }

 private:
  std::string TypeOf(const Expr& expr) const {
    return expr.type.Is(types::Kind::Bool) && !expr.type.optional ? "" : ":" + PrintType(catalog_, expr.type);
  }

  std::string PrintOperator(const Expr& expr) const {
    std::string text(OpName(expr.op));
    if (expr.exact) text += " exactly";
    text += PrintPayload(catalog_, expr.payload) + "(";
    for (size_t i = 0; i < expr.args.size(); ++i) text += (i == 0 ? "" : ", ") + Print(expr.args[i]);
    return text + ")" + TypeOf(expr);
  }

  const Scope& scope_;
  const schema::Catalog& catalog_;
};

}  // namespace

std::string PrintType(const schema::Catalog& catalog, Type type) {
  if (type.IsError()) return "error";
  return catalog.TypeName(type.Required()) + (type.optional ? "?" : "");
}

std::string PrintExpr(const Scope& scope, const schema::Catalog& catalog, ExprId id) {
  return id.valid() ? Printer(scope, catalog).Print(id) : "none";
}

}  // namespace lsq::program
