// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/declare.h"

#include <functional>

#include "compiler/check/automation_walk.h"
#include "compiler/check/declare_library.h"
#include "compiler/check/declare_schema.h"

namespace lsq::check {

namespace {

using namespace declare;

enum class Form : uint8_t {
  Other,  // an automation, a test: read elsewhere
  Entity,
  Enum,
  Dropdown,
  TimeZone,
  Feature,
  Limits,
  Function,
  Action,
  Trigger,
  Policy,
  Statement,
  MergePrefix,
  Name,
};

struct Head {
  Form form = Form::Other;
  bool host = false;               // `extern`
  const NameForm* name = nullptr;  // of Name
};

// Takes the words that say what is declared.
Head TakeHead(const syntax::Card& card, ItemReader& items) {
  if (items.Take({"entity"})) return {Form::Entity};
  if (items.Take({"enum"})) return {Form::Enum};
  if (items.Take({"dropdown"})) return {Form::Dropdown};
  if (items.Take({"account", "timezone"})) return {Form::TimeZone};
  if (items.Take({"account", "feature"})) return {Form::Feature};
  if (items.Take({"limits"})) return {Form::Limits};
  if (items.Take({"statement"})) return {Form::Statement};
  if (items.Take({"merge", "prefix"})) return {Form::MergePrefix};
  if (items.Take({"policy"})) return {Form::Policy};
  const bool host = items.Take({"extern"});
  if (items.Take({"action"})) return {Form::Action, host};
  if (items.Take({"trigger"})) return {Form::Trigger, host};
  // A function with a body is the project's own program.
  if (!card.init.valid() && items.Take({"function"})) return {Form::Function, host};
  if (host) return {};
  const NameForm* name = TakeNameForm(items);
  return name == nullptr ? Head{} : Head{Form::Name, false, name};
}

class LayerReader {
 public:
  LayerReader(Target& target, std::span<const DeclarationUnit> units)
      : target_(target), quiet_{target.catalog, target.library, unheard_, target.first_entity, target.first_field, {}} {
    for (const DeclarationUnit& unit : units) Add(unit);
  }

  void Read() {
    ReadAll([this](const Unit& unit) { ReadHead(unit); });
    ReadAll([this](const Unit& unit) { ReadNameOf(unit); });
    for (const Body& body : bodies_) ReadFields(For(*body.unit), body.unit->source, body.entity, body.record_type);
    ReadAll([this](const Unit& unit) { ReadRest(unit); });
    CheckFields(target_);
    CheckGroups(target_);
  }

 private:
  struct Unit {
    Source source;
    Head head;
  };
  struct Body {
    const Unit* unit;
    schema::EntityId entity;
    std::string record_type;
  };

  void Add(const DeclarationUnit& unit) {
    const auto* card = std::get_if<syntax::Card>(&(*unit.tree)[unit.tree->root].node);
    if (card == nullptr) return;
    ItemReader items(*unit.tree, card->items);
    const Head head = TakeHead(*card, items);
    if (head.form != Form::Other) units_.push_back({{*unit.tree, unit.file, unit.offset}, head});
  }

  // Near a syntax error most of what could be said is about what the parser skipped: one mistake, one error.
  Target& For(const Unit& unit) { return unit.source.tree.has_errors ? quiet_ : target_; }

  void ReadAll(const std::function<void(const Unit&)>& read) {
    for (const Unit& unit : units_) read(unit);
  }

  // The items behind the words that say the kind.
  static ItemReader ItemsOf(const Unit& unit) {
    ItemReader items(unit.source.tree, unit.source.card().items);
    TakeHead(unit.source.card(), items);
    return items;
  }

  void ReadHead(const Unit& unit) {
    ItemReader items = ItemsOf(unit);
    if (unit.head.form == Form::Entity) {
      if (const auto entity = ReadEntityHead(For(unit), unit.source, items)) bodies_.push_back({&unit, *entity, {}});
    } else if (unit.head.form == Form::Enum) {
      ReadEnum(For(unit), unit.source, items);
    } else if (unit.head.form == Form::Dropdown) {
      ReadDropdown(For(unit), unit.source, items);
    }
  }

  void ReadNameOf(const Unit& unit) {
    if (unit.head.form != Form::Name) return;
    ItemReader items = ItemsOf(unit);
    if (const auto type = ReadName(For(unit), unit.source, *unit.head.name, items)) {
      bodies_.push_back({&unit, type->entity, type->name});
    }
  }

  void ReadRest(const Unit& unit) {
    ItemReader items = ItemsOf(unit);
    switch (unit.head.form) {
      case Form::TimeZone:
        return ReadTimeZone(unit, items);
      case Form::Feature:
        return ReadFeature(unit, items);
      case Form::Limits:
        return ReadLimits(For(unit), unit.source, items);
      case Form::Function:
        return ReadFunction(For(unit), unit.source, items, unit.head.host);
      case Form::Action:
        return ReadAction(For(unit), unit.source, items, unit.head.host);
      case Form::Trigger:
        return ReadTrigger(For(unit), unit.source, items, unit.head.host);
      case Form::Policy:
        return ReadPolicy(For(unit), unit.source, items);
      case Form::Statement:
        return ReadStatement(For(unit), unit.source, items);
      case Form::MergePrefix:
        return ReadMergePrefix(For(unit), unit.source, items);
      default:
        return;  // read before
    }
  }

  // `account timezone "Asia/Kolkata"`.
  void ReadTimeZone(const Unit& unit, ItemReader& items) {
    const Location at = unit.source.At(items.Here());
    const auto zone = items.TakeText();
    if (!zone || !items.AtEnd()) {
      return ReportPart(target_, unit.source, items.Here(), "a time zone", "`account timezone \"Asia/Kolkata\"`");
    }
    if (timezone_declared_) {
      target_.sink.Report(kind::DeclaredTwice, at, {"the account's time zone"})
          .Label(*timezone_declared_, "also declared here");
      return;
    }
    timezone_declared_ = at;
    if (CheckZoneName(target_.sink, *zone, at)) target_.catalog.account_timezone = *zone;
  }

  // `account feature "attachments"`: what the account has beyond what everybody has.
  void ReadFeature(const Unit& unit, ItemReader& items) {
    auto name = items.TakeText();
    if (!name || !items.AtEnd()) {
      return ReportPart(target_, unit.source, items.Here(), "a feature", "`account feature \"attachments\"`");
    }
    target_.catalog.features.push_back(std::move(*name));
  }

  Target& target_;
  diagnostics::Sink unheard_;
  Target quiet_;
  std::vector<Unit> units_;
  std::vector<Body> bodies_;
  std::optional<Location> timezone_declared_;
};

}  // namespace

bool IsSchemaDeclaration(const syntax::Tree& tree) {
  const auto* card = std::get_if<syntax::Card>(&tree[tree.root].node);
  if (card == nullptr) return false;
  ItemReader items(tree, card->items);
  const Head head = TakeHead(*card, items);
  if (head.form == Form::Name) return head.name->listing == Catalog::Listing::Schema;
  return head.form != Form::Other;
}

void ReadDeclarations(std::span<const DeclarationUnit> units, Catalog& catalog, Library& library,
                      diagnostics::Sink& sink) {
  Target target{catalog, library, sink, catalog.entity_count(), catalog.field_count(), {}};
  LayerReader(target, units).Read();
}

}  // namespace lsq::check
