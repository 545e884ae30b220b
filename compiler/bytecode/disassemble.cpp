// SPDX-License-Identifier: Apache-2.0
#include "compiler/bytecode/disassemble.h"

#include "compiler/bytecode/operands.h"

namespace lsq::bytecode {
namespace {

constexpr std::string_view kKinds[] = {"void",     "bool",   "number",  "dec64",  "text", "date",   "datetime", "time",
                                       "duration", "option", "options", "record", "list", "handle", "reply",    "mark"};
static_assert(std::size(kKinds) == kCellKinds);

std::string TypeText(const CellType& type) {
  const bool list = type.kind == CellKind::List;
  std::string text = list ? "list of " + std::string(NameOf(type.element)) : std::string(NameOf(type.kind));
  return type.import == kNoImport ? text : text + "#" + std::to_string(type.import);
}

// On one line.
std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < ' ') {
      out += ' ';
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + "\"";
}

// A range end that is no value of a field stands for none.
std::string RangeText(const Range& range) {
  const auto high = static_cast<int64_t>(static_cast<uint64_t>(range.low) + range.width);
  return "[" + (range.low <= INT64_MIN + 1 ? "" : std::to_string(range.low)) + ".." +
         (high == INT64_MAX ? "" : std::to_string(high)) + "]";
}

std::string SetText(const IntSet& set) {
  std::string out = "{";
  const auto add = [&](int64_t value) { out += (out.size() > 1 ? " " : "") + std::to_string(value); };
  for (size_t i = 0; i < set.bits.size() * 64; ++i) {
    if ((set.bits[i / 64] >> (i % 64) & 1) != 0) add(set.base + static_cast<int64_t>(i));
  }
  for (const int64_t value : set.values) add(value);
  return out + "}";
}

std::string ConstantText(const Program& program, const Function& function, Operand operand, uint16_t value) {
  const Constants& pool = function.constants;
  const std::string index = std::to_string(value);
  switch (operand) {
    case Operand::Text:
      return Quoted(pool.texts[value].text);
    case Operand::TextOrNone:
      return value == kNoText ? "none" : Quoted(pool.texts[value].text);
    case Operand::Int:
      return std::to_string(pool.ints[value]);
    case Operand::Range:
      return RangeText(pool.ranges[value]);
    case Operand::Set:
      return SetText(pool.sets[value]);
    case Operand::Literal:
      return "#" + index + Quoted(program.literals[value - 1]);
    case Operand::Native:
      return "native" + index;
    case Operand::Function:
      return "fn" + index;
    case Operand::Local:
      return "local" + index;
    case Operand::Relation:
      return "field" + index;
    default:
      return "k" + index;
  }
}

std::string OperandText(const Program& program, const Function& function, const Word& word, size_t index) {
  const Operand operand = InfoOf(word.op).operands[index];
  const uint16_t value = OperandValue(word, index);
  if (operand == Operand::None || operand == Operand::High || operand == Operand::Two) return "";
  if (operand == Operand::OptionSet && value == kNoOptionSet) return "";
  if (operand == Operand::SmallLow) return " " + std::to_string(word.small());
  if (operand == Operand::LongTarget) return " ->" + std::to_string(word.target());
  if (operand == Operand::Target) return " ->" + std::to_string(value);
  if (operand >= Operand::Slot && operand <= Operand::SlotDec64) return " ." + std::to_string(value);
  if (operand >= Operand::Dst && operand <= Operand::Arg) return " r" + std::to_string(value);
  if (operand >= Operand::Int && operand <= Operand::Local)
    return " " + ConstantText(program, function, operand, value);
  return " " + std::to_string(value);
}

}  // namespace

std::string_view NameOf(CellKind kind) {
  return static_cast<int>(kind) < kCellKinds ? kKinds[static_cast<int>(kind)] : "?";
}

std::string Disassemble(const Program& program, const Function& function) {
  std::string out = Quoted(function.name) + " -> " + TypeText(function.result) + "\n";
  for (size_t i = 0; i < function.registers.size(); ++i) {
    out += "  r" + std::to_string(i) + " : " + TypeText(function.registers[i]) + (i < function.params ? " param" : "") +
           "\n";
  }
  for (size_t at = 0; at < function.code.size(); ++at) {
    out += "  " + std::to_string(at) + ": " + std::string(InfoOf(function.code[at].op).text);
    for (size_t i = 0; i < 4; ++i) out += OperandText(program, function, function.code[at], i);
    out += "\n";
  }
  return out;
}

std::string Disassemble(const Program& program) {
  std::string out;
  for (size_t entity = 0; entity < program.slots.size(); ++entity) {
    for (size_t i = 0; i < program.slots[entity].size(); ++i) {
      const Slot& slot = program.slots[entity][i];
      out += "slot record#" + std::to_string(entity) + " ." + std::to_string(i) + " field" +
             std::to_string(slot.field) + " : " + TypeText(slot.type) + (slot.mandatory ? " mandatory\n" : "\n");
    }
  }
  for (size_t i = 0; i < program.functions.size(); ++i) {
    out += "\nfn" + std::to_string(i) + " " + Disassemble(program, program.functions[i]);
  }
  return out;
}

}  // namespace lsq::bytecode
