// SPDX-License-Identifier: Apache-2.0
#include "runtime/match/match.h"

#include <algorithm>

#include "compiler/number/decimal.h"
#include "compiler/text/text.h"

namespace lsq::match {

using value::Value;

namespace {

bool Same(const Value& a, const Value& b) {
  const auto* left = a.As<std::string>();
  const auto* right = b.As<std::string>();
  return left && right ? text::EqualsFolded(*left, *right) : a == b;
}

bool IsText(const Value& value, std::string_view wanted) {
  const auto* text = value.As<std::string>();
  return text && text::EqualsFolded(*text, wanted);
}

// Strict: it was at most the limit and is more now (C-TRG-8).
bool Crosses(const link::FieldChange& change, const Value& limit) {
  const auto* before = change.before.As<number::Decimal>();
  const auto* after = change.after.As<number::Decimal>();
  const auto* at = limit.As<number::Decimal>();
  return before && after && at && before->units <= at->units && at->units < after->units;
}

class Trial {
 public:
  Trial(const Published& published, const ir::Trigger& trigger, const Occurrence& occurrence)
      : program_(*published.program), trigger_(trigger), occurrence_(occurrence) {}

  bool Fires() const {
    if (occurrence_.import && !trigger_.on_import) return false;
    if (occurrence_.bulk && !trigger_.on_bulk) return false;
    const std::string& native = trigger_.native;
    if (native == "update") return HasRecordType() && Updates();
    if (native == "new_activity" || native == "update_activity") return FitsActivity();
    if (native == "added_to_list") return IsText(occurrence_.name, "list");
    if (native == "new" || native.starts_with("task_")) return HasRecordType();
    return FitsArguments();
  }

 private:
  bool IsText(const std::string& name, std::string_view param) const {
    const Value wanted = ArgumentOf(program_, trigger_.arguments, param);
    return wanted.missing() || match::IsText(wanted, name);
  }

  bool HasRecordType() const {
    if (trigger_.record_type.empty()) return true;
    return match::IsText(occurrence_.record->Get("Type"), trigger_.record_type);
  }

  bool FitsActivity() const {
    const bool type = trigger_.record_type.empty() || text::EqualsFolded(trigger_.record_type, occurrence_.name);
    return type && IsText(occurrence_.about_entity, "entity");
  }

  bool FitsArguments() const {
    for (const ir::Argument& argument : trigger_.arguments) {
      const Value wanted = ConstantOf(program_, argument.value);
      const auto found =
          occurrence_.arguments ? occurrence_.arguments->find(argument.param) : value::Fields::const_iterator{};
      const bool given = occurrence_.arguments && found != occurrence_.arguments->end();
      const Value is = given ? found->second : Value::Text(occurrence_.name);
      if (!wanted.missing() && !Same(wanted, is)) return false;
    }
    return true;
  }

  bool IsOwner(std::string_view field) const { return occurrence_.distributed && field == "OwnerId"; }

  bool Updates() const {
    if (!occurrence_.changes) return false;
    if (trigger_.watched.empty()) {
      return std::any_of(occurrence_.changes->begin(), occurrence_.changes->end(),
                         [&](const auto& change) { return !IsOwner(change.first); });
    }
    return std::any_of(trigger_.watched.begin(), trigger_.watched.end(),
                       [&](const ir::WatchedField& watched) { return Changed(watched); });
  }

  bool Changed(const ir::WatchedField& watched) const {
    const ir::FieldImport& import = program_.module().fields[watched.field];
    const std::string& name = import.via.empty() ? program_.FieldName(watched.field) : import.via;
    const auto change = occurrence_.changes->find(name);
    if (change == occurrence_.changes->end() || IsOwner(name)) return false;
    if (watched.from.valid() && !Same(ConstantOf(program_, watched.from), change->second.before)) return false;
    if (watched.to.valid() && !Same(ConstantOf(program_, watched.to), change->second.after)) return false;
    return !watched.crossing.valid() || Crosses(change->second, ConstantOf(program_, watched.crossing));
  }

  const link::LoadedProgram& program_;
  const ir::Trigger& trigger_;
  const Occurrence& occurrence_;
};

// Which natives a type of event is for.
std::string_view NativeOf(std::string_view type) {
  if (type == "activity") return "new_activity";
  if (type == "activity_update") return "update_activity";
  return type;
}

std::string PlaceKey(std::string_view native, std::string_view entity) {
  return std::string(native) + "/" + std::string(entity);
}

}  // namespace

Index::Index(std::vector<std::shared_ptr<const link::LoadedProgram>> programs,
             const std::vector<std::string>& digests) {
  for (size_t i = 0; i < programs.size(); ++i) {
    for (const ir::Automation& automation : programs[i]->module().automations) {
      published_.push_back({programs[i], digests[i], &automation, ReadHeader(*programs[i], automation)});
    }
  }
  std::stable_sort(published_.begin(), published_.end(), [](const Published& a, const Published& b) {
    return std::tie(a.header.priority, a.automation->name) < std::tie(b.header.priority, b.automation->name);
  });
  for (uint32_t p = 0; p < published_.size(); ++p) {
    const ir::Automation& automation = *published_[p].automation;
    for (uint32_t t = 0; t < automation.triggers.size(); ++t) {
      const ir::Trigger& trigger = automation.triggers[t];
      const auto& entities = published_[p].program->module().entities;
      const std::string entity = trigger.entity < entities.size() ? entities[trigger.entity].name : std::string();
      by_native_[PlaceKey(trigger.native, entity)].push_back({p, t});
    }
  }
}

const Published* Index::Find(std::string_view automation) const {
  for (const Published& published : published_) {
    if (published.automation->name == automation) return &published;
  }
  return nullptr;
}

std::vector<const Published*> Index::Candidates(const Occurrence& occurrence) const {
  std::vector<const Published*> found;
  const auto places = by_native_.find(PlaceKey(NativeOf(occurrence.type), occurrence.record->key.entity));
  if (places == by_native_.end()) return found;
  for (const Place& place : places->second) {  // in the order of published_
    const Published& published = published_[place.published];
    if (!found.empty() && found.back() == &published) continue;
    if (Trial(published, published.automation->triggers[place.trigger], occurrence).Fires())
      found.push_back(&published);
  }
  return found;
}

namespace {

// What an evaluation about the record sees.
struct Scene {
  value::Arena arena;
  std::vector<value::Cell> locals;
  vm::Environment environment;
};

// The fault of a record that cannot be loaded.
Status Set(Scene& scene, const Published& published, const Judged& judged) {
  const ir::Automation& automation = *published.automation;
  scene.locals.assign(automation.locals.size(), value::kMissingCell);
  if (judged.record && automation.subject != ir::kNoLocal) {
    const link::LoadRequest request{automation.locals[automation.subject].type.entity, judged.record, judged.changes};
    LSQ_TRY(const auto loaded, link::LoadRecord(*published.program, request, scene.arena));
    scene.locals[automation.subject] = value::ToCell(loaded);
  }
  scene.environment.locals = scene.locals;
  scene.environment.now = judged.now;
  scene.environment.reader = judged.reader;
  scene.environment.context = judged.context;
  scene.environment.observer = judged.observer;
  return Ok();
}

}  // namespace

vm::Verdict When(const Published& published, const Judged& judged) {
  vm::Verdict verdict{.holds = true};
  const ir::Automation& automation = *published.automation;
  if (!automation.when.valid()) return verdict;
  Scene scene;
  if (const Status set = Set(scene, published, judged); !set.ok()) {
    verdict.holds = false;
    verdict.fault = std::make_unique<vm::Fault>(vm::Fault{set.error().code, set.error().message});
    return verdict;
  }
  return vm::Test(*published.program, automation.when, scene.environment, scene.arena);
}

Value ValueOf(const Published& published, ir::FunctionId function, const Judged& judged) {
  Scene scene;
  if (!Set(scene, published, judged).ok()) return {};
  const link::LoadedProgram& program = *published.program;
  const vm::Evaluation evaluation = vm::Evaluate(program, function, scene.environment, scene.arena);
  if (!evaluation.ok()) return {};
  return link::ToValue(program, link::CellTypeOf(program.module().functions[function].result), evaluation.cell);
}

}  // namespace lsq::match
