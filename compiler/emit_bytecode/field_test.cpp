// SPDX-License-Identifier: Apache-2.0
#include "compiler/emit_bytecode/field_test.h"

#include <algorithm>

#include "compiler/emit_bytecode/slots.h"
#include "compiler/number/dec64.h"
#include "compiler/text/text.h"

namespace lsq::emit_bytecode {
namespace {

using bytecode::Op;
using number::Comparison;

// Both included.
struct Ends {
  int64_t low;
  int64_t high;
};
constexpr int64_t kLeast = INT64_MIN + 1;  // below it is missing

// Nothing when no value is within.
std::optional<Ends> EndsOf(Comparison comparison, int64_t constant) {
  Ends ends{kLeast, INT64_MAX};
  switch (comparison) {
    case Comparison::Equal:
      ends = {constant, constant};
      break;
    case Comparison::Less:
      if (constant <= kLeast) return std::nullopt;
      ends.high = constant - 1;
      break;
    case Comparison::LessOrEqual:
      ends.high = constant;
      break;
    case Comparison::Greater:
      if (constant == INT64_MAX) return std::nullopt;
      ends.low = std::max(kLeast, constant + 1);
      break;
    case Comparison::GreaterOrEqual:
      ends.low = std::max(kLeast, constant);
      break;
    case Comparison::NotEqual:
      return std::nullopt;
  }
  return ends;
}

std::optional<Comparison> ComparisonOf(ir::Op op) {
  switch (op) {
    case ir::Op::Eq:
    case ir::Op::Ne:  // the negative of Equal
      return Comparison::Equal;
    case ir::Op::Lt:
      return Comparison::Less;
    case ir::Op::Le:
      return Comparison::LessOrEqual;
    case ir::Op::Gt:
      return Comparison::Greater;
    case ir::Op::Ge:
      return Comparison::GreaterOrEqual;
    default:
      return std::nullopt;
  }
}

class TestMaker {
 public:
  TestMaker(const ir::Module& module, const ir::Function& function, const ir::Inst& inst, Pools& pools,
            Literals& literals)
      : module_(module), function_(function), inst_(inst), pools_(pools), literals_(literals) {}

  std::optional<FieldTest> Make() {
    if (inst_.args.empty() || Arg(0).op != ir::Op::Field) return std::nullopt;
    const bool wide = Field().type.kind == ir::Kind::Number && !IsDec64(Field().type);
    if (wide && inst_.op != ir::Op::IsMissing) return std::nullopt;
    switch (inst_.op) {
      case ir::Op::IsMissing:
        return FieldTest{Op::JumpIfEmpty, Op::JumpIfFilled, inst_.args[0]};
      case ir::Op::Between:
        return BetweenTest(/*negative=*/false);
      case ir::Op::NotBetween:
        return BetweenTest(/*negative=*/true);
      case ir::Op::In:
        return SetTest(/*negative=*/false);
      case ir::Op::NotIn:
        return SetTest(/*negative=*/true);
      default:
        return Compare();
    }
  }

 private:
  const ir::Inst& Arg(size_t index) const { return function_.insts[inst_.args[index]]; }
  const ir::FieldImport& Field() const { return module_.fields[Arg(0).imm]; }
  const ir::Constant* ConstantOf(const ir::Inst& inst) const {
    return inst.op == ir::Op::Const ? &module_.constants[inst.imm] : nullptr;
  }

  std::optional<FieldTest> Compare() {
    const auto comparison = ComparisonOf(inst_.op);
    const ir::Constant* constant = comparison ? ConstantOf(Arg(1)) : nullptr;
    if (constant == nullptr) return std::nullopt;
    const bool negative = inst_.op == ir::Op::Ne;
    if (const auto* text = std::get_if<std::string>(constant)) return LiteralTest(*text, negative);
    return RangeTest(EndsOfConstant(*comparison, *constant), negative);
  }

  std::optional<Ends> EndsOfConstant(Comparison comparison, const ir::Constant& constant) const {
    if (const auto* decimal = std::get_if<number::Decimal>(&constant)) {
      const number::FieldTest test = number::RescaleForCompare(comparison, *decimal, Field().type.scale);
      return EndsOf(test.comparison, test.constant);
    }
    const auto integer = IntegerOf(constant);
    return integer ? EndsOf(comparison, *integer) : std::nullopt;
  }

  std::optional<FieldTest> RangeTest(std::optional<Ends> ends, bool negative) {
    if (!ends || ends->low > ends->high) return std::nullopt;
    const bytecode::Range range{ends->low, static_cast<uint64_t>(ends->high) - static_cast<uint64_t>(ends->low)};
    return Test(Op::JumpIfInside, Op::JumpIfOutside, negative, pools_.Range(range));
  }

  std::optional<FieldTest> BetweenTest(bool negative) {
    const ir::Constant* low = ConstantOf(Arg(1));
    const ir::Constant* high = ConstantOf(Arg(2));
    if (low == nullptr || high == nullptr) return std::nullopt;
    const auto from = EndsOfConstant(Comparison::GreaterOrEqual, *low);
    const auto to = EndsOfConstant(Comparison::LessOrEqual, *high);
    if (!from || !to) return std::nullopt;
    return RangeTest(Ends{from->low, to->high}, negative);
  }

  std::optional<FieldTest> LiteralTest(const std::string& text, bool negative) {
    const uint32_t id = literals_.Add(text);
    if (id < UINT16_MAX) return Test(Op::JumpIfLiteral, Op::JumpIfNotLiteral, negative, id);
    const uint32_t set = pools_.Set(bytecode::MakeIntSet({id}));
    return Test(Op::JumpIfLiteralInSet, Op::JumpIfLiteralNotInSet, negative, set);
  }

  // Of a list of constants. Missing elements equal nothing.
  std::optional<FieldTest> SetTest(bool negative) {
    if (Arg(1).op != ir::Op::List) return std::nullopt;
    std::vector<int64_t> members;
    for (const ir::Reg element : Arg(1).args) {
      const ir::Constant* constant = ConstantOf(function_.insts[element]);
      if (constant == nullptr || !AddMember(*constant, members)) return std::nullopt;
    }
    const uint32_t set = pools_.Set(bytecode::MakeIntSet(std::move(members)));
    if (Field().type.kind == ir::Kind::Text)
      return Test(Op::JumpIfLiteralInSet, Op::JumpIfLiteralNotInSet, negative, set);
    return Test(Op::JumpIfInSet, Op::JumpIfNotInSet, negative, set);
  }

  bool AddMember(const ir::Constant& constant, std::vector<int64_t>& members) {
    if (std::holds_alternative<std::monostate>(constant)) return true;
    if (const auto* text = std::get_if<std::string>(&constant)) {
      if (!text::IsBlank(*text)) members.push_back(literals_.Add(*text));
      return true;
    }
    if (const auto* decimal = std::get_if<number::Decimal>(&constant)) {
      const number::FieldTest test = number::RescaleForCompare(Comparison::Equal, *decimal, Field().type.scale);
      if (test.comparison == Comparison::Equal) members.push_back(test.constant);
      return true;
    }
    const auto integer = IntegerOf(constant);
    if (integer) members.push_back(*integer);
    return integer.has_value();
  }

  FieldTest Test(Op positive, Op complement, bool negative, uint32_t constant) const {
    if (negative) std::swap(positive, complement);
    return {positive, complement, inst_.args[0], constant};
  }

  const ir::Module& module_;
  const ir::Function& function_;
  const ir::Inst& inst_;
  Pools& pools_;
  Literals& literals_;
};

}  // namespace

std::optional<FieldTest> FieldTestOf(const ir::Module& module, const ir::Function& function, const ir::Inst& inst,
                                     Pools& pools, Literals& literals) {
  return TestMaker(module, function, inst, pools, literals).Make();
}

}  // namespace lsq::emit_bytecode
