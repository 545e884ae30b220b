// SPDX-License-Identifier: Apache-2.0
#include "runtime/link/program.h"

#include "compiler/text/text.h"

namespace lsq::link {

std::optional<uint32_t> LoadedProgram::FindEntity(std::string_view name) const {
  for (uint32_t i = 0; i < module_.entities.size(); ++i) {
    if (module_.entities[i].name == name) return i;
  }
  return std::nullopt;
}

std::optional<uint32_t> LoadedProgram::FindField(uint32_t entity, std::string_view name) const {
  for (uint32_t i = 0; i < module_.fields.size(); ++i) {
    if (module_.fields[i].entity == entity && field_names_[i] == name) return i;
  }
  return std::nullopt;
}

uint32_t LoadedProgram::LiteralId(std::string_view text) const {
  if (literals_.empty()) return 0;
  const auto found = literals_.find(text::Fold(text));
  return found == literals_.end() ? 0 : found->second;
}

std::optional<uint32_t> LoadedProgram::OptionIndex(uint32_t option_set, std::string_view text) const {
  const auto& by_fold = option_sets_[option_set].by_fold;
  const auto found = by_fold.find(text::Fold(text));
  if (found == by_fold.end()) return std::nullopt;
  return found->second;
}

std::string_view LoadedProgram::OptionText(uint32_t option_set, uint32_t index) const {
  const auto& texts = option_sets_[option_set].texts;
  return index < texts.size() ? std::string_view(texts[index]) : std::string_view();
}

namespace {

const ir::Inst* InstOf(const ir::Module& module, const bytecode::Program& code, uint32_t function, size_t word) {
  const auto& sources = code.functions[function].sources;
  const auto& insts = module.functions[FunctionId{function}].insts;
  if (word >= sources.size() || sources[word] >= insts.size()) return nullptr;
  return &insts[sources[word]];
}

}  // namespace

SourceSpan LoadedProgram::SourceOf(uint32_t function, size_t word) const {
  const ir::Inst* inst = InstOf(module_, code_, function, word);
  if (!inst || inst->origin.file >= module_.files.size()) return {};
  return {module_.files[inst->origin.file], inst->origin.begin, inst->origin.end};
}

bool LoadedProgram::AsksOpposite(uint32_t function, size_t word) const {
  const ir::Inst* inst = InstOf(module_, code_, function, word);
  return inst && inst->op == ir::Op::IsMissing && inst->imm == ir::kAskedWhetherFilled;
}

bool LoadedProgram::IsNegative(uint32_t function, size_t word) const {
  const ir::Inst* inst = InstOf(module_, code_, function, word);
  if (!inst) return false;
  switch (inst->op) {
    case ir::Op::Ne:
    case ir::Op::NeExact:
    case ir::Op::NotIn:
    case ir::Op::NotInExact:
    case ir::Op::NotBetween:
      return true;
    default:
      return false;
  }
}

}  // namespace lsq::link
