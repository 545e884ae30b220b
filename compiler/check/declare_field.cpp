// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <unordered_map>

#include "compiler/check/declare_schema.h"
#include "compiler/check/declare_types.h"
#include "compiler/text/text.h"

namespace lsq::check::declare {

namespace {

using schema::EntityId;
using schema::Field;
using schema::FieldId;
using types::Kind;

constexpr uint32_t kMaxScale = 9;
constexpr uint32_t kMaxLength = 1u << 20;  // as long as any text may be
constexpr std::string_view kFieldHelp =
    "after a comma: `label \"City\"`, `max 100`, `scale 2`, `mandatory`, `unique`, `indexed`, `read only`, "
    "`multiline`, "
    "`open`, `through OwnerId`, `merge fallback \"friend\"`, `also Stage`, `formerly Town`, `id 7`";

bool CanBeStored(schema::Type type) {
  switch (type.kind) {
    case Kind::Bool:
    case Kind::Number:
    case Kind::Date:
    case Kind::DateTime:
    case Kind::Time:
    case Kind::Option:
    case Kind::Options:
    case Kind::Record:
      return true;
    case Kind::Text:
      return type != types::Text(types::TextKind::Secret);
    default:
      return false;
  }
}

// A later layer may say more exactly what a text is, or which options there are; nothing else.
bool MayRestate(schema::Type before, schema::Type now) {
  return before.kind == now.kind || (before.Is(Kind::Text) && now.Is(Kind::Option));
}

class FieldReader {
 public:
  FieldReader(Target& target, const Source& source, EntityId entity, const std::string& record_type)
      : target_(target), source_(source), entity_(entity), record_type_(record_type) {}

  void Read(const syntax::Entry& entry, const std::string& doc);

 private:
  std::string Name() const { return Quoted(target_.catalog.entity(entity_).name + "." + field_.name); }
  bool ReadFieldType(const syntax::Entry& entry);
  // The field of this name that is there, to be restated; false when it may not be.
  bool FindBefore(const syntax::Entry& entry, std::optional<FieldId>& before);
  void ReadClause(const syntax::Clause& clause);
  bool ReadProperty(ItemReader& items);
  bool ReadFlag(ItemReader& items);
  bool ReadName(ItemReader& items);
  void ReadOpen(Span span);
  std::optional<uint32_t> ReadCount(ItemReader& items, std::string_view what, uint32_t least, uint32_t most);
  void Store(std::optional<FieldId> before);
  void StoreUntyped(const syntax::Entry& entry);

  Target& target_;
  const Source& source_;
  EntityId entity_;
  const std::string& record_type_;
  Field field_;
  std::vector<Item> aliases_;
  std::optional<uint32_t> explicit_id_;
  std::string id_name_;  // what the stable id is derived from
};

bool FieldReader::ReadFieldType(const syntax::Entry& entry) {
  ItemReader items(source_.tree, entry.items);
  const Span span = items.Here();
  const auto type = ReadType(target_, source_, items);
  if (!type) return false;
  ExpectEnd(target_, source_, items, "a field", std::string(kFieldHelp));
  if (!CanBeStored(*type)) {
    ReportPart(target_, source_, span, "a field", "no field can hold " + Quoted(target_.catalog.TypeName(*type)));
    return false;
  }
  field_.type = type->Required();
  return true;
}

bool FieldReader::FindBefore(const syntax::Entry& entry, std::optional<FieldId>& before) {
  const Location at = source_.At(entry.name.span);
  const auto same_name = target_.catalog.FindField(entity_, entry.name.text, record_type_);
  if (!same_name) return true;
  const Field& other = target_.catalog.field(*same_name);
  const bool clash =
      same_name->index >= target_.first_field || other.only_type != record_type_ || other.name != entry.name.text;
  if (clash && !other.only_type.empty() && !record_type_.empty() && other.only_type != record_type_) return true;
  if (clash) {
    auto report = target_.sink.Report(kind::DeclaredTwice, at, {"the field " + Name()});
    LabelOther(report, other.declared, "also declared here");
    return false;
  }
  if (!MayRestate(other.type, field_.type)) {
    auto report = target_.sink.Report(
        kind::ContradictoryField, at,
        {Name(), target_.catalog.TypeName(field_.type), target_.catalog.TypeName(other.type.Required())});
    report.Primary(target_.catalog.TypeName(field_.type));
    LabelOther(report, other.declared, target_.catalog.TypeName(other.type.Required()) + " here");
    return false;
  }
  before = same_name;
  return true;
}

std::optional<uint32_t> FieldReader::ReadCount(ItemReader& items, std::string_view what, uint32_t least,
                                               uint32_t most) {
  const Span span = items.Here();
  const auto raw = items.TakeRaw();
  uint32_t count = 0;
  if (raw) {
    const auto result = std::from_chars(raw->data(), raw->data() + raw->size(), count);
    const bool whole = result.ec == std::errc() && result.ptr == raw->data() + raw->size();
    if (whole && count >= least && count <= most) return count;
  } else if (!items.AtEnd()) {
    items.Skip();
  }
  target_.sink.Report(
      kind::BadNumber, source_.At(span),
      {std::string(what), "a whole number from " + std::to_string(least) + " to " + std::to_string(most)});
  return std::nullopt;
}

bool FieldReader::ReadFlag(ItemReader& items) {
  if (items.Take({"mandatory"})) return field_.mandatory = true;
  if (items.Take({"unique"})) return field_.unique = true;
  if (items.Take({"indexed"})) return field_.indexed = true;
  if (items.Take({"multiline"})) return field_.multiline = true;
  if (items.Take({"read", "only"})) return field_.read_only = true;
  return false;
}

bool FieldReader::ReadProperty(ItemReader& items) {
  if (items.Take({"max"})) {
    field_.max_length = ReadCount(items, "the maximum length", 1, kMaxLength).value_or(field_.max_length);
  } else if (items.Take({"scale"})) {
    field_.scale = static_cast<uint8_t>(ReadCount(items, "the scale", 0, kMaxScale).value_or(field_.scale));
    field_.type.arg = field_.scale;
  } else if (items.Take({"id"})) {
    explicit_id_ = ReadCount(items, "the stable id", 1, UINT32_MAX);
  } else {
    return false;
  }
  return true;
}

bool FieldReader::ReadName(ItemReader& items) {
  if (items.Take({"label"})) {
    field_.label = items.TakeText().value_or(field_.label);
  } else if (items.Take({"merge", "fallback"})) {
    field_.merge_default = items.TakeText();
  } else if (items.Take({"through"})) {
    if (const auto via = items.TakeWord()) field_.via = via->word;
  } else if (items.Take({"formerly"})) {
    if (const auto name = items.TakeWord()) id_name_ = name->word;
  } else if (items.Take({"also"})) {
    if (const auto alias = items.TakeWord()) aliases_.push_back(*alias);
  } else {
    return false;
  }
  return true;
}

// "With Others": the set belongs to this field alone, so it may be opened here.
void FieldReader::ReadOpen(Span span) {
  const bool options = field_.type.Is(Kind::Option) || field_.type.Is(Kind::Options);
  if (!options || !target_.catalog.options(schema::OptionSetId{field_.type.arg}).name.empty()) {
    return ReportPart(target_, source_, span, "a field",
                      "`open` goes with `one of [\"A\", \"B\"]`; an enum is opened where it is declared");
  }
  target_.catalog.options(schema::OptionSetId{field_.type.arg}).open = true;
}

void FieldReader::ReadClause(const syntax::Clause& clause) {
  ItemReader items(source_.tree, clause.items);
  if (items.Take({"open"})) {
    ReadOpen(clause.span);
  } else if (!ReadFlag(items) && !ReadProperty(items)) {
    ReadName(items);
  }
  ExpectEnd(target_, source_, items, "a field", std::string(kFieldHelp));
}

void FieldReader::Store(std::optional<FieldId> before) {
  const schema::Entity& entity = target_.catalog.entity(entity_);
  if (field_.label.empty()) field_.label = field_.name;
  field_.stable_id = explicit_id_.value_or(schema::StableFieldId(entity, field_, id_name_));
  if (!field_.mandatory) field_.type = field_.type.Optional();
  FieldId id;
  if (before) {
    id = *before;
    target_.catalog.field(id) = field_;
  } else {
    id = target_.catalog.AddField(field_);
  }
  for (const Item& alias : aliases_) {
    const auto other = target_.catalog.FindField(entity_, alias.word);
    if (other && *other != id) {
      auto report =
          target_.sink.Report(kind::DeclaredTwice, source_.At(alias.span), {"the field " + Quoted(alias.word)});
      LabelOther(report, target_.catalog.field(*other).declared, "also declared here");
    } else if (!other) {
      target_.catalog.AddFieldAlias(id, alias.word);
    }
  }
}

// Its type was reported: nothing that is said about the field can be judged, so it agrees with everything.
void FieldReader::StoreUntyped(const syntax::Entry& entry) {
  if (target_.catalog.FindField(entity_, entry.name.text, record_type_)) return;
  field_.entity = entity_;
  field_.only_type = record_type_;
  field_.declared = source_.At(entry.name.span);
  field_.type = types::kError;
  field_.label = field_.name;
  field_.stable_id = schema::StableFieldId(target_.catalog.entity(entity_), field_, id_name_);
  target_.catalog.AddField(field_);
}

void FieldReader::Read(const syntax::Entry& entry, const std::string& doc) {
  field_.name = id_name_ = entry.name.text;
  if (!ReadFieldType(entry)) return StoreUntyped(entry);
  std::optional<FieldId> before;
  if (!FindBefore(entry, before)) return;
  if (before) {
    const schema::Type type = field_.type;
    field_ = target_.catalog.field(*before);
    field_.type = type;
    if (type.Is(Kind::Number)) field_.type.arg = field_.scale;
  } else if (field_.type.Is(Kind::Number)) {
    field_.scale = kMaxScale;
  }
  if (!doc.empty()) field_.doc = doc;
  field_.entity = entity_;
  field_.only_type = record_type_;
  field_.declared = source_.At(entry.name.span);
  for (const syntax::Clause& clause : entry.clauses) ReadClause(clause);
  Store(before);
}

void CheckRelation(Target& target, const Field& field) {
  if (field.via.empty()) return;
  const Catalog& catalog = target.catalog;
  const schema::Entity& entity = catalog.entity(field.entity);
  const auto via = catalog.FindField(field.entity, field.via);
  const bool relation = field.type.Is(Kind::Record);
  const bool holds_id = via && (catalog.field(*via).type.Is(Kind::Text) || catalog.field(*via).type.Is(Kind::Number));
  if (relation && holds_id) return;
  auto report = target.sink.Report(kind::BadRelation, field.declared,
                                   {Quoted(entity.name + "." + field.name), Quoted(field.via)});
  if (!relation) {
    report.Note("`through` is for fields that are records of another entity");
  } else if (via) {
    LabelOther(report, catalog.field(*via).declared,
               catalog.TypeName(catalog.field(*via).type.Required()) + ", which is no id");
  } else {
    std::vector<std::string_view> names;
    for (const FieldId id : entity.fields) {
      if (!catalog.field(id).type.Is(Kind::Record)) names.push_back(catalog.field(id).name);
    }
    const auto near = text::Nearest(field.via, names);
    report.Note("the entity has no such field" + (near ? "; did you mean " + Quoted(*near) + "?" : ""));
  }
}

}  // namespace

void ReadFields(Target& target, const Source& source, EntityId entity, const std::string& record_type) {
  const syntax::BlockId block = source.card().block;
  if (!block.valid()) return;
  for (const syntax::StmtId id : source.tree[block].statements) {
    const syntax::Stmt& stmt = source.tree[id];
    const auto* entry = std::get_if<syntax::Entry>(&stmt.node);
    if (entry != nullptr && !entry->items.empty()) {
      FieldReader(target, source, entity, record_type).Read(*entry, stmt.doc);
    } else if (!std::holds_alternative<syntax::ErrorStmt>(stmt.node)) {
      ReportPart(target, source, stmt.span, "an entity", "its lines are fields: `mx_City: Text, label \"City\"`");
    }
  }
}

void CheckFields(Target& target) {
  const Catalog& catalog = target.catalog;
  std::unordered_map<uint32_t, FieldId> by_stable_id;
  for (uint32_t i = 0; i < catalog.field_count(); ++i) {
    const FieldId id{i};
    const Field& field = catalog.field(id);
    if (i >= target.first_field) CheckRelation(target, field);
    const auto [taken, added] = by_stable_id.emplace(field.stable_id, id);
    if (added || i < target.first_field) continue;
    const Field& other = catalog.field(taken->second);
    const auto name = [&](const Field& f) { return Quoted(catalog.entity(f.entity).name + "." + f.name); };
    auto report = target.sink.Report(kind::StableIdTaken, field.declared,
                                     {name(field), name(other), std::to_string(field.stable_id)});
    LabelOther(report, other.declared, "the other one");
    report.Note("give one of them another with `id`; an id is never used again, not even after a field was removed");
  }
}

}  // namespace lsq::check::declare
