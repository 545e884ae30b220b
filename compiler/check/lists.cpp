// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/lists.h"

#include <algorithm>

#include "compiler/check/expr_internal.h"

namespace lsq::check {

namespace {

// The condition behind `where` of a `list …`; invalid for other declarations.
syntax::ExprId CriteriaOf(const syntax::Tree& tree) {
  const auto* card = std::get_if<syntax::Card>(&tree[tree.root].node);
  if (card == nullptr || card->items.empty()) return {};
  const auto* ref = std::get_if<syntax::RefExpr>(&tree[card->items[0]].node);
  if (ref == nullptr || ref->kind.text != WordFor(types::NameKind::List)) return {};
  for (size_t i = 1; i + 1 < card->items.size(); ++i) {
    if (syntax::WordOf(tree, card->items[i]) == "where") return card->items[i + 1];
  }
  return {};
}

// Gives the record the names of its entity: one that has a name already, or that such a one leads to.
bool Bind(Context& inside, ExprId record) {
  const program::Expr& asked = inside.scope[record];
  if (asked.type.optional) return false;
  if (asked.op == program::Op::Local) {
    inside.place.subject = std::get<LocalId>(asked.payload);
    BindRecord(inside, inside.place.subject);
    return true;
  }
  if (asked.op != program::Op::Related || inside.scope[asked.args[0]].op != program::Op::Local) return false;
  inside.place.subject = std::get<LocalId>(inside.scope[asked.args[0]].payload);
  inside.place.related = {std::get<schema::FieldId>(asked.payload)};
  return true;
}

}  // namespace

ListTable ListTable::Read(std::span<const DeclarationUnit> units, const ProjectContext& project) {
  ListTable table;
  for (const DeclarationUnit& unit : units) {
    const syntax::ExprId where = unit.tree->has_errors ? syntax::ExprId() : CriteriaOf(*unit.tree);
    if (!where.valid()) continue;
    const auto& card = std::get<syntax::Card>((*unit.tree)[unit.tree->root].node);
    const auto& ref = std::get<syntax::RefExpr>((*unit.tree)[card.items[0]].node);
    const std::string* name = PlainText(*unit.tree, ref.name);
    const schema::Named* list = name == nullptr ? nullptr : project.catalog.FindName(types::NameKind::List, *name);
    if (list == nullptr || !list->entity.valid() || list->declared.file != unit.file) continue;
    Entry entry{list, unit, where};
    program::Scope scope;
    Context context{.catalog = project.catalog,
                    .library = project.library,
                    .files = project.files,
                    .sink = project.sink,
                    .tree = *unit.tree,
                    .file = unit.file,
                    .offset = unit.offset,
                    .scope = scope,
                    .functions = project.functions};
    const ExprId candidate = MakeLocal(context, DeclareRecord(context, list->entity, list->declared), list->declared);
    const auto condition = Check(context, entry, candidate);
    entry.good = condition && !TypeOf(context, *condition).IsError();
    table.entries_.push_back(entry);
  }
  return table;
}

std::optional<ExprId> ListTable::ConditionOf(Context& context, const schema::Named& list, ExprId record) const {
  const auto entry =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& each) { return each.list == &list; });
  if (entry == entries_.end()) return std::nullopt;
  return entry->good ? Check(context, *entry, record) : Poison(context, list.declared);
}

std::optional<ExprId> ListTable::Check(Context& context, const Entry& entry, ExprId record) {
  Context inside{.catalog = context.catalog,
                 .library = context.library,
                 .files = context.files,
                 .sink = context.sink,
                 .tree = *entry.unit.tree,
                 .file = entry.unit.file,
                 .offset = entry.unit.offset,
                 .scope = context.scope,
                 .functions = context.functions};
  inside.facts = context.facts;
  inside.place.trigger_group = context.place.trigger_group;
  inside.place.signed_in = context.place.signed_in;
  if (!Bind(inside, record)) return std::nullopt;
  return CheckCondition(inside, entry.where).expr;
}

}  // namespace lsq::check
