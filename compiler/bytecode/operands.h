// SPDX-License-Identifier: Apache-2.0
// What the fields of an instruction mean, as data: the rows of opcodes.def, for whoever checks or prints code.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "compiler/bytecode/bytecode.h"

namespace lsq::bytecode {

enum class Operand : uint8_t {
  None,
  // Registers. Of any type; or, as named, of a kind. Same: of the type of the instruction's Dst. SrcListSame: a list
  // whose elements have the type of the register read before. SrcOpaque: a handle or a reply. SrcResult: the type the
  // function gives.
  Dst,
  DstInteger,
  DstBool,
  DstNumber,
  DstText,
  DstDate,
  DstDateTime,
  DstDuration,
  DstRecord,
  DstList,
  DstMark,
  Src,
  SrcSame,
  SrcResult,
  SrcInteger,
  SrcBool,
  SrcNumber,
  SrcText,
  SrcDate,
  SrcDateTime,
  SrcTime,
  SrcDuration,
  SrcOption,
  SrcOptions,
  SrcRecord,
  SrcList,
  SrcListSame,
  SrcOpaque,
  SrcMark,
  Arg,    // of Args: which of them are in use, the instruction before says
  Count,  // how many arguments follow
  Two,    // two arguments of the type of the Src follow
  // A field of the record read in the same instruction.
  Slot,
  SlotSame,     // of the type of Dst
  SlotInteger,  // compared as one, Dec64 included
  SlotText,
  SlotDec64,
  // Constants and imports, by index.
  Int,
  Number,
  Text,
  TextOrNone,  // or kNoText
  Duration,
  List,
  Range,
  Set,
  Literal,  // an id, from 1
  Window,
  Native,
  Function,
  Relation,
  OptionSet,
  Local,
  // Where to go: an index into the function's code, larger than the instruction's own.
  Target,
  LongTarget,  // its low half; High is the other
  High,
  // Plain values.
  SmallLow,
  Flags,
  Scale,
  Escaper,
  Quantifier,
  Sink,
};

struct OpInfo {
  Op op;
  std::string_view text;
  std::array<Operand, 4> operands;  // a, b, c, d
};
const OpInfo& InfoOf(Op op);  // requires: op < kOpCount

constexpr uint16_t OperandValue(const Word& word, size_t index) {
  return index == 0 ? word.a : index == 1 ? word.b : index == 2 ? word.c : word.d;
}

}  // namespace lsq::bytecode
