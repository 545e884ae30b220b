// SPDX-License-Identifier: Apache-2.0
#include "runtime/link/load_record.h"

#include <algorithm>
#include <memory>

#include "compiler/base/match.h"
#include "compiler/number/dec64.h"
#include "compiler/text/text.h"
#include "runtime/builtins/compare.h"

namespace lsq::link {
namespace {

using bytecode::CellKind;
using bytecode::CellType;
using value::kMissingCell;
using value::Value;

// Turns values into cells of a type; remembers what could not be turned.
class Loader {
 public:
  Loader(const LoadedProgram& program, value::Arena& arena) : program_(program), arena_(arena) {}

  // Missing with `problem` set when the value is of another type.
  Cell Load(const CellType& type, uint8_t scale, const Value& value);

  bool out_of_memory() const { return out_of_memory_; }
  std::string TakeProblem() { return std::exchange(problem_, {}); }

 private:
  template <typename T>
  Cell Simple(const Value& value, CellKind kind);
  Cell LoadText(const Value& value);
  Cell LoadDec64(const Value& value, uint8_t scale);
  Cell LoadDuration(const Value& value);
  Cell LoadOption(const Value& value, uint32_t option_set);
  Cell LoadOptions(const Value& value, uint32_t option_set);
  Cell LoadList(const Value& value, const CellType& type);
  Cell LoadOpaque(const Value& value);
  Cell Wrong(const Value& value, std::string_view wanted);
  template <typename T>
  T* Allocate(size_t count) {
    T* memory = arena_.Allocate<T>(count);
    if (!memory) out_of_memory_ = true;
    return memory;
  }

  const LoadedProgram& program_;
  value::Arena& arena_;
  std::string problem_;
  bool out_of_memory_ = false;
};

constexpr value::Kind KindOf(CellKind kind) {
  switch (kind) {
    case CellKind::Bool:
      return value::Kind::Bool;
    case CellKind::Number:
    case CellKind::Dec64:
      return value::Kind::Number;
    case CellKind::Text:
    case CellKind::Option:
      return value::Kind::Text;
    case CellKind::Date:
      return value::Kind::Date;
    case CellKind::DateTime:
      return value::Kind::DateTime;
    case CellKind::Time:
      return value::Kind::Time;
    case CellKind::Duration:
      return value::Kind::Duration;
    case CellKind::Record:
      return value::Kind::Record;
    case CellKind::List:
    case CellKind::Options:
      return value::Kind::List;
    default:
      return value::Kind::Any;
  }
}

Cell Loader::Wrong(const Value& value, std::string_view wanted) {
  problem_ = "holds a " + std::string(KindName(value)) + " where a " + std::string(wanted) + " is expected";
  return kMissingCell;
}

template <typename T>
Cell Loader::Simple(const Value& value, CellKind kind) {
  const T* content = value.As<T>();
  return content ? value::ToCell(*content) : Wrong(value, KindName(KindOf(kind)));
}

Cell Loader::LoadText(const Value& value) {
  const std::string* text = value.As<std::string>();
  if (!text) {
    const auto* record = value.As<value::RecordRef>();  // the id of another record, read as text
    return record ? value::ToCell(std::string_view(record->id)) : Wrong(value, "text");
  }
  if (text::IsBlank(*text)) return kMissingCell;  // C-MM-3; bytecode relies on it
  return value::ToCell(std::string_view(*text), program_.LiteralId(*text));
}

Cell Loader::LoadDec64(const Value& value, uint8_t scale) {
  const number::Decimal* number = value.As<number::Decimal>();
  if (!number) return Wrong(value, "number");
  const number::Dec64 kept = number::ToDec64(*number, scale);
  if (!kept.ok()) problem_ = "holds " + number::Print(*number) + ", which has too many digits";
  if (kept.ok() && kept.inexact) problem_ = "holds " + number::Print(*number) + ", rounded to its number of digits";
  return kept.ok() ? value::IntegerCell(kept.scaled) : kMissingCell;
}

Cell Loader::LoadDuration(const Value& value) {
  const time::Duration* duration = value.As<time::Duration>();
  if (!duration) return Wrong(value, "duration");
  return value::ToCell(duration);
}

Cell Loader::LoadOption(const Value& value, uint32_t option_set) {
  const std::string* text = value.As<std::string>();
  if (!text) return Wrong(value, "text");
  const auto index = program_.OptionIndex(option_set, *text);
  if (index) return value::IntegerCell(*index);
  problem_ = "holds `" + *text + "`, which is none of its options";
  return kMissingCell;
}

Cell Loader::LoadOptions(const Value& value, uint32_t option_set) {
  const value::List* list = value.As<value::List>();
  if (!list) {
    if (!value.As<std::string>()) return Wrong(value, "list");
    const Cell only = LoadOption(value, option_set);  // a set of one, as a text
    uint32_t* memory = IsMissing(only) ? nullptr : Allocate<uint32_t>(1);
    if (!memory) return kMissingCell;
    *memory = static_cast<uint32_t>(only.word1);
    return value::ToCell(std::span<const uint32_t>(memory, 1));
  }
  uint32_t* indices = Allocate<uint32_t>(list->size());
  if (!indices) return kMissingCell;
  uint32_t* end = indices;
  for (const Value& element : *list) {
    const Cell option = LoadOption(element, option_set);
    if (!IsMissing(option)) *end++ = static_cast<uint32_t>(option.word1);
  }
  std::sort(indices, end);
  end = std::unique(indices, end);
  if (end == indices) return kMissingCell;
  return value::ToCell(std::span<const uint32_t>(indices, end));
}

Cell Loader::LoadList(const Value& value, const CellType& type) {
  const value::List* list = value.As<value::List>();
  if (!list) return Wrong(value, "list");
  Cell* cells = Allocate<Cell>(list->size());
  if (!cells) return kMissingCell;
  const CellType element{.kind = type.element, .import = type.import};
  Cell* end = cells;
  for (const Value& each : *list) *end++ = Load(element, 0, each);
  return value::ToCell(std::span<const Cell>(cells, end));
}

Cell Loader::LoadOpaque(const Value& value) {
  const std::string* text = value.As<std::string>();
  if (!text) return Wrong(value, "text");
  const value::Opaque* opaque = arena_.New(value::Opaque{*text});
  if (!opaque) out_of_memory_ = true;
  return opaque ? value::ToCell(opaque) : kMissingCell;
}

Cell Loader::Load(const CellType& type, uint8_t scale, const Value& value) {
  if (value.missing()) return kMissingCell;
  switch (type.kind) {
    case CellKind::Bool:
      return Simple<bool>(value, type.kind);
    case CellKind::Number:
      return Simple<number::Decimal>(value, type.kind);
    case CellKind::Dec64:
      return LoadDec64(value, scale);
    case CellKind::Text:
      return LoadText(value);
    case CellKind::Date:
      return Simple<time::Date>(value, type.kind);
    case CellKind::DateTime:
      return Simple<time::Instant>(value, type.kind);
    case CellKind::Time:
      return Simple<time::TimeOfDay>(value, type.kind);
    case CellKind::Duration:
      return LoadDuration(value);
    case CellKind::Option:
      return LoadOption(value, type.import);
    case CellKind::Options:
      return LoadOptions(value, type.import);
    case CellKind::List:
      return LoadList(value, type);
    case CellKind::Handle:
    case CellKind::Reply:
      return LoadOpaque(value);
    case CellKind::Void:
    case CellKind::Record:
    case CellKind::Mark:
      break;
  }
  return kMissingCell;
}

Error OutOfMemory() {
  return {"F_MEMORY", "the record needs too much memory"};
}

// The cells of one record being filled.
struct Rows {
  Cell* cells;
  Cell* before = nullptr;
  bool* changed = nullptr;
};

void LoadSlot(const LoadedProgram& program, const LoadRequest& request, const bytecode::Slot& slot, size_t index,
              Loader& loader, const Rows& rows) {
  const std::string& name = program.FieldName(slot.field);
  const Value& now = request.record->Get(name);  // of a field that is gone: nothing
  rows.cells[index] = loader.Load(slot.type, slot.scale, now);
  std::string problem = loader.TakeProblem();
  if (!problem.empty() && request.notes) request.notes->push_back({name, std::move(problem)});
  if (!rows.before) return;
  const auto change = request.changes->find(name);
  rows.before[index] = rows.cells[index];
  rows.changed[index] = change != request.changes->end();
  if (!rows.changed[index]) return;
  rows.before[index] = loader.Load(slot.type, slot.scale, change->second.before);
  const Cell after = loader.Load(slot.type, slot.scale, change->second.after);
  rows.changed[index] = !builtins::Equal(slot.type.kind, slot.type.element, rows.before[index], after);
  loader.TakeProblem();
}

}  // namespace

Result<const value::LoadedRecord*> LoadRecord(const LoadedProgram& program, const LoadRequest& request,
                                              value::Arena& arena) {
  const auto& slots = program.code().slots[request.entity];
  Rows rows{arena.Allocate<Cell>(slots.size())};
  if (!rows.cells) return OutOfMemory();
  if (request.changes) {
    rows.before = arena.Allocate<Cell>(slots.size());
    rows.changed = arena.Allocate<bool>(slots.size());
    if (!rows.before || !rows.changed) return OutOfMemory();
  }
  Loader loader(program, arena);
  for (size_t i = 0; i < slots.size(); ++i) LoadSlot(program, request, slots[i], i, loader, rows);
  const value::LoadedRecord* loaded = arena.New(value::LoadedRecord{.cells = rows.cells,
                                                                    .before = rows.before ? rows.before : rows.cells,
                                                                    .changed = rows.changed,
                                                                    .entity = request.entity,
                                                                    .id = request.record->key.id,
                                                                    .record = request.record});
  if (!loaded || loader.out_of_memory()) return OutOfMemory();
  return loaded;
}

Result<Cell> ToCell(const LoadedProgram& program, const bytecode::CellType& type, const value::Value& value,
                    value::Arena& arena) {
  Loader loader(program, arena);
  const Cell cell = loader.Load(type, 0, value);
  if (loader.out_of_memory()) return OutOfMemory();
  return cell;
}

value::Value ToValue(const LoadedProgram& program, const bytecode::CellType& type, Cell cell) {
  if (IsMissing(cell)) return {};
  switch (type.kind) {
    case CellKind::Bool:
      return Value(value::AsBool(cell));
    case CellKind::Number:
      return Value(value::AsNumber(cell));
    case CellKind::Text:
      return Value::Text(value::AsText(cell));
    case CellKind::Date:
      return Value(value::AsDate(cell));
    case CellKind::DateTime:
      return Value(value::AsInstant(cell));
    case CellKind::Time:
      return Value(value::AsTime(cell));
    case CellKind::Duration:
      return Value(value::AsDuration(cell));
    case CellKind::Option:
      return Value::Text(program.OptionText(type.import, static_cast<uint32_t>(cell.word1)));
    case CellKind::Options: {
      value::List list;
      for (const uint32_t index : value::AsOptions(cell)) {
        list.push_back(Value::Text(program.OptionText(type.import, index)));
      }
      return Value(std::move(list));
    }
    case CellKind::Record: {
      const value::RecordKey& key = value::AsRecord(cell)->key();
      return Value(value::RecordRef{key.entity, key.id});
    }
    case CellKind::List: {
      value::List list;
      const CellType element{.kind = type.element, .import = type.import};
      for (const Cell each : value::AsList(cell)) list.push_back(ToValue(program, element, each));
      return Value(std::move(list));
    }
    case CellKind::Handle:
    case CellKind::Reply:
      return Value::Text(value::AsOpaque(cell));
    case CellKind::Void:
    case CellKind::Dec64:
    case CellKind::Mark:
      break;
  }
  return {};
}

bytecode::CellType CellTypeOf(const ir::Type& type) {
  // Alike but for Dec64 and Mark, which only bytecode knows.
  static constexpr CellKind kKinds[] = {CellKind::Void,   CellKind::Bool,     CellKind::Number, CellKind::Text,
                                        CellKind::Date,   CellKind::DateTime, CellKind::Time,   CellKind::Duration,
                                        CellKind::Option, CellKind::Options,  CellKind::Record, CellKind::List,
                                        CellKind::Handle, CellKind::Reply};
  const auto cell = [](ir::Kind kind) { return kKinds[static_cast<size_t>(kind)]; };
  return {.kind = cell(type.kind),
          .element = cell(type.element),
          .import = type.option_set != UINT32_MAX ? type.option_set : type.entity};
}

}  // namespace lsq::link
