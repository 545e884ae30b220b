// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/evaluator.h"

#include <algorithm>
#include <array>

#include "compiler/check/expr_standalone.h"
#include "compiler/lower/lower.h"
#include "compiler/parse/parse.h"
#include "compiler/text/text.h"
#include "runtime/link/load_record.h"
#include "runtime/project/crm.h"
#include "runtime/project/eval_context.h"
#include "runtime/value/print.h"
#include "runtime/value/secret.h"

namespace lsq::project {

namespace {

using schema::EntityId;
using value::Json;

constexpr size_t kContexts = 64;    // schemas kept, and shapes of records
constexpr size_t kCompiled = 4096;  // expressions kept of each

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

// A merge text is for people unless something else is said.
check::PrintAs CheckedAs(const EvalRequest& request) {
  static_assert(static_cast<int>(PrintAs::Subject) == static_cast<int>(check::PrintAs::Subject));
  if (request.is_text && request.as == PrintAs::Value) return check::PrintAs::Text;
  return static_cast<check::PrintAs>(request.as);
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

// Numbers and Booleans as themselves; what has no JSON of its own as C-MM-14 prints it, on the account's clocks; of a
// secret its name.
Json PrintAnswer(const value::Value& value, const time::Zone& zone) {
  const auto* list = value.As<value::List>();
  if (list != nullptr) {
    Json::Array elements;
    for (const value::Value& element : *list) elements.push_back(PrintAnswer(element, zone));
    return Json(std::move(elements));
  }
  if (const auto* text = value.As<std::string>()) return Json(value::HideSecrets(*text));
  const auto* instant = value.As<time::Instant>();
  return instant != nullptr ? Json(value::ToText(value, value::Sink::Machine, zone)) : value::ToPlain(value);
}

constexpr std::string_view kDefaultZone = "UTC";

// What tells one compiled expression of a context from another.
std::string KeyOf(const EvalRequest& request, const std::vector<EntityId>& entities) {
  std::string key = std::to_string(static_cast<int>(request.as)) + (request.is_text ? "t" : "e") + request.timezone;
  for (const EntityId entity : entities) key += "," + std::to_string(entity.index);
  key += "\n" + request.text;
  return key;
}

Compiled Wrong(Mistake mistake) {
  Compiled compiled;
  compiled.mistake = std::move(mistake);
  return compiled;
}

// The module of one checked expression. The catalogue is lent to the program, not copied, with the zone that is asked
// for.
ir::Module LowerOne(check::Standalone checked, EvalContext& context, const source::Files& files,
                    const std::string& timezone) {
  program::Program program;
  const types::Type type = checked.scope[checked.root].type;
  program.functions.Add({"expression", {}, std::move(checked.scope), checked.records, checked.root, type});
  program.catalog = std::move(context.catalog);
  const std::string own_zone = program.catalog.account_timezone;
  if (!timezone.empty()) program.catalog.account_timezone = timezone;
  if (program.catalog.account_timezone.empty()) program.catalog.account_timezone = kDefaultZone;
  ir::Module module = lower::Lower(program, files);
  program.catalog.account_timezone = own_zone;
  context.catalog = std::move(program.catalog);
  return module;
}

using Host = std::shared_ptr<const builtins::HostNatives>;

Compiled Compile(EvalContext& context, const EvalRequest& request, const std::vector<EntityId>& entities,
                 const Host& host) {
  if (context.mistake) return Wrong(*context.mistake);
  diagnostics::Sink sink;
  source::Files files = context.files;  // messages may point into the library
  const source::FileId id = files.Add("expression", request.text);
  const parse::ParsedExpr parsed =
      request.is_text ? parse::ParseMergeText(request.text, id, sink) : parse::ParseExpression(request.text, id, sink);
  if (auto mistake = FirstMistake(sink, files)) return Wrong(*std::move(mistake));
  check::Standalone checked = check::CheckStandalone(parsed.tree, parsed.root, id, entities, CheckedAs(request),
                                                     {context.catalog, context.library, files, sink, nullptr});
  if (auto mistake = FirstMistake(sink, files)) return Wrong(*std::move(mistake));

  Compiled compiled;
  compiled.type = checked.scope[checked.root].type;
  compiled.records = checked.records.size();
  auto loaded = link::Load(LowerOne(std::move(checked), context, files, request.timezone), {.host = host});
  if (!loaded.ok()) return Wrong({loaded.error(), {}});
  compiled.program = *std::move(loaded);
  return compiled;
}

// A context and the expression compiled in it.
struct Prepared {
  std::shared_ptr<const EvalContext> context;
  const Compiled* compiled;  // of the context
  std::vector<EntityId> entities;
};

}  // namespace

std::optional<PrintAs> ParsePrintAs(std::string_view word) {
  for (const Word& known : kWords) {
    if (known.word == word) return known.as;
  }
  return std::nullopt;
}

struct Expression::Content {
  Prepared prepared;  // its context is its own
};
Expression::Expression(std::unique_ptr<const Content> content) : content_(std::move(content)) {}
Expression::~Expression() = default;

class Evaluator::Impl {
 public:
  explicit Impl(Host host) : host_(std::move(host)) {}
  Result<EvalAnswer> Evaluate(const EvalRequest& request);
  Result<EvalAnswer> Evaluate(const Prepared& prepared, const EvalRequest& request);
  Result<Prepared> Compile(const EvalRequest& request);
  const Host& host() const { return host_; }
  EvalDetail detail;

 private:
  Result<Prepared> Prepare(const EvalRequest& request);
  Result<Prepared> PrepareIn(const std::shared_ptr<EvalContext>& context, const EvalRequest& request);
  std::shared_ptr<EvalContext> ContextOfSchema(const std::string& schema);
  std::shared_ptr<EvalContext> ContextOfShown(const EvalRequest& request, DateTexts date_texts);
  Result<EvalAnswer> Run(const Prepared& prepared, const EvalRequest& request, EvalRecords& records);
  Error Refuse(const Mistake& mistake) {
    detail = mistake.detail;
    return mistake.error;
  }

  using Contexts = std::unordered_map<std::string, std::shared_ptr<EvalContext>>;
  template <typename Make>
  std::shared_ptr<EvalContext> FindOrMake(Contexts& contexts, const std::string& key, Make make) {
    auto found = contexts.find(key);
    if (found == contexts.end()) {
      if (contexts.size() == kContexts) contexts.clear();
      found = contexts.emplace(key, make()).first;
    }
    return found->second;
  }

  Host host_;
  StandardContext standard_;
  Contexts schemas_;  // by the schema's text
  Contexts shown_;    // by the shape of the records
  value::Arena arena_;
};

std::shared_ptr<EvalContext> Evaluator::Impl::ContextOfSchema(const std::string& schema) {
  return FindOrMake(schemas_, schema, [&] { return standard_.WithSchema(schema); });
}

std::shared_ptr<EvalContext> Evaluator::Impl::ContextOfShown(const EvalRequest& request, DateTexts date_texts) {
  return FindOrMake(shown_, ShapeOf(request.records, date_texts),
                    [&] { return standard_.WithShown(request.records, date_texts); });
}

// Without a schema, texts that are written like dates are dates; where the expression is wrong of them as dates, but
// right of them as texts, they are texts.
Result<Prepared> Evaluator::Impl::Prepare(const EvalRequest& request) {
  if (!request.schema.empty()) return PrepareIn(ContextOfSchema(request.schema), request);
  Result<Prepared> as_dates = PrepareIn(ContextOfShown(request, DateTexts::Dates), request);
  const bool settled = !as_dates.ok() || !as_dates->compiled->mistake || !HasDateTexts(request.records);
  if (settled) return as_dates;
  Result<Prepared> as_texts = PrepareIn(ContextOfShown(request, DateTexts::Texts), request);
  return as_texts.ok() && !as_texts->compiled->mistake ? as_texts : as_dates;
}

Result<Prepared> Evaluator::Impl::PrepareIn(const std::shared_ptr<EvalContext>& context, const EvalRequest& request) {
  Prepared prepared{context, nullptr, {}};
  for (const auto& [name, record] : request.records) {
    const auto entity = context->catalog.FindEntity(name);
    if (!entity) return Error{"eval_record", NoEntity(context->catalog, name)};
    const auto same = std::find(prepared.entities.begin(), prepared.entities.end(), *entity);
    if (same != prepared.entities.end()) return Error{"eval_record", "there are two records " + name};
    prepared.entities.push_back(*entity);
  }
  std::string key = KeyOf(request, prepared.entities);
  auto found = context->compiled.find(key);
  if (found == context->compiled.end()) {
    if (context->compiled.size() == kCompiled) context->compiled.clear();
    found =
        context->compiled.emplace(std::move(key), project::Compile(*context, request, prepared.entities, host_)).first;
  }
  prepared.compiled = &found->second;
  return prepared;
}

Result<EvalAnswer> Evaluator::Impl::Run(const Prepared& prepared, const EvalRequest& request, EvalRecords& records) {
  const Compiled& compiled = *prepared.compiled;
  const link::FunctionId function{0};
  arena_.Reset();
  std::vector<value::Cell> args(compiled.records, value::kMissingCell);
  for (size_t i = 0; i < compiled.records; ++i) {
    const std::string& name = prepared.context->catalog.entity(prepared.entities[i]).name;
    const auto entity = compiled.program->FindEntity(name);
    if (!entity) continue;  // the expression does not look at it
    LSQ_TRY(const value::LoadedRecord* loaded,
            link::LoadRecord(*compiled.program, {*entity, records.Of(name)}, arena_));
    args[i] = value::ToCell(loaded);
  }
  vm::Environment environment;
  environment.now = request.now;
  environment.reader = &records;
  const vm::Evaluation evaluation = vm::Evaluate(*compiled.program, function, environment, arena_, args);
  if (!evaluation.ok()) return Error{evaluation.fault->code, evaluation.fault->message};
  const bytecode::CellType type = link::CellTypeOf(compiled.program->module().functions[function].result);
  const value::Value value = link::ToValue(*compiled.program, type, evaluation.cell);
  return EvalAnswer{PrintAnswer(value, compiled.program->account_zone()), std::string(TypeWord(compiled.type))};
}

Result<EvalAnswer> Evaluator::Impl::Evaluate(const EvalRequest& request) {
  LSQ_TRY(const Prepared prepared, Compile(request));
  return Evaluate(prepared, request);
}

Result<Prepared> Evaluator::Impl::Compile(const EvalRequest& request) {
  detail = {};
  if (!request.timezone.empty() && !time::BuiltinTzData().Find(request.timezone)) {
    return Error{"eval_timezone", "there is no time zone " + request.timezone};
  }
  if (!request.is_text && text::IsBlank(request.text)) return Error{"eval_empty", "there is no expression"};
  LSQ_TRY(Prepared prepared, Prepare(request));
  if (prepared.compiled->mistake) return Refuse(*prepared.compiled->mistake);
  return prepared;
}

Result<EvalAnswer> Evaluator::Impl::Evaluate(const Prepared& prepared, const EvalRequest& request) {
  detail = {};
  if (request.records.size() != prepared.entities.size()) return Error{"eval_record", "there are other records"};
  for (size_t i = 0; i < prepared.entities.size(); ++i) {
    if (prepared.context->catalog.FindEntity(request.records[i].first) == prepared.entities[i]) continue;
    return Error{"eval_record", "the expression is not about " + request.records[i].first};
  }
  LSQ_TRY(EvalRecords records, EvalRecords::Read(prepared.context->catalog, request.records, prepared.entities));
  return Run(prepared, request, records);
}

Evaluator::Evaluator(std::shared_ptr<const builtins::HostNatives> host)
    : impl_(std::make_unique<Impl>(std::move(host))) {}
Evaluator::~Evaluator() = default;

Result<EvalAnswer> Evaluator::Evaluate(const EvalRequest& request) {
  return impl_->Evaluate(request);
}
// By an evaluator of its own, whose contexts nothing else touches.
Result<std::unique_ptr<const Expression>> Evaluator::Compile(const EvalRequest& request) {
  Impl own(impl_->host());
  Result<Prepared> prepared = own.Compile(request);
  impl_->detail = own.detail;
  if (!prepared.ok()) return prepared.error();
  auto content = std::make_unique<const Expression::Content>(Expression::Content{*std::move(prepared)});
  return std::unique_ptr<const Expression>(new Expression(std::move(content)));
}
Result<EvalAnswer> Evaluator::Evaluate(const Expression& expression, const EvalRequest& request) {
  return impl_->Evaluate(expression.content_->prepared, request);
}
const EvalDetail& Evaluator::detail() const {
  return impl_->detail;
}

}  // namespace lsq::project
