// SPDX-License-Identifier: Apache-2.0
// Things that people named in the CRM, or name in a project: roles, lists, record types, templates.
#include <algorithm>
#include <array>
#include <unordered_set>

#include "compiler/check/declare_schema.h"
#include "compiler/check/declare_types.h"
#include "compiler/text/text.h"

namespace lsq::check::declare {

namespace {

using schema::EntityId;
using schema::Named;
using types::NameKind;

constexpr std::string_view kNameHelp =
    "a name is declared as `role \"Sales User\"`, `group \"West\", part of \"India\"`, `list \"Fresh\" static for "
    "Lead`, "
    "`account type \"Customers\" { … }`";

const std::vector<NameForm>& NameForms() {
  constexpr auto kProject = Catalog::Listing::Project;
  static const std::vector<NameForm> forms = {
      {{"role"}, NameKind::Role},
      {{"group"}, NameKind::Group},
      {{"team"}, NameKind::Team},
      {{"user"}, NameKind::User},
      {{"list"}, NameKind::List},
      {{"webhook"}, NameKind::Webhook},
      {{"lapp"}, NameKind::Lapp},
      {{"account", "type"}, NameKind::AccountType},
      {{"activity", "type"}, NameKind::ActivityType},
      {{"opportunity", "type"}, NameKind::OpportunityType},
      {{"task", "type"}, NameKind::TaskType},
      {{"email", "template"}, NameKind::EmailTemplate},
      {{"sms", "template"}, NameKind::SmsTemplate},
      {{"template", "email"}, NameKind::EmailTemplate, kProject, false, true},
      {{"template", "sms"}, NameKind::SmsTemplate, kProject, false, true},
      {{"calendar"}, NameKind::Calendar, kProject},
      {{"campaign"}, NameKind::Campaign, kProject},
      {{"automation"}, NameKind::Automation, kProject},
      {{"form"}, NameKind::Form, kProject},
      {{"table"}, NameKind::Table, kProject, true},
  };
  return forms;
}

// The entity whose records have types of this kind.
std::optional<EntityId> EntityWithTypes(const Catalog& catalog, NameKind kind) {
  for (uint32_t i = 0; i < catalog.entity_count(); ++i) {
    if (catalog.entity(EntityId{i}).type_names == kind) return EntityId{i};
  }
  return std::nullopt;
}

// After the name: `for Lead`, `static`, `where …`.
void ReadTail(Target& target, const Source& source, const NameForm& form, ItemReader& items, Named& named) {
  bool has_for = false;
  while (!items.AtEnd()) {
    if (items.Take({"for"})) {
      has_for = true;
      const auto entity = items.TakeWord();
      if (!entity) break;
      // Whoever checks what a project defines says what is wrong with its head.
      const auto found = form.listing == Catalog::Listing::Project ? target.catalog.FindEntity(entity->word)
                                                                   : ReadEntityName(target, source, *entity);
      named.entity = found.value_or(EntityId{});
    } else if (form.kind == NameKind::List && items.Take({"where"})) {
      named.dynamic = true;  // the condition is checked where the project is
      if (has_for) return;
      target.sink.Report(kind::DeclarationIncomplete, named.declared, {"the list \"" + named.name + "\"", "`for`"})
          .Note("say whose it is: `list \"Pune\" for Lead where Lead.City is \"Pune\"`");
      return;
    } else if (form.kind != NameKind::List || !items.Take({"static"})) {
      break;
    }
  }
  if (form.listing == Catalog::Listing::Schema) ExpectEnd(target, source, items, "a name", std::string(kNameHelp));
}

// Further names behind commas, `role "Administrator", "Sales User"`, are added to `more`; what the line says of the
// first it says of all.
void ReadNameClauses(Target& target, const Source& source, const NameForm& form, Named& named,
                     std::vector<Named>& more) {
  if (form.listing == Catalog::Listing::Project) return;
  for (const syntax::Clause& clause : source.card().clauses) {
    ItemReader items(source.tree, clause.items);
    const Location at = source.At(items.Here());
    if (auto name = items.TakeText(); name && items.AtEnd() && !text::IsBlank(*name)) {
      more.push_back(named);
      more.back().name = std::move(*name);
      more.back().declared = at;
      continue;
    }
    if (form.kind == NameKind::EmailTemplate && items.Take({"editor", "visual"})) named.visual = true;
    if (form.kind == NameKind::Group && items.Take({"part", "of"})) {
      target.part_of_places[named.name] = source.At(items.Here());
      named.part_of = items.TakeText().value_or("");
    }
    ExpectEnd(target, source, items, "a name", std::string(kNameHelp));
  }
}

void ReportUnknownParent(Target& target, const Named& group, Location at) {
  std::vector<std::string_view> names;
  for (const Named& other : target.catalog.names(NameKind::Group)) {
    if (&other != &group) names.push_back(other.name);
  }
  auto report = target.sink.Report(kind::UnknownParent, at, {"\"" + group.part_of + "\""});
  SuggestName(report, at, group.part_of, names, true);
}

// The group from which `group` is reached again going upwards, if `group` is the first of that circle's groups.
const Named* FindCycle(const Catalog& catalog, const Named& group) {
  std::unordered_set<const Named*> seen;
  for (const Named* at = &group; at != nullptr && seen.insert(at).second;) {
    const Named* parent = at->part_of.empty() ? nullptr : catalog.FindName(NameKind::Group, at->part_of);
    if (parent == &group) {
      const bool first = std::all_of(seen.begin(), seen.end(), [&](const Named* other) { return other >= &group; });
      return first ? at : nullptr;
    }
    at = parent;
  }
  return nullptr;
}

// As a person calls it: "account type", and "email template" however it is declared.
std::string FormWords(const NameForm& form) {
  if (form.words.size() == 1) return std::string(form.words[0]);
  const bool turned = form.words[0] == "template";
  return std::string(form.words[turned ? 1 : 0]) + " " + std::string(form.words[turned ? 0 : 1]);
}

// False when it was reported. What the host's JSON lists may be declared as well: with its fields, or with its content.
bool AddName(Target& target, const NameForm& form, Named named) {
  if (const Named* other = target.catalog.FindName(form.kind, named.name)) {
    if (!other->declared.file.valid()) return true;
    const std::string what = "the " + FormWords(form) + " \"" + named.name + "\"";
    target.sink.Report(kind::DeclaredTwice, named.declared, {what}).Label(other->declared, "also declared here");
    return false;
  }
  if (const auto entity = EntityWithTypes(target.catalog, form.kind)) {
    target.catalog.entity(*entity).record_types.push_back(named.name);
  }
  target.catalog.AddName(form.kind, std::move(named), form.listing);
  if (form.closes) target.catalog.CloseNames(form.kind);
  return true;
}

}  // namespace

const NameForm* TakeNameForm(ItemReader& items) {
  for (const NameForm& form : NameForms()) {
    const bool two = form.words.size() == 2;
    if (two ? items.Take({form.words[0], form.words[1]}) : items.Take({form.words[0]})) return &form;
  }
  return nullptr;
}

std::optional<NamedType> ReadName(Target& target, const Source& source, const NameForm& form, ItemReader& items) {
  Named named;
  named.declared = source.At(items.Here());
  if (form.bare) {
    if (const auto word = items.TakeWord()) named.name = word->word;
  } else {
    named.name = items.TakeText().value_or("");
  }
  if (text::IsBlank(named.name)) {
    target.catalog.MarkNamesIncomplete();
    // Whoever checks what a project defines says what its head lacks.
    const bool reported_elsewhere = form.listing == Catalog::Listing::Project;
    if (!reported_elsewhere) ReportPart(target, source, items.Here(), "a name", std::string(kNameHelp));
    return std::nullopt;
  }
  ReadTail(target, source, form, items, named);
  std::vector<Named> more;
  ReadNameClauses(target, source, form, named, more);
  const std::string name = named.name;
  for (Named& other : more) AddName(target, form, std::move(other));
  if (!AddName(target, form, std::move(named))) return std::nullopt;
  const auto entity = EntityWithTypes(target.catalog, form.kind);
  const syntax::BlockId block = source.card().block;
  if (!entity && block.valid() && form.listing == Catalog::Listing::Schema) {
    ReportPart(target, source, source.tree[block].span, "a name", "only a type of records has a block, for its fields");
  }
  return entity ? std::optional(NamedType{*entity, name}) : std::nullopt;
}

void CheckGroups(Target& target) {
  const Catalog& catalog = target.catalog;
  for (const Named& group : catalog.names(NameKind::Group)) {
    const auto place = target.part_of_places.find(group.name);
    if (place == target.part_of_places.end()) continue;
    if (catalog.FindName(NameKind::Group, group.part_of) == nullptr) {
      ReportUnknownParent(target, group, place->second);
    } else if (const Named* last = FindCycle(catalog, group)) {
      auto report = target.sink.Report(kind::CyclicDeclaration, place->second, {"the group \"" + group.name + "\""});
      if (last != &group) LabelOther(report, last->declared, "part of \"" + last->part_of + "\"");
    }
  }
}

}  // namespace lsq::check::declare
