// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/machine.h"

#include "compiler/base/check.h"
#include "compiler/number/dec64.h"
#include "runtime/builtins/native.h"
#include "runtime/link/load_record.h"
#include "runtime/value/json.h"

namespace lsq::vm {
namespace {

constexpr uint32_t kMostDepth = 64;  // functions calling each other
constexpr size_t kMostParams = 8;    // of natives
constexpr size_t kArgsPerWord = 3;

// Calls visit(position, cell) for each argument of the call at `pc`.
template <typename Visit>
void ForEachArg(const Word* pc, const Cell* registers, Visit visit) {
  const size_t count = pc->d;
  for (size_t i = 0; i < count; ++i) {
    const Word& args = pc[1 + i / kArgsPerWord];
    const uint16_t reg = i % kArgsPerWord == 0 ? args.b : i % kArgsPerWord == 1 ? args.c : args.d;
    visit(i, registers[reg]);
  }
}

value::Kind KindOf(bytecode::CellKind kind) {
  using bytecode::CellKind;
  switch (kind) {
    case CellKind::Bool:
      return value::Kind::Bool;
    case CellKind::Number:
      return value::Kind::Number;
    case CellKind::Date:
      return value::Kind::Date;
    case CellKind::DateTime:
      return value::Kind::DateTime;
    default:
      return value::Kind::Text;
  }
}

// What a path of names and positions from 0 leads to in a reply; null when it leads nowhere.
const value::Json* Follow(const value::Json* json, std::string_view path) {
  while (json && !path.empty()) {
    const size_t dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
    const auto* array = json->As<value::Json::Array>();
    if (!array) {
      json = json->Find(name);
      continue;
    }
    const auto index = number::ToInt64(number::Parse(name).value);
    const bool inside = number::Parse(name).ok() && index && *index >= 0 && static_cast<size_t>(*index) < array->size();
    json = inside ? &(*array)[static_cast<size_t>(*index)] : nullptr;
  }
  return json;
}

}  // namespace

// ---- Failing --------------------------------------------------------------------------------------------------------

Cell Machine::Raise(std::string_view code, std::string_view message) {
  if (!fault) fault = std::make_unique<Fault>(Fault{.code = std::string(code), .message = std::string(message)});
  return value::kMissingCell;
}

Cell Machine::RaiseMemory() {
  return Raise("F_MEMORY", "the evaluation needs too much memory");
}

void Machine::Locate(uint32_t function, size_t word) {
  if (!fault || !fault->function.empty()) return;
  const link::SourceSpan source = program.SourceOf(function, word);
  fault->function = program.code().functions[function].name;
  fault->file = source.file;
  fault->begin = source.begin;
  fault->end = source.end;
}

// ---- Functions and natives ------------------------------------------------------------------------------------------

Cell Machine::CallFunction(const Word* pc, const Cell* registers) {
  if (depth >= kMostDepth) return Raise("F_FUEL", "functions call each other too deeply");
  Cell* args = arena.Allocate<Cell>(pc->d);
  if (!args) return RaiseMemory();
  ForEachArg(pc, registers, [args](size_t i, Cell cell) { args[i] = cell; });
  ++depth;
  const Cell result = Run(pc->c, {args, pc->d});
  --depth;
  return result;
}

Cell Machine::CallNative(const Word* pc, const Cell* registers) {
  if (const builtins::HostNative* host = program.HostNativeOf(pc->c)) return CallHost(*host, pc, registers);
  Cell args[kMostParams];
  LSQ_CHECK(pc->d <= kMostParams, "a native with too many parameters");
  bool missing = false;
  ForEachArg(pc, registers, [&](size_t i, Cell cell) {
    args[i] = cell;
    missing = missing || IsMissing(cell);
  });
  if (missing) return value::kMissingCell;
  if (!program.NativeOf(pc->c).body) return ReadUser(pc->c, {args, pc->d});
  builtins::Context context{.arena = arena,
                            .now = environment.now,
                            .run_zone = run_zone(),
                            .account_zone = account_zone(),
                            .tz = program.tz(),
                            .fuel = fuel};
  const bytecode::Signature& signature = program.code().natives[pc->c];
  const Cell result = program.NativeOf(pc->c).body({context, {args, pc->d}, signature.params});
  fuel = context.fuel;
  if (!context.fault_code.empty()) return Raise(context.fault_code, context.fault_message);
  return result;
}

Cell Machine::CallHost(const builtins::HostNative& native, const Word* pc, const Cell* registers) {
  const bytecode::Signature& signature = program.code().natives[pc->c];
  std::vector<value::Value> args;
  bool missing = false;
  ForEachArg(pc, registers, [&](size_t i, Cell cell) {
    missing = missing || IsMissing(cell);
    args.push_back(link::ToValue(program, signature.params[i], cell));
  });
  if (missing) return value::kMissingCell;
  const auto result = native.body(args);
  if (!result.ok()) return Raise("F_HOST", result.error().message);
  const auto own = value::Normalise(*result);
  if (!own.ok()) return Raise("F_HOST", own.error().message);
  const Cell cell = KeepValue(signature.result, *own);
  if (IsMissing(cell) && !own->missing()) return Raise("F_HOST", "a function of the host gave a value of another kind");
  return cell;
}

// A value of a simple kind as a cell that outlives it.
Cell Machine::KeepValue(const bytecode::CellType& type, const value::Value& value) {
  if (const std::string* text = value.As<std::string>(); text && type.kind == bytecode::CellKind::Text) {
    const std::string_view copy = arena.Copy(*text);
    return copy.data() ? value::ToCell(copy) : RaiseMemory();
  }
  const auto cell = link::ToCell(program, type, value, arena);
  return cell.ok() ? *cell : Raise(cell.error().code, cell.error().message);
}

Cell Machine::ReadUser(uint32_t native, std::span<const Cell> args) {
  if (!environment.reader) return value::kMissingCell;
  const std::string_view name = args.empty() ? std::string_view() : value::AsText(args[0]);
  const auto found = environment.reader->FindUser(name, environment.context);
  if (!found.ok()) return Raise(found.error().code, found.error().message);
  if (!*found) return value::kMissingCell;
  const uint32_t entity = program.code().natives[native].result.import;
  const auto loaded = link::LoadRecord(program, {.entity = entity, .record = *found}, arena);
  return loaded.ok() ? value::ToCell(*loaded) : Raise(loaded.error().code, loaded.error().message);
}

Cell Machine::MakeList(const Word* pc, const Cell* registers) {
  Cell* elements = arena.Allocate<Cell>(pc->d);
  if (!elements) return RaiseMemory();
  ForEachArg(pc, registers, [elements](size_t i, Cell cell) { elements[i] = cell; });
  return value::ToCell(std::span<const Cell>(elements, pc->d));
}

// ---- Records --------------------------------------------------------------------------------------------------------

Cell Machine::Related(Cell record, uint32_t field) {
  const LoadedRecord* from = value::AsRecord(record);
  if (!from || !environment.reader) return value::kMissingCell;
  const ir::FieldImport& import = program.module().fields[field];
  if (environment.observer) {
    environment.observer->OnRead(*from, field, {.kind = bytecode::CellKind::Record}, value::kMissingCell);
  }
  const value::Value& id = from->record->Get(import.via.empty() ? program.FieldName(field) : import.via);
  const std::string* text = id.As<std::string>();
  if (const auto* ref = id.As<value::RecordRef>()) text = &ref->id;
  if (!text) return value::kMissingCell;
  value::RecordKey key{program.module().entities[import.relation_entity].name, *text};
  for (const auto& [known, loaded] : related_) {
    if (known == key) return value::ToCell(loaded);
  }
  const auto found = environment.reader->Read(key, environment.context);
  if (!found.ok()) return Raise(found.error().code, found.error().message);
  const LoadedRecord* loaded = nullptr;
  if (*found) {
    const auto result = link::LoadRecord(program, {.entity = import.relation_entity, .record = *found}, arena);
    if (!result.ok()) return Raise(result.error().code, result.error().message);
    loaded = *result;
  }
  related_.emplace_back(std::move(key), loaded);
  return value::ToCell(loaded);
}

Cell Machine::Member(Cell opaque, Cell path, const bytecode::CellType& type) {
  if (IsMissing(opaque)) return value::kMissingCell;
  const auto json = value::ParseJson(value::AsOpaque(opaque));
  const value::Json* member = json.ok() ? Follow(&*json, value::AsText(path)) : nullptr;
  if (!member) return value::kMissingCell;
  const auto read = value::ReadJson(*member, KindOf(type.kind));
  if (!read.ok() || read->missing()) return value::kMissingCell;
  return KeepValue(type, *read);
}

Cell Machine::IsInNamedList(Cell record, Cell list, bool negative) {
  const LoadedRecord* member = value::AsRecord(record);
  if (!member) return value::ToCell(negative);
  if (!environment.reader) return value::ToCell(negative);
  const auto found = environment.reader->IsInList(member->key(), value::AsText(list), environment.context);
  if (!found.ok()) return Raise(found.error().code, found.error().message);
  return value::ToCell(*found != negative);
}

void Machine::RequireField(const LoadedRecord& record, uint16_t slot) {
  const uint32_t field = program.code().slots[record.entity][slot].field;
  Raise("F_MANDATORY_EMPTY",
        "`" + record.key().entity + "." + program.FieldName(field) + "` is mandatory, and empty in " + record.key().id);
}

// ---- The observer ---------------------------------------------------------------------------------------------------

void Machine::ObserveField(Cell record, const bytecode::CellType& type, uint16_t slot) {
  const LoadedRecord* read = value::AsRecord(record);
  if (!read || type.import == bytecode::kNoImport) return;
  const bytecode::Slot& layout = program.code().slots[type.import][slot];
  Cell cell = read->cells[slot];
  bytecode::CellType shown = layout.type;
  if (shown.kind == bytecode::CellKind::Dec64) {
    shown.kind = bytecode::CellKind::Number;
    if (!IsMissing(cell)) cell = value::ToCell(number::FromDec64(cell.word1, layout.scale));
  }
  environment.observer->OnRead(*read, layout.field, shown, cell);
}

void Machine::ObserveValue(uint32_t function, size_t word, const bytecode::CellType& type, Cell cell) {
  if (program.AsksOpposite(function, word)) cell = value::ToCell(!value::AsBool(cell));
  environment.observer->OnValue(program.SourceOf(function, word), type, cell);
}

void Machine::ObserveTest(uint32_t function, size_t word, bool found) {
  const bool holds = found != program.IsNegative(function, word);
  ObserveValue(function, word, {.kind = bytecode::CellKind::Bool}, value::ToCell(holds));
}

}  // namespace lsq::vm
