// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/check/declare.h"
#include "compiler/diagnostics/render_text.h"
#include "compiler/driver/standard_library.h"
#include "compiler/parse/parse.h"
#include "compiler/schema/json_reader.h"
#include "compiler/text/text.h"
#include "runtime/project/eval_context.h"
#include "stdlib/files.h"

namespace lsq::project {

namespace {

using value::Json;

constexpr uint8_t kMostScale = 9;

std::optional<types::Type> DateTypeOf(std::string_view text) {
  if (time::ParseDate(text).ok()) return types::kDate;
  if (time::ParseLocalDateTime(text).ok() || time::ParseInstant(text).ok()) return types::kDateTime;
  return std::nullopt;
}

// What a value looks like.
struct Shown {
  types::Type type;  // of a list: its elements'
  bool list = false;
  bool missing = false;
};

// As value::ReadJson reads a list: all numbers, all booleans, or else texts.
types::Type ElementType(const Json::Array& array) {
  const auto all = [&](auto is) { return std::all_of(array.begin(), array.end(), is); };
  if (all([](const Json& each) { return each.As<value::JsonNumber>() != nullptr; })) return types::kNumber;
  return all([](const Json& each) { return each.As<bool>() != nullptr; }) ? types::kBool : types::kText;
}

Shown Look(const Json& json, DateTexts date_texts) {
  const auto value = value::ReadJson(json, value::Kind::Any);
  const bool missing = value.ok() && value->missing();
  if (const auto* array = json.As<Json::Array>()) {
    return {.type = missing ? types::kText : ElementType(*array), .list = true, .missing = missing};
  }
  if (missing) return {.type = types::kText, .missing = true};
  if (json.As<bool>() != nullptr) return {.type = types::kBool};
  if (json.As<value::JsonNumber>() != nullptr) return {.type = types::kNumber};
  const auto* text = json.As<std::string>();
  if (text == nullptr || date_texts == DateTexts::Texts) return {.type = types::kText};
  return {.type = DateTypeOf(*text).value_or(types::kText)};
}

// Of texts it is a multi-select field, which may have any values; of others there is no field that people define.
types::Type ListOf(schema::Catalog& catalog, types::Type element) {
  if (!element.Is(types::Kind::Text)) return catalog.type_store().List(element);
  schema::OptionSet any;
  any.open = true;
  return types::Options(catalog.AddOptionSet(std::move(any)));
}

void ShowField(schema::Catalog& catalog, schema::EntityId entity, const std::string& name, const Shown& shown) {
  if (const auto known = catalog.FindField(entity, name)) {
    schema::Field& field = catalog.field(*known);
    if (!shown.missing) field.type = field.type.Required();
    field.scale = kMostScale;  // a number is what the record shows
    return;
  }
  schema::Field added;
  added.name = added.label = name;
  added.entity = entity;
  added.type = shown.list ? ListOf(catalog, shown.type) : shown.type;
  if (shown.missing) added.type = added.type.Optional();
  added.scale = kMostScale;
  catalog.AddField(std::move(added));
}

void ReadLsq(std::string_view text, EvalContext& context) {
  diagnostics::Sink sink;
  const source::FileId id = context.files.Add("schema", std::string(text));
  const syntax::FileTree tree = parse::ParseFile(context.files[id], id, sink);
  std::vector<check::DeclarationUnit> units;
  for (const syntax::Declaration& declaration : tree.declarations) {
    units.push_back({declaration.tree.get(), id, declaration.offset});
  }
  check::ReadDeclarations(units, context.catalog, context.library, sink);
  context.mistake = FirstMistake(sink, context.files);
}

}  // namespace

std::optional<Mistake> FirstMistake(const diagnostics::Sink& sink, const source::Files& files) {
  for (const diagnostics::Diagnostic& diagnostic : sink.diagnostics()) {
    if (diagnostic.kind->severity != diagnostics::Severity::Error) continue;
    return Mistake{{diagnostic.kind->Code(), diagnostic.Message()},
                   {std::string(diagnostic.kind->alias), diagnostics::RenderText(diagnostic, files)}};
  }
  return std::nullopt;
}

StandardContext::StandardContext() {
  diagnostics::Sink sink;
  std::vector<std::string_view> texts;  // the library's own texts mention all of it
  for (const EmbeddedFile& file : stdlib::Files()) texts.push_back(file.text);
  driver::LoadStandardLibrary(texts, standard_.files, standard_.catalog, standard_.library, sink, nullptr);
  standard_.mistake = FirstMistake(sink, standard_.files);
}

std::unique_ptr<EvalContext> StandardContext::WithSchema(std::string_view schema) const {
  auto context = std::make_unique<EvalContext>(standard_);
  if (std::string_view(text::Trim(schema)).starts_with("{")) {
    const Status read = schema::ReadCatalogJson(schema, context->catalog);
    if (!read.ok()) context->mistake = Mistake{read.error(), {}};
  } else {
    ReadLsq(schema, *context);
  }
  return context;
}

std::unique_ptr<EvalContext> StandardContext::WithShown(const Json::Object& records, DateTexts date_texts) const {
  auto context = std::make_unique<EvalContext>(standard_);
  for (const auto& [name, record] : records) {
    const auto entity = context->catalog.FindEntity(name);
    const auto* members = record.As<Json::Object>();
    if (!entity || members == nullptr) continue;  // said when the records are read
    for (const auto& [field, sample] : *members) {
      ShowField(context->catalog, *entity, field, Look(sample, date_texts));
    }
  }
  return context;
}

std::string ShapeOf(const Json::Object& records, DateTexts date_texts) {
  std::string shape;
  for (const auto& [entity, record] : records) {
    shape += "\n" + entity + ":";
    const auto* members = record.As<Json::Object>();
    if (members == nullptr) continue;
    for (const auto& [name, sample] : *members) {
      const Shown shown = Look(sample, date_texts);
      shape += name + "=" + std::to_string(static_cast<int>(shown.type.kind));
      shape += shown.list ? '+' : ' ';
      if (shown.missing) shape += '-';
    }
  }
  return shape;
}

bool HasDateTexts(const Json::Object& records) {
  for (const auto& [entity, record] : records) {
    const auto* members = record.As<Json::Object>();
    if (members == nullptr) continue;
    for (const auto& [name, sample] : *members) {
      const auto* text = sample.As<std::string>();
      if (text != nullptr && DateTypeOf(*text)) return true;
    }
  }
  return false;
}

}  // namespace lsq::project
