// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "compiler/bytecode/operands.h"
#include "compiler/text/text.h"
#include "runtime/link/load_record.h"
#include "runtime/link/program.h"

namespace lsq::link {

using bytecode::CellKind;
using bytecode::Operand;

class Linker {
 public:
  Linker(ir::Module module, bytecode::Program code, const LinkOptions& options)
      : options_(options), program_(new LoadedProgram(std::move(module), std::move(code), options.tz)) {}

  Result<std::shared_ptr<const LoadedProgram>> Run() {
    LSQ_TRY(program_->account_zone_, AccountZone());
    for (size_t i = 0; i < program_->code_.literals.size(); ++i) {
      program_->literals_.emplace(program_->code_.literals[i], static_cast<uint32_t>(i + 1));
    }
    FindFields();
    FindOptions();
    FindNatives();
    for (auto& function : program_->code_.functions) FillPool(function);
    FindBroken();
    FindDecisions();
    return std::shared_ptr<const LoadedProgram>(std::move(program_));
  }

 private:
  // C-GEN-1: guessing one would send mails at the wrong hour.
  Result<time::Zone> AccountZone() const {
    if (program_->module_.account_timezone.empty()) {
      return Error{"E_NO_ACCOUNT_TZ",
                   "the account has no time zone: write `account timezone \"Asia/Kolkata\"` (or your own) in a file of "
                   "the project, or name it in the schema"};
    }
    return options_.tz.Find(program_->module_.account_timezone);
  }

  void FindFields();
  void FindOptions();
  void FindNatives();
  LoadedProgram::LinkedNative LinkLibrary(const ir::NativeImport& import, const bytecode::Signature& used) const;
  LoadedProgram::LinkedNative LinkHost(std::string_view name, const bytecode::Signature& used) const;
  void FillPool(bytecode::Function& function);
  void FindBroken();
  void FindDecisions();
  std::unique_ptr<Broken> BrokenBy(const bytecode::Function& function, const bytecode::Word& word) const;
  std::unique_ptr<Broken> BrokenIn(const bytecode::Function& function) const;
  std::unique_ptr<Broken> MissingField(uint32_t field) const;

  const LinkOptions& options_;
  std::unique_ptr<LoadedProgram> program_;
};

namespace {

// By stable id, else by name among those that have none.
template <typename T>
const T* FindNow(const std::vector<T>& all, uint32_t stable_id, std::string_view name) {
  for (const T& each : all) {
    if (stable_id != 0 && each.stable_id == stable_id) return &each;
  }
  for (const T& each : all) {
    if ((stable_id == 0 || each.stable_id == 0) && each.name == name) return &each;
  }
  return nullptr;
}

const std::vector<FieldLayout>* OptionsNow(const Layout* layout, std::string_view name) {
  if (!layout) return nullptr;
  for (const OptionSetLayout& set : layout->option_sets) {
    if (set.name == name) return &set.options;
  }
  return nullptr;
}

}  // namespace

void Linker::FindFields() {
  const ir::Module& module = program_->module_;
  for (const ir::FieldImport& field : module.fields) {
    std::string name = field.name;
    if (options_.layout) {
      const ir::EntityImport& entity = module.entities[field.entity];
      const EntityLayout* entity_now = FindNow(options_.layout->entities, entity.stable_id, entity.name);
      const FieldLayout* now = entity_now ? FindNow(entity_now->fields, field.stable_id, field.name) : nullptr;
      name = now ? now->name : "";
    }
    program_->field_names_.push_back(std::move(name));
  }
}

void Linker::FindOptions() {
  for (const ir::OptionSetImport& set : program_->module_.option_sets) {
    LoadedProgram::OptionSet linked;
    const std::vector<FieldLayout>* now = OptionsNow(options_.layout, set.name);
    for (uint32_t i = 0; i < set.values.size(); ++i) {
      const uint32_t stable_id = i < set.stable_ids.size() ? set.stable_ids[i] : 0;
      const FieldLayout* option = now ? FindNow(*now, stable_id, set.values[i]) : nullptr;
      linked.texts.push_back(option ? option->name : set.values[i]);
      linked.by_fold.emplace(text::Fold(linked.texts[i]), i);
    }
    // What was stored before an option was renamed still means it.
    for (uint32_t i = 0; i < set.values.size(); ++i) linked.by_fold.emplace(text::Fold(set.values[i]), i);
    program_->option_sets_.push_back(std::move(linked));
  }
}

// What the checker makes of `user "ops@x.example"` and of a mail's sender: read through the environment, so without a
// body.
const builtins::Native* FindReadNative(std::string_view name) {
  static constexpr builtins::Native kUsers[] = {{"user.default_sender", "-> User", nullptr},
                                                {"user.named", "Text -> User", nullptr}};
  for (const builtins::Native& native : kUsers) {
    if (native.name == name) return &native;
  }
  return nullptr;
}

void Linker::FindNatives() {
  program_->host_ = options_.host;
  const auto& imports = program_->module_.natives;
  for (size_t i = 0; i < imports.size(); ++i) {
    const std::string_view host_name = builtins::HostName(imports[i].name);
    const bytecode::Signature& used = program_->code_.natives[i];
    program_->natives_.push_back(host_name.empty() ? LinkLibrary(imports[i], used) : LinkHost(host_name, used));
  }
}

LoadedProgram::LinkedNative Linker::LinkLibrary(const ir::NativeImport& import, const bytecode::Signature& used) const {
  const builtins::Native* native = builtins::FindNative(import.name);
  if (!native) native = FindReadNative(import.name);
  const bool same =
      native && native->revision == import.revision && builtins::Accepts(native->signature, used.params, used.result);
  if (same) return {.library = native};
  return {.broken = {"F_UNKNOWN_FUNCTION", "there is no function `" + import.name + "` as this was written for"}};
}

LoadedProgram::LinkedNative Linker::LinkHost(std::string_view name, const bytecode::Signature& used) const {
  const std::string quoted = "`" + std::string(name) + "`";
  const builtins::HostNative* native = nullptr;
  if (program_->host_) {
    const auto found = program_->host_->find(name);
    if (found != program_->host_->end()) native = &found->second;
  }
  if (!native) return {.broken = {"F_UNKNOWN_FUNCTION", "the host has no function " + quoted}};
  if (builtins::AgreesWith(native->signature, used)) return {.host = native};
  return {.broken = {"F_HOST_SIGNATURE", "the host's " + quoted + " is `" + native->signature +
                                             "`, but it is declared as `" + builtins::PrintSignature(used) + "`"}};
}

void Linker::FillPool(bytecode::Function& function) {
  bytecode::Constants& constants = function.constants;
  Pool pool;
  for (const bytecode::LocalMoment moment : constants.local_moments) {
    int64_t& value = constants.ints[moment.index];
    value = program_->account_zone_.ToInstant(time::FromCivilSeconds(value)).micros;
  }
  for (const auto& text : constants.texts) {
    pool.texts.push_back(value::ToCell(std::string_view(text.text), text.literal));
  }
  for (const auto& number : constants.numbers) pool.numbers.push_back({number.low, number.high});
  for (const auto& d : constants.durations) {
    pool.duration_values.push_back({.seconds = d.seconds,
                                    .months = d.months,
                                    .days = d.days,
                                    .business_days = d.business_days,
                                    .business_minutes = d.business_minutes});
  }
  for (const time::Duration& duration : pool.duration_values) pool.durations.push_back(value::ToCell(&duration));
  for (const auto& list : constants.lists) {
    std::vector<Cell> elements;
    for (const uint32_t item : list.items) {
      switch (list.type.element) {
        case CellKind::Text:
          elements.push_back(pool.texts[item]);
          break;
        case CellKind::Number:
          elements.push_back(pool.numbers[item]);
          break;
        case CellKind::Duration:
          elements.push_back(pool.durations[item]);
          break;
        default:
          elements.push_back(value::IntegerCell(constants.ints[item]));
      }
    }
    pool.elements.push_back(std::move(elements));
  }
  for (const auto& elements : pool.elements) pool.lists.push_back(value::ToCell(std::span<const Cell>(elements)));
  program_->pools_.push_back(std::move(pool));
}

std::unique_ptr<Broken> Linker::MissingField(uint32_t field) const {
  if (!program_->field_names_[field].empty()) return nullptr;
  const ir::FieldImport& import = program_->module_.fields[field];
  const std::string& entity = program_->module_.entities[import.entity].name;
  return std::make_unique<Broken>(Broken{
      "F_UNKNOWN_FIELD", "`" + entity + "` no longer has the field `" + import.name + "` that this was written for"});
}

std::unique_ptr<Broken> Linker::BrokenBy(const bytecode::Function& function, const bytecode::Word& word) const {
  const auto& operands = bytecode::InfoOf(word.op).operands;
  const std::vector<bytecode::Slot>* slots = nullptr;
  for (size_t i = 0; i < operands.size(); ++i) {
    const uint16_t value = bytecode::OperandValue(word, i);
    switch (operands[i]) {
      case Operand::SrcRecord:
        if (const uint32_t entity = function.registers[value].import; entity != bytecode::kNoImport) {
          slots = &program_->code_.slots[entity];
        }
        break;
      case Operand::Slot:
      case Operand::SlotSame:
      case Operand::SlotInteger:
      case Operand::SlotText:
      case Operand::SlotDec64:
        if (auto broken = MissingField((*slots)[value].field)) return broken;
        break;
      case Operand::Relation:
        if (auto broken = MissingField(value)) return broken;
        break;
      case Operand::Native:
        if (const auto& native = program_->natives_[value]; !native.library && !native.host) {
          return std::make_unique<Broken>(native.broken);
        }
        break;
      default:
        break;
    }
  }
  return nullptr;
}

std::unique_ptr<Broken> Linker::BrokenIn(const bytecode::Function& function) const {
  for (const bytecode::Word& word : function.code) {
    if (auto broken = BrokenBy(function, word)) return broken;
  }
  return nullptr;
}

// A caller of a broken function is broken, too; repeated until nothing changes, for functions that call in circles.
void Linker::FindBroken() {
  const auto& functions = program_->code_.functions;
  auto& broken = program_->broken_;
  for (const auto& function : functions) broken.push_back(BrokenIn(function));
  for (bool changed = true; std::exchange(changed, false);) {
    for (size_t i = 0; i < functions.size(); ++i) {
      if (broken[i]) continue;
      for (const bytecode::Word& word : functions[i].code) {
        if (word.op != bytecode::Op::CallFunction || !broken[word.c]) continue;
        broken[i] = std::make_unique<Broken>(*broken[word.c]);
        changed = true;
        break;
      }
    }
  }
}

void Linker::FindDecisions() {
  const auto& functions = program_->code_.functions;
  for (size_t i = 0; i < functions.size(); ++i) {
    auto decision = program_->broken_[i] ? std::nullopt : Decision::Of(functions[i]);
    program_->decisions_.push_back(decision ? std::make_unique<const Decision>(*std::move(decision)) : nullptr);
  }
}

Result<std::shared_ptr<const LoadedProgram>> Link(ir::Module module, bytecode::Program code,
                                                  const LinkOptions& options) {
  return Linker(std::move(module), std::move(code), options).Run();
}

}  // namespace lsq::link
