// SPDX-License-Identifier: Apache-2.0
// The types of one instruction's operands and result, and what its `imm` names.
#include <algorithm>

#include "compiler/ir/names.h"
#include "compiler/ir/verify_internal.h"

namespace lsq::ir {
namespace {

bool IsOrdered(Kind kind) {
  return kind == Kind::Number || kind == Kind::Date || kind == Kind::DateTime || kind == Kind::Time ||
         kind == Kind::Duration;
}
// What `in` looks for.
bool IsListed(Kind kind) {
  return kind == Kind::Number || kind == Kind::Text || kind == Kind::Date || kind == Kind::DateTime ||
         kind == Kind::Time || kind == Kind::Option || kind == Kind::Record || kind == Kind::Bool;
}
bool IsPoint(Kind kind) {
  return kind == Kind::Date || kind == Kind::DateTime;
}

bool IsPrinted(const Type& type) {
  const Kind kind = type.kind == Kind::List ? type.element : type.kind;
  return kind != Kind::Void && kind != Kind::Handle && kind != Kind::Reply &&
         (type.kind != Kind::List || (kind != Kind::Record && kind != Kind::Options));
}

class InstVerifier {
 public:
  InstVerifier(const Module& module, const Function& function, const Inst& inst)
      : module_(module), function_(function), inst_(inst) {}

  Status Run() {
    const int operands = InfoOf(inst_.op).operands;
    LSQ_IR_HOLDS(operands < 0 || static_cast<size_t>(operands) == inst_.args.size(), "another number of operands");
    LSQ_TRY_DO(VerifyType(module_, inst_.type));
    return VerifyOp();
  }

 private:
  Type arg(size_t index) const { return ResultOf(function_.insts[inst_.args[index]]); }
  bool Arg(size_t index, Kind kind) const { return arg(index).kind == kind; }
  bool AllArgs(size_t from, const Type& type) const {
    for (size_t i = from; i < inst_.args.size(); ++i) {
      if (!SameRegister(arg(i), type)) return false;
    }
    return true;
  }
  bool Gives(Kind kind) const { return inst_.type.kind == kind; }
  bool TextConstant() const {
    return inst_.imm < module_.constants.size() && std::holds_alternative<std::string>(module_.constants[inst_.imm]);
  }

  Status VerifyOp() const;
  Status VerifyLeaf() const;
  Status VerifyLogic() const;
  Status VerifyTest() const;
  Status VerifyText() const;
  Status VerifyNumbers() const;
  Status VerifyConst() const;
  Status VerifyFieldOp() const;
  Status VerifyComparison(bool ordered) const;
  Status VerifyIn() const;
  Status VerifyHas() const;
  Status VerifyCall() const;
  Status VerifyCallFunction() const;
  Status VerifyTexts() const;
  Status VerifyTime() const;

  const Module& module_;
  const Function& function_;
  const Inst& inst_;
};

Status InstVerifier::VerifyConst() const {
  LSQ_IR_HOLDS(inst_.imm < module_.constants.size(), "no such constant");
  const Constant& constant = module_.constants[inst_.imm];
  if (const auto* option = std::get_if<OptionConstant>(&constant)) {
    LSQ_IR_HOLDS(Gives(Kind::Option) && inst_.type.option_set == option->set, "an option of another set");
    return Ok();
  }
  static constexpr Kind kKinds[] = {Kind::Void,     Kind::Bool,     Kind::Number, Kind::Text,     Kind::Date,
                                    Kind::DateTime, Kind::DateTime, Kind::Time,   Kind::Duration, Kind::Option};
  static_assert(std::size(kKinds) == std::variant_size_v<Constant>);
  LSQ_IR_HOLDS(constant.index() == 0 || Gives(kKinds[constant.index()]), "a constant of another type");
  return Ok();
}

Status InstVerifier::VerifyFieldOp() const {
  LSQ_IR_HOLDS(inst_.imm < module_.fields.size(), "no such field");
  const FieldImport& field = module_.fields[inst_.imm];
  LSQ_IR_HOLDS(Arg(0, Kind::Record) && arg(0).entity == field.entity, "a field of another record");
  const bool relation = field.relation_entity != UINT32_MAX;
  if (inst_.op == Op::IsChanged) {
    LSQ_IR_HOLDS(Gives(Kind::Bool), "a test that is no Bool");
  } else if (inst_.op == Op::Related) {
    LSQ_IR_HOLDS(relation && Gives(Kind::Record) && inst_.type.entity == field.relation_entity, "no relation");
  } else {
    LSQ_IR_HOLDS(inst_.op == Op::OldField || !relation, "a relation read as a field");
    LSQ_IR_HOLDS(SameRegister(inst_.type, field.type), "a field of another type");
  }
  return Ok();
}

Status InstVerifier::VerifyComparison(bool ordered) const {
  LSQ_IR_HOLDS(AllArgs(0, inst_.type), "operands of different types");
  const Kind kind = inst_.type.kind;
  const bool comparable = kind != Kind::Void && kind != Kind::List && kind != Kind::Handle && kind != Kind::Reply;
  LSQ_IR_HOLDS(ordered ? IsOrdered(kind) : comparable, "operands that have no order");
  return Ok();
}

Status InstVerifier::VerifyIn() const {
  const Type list = arg(1);
  LSQ_IR_HOLDS(list.kind == Kind::List && SameRegister(arg(0), inst_.type), "a value of another type");
  LSQ_IR_HOLDS(SameRegister(ElementOf(list), inst_.type) && IsListed(list.element), "a list of another type");
  return Ok();
}

Status InstVerifier::VerifyHas() const {
  LSQ_IR_HOLDS(Arg(1, Kind::List) && SameRegister(arg(0), inst_.type), "no options");
  if (Arg(0, Kind::Options)) {
    LSQ_IR_HOLDS(arg(1).element == Kind::Option && arg(1).option_set == arg(0).option_set, "options of another set");
    return Ok();
  }
  LSQ_IR_HOLDS(Arg(0, Kind::List) && arg(0).element == Kind::Text && arg(1).element == Kind::Text, "no options");
  return Ok();
}

Status InstVerifier::VerifyCall() const {
  LSQ_IR_HOLDS(inst_.imm < module_.natives.size(), "no such native");
  const NativeImport& native = module_.natives[inst_.imm];
  LSQ_IR_HOLDS(native.params.size() == inst_.args.size(), "another number of arguments");
  for (size_t i = 0; i < native.params.size(); ++i) {
    LSQ_IR_HOLDS(SameRegister(arg(i), native.params[i]), "an argument of another type");
  }
  LSQ_IR_HOLDS(SameRegister(inst_.type, native.result), "a result of another type");
  return Ok();
}

Status InstVerifier::VerifyCallFunction() const {
  LSQ_IR_HOLDS(inst_.imm < module_.functions.size(), "no such function");
  const Function& callee = module_.functions[FunctionId{inst_.imm}];
  LSQ_IR_HOLDS(callee.params.size() == inst_.args.size(), "another number of arguments");
  for (size_t i = 0; i < callee.params.size(); ++i) {
    LSQ_IR_HOLDS(SameRegister(arg(i), callee.params[i]), "an argument of another type");
  }
  LSQ_IR_HOLDS(SameRegister(inst_.type, callee.result), "a result of another type");
  if (!callee.params.empty()) return Ok();  // then its own check held its locals to them
  for (const Inst& inst : callee.insts) LSQ_IR_HOLDS(inst.op != Op::Local, "a callee that reads a frame");
  return Ok();
}

Status InstVerifier::VerifyTexts() const {
  for (size_t i = 0; i < inst_.args.size(); ++i) LSQ_IR_HOLDS(Arg(i, Kind::Text), "an operand that is no text");
  return Ok();
}

Status InstVerifier::VerifyTime() const {
  switch (inst_.op) {
    case Op::AddDuration:
    case Op::SubDuration:
      LSQ_IR_HOLDS(IsPoint(inst_.type.kind) && SameRegister(arg(0), inst_.type) && Arg(1, Kind::Duration),
                   "no date and duration");
      return Ok();
    case Op::AddHours:
      LSQ_IR_HOLDS(Gives(Kind::DateTime) && Arg(0, Kind::DateTime) && Arg(1, Kind::Number), "no date-time and number");
      return Ok();
    case Op::Difference:
      LSQ_IR_HOLDS(Gives(Kind::Duration) && IsPoint(arg(0).kind) && SameRegister(arg(0), arg(1)), "no two dates");
      return Ok();
    case Op::DateOf:
      LSQ_IR_HOLDS(Gives(Kind::Date) && Arg(0, Kind::DateTime), "no date-time");
      return Ok();
    default:
      LSQ_IR_HOLDS(Gives(Kind::DateTime) && Arg(0, Kind::Date), "no date");
      return Ok();
  }
}

Status InstVerifier::VerifyLeaf() const {
  switch (inst_.op) {
    case Op::Const:
      return VerifyConst();
    case Op::Local: {
      const bool param = inst_.imm < function_.params.size() && SameRegister(inst_.type, function_.params[inst_.imm]);
      LSQ_IR_HOLDS(function_.params.empty() || param, "no such parameter");
      return Ok();
    }
    case Op::Member:
      LSQ_IR_HOLDS(Arg(0, Kind::Handle) || Arg(0, Kind::Reply), "a member of what has none");
      LSQ_IR_HOLDS(TextConstant(), "a member without a path");
      return Ok();
    case Op::Now:
      LSQ_IR_HOLDS(Gives(Kind::DateTime), "no date-time");
      return Ok();
    case Op::Me:
      LSQ_IR_HOLDS(Gives(Kind::Record), "no record");
      return Ok();
    case Op::List: {
      LSQ_IR_HOLDS(Gives(Kind::List), "no list");
      LSQ_IR_HOLDS(AllArgs(0, ElementOf(inst_.type)), "an element of another type");
      return Ok();
    }
    default:
      return VerifyFieldOp();
  }
}

Status InstVerifier::VerifyLogic() const {
  switch (inst_.op) {
    case Op::Not:
      LSQ_IR_HOLDS(Gives(Kind::Bool) && Arg(0, Kind::Bool), "no Bool");
      return Ok();
    case Op::IsMissing:
      LSQ_IR_HOLDS(Gives(Kind::Bool), "no Bool");
      return Ok();
    default:  // phi, coalesce
      LSQ_IR_HOLDS(AllArgs(0, inst_.type), "values of different types");
      return Ok();
  }
}

Status InstVerifier::VerifyTest() const {
  switch (inst_.op) {
    case Op::Eq:
    case Op::Ne:
      return VerifyComparison(/*ordered=*/false);
    case Op::Lt:
    case Op::Le:
    case Op::Gt:
    case Op::Ge:
    case Op::Between:
    case Op::NotBetween:
      return VerifyComparison(/*ordered=*/true);
    case Op::In:
    case Op::NotIn:
      return VerifyIn();
    case Op::InExact:
    case Op::NotInExact:
      LSQ_IR_HOLDS(Gives(Kind::Text), "no text");
      return VerifyIn();
    case Op::HasAny:
    case Op::HasAll:
    case Op::HasNone:
      return VerifyHas();
    case Op::InWindow:
    case Op::NotInWindow:
      LSQ_IR_HOLDS(inst_.imm < module_.windows.size(), "no such window");
      LSQ_IR_HOLDS(IsPoint(inst_.type.kind) && SameRegister(arg(0), inst_.type), "no date");
      return Ok();
    case Op::InNamedList:
    case Op::NotInNamedList:
      LSQ_IR_HOLDS(Arg(0, Kind::Record) && TextConstant(), "no record and list");
      return Ok();
    default:  // exact comparisons, contains and the like
      return VerifyTexts();
  }
}

Status InstVerifier::VerifyText() const {
  switch (inst_.op) {
    case Op::TextOf:
      LSQ_IR_HOLDS(SameRegister(arg(0), inst_.type) && IsPrinted(inst_.type), "printed as another type");
      LSQ_IR_HOLDS(inst_.imm < NamesOf(Sink{}).size(), "no such sink");
      return Ok();
    case Op::Escape:
      LSQ_IR_HOLDS(inst_.imm < NamesOf(markup::Escaper{}).size(), "no such escaper");
      return VerifyTexts();
    default:  // join
      return VerifyTexts();
  }
}

Status InstVerifier::VerifyNumbers() const {
  for (size_t i = 0; i < inst_.args.size(); ++i) LSQ_IR_HOLDS(Arg(i, Kind::Number), "no number");
  LSQ_IR_HOLDS(Gives(Kind::Number), "no number");
  return Ok();
}

Status InstVerifier::VerifyOp() const {
  if (inst_.op < Op::Phi) return VerifyLeaf();
  if (inst_.op < Op::Eq) return VerifyLogic();
  if (inst_.op < Op::Neg) return VerifyTest();
  if (inst_.op < Op::AddDuration) return VerifyNumbers();
  if (inst_.op < Op::TextOf) return VerifyTime();
  if (inst_.op < Op::Call) return VerifyText();
  return inst_.op == Op::Call ? VerifyCall() : VerifyCallFunction();
}

}  // namespace

Status VerifyInst(const Module& module, const Function& function, const Inst& inst) {
  return InstVerifier(module, function, inst).Run();
}

}  // namespace lsq::ir
