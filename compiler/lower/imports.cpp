// SPDX-License-Identifier: Apache-2.0
#include "compiler/lower/imports.h"

#include "compiler/base/match.h"
#include "compiler/ir/types.h"

namespace lsq::lower {
namespace {

template <typename T>
uint32_t Append(std::vector<T>& list, T value) {
  list.push_back(std::move(value));
  return static_cast<uint32_t>(list.size() - 1);
}

// Equal constants, and only those, have equal keys.
std::string KeyOf(const ir::Constant& constant) {
  const std::string value = Match(
      constant, [](std::monostate) { return std::string(); }, [](bool value) { return std::to_string(value); },
      [](number::Decimal value) { return number::Print(value); }, [](const std::string& value) { return value; },
      [](time::Date value) { return std::to_string(value.days); },
      [](time::Instant value) { return std::to_string(value.micros); },
      [](const time::LocalDateTime& value) { return std::to_string(time::ToCivilSeconds(value)); },
      [](time::TimeOfDay value) { return std::to_string(value.seconds); },
      [](const time::Duration& value) { return time::ToString(value); },
      [](const ir::OptionConstant& value) { return std::to_string(value.set) + "." + std::to_string(value.index); });
  return std::to_string(constant.index()) + ":" + value;
}

std::string KeyOf(const ir::Type& type) {
  return std::to_string(static_cast<int>(type.kind)) + "." + std::to_string(static_cast<int>(type.element)) + "." +
         std::to_string(type.option_set) + "." + std::to_string(type.entity) + ";";
}

}  // namespace

ir::Type Imports::TypeOf(types::Type type) {
  using enum types::Kind;
  const auto open = [&] { return catalog_.options(types::OptionSetId{type.arg}).open; };
  const auto of_set = [&](ir::Kind kind) {
    return ir::Type{.kind = kind, .option_set = OptionSet(types::OptionSetId{type.arg})};
  };
  switch (type.kind) {
    case Error:
      LSQ_CHECK(false, "a program with errors is lowered");
      return {};
    case Empty:
      return {};
    case Bool:
      return {ir::Kind::Bool};
    case Number:
      return {ir::Kind::Number, number::kScale};
    case Text:
    case Name:
      return {ir::Kind::Text};
    case Date:
      return {ir::Kind::Date};
    case DateTime:
      return {ir::Kind::DateTime};
    case Time:
      return {ir::Kind::Time};
    case Duration:
      return {ir::Kind::Duration};
    case Option:
      return open() ? ir::Type{ir::Kind::Text} : of_set(ir::Kind::Option);
    case Options:
      return open() ? ir::ListOf({ir::Kind::Text}) : of_set(ir::Kind::Options);
    case Record:
      return {.kind = ir::Kind::Record, .entity = Entity(schema::EntityId{type.arg})};
    case List:
      return ir::ListOf(TypeOf(catalog_.type_store().Element(type.Required())));
    case Handle:
      return {ir::Kind::Handle};
    case Reply:
    case Shape:
      return {ir::Kind::Reply};
  }
  return {};
}

ir::Constant Imports::ConstantOf(const program::Constant& constant) {
  return Match(
      constant, [](program::Missing) -> ir::Constant { return std::monostate{}; },
      [&](const program::OptionValue& option) -> ir::Constant {
        const schema::OptionSet& set = catalog_.options(option.set);
        if (set.open) return set.options[option.index].value;
        return ir::OptionConstant{OptionSet(option.set), option.index};
      },
      [](const auto& value) -> ir::Constant { return value; });
}

uint32_t Imports::Entity(schema::EntityId id) {
  if (!id.valid()) return UINT32_MAX;
  const auto [at, added] = entities_.try_emplace(id.index, static_cast<uint32_t>(module_.entities.size()));
  if (added) {
    const schema::Entity& entity = catalog_.entity(id);
    module_.entities.push_back({entity.name, entity.stable_id, entity.key});
  }
  return at->second;
}

uint32_t Imports::Field(schema::FieldId id) {
  if (const auto found = fields_.find(id.index); found != fields_.end()) return found->second;
  const schema::Field& field = catalog_.field(id);
  ir::FieldImport import;
  import.entity = Entity(field.entity);
  import.name = field.name;
  import.stable_id = field.stable_id;
  import.type = TypeOf(field.type);
  if (import.type.kind == ir::Kind::Number) import.type.scale = field.scale;
  import.mandatory = field.mandatory;
  if (import.type.kind == ir::Kind::Record) {
    import.relation_entity = import.type.entity;
    import.via = field.via;
  }
  return fields_[id.index] = Append(module_.fields, std::move(import));
}

// One that belongs to a field is named after it.
std::string Imports::NameOfOptionSet(types::OptionSetId id) const {
  if (!catalog_.options(id).name.empty()) return catalog_.options(id).name;
  for (uint32_t i = 0; i < catalog_.field_count(); ++i) {
    const schema::Field& field = catalog_.field(schema::FieldId{i});
    const bool holds = field.type.Is(types::Kind::Option) || field.type.Is(types::Kind::Options);
    if (holds && field.type.arg == id.index) return catalog_.entity(field.entity).name + "." + field.name;
  }
  return {};
}

uint32_t Imports::OptionSet(types::OptionSetId id) {
  if (const auto found = option_sets_.find(id.index); found != option_sets_.end()) return found->second;
  ir::OptionSetImport import{NameOfOptionSet(id), {}, {}};
  for (const schema::Option& option : catalog_.options(id).options) {
    import.values.push_back(option.value);
    import.stable_ids.push_back(option.stable_id);
  }
  return option_sets_[id.index] = Append(module_.option_sets, std::move(import));
}

uint32_t Imports::Native(const std::string& name, std::vector<ir::Type> params, ir::Type result) {
  std::string key = name + "(";
  for (const ir::Type& param : params) key += KeyOf(param);
  key += KeyOf(result);
  const auto [at, added] = natives_.try_emplace(std::move(key), static_cast<uint32_t>(module_.natives.size()));
  if (added) module_.natives.push_back({name, 1, std::move(params), result});
  return at->second;
}

uint32_t Imports::Constant(ir::Constant constant) {
  const auto [at, added] = constants_.try_emplace(KeyOf(constant), static_cast<uint32_t>(module_.constants.size()));
  if (added) module_.constants.push_back(std::move(constant));
  return at->second;
}

uint32_t Imports::Window(const program::Window& window) {
  const ir::Window import{static_cast<ir::WindowSpan>(window.span), window.count, window.unit};
  for (size_t i = 0; i < module_.windows.size(); ++i) {
    if (module_.windows[i] == import) return static_cast<uint32_t>(i);
  }
  return Append(module_.windows, import);
}

ir::Origin Imports::OriginOf(source::Location at) {
  if (!at.file.valid()) return {};
  const auto [file, added] = file_indices_.try_emplace(at.file.index, static_cast<uint32_t>(module_.files.size()));
  if (added) module_.files.push_back(files_[at.file].path());
  return {file->second, at.span.begin, at.span.end};
}

}  // namespace lsq::lower
