// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/base/limits.h"
#include "compiler/parse/builder.h"
#include "compiler/parse/chain.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/literals.h"
#include "compiler/parse/text_parts.h"
#include "compiler/parse/token.h"
#include "compiler/parse/words.h"

namespace lsq::parse {

using syntax::ExprId;

syntax::Word Builder::WordOf(const Symbol& symbol) const {
  std::string_view word = Slice(text_, symbol.span());
  const bool quoted = symbol.kind == SymbolKind::TEXT || (symbol.kind == SymbolKind::LABEL && word.starts_with('"'));
  if (!quoted) return {symbol.span(), std::string(word), false};
  word.remove_prefix(1);
  if (word.ends_with('"')) word.remove_suffix(1);
  return {symbol.span(), std::string(word), true};
}

bool Builder::Readable(const Symbol& symbol) const {
  const std::string_view word = Slice(text_, symbol.span());
  if (word.starts_with('"')) return true;
  return word.size() <= limits::kIdentifierBytes && std::all_of(word.begin(), word.end(), IsAscii);
}

ExprId Builder::Expression(Node node) {
  std::vector<ChainItem> items;
  bool simple = true;
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    if (Leaf(child)) {
      items.push_back({SymbolAt(child), {}, 0, 0});
      simple = false;
    } else {
      const Span span = SpanOf(child);
      items.push_back({{}, Operand(child), span.begin, span.end});
    }
  }
  if (simple && items.size() == 1) return items[0].operand;
  return ChainBuilder(*this, std::move(items), SpanOf(node)).Build();
}

ExprId Builder::Operand(Node node) {
  const Node first = First(node);
  if (!Has(node, first) || At(node).failed) return Error(SpanOf(node));
  return OperandOf(node, first);
}

ExprId Builder::OperandOf(Node node, Node first) {
  const Symbol& symbol = SymbolAt(first);
  const Span span = SpanOf(node);
  switch (symbol.kind) {
    case SymbolKind::REF: {
      const Node name = Next(first);
      if (!Has(node, name)) return Error(span);
      const ExprId text = Literal(SymbolAt(name));
      return Add(span, syntax::RefExpr{WordOf(symbol), text});
    }
    case SymbolKind::CALLEE: {
      auto arguments = Arguments(node);
      return Add(span, syntax::CallExpr{WordOf(symbol), std::move(arguments)});
    }
    case SymbolKind::LPAREN:
      return Parenthesis(node);
    case SymbolKind::LBRACK: {
      auto elements = Elements(node);
      return Add(span, syntax::ListExpr{std::move(elements)});
    }
    case SymbolKind::SHAPE_OPEN: {
      auto fields = Arguments(node);
      return Add(span, syntax::ShapeExpr{std::move(fields)});
    }
    case SymbolKind::QUANTIFIER: {
      auto elements = Elements(node);
      const bool all = Slice(text_, symbol.span()).starts_with("all");
      return Add(span, syntax::QuantifiedExpr{all, std::move(elements)});
    }
    case SymbolKind::ONE_OF: {
      auto elements = Elements(node);
      const Node bracket = Next(first);
      const Span list{Has(node, bracket) ? SymbolAt(bracket).begin : span.end, span.end};
      const ExprId options = Add(list, syntax::ListExpr{std::move(elements)});
      return Add(span, syntax::OneOfExpr{options});
    }
    default:
      return Literal(symbol);
  }
}

ExprId Builder::Literal(const Symbol& symbol) {
  const Span span = symbol.span();
  const std::string_view text = Slice(text_, span);
  switch (symbol.kind) {
    case SymbolKind::CONSTANT:
      return Add(span, syntax::ConstantExpr{*ConstantOf(text)});
    case SymbolKind::NUMBER:
      return tree_.exprs.Add(ReadNumber(text_, span, report_));
    case SymbolKind::DURATION:
      return tree_.exprs.Add(ReadDuration(text_, span, report_));
    case SymbolKind::WINDOW:
      return tree_.exprs.Add(ReadWindow(text_, span));
    case SymbolKind::DATE:
      return tree_.exprs.Add(ReadDate(text_, span, report_));
    case SymbolKind::DATETIME:
      return tree_.exprs.Add(ReadDateTime(text_, span, report_));
    case SymbolKind::TIME:
      return tree_.exprs.Add(ReadTime(text_, span, report_));
    case SymbolKind::MERGE:
      return ReadMerge(text_, span, tree_, report_);
    case SymbolKind::TEXT: {
      if (!text.starts_with('"')) return ReadForeignText(text_, span, tree_);
      const TextForm form = text.starts_with("\"\"\"") ? TextForm::Block : TextForm::Quoted;
      return ReadText(text_, span, form, tree_, report_);
    }
    case SymbolKind::SKIPPED:
      return Error(span);
    default:
      if (!Readable(symbol)) return Error(span);
      return Add(span, syntax::NameExpr{WordOf(symbol)});
  }
}

// `a where c` in brackets.
ExprId Builder::Element(Node node) {
  syntax::FilteredExpr filtered;
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    if (At(child).rule != Rule::Expression) continue;
    const ExprId id = Expression(child);
    (filtered.subject.valid() ? filtered.condition : filtered.subject) = id;
  }
  const Span span = SpanOf(node);
  if (!filtered.subject.valid()) return Error(span);
  return filtered.condition.valid() ? Add(span, filtered) : filtered.subject;
}

syntax::Argument Builder::Argument(Node node) {
  syntax::Argument argument;
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    if (Is(child, SymbolKind::LABEL)) argument.name = WordOf(SymbolAt(child));
    if (At(child).rule == Rule::Element) argument.value = Element(child);
  }
  if (!argument.value.valid()) argument.value = Error(SpanOf(node));
  return argument;
}

std::vector<syntax::Argument> Builder::Arguments(Node node) {
  std::vector<syntax::Argument> arguments;
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    if (At(child).rule == Rule::Argument) arguments.push_back(Argument(child));
  }
  return arguments;
}

std::vector<ExprId> Builder::Elements(Node node) {
  std::vector<ExprId> elements;
  for (Node child = First(node); Has(node, child); child = Next(child)) {
    if (At(child).rule == Rule::Element) elements.push_back(Element(child));
  }
  return elements;
}

// One expression in brackets, or parameters: none, or named ones.
ExprId Builder::Parenthesis(Node node) {
  auto arguments = Arguments(node);
  const Span span = SpanOf(node);
  if (arguments.size() == 1 && !arguments[0].name) return Add(span, syntax::ParenExpr{arguments[0].value});
  const bool named = arguments.empty() || arguments[0].name;
  if (named) return Add(span, syntax::ParamsExpr{std::move(arguments)});
  const Span open{span.begin, span.begin + 1}, close{span.end - 1, span.end};
  report_.Report(kind::ListInParentheses, span)
      .Fix("write a list", {{Reporter::Place(open), "["}, {Reporter::Place(close), "]"}});
  std::vector<ExprId> elements;
  for (const syntax::Argument& argument : arguments) elements.push_back(argument.value);
  return Add(span, syntax::ListExpr{std::move(elements)});
}

}  // namespace lsq::parse
