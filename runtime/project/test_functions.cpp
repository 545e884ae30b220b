// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/test_functions.h"

#include "compiler/base/match.h"
#include "compiler/diagnostics/display.h"
#include "compiler/emit_bytecode/emit.h"
#include "compiler/lower/lower.h"
#include "runtime/link/load_record.h"
#include "runtime/value/print.h"

namespace lsq::project {

namespace {

using program::ExprId;
using program::Test;

std::vector<ExprId> ExprsOf(const Test& test) {
  std::vector<ExprId> exprs;
  const auto add = [&](ExprId id) {
    if (id.valid()) exprs.push_back(id);
  };
  const auto add_fields = [&](const std::vector<program::Assignment>& fields) {
    for (const program::Assignment& field : fields) add(field.value);
  };
  for (const auto& line : test.lines) {
    Match(
        line, [&](const Test::Given& given) { add_fields(given.fields); },
        [&](const Test::Event& event) { add(event.after), add_fields(event.fields); },
        [&](const Test::Expect& expect) { add(expect.condition); });
  }
  return exprs;
}

// Texts read better in quotes, so that a blank at an end is seen; on one line, with nothing that a terminal obeys.
std::string Shown(const value::Value& value, const time::Zone& zone) {
  if (value.missing()) return "empty";
  const std::string text = value::ToText(value, value::Sink::Prose, zone);
  if (value.As<bool>() != nullptr) return value.As<bool>()[0] ? "yes" : "no";
  return diagnostics::Printable(value.As<std::string>() != nullptr ? "\"" + text + "\"" : text);
}

class Watcher final : public vm::Observer {
 public:
  Watcher(const link::LoadedProgram& program, std::vector<SeenValue>& seen) : program_(program), seen_(seen) {}
  void OnRead(const value::LoadedRecord&, uint32_t, const bytecode::CellType&, value::Cell) override {}
  void OnValue(const link::SourceSpan& source, const bytecode::CellType& type, value::Cell cell) override {
    if (type.kind == bytecode::CellKind::Record) return SeeRecord(source, value::AsRecord(cell));
    seen_.push_back({source.begin, source.end, Shown(link::ToValue(program_, type, cell), program_.account_zone())});
  }

 private:
  void SeeRecord(const link::SourceSpan& source, const value::LoadedRecord* record) {
    seen_.push_back({source.begin, source.end, record ? record->key().entity + " " + record->key().id : "empty"});
  }

  const link::LoadedProgram& program_;
  std::vector<SeenValue>& seen_;
};

// What went wrong has no value: what was seen at its place are constants that it loads.
void DropPlace(std::vector<SeenValue>& seen, const vm::Fault& fault) {
  std::erase_if(seen, [&](const SeenValue& each) { return each.begin == fault.begin && each.end == fault.end; });
}

}  // namespace

Result<TestFunctions> TestFunctions::Compile(const driver::Compilation& compilation) {
  TestFunctions compiled;
  program::Program program;
  program.catalog = compilation.program.catalog;
  program.functions = compilation.program.functions;  // conditions may call them
  for (size_t i = 0; i < compilation.program.tests.size(); ++i) {
    const Test& test = compilation.program.tests[i];
    std::vector<program::LocalId> records;
    for (uint32_t l = 0; l < test.scope.locals.size(); ++l) records.push_back(program::LocalId{l});
    compiled.params_.push_back(records);
    for (const ExprId expr : ExprsOf(test)) {
      const auto added = program.functions.Add({test.name, test.at, test.scope, records, expr, test.scope[expr].type});
      compiled.functions_.emplace(std::pair(i, expr), link::FunctionId{added.index});
    }
  }
  ir::Module module = lower::Lower(program, compilation.files);
  if (module.account_timezone.empty()) module.account_timezone = "UTC";
  // Unfused, every value of the source is told to an observer.
  LSQ_TRY(bytecode::Program code, emit_bytecode::Emit(module, {.fuse = false}));
  LSQ_TRY(compiled.program_, link::Link(std::move(module), std::move(code)));
  return compiled;
}

Result<value::Value> TestFunctions::Evaluate(size_t test, ExprId expr, const World& world,
                                             std::vector<SeenValue>* seen) const {
  const link::FunctionId function = functions_.at({test, expr});
  value::Arena arena;
  std::vector<value::Cell> args;
  for (const program::LocalId local : params_[test]) {
    value::Cell cell = value::kMissingCell;
    const auto found = world.records.find(local);
    const auto entity = found == world.records.end() ? std::nullopt : program_->FindEntity(found->second.key.entity);
    if (entity) {
      LSQ_TRY(const value::LoadedRecord* loaded, link::LoadRecord(*program_, {*entity, &found->second}, arena));
      cell = value::ToCell(loaded);
    }
    args.push_back(cell);
  }
  vm::Environment environment;
  environment.now = world.now;
  environment.reader = world.reader;
  std::optional<Watcher> watcher;
  if (seen != nullptr) environment.observer = &watcher.emplace(*program_, *seen);
  const vm::Evaluation evaluation = vm::Evaluate(*program_, function, environment, arena, args);
  if (!evaluation.ok()) {
    if (seen != nullptr) DropPlace(*seen, *evaluation.fault);
    return Error{evaluation.fault->code, evaluation.fault->message};
  }
  const ir::Type result = program_->module().functions[function].result;
  return link::ToValue(*program_, link::CellTypeOf(result), evaluation.cell);
}

}  // namespace lsq::project
