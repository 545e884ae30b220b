// SPDX-License-Identifier: Apache-2.0
// The head of a decision table and its columns, and the types that are read off its cells.
#include <algorithm>

#include "compiler/base/match.h"
#include "compiler/check/function_internal.h"
#include "compiler/text/text.h"

namespace lsq::check {

using types::Kind;

namespace {

constexpr std::string_view kHowTo =
    "a table is written `table region_host by region, exactly one row {`, then a row of titles";

void ReportForm(Sink& sink, Location at, std::string why) {
  sink.Report(kind::TableForm, at).Note(std::move(why)).Note(std::string(kHowTo));
}

std::string Normalized(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return text::Fold(name);
}

std::string Title(const syntax::Tree& tree, const syntax::Clause& cell) {
  std::string title;
  for (const syntax::ExprId item : cell.items) {
    title += (title.empty() ? "" : " ") + std::string(syntax::WordOf(tree, item));
  }
  return title;
}

bool IsAny(const syntax::Tree& tree, const syntax::Clause& cell) {
  return cell.items.size() == 1 && syntax::WordOf(tree, cell.items[0]) == "any";
}

// The values a cell speaks of: `>= 50`, `in ["A", "B"]`, `1 to 5`, `"x"`.
void AddValues(const syntax::Tree& tree, syntax::ExprId id, std::vector<syntax::ExprId>& values) {
  id = Unwrap(tree, id);
  if (const auto* test = std::get_if<syntax::CellTestExpr>(&tree[id].node))
    return AddValues(tree, test->operand, values);
  if (const auto* between = std::get_if<syntax::BetweenExpr>(&tree[id].node)) {
    AddValues(tree, between->low, values);
    return AddValues(tree, between->high, values);
  }
  if (const auto* list = std::get_if<syntax::ListExpr>(&tree[id].node)) {
    for (const syntax::ExprId element : list->elements) AddValues(tree, element, values);
    return;
  }
  const std::string_view word = syntax::WordOf(tree, id);
  if (word != "to" && word != "filled") values.push_back(id);
}

// A declared enum that has all of these members.
Type EnumWith(const schema::Catalog& catalog, const std::vector<std::string_view>& names) {
  for (uint32_t i = 0; i < catalog.option_set_count(); ++i) {
    const schema::OptionSet& set = catalog.options(types::OptionSetId{i});
    const auto has = [&](std::string_view name) {
      return std::any_of(set.options.begin(), set.options.end(), [&](const auto& o) { return o.value == name; });
    };
    if (!set.name.empty() && std::all_of(names.begin(), names.end(), has)) return types::Option(types::OptionSetId{i});
  }
  return types::kError;
}

Type LiteralType(const syntax::Tree& tree, syntax::ExprId id) {
  return Match(
      tree[id].node, [](const syntax::TextExpr&) { return types::kText; },
      [](const syntax::NumberExpr&) { return types::kNumber; }, [](const syntax::DateExpr&) { return types::kDate; },
      [](const syntax::DateTimeExpr&) { return types::kDateTime; },
      [](const syntax::TimeExpr&) { return types::kTime; },
      [](const syntax::DurationExpr&) { return types::kDuration; },
      [](const syntax::ConstantExpr& constant) {
        if (constant.value == syntax::Constant::Empty) return types::kEmpty;
        if (constant.value == syntax::Constant::Now) return types::kDateTime;
        return constant.value == syntax::Constant::Me ? types::kError : types::kBool;
      },
      [](const auto&) { return types::kError; });
}

// The one type that all cells of a column have; Error when they do not tell.
Type TypeOfColumn(const schema::Catalog& catalog, const syntax::Tree& tree, const TableShape& shape, size_t column) {
  std::vector<syntax::ExprId> values;
  for (const syntax::Row* row : shape.rows) {
    if (IsAny(tree, row->cells[column])) continue;
    for (const syntax::ExprId item : row->cells[column].items) AddValues(tree, item, values);
  }
  Type common;
  bool optional = false;
  std::vector<std::string_view> names;
  for (const syntax::ExprId value : values) {
    const std::string_view word = syntax::WordOf(tree, value);
    const Type type = LiteralType(tree, value);
    if (type.Is(Kind::Empty)) {
      optional = true;
    } else if (type.IsError() && !word.empty()) {
      names.push_back(word);
    } else if (type.IsError() || (!common.IsError() && common != type)) {
      return types::kError;
    } else {
      common = type;
    }
  }
  if (!names.empty()) common = common.IsError() ? EnumWith(catalog, names) : types::kError;
  return optional && !common.IsError() ? common.Optional() : common;
}

struct Input {
  std::string name;
  std::optional<Type> type;
  Location declared;
};
struct Head {
  std::string name;
  Location declared;
  std::vector<Input> inputs;
  std::optional<Type> result;
};

bool ReadInput(declare::Target& target, const declare::Source& source, declare::ItemReader& items, Head& head) {
  const Location at = source.At(items.Here());
  if (const auto word = items.TakeWord()) {
    head.inputs.push_back({word->word, std::nullopt, at});
    return true;
  }
  const auto* params = items.TakeNode<syntax::ParamsExpr>();
  if (params == nullptr) return false;
  for (const syntax::Argument& param : params->params) {
    if (!param.name) return false;
    const auto type = declare::ReadParamType(target, source, param.value, {});
    if (!type || type->form != schema::ParamForm::Value) return false;
    head.inputs.push_back({param.name->text, type->type, source.At(param.name->span)});
  }
  return true;
}

// A clause that is a policy, not a further input. False, and nothing taken, when it is none.
bool TakePolicy(declare::ItemReader& items, TablePolicy& policy) {
  if (items.Take({"exactly", "one", "row"})) {
    policy.one_row = true;
  } else if (items.Take({"first", "row"})) {
    policy.first_row = true;
  } else if (!items.Take({"otherwise"})) {
    return false;
  } else if (const declare::Item* value = items.Peek()) {
    policy.otherwise = value->expr;
    items.Skip();
  }
  return true;
}

// What the head says besides names and inputs must be said, and be of one mind.
bool CheckPolicy(declare::Target& target, const Head& head, const TablePolicy& policy, bool said) {
  if (!said) {
    ReportForm(target.sink, head.declared,
               "say `, exactly one row` or `, first row`: what counts when several rows fit");
  } else if (policy.one_row && policy.first_row) {
    ReportForm(target.sink, head.declared, "`exactly one row` and `first row` exclude each other");
  } else {
    return true;
  }
  return false;
}

std::optional<Head> ReadHead(declare::Target& target, const declare::Source& source) {
  declare::ItemReader items(source.tree, source.card().items);
  items.Take({"table"});
  Head head;
  head.declared = source.At(items.Here());
  const auto name = items.TakeWord();
  if (!name || !items.Take({"by"}) || !ReadInput(target, source, items, head)) {
    ReportForm(target.sink, head.declared, "behind the name stands `by` and what the table is looked up by");
    return std::nullopt;
  }
  head.name = name->word;
  TablePolicy policy;
  bool said = false;
  for (const syntax::Clause& clause : source.card().clauses) {
    declare::ItemReader more(source.tree, clause.items);
    if (TakePolicy(more, policy)) {
      said = true;
      declare::ExpectEnd(target, source, more, "a table", std::string(kHowTo));
      continue;
    }
    if (!ReadInput(target, source, more, head)) {
      ReportForm(target.sink, source.At(clause.span),
                 "a clause is an input, `exactly one row`, `first row` or `otherwise …`");
      return std::nullopt;
    }
  }
  if (!CheckPolicy(target, head, policy, said)) return std::nullopt;
  if (items.Take({"returns"})) {
    head.result = declare::ReadType(target, source, items);
    if (!head.result) return std::nullopt;
  }
  declare::ExpectEnd(target, source, items, "a table", std::string(kHowTo));
  return head;
}

}  // namespace

bool IsTable(const syntax::Tree& tree) {
  const auto* card = tree.root.valid() ? std::get_if<syntax::Card>(&tree[tree.root].node) : nullptr;
  return card != nullptr && card->items.size() > 2 && syntax::WordOf(tree, card->items[0]) == "table" &&
         syntax::WordOf(tree, card->items[2]) == "by";
}

std::optional<TableShape> ReadTableShape(Sink& sink, const declare::Source& source,
                                         const std::vector<std::string>& inputs) {
  TableShape shape;
  const syntax::Card& card = source.card();
  const Location at = source.At(source.tree[source.tree.root].span);
  if (card.block.valid()) {
    for (const syntax::StmtId id : source.tree[card.block].statements) {
      const auto* row = std::get_if<syntax::Row>(&source.tree[id].node);
      if (row == nullptr) continue;
      if (shape.header == nullptr) {
        shape.header = row;
      } else if (row->cells.size() != shape.header->cells.size()) {
        sink.Report(kind::TableCells, source.At(source.tree[id].span),
                    {row->cells.size() == 1 ? "one cell" : std::to_string(row->cells.size()) + " cells",
                     std::to_string(shape.header->cells.size())})
            .Note("a cell that does not matter is `any`");
        return std::nullopt;
      } else {
        shape.rows.push_back(row);
      }
    }
  }
  if (shape.rows.empty()) {
    ReportForm(sink, at, "a table has a row of titles and at least one more");
    return std::nullopt;
  }
  std::vector<size_t> others;
  shape.inputs.assign(inputs.size(), SIZE_MAX);
  for (size_t column = 0; column < shape.header->cells.size(); ++column) {
    const std::string title = Normalized(Title(source.tree, shape.header->cells[column]));
    const auto input =
        std::find_if(inputs.begin(), inputs.end(), [&](const auto& n) { return Normalized(n) == title; });
    if (input == inputs.end()) {
      others.push_back(column);
    } else {
      shape.inputs[static_cast<size_t>(input - inputs.begin())] = column;
    }
  }
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (shape.inputs[i] != SIZE_MAX) continue;
    ReportForm(sink, at, "no column is called `" + inputs[i] + "`");
    return std::nullopt;
  }
  if (others.size() != 1) {
    ReportForm(sink, at, "besides its inputs a table has one column, the result");
    return std::nullopt;
  }
  shape.result = others[0];
  return shape;
}

std::optional<FunctionSignature> ReadTableSignature(declare::Target& target, const declare::Source& source) {
  const auto head = ReadHead(target, source);
  if (!head) return std::nullopt;
  std::vector<std::string> names;
  for (const Input& input : head->inputs) names.push_back(input.name);
  const auto shape = ReadTableShape(target.sink, source, names);
  if (!shape) return std::nullopt;
  FunctionSignature signature{.name = head->name, .declared = head->declared};
  for (size_t i = 0; i < head->inputs.size(); ++i) {
    const Input& input = head->inputs[i];
    const Type type = input.type ? *input.type : TypeOfColumn(target.catalog, source.tree, *shape, shape->inputs[i]);
    if (type.IsError()) {
      ReportForm(target.sink, input.declared,
                 "its cells do not tell the type of `" + input.name + "`: write `by (" + input.name + ": Number)`");
      return std::nullopt;
    }
    signature.params.push_back({input.name, type, input.declared});
  }
  signature.result = head->result ? *head->result : TypeOfColumn(target.catalog, source.tree, *shape, shape->result);
  if (signature.result.IsError()) {
    ReportForm(target.sink, head->declared, "the cells do not tell the type of the result: write `returns Number`");
    return std::nullopt;
  }
  const bool none = ReadTablePolicy(source).otherwise.valid() &&
                    LiteralType(source.tree, ReadTablePolicy(source).otherwise).Is(Kind::Empty);
  if (none && !head->result) signature.result = signature.result.Optional();
  return signature;
}

TablePolicy ReadTablePolicy(const declare::Source& source) {
  TablePolicy policy;
  for (const syntax::Clause& clause : source.card().clauses) {
    declare::ItemReader items(source.tree, clause.items);
    TakePolicy(items, policy);
  }
  return policy;
}

}  // namespace lsq::check
