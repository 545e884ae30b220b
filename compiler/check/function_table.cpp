// SPDX-License-Identifier: Apache-2.0
// The rows of a decision table: each is a conjunction of cell tests, the table the conditional over all of them. What
// the cells can tell apart is cut into atoms (dropdown values, yes and no, points and the intervals between them, the
// texts that occur and "any other"), over which gaps and overlaps are decided.
#include <algorithm>
#include <map>

#include "compiler/check/function_internal.h"
#include "compiler/check/function_rows.h"
#include "compiler/text/text.h"

namespace lsq::check {

using program::Op;
using types::Kind;

namespace {

// Durations of different units are never equal, and ordered only where both are elapsed time (C-WAIT-1): so elapsed
// seconds come first, and each other unit has a range of its own behind them.
number::Int128 DurationKey(const time::Duration& duration) {
  constexpr number::Int128 kUnit = number::Int128{1} << 64;
  if (duration.months != 0) return kUnit + duration.months;
  if (duration.days != 0) return 2 * kUnit + duration.days;
  if (duration.business_days != 0) return 3 * kUnit + duration.business_days;
  if (duration.business_minutes != 0) return 4 * kUnit + duration.business_minutes;
  return duration.seconds;
}

// A constant as something that has an order among its kind: numbers, days, seconds; option indexes; 0 and 1.
std::optional<number::Int128> Key(const program::Constant& constant) {
  if (const auto* b = std::get_if<bool>(&constant)) return *b ? 1 : 0;
  if (const auto* n = std::get_if<number::Decimal>(&constant)) return n->units;
  if (const auto* d = std::get_if<time::Date>(&constant)) return d->days;
  if (const auto* t = std::get_if<time::TimeOfDay>(&constant)) return t->seconds;
  if (const auto* l = std::get_if<time::LocalDateTime>(&constant)) return time::ToCivilSeconds(*l);
  if (const auto* d = std::get_if<time::Duration>(&constant)) return DurationKey(*d);
  if (const auto* o = std::get_if<program::OptionValue>(&constant)) return o->index;
  return std::nullopt;
}

// One test of a cell, by the constants it names.
struct CellTest {
  Op op = Op::Equal;
  std::vector<ExprId> constants;  // one; two of Between; any number of In; none of IsEmpty and IsFilled
  bool any = false;
};

// What a column's cells can tell apart. Ordered kinds have 2n+1 atoms for n points: the odd ones are the points. Where
// the value may be missing, that is the last atom.
class Column {
 public:
  Column(const Context& context, Type type, std::string name) : context_(context), type_(type), name_(std::move(name)) {
    if (type.Is(Kind::Option)) {
      const schema::OptionSet& set = context.catalog.options(types::OptionSetId{type.arg});
      for (const schema::Option& option : set.options) values_.push_back(option.value);
      open_ = set.open;
    } else if (type.Is(Kind::Bool)) {
      values_ = {"no", "yes"};
    }
  }

  bool ordered() const { return !type_.Is(Kind::Option) && !type_.Is(Kind::Bool) && !type_.Is(Kind::Text); }

  void Learn(ExprId constant) {
    const auto& value = ConstantOf(constant);
    if (type_.Is(Kind::Text)) {
      const std::string text = text::Fold(std::get<std::string>(value));
      if (std::find(values_.begin(), values_.end(), text) == values_.end()) values_.push_back(text);
    } else if (const auto key = Key(value); key && ordered()) {
      points_.emplace(*key, std::string(context_.files[context_.file].Slice(context_.scope[constant].at.span)));
    }
  }

  size_t size() const { return values() + (type_.optional ? 1 : 0); }

  // Whether nothing lies between two constants, because they are the wrong way round.
  bool IsReversed(ExprId low, ExprId high) const {
    const auto from = Key(ConstantOf(low));
    const auto to = Key(ConstantOf(high));
    return ordered() && from && to && *to < *from;
  }

  AtomSet Atoms(const CellTest& test) const {
    if (test.any) return AtomSet(size(), true);
    AtomSet atoms(size());
    std::vector<size_t> at;
    for (const ExprId constant : test.constants) at.push_back(AtomOf(constant));
    for (size_t atom = 0; atom < size(); ++atom) {
      if (atom < values() ? Holds(test.op, atom, at) : HoldsMissing(test.op)) atoms.Add(atom);
    }
    return atoms;
  }

  std::string Describe(size_t atom) const {
    if (atom >= values()) return name_ + " empty";
    if (!ordered()) return name_ + " " + (atom < values_.size() ? values_[atom] : "with any other value");
    auto point = points_.begin();
    std::advance(point, atom / 2);
    if (atom % 2 == 1) return name_ + " " + point->second;
    if (points_.empty()) return "any " + name_;
    if (atom == 0) return name_ + " below " + points_.begin()->second;
    if (point == points_.end()) return name_ + " above " + points_.rbegin()->second;
    return name_ + " between " + std::prev(point)->second + " and " + point->second;
  }

 private:
  // Atoms of what is not missing.
  size_t values() const {
    if (ordered()) return 2 * points_.size() + 1;
    return values_.size() + (type_.Is(Kind::Text) || open_ ? 1 : 0);
  }

  const program::Constant& ConstantOf(ExprId id) const {
    return std::get<program::Constant>(context_.scope[id].payload);
  }

  size_t AtomOf(ExprId constant) const {
    const auto& value = ConstantOf(constant);
    if (type_.Is(Kind::Text)) {
      const auto found = std::find(values_.begin(), values_.end(), text::Fold(std::get<std::string>(value)));
      return static_cast<size_t>(found - values_.begin());
    }
    const auto key = Key(value);
    if (!key) return values_.size();  // a text outside an open dropdown
    if (!ordered()) return static_cast<size_t>(*key);
    return 2 * static_cast<size_t>(std::distance(points_.begin(), points_.find(*key))) + 1;
  }

  static bool Holds(Op op, size_t atom, const std::vector<size_t>& at) {
    switch (op) {
      case Op::IsEmpty:
        return false;
      case Op::IsFilled:
        return true;
      case Op::NotEqual:
        return atom != at[0];
      case Op::Less:
        return atom < at[0];
      case Op::LessEqual:
        return atom <= at[0];
      case Op::Greater:
        return atom > at[0];
      case Op::GreaterEqual:
        return atom >= at[0];
      case Op::Between:
        return at[0] <= atom && atom <= at[1];
      case Op::NotBetween:
        return atom < at[0] || at[1] < atom;
      case Op::NotIn:
        return std::find(at.begin(), at.end(), atom) == at.end();
      default:
        return std::find(at.begin(), at.end(), atom) != at.end();
    }
  }

  // A missing value meets the negative tests, as everywhere (C-CON-2).
  static bool HoldsMissing(Op op) {
    return op == Op::IsEmpty || op == Op::NotEqual || op == Op::NotIn || op == Op::NotBetween;
  }

  const Context& context_;
  Type type_;
  std::string name_;
  bool open_ = false;
  std::vector<std::string> values_;
  std::map<number::Int128, std::string> points_;  // as written
};

// A table while it is checked.
class TableChecker {
 public:
  TableChecker(Context& context, const FunctionSignature& signature, const TableShape& shape, TablePolicy policy)
      : context_(context), signature_(signature), shape_(shape), policy_(policy) {
    for (const FunctionSignature::Param& param : signature.params) {
      columns_.emplace_back(context, param.type, param.name);
    }
  }

  ExprId Check() {
    bool good = true;
    for (const syntax::Row* row : shape_.rows) good = CheckRow(*row) && good;
    if (!good) return Poison(context_, signature_.declared);
    Prove();
    return Build();
  }

 private:
  struct CheckedRow {
    std::vector<CellTest> cells;  // by parameter
    ExprId condition;             // invalid when all are `any`
    ExprId result;
    Location at;
  };

  bool CheckRow(const syntax::Row& row) {
    CheckedRow checked;
    checked.at = context_.At({row.cells.front().span.begin, row.cells.back().span.end});
    bool good = true;
    for (size_t i = 0; i < shape_.inputs.size(); ++i) {
      auto test = CheckCell(i, row.cells[shape_.inputs[i]], checked);
      good = good && test.has_value();
      checked.cells.push_back(test.value_or(CellTest{}));
    }
    const syntax::Clause& result = row.cells[shape_.result];
    if (result.items.size() != 1) return ReportCell(result, "the result"), false;
    const std::string what = "the result of `" + signature_.name + "`";
    checked.result = CheckExpr(context_, result.items[0], Expected::Of(signature_.result, what));
    good = good && !TypeOf(context_, checked.result).IsError();
    rows_.push_back(std::move(checked));
    return good;
  }

  void ReportCell(const syntax::Clause& cell, const std::string& what) {
    context_.sink.Report(kind::TableCell, context_.At(cell.span), {what})
        .Note("a cell is `any`, a value, `>= 50`, `1 to 5`, `in [\"A\", \"B\"]`, `is not \"A\"` or `empty`");
  }

  // The operator of a cell and the expressions it compares with.
  struct Shape {
    Op op = Op::Equal;
    std::vector<syntax::ExprId> values;
  };
  std::optional<Shape> ReadCell(const syntax::Clause& cell) const {
    const syntax::Tree& tree = context_.tree;
    if (cell.items.size() == 3 && syntax::WordOf(tree, cell.items[1]) == "to") {
      return Shape{Op::Between, {cell.items[0], cell.items[2]}};
    }
    if (cell.items.size() != 1) return std::nullopt;
    if (const auto* between = std::get_if<syntax::BetweenExpr>(&tree[cell.items[0]].node)) {
      return Shape{between->negated ? Op::NotBetween : Op::Between, {between->low, between->high}};
    }
    if (const auto asked = AsksFilled(cell.items[0])) return Shape{*asked ? Op::IsFilled : Op::IsEmpty, {}};
    const auto* test = std::get_if<syntax::CellTestExpr>(&tree[cell.items[0]].node);
    if (test == nullptr) return Shape{Op::Equal, {cell.items[0]}};
    using enum syntax::BinaryOp;
    const auto* list = std::get_if<syntax::ListExpr>(&tree[Unwrap(tree, test->operand)].node);
    if (test->op == In || test->op == NotIn) {
      if (list == nullptr) return std::nullopt;
      return Shape{test->op == In ? Op::In : Op::NotIn, list->elements};
    }
    static constexpr std::pair<syntax::BinaryOp, Op> kTests[] = {
        {Is, Op::Equal},        {IsNot, Op::NotEqual},           {Less, Op::Less}, {LessEqual, Op::LessEqual},
        {Greater, Op::Greater}, {GreaterEqual, Op::GreaterEqual}};
    for (const auto& [syntax_op, op] : kTests) {
      if (test->op == syntax_op) return Shape{op, {test->operand}};
    }
    return std::nullopt;
  }

  // `empty`, `is empty`, `is not empty`, `is filled`.
  std::optional<bool> AsksFilled(syntax::ExprId cell) const {
    const syntax::Tree& tree = context_.tree;
    const auto* test = std::get_if<syntax::CellTestExpr>(&tree[cell].node);
    const bool negated = test != nullptr && test->op == syntax::BinaryOp::IsNot;
    if (test != nullptr && test->op != syntax::BinaryOp::Is && !negated) return std::nullopt;
    const syntax::ExprId asked = test != nullptr ? test->operand : cell;
    const auto* constant = std::get_if<syntax::ConstantExpr>(&tree[asked].node);
    if (constant != nullptr && constant->value == syntax::Constant::Empty) return negated;
    if (test == nullptr || syntax::WordOf(tree, asked) != "filled") return std::nullopt;
    return !negated;
  }

  // A range is from the smaller to the larger.
  bool CheckRange(size_t input, const syntax::Clause& cell, const CellTest& test) {
    if (test.op != Op::Between && test.op != Op::NotBetween) return true;
    if (!columns_[input].IsReversed(test.constants[0], test.constants[1])) return true;
    const auto written = [&](ExprId id) {
      return std::string(context_.files[context_.file].Slice(context_.scope[id].at.span));
    };
    const std::string low = written(test.constants[1]), high = written(test.constants[0]);
    context_.sink.Report(kind::EmptyRange, context_.At(cell.span), {high, low})
        .Fix("turn it round", context_.At(cell.span), low + " to " + high);
    return false;
  }

  std::optional<CellTest> CheckCell(size_t input, const syntax::Clause& cell, CheckedRow& row) {
    if (cell.items.size() == 1 && syntax::WordOf(context_.tree, cell.items[0]) == "any") return CellTest{.any = true};
    const auto shape = ReadCell(cell);
    const std::string what = "`" + signature_.params[input].name + "`";
    const bool asks = shape && (shape->op == Op::IsEmpty || shape->op == Op::IsFilled);
    const bool optional = signature_.params[input].type.optional;
    if (!shape || (asks ? !optional : shape->values.empty())) return ReportCell(cell, what), std::nullopt;
    const Location at = context_.At(cell.span);
    const syntax::ExprId title = shape_.header->cells[shape_.inputs[input]].items[0];
    const auto local = context_.names.Find(signature_.params[input].name);
    CellTest test{.op = shape->op};
    for (const syntax::ExprId source : shape->values) {
      Operand left{MakeLocal(context_, *local, at), title};
      Operand right = CheckRightSide(context_, left, source);
      if (!Unify(context_, left, right, shape->op)) return std::nullopt;
      if (context_.scope[right.expr].op != Op::Const) return ReportCell(cell, what), std::nullopt;
      columns_[input].Learn(right.expr);
      test.constants.push_back(right.expr);
    }
    if (!CheckRange(input, cell, test)) return std::nullopt;
    AddCondition(MakeTest(test, *local, at), row);
    return test;
  }

  ExprId MakeTest(const CellTest& test, LocalId local, Location at) {
    std::vector<ExprId> args{MakeLocal(context_, local, at)};
    if (test.op == Op::In || test.op == Op::NotIn) {
      const Type element = TypeOf(context_, test.constants[0]);
      args.push_back(Make(context_, Op::List, context_.catalog.type_store().List(element), at, test.constants));
    } else {
      args.insert(args.end(), test.constants.begin(), test.constants.end());
    }
    return Make(context_, test.op, types::kBool, at, std::move(args));
  }

  void AddCondition(ExprId test, CheckedRow& row) {
    const Location at = row.at;
    row.condition = row.condition.valid() ? Make(context_, Op::And, types::kBool, at, {row.condition, test}) : test;
  }

  std::string Describe(const Combination& combination) const {
    std::string text;
    for (size_t i = 0; i < combination.size(); ++i) {
      text += (text.empty() ? "" : ", ") + columns_[i].Describe(combination[i]);
    }
    return text;
  }

  void Prove() {
    Rows rows;
    std::vector<size_t> sizes;
    for (const Column& column : columns_) sizes.push_back(column.size());
    for (const CheckedRow& row : rows_) {
      rows.emplace_back();
      for (size_t i = 0; i < columns_.size(); ++i) rows.back().push_back(columns_[i].Atoms(row.cells[i]));
    }
    if (policy_.first_row) {
      if (const auto covered = FindCovered(rows)) {
        auto report = context_.sink.Report(kind::RowUnreachable, rows_[covered->row].at);
        for (const size_t by : covered->by) {
          report.Label(rows_[by].at, covered->by.size() == 1 ? "this row is taken" : "these rows are taken");
        }
      }
    } else if (const auto overlap = FindOverlap(rows)) {
      context_.sink
          .Report(kind::RowsOverlap, rows_[overlap->second].at, {signature_.name, Describe(overlap->combination)})
          .Label(rows_[overlap->first].at, "the other row")
          .Note("`first row` in the head lets the upper one win");
    }
    if (policy_.otherwise.valid()) return;
    const Gap gap = FindGap(rows, sizes);
    if (gap.combination) {
      context_.sink.Report(kind::NonExhaustive, signature_.declared, {signature_.name, Describe(*gap.combination)})
          .Note("add a row for it, or `, otherwise …` to the head");
    } else if (!gap.complete) {
      context_.sink.Report(kind::TableTooLarge, signature_.declared, {signature_.name})
          .Note("`, otherwise …` in the head says what holds when no row fits");
    }
  }

  // From the last row up. Without `otherwise` the last row needs no test: the proof says that it fits what is left.
  ExprId Build() {
    ExprId rest;
    if (policy_.otherwise.valid()) {
      const std::string what = "the result of `" + signature_.name + "`";
      rest = CheckExpr(context_, policy_.otherwise, Expected::Of(signature_.result, what));
    }
    for (auto row = rows_.rbegin(); row != rows_.rend(); ++row) {
      rest = !rest.valid() || !row->condition.valid()
                 ? row->result
                 : Make(context_, Op::If, signature_.result, row->at, {row->condition, row->result, rest});
    }
    return rest;
  }

  Context& context_;
  const FunctionSignature& signature_;
  const TableShape& shape_;
  TablePolicy policy_;
  std::vector<Column> columns_;
  std::vector<CheckedRow> rows_;
};

}  // namespace

ExprId CheckTableBody(Context& context, const FunctionSignature& signature) {
  const declare::Source source{context.tree, context.file, context.offset};
  std::vector<std::string> names;
  for (const FunctionSignature::Param& param : signature.params) names.push_back(param.name);
  diagnostics::Sink reported;  // the signature was read before: nothing new can be wrong
  const auto shape = ReadTableShape(reported, source, names);
  LSQ_CHECK(shape.has_value(), "a table whose head was read has no shape");
  return TableChecker(context, signature, *shape, ReadTablePolicy(source)).Check();
}

}  // namespace lsq::check
