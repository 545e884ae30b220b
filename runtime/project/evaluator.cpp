// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/evaluator.h"

#include <array>
#include <map>
#include <span>
#include <unordered_map>

#include "compiler/check/expr_standalone.h"
#include "compiler/driver/standard_library.h"
#include "compiler/lower/lower.h"
#include "compiler/parse/parse.h"
#include "compiler/schema/json_reader.h"
#include "compiler/text/text.h"
#include "runtime/link/load_record.h"
#include "runtime/link/program.h"
#include "runtime/project/crm.h"
#include "runtime/value/print.h"
#include "runtime/vm/vm.h"
#include "stdlib/files.h"

namespace lsq::project {

namespace {

using schema::EntityId;
using value::Json;

constexpr size_t kContexts = 16;    // schemas kept
constexpr size_t kCompiled = 4096;  // expressions kept per schema

struct Word {
  std::string_view word;
  PrintAs as;
};
constexpr std::array<Word, 7> kWords = {{{"value", PrintAs::Value},
                                         {"text", PrintAs::Text},
                                         {"html", PrintAs::Html},
                                         {"url", PrintAs::Url},
                                         {"json", PrintAs::Json},
                                         {"csv", PrintAs::Csv},
                                         {"subject", PrintAs::Subject}}};

check::PrintAs CheckedAs(PrintAs as) {
  static_assert(static_cast<int>(PrintAs::Subject) == static_cast<int>(check::PrintAs::Subject));
  return static_cast<check::PrintAs>(as);
}

std::string_view TypeWord(types::Type type) {
  switch (type.kind) {
    case types::Kind::Bool:
      return "Bool";
    case types::Kind::Number:
      return "Number";
    case types::Kind::Date:
      return "Date";
    case types::Kind::DateTime:
      return "DateTime";
    case types::Kind::Time:
      return "Time";
    case types::Kind::Duration:
      return "Duration";
    case types::Kind::Options:
    case types::Kind::List:
      return "List";
    case types::Kind::Record:
      return "Record";
    case types::Kind::Empty:
      return "Empty";
    default:
      return "Text";
  }
}

// Numbers and Booleans as themselves; what has no JSON of its own as C-MM-14 prints it, on the account's clocks.
Json PrintAnswer(const value::Value& value, const time::Zone& zone) {
  const auto* list = value.As<value::List>();
  if (list != nullptr) {
    Json::Array elements;
    for (const value::Value& element : *list) elements.push_back(PrintAnswer(element, zone));
    return Json(std::move(elements));
  }
  const auto* instant = value.As<time::Instant>();
  return instant != nullptr ? Json(value::ToText(value, value::Sink::Machine, zone)) : value::ToPlain(value);
}

Error ErrorOf(const diagnostics::Diagnostic& diagnostic) {
  return {diagnostic.kind->Code(), diagnostic.Message()};
}

// The first error of a sink, if it has one.
const diagnostics::Diagnostic* FirstError(const diagnostics::Sink& sink) {
  for (const diagnostics::Diagnostic& diagnostic : sink.diagnostics()) {
    if (diagnostic.kind->severity == diagnostics::Severity::Error) return &diagnostic;
  }
  return nullptr;
}

// A field that is in a record but in no schema: as it looks.
types::Type TypeOfSample(const Json& json) {
  if (json.As<bool>() != nullptr) return types::kBool.Optional();
  if (json.As<value::JsonNumber>() != nullptr) return types::kNumber.Optional();
  return types::kText.Optional();
}

// One expression ready to run.
struct Compiled {
  std::shared_ptr<const link::LoadedProgram> program;
  link::FunctionId function;
  types::Type type;
  size_t records = 0;  // parameters
};

// A schema, read once.
struct Context {
  source::Files files;
  schema::Catalog catalog;
  schema::Library library;
  std::unordered_map<std::string, Compiled> compiled;
};

// Records of a request, by entity.
class Records final : public vm::RecordReader {
 public:
  void Add(value::Record record) { records_.push_back(std::make_unique<value::Record>(std::move(record))); }
  const value::Record* Of(std::string_view entity) const {
    for (const auto& record : records_) {
      if (record->key.entity == entity) return record.get();
    }
    return nullptr;
  }
  value::Record* Of(std::string_view entity) {
    return const_cast<value::Record*>(static_cast<const Records*>(this)->Of(entity));
  }
  Result<const value::Record*> Read(const value::RecordKey& key, const value::ReadContext&) override {
    const value::Record* record = Of(key.entity);
    return record != nullptr && record->key.id == key.id ? record : nullptr;
  }
  Result<bool> IsInList(const value::RecordKey&, std::string_view, const value::ReadContext&) override { return false; }

 private:
  std::vector<std::unique_ptr<value::Record>> records_;
};

}  // namespace

std::optional<PrintAs> ParsePrintAs(std::string_view word) {
  for (const Word& known : kWords) {
    if (known.word == word) return known.as;
  }
  return std::nullopt;
}

class Evaluator::Impl {
 public:
  Result<EvalAnswer> Evaluate(const EvalRequest& request);
  std::string detail;

 private:
  Result<Context*> ContextFor(const EvalRequest& request);
  Result<std::unique_ptr<Context>> MakeContext(const EvalRequest& request);
  Status AddShownFields(const EvalRequest& request, schema::Catalog& catalog);
  Result<const Compiled*> CompiledFor(Context& context, const EvalRequest& request,
                                      const std::vector<EntityId>& entities);
  Result<Compiled> Compile(Context& context, const EvalRequest& request, const std::vector<EntityId>& entities);
  Result<Records> ReadRecords(const Context& context, const EvalRequest& request,
                              const std::vector<EntityId>& entities);
  Result<EvalAnswer> Run(const Compiled& compiled, const EvalRequest& request, Records& records,
                         const std::vector<std::string>& names);
  Error Refuse(const diagnostics::Diagnostic& diagnostic) {
    detail = diagnostic.kind->alias;
    return ErrorOf(diagnostic);
  }

  std::map<std::string, std::unique_ptr<Context>> contexts_;
  value::Arena arena_;
};

// The schema's text, and without one what the records show.
Result<Context*> Evaluator::Impl::ContextFor(const EvalRequest& request) {
  std::string key = request.schema;
  if (key.empty()) {
    for (const auto& [entity, record] : request.records) {
      key += "\n" + entity + ":";
      const auto* members = record.As<Json::Object>();
      for (const auto& [name, sample] : members != nullptr ? *members : Json::Object{}) {
        key += name + "=" + std::to_string(static_cast<int>(TypeOfSample(sample).kind)) + ";";
      }
    }
  }
  auto found = contexts_.find(key);
  if (found == contexts_.end()) {
    LSQ_TRY(std::unique_ptr<Context> made, MakeContext(request));
    if (contexts_.size() == kContexts) contexts_.clear();
    found = contexts_.emplace(std::move(key), std::move(made)).first;
  }
  return found->second.get();
}

Result<std::unique_ptr<Context>> Evaluator::Impl::MakeContext(const EvalRequest& request) {
  auto context = std::make_unique<Context>();
  diagnostics::Sink sink;
  std::vector<std::string_view> texts;  // the library's own texts mention all of it
  for (const EmbeddedFile& file : stdlib::Files()) texts.push_back(file.text);
  driver::LoadStandardLibrary(texts, context->files, context->catalog, context->library, sink, nullptr);
  const bool json = std::string_view(text::Trim(request.schema)).starts_with("{");
  if (json) {
    LSQ_TRY_DO(schema::ReadCatalogJson(request.schema, context->catalog));
  } else if (!request.schema.empty()) {
    const source::FileId id = context->files.Add("schema", request.schema);
    const syntax::FileTree tree = parse::ParseFile(context->files[id], id, sink);
    std::vector<check::DeclarationUnit> units;
    for (const syntax::Declaration& declaration : tree.declarations) {
      units.push_back({declaration.tree.get(), id, declaration.offset});
    }
    check::ReadDeclarations(units, context->catalog, context->library, sink);
  } else {
    LSQ_TRY_DO(AddShownFields(request, context->catalog));
  }
  if (const auto* error = FirstError(sink)) return Refuse(*error);
  return context;
}

Status Evaluator::Impl::AddShownFields(const EvalRequest& request, schema::Catalog& catalog) {
  for (const auto& [name, record] : request.records) {
    const auto entity = catalog.FindEntity(name);
    const auto* members = record.As<Json::Object>();
    if (!entity || members == nullptr) continue;  // said when the records are read
    for (const auto& [field, sample] : *members) {
      if (catalog.FindField(*entity, field)) continue;
      schema::Field added;
      added.name = added.label = field;
      added.entity = *entity;
      added.type = TypeOfSample(sample);
      added.scale = 9;
      catalog.AddField(std::move(added));
    }
  }
  return Ok();
}

Result<const Compiled*> Evaluator::Impl::CompiledFor(Context& context, const EvalRequest& request,
                                                     const std::vector<EntityId>& entities) {
  std::string key =
      std::to_string(static_cast<int>(request.as)) + (request.is_text ? "t" : "e") + request.timezone + "\n";
  for (const EntityId entity : entities) key += std::to_string(entity.index) + ",";
  key += "\n" + request.text;
  auto found = context.compiled.find(key);
  if (found == context.compiled.end()) {
    LSQ_TRY(Compiled compiled, Compile(context, request, entities));
    if (context.compiled.size() == kCompiled) context.compiled.clear();
    found = context.compiled.emplace(std::move(key), std::move(compiled)).first;
  }
  return &found->second;
}

Result<Compiled> Evaluator::Impl::Compile(Context& context, const EvalRequest& request,
                                          const std::vector<EntityId>& entities) {
  diagnostics::Sink sink;
  source::Files files = context.files;  // messages may point into the library
  const source::FileId id = files.Add("expression", request.text);
  const parse::ParsedExpr parsed =
      request.is_text ? parse::ParseMergeText(request.text, id, sink) : parse::ParseExpression(request.text, id, sink);
  if (const auto* error = FirstError(sink)) return Refuse(*error);
  check::Standalone checked = check::CheckStandalone(parsed.tree, parsed.root, id, entities, CheckedAs(request.as),
                                                     {context.catalog, context.library, files, sink, nullptr});
  if (const auto* error = FirstError(sink)) return Refuse(*error);

  program::Program program;
  const types::Type type = checked.scope[checked.root].type;
  program.functions.Add({"expression", {}, std::move(checked.scope), checked.records, checked.root, type});
  program.catalog = std::move(context.catalog);  // lent, not copied
  const std::string own_zone = program.catalog.account_timezone;
  if (!request.timezone.empty()) program.catalog.account_timezone = request.timezone;
  if (program.catalog.account_timezone.empty()) program.catalog.account_timezone = "UTC";
  ir::Module module = lower::Lower(program, files);
  program.catalog.account_timezone = own_zone;
  context.catalog = std::move(program.catalog);
  LSQ_TRY(auto loaded, link::Load(std::move(module)));
  return Compiled{std::move(loaded), link::FunctionId{0}, type, checked.records.size()};
}

Result<Records> Evaluator::Impl::ReadRecords(const Context& context, const EvalRequest& request,
                                             const std::vector<EntityId>& entities) {
  Records records;
  for (size_t i = 0; i < entities.size(); ++i) {
    const schema::Entity& entity = context.catalog.entity(entities[i]);
    const auto* members = request.records[i].second.As<Json::Object>();
    if (members == nullptr) return Error{"eval_record", request.records[i].first + " is not an object of fields"};
    value::Record record{{entity.name, request.records[i].first}, 1, {}, ""};
    for (const auto& [name, json] : *members) {
      const auto id = context.catalog.FindField(entities[i], name);
      if (!id) return Error{"eval_record", entity.name + " has no field " + name};
      const schema::Field& field = context.catalog.field(*id);
      Result<value::Value> value = value::ReadJson(json, KindOf(field.type), EntityOf(field.type, context.catalog));
      if (!value.ok()) return Error{value.error().code, entity.name + "." + name + ": " + value.error().message};
      const auto* text = value->As<std::string>();
      if (name == entity.key && text != nullptr) record.key.id = *text;
      if (!value->missing()) record.fields.insert_or_assign(field.name, *std::move(value));
    }
    records.Add(std::move(record));
  }
  // A relation whose other record is given, but not its id, leads to that record.
  for (const EntityId entity : entities) {
    for (const schema::FieldId id : context.catalog.entity(entity).fields) {
      const schema::Field& field = context.catalog.field(id);
      if (field.via.empty()) continue;
      value::Record* from = records.Of(context.catalog.entity(entity).name);
      const value::Record* to = records.Of(EntityOf(field.type, context.catalog));
      if (to != nullptr && from->Get(field.via).missing()) {
        from->fields.insert_or_assign(field.via, value::Value::Text(to->key.id));
      }
    }
  }
  return records;
}

Result<EvalAnswer> Evaluator::Impl::Run(const Compiled& compiled, const EvalRequest& request, Records& records,
                                        const std::vector<std::string>& names) {
  arena_.Reset();
  std::vector<value::Cell> args(compiled.records, value::kMissingCell);
  for (size_t i = 0; i < compiled.records; ++i) {
    const auto entity = compiled.program->FindEntity(names[i]);
    if (!entity) continue;  // the expression does not look at it
    LSQ_TRY(const value::LoadedRecord* loaded,
            link::LoadRecord(*compiled.program, {*entity, records.Of(names[i])}, arena_));
    args[i] = value::ToCell(loaded);
  }
  vm::Environment environment;
  environment.now = request.now;
  environment.reader = &records;
  const vm::Evaluation evaluation = vm::Evaluate(*compiled.program, compiled.function, environment, arena_, args);
  if (!evaluation.ok()) return Error{evaluation.fault->code, evaluation.fault->message};
  const ir::Function& function = compiled.program->module().functions[compiled.function];
  const value::Value value = link::ToValue(*compiled.program, link::CellTypeOf(function.result), evaluation.cell);
  return EvalAnswer{PrintAnswer(value, compiled.program->account_zone()), std::string(TypeWord(compiled.type))};
}

Result<EvalAnswer> Evaluator::Impl::Evaluate(const EvalRequest& request) {
  detail.clear();
  if (!request.timezone.empty() && !time::BuiltinTzData().Find(request.timezone)) {
    return Error{"eval_timezone", "there is no time zone " + request.timezone};
  }
  LSQ_TRY(Context * context, ContextFor(request));
  std::vector<EntityId> entities;
  std::vector<std::string> names;
  for (const auto& [name, record] : request.records) {
    const auto entity = context->catalog.FindEntity(name);
    if (!entity) return Error{"eval_record", "there is no entity " + name};
    entities.push_back(*entity);
    names.push_back(context->catalog.entity(*entity).name);
  }
  LSQ_TRY(const Compiled* compiled, CompiledFor(*context, request, entities));
  LSQ_TRY(Records records, ReadRecords(*context, request, entities));
  return Run(*compiled, request, records, names);
}

Evaluator::Evaluator() : impl_(std::make_unique<Impl>()) {}
Evaluator::~Evaluator() = default;

Result<EvalAnswer> Evaluator::Evaluate(const EvalRequest& request) {
  return impl_->Evaluate(request);
}
const std::string& Evaluator::detail() const {
  return impl_->detail;
}

}  // namespace lsq::project
