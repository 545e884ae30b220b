// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/bytecode/verify_internal.h"

namespace lsq::bytecode {
namespace {

constexpr int kEscapers = 10;  // markup::kEscaperCount

bool IsDst(Operand operand) {
  return operand >= Operand::Dst && operand <= Operand::DstMark;
}
bool IsSrc(Operand operand) {
  return operand >= Operand::Src && operand <= Operand::SrcMark;
}
bool IsSlot(Operand operand) {
  return operand >= Operand::Slot && operand <= Operand::SlotDec64;
}
bool IsConstant(Operand operand) {
  return operand >= Operand::Int && operand <= Operand::Local;
}

// The kind that a Dst or Src of a fixed kind is of.
CellKind KindOf(Operand operand) {
  switch (operand) {
    case Operand::DstBool:
    case Operand::SrcBool:
      return CellKind::Bool;
    case Operand::DstNumber:
    case Operand::SrcNumber:
      return CellKind::Number;
    case Operand::DstText:
    case Operand::SrcText:
      return CellKind::Text;
    case Operand::DstDate:
    case Operand::SrcDate:
      return CellKind::Date;
    case Operand::DstDateTime:
    case Operand::SrcDateTime:
      return CellKind::DateTime;
    case Operand::SrcTime:
      return CellKind::Time;
    case Operand::DstDuration:
    case Operand::SrcDuration:
      return CellKind::Duration;
    case Operand::DstRecord:
    case Operand::SrcRecord:
      return CellKind::Record;
    case Operand::DstList:
    case Operand::SrcList:
    case Operand::SrcListSame:
      return CellKind::List;
    case Operand::DstMark:
    case Operand::SrcMark:
      return CellKind::Mark;
    case Operand::SrcOption:
      return CellKind::Option;
    case Operand::SrcOptions:
      return CellKind::Options;
    default:
      return CellKind::Void;
  }
}

bool IsElement(const CellType& list, const CellType& element) {
  return list.kind == CellKind::List && list.element == element.kind && list.import == element.import;
}

}  // namespace

bool OperandVerifier::ends_way() const {
  return word_.op == Op::Jump || word_.op == Op::Return || word_.op == Op::ReturnTrue || word_.op == Op::ReturnFalse;
}

Status OperandVerifier::Check(size_t at, const Word& word) {
  at_ = at;
  word_ = word;
  read_.clear();
  args_.clear();
  dst_.reset();
  target_.reset();
  words_ = 1;
  const OpInfo& info = InfoOf(word.op);
  for (size_t i = 0; i < info.operands.size(); ++i) LSQ_TRY_DO(CheckOperand(info.operands[i], OperandValue(word, i)));
  return CheckWhole();
}

Status OperandVerifier::CheckOperand(Operand operand, uint16_t value) {
  if (IsDst(operand)) return CheckDst(operand, value);
  if (IsSrc(operand)) return CheckSrc(operand, value);
  if (IsSlot(operand)) return CheckSlot(operand, value);
  if (IsConstant(operand)) return CheckConstant(operand, value);
  return CheckPlain(operand, value);
}

Status OperandVerifier::CheckDst(Operand operand, uint16_t value) {
  LSQ_BYTECODE_HOLDS(value < function_.registers.size(), "no such register");
  dst_ = value;
  const CellKind kind = type(value).kind;
  if (operand == Operand::Dst) return Ok();
  const bool fits = operand == Operand::DstInteger ? IsInteger(kind) : kind == KindOf(operand);
  LSQ_BYTECODE_HOLDS(fits, "a result of another kind");
  return Ok();
}

Status OperandVerifier::CheckSrc(Operand operand, uint16_t value) {
  LSQ_BYTECODE_HOLDS(value < function_.registers.size(), "no such register");
  const CellType& given = type(value);
  const auto fits = [&] {
    switch (operand) {
      case Operand::Src:
        return true;
      case Operand::SrcSame:
        return dst_ && given == type(*dst_);
      case Operand::SrcResult:
        return given == function_.result;
      case Operand::SrcInteger:
        return IsInteger(given.kind);
      case Operand::SrcOpaque:
        return given.kind == CellKind::Handle || given.kind == CellKind::Reply;
      case Operand::SrcListSame:
        return !read_.empty() && IsElement(given, type(read_.back()));
      default:
        return given.kind == KindOf(operand);
    }
  };
  LSQ_BYTECODE_HOLDS(fits(), "an operand of another kind");
  read_.push_back(value);
  return Ok();
}

Status OperandVerifier::CheckSlot(Operand operand, uint16_t value) {
  const CellType& record = type(read_.back());  // the rows read the record before its slot
  LSQ_BYTECODE_HOLDS(value < program_.slots[record.import].size(), "no such slot");
  const Slot& slot = program_.slots[record.import][value];
  const CellKind kind = slot.type.kind;
  switch (operand) {
    case Operand::SlotSame:
      LSQ_BYTECODE_HOLDS(dst_ && slot.type == type(*dst_), "a slot of another type");
      return Ok();
    case Operand::SlotInteger:
      LSQ_BYTECODE_HOLDS(IsInteger(kind), "a slot that holds no integer");
      return Ok();
    case Operand::SlotText:
      LSQ_BYTECODE_HOLDS(kind == CellKind::Text, "a slot that holds no text");
      return Ok();
    case Operand::SlotDec64:
      LSQ_BYTECODE_HOLDS(kind == CellKind::Dec64 && slot.scale == word_.a, "a slot that holds no such number");
      return Ok();
    default:
      return Ok();
  }
}

Status OperandVerifier::CheckConstant(Operand operand, uint16_t value) {
  const Constants& pool = function_.constants;
  const auto size = [&]() -> size_t {
    switch (operand) {
      case Operand::Int:
        return pool.ints.size();
      case Operand::Number:
        return pool.numbers.size();
      case Operand::TextOrNone:
        return value == kNoText ? kNoText + size_t{1} : pool.texts.size();
      case Operand::Text:
        return pool.texts.size();
      case Operand::Duration:
        return pool.durations.size();
      case Operand::List:
        return pool.lists.size();
      case Operand::Range:
        return pool.ranges.size();
      case Operand::Set:
        return pool.sets.size();
      case Operand::Literal:
        return program_.literals.size() + 1;
      case Operand::Window:
        return pool.windows.size();
      case Operand::Native:
        return program_.natives.size();
      case Operand::Function:
        return program_.functions.size();
      case Operand::Relation:
        return program_.relations.size();
      case Operand::OptionSet:
        return program_.option_sets;
      default:
        return function_.frame_locals;
    }
  };
  const bool no_set = operand == Operand::OptionSet && word_.op == Op::AppendList && value == kNoOptionSet;
  LSQ_BYTECODE_HOLDS(no_set || value < size(), "no such constant");
  LSQ_BYTECODE_HOLDS(operand != Operand::Literal || value != 0, "no literal");
  return Ok();
}

Status OperandVerifier::CheckPlain(Operand operand, uint16_t value) {
  switch (operand) {
    case Operand::Target:
      target_ = value;
      return Ok();
    case Operand::LongTarget:
      target_ = word_.target();
      return Ok();
    case Operand::Count:
      return CheckArgs(value);
    case Operand::Two:
      return CheckArgs(2);
    case Operand::Flags:
      LSQ_BYTECODE_HOLDS(value <= (kNegative | kExact), "no such flags");
      return Ok();
    case Operand::Scale:
      LSQ_BYTECODE_HOLDS(value <= 9, "no such scale");
      return Ok();
    case Operand::Escaper:
      LSQ_BYTECODE_HOLDS(value < kEscapers, "no such escaper");
      return Ok();
    case Operand::Quantifier:
      LSQ_BYTECODE_HOLDS(value <= static_cast<uint16_t>(Quantifier::None), "no such quantifier");
      return Ok();
    case Operand::Sink:
      LSQ_BYTECODE_HOLDS(value <= static_cast<uint16_t>(Sink::Json), "no such sink");
      return Ok();
    default:
      return Ok();
  }
}

Status OperandVerifier::CheckArgs(size_t count) {
  words_ = 1 + (count + 2) / 3;
  LSQ_BYTECODE_HOLDS(at_ + words_ <= function_.code.size(), "arguments beyond the end");
  for (size_t i = 0; i < count; ++i) {
    const Word& word = function_.code[at_ + 1 + i / 3];
    LSQ_BYTECODE_HOLDS(word.op == Op::Args, "arguments that are none");
    const uint16_t reg = OperandValue(word, 1 + i % 3);
    LSQ_BYTECODE_HOLDS(reg < function_.registers.size(), "no such register");
    args_.push_back(reg);
  }
  return Ok();
}

Status OperandVerifier::CheckCall(const std::vector<CellType>& params, const CellType& result) {
  LSQ_BYTECODE_HOLDS(args_.size() == params.size(), "another number of arguments");
  for (size_t i = 0; i < args_.size(); ++i)
    LSQ_BYTECODE_HOLDS(type(args_[i]) == params[i], "an argument of another type");
  LSQ_BYTECODE_HOLDS(type(*dst_) == result, "a result of another type");
  return Ok();
}

Status OperandVerifier::CheckWhole() {
  read_.insert(read_.end(), args_.begin(), args_.end());
  switch (word_.op) {
    case Op::Call:
      return CheckCall(program_.natives[word_.c].params, program_.natives[word_.c].result);
    case Op::CallFunction: {
      const Function& callee = program_.functions[word_.c];
      LSQ_BYTECODE_HOLDS(callee.frame_locals == 0, "a callee that reads a frame");
      return CheckCall({callee.registers.begin(), callee.registers.begin() + callee.params}, callee.result);
    }
    case Op::MakeList:
      for (const uint16_t arg : args_)
        LSQ_BYTECODE_HOLDS(IsElement(type(*dst_), type(arg)), "an element of another type");
      return Ok();
    case Op::BetweenInteger:
    case Op::BetweenNumber:
    case Op::BetweenDuration:
      for (const uint16_t arg : args_) LSQ_BYTECODE_HOLDS(type(arg) == type(word_.c), "an end of another type");
      return Ok();
    case Op::LoadList:
      LSQ_BYTECODE_HOLDS(function_.constants.lists[word_.c].type == type(*dst_), "a list of another type");
      return Ok();
    case Op::Related:
      LSQ_BYTECODE_HOLDS(program_.relations[word_.d] == type(*dst_), "no such relation");
      return Ok();
    case Op::HasOptions:
      LSQ_BYTECODE_HOLDS(type(word_.d).element == CellKind::Option && type(word_.d).import == type(word_.c).import,
                         "options of another set");
      return Ok();
    case Op::HasTexts:
      LSQ_BYTECODE_HOLDS(type(word_.c).element == CellKind::Text && type(word_.d).element == CellKind::Text,
                         "no texts");
      return Ok();
    case Op::ReturnTrue:
    case Op::ReturnFalse:
      LSQ_BYTECODE_HOLDS(function_.result.kind == CellKind::Bool, "a truth that nobody asked for");
      return Ok();
    case Op::AppendOption:
    case Op::AppendOptions:
    case Op::AppendList:
      LSQ_BYTECODE_HOLDS(word_.d == static_cast<uint16_t>(type(word_.c).import), "values of another option set");
      return Ok();
    default:
      return Ok();
  }
}

Status VerifyConstants(const Program& program, const Function& function) {
  const Constants& pool = function.constants;
  for (const TextConstant& text : pool.texts) {
    LSQ_BYTECODE_HOLDS(text.literal <= program.literals.size(), "a text of no literal");
    LSQ_BYTECODE_HOLDS(text.text.size() <= INT32_MAX, "a text that is too long");
  }
  for (const LocalMoment moment : pool.local_moments) {
    LSQ_BYTECODE_HOLDS(moment.index < pool.ints.size(), "a moment of no constant");
  }
  for (const ListConstant& list : pool.lists) {
    const CellKind element = list.type.element;
    const size_t size = IsInteger(element)              ? pool.ints.size()
                        : element == CellKind::Text     ? pool.texts.size()
                        : element == CellKind::Number   ? pool.numbers.size()
                        : element == CellKind::Duration ? pool.durations.size()
                                                        : 0;
    LSQ_BYTECODE_HOLDS(list.type.kind == CellKind::List, "a list that is none");
    for (const uint32_t item : list.items) LSQ_BYTECODE_HOLDS(item < size, "an element of no constant");
  }
  return Ok();
}

}  // namespace lsq::bytecode
