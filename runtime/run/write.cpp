// SPDX-License-Identifier: Apache-2.0
// Writing records: what the schema demands of values, which changes are events.
#include "compiler/text/text.h"
#include "runtime/run/walk.h"

namespace lsq::run {

namespace {

constexpr std::string_view kModifiedOn = "ModifiedOn";
constexpr std::string_view kCreatedOn = "CreatedOn";

bool Fits(value::Kind kind, const Value& value) {
  switch (kind) {
    case value::Kind::Any:
      return true;
    case value::Kind::Bool:
      return value.As<bool>() != nullptr;
    case value::Kind::Number:
      return value.As<number::Decimal>() != nullptr;
    case value::Kind::Text:
      return value.As<std::string>() != nullptr;
    case value::Kind::Date:
      return value.As<time::Date>() != nullptr;
    case value::Kind::DateTime:
      return value.As<time::Instant>() != nullptr;
    case value::Kind::Time:
      return value.As<time::TimeOfDay>() != nullptr;
    case value::Kind::Duration:
      return value.As<time::Duration>() != nullptr;
    case value::Kind::Record:
      return value.As<value::RecordRef>() != nullptr || value.As<std::string>() != nullptr;
    case value::Kind::List:
      return value.As<value::List>() != nullptr || value.As<std::string>() != nullptr;
  }
  return false;
}

}  // namespace

Fields Walk::FieldsOf(const std::vector<ir::Assignment>& assignments,
                      std::vector<std::pair<std::string, Evaluated>>& seen) {
  Fields fields;
  for (const ir::Assignment& assignment : assignments) {
    const ir::FieldImport& import = module().fields[assignment.field];
    Evaluated evaluated = EvaluateTraced(assignment.value);
    if (failed()) break;
    Value stored = evaluated.value;
    std::string name = setting_.program.FieldName(assignment.field);
    if (const auto* ref = stored.As<value::RecordRef>(); ref && !import.via.empty()) stored = Value::Text(ref->id);
    if (!import.via.empty()) name = import.via;
    if (import.mandatory && stored.missing()) {
      Fault(Failure{"F_MANDATORY_EMPTY", name + " must not be empty"});
      break;
    }
    fields.insert_or_assign(name, std::move(stored));
    seen.emplace_back(std::move(name), std::move(evaluated));
  }
  return fields;
}

std::optional<Failure> Walk::Refusal(const std::string& entity, const Fields& fields) const {
  for (const auto& [name, value] : fields) {
    const FieldRule* rule = setting_.schema.Find(entity, name);
    if (!rule) continue;
    if (value.missing()) {
      if (rule->mandatory) return Failure{"F_MANDATORY_EMPTY", name + " must not be empty"};
      continue;
    }
    if (!Fits(rule->kind, value)) {
      return Failure{"F_TYPE_MISMATCH", name + " takes a " + std::string(value::KindName(rule->kind)) + ", not a " +
                                            std::string(value::KindName(value))};
    }
    const auto* text = value.As<std::string>();
    if (text && rule->max_length > 0 && text::Length(*text) > rule->max_length) {
      return Failure{"F_MAXLENGTH", name + " takes " + std::to_string(rule->max_length) + " characters, not " +
                                        std::to_string(text::Length(*text))};
    }
  }
  return std::nullopt;
}

void Walk::Write(const Record& record, const Fields& fields, std::string_view how) {
  const RecordKey key = record.key;
  link::ChangeSet changes = ChangesOf(record.fields, fields);
  Fields written = fields;
  written.insert_or_assign(std::string(kModifiedOn), Value(now()));
  view_.Set(key, written);
  Reload();
  if (changes.empty()) return;
  Happening happening;
  happening.changes = std::move(changes);
  happening.applied = true;
  happening.how = how;
  Emit("update", key, std::move(happening));
}

void Walk::Create(const RecordKey& key, Fields fields, std::string_view event, Happening happening) {
  const EntityRules* rules = setting_.schema.Find(key.entity);
  if (rules && !rules->key.empty()) fields.insert_or_assign(rules->key, Value::Text(key.id));
  fields.insert_or_assign(std::string(kCreatedOn), Value(now()));
  fields.insert_or_assign(std::string(kModifiedOn), Value(now()));
  view_.Create(key, std::move(fields));
  Reload();
  happening.applied = true;
  Emit(event, key, std::move(happening));
}

void Walk::Emit(std::string_view type, const RecordKey& record, Happening happening) {
  store::Event event;
  event.source = "engine";
  event.id = "run-" + std::to_string(run_.id) + "-" + std::to_string(run_.steps_done) + "-" +
             std::to_string(delta_.events.size());
  event.at = now();
  event.type = type;
  event.record = record;
  happening.by = run_.automation;
  event.payload = Print(happening);
  delta_.events.push_back(std::move(event));
}

void TraceUpdate(Walk& walk, const ir::Step& step, const Record& record,
                 const std::vector<std::pair<std::string, Evaluated>>& seen) {
  trace::Line line = walk.Line("update");
  line.Text("target_entity", record.key.entity).Text("target", record.key.id);
  AddPlace(line, walk.module(), step);
  for (const auto& [name, evaluated] : seen) line.Value(name, Plain(evaluated.value), evaluated.from);
  walk.Trace(line);
}

}  // namespace lsq::run
