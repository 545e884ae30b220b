// SPDX-License-Identifier: Apache-2.0
// Texts: a mark, what is appended, and the text made of it.
#include "compiler/emit_bytecode/function_emitter.h"
#include "compiler/ir/types.h"

namespace lsq::emit_bytecode {

using bytecode::CellKind;
using ir::Reg;
using markup::Escaper;

namespace {

bytecode::Op AppendOf(ir::Kind kind) {
  using bytecode::Op;
  switch (kind) {
    case ir::Kind::Bool:
      return Op::AppendBool;
    case ir::Kind::Number:
      return Op::AppendNumber;
    case ir::Kind::Date:
      return Op::AppendDate;
    case ir::Kind::DateTime:
      return Op::AppendDateTime;
    case ir::Kind::Time:
      return Op::AppendTime;
    case ir::Kind::Duration:
      return Op::AppendDuration;
    case ir::Kind::Option:
      return Op::AppendOption;
    case ir::Kind::Options:
      return Op::AppendOptions;
    case ir::Kind::List:
      return Op::AppendList;
    case ir::Kind::Record:
      return Op::AppendRecord;
    default:
      LSQ_CHECK(false, "printed, but nobody knows how");
      return Op::AppendText;
  }
}

}  // namespace

void FunctionEmitter::EmitText(Reg reg) {
  const ir::Inst& text = inst(reg);
  const Register mark = Temporary({CellKind::Mark});
  Emit(Op::BeginText, 0, mark);
  if (text.op == ir::Op::TextOf) {
    AppendValue(text.args[0], static_cast<ir::Sink>(text.imm), Escaper::None);
  } else {
    const Escaper escaper = text.op == ir::Op::Escape ? static_cast<Escaper>(text.imm) : Escaper::None;
    for (const Reg part : text.args) Append(part, escaper);
  }
  source_ = reg;
  Emit(Op::EndText, 0, Define(reg), mark);
}

const std::string* FunctionEmitter::KnownText(Reg reg) const {
  return inst(reg).op == ir::Op::Const ? std::get_if<std::string>(&module_.constants[inst(reg).imm]) : nullptr;
}

void FunctionEmitter::AppendKnown(const std::string& text, Escaper escaper) {
  if (!text.empty()) Emit(Op::AppendConst, 0, 0, Narrow(pools_.Text(markup::Escaped(escaper, text))));
}

void FunctionEmitter::Append(Reg part, Escaper escaper) {
  source_ = part;
  const ir::Inst& value = inst(part);
  if (const std::string* known = KnownText(part)) return AppendKnown(*known, escaper);
  if (value.op == ir::Op::Const) return;  // missing
  if (!plan_.IsPart(part)) {
    const Register from = Use(part);
    Emit(Op::AppendText, static_cast<uint8_t>(escaper), 0, from);
    return;
  }
  switch (value.op) {
    case ir::Op::Escape:
      return Append(value.args[0], static_cast<Escaper>(value.imm));
    case ir::Op::TextOf:
      return AppendValue(value.args[0], static_cast<ir::Sink>(value.imm), escaper);
    case ir::Op::Coalesce:
      return AppendField(value.args[0], escaper, KnownText(value.args[1]));
    default:
      return AppendField(part, escaper, nullptr);
  }
}

void FunctionEmitter::AppendField(Reg field, Escaper escaper, const std::string* fallback) {
  source_ = field;
  const ir::Inst& read = inst(field);
  const Register record = Use(read.args[0]);
  const bool none = fallback == nullptr || fallback->empty();
  const uint16_t instead = none ? bytecode::kNoText : Narrow(pools_.Text(markup::Escaped(escaper, *fallback)));
  Emit(Op::AppendField, static_cast<uint8_t>(escaper), record, SlotOf(read.imm), instead);
}

void FunctionEmitter::AppendValue(Reg value, ir::Sink sink, Escaper escaper) {
  const ir::Type type = TypeOf(value);
  const Register from = Use(value);
  if (type.kind == ir::Kind::Text) {
    Emit(Op::AppendText, static_cast<uint8_t>(escaper), 0, from);
    return;
  }
  const bool options = type.option_set != UINT32_MAX;
  const bool named = options || type.kind == ir::Kind::List;
  const uint16_t set = options ? Narrow(type.option_set) : named ? bytecode::kNoOptionSet : 0;
  Emit(AppendOf(type.kind), static_cast<uint8_t>(escaper), static_cast<uint16_t>(sink), from, set);
}

}  // namespace lsq::emit_bytecode
