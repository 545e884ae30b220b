// SPDX-License-Identifier: Apache-2.0
// A second evaluator of IR, as plain as can be: over owning values, by the words of domain.md, sharing nothing with the
// interpreter but the number and text folders. What both say must be the same (architecture decision 16).
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "compiler/base/check.h"
#include "compiler/base/match.h"
#include "compiler/ir/ir.h"
#include "compiler/markup/escape.h"
#include "compiler/text/text.h"
#include "compiler/time/zone.h"
#include "runtime/value/record.h"
#include "runtime/value/value.h"

namespace lsq::harness {

class TreeEval {
 public:
  TreeEval(const ir::Module& module, const time::Zone& account_zone, const value::Record& lead)
      : module_(module), zone_(account_zone), lead_(lead) {}

  // Nothing stands for a fault.
  std::optional<value::Value> Run(const ir::Function& function) {
    function_ = &function;
    values_.assign(function.insts.size(), Value());
    uint32_t from = UINT32_MAX;
    for (uint32_t at = 0;;) {
      const ir::Block& block = function.blocks[at];
      for (const ir::Reg reg : block.insts) {
        values_[reg] = Eval(reg, block, from);
        if (faulted_) return std::nullopt;
      }
      const ir::Terminator& end = block.end;
      if (end.kind == ir::Terminator::Kind::Return) return values_[end.value];
      from = at;
      const bool jump = end.kind == ir::Terminator::Kind::Jump || values_[end.value] == Value(true);
      at = jump ? end.target : end.otherwise;
    }
  }

 private:
  using Op = ir::Op;
  using Value = value::Value;
  using List = value::List;

  const Value& Arg(const ir::Inst& inst, size_t index) const { return values_[inst.args[index]]; }
  static const std::string& Text(const Value& value) { return *value.As<std::string>(); }

  Value Eval(ir::Reg reg, const ir::Block& block, uint32_t from) {
    const ir::Inst& inst = function_->insts[reg];
    switch (inst.op) {
      case Op::Const:
        return FromConstant(module_.constants[inst.imm]);
      case Op::Local:
        return Value(value::RecordRef{"Lead", lead_.key.id});
      case Op::Field:
        return FromField(reg);
      case Op::Phi: {
        const auto& before = block.predecessors;
        return Arg(inst, static_cast<size_t>(std::find(before.begin(), before.end(), from) - before.begin()));
      }
      case Op::List: {
        List list;
        for (const ir::Reg arg : inst.args) list.push_back(values_[arg]);
        return Value(std::move(list));
      }
      case Op::Not:
        return Arg(inst, 0).missing() ? Value() : Value(Arg(inst, 0) == Value(false));
      case Op::IsMissing:
        return Value(IsEmpty(Arg(inst, 0)));
      case Op::Coalesce:
        return IsEmpty(Arg(inst, 0)) ? Arg(inst, 1) : Arg(inst, 0);
      case Op::TextOf:
        return Arg(inst, 0).missing() ? Value() : Value::Text(Print(Arg(inst, 0)));
      case Op::Escape:
        if (Arg(inst, 0).missing()) return Value();
        return Filled(markup::Escaped(static_cast<markup::Escaper>(inst.imm), Text(Arg(inst, 0))));
      case Op::Join: {
        std::string joined;
        for (const ir::Reg arg : inst.args) {
          if (!values_[arg].missing()) joined += Text(values_[arg]);
        }
        return Filled(std::move(joined));
      }
      default:
        return inst.op >= Op::Neg ? Arithmetic(inst) : Value(Compare(inst));
    }
  }

  static bool IsEmpty(const Value& value) {
    return value.missing() || (value.As<std::string>() && text::IsBlank(Text(value)));
  }
  static Value Filled(std::string text) { return text.empty() ? Value() : Value(std::move(text)); }

  Value FromConstant(const ir::Constant& constant) const {
    return Match(
        constant, [](std::monostate) { return Value(); },
        [&](const time::LocalDateTime& local) { return Value(zone_.ToInstant(local)); },
        [&](const ir::OptionConstant& option) {
          return Value::Text(module_.option_sets[option.set].values[option.index]);
        },
        [](const auto& value) { return Value(value); });
  }

  Value FromField(ir::Reg reg) {
    const ir::FieldImport& field = module_.fields[function_->insts[reg].imm];
    const Value& value = lead_.Get(field.name);
    if (field.mandatory && value.missing() && NeedsValue(reg)) faulted_ = true;
    return value;
  }
  // Not where it is asked whether a field is empty, nor where only tests and texts read it, which say what missing is.
  bool NeedsValue(ir::Reg reg) const {
    bool needed = false;
    for (const ir::Inst& user : function_->insts) {
      if (std::find(user.args.begin(), user.args.end(), reg) == user.args.end()) continue;
      if (user.op == Op::IsMissing || user.op == Op::Coalesce) return false;
      const bool test = user.op >= Op::Eq && user.op <= Op::NotInNamedList;
      const bool text = user.op == Op::TextOf || user.op == Op::Join || user.op == Op::Escape;
      needed = needed || (!test && !text);
    }
    for (const ir::Block& block : function_->blocks) {
      needed = needed || (block.end.kind == ir::Terminator::Kind::Return && block.end.value == reg);
    }
    return needed;
  }

  // ---- Comparisons

  static Op Positive(Op op, bool& negative) {
    constexpr std::pair<Op, Op> kNegatives[] = {{Op::Ne, Op::Eq},
                                                {Op::NeExact, Op::EqExact},
                                                {Op::NotIn, Op::In},
                                                {Op::NotInExact, Op::InExact},
                                                {Op::NotBetween, Op::Between},
                                                {Op::NotContains, Op::Contains},
                                                {Op::NotStartsWith, Op::StartsWith},
                                                {Op::NotEndsWith, Op::EndsWith},
                                                {Op::NotContainsExact, Op::ContainsExact},
                                                {Op::NotStartsWithExact, Op::StartsWithExact},
                                                {Op::NotEndsWithExact, Op::EndsWithExact},
                                                {Op::HasNone, Op::HasAny}};
    for (const auto& [from, to] : kNegatives) {
      if (from != op) continue;
      negative = true;
      return to;
    }
    return op;
  }

  // C-CON-3 first: a missing right side is false both ways. Then C-CON-2: the negative is the exact complement.
  bool Compare(const ir::Inst& inst) const {
    for (size_t i = 1; i < inst.args.size(); ++i) {
      if (Arg(inst, i).missing()) return false;
    }
    bool negative = false;
    const Op op = Positive(inst.op, negative);
    return (!Arg(inst, 0).missing() && Holds(op, inst)) != negative;
  }

  bool Holds(Op op, const ir::Inst& inst) const {
    const Value& x = Arg(inst, 0);
    const Value& y = Arg(inst, 1);
    switch (op) {
      case Op::Eq:
        return Same(x, y);
      case Op::EqExact:
        return x == y;
      case Op::Lt:
        return Order(x) < Order(y);
      case Op::Le:
        return Order(x) <= Order(y);
      case Op::Gt:
        return Order(x) > Order(y);
      case Op::Ge:
        return Order(x) >= Order(y);
      case Op::Between:
        return Order(y) <= Order(x) && Order(x) <= Order(Arg(inst, 2));
      case Op::In:
        return Any(y, [&](const Value& each) { return Same(x, each); });
      case Op::InExact:
        return Any(y, [&](const Value& each) { return x == each; });
      case Op::HasAny:
        return Any(y, [&](const Value& each) { return Has(x, each); });
      case Op::HasAll:
        return !Any(y, [&](const Value& each) { return !Has(x, each); });
      default:
        return Searches(op, Text(x), Text(y));
    }
  }

  static bool Same(const Value& x, const Value& y) {
    if (!x.As<std::string>() || !y.As<std::string>()) return x == y;
    return text::Fold(Text(x)) == text::Fold(Text(y));
  }
  static bool Has(const Value& list, const Value& wanted) {
    return Any(list, [&](const Value& each) { return Same(each, wanted); });
  }
  template <typename Test>
  static bool Any(const Value& list, Test test) {
    const List& elements = *list.As<List>();
    return std::any_of(elements.begin(), elements.end(), test);
  }
  // Every ordered kind on one line of numbers.
  static number::Int128 Order(const Value& value) {
    if (const auto* number = value.As<number::Decimal>()) return number->units;
    if (const auto* date = value.As<time::Date>()) return date->days;
    if (const auto* instant = value.As<time::Instant>()) return instant->micros;
    return value.As<time::TimeOfDay>()->seconds;
  }
  static bool Searches(Op op, const std::string& text, const std::string& part) {
    const std::string x = text::FoldNoTrim(text), y = text::FoldNoTrim(part);
    switch (op) {
      case Op::Contains:
        return x.find(y) != std::string::npos;
      case Op::StartsWith:
        return x.starts_with(y);
      case Op::EndsWith:
        return x.ends_with(y);
      case Op::ContainsExact:
        return text.find(part) != std::string::npos;
      case Op::StartsWithExact:
        return text.starts_with(part);
      default:
        return text.ends_with(part);
    }
  }

  // ---- Numbers, texts

  Value Arithmetic(const ir::Inst& inst) {
    for (size_t i = 0; i < inst.args.size(); ++i) {
      if (Arg(inst, i).missing()) return {};
    }
    const number::Decimal x = *Arg(inst, 0).As<number::Decimal>();
    if (inst.op == Op::Neg) return Value(number::Neg(x));
    const number::Decimal y = *Arg(inst, 1).As<number::Decimal>();
    const number::Checked result = inst.op == Op::Add   ? number::Add(x, y)
                                   : inst.op == Op::Sub ? number::Sub(x, y)
                                   : inst.op == Op::Mul ? number::Mul(x, y)
                                   : inst.op == Op::Div ? number::Div(x, y)
                                                        : number::Mod(x, y);
    faulted_ = faulted_ || !result.ok();
    return Value(result.value);
  }

  std::string Print(const Value& value) const {
    return Match(
        value.variant(), [](const value::Missing&) { return std::string(); },
        [](bool yes) { return std::string(yes ? "Yes" : "No"); },
        [](const number::Decimal& number) { return number::Print(number); },
        [](const std::string& text) { return text; },
        [&](const time::Instant& instant) { return time::ToString(zone_.ToLocal(instant)); },
        [](const value::RecordRef& record) { return record.id; },
        [&](const List& list) {
          std::string out;
          for (const Value& each : list) out += (out.empty() ? "" : "; ") + Print(each);
          return out;
        },
        [](const auto& other) { return time::ToString(other); });
  }

  const ir::Module& module_;
  const time::Zone& zone_;
  const value::Record& lead_;
  const ir::Function* function_ = nullptr;
  std::vector<Value> values_;
  bool faulted_ = false;
};

}  // namespace lsq::harness
