// SPDX-License-Identifier: Apache-2.0
// Merging leads (MRG-1 to MRG-6, C-MRG-3, C-MRG-9): only what `if lead exists` found, on the way on which it found it,
// and only once.
#include <algorithm>
#include <map>
#include <string>

#include "compiler/check/automation_walk.h"
#include "compiler/check/expr_internal.h"

namespace lsq::check {

using types::Kind;

namespace {

std::optional<LocalId> LocalOf(const Context& context, ExprId id) {
  const program::Expr& expr = context.scope[id];
  if (expr.op != program::Op::Local) return std::nullopt;
  return std::get<LocalId>(expr.payload);
}

bool IsMatch(const Walk& walk, LocalId local) {
  return std::any_of(walk.searches.begin(), walk.searches.end(),
                     [&](const Search& search) { return search.match == local; });
}

const program::Argument* Find(const program::ActionStep& step, std::string_view param) {
  const auto found = std::find_if(step.arguments.begin(), step.arguments.end(),
                                  [&](const program::Argument& argument) { return argument.param == param; });
  return found == step.arguments.end() ? nullptr : &*found;
}

// What a text, a list of values or an address may have something added to (C-MRG-3).
bool IsAppendable(const schema::Field& field) {
  if (field.unique) return false;
  if (field.type.Is(Kind::Options)) return true;
  if (!field.type.Is(Kind::Text)) return false;
  const auto text = static_cast<types::TextKind>(field.type.arg);
  return text == types::TextKind::Plain || text == types::TextKind::Url;
}

void CheckFieldList(Walk& walk, const program::Argument& argument, schema::EntityId entity, bool append) {
  const Context& context = walk.context;
  const program::Expr& list = context.scope[argument.value];
  if (list.op != program::Op::List) return;
  if (list.args.empty()) {
    context.sink.Report(kind::MergeEmptyList, list.at).Note("name the fields: `[Phone, mx_City]`");
    return;
  }
  for (const ExprId element : list.args) {
    const auto& constant = std::get<program::Constant>(context.scope[element].payload);
    const auto id = context.catalog.FindField(entity, std::get<std::string>(constant));
    if (!id) continue;
    const schema::Field& field = context.catalog.field(*id);
    const Location at = context.scope[element].at;
    if (field.read_only) {
      context.sink.Report(kind::ReadOnlyField, at, {FieldName(context, *id)}).Label(field.declared, "declared here");
    } else if (append && !IsAppendable(field)) {
      const std::string what = field.unique ? "which is unique" : TypeWords(context, field.type);
      context.sink.Report(kind::AppendType, at, {FieldName(context, *id), what})
          .Label(field.declared, "declared here")
          .Note("text and fields with several values can be appended to");
    }
  }
}

// A field stands in one list, once: what is appended to is not overwritten as well.
void ReportFieldsTwice(Walk& walk, const program::ActionStep& step) {
  const Context& context = walk.context;
  std::map<std::string, Location> seen;
  for (const program::Argument& argument : step.arguments) {
    const program::Expr& list = context.scope[argument.value];
    if ((argument.param != "overwritten" && argument.param != "appended") || list.op != program::Op::List) continue;
    for (const ExprId element : list.args) {
      const auto& name = std::get<std::string>(std::get<program::Constant>(context.scope[element].payload));
      const Location at = context.scope[element].at;
      const auto [before, fresh] = seen.emplace(name, at);
      if (!fresh) context.sink.Report(kind::EntryTwice, at, {name}).Label(before->second, "first here");
    }
  }
}

}  // namespace

bool CheckMergeOperands(Walk& walk, const Phrase& phrase, source::Span card) {
  const Context& context = walk.context;
  bool known = true;
  const Search* elsewhere = nullptr;  // which found what is named, but not on this way
  for (const Atom& atom : phrase.atoms) {
    const bool operand = &atom == &phrase.atoms.back() || (&atom - phrase.atoms.data()) == 1;
    if (!operand || atom.word.empty() || context.names.Find(atom.word)) continue;
    known = false;
    for (const Search& search : walk.searches) {
      if (context.scope[search.match].name == atom.word) elsewhere = &search;
    }
  }
  const bool in_search = std::any_of(walk.searches.begin(), walk.searches.end(), [&](const Search& search) {
    const auto bound = context.names.Find(context.scope[search.match].name);
    return bound && *bound == search.match;
  });
  if (known && in_search) return true;
  if (walk.searches.empty()) {
    const auto& exprs = context.tree.exprs;  // a search that is no statement, `if not lead exists …`, was reported
    const bool misplaced = std::any_of(exprs.begin(), exprs.end(), [](const syntax::Expr& each) {
      return std::holds_alternative<syntax::ExistsExpr>(each.node);
    });
    if (misplaced) return false;
    context.sink.Report(kind::MergeNoExists, context.At(card))
        .Note(
            "look for a lead first: `if lead exists as match where match.Phone is Lead.Phone { merge Lead into match "
            "}`");
    return false;
  }
  if (in_search && elsewhere == nullptr) return true;  // an unknown name: said where names are resolved
  context.sink.Report(kind::MergeNotYes, context.At(card))
      .Label(elsewhere != nullptr ? elsewhere->at : walk.searches.back().at,
             "only the block of this search knows that a lead was found");
  return false;
}

void CheckMergeStep(Walk& walk, const program::ActionStep& step, Location at) {
  Context& context = walk.context;
  const program::Argument* child = Find(step, "child");
  const program::Argument* parent = Find(step, "parent");
  if (child == nullptr || parent == nullptr) return;
  const auto child_local = LocalOf(context, child->value);
  const auto parent_local = LocalOf(context, parent->value);
  if (TypeOf(context, child->value).IsError() || TypeOf(context, parent->value).IsError()) return;
  std::optional<LocalId> match;
  bool one = false;  // of two that were found neither is the lead of the run, and they may be the same
  for (const auto& local : {parent_local, child_local}) {
    if (!local || !IsMatch(walk, *local)) continue;
    one = !match;
    match = local;
  }
  if (!one) {
    context.sink.Report(kind::MergeNotYes, at)
        .Note("one side is the lead of the run, the other the one that was found");
    return;
  }
  const auto consumed = std::find_if(walk.flow.consumed.begin(), walk.flow.consumed.end(),
                                     [&](const auto& each) { return each.first == *match; });
  if (consumed != walk.flow.consumed.end()) {
    context.sink.Report(kind::MergeConsumed, at, {context.scope[*match].name})
        .Label(consumed->second, "here; both names stand for the surviving lead since");
    return;
  }
  walk.flow.consumed.push_back({*match, at});
  const Type parent_type = TypeOf(context, parent->value);
  const schema::EntityId entity{parent_type.arg};
  const program::Argument* overwritten = Find(step, "overwritten");
  if (overwritten != nullptr) CheckFieldList(walk, *overwritten, entity, false);
  for (const program::Argument& argument : step.arguments) {
    if (argument.param == "appended") CheckFieldList(walk, argument, entity, true);
  }
  if (overwritten != nullptr && Find(step, "overwrite_empty_fields") != nullptr) {
    context.sink.Report(kind::MergeModes, context.scope[overwritten->value].at)
        .Note("leave out `overwrite empty fields` or the list");
  }
  ReportFieldsTwice(walk, step);
  walk.ForgetFacts();  // the survivor has other values
}

}  // namespace lsq::check
