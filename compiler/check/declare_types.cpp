// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/declare_types.h"

#include <algorithm>

#include "compiler/text/text.h"

namespace lsq::check::declare {

namespace {

using schema::ParamForm;
using schema::ParamType;
using types::Kind;

constexpr std::string_view kTypeHelp =
    "a type is a word such as Text, Number or Lead, `list of` a type, `one of [\"A\", \"B\"]`, or one of these "
    "followed by "
    "`or empty`";

class TypeReader {
 public:
  // `params` is null where only the type of a value makes sense.
  TypeReader(Target& target, const Source& source, const std::vector<schema::Param>* params)
      : target_(target), source_(source), params_(params) {}

  std::optional<ParamType> Read(ItemReader& items);
  std::optional<ParamType> Read(ExprId id);

 private:
  std::optional<ParamType> ReadWord(const std::string& word, Span span);
  std::optional<ParamType> ReadCall(const syntax::CallExpr& call, Span span);
  std::optional<ParamType> ReadOptions(const syntax::Tree& tree, ExprId list, Kind kind);
  std::optional<ParamType> ReadSeveral(ItemReader& items);
  std::optional<ParamType> ReadShape(const syntax::ShapeExpr& shape);
  std::optional<ParamType> ListOf(std::optional<ParamType> element, Span span);
  std::optional<ParamType> Optional(std::optional<ParamType> type) const;
  std::optional<ParamType> Wrong(Span span);
  static ParamType Value(schema::Type type) { return {.form = ParamForm::Value, .type = type}; }

  Target& target_;
  const Source& source_;
  const std::vector<schema::Param>* params_;
};

std::optional<ParamType> TypeReader::Wrong(Span span) {
  ReportPart(target_, source_, span, "a type", std::string(kTypeHelp));
  return std::nullopt;
}

std::optional<ParamType> TypeReader::Optional(std::optional<ParamType> type) const {
  if (!type) return type;
  if (type->form == ParamForm::Value) {
    type->type = type->type.Optional();
  } else {
    type->optional = true;
  }
  return type;
}

std::optional<ParamType> TypeReader::ReadWord(const std::string& word, Span span) {
  if (params_ != nullptr) {
    if (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z') {
      return ParamType{.form = ParamForm::Variable, .variable = word[0]};
    }
    if (word == "Record") return ParamType{.form = ParamForm::Record};
    if (word == "Field") return ParamType{.form = ParamForm::Field};
    if (word == "Entity") return ParamType{.form = ParamForm::Entity};
    if (word == "Condition") return ParamType{.form = ParamForm::Condition};
    if (word == "Count") return ParamType{.form = ParamForm::Value, .type = types::kNumber, .least = 1};
    if (word == "Days") return ParamType{.form = ParamForm::Value, .type = types::kDuration, .least = 1};
    if (word == "Whole") return ParamType{.form = ParamForm::Value, .type = types::kNumber, .least = 0};
  }
  if (const auto type = types::FindNamedType(word)) return Value(*type);
  if (const auto set = target_.catalog.FindOptionSet(word)) return Value(types::Option(*set));
  if (const auto entity = target_.catalog.FindEntity(word)) return Value(types::Record(*entity));
  std::vector<std::string_view> names;
  for (const types::NamedType& named : types::NamedTypes()) names.push_back(named.word);
  for (const std::string& head : target_.library.Heads(schema::DeclKind::Entity)) names.push_back(head);
  for (const std::string& head : target_.library.Heads(schema::DeclKind::Enum)) names.push_back(head);
  auto report = target_.sink.Report(kind::UnknownType, source_.At(span), {Quoted(word)});
  SuggestName(report, source_.At(span), word, names);
  return std::nullopt;
}

std::optional<ParamType> TypeReader::ReadCall(const syntax::CallExpr& call, Span span) {
  const bool one = call.arguments.size() == 1 && !call.arguments[0].name;
  const auto* name = one ? std::get_if<syntax::NameExpr>(&source_.tree[call.arguments[0].value].node) : nullptr;
  if (params_ == nullptr || name == nullptr) return Wrong(span);
  if (call.callee.text == "Condition") {
    const auto entity =
        ReadEntityName(target_, source_, {Item::Form::Word, name->word.text, call.arguments[0].value, name->word.span});
    if (!entity) return std::nullopt;
    return ParamType{.form = ParamForm::Condition, .type = types::Record(*entity)};
  }
  if (call.callee.text == "Field") {
    auto field = ReadWord(name->word.text, name->word.span);
    if (!field || field->form != ParamForm::Value) return field ? Wrong(span) : std::nullopt;
    field->form = ParamForm::Field;
    return field;
  }
  if (call.callee.text != "Fields") return Wrong(span);
  for (uint32_t i = 0; i < params_->size(); ++i) {
    if ((*params_)[i].name == name->word.text) return ParamType{.form = ParamForm::FieldNames, .of = i};
  }
  target_.sink.Report(kind::UnknownParameter, source_.At(name->word.span), {"the phrase", Quoted(name->word.text)});
  return std::nullopt;
}

// `one of ["A", "B"]`; in a hole also `one of [day, week]`, words to choose from.
std::optional<ParamType> TypeReader::ReadOptions(const syntax::Tree& tree, ExprId list, Kind kind) {
  const auto* elements = std::get_if<syntax::ListExpr>(&tree[list].node);
  if (elements == nullptr || elements->elements.empty()) return Wrong(tree[list].span);
  schema::OptionSet set;
  ParamType words{.form = ParamForm::Word};
  for (const ExprId element : elements->elements) {
    const auto* name = std::get_if<syntax::NameExpr>(&tree[element].node);
    if (params_ != nullptr && name != nullptr) {
      words.words.push_back(name->word.text);
      continue;
    }
    const auto text = PlainText(tree, element);
    if (!text) return Wrong(tree[element].span);
    const bool twice = std::any_of(set.options.begin(), set.options.end(), [&](const schema::Option& option) {
      return text::Fold(option.value) == text::Fold(*text);
    });
    if (twice) {
      target_.sink.Report(kind::OptionTwice, source_.At(tree[element].span), {"\"" + *text + "\""});
    } else {
      set.options.push_back({*text, schema::StableId(*text)});
    }
  }
  if (set.options.empty()) return words;
  if (!words.words.empty()) return Wrong(tree[list].span);
  const auto id = target_.catalog.AddOptionSet(std::move(set));
  return Value(kind == Kind::Option ? types::Option(id) : types::Options(id));
}

// After `several of`: a list of texts, or the name of an enum.
std::optional<ParamType> TypeReader::ReadSeveral(ItemReader& items) {
  const Span span = items.Here();
  if (const Item* item = items.Peek(); item != nullptr && item->form == Item::Form::Other) {
    const ExprId list = item->expr;
    items.Skip();
    return ReadOptions(items.tree(), list, Kind::Options);
  }
  const auto word = items.TakeWord();
  const auto set = word ? target_.catalog.FindOptionSet(word->word) : std::nullopt;
  return set ? Value(types::Options(*set)) : Wrong(span);
}

std::optional<ParamType> TypeReader::ReadShape(const syntax::ShapeExpr& shape) {
  std::vector<types::ShapeMember> members;
  for (const syntax::Argument& field : shape.fields) {
    const auto type = TypeReader(target_, source_, nullptr).Read(field.value);
    if (!type || !field.name) return std::nullopt;
    members.push_back({field.name->text, type->type});
  }
  return Value(target_.catalog.type_store().Shape(std::move(members)));
}

std::optional<ParamType> TypeReader::ListOf(std::optional<ParamType> element, Span span) {
  if (!element) return element;
  switch (element->form) {
    case ParamForm::Value:
      return Value(target_.catalog.type_store().List(element->type));
    case ParamForm::Variable:
      return ParamType{.form = ParamForm::VariableList, .variable = element->variable};
    case ParamForm::Field:
      return ParamType{.form = ParamForm::Fields};
    default:
      return Wrong(span);
  }
}

std::optional<ParamType> TypeReader::Read(ExprId id) {
  const syntax::Expr& expr = source_.tree[id];
  if (const auto* name = std::get_if<syntax::NameExpr>(&expr.node)) return ReadWord(name->word.text, expr.span);
  if (const auto* call = std::get_if<syntax::CallExpr>(&expr.node)) return ReadCall(*call, expr.span);
  if (const auto* paren = std::get_if<syntax::ParenExpr>(&expr.node)) return Read(paren->inner);
  if (const auto* shape = std::get_if<syntax::ShapeExpr>(&expr.node)) return ReadShape(*shape);
  if (const auto* options = std::get_if<syntax::OneOfExpr>(&expr.node)) {
    return ReadOptions(source_.tree, options->options, Kind::Option);
  }
  if (const auto* list = std::get_if<syntax::ListOfExpr>(&expr.node)) return ListOf(Read(list->element), expr.span);
  if (const auto* either = std::get_if<syntax::BinaryExpr>(&expr.node)) {
    const auto* empty = std::get_if<syntax::ConstantExpr>(&source_.tree[either->right].node);
    const bool or_empty =
        either->op == syntax::BinaryOp::Or && empty != nullptr && empty->value == syntax::Constant::Empty;
    if (or_empty) return Optional(Read(either->left));
  }
  return std::holds_alternative<syntax::ErrorExpr>(expr.node) ? std::nullopt : Wrong(expr.span);
}

std::optional<ParamType> TypeReader::Read(ItemReader& items) {
  std::optional<ParamType> type;
  const Span span = items.Here();
  if (items.Take({"several", "of"})) {
    type = ReadSeveral(items);
  } else if (const auto word = items.TakeWord()) {
    type = ReadWord(word->word, word->span);
  } else if (const Item* item = items.Peek()) {
    const ExprId expr = item->expr;
    items.Skip();
    type = Read(expr);
  } else {
    return Wrong(span);
  }
  return items.Take({"or", "empty"}) ? Optional(type) : type;
}

}  // namespace

std::optional<schema::Type> ReadType(Target& target, const Source& source, ItemReader& items) {
  const auto type = TypeReader(target, source, nullptr).Read(items);
  return type ? std::optional(type->type) : std::nullopt;
}

std::optional<ParamType> ReadParamType(Target& target, const Source& source, ExprId type,
                                       const std::vector<schema::Param>& params) {
  return TypeReader(target, source, &params).Read(type);
}

std::optional<ParamType> ReadParamType(Target& target, const Source& source, ItemReader& items,
                                       const std::vector<schema::Param>& params) {
  return TypeReader(target, source, &params).Read(items);
}

std::optional<schema::EntityId> ReadEntityName(Target& target, const Source& source, const Item& name) {
  if (const auto entity = target.catalog.FindEntity(name.word)) return entity;
  const auto& heads = target.library.Heads(schema::DeclKind::Entity);
  const std::vector<std::string_view> names(heads.begin(), heads.end());
  auto report = target.sink.Report(kind::NoSuchEntity, source.At(name.span), {Quoted(name.word)});
  SuggestName(report, source.At(name.span), name.word, names);
  return std::nullopt;
}

}  // namespace lsq::check::declare
