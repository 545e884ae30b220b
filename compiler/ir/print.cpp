// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/print.h"

#include "compiler/base/match.h"
#include "compiler/ir/names.h"
#include "compiler/ir/print_internal.h"

namespace lsq::ir {
namespace {

template <typename T>
std::string NameAt(const std::vector<T>& imports, uint32_t index) {
  return index < imports.size() ? imports[index].name : "?" + std::to_string(index);
}

std::string KindText(const Module& module, Kind kind, const Type& type) {
  std::string text(NameOf(kind));
  if (kind == Kind::Option || kind == Kind::Options) text += " " + NameAt(module.option_sets, type.option_set);
  if (kind == Kind::Record) text += " " + NameAt(module.entities, type.entity);
  return text;
}

std::string Registers(const std::vector<Reg>& regs) {
  std::string text;
  for (const Reg reg : regs) text += " %" + std::to_string(reg);
  return text;
}

std::string WindowText(const Window& window) {
  std::string text(NameOf(window.span));
  if (window.count > 0) text += " " + std::to_string(window.count);
  return text + " " + std::string(time::UnitWord(window.unit, window.count > 1 ? 2 : 1));
}

// What `imm` names, with a blank before.
std::string Immediate(const Module& module, const Inst& inst) {
  switch (inst.op) {
    case Op::Const:
    case Op::Member:
    case Op::InNamedList:
    case Op::NotInNamedList:
      return inst.imm < module.constants.size() ? " " + Print(module, module.constants[inst.imm]) : " ?";
    case Op::Local:
      return " local" + std::to_string(inst.imm);
    case Op::Field:
    case Op::OldField:
    case Op::IsChanged:
    case Op::Related:
      return " " + FieldText(module, inst.imm);
    case Op::InWindow:
    case Op::NotInWindow:
      return inst.imm < module.windows.size() ? " " + WindowText(module.windows[inst.imm]) : " ?";
    case Op::TextOf:
      return " " + std::string(NameOf(static_cast<Sink>(inst.imm)));
    case Op::Escape:
      return " " + std::string(NameOf(static_cast<markup::Escaper>(inst.imm)));
    case Op::Call:
      return " " + NameAt(module.natives, inst.imm);
    case Op::CallFunction:
      return " fn" + std::to_string(inst.imm);
    default:
      return "";
  }
}

std::string InstText(const Module& module, const Inst& inst, Reg reg) {
  return "    %" + std::to_string(reg) + " = " + std::string(NameOf(inst.op)) + Registers(inst.args) +
         Immediate(module, inst) + " : " + Print(module, inst.type) + "\n";
}

std::string EndText(const Terminator& end) {
  switch (end.kind) {
    case Terminator::Kind::Return:
      return "    return %" + std::to_string(end.value) + "\n";
    case Terminator::Kind::Jump:
      return "    jump b" + std::to_string(end.target) + "\n";
    case Terminator::Kind::Branch:
      return "    branch %" + std::to_string(end.value) + " b" + std::to_string(end.target) + " else b" +
             std::to_string(end.otherwise) + "\n";
  }
  return "    ?\n";
}

std::string Signature(const Module& module, const std::vector<Type>& params, const Type& result) {
  std::string text = "(";
  for (const Type& param : params) text += (text.size() > 1 ? ", " : "") + Print(module, param);
  return text + ") -> " + Print(module, result);
}

void PrintImports(const Module& module, std::string& out) {
  for (size_t i = 0; i < module.entities.size(); ++i) {
    const EntityImport& entity = module.entities[i];
    out += "entity " + entity.name + " #" + std::to_string(entity.stable_id) + " key " + entity.key + "\n";
  }
  for (size_t i = 0; i < module.fields.size(); ++i) {
    const FieldImport& field = module.fields[i];
    out += "field " + FieldText(module, static_cast<uint32_t>(i)) + " #" + std::to_string(field.stable_id) + " : " +
           Print(module, field.type);
    if (field.type.kind == Kind::Number) out += "." + std::to_string(field.type.scale);
    if (field.mandatory) out += " mandatory";
    if (field.relation_entity != UINT32_MAX) out += " via " + field.via;
    out += "\n";
  }
  for (const OptionSetImport& set : module.option_sets) {
    out += "options " + set.name;
    for (size_t i = 0; i < set.values.size(); ++i)
      out += " " + Quoted(set.values[i]) + "#" + std::to_string(set.stable_ids[i]);
    out += "\n";
  }
  for (const NativeImport& native : module.natives) {
    out += "native " + native.name + "@" + std::to_string(native.revision) + " " +
           Signature(module, native.params, native.result) + "\n";
  }
}

}  // namespace

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + "\"";
}

std::string FieldText(const Module& module, uint32_t field) {
  if (field >= module.fields.size()) return "?" + std::to_string(field);
  return NameAt(module.entities, module.fields[field].entity) + "." + module.fields[field].name;
}

std::string Print(const Module& module, const Type& type) {
  if (type.kind == Kind::List) return "list of " + KindText(module, type.element, type);
  return KindText(module, type.kind, type);
}

std::string Print(const Module& module, const Constant& constant) {
  return Match(
      constant, [](std::monostate) -> std::string { return "missing"; },
      [](bool value) -> std::string { return value ? "true" : "false"; },
      [](const number::Decimal& value) { return number::Print(value); },
      [](const std::string& value) { return Quoted(value); },
      [&](const OptionConstant& value) {
        const bool known =
            value.set < module.option_sets.size() && value.index < module.option_sets[value.set].values.size();
        return "option " + (known ? Quoted(module.option_sets[value.set].values[value.index]) : "?");
      },
      [](const auto& value) { return time::ToString(value); });
}

std::string Print(const Module& module, const Function& function) {
  std::string out = Quoted(function.name) + " " + Signature(module, function.params, function.result) + "\n";
  for (size_t block = 0; block < function.blocks.size(); ++block) {
    if (function.blocks.size() > 1) out += "  b" + std::to_string(block) + ":\n";
    for (const Reg reg : function.blocks[block].insts) out += InstText(module, function.insts[reg], reg);
    out += EndText(function.blocks[block].end);
  }
  return out;
}

std::string Print(const Module& module) {
  std::string out = "module format " + std::to_string(module.format) + " language " + std::to_string(module.edition) +
                    " timezone " + module.account_timezone + "\n";
  PrintImports(module, out);
  for (size_t i = 0; i < module.functions.size(); ++i) {
    out += "\nfn" + std::to_string(i) + " " + Print(module, module.functions[FunctionId{static_cast<uint32_t>(i)}]);
  }
  for (const Automation& automation : module.automations) out += "\n" + Print(module, automation);
  for (const EmailTemplate& email : module.email_templates) out += "\n" + Print(module, email);
  return out;
}

}  // namespace lsq::ir
