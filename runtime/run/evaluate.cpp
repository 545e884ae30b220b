// SPDX-License-Identifier: Apache-2.0
// Evaluations of a segment: locals as cells, read again for every step (C-CON-1).
#include "runtime/run/walk.h"

namespace lsq::run {

using value::Cell;
using value::kMissingCell;

class Walk::Reads final : public vm::Observer {
 public:
  explicit Reads(const Setting& setting) : program_(setting.program), witness_(setting.witness) {}

  void OnRead(const value::LoadedRecord& record, uint32_t field, const bytecode::CellType&, Cell) override {
    from.push_back({record.key().entity, record.key().id, program_.FieldName(field)});
  }
  void OnValue(const link::SourceSpan& source, const bytecode::CellType& type, Cell cell) override {
    if (witness_) witness_->OnValue(source, type, cell);
  }

  std::vector<trace::Origin> from;

 private:
  const link::LoadedProgram& program_;
  Witness* witness_;
};

void Walk::FaultOf(const vm::Fault& fault) {
  Fault(Failure{fault.code, fault.message});
}

const value::LoadedRecord* Walk::Load(uint32_t entity, const Record& record, bool is_subject) {
  link::LoadRequest request{.entity = entity, .record = &record};
  if (is_subject && !cause_.changes.empty()) request.changes = &cause_.changes;
  const auto loaded = link::LoadRecord(setting_.program, request, arena_);
  if (loaded.ok()) return *loaded;
  Fault(Failure{loaded.error().code, loaded.error().message});
  return nullptr;
}

std::optional<Cell> Walk::LoadLocal(const ir::Type& type, const Value& value, bool is_subject) {
  if (value.missing()) return kMissingCell;
  if (type.kind != ir::Kind::Record) {
    const auto cell = link::ToCell(setting_.program, link::CellTypeOf(type), value, arena_);
    if (cell.ok()) return *cell;
    Fault(Failure{cell.error().code, cell.error().message});
    return std::nullopt;
  }
  const auto* ref = value.As<value::RecordRef>();
  const Record* record = ref && type.entity != UINT32_MAX ? Find({ref->entity, ref->id}) : nullptr;
  if (error_) return std::nullopt;
  return record ? value::ToCell(Load(type.entity, *record, is_subject)) : kMissingCell;
}

bool Walk::LoadLocals() {
  if (loaded_) return true;
  arena_.Reset();
  cells_.assign(automation_->locals.size(), kMissingCell);
  for (ir::LocalIndex i = 0; i < cells_.size(); ++i) {
    const auto cell = LoadLocal(automation_->locals[i].type, run_.locals[i], i == automation_->subject);
    if (!cell) return false;
    cells_[i] = *cell;
  }
  loaded_ = true;
  return true;
}

vm::Environment Walk::Environment() {
  vm::Environment environment;
  environment.locals = cells_;
  environment.now = now();
  environment.run_zone = &zone_;
  environment.context = setting_.context;
  environment.reader = &view_;
  environment.observer = setting_.witness;
  return environment;
}

Evaluated Walk::EvaluateTraced(ir::FunctionId function) {
  if (!function.valid() || failed() || !LoadLocals()) return {};
  Reads reads(setting_);
  vm::Environment environment = Environment();
  environment.observer = &reads;
  const vm::Evaluation evaluation = vm::Evaluate(setting_.program, function, environment, arena_);
  if (!evaluation.ok()) {
    FaultOf(*evaluation.fault);
    return {};
  }
  const bytecode::CellType type = link::CellTypeOf(module().functions[function].result);
  return {link::ToValue(setting_.program, type, evaluation.cell), std::move(reads.from)};
}

bool Walk::Test(ir::FunctionId condition, Candidate candidate) {
  if (!condition.valid()) return true;
  if (failed() || !LoadLocals()) return false;
  const bool bound = candidate.local != ir::kNoLocal && candidate.record;
  const Cell before = bound ? cells_[candidate.local] : kMissingCell;
  if (bound) {
    const ir::Type& type = automation_->locals[candidate.local].type;
    cells_[candidate.local] = value::ToCell(Load(type.entity, *candidate.record, false));
  }
  const vm::Verdict verdict = vm::Test(setting_.program, condition, Environment(), arena_);
  if (bound) cells_[candidate.local] = before;
  if (verdict.fault) FaultOf(*verdict.fault);
  return verdict.holds;
}

Evaluated Walk::Render(const ir::EmailTemplate& email, ir::FunctionId function, const Record& record) {
  if (failed() || !LoadLocals()) return {};
  std::vector<Cell> locals(email.locals.size(), kMissingCell);
  const bool about_subject = run_.subject == record.key;
  if (!locals.empty()) locals[0] = value::ToCell(Load(email.entity, record, about_subject));
  if (failed()) return {};
  Reads reads(setting_);
  vm::Environment environment = Environment();
  environment.locals = locals;
  environment.observer = &reads;
  const vm::Evaluation evaluation = vm::Evaluate(setting_.program, function, environment, arena_);
  if (!evaluation.ok()) {
    FaultOf(*evaluation.fault);
    return {};
  }
  const bytecode::CellType type = link::CellTypeOf(module().functions[function].result);
  return {link::ToValue(setting_.program, type, evaluation.cell), std::move(reads.from)};
}

}  // namespace lsq::run
