// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/declare_items.h"

#include "compiler/text/text.h"

namespace lsq::check::declare {

namespace {

std::string_view WordOfConstant(syntax::Constant constant) {
  switch (constant) {
    case syntax::Constant::Empty:
      return "empty";
    case syntax::Constant::Yes:
      return "yes";
    case syntax::Constant::No:
      return "no";
    case syntax::Constant::Me:
      return "me";
    case syntax::Constant::Now:
      return "now";
  }
  return {};
}

}  // namespace

ItemReader::ItemReader(const syntax::Tree& tree, const std::vector<ExprId>& exprs) : tree_(tree) {
  items_.reserve(exprs.size() + 2);
  for (const ExprId id : exprs) Add(id);
}

void ItemReader::Add(ExprId id) {
  const syntax::Expr& expr = tree_[id];
  if (const auto* name = std::get_if<syntax::NameExpr>(&expr.node); name != nullptr && !name->word.quoted) {
    items_.push_back({Item::Form::Word, name->word.text, id, expr.span});
  } else if (const auto* constant = std::get_if<syntax::ConstantExpr>(&expr.node)) {
    items_.push_back({Item::Form::Word, std::string(WordOfConstant(constant->value)), id, expr.span});
  } else if (const auto* ref = std::get_if<syntax::RefExpr>(&expr.node)) {
    items_.push_back({Item::Form::Word, ref->kind.text, {}, ref->kind.span});
    Add(ref->name);
  } else {
    const bool text = std::holds_alternative<syntax::TextExpr>(expr.node);
    items_.push_back({text ? Item::Form::Text : Item::Form::Other, {}, id, expr.span});
  }
}

Span ItemReader::Here() const {
  if (!AtEnd()) return items_[next_].span;
  if (items_.empty()) return {};
  return {items_.back().span.end, items_.back().span.end};
}

Span ItemReader::Whole() const {
  return items_.empty() ? Span{} : Span::Join(items_.front().span, items_.back().span);
}

bool ItemReader::Take(std::initializer_list<std::string_view> words) {
  size_t at = next_;
  for (const std::string_view word : words) {
    if (at == items_.size() || items_[at].form != Item::Form::Word || items_[at].word != word) return false;
    ++at;
  }
  next_ = at;
  return true;
}

std::optional<Item> ItemReader::TakeWord() {
  if (AtEnd() || items_[next_].form != Item::Form::Word) return std::nullopt;
  return items_[next_++];
}

std::optional<std::string> ItemReader::TakeText() {
  if (AtEnd() || items_[next_].form != Item::Form::Text) return std::nullopt;
  std::optional<std::string> text = PlainText(tree_, items_[next_].expr);
  if (text) ++next_;
  return text;
}

std::optional<std::string> ItemReader::TakeRaw() {
  if (AtEnd() || items_[next_].form != Item::Form::Other) return std::nullopt;
  const auto* number = std::get_if<syntax::NumberExpr>(&tree_[items_[next_].expr].node);
  if (number == nullptr || !number->suffix.empty() || number->percent) return std::nullopt;
  ++next_;
  return number->raw;
}

std::optional<std::string> PlainText(const syntax::Tree& tree, ExprId id) {
  const auto* text = std::get_if<syntax::TextExpr>(&tree[id].node);
  if (text == nullptr) return std::nullopt;
  std::string plain;
  for (const syntax::TextPart& part : text->parts) {
    if (part.hole.valid()) return std::nullopt;
    plain += part.literal;
  }
  return plain;
}

void ReportPart(const Target& target, const Source& source, Span span, std::string what, std::string help) {
  target.sink.Report(kind::DeclarationPart, source.At(span), {std::move(what)}).Note(std::move(help));
}

void ExpectEnd(const Target& target, const Source& source, const ItemReader& items, std::string what,
               std::string help) {
  if (!items.AtEnd()) ReportPart(target, source, items.Here(), std::move(what), std::move(help));
}

std::string Quoted(std::string_view name) {
  return "`" + std::string(name) + "`";
}

void SuggestName(Sink::Builder& report, Location at, std::string_view name, const std::vector<std::string_view>& names,
                 bool quote) {
  const std::optional<std::string_view> nearest = text::Nearest(name, names);
  if (!nearest) return;
  const std::string text = quote ? "\"" + std::string(*nearest) + "\"" : std::string(*nearest);
  report.Fix("did you mean " + (quote ? text : Quoted(text)) + "?", at, text);
}

}  // namespace lsq::check::declare
