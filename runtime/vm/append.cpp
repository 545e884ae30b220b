// SPDX-License-Identifier: Apache-2.0
// Building texts in the arena's one output buffer.
#include "compiler/base/limits.h"
#include "runtime/vm/machine.h"

namespace lsq::vm {
Cell Machine::EndText(Cell mark) {
  const size_t begin = static_cast<size_t>(mark.word1);
  const std::string_view text = std::string_view(output).substr(begin);
  if (text.size() > limits::kTextBytes) {
    return Raise("F_TEXT_TOO_LONG", "a text of " + std::to_string(text.size()) + " bytes is longer than " +
                                        std::to_string(limits::kTextBytes));
  }
  if (text.empty()) return value::kMissingCell;  // C-MM-3
  const std::string_view kept = arena.Copy(text);
  output.resize(begin);
  return kept.data() ? value::ToCell(kept) : RaiseMemory();
}

void Machine::Append(markup::Escaper escaper, std::string_view text) {
  if (escaper == markup::Escaper::None) {
    output.append(text);
  } else {
    markup::Escape(escaper, text, output);
  }
  if (output.size() > limits::kMemoryPerEvaluation) RaiseMemory();
}

void Machine::AppendValue(const Word& word, Cell cell, const bytecode::CellType& type) {
  static_assert(static_cast<int>(bytecode::Sink::Prose) == static_cast<int>(value::Sink::Prose) &&
                static_cast<int>(bytecode::Sink::Machine) == static_cast<int>(value::Sink::Machine) &&
                static_cast<int>(bytecode::Sink::Json) == static_cast<int>(value::Sink::Json));
  if (IsMissing(cell)) return;
  const auto sink = static_cast<value::Sink>(word.b);
  const auto escaper = static_cast<markup::Escaper>(word.a);
  if (escaper == markup::Escaper::None) {
    Print(output, type, cell, sink);
    Append(escaper, {});
    return;
  }
  std::string text;
  Print(text, type, cell, sink);
  Append(escaper, text);
}

namespace {

// Each printed element of a list behind its separator (C-MM-19); stops when the text is too long, which is told later.
template <typename List, typename PrintElement>
void PrintAll(std::string& out, const List& list, PrintElement print) {
  const size_t begin = out.size();
  for (const auto& element : list) {
    if (out.size() > begin) out += value::kListSeparator;
    print(element);
    if (out.size() > begin + limits::kTextBytes) return;
  }
}

}  // namespace

void Machine::Print(std::string& out, const bytecode::CellType& type, Cell cell, value::Sink sink) const {
  using bytecode::CellKind;
  switch (type.kind) {
    case CellKind::Bool:
      out += value::BoolText(value::AsBool(cell), sink);
      return;
    case CellKind::Number:
      return number::AppendTo(out, value::AsNumber(cell));
    case CellKind::Text:
      out += value::AsText(cell);
      return;
    case CellKind::Date:
      out += time::ToString(value::AsDate(cell));
      return;
    case CellKind::DateTime:
      out += time::ToString(account_zone().ToLocal(value::AsInstant(cell)));
      return;
    case CellKind::Time:
      out += time::ToString(value::AsTime(cell));
      return;
    case CellKind::Duration:
      out += time::ToString(value::AsDuration(cell));
      return;
    case CellKind::Option:
      out += program.OptionText(type.import, static_cast<uint32_t>(cell.word1));
      return;
    case CellKind::Options:
      return PrintAll(out, value::AsOptions(cell),
                      [&](uint32_t index) { out += program.OptionText(type.import, index); });
    case CellKind::List:
      return PrintAll(out, value::AsList(cell), [&](Cell element) {
        if (!IsMissing(element)) Print(out, {.kind = type.element, .import = type.import}, element, sink);
      });
    case CellKind::Record:
      out += value::AsRecord(cell)->id;
      return;
    default:
      return;
  }
}

}  // namespace lsq::vm
